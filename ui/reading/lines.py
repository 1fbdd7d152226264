"""Where characters stand on one line, whichever way its words run."""

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLine

_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u200f\u202b\u202e\u2067"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_left(text: str) -> bool:
    """Return whether words in `text` run from right to left."""
    return _LEFTWARD.search(text) is not None


def x_of(line: QTextLine, at: int, edge: QTextLine.Edge | None = None) -> float:
    """Return the pixel of a position, which some versions give with a cursor position."""
    # Handing an enumeration over takes longer than the question itself.
    answer: object = line.cursorToX(at) if edge is None else line.cursorToX(at, edge)
    return float(answer[0]) if isinstance(answer, tuple) else float(answer)  # type: ignore[arg-type]


def character_at(line: QTextLine, x: float) -> int:
    """Return the character of a line that is drawn over `x`."""
    near = line.xToCursor(x)
    last = line.textStart() + line.textLength() - 1
    # Qt's own answer is off by one in ligatures and where words run from right to left.
    for at in (near, near - 1, near + 1, near - 2):
        if line.textStart() <= at <= last:
            left, right = _edges(line, at)
            if left <= x <= right:
                return at
    return line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)


def position_at(line: QTextLine, x: float) -> int:
    """Return the position between characters that is nearest to `x`."""
    at = character_at(line, x)
    edge = QTextLine.Edge
    leading, trailing = x_of(line, at), x_of(line, at, edge.Trailing)
    if trailing >= leading or not trailing <= x <= leading:
        return line.xToCursor(x)
    return at if leading - x <= x - trailing else at + 1


def stretches(line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """Return the left and right ends of what is drawn of `first` to `last`, from left to right.

    Where words of both directions are mixed, what is read in one go stands in several places.
    """
    found: list[tuple[float, float]] = []
    rects = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
    for rect in sorted(rects, key=QRectF.left):
        if found and rect.left() <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], rect.right()))
        else:
            found.append((rect.left(), rect.right()))
    return found


def is_leftward(line: QTextLine, at: int) -> bool:
    """Return whether a character is drawn in a run of words from right to left."""
    return any(run.isRightToLeft() for run in line.glyphRuns(at, 1))


def _edges(line: QTextLine, at: int) -> tuple[float, float]:
    """Return the left and the right edge of a character."""
    one, other = x_of(line, at), x_of(line, at, QTextLine.Edge.Trailing)
    if abs(one - other) < 0.5:  # where the direction changes, Qt gives one place for both
        return next(iter(stretches(line, at, at + 1)), (one, other))
    return min(one, other), max(one, other)
