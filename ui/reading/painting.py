"""The marks on the words: tints behind them, underlines below them, outlines around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from annotator.desk import Desk
from annotator.model import Claim
from annotator.spans import cut
from annotator.vocabulary import Tag
from ui.reading.geometry import Fragment, Geometry, VisibleBlock
from ui.theme import Theme, sans

LANES = 3
"""Underlines that fit between two lines; what does not is counted in a chip."""
_LANE_PIXELS = 3.6


@dataclass(frozen=True, slots=True)
class Underline:
    """One tag of one claim in the lane that it has in its block; no tag is None."""

    claim: Claim
    tag: Tag | None
    lane: int


def underlines(claims: Iterable[Claim]) -> list[Underline]:
    """Return the lanes of a block's claims: the shortest nearest the words, each tag its own."""
    taken: list[list[Claim]] = []
    placed = []
    for claim in sorted(claims, key=lambda claim: (claim.end - claim.start, -claim.start)):
        for tag in claim.tags or (None,):
            lane = 0
            while lane < len(taken) and any(_share(claim, other) for other in taken[lane]):
                lane += 1
            if lane == len(taken):
                taken.append([])
            taken[lane].append(claim)
            placed.append(Underline(claim, tag, lane))
    return placed


def _share(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end


def draw_tints(
    painter: QPainter, desk: Desk, geometry: Geometry, seen: list[VisibleBlock], theme: Theme
) -> None:
    """Draw behind the words the tint of the innermost claim, opaque, never blended."""
    painter.setPen(Qt.PenStyle.NoPen)
    for block in seen:
        for run in cut(desk.over(block.start, block.end), block.start, block.end):
            if run.innermost is None or not run.innermost.tags:
                continue
            painter.setBrush(theme.tint(run.innermost.tags[0]))
            for fragment in geometry.fragments(block, run.start, run.end):
                painter.drawRoundedRect(fragment.rect.adjusted(-1, 0, 1, 0), 2.5, 2.5)


def draw_underlines(
    painter: QPainter, desk: Desk, geometry: Geometry, seen: list[VisibleBlock], theme: Theme
) -> None:
    """Draw every claim's own underline in its lane, and "+n" where there are too many."""
    for block in seen:
        placed = underlines(desk.over(block.start, block.end))
        hidden = {line.claim.id: line.claim for line in placed if line.lane >= LANES}
        for line in placed:
            if line.lane < LANES:
                for fragment in geometry.fragments(block, line.claim.start, line.claim.end):
                    _draw_underline(painter, fragment, line, theme)
        if hidden:
            last = max(hidden.values(), key=lambda claim: claim.start)
            fragments = geometry.fragments(block, last.start, last.end)
            if fragments:
                _draw_chip(painter, fragments[0].rect, f"+{len(hidden)}", theme)


def _draw_underline(painter: QPainter, fragment: Fragment, line: Underline, theme: Theme) -> None:
    rect = fragment.rect
    y = rect.bottom() + 1.6 + line.lane * _LANE_PIXELS
    left, right = QPointF(rect.left(), y), QPointF(rect.right(), y)
    if line.tag is None:
        painter.setPen(QPen(theme.muted, 1))
        painter.drawLine(left, right)
        return
    ink = theme.ink(line.tag)
    if line.tag is Tag.DENIAL:
        painter.setPen(QPen(ink, 1))
        painter.drawLine(left, right)
        painter.drawLine(left + QPointF(0, 2.2), right + QPointF(0, 2.2))
    elif line.tag is Tag.ALLEGATION:
        painter.fillRect(QRectF(left.x(), y - 1.1, rect.width(), 2.2), ink)
    else:
        tile = _tile(line.tag, ink.name(), painter.device().devicePixelRatioF())
        height = tile.height() / tile.devicePixelRatio()
        painter.drawTiledPixmap(QRectF(left.x(), y - height / 2, rect.width(), height), tile)


@cache
def _tile(tag: Tag, ink: str, scale: float) -> QPixmap:
    """Return one dash or dot: laying tiles is many times faster than stroking a dashed line."""
    width, height = (11.0, 1.6) if tag is Tag.OFFICIAL else (4.0, 2.2)
    pixmap = QPixmap(round(width * scale), max(1, round(height * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    if tag is Tag.OFFICIAL:
        painter.drawRect(QRectF(0, 0, 7.2, height))
    else:
        painter.drawEllipse(QRectF(0.6, 0.1, 2.0, 2.0))
    painter.end()
    return pixmap


def _draw_chip(painter: QPainter, rect: QRectF, words: str, theme: Theme) -> None:
    painter.setFont(sans(9, bold=True))
    painter.setPen(theme.muted)
    painter.drawText(QPointF(rect.right() + 3, rect.bottom() + 8), words)


def draw_outline(
    painter: QPainter, fragments: list[Fragment], color: QColor, *, is_selected: bool
) -> None:
    """Draw around a claim's words: strong with two handles where selected, dotted where linked."""
    if not fragments:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(color, 1.6)
    if not is_selected:
        pen.setWidthF(1.2)
        pen.setDashPattern([1.5, 2.5])
    painter.setPen(pen)
    for fragment in fragments:
        painter.drawRoundedRect(fragment.rect.adjusted(-2, -1, 2, 1), 3, 3)
    if is_selected:
        first, last = fragments[0].rect, fragments[-1].rect
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(first.left() - 2, first.top() - 1), 3.2, 3.2)
        painter.drawEllipse(QPointF(last.right() + 2, last.bottom() + 1), 3.2, 3.2)


def ink_of(claim: Claim, theme: Theme) -> QColor:
    """Return the color that a claim's outline and bracket have."""
    return theme.ink(claim.tags[0]) if claim.tags else theme.muted
