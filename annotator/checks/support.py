"""On whom a claim rests: its own source and those of the claims that support it."""

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.model import Source
from annotator.text import block_at
from annotator.vocabulary import SourceKind, Tag

LEDE = 1
"""The paragraph that opens the body; 0 is the headline."""


def support_set(story: Counted, chain: Chain) -> dict[str, Source]:
    """Return by id the sources that bear a claim out, through every `supports` there is."""
    seen = {chain.first.id}
    waiting = [chain]
    found: dict[str, Source] = {}
    while waiting:
        now = waiting.pop()
        if now.source and now.is_attributed:
            found[now.source.id] = now.source
        for other in story.supporters.get(now.first.id, ()):
            if other.first.id not in seen:
                seen.add(other.first.id)
                waiting.append(other)
    return found


def is_unnamed(sources: dict[str, Source]) -> bool:
    """Return whether there are sources, and all of them anonymous."""
    return bool(sources) and all(s.kind is SourceKind.ANONYMOUS for s in sources.values())


def paragraph_of(story: Counted, chain: Chain) -> int | None:
    """Return the paragraph in which a claim begins, 0 for the headline."""
    block = block_at(story.marks.blocks, chain.first.start)
    return block.paragraph if block else None


def is_on_top(story: Counted, chain: Chain) -> bool:
    """Return whether a claim begins in the headline or the lede."""
    return paragraph_of(story, chain) in {0, LEDE}


def is_material(story: Counted, chain: Chain) -> bool:
    """Return whether a story stands or falls with a claim: an allegation, or one on top.

    What has no source, and what a reporter saw, is not.
    """
    if not chain.source or not chain.is_attributed or chain.source.kind is SourceKind.WITNESS:
        return False
    return Tag.ALLEGATION in chain.tags or is_on_top(story, chain)
