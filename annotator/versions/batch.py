"""Texts that come in together: which of them are much the same as each other."""

from collections import Counter, deque
from collections.abc import Hashable, Iterator
from heapq import nsmallest
from typing import Generic, TypeVar

from annotator.text import WORD
from annotator.versions.near import NEAR

_RUN = 4
_SKETCH, _SIEVED, _COMPARED = 1_024, 64, 5

Sketch = tuple[int, ...]
"""The smallest hashes of a text's runs of four words, in order; all of a text of usual length."""

Key = TypeVar("Key", bound=Hashable)


def sketch(text: str) -> Sketch:
    """Return what a text is compared by beside others that come in with it (Broder's sketch)."""
    some = set(nsmallest(2 * _SKETCH, _hashes(text)))
    return tuple(sorted(some)[:_SKETCH])


def _hashes(text: str) -> Iterator[int]:
    run = deque[str](maxlen=_RUN)
    for match in WORD.finditer(text):
        run.append(match.group().casefold())
        if len(run) == _RUN:
            yield hash(tuple(run))


class Batch(Generic[Key]):
    """Texts that come in together: which of those before is much the same as the next."""

    def __init__(self) -> None:
        self._sketches: dict[Key, Sketch] = {}
        self._keys: dict[int, list[Key]] = {}

    def add(self, key: Key, own: Sketch) -> tuple[Key, int] | None:
        """Return the nearest of the texts before, with how many percent are the same.

        It costs as much however many there are. None where nothing is much the same.
        """
        sieved = own[:_SIEVED]
        found = Counter(other for one in sieved for other in self._keys.get(one, ()))
        likely = [(self._share(own, other), other) for other, _ in found.most_common(_COMPARED)]
        if key not in self._sketches:
            for one in sieved:
                self._keys.setdefault(one, []).append(key)
        self._sketches[key] = own
        share, nearest = max(
            ((share, other) for share, other in likely if other != key),
            key=lambda pair: pair[0],
            default=(0.0, key),
        )
        return (nearest, min(99, round(100 * share))) if share >= NEAR else None

    def _share(self, own: Sketch, key: Key) -> float:
        one, other = set(own), set(self._sketches[key])
        smallest = nsmallest(_SKETCH, one | other)
        return sum(run in one and run in other for run in smallest) / len(smallest)
