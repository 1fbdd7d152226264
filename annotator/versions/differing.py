"""What differs between the words of two versions, and the sentences that a claim stands in."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from annotator.model import Block, Span
from annotator.sentences import sentences
from annotator.versions.likeness import Stretch

_LONGEST = 1_500
"""Characters of a passage that is compared word by word; a longer one is shown as it is."""


def around(text: str, blocks: Sequence[Block], span: Span, language: str = "en") -> Span:
    """Return the sentences in which `span` stands."""
    start, end = span.start, span.end
    for block in blocks:
        if block.span.start < end and block.span.end > start:
            for one in sentences(text, block.span, language):
                if one.start < span.end and one.end > span.start:
                    start, end = min(start, one.start), max(end, one.end)
    return Span(start, end)


def differing(old_text: str, old: Span, new_text: str, new: Span) -> tuple[list[Span], list[Span]]:
    """Return what of the old words is not in the new ones, and what of the new is not in the old.

    Words that follow one another are one span.
    """
    if max(old.end - old.start, new.end - new.start) > _LONGEST:
        return [], []
    before, after = Stretch(old_text, *_ends(old)), Stretch(new_text, *_ends(new))
    matcher = SequenceMatcher(None, before.tokens, after.tokens, autojunk=False)
    gone, come = [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            gone += _joined(before.spans[a:b])
            come += _joined(after.spans[c:d])
    return gone, come


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _joined(spans: Sequence[Span]) -> list[Span]:
    return [Span(spans[0].start, spans[-1].end)] if spans else []
