"""An article as the checks take it: counted, with the house rules and what many checks ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.model import Block, Source, Span
from annotator.rules import HouseRules
from annotator.sentences import quotations
from annotator.vocabulary import Tag

_TOP = {0, 1}
"""The paragraphs that open a story: the headline and the lede."""


@dataclass(frozen=True)
class Examined(Counted):
    """One article under the eyes of every rule; what several of them need is found once."""

    house: HouseRules

    @cached_property
    def speakers(self) -> tuple[tuple[Source, tuple[Chain, ...]], ...]:
        """Return each source that speaks with its claims, in the order in which they are heard."""
        found: dict[str, tuple[Source, list[Chain]]] = {}
        for chain in self.chains:
            if chain.source:
                found.setdefault(chain.source.id, (chain.source, []))[1].append(chain)
        return tuple((source, tuple(chains)) for source, chains in found.values())

    @cached_property
    def _by_tag(self) -> dict[Tag, list[Chain]]:
        found: dict[Tag, list[Chain]] = {tag: [] for tag in Tag}
        for chain in self.chains:
            for tag in chain.tags:
                found[tag].append(chain)
        return found

    def tagged(self, tag: Tag) -> list[Chain]:
        """Return the claims with a tag, in reading order; do not change the list."""
        return self._by_tag[tag]

    @cached_property
    def headline(self) -> list[Chain]:
        """Return the claims that begin in the headline."""
        return [chain for chain in self.on_top if self.paragraph_of(chain) == 0]

    @cached_property
    def on_top(self) -> list[Chain]:
        """Return the claims that begin in the headline or the lede."""
        return [chain for chain in self.chains if self.paragraph_of(chain) in _TOP]

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        """Return by id the block in which each claim begins, in one go through both."""
        found: dict[str, Block] = {}
        blocks = iter(self.marks.blocks)
        block = next(blocks, None)
        for claim in self.marks.claims:
            while block and block.end <= claim.start:
                block = next(blocks, None)
            if block is None:
                break
            found[claim.id] = block
        return found

    def block_of(self, claim_id: str) -> Block | None:
        """Return the block in which a claim begins, or the next one; None past the last."""
        return self._blocks.get(claim_id)

    def paragraph_of(self, chain: Chain) -> int | None:
        """Return the paragraph in which a claim begins, 0 for the headline."""
        block = self._blocks.get(chain.first.id)
        return block.paragraph if block else None

    @cached_property
    def _quotations(self) -> dict[int, tuple[Span, ...]]:
        return {}

    def quotations_in(self, block: Block) -> tuple[Span, ...]:
        """Return the quotations of a block with their marks, in order."""
        known = self._quotations.get(block.start)
        if known is None:
            known = tuple(quotations(self.marks.text, block.span))
            self._quotations[block.start] = known
        return known

    def ordered(self, chains: Iterable[Chain]) -> list[Chain]:
        """Return chains each once, in reading order."""
        once = {chain.first.id: chain for chain in chains}
        return sorted(once.values(), key=lambda chain: self.marks.number_of(chain.first.id))
