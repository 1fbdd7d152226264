"""How alike two stretches of text are, word by word, and where a place in one is in the other."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import regex

from annotator.model import Span

# Here a word holds its combining marks, and a mark is a whole character that a reader sees.
_TOKEN = regex.compile(r"\w+(?:[’'\-.]\w+)*|(?!\s)\X")
_POINTS = frozenset(",;:.…–—'‘’()")
"""What may come and go without another meaning; not "?", "%", "$" or an emoji."""
_QUOTES = frozenset('"“”„«»')
_SPELLED_ALIKE = 0.75
_SHORTEST = 4
"""A word with fewer letters is another word: "now" is not "not"."""


@dataclass(frozen=True)
class Stretch:
    """Words from `start` to `end` of a text, taken apart into words and marks."""

    text: str
    start: int
    end: int

    @cached_property
    def spans(self) -> list[Span]:
        """Return where each word and mark stands."""
        found = _TOKEN.finditer(self.text, self.start, self.end)
        return [Span(*match.span()) for match in found]

    @cached_property
    def tokens(self) -> list[str]:
        """Return the words and marks."""
        # Few stretches are ever asked where their words stand.
        return list(_TOKEN.findall(self.text, self.start, self.end))

    def touched(self, span: Span) -> range:
        """Return which words and marks stand in `span`, wholly or in part."""
        first = bisect_right(self.spans, span.start, key=lambda one: one.end)
        return range(first, bisect_left(self.spans, span.end, key=lambda one: one.start))

    @cached_property
    def counted(self) -> Counter[str]:
        """Return how often each occurs."""
        return Counter(self.tokens)


class Comparison:
    """An old stretch beside a new one."""

    def __init__(self, old: Stretch, new: Stretch) -> None:
        self._old = old
        self._new = new
        self._matcher = SequenceMatcher(None, old.tokens, new.tokens, autojunk=False)

    @cached_property
    def ratio(self) -> float:
        """Return how much is the same, from 0 to 1 (difflib's ratio over words)."""
        return self._matcher.ratio()

    def mapped(self, span: Span) -> Span | None:
        """Return where the words of `span` of the old stretch are in the new one, as they became.

        None where more than half of them was struck out.
        """
        within = self._old.touched(span)
        struck = sum(
            len(range(max(a, within.start), min(b, within.stop)))
            for kind, a, b, _, _ in self._matcher.get_opcodes()
            if kind == "delete"
        )
        if 2 * struck > len(within) or not within:
            return None
        first, last = self._place(within[0], is_end=False), self._place(within[-1], is_end=True)
        if first > last:
            return None
        return Span(self._new.spans[first].start, self._new.spans[last].end)

    def is_respelled(self) -> bool:
        """Return whether nothing differs but spelling and punctuation.

        A name, a number and a short word are never spelling: "not" is what a claim hangs on.
        """
        return all(
            _is_repointed(old, new) and all(map(_is_spelled_alike, _words(old), _words(new)))
            for _, old, new in self._changes()
        )

    def is_repointed(self, span: Span) -> bool:
        """Return whether nothing differs but punctuation, and nothing in `span`.

        What looks like spelling may be another's word: "employee" for "employer".
        """
        own = self._old.touched(span)
        return all(
            _is_repointed(old, new) and _words(old) == _words(new) and not set(own) & set(at)
            for at, old, new in self._changes()
        )

    def _changes(self) -> Iterable[tuple[range, list[str], list[str]]]:
        """Yield which words of the old stretch became others, these words, and the new ones."""
        for kind, a, b, c, d in self._matcher.get_opcodes():
            if kind != "equal":
                yield range(a, b), self._old.tokens[a:b], self._new.tokens[c:d]

    def _place(self, at: int, *, is_end: bool) -> int:
        for kind, a, b, c, d in self._matcher.get_opcodes():
            if not a <= at < b:
                continue
            if kind == "equal" or (kind == "replace" and b - a == d - c):
                return c + at - a
            if kind == "replace":
                return d - 1 if is_end else c
            return c - 1 if is_end else c
        raise ValueError("no such word")


def at_most(old: Stretch, new: Stretch) -> float:
    """Return what `Comparison.ratio` cannot exceed, at little cost."""
    total = len(old.tokens) + len(new.tokens)
    same = sum((old.counted & new.counted).values())
    return 2 * same / total if total else 0.0


def _is_repointed(old: list[str], new: list[str]) -> bool:
    """Return whether there are as many words and quotation marks, and no telling mark differs."""
    marks = Counter(one for one in old if not _is_word(one))
    others = Counter(one for one in new if not _is_word(one))
    differ = (marks - others) + (others - marks)
    quotes = [sum(one in _QUOTES for one in some) for some in (old, new)]
    is_even = quotes[0] == quotes[1] and len(_words(old)) == len(_words(new))
    return is_even and differ.keys() <= _POINTS | _QUOTES


def _words(tokens: Iterable[str]) -> list[str]:
    return [token for token in tokens if _is_word(token)]


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _is_spelled_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    plain = one.isalpha() and other.isalpha() and one.islower() and other.islower()
    if not plain or min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _SPELLED_ALIKE
