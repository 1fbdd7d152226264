"""An article as the checks take it: counted, with the house rules and what many checks ask."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.measures.material import is_on_top
from annotator.measures.support import behind
from annotator.model import Block, Source, Span
from annotator.rules import HouseRules
from annotator.sentences import quotations
from annotator.text import union
from annotator.vocabulary import SourceKind, Tag


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
        return [chain for chain in self.chains if is_on_top(self, chain)]

    @cached_property
    def _anonymous_behind(self) -> dict[str, set[bool]]:
        return behind(self, lambda source: source.kind is SourceKind.ANONYMOUS)

    def is_unnamed(self, chain: Chain) -> bool:
        """Return whether a claim's support set has sources, and all of them are anonymous."""
        return self._anonymous_behind[chain.first.id] == {True}

    def paragraph_of(self, chain: Chain) -> int | None:
        """Return the paragraph in which a claim begins, 0 for the headline."""
        return self.paragraph_at(chain.first.start)

    @cached_property
    def _quotations(self) -> dict[int, list[Span]]:
        return {}

    def quoted_in(self, block: Block, start: int, end: int) -> list[Span]:
        """Return what of `start` to `end` stands in quotations of a block, with their marks."""
        outer = self._quotations.get(block.start)
        if outer is None:
            outer = union(quotations(self.marks.text, block.span))
            self._quotations[block.start] = outer
        first = bisect_right(outer, start, key=lambda span: span.end)
        here = takewhile(lambda span: span.start < end, islice(outer, first, None))
        return [Span(max(span.start, start), min(span.end, end)) for span in here]

    def ordered(self, chains: Iterable[Chain]) -> list[Chain]:
        """Return chains each once, in reading order."""
        once = {chain.first.id: chain for chain in chains}
        return sorted(once.values(), key=lambda chain: self.marks.number_of(chain.first.id))
