"""Rules about quotations: whole, closed, and as they were said."""

import re
from collections.abc import Iterator

from annotator.chains import Chain
from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, at_start, named, on, rule
from annotator.model import Claim, Span
from annotator.text import block_at
from annotator.vocabulary import QuoteType, Severity

_PAIRED = (("“", "”"), ("«", "»"))
_NO_MARKS = re.compile(r"[^“”«»\"]+")
_CHANGED = re.compile(r"…|\.\s?\.\s?\.|[\[\]]")
_LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.|\[[^\[\]]*\]|[\[\]]")
_STRAIGHT = str.maketrans("“”«»„‘’‚", '"""""\'\'\'')
_EDGES = " \"',.;:!?-–—"


@rule(
    "QUO-01",
    Severity.INFO,
    "Quotation cut or filled in",
    definition="An ellipsis or square brackets stand inside a direct quotation, or between two "
    "neighboring direct claims of one source within one pair of quotation marks.",
    reason="What was cut or put in can turn a quotation into its opposite.",
    handbook="Reuters and AP: never alter a quotation; no ellipsis may change what was meant.",
    fix=Fix.ADD_EVIDENCE,
)
def changed_quotation(story: Examined) -> Iterator[Found]:
    """Find quotations with words left out or put in (QUO-01)."""
    seen: set[tuple[str, ...]] = set()
    for chain in story.chains:
        if any(_CHANGED.search(part) for half in chain.halves for part in _quoted(story, half)):
            seen.add(chain.ids)
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is cut or filled in: hear the whole, and that it still fits.")
    for one, other in _with_a_cut_between(story):
        ids = one.ids if one is other else (*one.ids, *other.ids)
        if ids in seen:
            continue
        seen.add(ids)
        both = named(story, *((one,) if one is other else (one, other)))
        words = f"Between the parts of {both} words are cut or filled in: hear the whole."
        yield Found(words, ids, one.first.source_id)


@rule(
    "QUO-02",
    Severity.INFO,
    "Quotation not closed",
    definition="A claim, all its halves together, has a quotation mark without its partner.",
    reason="A mark without its partner leaves open who is speaking.",
    handbook="Reuters: never run the words of different speakers together.",
    fix=Fix.MOVE_BOUNDS,
)
def unbalanced_quotation(story: Examined) -> Iterator[Found]:
    """Find claims in which a quotation is opened or closed and not both (QUO-02)."""
    for chain in story.chains:
        if not _is_balanced("".join([half.quote for half in chain.halves])):
            what = at_start(named(story, chain))
            words = f"{what} opens or closes a quotation and not both: move its boundary."
            yield on(chain, words)


@rule(
    "QUO-03",
    Severity.ERROR,
    "Quotation not as in the evidence",
    definition="A direct quotation does not stand word for word in the text of the evidence that "
    "is attached. The shape of quotation marks, spaces, and what an ellipsis or brackets replace "
    "do not count.",
    reason="What stands in quotation marks is what was said, word for word.",
    handbook="AP: quotations are taken verbatim. Reuters: quotations are sacrosanct.",
    fix=Fix.ADD_EVIDENCE,
)
def misquoted(story: Examined) -> Iterator[Found]:
    """Find quotations that are not in the evidence for them (QUO-03)."""
    for chain in story.chains:
        texts = [e.text for half in chain.halves for e in half.evidence if e.text]
        if not texts:
            continue
        plain = [_plain(text) for text in texts]
        parts = [part for half in chain.halves for part in _quoted(story, half)]
        if not all(any(_stands_in(part, text) for text in plain) for part in parts):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is not in its evidence word for word: compare the two.")


def _quoted(story: Examined, claim: Claim) -> Iterator[str]:
    """Yield what a claim quotes: all of a direct one, of a mixed one what is in marks."""
    if claim.quote_type is QuoteType.DIRECT:
        yield claim.quote
    elif claim.quote_type is QuoteType.MIXED:
        block = block_at(story.marks.blocks, claim.start)
        while block and block.start < claim.end:
            for span in story.quoted_in(block, claim.start, claim.end):
                yield span.of(story.marks.text)
            block = block_at(story.marks.blocks, block.end)


def _with_a_cut_between(story: Examined) -> Iterator[tuple[Chain, Chain]]:
    """Yield neighbors of one source between which one quotation is cut or filled in."""
    before: dict[str, Claim] = {}
    for claim in story.marks.claims:
        if claim.quote_type is not QuoteType.DIRECT or claim.source_id is None:
            continue
        last = before.get(claim.source_id)
        if last is None or claim.end > last.end:
            before[claim.source_id] = claim
        if last and claim.start >= last.end and _is_cut(story, last, claim):
            yield story.chain_of[last.id], story.chain_of[claim.id]


def _is_cut(story: Examined, last: Claim, claim: Claim) -> bool:
    block = block_at(story.marks.blocks, last.start)
    if block is None or claim.start >= block.end:
        return False
    gap = Span(last.end, claim.start) if last.end < claim.start else None
    if gap is None or not _CHANGED.search(story.marks.text, gap.start, gap.end):
        return False
    # The mark before the gap and the one after it belong to one pair.
    return story.quoted_in(block, gap.start - 1, gap.end + 1) == [Span(gap.start - 1, gap.end + 1)]


def _is_balanced(words: str) -> bool:
    marks = _NO_MARKS.sub("", words)
    if not marks:
        return True
    for opening, closing in _PAIRED:
        depth = 0
        for mark in marks:
            depth += (mark == opening) - (mark == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return marks.count('"') % 2 == 0


def _plain(words: str) -> str:
    """Return words with every quotation mark straight, and single spaces."""
    return " ".join(words.translate(_STRAIGHT).split())


def _stands_in(quoted: str, text: str) -> bool:
    """Return whether what was quoted stands in a text, but for what was left out or put in."""
    parts = (_plain(part).strip(_EDGES) for part in _LEFT_OUT.split(quoted))
    return all(part in text for part in parts)
