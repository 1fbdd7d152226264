"""Overlapping claims: cut into drawable runs once, and found by place in an interval index."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from annotator.model import Claim

BUCKET_SIZE = 128
"""How many claims a bucket of the index is filled with; it splits at twice as many."""

Place = Callable[[Claim], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under one set of claims, the innermost (shortest) last."""

    start: int
    end: int
    claims: tuple[Claim, ...]

    @property
    def innermost(self) -> Claim | None:
        """Return the claim whose look the run takes, None for bare text."""
        return self.claims[-1] if self.claims else None


def cut(claims: Iterable[Claim], start: int, end: int) -> list[Run]:
    """Return the longest runs of `start` to `end` that lie under one set of claims each.

    `claims` come in reading order, which breaks ties between claims of one length: the later
    one lies inside. Joined, the runs are the whole range. One sweep, as long as what it returns.
    """
    ranked = sorted(
        (claim.start - claim.end, order, claim)
        for order, claim in enumerate(claims)
        if claim.start < end and claim.end > start
    )
    if not ranked:
        return [Run(start, end, ())]
    # By their number in here claims are compared many times faster than by their length.
    nested = [claim for _, _, claim in ranked]
    begin = sorted((claim.start, number) for number, claim in enumerate(nested))
    finish = sorted((claim.end, number) for number, claim in enumerate(nested))
    bounds = {start, end}
    bounds.update(at for at, _ in begin if at > start)
    bounds.update(at for at, _ in finish if at < end)
    runs: list[Run] = []
    active: list[int] = []
    began = finished = 0
    ordered = sorted(bounds)
    for at, until in pairwise(ordered):
        while finished < len(finish) and finish[finished][0] <= at:
            del active[bisect_left(active, finish[finished][1])]
            finished += 1
        while began < len(begin) and begin[began][0] <= at:
            insort(active, begin[began][1])
            began += 1
        runs.append(Run(at, until, tuple([nested[number] for number in active])))
    return runs


def _by_start(claim: Claim) -> tuple[object, ...]:
    return (claim.start, -claim.end)


class SpanIndex:
    """Claims by where they stand; one can be added or removed without rebuilding the rest.

    `place` gives the order of claims, by start before all else; answers come in it. Each
    bucket knows its furthest end, so that one claim as long as the article costs one bucket.
    `is_ordered` says that the claims come in that order.
    """

    def __init__(
        self,
        claims: Iterable[Claim] = (),
        place: Place = _by_start,
        *,
        is_ordered: bool = False,
    ) -> None:
        self._place = place
        ordered = list(claims) if is_ordered else sorted(claims, key=self._key)
        self._buckets = [
            _Bucket(self._key, ordered[at : at + BUCKET_SIZE])
            for at in range(0, len(ordered), BUCKET_SIZE)
        ]

    def __len__(self) -> int:
        return sum(len(bucket.claims) for bucket in self._buckets)

    def __iter__(self) -> Iterator[Claim]:
        return chain.from_iterable(bucket.claims for bucket in self._buckets)

    def over(self, start: int, end: int) -> list[Claim]:
        """Return the claims that share a character with `start` to `end`, in order."""
        found: list[Claim] = []
        for bucket in self._buckets:
            if bucket.claims[0].start >= end:
                break
            if bucket.furthest > start:
                found += [c for c in bucket.claims if c.start < end and c.end > start]
        return found if start < end else []

    def at(self, offset: int) -> list[Claim]:
        """Return the claims over the character at `offset`, in order."""
        return self.over(offset, offset + 1)

    def add(self, claim: Claim) -> None:
        """Take `claim` in."""
        if not self._buckets:
            self._buckets.append(_Bucket(self._key, [claim]))
            return
        number = self._bucket_for(claim)
        bucket = self._buckets[number]
        bucket.add(claim)
        if len(bucket.claims) >= 2 * BUCKET_SIZE:
            self._buckets.insert(number + 1, bucket.split())

    def remove(self, claim: Claim) -> None:
        """Let `claim` go, as it was when it was added; KeyError where it is not there."""
        if self._buckets:
            number = self._bucket_for(claim)
            if self._buckets[number].remove(claim):
                if not self._buckets[number].claims:
                    del self._buckets[number]
                return
        raise KeyError(claim.id)

    def _key(self, claim: Claim) -> tuple[object, ...]:
        return (*self._place(claim), claim.id)

    def _bucket_for(self, claim: Claim) -> int:
        key = self._key
        at = bisect_right(self._buckets, key(claim), key=lambda bucket: key(bucket.claims[0]))
        return max(at - 1, 0)


class _Bucket:
    """Neighbors in the index, and the furthest end of any."""

    __slots__ = ("claims", "furthest", "key")

    def __init__(self, key: Place, claims: list[Claim]) -> None:
        self.key = key
        self.claims = claims
        self.furthest = max(claim.end for claim in claims)

    def add(self, claim: Claim) -> None:
        insort(self.claims, claim, key=self.key)
        self.furthest = max(self.furthest, claim.end)

    def remove(self, claim: Claim) -> bool:
        at = bisect_left(self.claims, self.key(claim), key=self.key)
        if at == len(self.claims) or self.claims[at].id != claim.id:
            return False
        gone = self.claims.pop(at)
        if gone.end == self.furthest:
            self.furthest = max((claim.end for claim in self.claims), default=0)
        return True

    def split(self) -> "_Bucket":
        half = len(self.claims) // 2
        later = _Bucket(self.key, self.claims[half:])
        del self.claims[half:]
        self.furthest = max(claim.end for claim in self.claims)
        return later
