"""An article's marks made ready to be counted: its words, and its claims with chains joined."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from annotator.model import Claim, Link, Marks, Response, Source
from annotator.report import Pair, pairs_of
from annotator.text import Words
from annotator.vocabulary import LinkKind, SourceKind, Tag


@dataclass(frozen=True)
class Counted:
    """One article as every measure and check takes it.

    `chains` are its claims in reading order, those that `continues` links join being one;
    `chain_of` finds one by the id of any of its halves.
    """

    marks: Marks
    words: Words
    chains: tuple["Chain", ...]
    chain_of: dict[str, "Chain"]

    def words_of(self, chains: Iterable["Chain"]) -> int:
        """Return how many words stand in the union of some claims, furniture left out."""
        count = reached = 0
        # Pairs of numbers, because a story has thousands of claims and a dozen such unions.
        for start, end in sorted((h.start, h.end) for chain in chains for h in chain.halves):
            if end > reached:
                count += self.words.before(end) - self.words.before(max(start, reached))
                reached = end
        return count

    @cached_property
    def attributed(self) -> tuple["Chain", ...]:
        """Return the claims with a source of any kind but `unattributed`."""
        return tuple(chain for chain in self.chains if chain.is_attributed)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return every (allegation, target), chains being one claim."""
        return _pairs(self)

    @cached_property
    def supporters(self) -> dict[str, tuple["Chain", ...]]:
        """Return by the id of a claim's first half which claims support it, in one step."""
        found: dict[str, list[Chain]] = {}
        for link in self.marks.links:
            if link.kind is LinkKind.SUPPORTS:
                goal = self.chain_of[link.to_id]
                found.setdefault(goal.first.id, []).append(self.chain_of[link.from_id])
        return {key: tuple(chains) for key, chains in found.items()}


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
        return tuple(half.id for half in self.halves)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return the tags of all halves, each once."""
        return tuple(dict.fromkeys(tag for half in self.halves for tag in half.tags))

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


def counted(marks: Marks, words: Words | None = None) -> Counted:
    """Make marks ready to be counted; `words` are the article's, where they are there already."""
    chains = tuple(_chains(marks))
    found = {half.id: chain for chain in chains for half in chain.halves}
    return Counted(marks, words or Words(marks.text, marks.blocks), chains, found)


def _pairs(story: Counted) -> tuple[Pair, ...]:
    """Return the pairs: any half can reply to any half; of outcomes, the one that settles."""
    answers: dict[str, list[Claim]] = {}
    for link in story.marks.links:
        if link.kind.answers:
            goal = story.chain_of[link.to_id].first.id
            answers.setdefault(goal, []).append(story.chain_of[link.from_id].first)
    outcomes: dict[str, dict[str, Response]] = {}
    for response in story.marks.responses:
        known = outcomes.setdefault(story.chain_of[response.claim_id].first.id, {})
        old = known.get(response.target)
        if old is None or not old.status.settles:
            known[response.target] = response
    pairs: list[Pair] = []
    for chain in story.chains:
        key = chain.first.id
        replies = sorted(answers.get(key, ()), key=lambda claim: story.marks.number_of(claim.id))
        whole = replace(chain.first, tags=chain.tags, targets=chain.targets)
        pairs += pairs_of(whole, replies, outcomes.get(key, {}), story.marks.source_of)
    return tuple(pairs)


def _chains(marks: Marks) -> Iterable[Chain]:
    """Yield the claims, those that are joined by `continues` together, by their first half."""
    leader = {claim.id: claim.id for claim in marks.claims}

    def lead(claim_id: str) -> str:
        while leader[claim_id] != claim_id:
            leader[claim_id] = leader[leader[claim_id]]
            claim_id = leader[claim_id]
        return claim_id

    for link in filter(_continues, marks.links):
        later, earlier = lead(link.from_id), lead(link.to_id)
        # Boundaries can be moved after linking: the half that is read first leads.
        if marks.number_of(later) < marks.number_of(earlier):
            later, earlier = earlier, later
        leader[later] = earlier
    halves: dict[str, list[Claim]] = {}
    for claim in marks.claims:
        halves.setdefault(lead(claim.id), []).append(claim)
    return (Chain(tuple(some), marks.source_of(some[0])) for some in halves.values())


def _continues(link: Link) -> bool:
    return link.kind is LinkKind.CONTINUES
