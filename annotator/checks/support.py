"""On whom a claim rests: its own source and those of the claims that support it."""

from collections.abc import Iterator

from annotator.chains import Chain
from annotator.checks.examined import Examined
from annotator.model import Source
from annotator.vocabulary import SourceKind, Tag


def bearing(story: Examined, chain: Chain) -> Iterator[Chain]:
    """Yield a claim and all that support it, through every `supports` there is."""
    yield chain
    if chain.first.id not in story.supporters:
        return
    seen = {chain.first.id}
    waiting = [chain]
    while waiting:
        for other in story.supporters.get(waiting.pop().first.id, ()):
            if other.first.id not in seen:
                seen.add(other.first.id)
                waiting.append(other)
                yield other


def _sources(story: Examined, chain: Chain) -> Iterator[Source]:
    """Yield the sources that bear a claim out, the support set; some more than once."""
    return (c.source for c in bearing(story, chain) if c.source and c.is_attributed)


def is_single(story: Examined, chain: Chain) -> bool:
    """Return whether the support set is one source."""
    some = _sources(story, chain)
    first = next(some, None)
    return first is not None and all(source.id == first.id for source in some)


def is_unnamed(story: Examined, chain: Chain) -> bool:
    """Return whether the support set has sources, and all of them are anonymous."""
    some = _sources(story, chain)
    first = next(some, None)
    if first is None or first.kind is not SourceKind.ANONYMOUS:
        return False
    return all(source.kind is SourceKind.ANONYMOUS for source in some)


def material(story: Examined) -> list[Chain]:
    """Return what a story stands or falls with: allegations, and what opens it.

    What has no source, and what a reporter saw, is not among it.
    """
    return [
        chain
        for chain in story.ordered((*story.tagged(Tag.ALLEGATION), *story.on_top))
        if chain.source and chain.is_attributed and chain.source.kind is not SourceKind.WITNESS
    ]
