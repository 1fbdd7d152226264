"""Canonical text, words and graphemes: the ground on which every offset stands."""

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from annotator.model import Block, Span

if TYPE_CHECKING:
    from regex import Pattern

MAX_TEXT_BYTES = 20_000_000
"""The longest text that is taken, in bytes of UTF-8."""

BYTE_ORDER_MARKS = "\ufeff\ufffe"
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085\v\f\ufdd0\ufdd1]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f]")
_REPLACED = re.compile(
    "[\ud800-\udfff\ufdd2-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_STRANGE = re.compile(
    f"[\r\u2028\u2029\u0085\v\f\ufdd0\ufdd1]|{_DROPPED.pattern}|{_REPLACED.pattern}"
)
_PIECE = 1 << 18
WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_NO_LINE = {"Cc", "Cs", "Zl", "Zp"}
_WINDOW = 2_000


def canonical(text: str) -> str:
    r"""Return `text` as it is kept for good; doing it twice changes nothing.

    Leading byte order marks go, every kind of line end becomes LF, NUL and the other C0 controls
    but TAB are dropped, noncharacters and lone surrogates become U+FFFD. Everything else stays:
    NBSP, zero-width and bidi marks and curly quotes are evidence, and nothing is normalized.
    """
    text = text.lstrip(BYTE_ORDER_MARKS)
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text).lstrip(BYTE_ORDER_MARKS)
    return _REPLACED.sub("\ufffd", text)


def is_canonical(text: str) -> bool:
    """Return whether `canonical` would change nothing.

    It looks piece by piece, so that other threads are not held up by a long text.
    """
    if text.startswith(tuple(BYTE_ORDER_MARKS)):
        return False
    pieces = range(0, len(text), _PIECE)
    return not any(_STRANGE.search(text, at, at + _PIECE) for at in pieces)


def sha256(text: str) -> str:
    """Return the SHA-256 of `text` as UTF-8, in lowercase hex."""
    return hashlib.sha256(text.encode()).hexdigest()


class Words:
    r"""The words of an article, tokenized once; a word lies where its first character does.

    A word is a match of `\w+(?:[’'\-.]\w+)*`. Words in furniture do not count.
    """

    def __init__(self, text: str, blocks: Sequence[Block] = ()) -> None:
        furniture = [block for block in blocks if block.is_furniture]
        starts = array("q", (match.start() for match in WORD.finditer(text)))
        for block in reversed(furniture):
            del starts[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def before(self, offset: int) -> int:
        """Return how many words begin before `offset`."""
        return bisect_left(self._starts, offset)

    def within(self, spans: Iterable[Span]) -> int:
        """Return how many words begin in the union of `spans`."""
        return sum(self.before(span.end) - self.before(span.start) for span in union(spans))


def _never_joined(left: str, right: str) -> bool:
    """Return whether two characters are always two graphemes: nothing joins ASCII to ASCII."""
    return left < "\x7f" and right < "\x7f"


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the fewest spans, in order, that cover the same characters."""
    merged: list[Span] = []
    # By its numbers: comparing the spans themselves takes ten times as long.
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


class Graphemes:
    """Where the characters that a reader sees begin and end (Unicode UAX #29, extended).

    Bounds are found line by line as they are asked for: an LF always stands alone, and few
    lines of a long article are ever asked about.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = (0, -1)
        self._bounds = array("q")

    def is_bound(self, offset: int) -> bool:
        """Return whether `offset` stands between two graphemes."""
        return self.floor(offset) == offset

    def floor(self, offset: int) -> int:
        """Return the last bound at or before `offset`."""
        bounds = self._bounds_around(offset)
        return bounds[bisect_right(bounds, offset) - 1]

    def ceil(self, offset: int) -> int:
        """Return the first bound at or after `offset`."""
        bounds = self._bounds_around(offset)
        return bounds[bisect_left(bounds, offset)]

    def snap(self, span: Span) -> Span:
        """Return the smallest span of whole graphemes that covers `span`."""
        return Span(self.floor(span.start), self.ceil(span.end))

    def _nearer(self, offset: int, first: int, last: int) -> tuple[int, int]:
        """Return bounds near `offset` inside a line that is too long to be gone through."""
        text = self._text
        if offset - first > 2 * _WINDOW:
            before = range(offset - _WINDOW, first, -1)
            first = next((i for i in before if _never_joined(text[i - 1], text[i])), first)
        if last - offset > 2 * _WINDOW:
            after = range(offset + _WINDOW, last)
            last = next((i for i in after if _never_joined(text[i - 1], text[i])), last)
        return first, last

    def trimmed(self, start: int, end: int) -> Span | None:
        """Return `start` to `end` as whole graphemes without white space around, None if empty."""
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return self.snap(Span(start, end)) if start < end else None

    def _bounds_around(self, offset: int) -> "array[int]":
        if not 0 <= offset <= len(self._text):
            raise ValueError(f"not in the text: {offset}")
        first, last = self._line
        if not first <= offset <= last:
            first = self._text.rfind("\n", 0, offset) + 1
            last = self._text.find("\n", offset)
            last = len(self._text) if last < 0 else last
            first, last = self._nearer(offset, first, last)
            found = _grapheme().finditer(self._text, first, last)
            bounds = array("q", (match.start() for match in found))
            bounds.append(last)
            self._line, self._bounds = (first, last), bounds
        return self._bounds


@cache
def _grapheme() -> "Pattern[str]":
    import regex  # the first window appears without it

    return regex.compile(r"\X")


def whole_words(text: str, span: Span) -> Span:
    """Return `span` grown to the bounds of the words that it cuts."""

    def word_across(offset: int) -> Span | None:
        # No word is longer than this on either side of a cut that a person can make.
        first = max(0, offset - 200)
        for match in WORD.finditer(text, first, min(len(text), offset + 200)):
            if match.start() < offset < match.end():
                return Span(match.start(), match.end())
        return None

    before, after = word_across(span.start), word_across(span.end)
    return Span(before.start if before else span.start, after.end if after else span.end)


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> Iterable[int]:
    """Yield where `words` stands in `text[start:end]`, overlapping places included."""
    end = len(text) if end is None else end
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def occurrences_back(text: str, words: str, start: int, end: int) -> Iterable[int]:
    """Yield where `words` stands in `text[start:end]`, from the end to the start."""
    at = text.rfind(words, start, end)
    while at >= 0:
        yield at
        at = text.rfind(words, start, at + len(words) - 1)


def nearest_whole(text: str, words: str, block: Span, span: Span) -> int | None:
    """Return where `words` stands as whole words in `block`, nearest to `span`.

    The earlier one on a tie; None where there is none.
    """
    size = len(words)

    def whole(places: Iterable[int]) -> int | None:
        return next((at for at in places if _stands_alone(text, at, at + size)), None)

    first, last = max(block.start, span.start - size), min(block.end, span.end + size)
    touching = whole(occurrences(text, words, first, last))
    if touching is not None:
        return touching
    before = whole(occurrences_back(text, words, block.start, min(first + size - 1, block.end)))
    after = whole(occurrences(text, words, max(last - size + 1, block.start), block.end))
    if before is None or after is None:
        return after if before is None else before
    return before if span.start - (before + size) <= after - span.end else after


def _stands_alone(text: str, start: int, end: int) -> bool:
    def joined(left: int) -> bool:
        return 0 <= left < len(text) - 1 and _is_word(text[left]) and _is_word(text[left + 1])

    return not joined(start - 1) and not joined(end - 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def is_line(words: str) -> bool:
    """Return whether words are one line in which there is something to be seen.

    Joiners and marks of direction are not printable, and belong to many scripts.
    """
    is_plain = not any(unicodedata.category(character) in _NO_LINE for character in words)
    return is_plain and any(one.isprintable() and not one.isspace() for one in words)


def block_at(blocks: Sequence[Block], offset: int) -> Block | None:
    """Return the block that holds `offset`, or the next one after it; None past the last."""
    at = bisect_right(blocks, offset, key=lambda block: block.end)
    return blocks[at] if at < len(blocks) else None


def is_in_story(blocks: Sequence[Block], span: Span) -> bool:
    """Return whether no character of `span` is furniture, nor all of it beyond the last block."""
    first = bisect_right(blocks, span.start, key=lambda block: block.end)
    touched = takewhile(lambda block: block.start < span.end, islice(blocks, first, None))
    return first < len(blocks) and not any(block.is_furniture for block in touched)


def are_in_order(blocks: Sequence[Block], text: str) -> bool:
    """Return whether `blocks` stand in `text` one after another, not empty, not overlapping."""
    spans = [block.span for block in blocks]
    apart = all(before.end <= after.start for before, after in pairwise(spans))
    return apart and (not spans or spans[-1].end <= len(text))
