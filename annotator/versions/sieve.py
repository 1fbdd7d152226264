"""Which runs of sentences can be like another one: all of them asked at once, word by word.

To compare each sentence with each is out of the question in a long article. A number for each word
has a bit for each run of sentences that holds it, and runs are counted by adding such numbers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

_SHORT = 12
"""Of fewer words each counts."""


class Sieve:
    """Sentences of a text by their words; `lengths` is how many words each has.

    `words` may hold what stands after a sentence, too: what is let through is compared anyway.
    """

    def __init__(self, words: Sequence[Counter[str]], lengths: Sequence[int]) -> None:
        self._count = len(words)
        self._lengths = lengths
        places: dict[tuple[str, int], list[int]] = {}
        for at, counted in enumerate(words):
            for word, times in counted.items():
                for time in range(times):
                    places.setdefault((word, time), []).append(at)
        self._places = {key: _bits(found) for key, found in places.items()}
        self._runs: dict[int, dict[int, int]] = {}
        self._lacking: dict[tuple[int, int, float], list[int]] = {}

    def alike(self, counted: Counter[str], size: int, share: float) -> int:
        """Return a bit for each run of `size` sentences that may share `share` with some words.

        The share is that of `likeness.at_most`; no run that has it is left out.
        """
        total = counted.total()
        # Counters for few numbers of words do for all: fewer only let more through.
        total -= total % 4 if total > _SHORT else 0
        slices = list(self._lack(total, size, share))
        reached = 0
        for word, times in counted.items():
            for time in range(times):
                # In a run the second time may be the first of another sentence.
                carry = self._run(self._places.get((word, 0 if size > 1 else time), 0), size)
                for at, held in enumerate(slices):
                    slices[at], carry = held ^ carry, held & carry
                reached |= carry
        return reached

    def _by_length(self, size: int) -> dict[int, int]:
        """Return the runs of `size` sentences by how many words they have."""
        if size not in self._runs:
            found: dict[int, list[int]] = {}
            for at in range(self._count - size + 1):
                found.setdefault(sum(self._lengths[at : at + size]), []).append(at)
            self._runs[size] = {length: _bits(places) for length, places in found.items()}
        return self._runs[size]

    def all_of(self, places: int, size: int) -> int:
        """Return a bit for each run of `size` sentences that all stand at `places`."""
        found = places
        for step in range(1, size):
            found &= places >> step
        return found

    def _run(self, places: int, size: int) -> int:
        """Return a bit for each run of `size` sentences one of which stands at `places`."""
        found = places
        for step in range(1, size):
            found |= places >> step
        return found

    def _lack(self, total: int, size: int, share: float) -> list[int]:
        """Return a counter for each run, bit by bit, that overflows once enough was added."""
        key = (total, size, share)
        if key not in self._lacking:
            digits = (total + 5).bit_length()
            by_begin: dict[int, list[int]] = {}
            for length, places in self._by_length(size).items():
                least = ceil(share * (total + length) / 2 - 1e-9)
                begin = (1 << digits) - max(1, min(least, total + 4))
                by_begin.setdefault(begin, []).append(places)
            whole = [0] * digits
            for begin, some in by_begin.items():
                for digit in range(digits):
                    if begin >> digit & 1:
                        for places in some:
                            whole[digit] |= places
            self._lacking[key] = whole
        return self._lacking[key]


def places_in(bits: int) -> Iterator[int]:
    """Yield where bits are set, the first first."""
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last


def _bits(places: Sequence[int]) -> int:
    if not places:
        return 0
    made = bytearray(places[-1] // 8 + 1)
    for at in places:
        made[at // 8] |= 1 << at % 8
    return int.from_bytes(made, "little")
