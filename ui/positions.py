"""The only place that knows UTF-16: code points (ours) to document positions (Qt's) and back."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

LONGEST_LINE = 10_000
"""Qt hangs on longer lines; they are broken for display, never in the text that is kept."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """Translate between offsets in a canonical text and positions in the document that shows it.

    The document holds `shown`: the text with a line end put in wherever a line is too long for
    Qt. A character outside the basic plane takes two positions, an added line end one.
    """

    def __init__(self, text: str, longest: int = LONGEST_LINE) -> None:
        breaks = list(_breaks(text, longest))
        self.shown = _joined(text, breaks)
        self.length = len(text)
        # From each of these offsets on, everything stands one position further.
        astral = [(match.end(), True) for match in _ASTRAL.finditer(text)]
        shifts = sorted([*astral, *((at, False) for at in breaks)])
        self._offsets = [offset for offset, _ in shifts]
        # The additional position that each shift stands for: a low surrogate or a line end.
        self._extra = [offset + n for n, (offset, _) in enumerate(shifts)]
        self._is_pair = [is_pair for _, is_pair in shifts]

    def to_position(self, offset: int) -> int:
        """Map an offset to a document position."""
        return offset + bisect_right(self._offsets, offset)

    def to_offset(self, position: int) -> int:
        """Map a document position back; inside a surrogate pair it snaps to its start."""
        n = bisect_left(self._extra, position)
        inside_pair = n < len(self._extra) and self._extra[n] == position and self._is_pair[n]
        return min(position - n - inside_pair, self.length)


def _breaks(text: str, longest: int) -> Iterator[int]:
    """Yield the offsets before which a line is broken, at a space where there is one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end - start > longest:
            space = text.rfind(" ", start + longest // 2, start + longest)
            start = space + 1 if space >= 0 else start + longest
            yield start
        start = end + 1


def _joined(text: str, breaks: list[int]) -> str:
    if not breaks:
        return text
    starts = [0, *breaks]
    ends = [*breaks, len(text)]
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))
