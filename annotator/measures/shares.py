"""The shapes of a measure: so many of so many, and a group of claims with its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.chains import Chain
from annotator.measures.counted import Counted

FEW = 5
"""Below so many attributed claims, counts are shown and no shares."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `claims` are the ids behind the first number, `of` behind the second."""

    numerator: int
    denominator: int
    claims: tuple[str, ...]
    of: tuple[str, ...]

    @property
    def value(self) -> float | None:
        """Return the share, 0 to 1, unrounded; None where there is nothing to have a share of."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that have something in common: how many, their words, and their ids."""

    count: int
    words: int
    claims: tuple[str, ...]


def group(story: Counted, chains: Iterable[Chain]) -> Group:
    """Return how many claims and how many words some chains are."""
    some = tuple(chains)
    return Group(len(some), story.words_of(some), ids_of(some))


def count_share(some: Iterable[Chain], of: Iterable[Chain]) -> Share:
    """Return how many claims some are of others."""
    part, whole = tuple(some), tuple(of)
    return Share(len(part), len(whole), ids_of(part), ids_of(whole))


def word_share(story: Counted, some: Iterable[Chain]) -> Share:
    """Return how many of the attributed words some claims have."""
    part = tuple(some)
    words = story.words_of(part)
    return Share(words, story.attributed_words, ids_of(part), story.attributed_ids)


def ids_of(chains: Iterable[Chain]) -> tuple[str, ...]:
    """Return the ids of every half of some chains."""
    return tuple([claim_id for chain in chains for claim_id in chain.ids])
