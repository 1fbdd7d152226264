"""On whom a claim rests: its own source and those of the claims that support it."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.model import Source

T = TypeVar("T")


def bearing(story: Counted, chain: Chain) -> Iterator[Chain]:
    """Yield the claims that support one, through every `supports` there is."""
    seen = {chain.first.id}
    waiting = [chain]
    while waiting:
        for other in story.supporters.get(waiting.pop().first.id, ()):
            if other.first.id not in seen:
                seen.add(other.first.id)
                waiting.append(other)
                yield other


def behind(story: Counted, what: Callable[[Source], T]) -> dict[str, set[T]]:
    """Return by claim what the sources of its support set are, at most two different things.

    Each claim hands on to what it supports, at most twice: a story of any shape is gone through
    once, where a set for each claim would grow with the square of the claims.
    """
    supported: dict[str, list[str]] = {}
    for goal, chains in story.supporters.items():
        for chain in chains:
            supported.setdefault(chain.first.id, []).append(goal)
    found: dict[str, set[T]] = {chain.first.id: set() for chain in story.chains}
    news = [(c.first.id, what(c.source)) for c in story.attributed if c.source]
    while news:
        claim, thing = news.pop()
        known = found[claim]
        if thing not in known and len(known) < 2:
            known.add(thing)
            news += [(goal, thing) for goal in supported.get(claim, ())]
    return found
