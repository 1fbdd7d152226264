"""The page's lines: set only where they are looked at, so that no article is too long."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.reading.heights import Heights
from ui.reading.lines import position_at

ABOVE, BELOW = 26.0, 104.0
"""The room above the first line and below the last, in pixels."""
_MOST_SET = 1_500
"""How many lines of the document stay set; what was set longest ago goes first."""
_SAMPLE = 4_000


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How one line of the document is set; lengths in pixels.

    `pitch` is from baseline to baseline. `letters` is None for the document's own face.
    """

    pitch: float
    indent: float = 0.0
    letters: QTextCharFormat | None = None


class PageLayout(QAbstractTextDocumentLayout):
    """Lays a document's lines out when they are asked for; until then their height is guessed.

    Qt's own layout sets everything before the first jump to the end, and allows no pitch
    relative to the em. `resized` tells the top of a line that turned out to be taller or
    shorter than guessed, its height before, and by how much. `edition` counts how often every
    line was set anew.
    """

    resized = Signal(float, float, float)

    def __init__(
        self,
        document: QTextDocument,
        text: str,
        style_at: Callable[[int], LineStyle],
        gap: float,
    ) -> None:
        super().__init__(document)
        self._style_at = style_at
        self._gap = gap
        self._left, self._width = 0.0, 600.0
        self._lengths = array("q", map(len, text.split("\n")))
        self._sample = text[:_SAMPLE].replace("\n", "") or "n"
        self._set: dict[int, None] = {}
        self._heights = Heights(())
        self.edition = 0
        self.setProperty("cursorWidth", 2)
        self._guess()

    def set_column(self, left: float, width: float) -> bool:
        """Put the column of words at `left`, `width` pixels wide; return whether it is new."""
        wanted = (left, max(width, 40.0))
        if wanted == (self._left, self._width):
            return False
        self._left, self._width = wanted
        self.set_anew(self._gap)
        return True

    def set_anew(self, gap: float) -> None:
        """Forget how every line was set; an empty one is `gap` pixels high."""
        self._gap = gap
        self.edition += 1
        for number in self._set:
            self._block(number).layout().clearLayout()
        self._set.clear()
        self._guess()

    def block_at(self, y: float) -> QTextBlock:
        """Return the line that stands at `y`."""
        return self._block(self._heights.at(y - ABOVE))

    def top_of(self, block: QTextBlock) -> float:
        """Return where a line of the document begins."""
        return ABOVE + self._heights.top(block.blockNumber())

    def height_of(self, block: QTextBlock) -> float:
        """Return how tall a line is, or is guessed to be."""
        return self._heights[block.blockNumber()]

    def lay_out(self, block: QTextBlock) -> None:
        """Set a line, unless it is."""
        number = block.blockNumber()
        layout = block.layout()
        if number in self._set and layout.lineCount():
            return
        self._set[number] = None
        before = self._heights[number]
        grown = self._heights.set(number, self._set_lines(block, layout))
        if not grown:
            return
        top = ABOVE + self._heights.top(number)
        # A page that becomes shorter would push its end up before what is read has moved.
        if grown > 0:
            self.documentSizeChanged.emit(self.documentSize())
        self.resized.emit(top, before, grown)
        if grown < 0:
            self.documentSizeChanged.emit(self.documentSize())

    def trim(self, first: int, last: int) -> None:
        """Let go of lines set earlier, but for those from number `first` to `last`."""
        spare = len(self._set) - _MOST_SET
        for number in [n for n in self._set if not first <= n <= last][: max(spare, 0)]:
            _let_go(self._block(number).layout())
            del self._set[number]

    def hit_line(self, point: QPointF) -> tuple[QTextBlock, QTextLine, float] | None:
        """Return the line of words nearest to a point, and where its block begins."""
        block = self.block_at(point.y())
        self.lay_out(block)
        top = self.top_of(block)
        layout = block.layout()
        line = layout.lineAt(0)
        for number in range(1, layout.lineCount()):
            following = layout.lineAt(number)
            middle = (line.y() + line.height() + following.y()) / 2
            if point.y() - top < middle:
                break
            line = following
        return (block, line, top) if line.isValid() else None

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the lines within the clip with the selection and the caret."""
        clip = (
            context.clip if context.clip.isValid() else QRectF(QPointF(0, 0), self.documentSize())
        )
        painter.setPen(context.palette.text().color())
        block = self.block_at(clip.top())
        while block.isValid():
            self.lay_out(block)
            top = self.top_of(block)
            if top > clip.bottom():
                return
            at = block.position()
            ranges = list(_selected(block, context))
            block.layout().draw(painter, QPointF(0, top), ranges, clip)
            if at <= context.cursorPosition < at + block.length():
                place = QPointF(0, top)
                block.layout().drawCursor(painter, place, context.cursorPosition - at, 2)
            block = block.next()

    def hitTest(
        self, place: QPointF | QPoint | QPainterPath.Element, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the position nearest to a point; exactly, -1 beside the words."""
        point = QPointF(place.x, place.y) if isinstance(place, QPainterPath.Element) else place
        point = QPointF(point)
        hit = self.hit_line(point)
        if hit is None:
            return -1 if accuracy == Qt.HitTestAccuracy.ExactHit else 0
        block, line, top = hit
        if accuracy == Qt.HitTestAccuracy.ExactHit:
            words = line.naturalTextRect().translated(0, top)
            if not words.contains(point):
                return -1
        if point.y() < top:
            return block.position()
        return block.position() + position_at(line, point.x())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where a line stands; it is set by that."""
        if not block.isValid():
            return QRectF()
        self.lay_out(block)
        # The lines stand at their distance from the page's left, so the block begins there.
        return QRectF(0, self.top_of(block), self._left + self._width, self.height_of(block))

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """Return the whole."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def documentSize(self) -> QSizeF:
        """Return the size of the whole as far as it is known."""
        return QSizeF(self._left + self._width, ABOVE + self._heights.total + BELOW)

    def pageCount(self) -> int:
        """Return one: the page scrolls."""
        return 1

    def documentChanged(self, _from: int, _removed: int, _added: int) -> None:
        """Do nothing: the document never changes after it was made."""

    def _block(self, number: int) -> QTextBlock:
        return self.document().findBlockByNumber(number)

    def _guess(self) -> None:
        """Guess every height from the number of letters."""
        pitch = self._style_at(-1).pitch
        metrics = QFontMetricsF(self.document().defaultFont())
        letter = metrics.horizontalAdvance(self._sample) / len(self._sample)
        fit = max(self._width / max(letter, 1.0) * 0.97, 1.0)
        gap = self._gap
        self._heights = Heights(
            ceil(length / fit) * pitch if length else gap for length in self._lengths
        )
        self.documentSizeChanged.emit(self.documentSize())

    def _set_lines(self, block: QTextBlock, layout: QTextLayout) -> float:
        style = self._style_at(block.position())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(block.textDirection())
        is_leftward = block.textDirection() is Qt.LayoutDirection.RightToLeft
        if is_leftward:  # Qt turns alignments around in its own document layout only
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if style.letters is not None:
            whole = QTextLayout.FormatRange()
            whole.start, whole.length, whole.format = 0, block.length(), style.letters
            layout.setFormats([whole])
        left = self._left + (0 if is_leftward else style.indent)
        width = self._width - style.indent
        y = 0.0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(left, y + (style.pitch - line.height()) / 2))
            y += style.pitch
            line = layout.createLine()
        layout.endLayout()
        return y if block.length() > 1 else self._gap


def _let_go(layout: QTextLayout) -> None:
    """Forget a block's lines and its glyphs, which `clearLayout` would keep."""
    layout.setCacheEnabled(False)
    layout.beginLayout()
    layout.endLayout()


def _selected(
    block: QTextBlock, context: QAbstractTextDocumentLayout.PaintContext
) -> Iterator[QTextLayout.FormatRange]:
    at, length = block.position(), block.length()
    if length == 1:
        return  # an empty line is lower than its selection, which would hide marks around it
    for selection in context.selections:
        start = max(selection.cursor.selectionStart() - at, 0)
        end = min(selection.cursor.selectionEnd() - at, length)
        if start < end:
            chosen = QTextLayout.FormatRange()
            chosen.start, chosen.length, chosen.format = start, end - start, selection.format
            yield chosen
