"""How alike two stretches of text are, word by word, and where a place in one is in the other."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from annotator.model import Span

_TOKEN = re.compile(r"\w+(?:[’'\-.]\w+)*|[^\w\s]")
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
        return [span.of(self.text) for span in self.spans]

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

        None where nothing is left of them.
        """
        within = [
            at for at, token in enumerate(self._old.spans)
            if token.start < span.end and token.end > span.start
        ]  # fmt: skip
        if not within:
            return None
        first, last = self._place(within[0], is_end=False), self._place(within[-1], is_end=True)
        if first > last:
            return None
        return Span(self._new.spans[first].start, self._new.spans[last].end)

    def is_harmless(self, span: Span | None = None) -> bool:
        """Return whether nothing differs but spelling and punctuation, and nothing in `span`.

        A name, a number and a short word are never spelling: "not" is what the claim hangs on.
        """
        for kind, a, b, c, d in self._matcher.get_opcodes():
            if kind == "equal":
                continue
            old, new = self._old.tokens[a:b], self._new.tokens[c:d]
            hit = span and any(
                t.start < span.end and t.end > span.start for t in self._old.spans[a:b]
            )
            if hit or not _is_harmless(old, new):
                return False
        return True

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


def _is_harmless(old: list[str], new: list[str]) -> bool:
    words = [[token for token in some if token[0].isalnum()] for some in (old, new)]
    marks = {token for token in (*old, *new) if not token[0].isalnum()}
    if len(words[0]) != len(words[1]) or marks & {"?", "!"}:
        return False
    return all(map(_is_spelled_alike, *words))


def _is_spelled_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    plain = one.isalpha() and other.isalpha() and one.islower() and other.islower()
    if not plain or min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _SPELLED_ALIKE
