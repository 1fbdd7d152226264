"""Where words stand on the page: visible lines only, however long the article."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from annotator.model import Claim
from ui.positions import Positions


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of words on one line; `baseline` and `rect` are in the viewport's pixels."""

    rect: QRectF
    baseline: float


@dataclass(frozen=True, slots=True)
class VisibleBlock:
    """A paragraph of which something is seen, with the offsets it shows."""

    block: QTextBlock
    top: float
    left: float
    start: int
    end: int


class Geometry:
    """The places of words on a view, as it is scrolled now."""

    def __init__(self, view: QTextEdit, positions: Positions) -> None:
        self._view = view
        self._positions = positions

    def visible(self) -> Iterator[VisibleBlock]:
        """Yield the blocks between the top and the bottom of the viewport."""
        layout = self._view.document().documentLayout()
        height = self._view.viewport().height()
        scrolled = self._view.verticalScrollBar().value()
        block = self._first_below(scrolled)
        while block.isValid():
            bounds = layout.blockBoundingRect(block)
            top = bounds.top() - scrolled
            if top > height:
                return
            start = self._positions.to_offset(block.position())
            end = self._positions.to_offset(block.position() + block.length() - 1)
            yield VisibleBlock(block, top, bounds.left(), start, end)
            block = block.next()

    def _first_below(self, y: float) -> QTextBlock:
        """Return the first block that ends below `y`; Qt's own search goes through all of them."""
        document = self._view.document()
        layout = document.documentLayout()

        def bottom(number: int) -> float:
            return layout.blockBoundingRect(document.findBlockByNumber(number)).bottom()

        number = bisect_right(range(document.blockCount()), y, key=bottom)
        return document.findBlockByNumber(number)

    def fragments(self, seen: VisibleBlock, start: int, end: int) -> list[Fragment]:
        """Return where `start` to `end` stand in a visible block, a fragment a line."""
        at = seen.block.position()
        first = max(self._positions.to_position(start) - at, 0)
        last = min(self._positions.to_position(end) - at, seen.block.length() - 1)
        found: list[Fragment] = []
        layout = seen.block.layout()
        if first >= last or layout.lineCount() == 0:
            return found
        for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
            line = layout.lineAt(number)
            if line.textStart() >= last:
                break
            line_end = line.textStart() + line.textLength()
            left = _x(line.cursorToX(max(first, line.textStart())))
            right = _x(line.cursorToX(min(last, line_end)))
            right = min(right, line.x() + line.naturalTextWidth()) if last > line_end else right
            left, right = min(left, right), max(left, right)
            top = seen.top + line.y()
            rect = QRectF(seen.left + left, top, right - left, line.ascent() + line.descent())
            found.append(Fragment(rect, top + line.ascent()))
        return found

    def of_claim(self, seen: list[VisibleBlock], claim: Claim) -> list[Fragment]:
        """Return the visible fragments of a claim."""
        return [
            fragment
            for block in seen
            if block.start < claim.end and block.end > claim.start
            for fragment in self.fragments(block, claim.start, claim.end)
        ]

    def offset_at(self, point: QPoint) -> int | None:
        """Return the offset of the character under a point of the viewport, None beside words."""
        layout = self._view.document().documentLayout()
        scrolled = QPointF(point) + QPointF(0, self._view.verticalScrollBar().value())
        position = layout.hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else self._positions.to_offset(position)


def _x(answer: object) -> float:
    """Return the pixel of `cursorToX`, which some versions give with a cursor position."""
    return float(answer[0]) if isinstance(answer, tuple) else float(answer)  # type: ignore[arg-type]
