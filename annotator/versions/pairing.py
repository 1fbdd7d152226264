"""Which sentences of an old version stand in the new one unchanged, beyond doubt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.model import Block, Span
from annotator.sentences import sentences
from annotator.text import WORD

TELLING = 8
"""A sentence of so many words that stands once is itself; a shorter one may be another's."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands."""

    span: Span
    words: str


def sentences_of(text: str, blocks: Iterable[Block], language: str = "en") -> list[Sentence]:
    """Return every sentence of an article in order, furniture left out."""
    return [
        Sentence(span, span.of(text))
        for block in blocks
        if not block.is_furniture
        for span in sentences(text, block.span, language)
    ]


def paired(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """Return by the place of an old sentence that of the same one in the new version.

    A long sentence that stands once in both is the same. Short ones ("He declined.") and those
    that stand several times are the same only where everything between two others is. What could
    be another's in any way is left out.
    """
    before, after = [one.words for one in old], [one.words for one in new]
    # The beginning and the end are the same in both.
    certain = {-1: -1, **_once_in_both(before, after), len(before): len(after)}
    same = dict(certain)
    for (start, place), (end, goal) in pairwise(certain.items()):
        if before[start + 1 : end] == after[place + 1 : goal] and end - start == goal - place:
            same |= {start + step: place + step for step in range(1, end - start)}
    return {at: place for at, place in same.items() if 0 <= at < len(before)}


def _once_in_both(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    times_before, times_after = Counter(before), Counter(after)
    places = {words: at for at, words in enumerate(after)}
    return {
        at: places[words]
        for at, words in enumerate(before)
        if times_before[words] == times_after[words] == 1 and len(WORD.findall(words)) >= TELLING
    }
