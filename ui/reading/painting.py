"""The marks on the words: tints behind them, underlines below them, outlines around them."""

from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion

from annotator.model import Claim, Span
from annotator.spans import cut
from annotator.vocabulary import Tag
from ui.reading.badges import is_on_paper
from ui.reading.fragments import Fragment
from ui.reading.geometry import Frame, SeenBlock
from ui.theme import Theme, sans

LANES = 3
"""Underlines that fit between two lines; what does not is counted in a chip."""
HANDLE = 3.4
"""The radius of a handle in pixels."""
_LANE_PIXELS = 3.2
_CLEAR = 9.0
"""How far a chip stands off the words, for a handle to be between them."""
_ABOVE_LETTERS = 0.16
"""Of a line's height: no letter without an accent reaches so high."""
_MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Chip:
    """How many claims of a block have no lane of their own, and where that is said."""

    rect: QRectF
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class BlockMarks:
    """What is drawn behind and below one block's words, in pixels below its top."""

    claims: list[Claim]
    tints: dict[Tag, QPainterPath] = field(default_factory=dict)
    strokes: dict[Tag | None, list[QRectF]] = field(default_factory=lambda: defaultdict(list))
    chip: Chip | None = None


class Marks:
    """The marks of the blocks seen lately, made once and drawn until their claims change."""

    def __init__(self) -> None:
        self._made: OrderedDict[int, BlockMarks] = OrderedDict()

    def forget(self) -> None:
        """Make everything anew: lines have moved."""
        self._made.clear()

    def of(self, frame: Frame, block: SeenBlock) -> BlockMarks:
        """Return the marks of a block."""
        claims = frame.over(block)
        made = self._made.get(block.start)
        if made is None or made.claims != claims:
            if len(self._made) == _MOST_KEPT:
                self._made.popitem(last=False)
            made = self._made[block.start] = _marks_of(frame, block, claims)
        return made

    def draw(
        self, painter: QPainter, frame: Frame, blocks: Iterable[SeenBlock], theme: Theme
    ) -> None:
        """Draw underlines on the paper and over them the tints, for the words to stand on."""
        for block in blocks:
            made = self.of(frame, block)
            painter.translate(0, frame.top_of(block))
            _draw_underlines(painter, made, theme)
            painter.setPen(Qt.PenStyle.NoPen)
            for tag, path in made.tints.items():
                painter.fillPath(path, theme.tint(tag))
            if made.chip:
                _draw_chip(painter, made.chip, theme)
            painter.translate(0, -frame.top_of(block))

    def draw_over(
        self,
        painter: QPainter,
        frame: Frame,
        blocks: Iterable[SeenBlock],
        words: Span,
        theme: Theme,
    ) -> None:
        """Draw the underlines anew that selected words cover: those of the line above them."""
        covered = QRegion()
        for fragment in frame.between(words.start, words.end):
            covered += fragment.rect.toAlignedRect()
        painter.save()
        painter.setClipRegion(covered, Qt.ClipOperation.IntersectClip)
        for block in blocks:
            if block.start < words.end and block.end > words.start:
                painter.translate(0, frame.top_of(block))
                _draw_underlines(painter, self.of(frame, block), theme)
                painter.translate(0, -frame.top_of(block))
        painter.restore()

    def chip_at(self, frame: Frame, point: QPointF) -> Chip | None:
        """Return the "+n" under a point."""
        for block in frame.blocks:
            chip = self.of(frame, block).chip
            if chip and chip.rect.translated(0, frame.top_of(block)).contains(point):
                return chip
        return None


def _marks_of(frame: Frame, block: SeenBlock, claims: list[Claim]) -> BlockMarks:
    made = BlockMarks(claims)
    if not claims:
        return made
    for run in cut(claims, block.start, block.end):
        if run.innermost is None or not run.innermost.tags:
            continue
        path = made.tints.setdefault(run.innermost.tags[0], QPainterPath())
        path.setFillRule(Qt.FillRule.WindingFill)
        for fragment in frame.run_in_block(block, run.start, run.end):
            # Letters leave room above them: there the last lane of the line before is seen.
            left, top, width, height, _ = fragment
            spare = height * _ABOVE_LETTERS
            path.addRoundedRect(left - 1, top + spare, width + 2, height - spare, 2.5, 2.5)
    placed = underlines(claims)
    places = {c.id: frame.in_block(block, c.start, c.end) for c in claims}
    for line in placed:
        if line.lane < LANES:
            made.strokes[line.tag] += [
                _stroke(fragment, line.lane) for fragment in places[line.claim.id]
            ]
    hidden = without_lane(placed)
    if hidden:
        last = max(hidden, key=lambda claim: claim.start)
        first = places[last.id][:1]
        if first:
            made.chip = Chip(_chip_rect(frame, block, first[0], len(hidden)), tuple(hidden))
    return made


@dataclass(frozen=True, slots=True)
class Underline:
    """One tag of one claim in the lane that it has in its block; no tag is None."""

    claim: Claim
    tag: Tag | None
    lane: int


def underlines(claims: Iterable[Claim]) -> list[Underline]:
    """Return the lanes of a block's claims: the shortest nearest the words, each tag its own.

    What has no lane below the words is in lane `LANES`, however many there are.
    """
    taken: list[list[tuple[int, int]]] = [[] for _ in range(LANES)]
    placed = []
    for claim in sorted(claims, key=lambda claim: (claim.end - claim.start, -claim.start)):
        for tag in claim.tags or (None,):
            lane = 0
            while lane < LANES and not _takes(taken[lane], claim.start, claim.end):
                lane += 1
            placed.append(Underline(claim, tag, lane))
    return placed


def without_lane(placed: Iterable[Underline]) -> list[Claim]:
    """Return the claims of which no tag has a lane, in the order of their lines."""
    lanes: dict[str, int] = {}
    claims = {}
    for line in placed:
        claims[line.claim.id] = line.claim
        lanes[line.claim.id] = min(lanes.get(line.claim.id, LANES), line.lane)
    return [claim for claim in claims.values() if lanes[claim.id] == LANES]


def _chip_rect(frame: Frame, block: SeenBlock, words: Fragment, count: int) -> QRectF:
    """Return the place of a "+n" where words end, on the page and clear of their handle."""
    width = 14 + 6 * len(str(count))
    rect = QRectF(words.rect.right() + _CLEAR, words.bottom - 2, width, 12)
    if block.block.textDirection() is Qt.LayoutDirection.RightToLeft:
        rect.moveRight(words.left - _CLEAR)
    rect.moveLeft(max(min(rect.left(), frame.right - width - 1), 1))
    return rect


def _takes(lane: list[tuple[int, int]], start: int, end: int) -> bool:
    """Take `start` to `end` in a lane, unless something of it is taken."""
    at = bisect_right(lane, (start, end))
    if (at and lane[at - 1][1] > start) or (at < len(lane) and lane[at][0] < end):
        return False
    lane.insert(at, (start, end))
    return True


def _stroke(fragment: Fragment, lane: int) -> QRectF:
    """Return the middle of an underline as a rectangle without height."""
    y = fragment.bottom + 1.6 + lane * _LANE_PIXELS
    return QRectF(fragment.left, y, fragment.width, 0)


def _draw_underlines(painter: QPainter, made: BlockMarks, theme: Theme) -> None:
    for tag, rects in made.strokes.items():
        _draw_strokes(painter, tag, rects, theme)


def _draw_strokes(painter: QPainter, tag: Tag | None, lines: list[QRectF], theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    ink = theme.ink(tag) if tag else theme.muted
    painter.setBrush(ink)
    half = 0.5 * theme.stroke
    if tag is None:
        painter.drawRects([line.adjusted(0, -half, 0, half) for line in lines])
    elif tag is Tag.ALLEGATION:
        painter.drawRects([line.adjusted(0, -2.2 * half, 0, 2.2 * half) for line in lines])
    elif tag is Tag.DENIAL:
        thin = min(half, 0.6)  # two thick lines would look like one
        for y in (0, 2.2 if thin == half else 2.5):
            painter.drawRects([line.adjusted(0, y - thin, 0, y + thin) for line in lines])
    elif is_on_paper(painter):
        for line in lines:
            _draw_pieces(painter, tag, line, theme.stroke)
    else:
        tile = _tile(tag, ink.name(), theme.stroke, painter.device().devicePixelRatioF())
        height = tile.height() / tile.devicePixelRatio()
        for line in lines:
            painter.drawTiledPixmap(line.adjusted(0, -height / 2, 0, height / 2), tile)


@cache
def _tile(tag: Tag, ink: str, stroke: float, scale: float) -> QPixmap:
    """Return one dash or dot: laying tiles is many times faster than stroking a dashed line."""
    width, height = _step(tag, stroke), (1.6 if tag is Tag.OFFICIAL else 2.2) * stroke
    pixmap = QPixmap(round(width * scale), max(1, round(height * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    _draw_piece(painter, tag, QPointF(0, height / 2), stroke)
    painter.end()
    return pixmap


def _step(tag: Tag, stroke: float) -> float:
    """Return how far apart two dashes or dots begin."""
    return 11.0 if tag is Tag.OFFICIAL else round(4.0 * stroke)


def _draw_piece(painter: QPainter, tag: Tag, at: QPointF, stroke: float) -> None:
    """Draw a dash, or a dot, whose left end is at a point."""
    if tag is Tag.OFFICIAL:
        painter.drawRect(QRectF(at.x(), at.y() - 0.8 * stroke, 7.2, 1.6 * stroke))
    else:
        painter.drawEllipse(QRectF(at.x() + 0.6, at.y() - stroke, 2 * stroke, 2 * stroke))


def _draw_pieces(painter: QPainter, tag: Tag, line: QRectF, stroke: float) -> None:
    painter.save()
    painter.setClipRect(line.adjusted(0, -4, 0, 4), Qt.ClipOperation.IntersectClip)
    x = line.left()
    while x < line.right():
        _draw_piece(painter, tag, QPointF(x, line.y()), stroke)
        x += _step(tag, stroke)
    painter.restore()


def _draw_chip(painter: QPainter, chip: Chip, theme: Theme) -> None:
    painter.setFont(sans(9, bold=True))
    painter.setBrush(theme.chrome)
    painter.setPen(QPen(theme.lines, 1))
    painter.drawRoundedRect(chip.rect, 5, 5)
    painter.setPen(theme.muted)
    painter.drawText(chip.rect, Qt.AlignmentFlag.AlignCenter, f"+{len(chip.claims)}")


class Outline(Enum):
    """What an outline around a claim's words says."""

    SELECTED = auto()
    LINKED = auto()
    HOVERED = auto()
    MOVING = auto()


_WIDTHS = {
    Outline.SELECTED: 1.6,
    Outline.LINKED: 1.2,
    Outline.HOVERED: 0.9,
    Outline.MOVING: 1.6,
}


def draw_outline(
    painter: QPainter, fragments: list[Fragment], color: QColor, outline: Outline
) -> None:
    """Draw around words: strong where selected, dotted where linked, thin under the mouse."""
    pen = QPen(color, _WIDTHS[outline])
    if outline is Outline.MOVING:
        pen.setDashPattern((4.0, 2.0))
    elif outline is Outline.LINKED:
        pen.setBrush(QBrush(_dots(color.rgb())))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for fragment in fragments:
        # No lower than the words, or it would hide the first underline.
        rect = fragment.rect.adjusted(-2, -1, 2, -0.6)
        painter.setBrushOrigin(rect.topLeft())
        painter.drawRoundedRect(rect, 3, 3)
    painter.setBrushOrigin(0, 0)


@cache
def _dots(ink: int) -> QPixmap:
    """Return slanting stripes: a line drawn in them, whichever way it runs, is dotted.

    Dashes take Qt twenty times as long, and a linked claim is drawn at every step of the wheel.
    """
    period, dot = 5, 3
    pixmap = QPixmap(period, period)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QColor(ink))
    for x in range(period):
        for y in range(period):
            if (x + y) % period < dot:
                painter.drawPoint(x, y)
    painter.end()
    return pixmap


def draw_handles(
    painter: QPainter, handles: Iterable[QPointF], color: QColor, grown: float = 0
) -> None:
    """Draw the dots by which a boundary is dragged; `grown` pixels larger where it moves."""
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    for handle in handles:
        painter.drawEllipse(handle, HANDLE + grown, HANDLE + grown)


def handles_of(frame: Frame, span: Span) -> tuple[QPointF | None, QPointF | None]:
    """Return where the handles of words stand, at their first and last character if seen."""
    return _handle(frame, span, is_end=False), _handle(frame, span, is_end=True)


def _handle(frame: Frame, span: Span, *, is_end: bool) -> QPointF | None:
    edge = frame.edge(span.start, span.end, is_end=is_end)
    if edge is None:
        return None
    rect, is_right = edge
    x = rect.right() + 2 if is_right else rect.left() - 2
    return QPointF(x, rect.bottom() + 1 if is_end else rect.top() - 1)


def draw_words(painter: QPainter, fragments: list[Fragment], color: QColor) -> None:
    """Draw the thin line below a cue or a mention."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRects([f.rect.adjusted(0, f.rect.height() + 0.2, 0, 1.4) for f in fragments])


def ink_of(claim: Claim, theme: Theme) -> QColor:
    """Return the color that a claim's outline and bracket have."""
    return theme.ink(claim.tags[0]) if claim.tags else theme.muted
