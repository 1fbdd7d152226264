"""Moving a claim's boundary: by words, by characters, or to where it is dragged."""

from collections.abc import Iterator
from dataclasses import replace

from annotator.desk import Desk
from annotator.edits import Edit, change
from annotator.model import Claim, Span
from annotator.sentences import quote_type_of
from annotator.text import WORD, is_in_story, whole_words

_FAR = 20_000
"""How many characters from a boundary the next word is looked for."""


def stepped(
    desk: Desk, span: Span, steps: int, *, is_end: bool, by_word: bool = True
) -> Span | None:
    """Return `span` with its end or its start one step (1 or -1) further in the article.

    By words a start stands before a word and an end after one. None where there is no further
    word, nothing would be left, or what follows is furniture.
    """
    at = span.end if is_end else span.start
    bounds = (
        _word_bounds(desk, at, steps, is_end=is_end) if by_word else _character(desk, at, steps)
    )
    moved = (_moved(span, bound, is_end=is_end) for bound in bounds)
    is_growing = (steps > 0) == is_end
    for new in filter(None, moved):
        whole = _standing(desk, new)
        if whole is None or whole == span:
            continue
        if is_in_story(desk.blocks, whole):
            return whole
        if is_growing:
            return None  # to go on would take what is no part of the story into the claim
    return None


def dragged(desk: Desk, claim: Claim, offset: int, is_end: bool, *, by_word: bool) -> Span | None:
    """Return where a claim would stand with a boundary dragged to `offset`; None where it can't.

    By words the boundary goes around the word under the mouse.
    """
    at = min(max(offset, 0), len(desk.text))
    at = desk.graphemes.floor(at)
    if by_word and 0 < at < len(desk.text):
        around = whole_words(desk.text, Span(at - 1, at) if is_end else Span(at, at + 1))
        at = around.end if is_end else around.start
        at = _off_white_space(desk.text, at, is_end=is_end)
    new = _moved(claim.span, at, is_end=is_end)
    whole = _standing(desk, new) if new else None
    return whole if whole and is_in_story(desk.blocks, whole) else None


def move(desk: Desk, claim: Claim, span: Span) -> Edit:
    """Return the edit that lets `claim` stand at `span`.

    Its quote type follows the words where it was what the words before showed.
    """
    words = span.of(desk.text)
    was_shown = claim.quote_type is quote_type_of(claim.quote)
    quote_type = quote_type_of(words) if was_shown else claim.quote_type
    moved = replace(claim, start=span.start, end=span.end, quote=words, quote_type=quote_type)
    return change(f"Bounds of claim {desk.number_of(claim)}", (claim, moved))


def _moved(span: Span, at: int, *, is_end: bool) -> Span | None:
    """Return `span` with one end at an offset, None where nothing would be left."""
    start, end = (span.start, at) if is_end else (at, span.end)
    return Span(start, end) if 0 <= start < end else None


def _standing(desk: Desk, span: Span) -> Span | None:
    """Return a span of whole characters, None where an end of it is white space."""
    # An accent on a space is white space, too: whole characters are looked at.
    whole = desk.graphemes.snap(span)
    if desk.text[whole.start].isspace() or desk.text[whole.end - 1].isspace():
        return None
    return whole


def _off_white_space(text: str, at: int, *, is_end: bool) -> int:
    """Return an end moved back to the words before it, a start forward to those after it."""
    while is_end and at > 0 and text[at - 1].isspace():
        at -= 1
    while not is_end and at < len(text) and text[at].isspace():
        at += 1
    return at


def _word_bounds(desk: Desk, at: int, steps: int, *, is_end: bool) -> Iterator[int]:
    first, last = max(0, at - _FAR), min(len(desk.text), at + _FAR)
    words = WORD.finditer(desk.text, first, last)
    bounds = [word.end() if is_end else word.start() for word in words]
    if steps > 0:
        yield from (bound for bound in bounds if bound > at)
    else:
        yield from (bound for bound in reversed(bounds) if bound < at)


def _character(desk: Desk, at: int, steps: int) -> Iterator[int]:
    """Yield the next bounds between characters, beyond white space as far as there is."""
    text = desk.text
    while 0 <= at + steps <= len(text):
        at = desk.graphemes.ceil(at + 1) if steps > 0 else desk.graphemes.floor(at - 1)
        yield at
