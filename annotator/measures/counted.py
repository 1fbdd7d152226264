"""An article's marks made ready to be counted: its words, and its claims with chains joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from annotator.chains import Chain
from annotator.chains import chains as joined
from annotator.model import Marks
from annotator.report import Pair, pairs
from annotator.text import Words
from annotator.vocabulary import LinkKind


@dataclass(frozen=True)
class Counted:
    """One article as every measure and check takes it.

    `chains` are its claims in reading order, those that `continues` links join being one;
    `chain_of` finds one by the id of any of its halves.
    """

    marks: Marks
    words: Words
    chains: tuple[Chain, ...]
    chain_of: dict[str, Chain]

    def words_of(self, chains: Iterable[Chain]) -> int:
        """Return how many words stand in the union of some claims, furniture left out."""
        count = reached = 0
        # Pairs of numbers, because a story has thousands of claims and a dozen such unions.
        for start, end in sorted((h.start, h.end) for chain in chains for h in chain.halves):
            if end > reached:
                count += self.words.before(end) - self.words.before(max(start, reached))
                reached = end
        return count

    @cached_property
    def attributed(self) -> tuple[Chain, ...]:
        """Return the claims with a source of any kind but `unattributed`."""
        return tuple(chain for chain in self.chains if chain.is_attributed)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return every (allegation, target), chains being one claim."""
        return pairs(self.marks, self.chains)

    @cached_property
    def supporters(self) -> dict[str, tuple[Chain, ...]]:
        """Return by the id of a claim's first half which claims support it, in one step."""
        found: dict[str, list[Chain]] = {}
        for link in self.marks.links:
            if link.kind is LinkKind.SUPPORTS:
                goal = self.chain_of[link.to_id]
                found.setdefault(goal.first.id, []).append(self.chain_of[link.from_id])
        return {key: tuple(chains) for key, chains in found.items()}


def counted(marks: Marks, words: Words | None = None) -> Counted:
    """Make marks ready to be counted; `words` are the article's, where they are there already."""
    chains = joined(marks)
    found = {half.id: chain for chain in chains for half in chain.halves}
    return Counted(marks, words or Words(marks.text, marks.blocks), chains, found)
