"""The left margin: a bracket a claim in lanes, badges at its first line, rings and arcs."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.model import Claim
from ui.reading.badges import SIZE, draw_badges, draw_ring
from ui.reading.geometry import Frame
from ui.theme import Theme, sans

if TYPE_CHECKING:
    from annotator.vocabulary import Tag

_LANE = 8.0
_MOST_LANES = 4
"""What overlaps more deeply shares one further lane: more would take the room of the badges."""
_STEP = SIZE + 4
_ROOM_FOR_MORE = 16.0
_HINT = 18.0


class Bracket(NamedTuple):
    """A claim's place in the margin, and the rectangle of its first line that is seen."""

    claim: Claim
    top: float
    bottom: float
    lane: int
    first_line: QRectF


@dataclass(slots=True)
class Places:
    """Where the margin has what, in its own pixels: for clicks, hints and arcs."""

    badges: dict[str, QRectF] = field(default_factory=dict)
    reach: dict[str, float] = field(default_factory=dict)
    """The leftmost pixel of a claim's badges and ring."""

    def moved(self, y: float) -> "Places":
        """Return the same `y` pixels further down."""
        badges = {key: rect.translated(0, y) for key, rect in self.badges.items()}
        return Places(badges, self.reach)

    def whole(self) -> dict[str, QRectF]:
        """Return where each claim's badges are with its ring."""
        return {
            key: QRectF(self.reach[key], rect.top(), rect.right() - self.reach[key], rect.height())
            for key, rect in self.badges.items()
        }


def brackets(frame: Frame) -> list[Bracket]:
    """Return the brackets of the claims that are seen, packed in lanes."""
    busy = [float("-inf")] * _MOST_LANES
    found = []
    for claim in frame.claims:
        extent = frame.extent(claim)
        if extent is None:
            continue
        first, bottom = extent
        top = first.top()
        lane = 0
        while lane < _MOST_LANES and busy[lane] >= top:
            lane += 1
        if lane < _MOST_LANES:
            busy[lane] = bottom
        found.append(Bracket(claim, top, bottom, lane, first))
    return found


def draw_brackets(
    painter: QPainter, placed: list[Bracket], right: float, theme: Theme, strong: set[str]
) -> None:
    """Draw a bracket a claim, thick for the ids in `strong`."""
    # Filled rectangles, a color at once: stroking a bracket takes five times as long.
    shapes: defaultdict[tuple[Tag, ...], list[QRectF]] = defaultdict(list)
    for bracket in placed:
        half = 1.5 if bracket.claim.id in strong else 0.8
        x = right - 10 - bracket.lane * _LANE - half
        top, bottom, wide, thick = bracket.top + 1, bracket.bottom - 1, 4 + 2 * half, 2 * half
        shapes[bracket.claim.tags[:1]] += (
            QRectF(x, top - half, wide, thick),
            QRectF(x, top + half, thick, bottom - top - thick),
            QRectF(x, bottom - half, wide, thick),
        )
    painter.setPen(Qt.PenStyle.NoPen)
    for tags, rects in shapes.items():
        painter.setBrush(theme.ink(*tags) if tags else theme.muted)
        painter.drawRects(rects)


def draw_marks(
    painter: QPainter, frame: Frame, placed: list[Bracket], right: float, theme: Theme
) -> Places:
    """Draw badges and rings at each claim's first line; return where they are."""
    places = Places()
    taken: defaultdict[int, float] = defaultdict(lambda: right - 14)
    for bracket in placed:
        row = round(bracket.first_line.top())
        taken[row] = min(taken[row], right - 14 - bracket.lane * _LANE)
    hidden: defaultdict[int, list[Bracket]] = defaultdict(list)
    for bracket in placed:
        claim = bracket.claim
        row = round(bracket.first_line.top())
        top = bracket.first_line.center().y() - SIZE / 2
        is_waiting = frame.desk.is_unanswered(claim)
        width = len(claim.tags or (None,)) * _STEP - 4 + (SIZE + 6 if is_waiting else 0)
        if taken[row] - width < _ROOM_FOR_MORE:
            hidden[row].append(bracket)
            continue
        begin = draw_badges(painter, claim.tags, taken[row], top, theme)
        places.badges[claim.id] = QRectF(begin, top, taken[row] - begin, SIZE)
        if is_waiting:
            begin -= SIZE + 6
            draw_ring(painter, QRectF(begin, top - 0.5, SIZE + 1, SIZE + 1), theme)
        places.reach[claim.id] = begin
        taken[row] = begin - 6
    for row, more in hidden.items():
        top = more[0].first_line.center().y() - SIZE / 2
        rest = QRectF(taken[row] - _ROOM_FOR_MORE, top, _ROOM_FOR_MORE, SIZE)
        rest.moveLeft(max(rest.left(), 2.0))
        _draw_more(painter, rest, len(more), theme)
        _share(places, more, rest)
    return places


def _share(places: Places, hidden: list[Bracket], rect: QRectF) -> None:
    """Give claims the place in which they are counted."""
    for bracket in hidden:
        places.badges[bracket.claim.id] = rect
        places.reach[bracket.claim.id] = rect.left()


def _draw_more(painter: QPainter, rect: QRectF, count: int, theme: Theme) -> None:
    """Say how many more claims begin in a line than there is room for."""
    painter.setFont(sans(10, bold=True))
    painter.setPen(theme.muted)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(flags), f"+{count}")


def draw_few(
    painter: QPainter, frame: Frame, placed: list[Bracket], right: float, theme: Theme
) -> Places:
    """Draw what a narrow margin holds: a badge a claim, and how many more begin in a line."""
    places = Places()
    rows: defaultdict[int, list[Bracket]] = defaultdict(list)
    for bracket in placed:
        rows[round(bracket.first_line.top())].append(bracket)
    fit = max(1, int((right - 4) // _STEP))
    for row in rows.values():
        at = right - 6
        top = row[0].first_line.center().y() - SIZE / 2
        # Who waits for an answer is never left out for one who does not.
        row.sort(key=lambda bracket: not frame.desk.is_unanswered(bracket.claim))
        shown = row if len(row) <= fit else row[: max(fit - 1, 1)]
        for bracket in shown:
            claim = bracket.claim
            is_waiting = frame.desk.is_unanswered(claim)
            rect = QRectF(at - SIZE, top, SIZE, SIZE)
            if is_waiting:
                draw_ring(painter, rect, theme)
            else:
                draw_badges(painter, claim.tags[:1], at, top, theme)
            places.badges[claim.id] = rect
            places.reach[claim.id] = rect.left()
            at -= _STEP
        hidden = row[len(shown) :]
        if hidden:
            rest = QRectF(2, top, at, SIZE)
            _draw_more(painter, rest, len(hidden), theme)
            _share(places, hidden, rest)
    return places


def draw_hints(painter: QPainter, places: Places, hints: dict[str, str], theme: Theme) -> None:
    """Draw the keys that choose a claim to link to, beside the badges of the claims."""
    painter.setFont(sans(11, bold=True))
    for claim_id, rect in hint_places(places, hints).items():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(theme.paper)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, hints[claim_id])


def hint_places(places: Places, ids: Collection[str]) -> dict[str, QRectF]:
    """Return where the keys of claims stand: left of their badges, or over the first of them."""
    found: dict[str, QRectF] = {}
    whole = places.whole() if ids else {}
    for claim_id in (key for key in ids if key in whole):
        own = whole[claim_id]
        rect = QRectF(own.left() - _HINT - 3, own.center().y() - _HINT / 2, _HINT, _HINT)
        others = [rect for key, rect in whole.items() if key != claim_id] + list(found.values())
        if rect.left() < 0 or any(map(rect.intersects, others)):
            rect.moveLeft(own.left() - (_HINT - SIZE) / 2)
        found[claim_id] = rect
    return found
