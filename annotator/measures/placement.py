"""How early and how prominently somebody is heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.chains import Chain
from annotator.measures.counted import Counted, Heard, union
from annotator.measures.shares import ids_of
from annotator.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class First:
    """Where somebody is heard for the first time: the start of their first claim.

    `paragraph` is 0 for the headline, and None in furniture; `claim` is an id.
    """

    claim: str
    paragraph: int | None
    words_before: int
    article_words: int

    @property
    def depth(self) -> float | None:
        """Return how much of the article is read by then, 0 to 1; None without words."""
        return self.words_before / self.article_words if self.article_words else None


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a side weighs of what all weigh together; `claims` are the ids behind it."""

    numerator: float
    denominator: float
    claims: tuple[str, ...]

    @property
    def value(self) -> float | None:
        """Return the share, 0 to 1; None where nobody weighs anything."""
        return self.numerator / self.denominator if self.denominator else None


def firsts(story: Counted, heard: Heard) -> Mapping[str, First]:
    """Return where each source, side or kind is heard for the first time (FIRST).

    Who is not among them is never heard.
    """
    return {key: _first(story, chains[0]) for key, chains in heard.items()}


def first_on_record(story: Counted) -> First | None:
    """Return where the first source on the record is heard (DEPTH1)."""
    return _first_of(
        story, (c for c in story.attributed if c.source and c.source.kind.is_on_record)
    )


def first_named_person(story: Counted) -> First | None:
    """Return where the first person with a name is heard (DEPTH1)."""
    named = SourceKind.NAMED
    return _first_of(story, (c for c in story.attributed if c.source and c.source.kind is named))


def prominence(story: Counted) -> Mapping[str, Weight]:
    """Return how prominent each side is, first heard first (PROM).

    A word in the union of a side's claims weighs 1 / (1 + its paragraph), the headline's 1.
    """
    weights = {side: _weight(story, chains) for side, chains in story.heard_sides.items()}
    total = sum(weights.values())
    return {
        side: Weight(weight, total, ids_of(story.heard_sides[side]))
        for side, weight in weights.items()
    }


def _first(story: Counted, chain: Chain) -> First:
    start = chain.first.start
    before = story.words.before(start)
    return First(chain.first.id, story.paragraph_at(start), before, len(story.words))


def _first_of(story: Counted, chains: Iterable[Chain]) -> First | None:
    return next((_first(story, chain) for chain in chains), None)


def _weight(story: Counted, chains: Iterable[Chain]) -> float:
    blocks, before = story.marks.blocks, story.words.before
    words: dict[int, int] = {}
    for start, end in union((h.start, h.end) for chain in chains for h in chain.halves):
        at = story.block_at(start)
        while at < len(blocks) and blocks[at].start < end:
            block = blocks[at]
            if block.paragraph is not None:
                inside = before(min(end, block.end)) - before(max(start, block.start))
                words[block.paragraph] = words.get(block.paragraph, 0) + inside
            at += 1
    # In the order of the paragraphs, so that the same words always give the same sum.
    return sum(words[paragraph] / (1 + paragraph) for paragraph in sorted(words))
