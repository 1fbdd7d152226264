"""Claims that a sentence splits in two: halves that `continues` links join are one claim."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.model import Claim, Link, Marks, Source
from annotator.vocabulary import LinkKind, SourceKind, Tag


@dataclass(frozen=True, slots=True)
class Chain:
    """One claim as it is counted: its halves in reading order, most often one.

    Tags and targets are those of all halves, source and verification those of the first.
    """

    halves: tuple[Claim, ...]
    source: Source | None

    @property
    def first(self) -> Claim:
        """Return the half that stands for the claim."""
        return self.halves[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all halves."""
        if len(self.halves) == 1:  # as nearly all are, and this is asked a hundred times of each
            return (self.halves[0].id,)
        return tuple(half.id for half in self.halves)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return the tags of all halves, each once."""
        if len(self.halves) == 1:
            return self.halves[0].tags
        return tuple(dict.fromkeys(tag for half in self.halves for tag in half.tags))

    @property
    def targets(self) -> tuple[str, ...]:
        """Return whom any half is about, each once."""
        if len(self.halves) == 1:
            return self.halves[0].targets
        return tuple(dict.fromkeys(name for half in self.halves for name in half.targets))

    @property
    def is_attributed(self) -> bool:
        """Return whether the reader is told who says it; a witness counts."""
        return self.source is not None and self.source.kind is not SourceKind.UNATTRIBUTED

    @property
    def is_anonymous(self) -> bool:
        """Return whether it comes from an anonymous source."""
        return self.source is not None and self.source.kind is SourceKind.ANONYMOUS


def chains(marks: Marks) -> tuple[Chain, ...]:
    """Return the claims in reading order, halves together where the first of them stands."""
    leader = {claim.id: claim.id for claim in marks.claims}

    def lead(claim_id: str) -> str:
        while leader[claim_id] != claim_id:
            leader[claim_id] = leader[leader[claim_id]]
            claim_id = leader[claim_id]
        return claim_id

    for link in filter(joins, marks.links):
        later, earlier = lead(link.from_id), lead(link.to_id)
        # Boundaries can be moved after linking: the half that is read first leads.
        if marks.number_of(later) < marks.number_of(earlier):
            later, earlier = earlier, later
        leader[later] = earlier
    halves: dict[str, list[Claim]] = {}
    for claim in marks.claims:
        halves.setdefault(lead(claim.id), []).append(claim)
    return tuple(Chain(tuple(some), marks.source_of(some[0])) for some in halves.values())


def halves_with(claim: Claim, neighbors: Callable[[Claim], Iterable[Claim]]) -> list[Claim]:
    """Return all halves of the claim that `claim` is one of, in no order.

    `neighbors` are those that `continues` links join to one.
    """
    found = {claim.id: claim}
    for half in (open_ends := [claim]):
        for other in neighbors(half):
            if other.id not in found:
                found[other.id] = other
                open_ends.append(other)
    return list(found.values())


def joins(link: Link) -> bool:
    """Return whether a link makes two claims one."""
    return link.kind is LinkKind.CONTINUES
