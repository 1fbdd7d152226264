"""What a search found: a place in an article, and the words around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.model import Article, Span
from annotator.vocabulary import Tag

CONTEXT, BEFORE = 180, 60
"""How many characters are shown of a passage, and how many of them before the first word."""

_ON, _OFF = "\ufdd0", "\ufdd1"
MARKS = (_ON, _OFF)
"""What is put around found words; canonical text holds neither."""


class Part(StrEnum):
    """What of an article was hit."""

    HEADLINE = "headline"
    TEXT = "text"
    CLAIM = "claim"
    NOTE = "note"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where something was found.

    `context` is what is shown of it, with the words that were found at `found` in it. `span` is
    its place in the canonical text: of a claim, or of the first words found in a passage; a
    headline has none. `claim_id` is the claim that was hit, or a source's first one.
    """

    article: Article
    part: Part
    context: str
    found: tuple[Span, ...] = ()
    span: Span | None = None
    claim_id: str | None = None
    tags: tuple[Tag, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a search goes on: articles to look at, and how many hits of the first are known."""

    articles: tuple[str, ...]
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the hits, the newest article first; `rest` is None where there are no more."""

    hits: tuple[Hit, ...] = ()
    rest: Rest | None = None


def unmarked(marked: str, text: str) -> tuple[Span, ...]:
    """Return where words stand in `text` that are marked in a copy of it.

    Nothing where the copy is of something else.
    """
    found, plain, start, at = [], [], 0, 0
    for piece in _pieces(marked):
        if piece == _ON:
            start = at
        elif piece == _OFF:
            if at > start:
                found.append(Span(start, at))
        else:
            plain.append(piece)
            at += len(piece)
    return tuple(found) if "".join(plain) == text else ()


def cut(text: str, found: Sequence[Span], within: Span) -> tuple[str, tuple[Span, ...]]:
    """Return what is shown of `text` inside `within`, and where the words found stand in it.

    It begins a little before the first of them, at a word, and stands on one line.
    """
    first = found[0].start if found else within.start
    start, end = within.start, within.end
    if first - start > BEFORE:
        start = _word_start(text, first - BEFORE, first)
    if end - start > CONTEXT:
        last = found[0].end if found else start
        end = _word_end(text, max(start + CONTEXT, last), last)
    lead, tail = "…" if start > within.start else "", "…" if end < within.end else ""
    moved = len(lead) - start
    spans = (Span(max(s.start, start), min(s.end, end)) for s in found if _meets(s, start, end))
    shown = text[start:end].translate(_ON_ONE_LINE)
    return lead + shown + tail, tuple(Span(s.start + moved, s.end + moved) for s in spans)


def passages(text: str, found: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Yield each line that holds words found, with those in it."""
    some: list[Span] = []
    line = Span(0, max(len(text), 1))
    for span in found:
        if some and span.start >= line.end:
            yield line, tuple(some)
            some = []
        if not some:
            start = text.rfind("\n", 0, span.start) + 1
            end = text.find("\n", span.start)
            line = Span(start, len(text) if end < 0 else end)
        some.append(span)
    if some:
        yield line, tuple(some)


def joined(parts: Iterable[tuple[str, str]]) -> tuple[str, tuple[Span, ...]]:
    """Return texts as one, with where words stand in it that are marked in their copies.

    `parts` are marked copies, each with its text; empty texts are left out.
    """
    whole, spans = "", []
    for copy, text in parts:
        if text:
            whole += _BETWEEN if whole else ""
            moved = len(whole)
            spans += [Span(s.start + moved, s.end + moved) for s in unmarked(copy, text)]
            whole += text.translate(_ON_ONE_LINE)
    return whole, tuple(spans)


_BETWEEN = " · "
_ON_ONE_LINE = {ord(character): " " for character in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


def _pieces(marked: str) -> Iterator[str]:
    """Yield the marks and what stands between them."""
    at = 0
    while at < len(marked):
        ends = [end for mark in MARKS if (end := marked.find(mark, at)) >= 0]
        end = min(ends, default=len(marked))
        if end > at:
            yield marked[at:end]
        if end < len(marked):
            yield marked[end]
        at = end + 1


def _word_start(text: str, at: int, last: int) -> int:
    space = text.find(" ", at, last)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int, first: int) -> int:
    space = text.rfind(" ", first, at)
    return space if space > first else at


def _meets(span: Span, start: int, end: int) -> bool:
    return span.start < end and span.end > start
