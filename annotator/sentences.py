"""Sentence, quotation and paragraph bounds: what one key selects."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from annotator.model import Block, Span
from annotator.text import block_at
from annotator.vocabulary import QuoteType

_CLOSING = {"“": "”", "«": "»"}
_WIDE_SPACE = re.compile(r"[^\S\n]")
_MARKS = re.compile('[“”«»"]')


def paragraph_at(blocks: Sequence[Block], offset: int) -> Span | None:
    """Return the block that holds `offset`, or the next one."""
    block = block_at(blocks, offset)
    return block.span if block else None


def sentences(text: str, block: Span, language: str = "en") -> list[Span]:
    """Return the sentences of a block, without the white space around them."""
    found = []
    words = block.of(text)
    for start, end in _bounds(words, language):
        trimmed = _trimmed(words, start, end, block.start)
        if trimmed:
            found.append(trimmed)
    return found


def sentence_at(
    text: str, blocks: Sequence[Block], offset: int, language: str = "en"
) -> Span | None:
    """Return the sentence at `offset`, or the next one in its block; None in an empty article."""
    block = block_at(blocks, offset)
    if block is None:
        return None
    words = block.span.of(text)
    bounds = _bounds(words, language)
    at = bisect_right(bounds, offset - block.start, key=lambda bound: bound[1])
    for start, end in (*bounds[at : at + 3], *bounds[-1:]):
        trimmed = _trimmed(words, start, end, block.start)
        if trimmed and (offset < trimmed.end or (start, end) == bounds[-1]):
            return trimmed
    return None


def _trimmed(words: str, start: int, end: int, offset: int) -> Span | None:
    """Return `start` to `end` of a block's words without white space around, None if empty."""
    part = words[start:end]
    if not part.strip():
        return None
    lead = len(part) - len(part.lstrip())
    return Span(offset + start + lead, offset + start + len(part.rstrip()))


def without_full_stop(text: str, span: Span) -> Span:
    """Return a sentence without its final full stop, as a claim is marked.

    A stop inside quotation marks stays; so does one that ends an abbreviation with inner stops.
    """
    words = span.of(text)
    if words.endswith(".") and len(words) > 1 and not re.search(r"\.\w+\.$|\.\.$", words):
        return Span(span.start, span.end - 1)
    return span


def quotations(text: str, block: Span) -> list[Span]:
    """Return the quotations of a block with their marks, in order.

    Marks are “ ”, « » and the straight ", paired within the block; apostrophes never count.
    An opening mark that is never closed is no quotation, nor is one inside another that is, such
    as the mark for inches.
    """
    found: list[Span] = []
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in _MARKS.finditer(text, block.start, block.end):
        mark, at = match.group(), match.start()
        if waiting[mark]:
            closing = ""
            while closing != mark:
                closing, start = opened.pop()
                waiting[closing] -= 1
            found.append(Span(start, at + 1))
        elif mark == '"' or mark in _CLOSING:
            opened.append((_CLOSING.get(mark, mark), at))
            waiting[opened[-1][0]] += 1
    return sorted(found)


def quotation_at(text: str, blocks: Sequence[Block], offset: int) -> Span | None:
    """Return the smallest quotation around `offset`, else the next one in its block."""
    block = block_at(blocks, offset)
    if block is None:
        return None
    found = quotations(text, block.span)
    around = [span for span in found if span.start <= offset < span.end]
    if around:
        return min(around, key=lambda span: span.end - span.start)
    return next((span for span in found if span.start >= offset), None)


def quote_type_of(words: str) -> QuoteType:
    """Return how words are rendered, by the quotation marks in them."""
    marks = len(_MARKS.findall(words))
    if not marks:
        return QuoteType.INDIRECT
    is_whole = words[0] in '“«"' and words[-1] in '”»"' and marks == 2
    return QuoteType.DIRECT if is_whole else QuoteType.MIXED


@lru_cache(maxsize=64)
def _bounds(words: str, language: str) -> tuple[tuple[int, int], ...]:
    import sentencex

    # It panics on some wide spaces; a plain one in their place moves no offset.
    plain = _WIDE_SPACE.sub(" ", words)
    found = sentencex.get_sentence_boundaries(language, plain)
    return tuple((bound["start_index"], bound["end_index"]) for bound in found)


def in_quotation_marks(words: str) -> str:
    """Return words within quotation marks, unless they begin with one."""
    return words if words.startswith(("“", "”", '"', "«", "„")) else f"“{words}”"
