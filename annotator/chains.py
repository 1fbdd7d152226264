"""Claims that a sentence splits in two: halves that `continues` links join are one claim."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annotator.model import Claim, Link, Marks, Source
from annotator.vocabulary import LinkKind, SourceKind, Tag


@dataclass(frozen=True, slots=True)
class Chain:
    """One claim as it is counted: its halves in reading order, most often one.

    Ids, tags and targets are those of all halves, source and verification those of the first.
    """

    halves: tuple[Claim, ...]
    source: Source | None
    ids: tuple[str, ...] = field(init=False, repr=False, compare=False)
    tags: tuple[Tag, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Kept, because every measure and check asks for them.
        object.__setattr__(self, "ids", tuple([half.id for half in self.halves]))
        tags = self.first.tags
        if len(self.halves) > 1:
            tags = tuple(dict.fromkeys(tag for half in self.halves for tag in half.tags))
        object.__setattr__(self, "tags", tags)

    @property
    def first(self) -> Claim:
        """Return the half that stands for the claim."""
        return self.halves[0]

    @property
    def end(self) -> int:
        """Return where the last of its words ends."""
        return max(half.end for half in self.halves)

    @property
    def quote(self) -> str:
        """Return its words, with an ellipsis between halves."""
        return " … ".join(half.quote for half in self.halves)

    @property
    def targets(self) -> tuple[str, ...]:
        """Return whom any half is about, each once."""
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
