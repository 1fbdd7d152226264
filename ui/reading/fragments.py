"""Where stretches of a block's words stand, line by line."""

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from ui.reading.lines import stretches, x_of


class Fragment(NamedTuple):
    """A stretch of words on one line, in pixels below the top of the block.

    It is as high as the words, not as the line's pitch.
    """

    left: float
    top: float
    width: float
    height: float
    baseline: float

    @property
    def rect(self) -> QRectF:
        """Return the place of the words."""
        return QRectF(self.left, self.top, self.width, self.height)

    @property
    def bottom(self) -> float:
        """Return the pixel below the words."""
        return self.top + self.height

    def moved(self, y: float) -> "Fragment":
        """Return the fragment `y` pixels further down."""
        return Fragment(self.left, self.top + y, self.width, self.height, self.baseline + y)


class BlockLines:
    """The lines of one block, asked of Qt once: claims over one another share most of them."""

    def __init__(self, block: QTextBlock) -> None:
        self._block = block
        self.position, self.length = block.position(), block.length() - 1
        layout = block.layout()
        self._lines = [_Line(layout.lineAt(number)) for number in range(layout.lineCount())]
        self._starts = [line.start for line in self._lines]
        self._known: dict[int, float] = {}

    @property
    def is_set(self) -> bool:
        """Return whether the block had lines when it was asked."""
        return bool(self._lines)

    def fragments(self, first: int, last: int) -> list[Fragment]:
        """Return where the positions from `first` to `last` of the block stand."""
        found = []
        for number in range(bisect_right(self._starts, first) - 1, len(self._lines)):
            line = self._lines[number]
            if line.start >= last:
                break
            if first <= line.start and last > line.end:
                found.append(line.whole)
                continue
            left = line.left if first <= line.start else self._x(number, first)
            right = line.right if last >= line.end else self._x(number, last)
            found.append(line.between(left, right, goes_on=last > line.end))
        return found

    def _x(self, number: int, at: int) -> float:
        """Return the pixel of a position within a line."""
        found = self._known.get(at)
        if found is None:
            found = self._known[at] = x_of(self._block.layout().lineAt(number), at)
        return found


class _Line:
    """One line of words: the positions and the pixels where it begins and ends."""

    __slots__ = (
        "baseline",
        "end",
        "height",
        "left",
        "right",
        "start",
        "top",
        "whole",
        "words_end",
    )

    def __init__(self, line: QTextLine) -> None:
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.left, self.right = x_of(line, self.start), x_of(line, self.end)
        self.words_end = line.naturalTextRect().right()
        self.top, self.height = line.y(), line.ascent() + line.descent()
        self.baseline = self.top + line.ascent()
        self.whole = self.between(self.left, self.right, goes_on=True)

    def between(self, left: float, right: float, *, goes_on: bool) -> Fragment:
        """Return the fragment between two pixels; one that goes on takes no space at the end."""
        if goes_on and right > left:
            right = min(right, self.words_end)
        left, right = min(left, right), max(left, right)
        return Fragment(left, self.top, right - left, self.height, self.baseline)


def mixed_fragments(layout: QTextLayout, first: int, last: int) -> list[Fragment]:
    """Return where the positions `first` to `last` stand, where some words run from the right."""
    found: list[Fragment] = []
    for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        if line.textStart() >= last:
            break
        begin = max(first, line.textStart())
        until = min(last, line.textStart() + line.textLength())
        top, height = line.y(), line.ascent() + line.descent()
        found += [
            Fragment(left, top, right - left, height, top + line.ascent())
            for left, right in stretches(line, begin, until)
        ]
    return found
