"""Whether a few voices have most of a story: how claims or words spread over sources or sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log2

from annotator.measures.shares import Group, Share


@dataclass(frozen=True)
class Concentration:
    """How much of a story each source or side has, by its id or name.

    The shares add up to 1, also where words of two of them cross. Someone who is heard without a
    word of the story is one of `amounts` nevertheless. What needs somebody with words, and what
    needs two of them, is None otherwise.
    """

    amounts: Mapping[str, int]
    claims: Mapping[str, tuple[str, ...]]

    @cached_property
    def total(self) -> int:
        """Return what all have together."""
        return sum(self.amounts.values())

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Return the share of each, in order; nothing where there is nothing to share."""
        if not self.total:
            return ()
        return tuple(amount / self.total for amount in self.amounts.values())

    @cached_property
    def top(self) -> tuple[str, ...]:
        """Return who has most: one, or all that tie."""
        most = max(self.amounts.values(), default=0)
        return tuple(key for key, amount in self.amounts.items() if amount == most > 0)

    @cached_property
    def top_share(self) -> Share:
        """Return how much of all the one with most has (TOP1); of ties, the claims of all."""
        most = max(self.amounts.values(), default=0)
        behind = tuple(claim for key in self.top for claim in self.claims[key])
        return Share(most, self.total, behind, self._every)

    @cached_property
    def hhi(self) -> Share:
        """Return the Herfindahl-Hirschman index, the sum of the squared shares (HHI)."""
        squares = sum(amount * amount for amount in self.amounts.values())
        return Share(squares, self.total * self.total, self._every, self._every)

    @property
    def hhi_normalized(self) -> float | None:
        """Return the index from 0, all have the same, to 1, one has everything (HHI*)."""
        k = len(self.amounts)
        if self.hhi.value is None or k < 2:
            return None
        # Over whole numbers, so that equal shares give 0 and no rounding error.
        return (k * self.hhi.numerator - self.hhi.denominator) / ((k - 1) * self.hhi.denominator)

    @cached_property
    def entropy_bits(self) -> float | None:
        """Return Shannon's entropy of the shares (H)."""
        if not self.shares:
            return None
        return abs(fsum(p * log2(p) for p in self.shares if p))

    @property
    def evenness(self) -> float | None:
        """Return the entropy by the largest that so many could have (J, Pielou's evenness)."""
        if self.entropy_bits is None or len(self.amounts) < 2:
            return None
        return min(self.entropy_bits / log2(len(self.amounts)), 1.0)

    @property
    def effective_number(self) -> float | None:
        """Return how many equally loud voices would be spread alike (N_eff, 2 ** H)."""
        return None if self.entropy_bits is None else 2**self.entropy_bits

    @cached_property
    def _every(self) -> tuple[str, ...]:
        return tuple(claim for some in self.claims.values() for claim in some)


def by_claims(groups: Mapping[str, Group]) -> Concentration:
    """Return how claims spread over groups."""
    return Concentration({key: some.count for key, some in groups.items()}, _claims(groups))


def by_words(groups: Mapping[str, Group]) -> Concentration:
    """Return how words spread over groups."""
    return Concentration({key: some.words for key, some in groups.items()}, _claims(groups))


def _claims(groups: Mapping[str, Group]) -> Mapping[str, tuple[str, ...]]:
    return {key: some.claims for key, some in groups.items()}
