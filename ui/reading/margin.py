"""The left margin: a bracket a claim in lanes, badges at its first line, rings."""

from collections import defaultdict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.desk import Desk
from annotator.model import Claim
from ui.reading.badges import SIZE, draw_badges, draw_ring
from ui.reading.geometry import Geometry, VisibleBlock
from ui.reading.painting import ink_of
from ui.theme import Theme, sans

_LANE = 8.0
_MOST_LANES = 4


@dataclass(frozen=True, slots=True)
class Bracket:
    """A claim's place in the margin, and the rectangle of its first line that is seen."""

    claim: Claim
    top: float
    bottom: float
    lane: int
    first_line: QRectF


def brackets(desk: Desk, geometry: Geometry, seen: list[VisibleBlock]) -> list[Bracket]:
    """Return the brackets of the claims that are seen, packed in lanes."""
    if not seen:
        return []
    busy: list[float] = []
    found = []
    for claim in desk.over(seen[0].start, seen[-1].end):
        fragments = geometry.of_claim(seen, claim)
        if not fragments:
            continue
        top, bottom = fragments[0].rect.top(), fragments[-1].rect.bottom()
        lane = next((n for n, until in enumerate(busy) if until < top), len(busy))
        if lane == len(busy):
            busy.append(bottom)
        busy[lane] = bottom
        found.append(Bracket(claim, top, bottom, min(lane, _MOST_LANES), fragments[0].rect))
    return found


def draw_margin(
    painter: QPainter,
    desk: Desk,
    placed: list[Bracket],
    left: float,
    theme: Theme,
    selected: Claim | None,
) -> dict[str, QRectF]:
    """Draw brackets, badges and rings left of the words; return where each claim's badge is."""
    spots: dict[str, QRectF] = {}
    taken: defaultdict[int, float] = defaultdict(lambda: left - 14)
    for bracket in placed:
        x = left - 10 - bracket.lane * _LANE
        is_selected = selected is not None and selected.id == bracket.claim.id
        painter.setPen(QPen(ink_of(bracket.claim, theme), 3 if is_selected else 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        top, bottom = bracket.top + 1, bracket.bottom - 1
        corners = [
            QPointF(x + 4, top),
            QPointF(x, top),
            QPointF(x, bottom),
            QPointF(x + 4, bottom),
        ]
        painter.drawPolyline(corners)
        row = round(bracket.first_line.top())
        taken[row] = min(taken[row], x - 4)
    for bracket in placed:
        row = round(bracket.first_line.top())
        top = bracket.first_line.center().y() - SIZE / 2
        begin = draw_badges(painter, bracket.claim.tags, taken[row], top, theme)
        spots[bracket.claim.id] = QRectF(begin, top, taken[row] - begin, SIZE)
        if desk.is_unanswered(bracket.claim):
            begin -= SIZE + 6
            draw_ring(painter, QRectF(begin, top - 0.5, SIZE + 1, SIZE + 1), theme)
        taken[row] = begin - 6
    return spots


def draw_hints(
    painter: QPainter, spots: dict[str, QRectF], hints: dict[str, str], theme: Theme
) -> None:
    """Draw the keys that choose a claim to link to, over the badges of the claims."""
    painter.setFont(sans(11, bold=True))
    for claim_id, hint in hints.items():
        if claim_id in spots:
            rect = QRectF(0, 0, 18, 18)
            rect.moveCenter(spots[claim_id].center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(theme.paper)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, hint)
