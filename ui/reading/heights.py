"""How tall the lines of a document are, and where each begins, however many there are."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_CHUNK = 512


class Heights:
    """Heights in pixels by line number; one can change without a pass over the others."""

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = array("d", heights)
        chunks = range(0, len(self._heights), _CHUNK)
        self._sums = [sum(self._heights[at : at + _CHUNK]) for at in chunks]
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    @property
    def total(self) -> float:
        """Return the height of the whole."""
        return self._chunk_tops()[-1]

    def set(self, number: int, height: float) -> float:
        """Give a line its height; return how much taller it is than before."""
        grown = height - self._heights[number]
        if grown:
            self._heights[number] = height
            self._sums[number // _CHUNK] += grown
            self._tops = None
        return grown

    def top(self, number: int) -> float:
        """Return where a line begins."""
        chunk = number // _CHUNK
        return self._chunk_tops()[chunk] + sum(self._heights[chunk * _CHUNK : number])

    def at(self, y: float) -> int:
        """Return the line that holds `y`, the first or the last where `y` is outside."""
        tops = self._chunk_tops()
        chunk = min(max(bisect_right(tops, y) - 1, 0), len(self._sums) - 1)
        first = chunk * _CHUNK
        within = list(accumulate(self._heights[first : first + _CHUNK]))
        return first + min(bisect_right(within, y - tops[chunk]), len(within) - 1)

    def _chunk_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._sums, initial=0.0))
        return self._tops
