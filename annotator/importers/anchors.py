"""Comments in a document: on which words they stand, once these have their place in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.importers.imported import Remark
from annotator.importers.said import as_line
from annotator.model import Span
from annotator.text import canonical

_MAX_REMARKS = 5_000
_LONGEST = 50_000
_LAST_WORD = re.compile(r"\S+\s*\Z")


@dataclass(slots=True)
class Anchor:
    """A comment on `start` to `end` of a block; `end` is None as long as it is not known."""

    author: str
    text: str
    start: int
    block: str = ""
    end: int | None = None


def placed(anchors: Sequence[Anchor], text: str) -> tuple[Remark, ...]:
    """Return the comments at their places in `text`, without those whose words are not in it.

    One that stands on no words is about the word before it.
    """
    found: list[Remark] = []
    cursor = 0
    for anchor in anchors[:_MAX_REMARKS]:
        block = canonical(anchor.block)
        words = block.strip()
        at = text.find(words, cursor)
        at = text.find(words) if at < 0 else at
        said = canonical(anchor.text[:_LONGEST]).strip()
        if at < 0 or not words or not said:
            continue
        cursor = at
        shift = at - (len(block) - len(block.lstrip()))
        span = _span(block, anchor.start, anchor.end)
        start = max(at, min(span.start + shift, at + len(words) - 1))
        end = max(start + 1, min(span.end + shift, at + len(words)))
        found.append(Remark(Span(start, end), as_line(anchor.author) or "", said))
    return tuple(found)


def _span(block: str, start: int, end: int | None) -> Span:
    start = min(start, len(block))
    end = len(block) if end is None else min(max(end, start), len(block))
    if start < end:
        return Span(start, end)
    before = _LAST_WORD.search(block, max(0, start - 200), start)
    if before:
        return Span(before.start(), before.start() + len(before.group().rstrip()))
    return Span(0, max(1, len(block)))
