"""How much of a story is told in the words of those who speak in it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from annotator.chains import Chain
from annotator.measures.counted import Counted, union
from annotator.measures.shares import Group, Share, ids_of
from annotator.sentences import quotations
from annotator.vocabulary import QuoteType

Places = list[tuple[int, int]]


def direct_quotes(story: Counted) -> Share:
    """Return how many of the article's words are direct quotation (QUOTE).

    Those are all words of `direct` claims, and in `mixed` ones what stands in quotation marks.
    """
    quoting = _quoting(story.chains)
    words = _words(story, quoting, _quotations(story))
    return Share(words, len(story.words), ids_of(quoting), ())


def direct_quotes_by_side(story: Counted) -> Mapping[str, Group]:
    """Return the directly quoted claims and words of each side, first heard first (QUOTE)."""
    marked = _quotations(story)
    found = {}
    for side, chains in story.heard_sides.items():
        quoting = _quoting(chains)
        found[side] = Group(len(quoting), _words(story, quoting, marked), ids_of(quoting))
    return found


def _quoting(chains: Iterable[Chain]) -> list[Chain]:
    return [chain for chain in chains if any(half.quote_type.is_quoted for half in chain.halves)]


def _words(story: Counted, chains: list[Chain], marked: Places) -> int:
    direct = _places(chains, QuoteType.DIRECT)
    mixed = _places(chains, QuoteType.MIXED)
    return story.words_in(direct + _common(union(mixed), marked))


def _places(chains: Iterable[Chain], quote_type: QuoteType) -> Places:
    halves = (half for chain in chains for half in chain.halves)
    return [(half.start, half.end) for half in halves if half.quote_type is quote_type]


def _common(places: Places, marked: Places) -> Places:
    """Return what two lists have in common; each is in order, and its places apart."""
    found: Places = []
    for start, end in places:
        at = bisect_right(marked, start, key=lambda quotation: quotation[1])
        while at < len(marked) and marked[at][0] < end:
            found.append((max(start, marked[at][0]), min(end, marked[at][1])))
            at += 1
    return found


def _quotations(story: Counted) -> Places:
    """Return the quotations, marks included, of every block that a `mixed` claim touches."""
    blocks = story.marks.blocks
    found: Places = []
    after = 0
    for start, end in union(_places(story.chains, QuoteType.MIXED)):
        at = max(after, story.block_at(start))
        while at < len(blocks) and blocks[at].start < end:
            marked = quotations(story.marks.text, blocks[at].span)
            found += [(quotation.start, quotation.end) for quotation in marked]
            at += 1
        after = at
    return union(found)
