"""An article's marks made ready to be counted: its words, and its claims with chains joined."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from annotator.chains import Chain
from annotator.chains import chains as joined
from annotator.model import Marks, Source
from annotator.report import Pair, pairs
from annotator.text import Words
from annotator.vocabulary import LinkKind

Heard = dict[str, tuple[Chain, ...]]
"""Attributed claims by something about their source, first heard first."""


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
        numbers = self._word_numbers
        count = reached = 0
        for first, end in sorted([run for chain in chains for run in numbers[chain.first.id]]):
            if end > reached:
                count += end - (first if first > reached else reached)
                reached = end
        return count

    def words_in(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how many words stand in the union of some places, furniture left out."""
        before = self.words.before
        return sum([before(end) - before(start) for start, end in union(spans)])

    @cached_property
    def _block_ends(self) -> list[int]:
        return [block.end for block in self.marks.blocks]

    @cached_property
    def _word_numbers(self) -> dict[str, list[tuple[int, int]]]:
        """Return by claim which of the article's words, by number, stand in each half.

        The words of a span follow one another, so that unions can be taken of their numbers; a
        story has a hundred of them, and finding where its words stand takes most of the time.
        """
        before = self.words.before
        return {
            chain.first.id: [(before(half.start), before(half.end)) for half in chain.halves]
            for chain in self.chains
        }

    @cached_property
    def attributed(self) -> tuple[Chain, ...]:
        """Return the claims with a source of any kind but `unattributed`."""
        return tuple(chain for chain in self.chains if chain.is_attributed)

    @cached_property
    def claim_words(self) -> int:
        """Return the words of all claims."""
        return self.words_of(self.chains)

    @cached_property
    def attributed_words(self) -> int:
        """Return the words of the attributed claims."""
        return self.words_of(self.attributed)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all claims, halves included."""
        return tuple(self.chain_of)

    @cached_property
    def attributed_ids(self) -> tuple[str, ...]:
        """Return the ids of the attributed claims, halves included."""
        return tuple([claim_id for chain in self.attributed for claim_id in chain.ids])

    @cached_property
    def heard_sources(self) -> Heard:
        """Return the attributed claims by the id of their source."""
        return self._heard(lambda source: source.id)

    @cached_property
    def heard_sides(self) -> Heard:
        """Return the attributed claims by the side of their source."""
        return self._heard(lambda source: source.side)

    @cached_property
    def heard_kinds(self) -> Heard:
        """Return the attributed claims by the kind of their source."""
        return self._heard(lambda source: source.kind)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return how each source that is heard is called, by id; two of one name get numbers."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for key, chains in self.heard_sources.items():
            name = label = chains[0].source.name if chains[0].source else ""
            numbers = count(2)
            while label in taken:
                label = f"{name} ({next(numbers)})"
            taken.add(label)
            found[key] = label
        return found

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

    def paragraph_at(self, offset: int) -> int | None:
        """Return the paragraph at a place, 0 for the headline; None in furniture."""
        at = self.block_at(offset)
        return self.marks.blocks[at].paragraph if at < len(self.marks.blocks) else None

    def block_at(self, offset: int) -> int:
        """Return the number of the block at a place or the next one; past the last, how many."""
        return bisect_right(self._block_ends, offset)

    def paragraph_before(self, offset: int) -> int | None:
        """Return the paragraph of the last block that begins before a place."""
        blocks = self.marks.blocks
        at = bisect_left(blocks, offset, key=lambda block: block.start)
        return blocks[at - 1].paragraph if at else None

    def _heard(self, about: Callable[[Source], str]) -> Heard:
        found: dict[str, list[Chain]] = {}
        for chain in self.attributed:
            if chain.source:
                found.setdefault(about(chain.source), []).append(chain)
        return {key: tuple(chains) for key, chains in found.items()}


def counted(marks: Marks, words: Words | None = None) -> Counted:
    """Make marks ready to be counted; `words` are the article's, where they are there already."""
    chains = joined(marks)
    found = {half.id: chain for chain in chains for half in chain.halves}
    tokens = Words(marks.text, marks.blocks) if words is None else words
    return Counted(marks, tokens, chains, found)


def union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places that may cross as the parts of their union, in order and apart."""
    found = []
    reached = 0
    for start, end in sorted(spans):
        if end > reached:
            found.append((max(start, reached), end))
            reached = end
    return found
