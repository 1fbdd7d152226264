"""What a story stands or falls with, and whether one source alone bears it out."""

from collections import defaultdict

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.vocabulary import SourceKind, Tag

LEDE = 1
"""The paragraph that opens the body; 0 is the headline."""


def is_on_top(story: Counted, chain: Chain) -> bool:
    """Return whether a claim begins in the headline or the lede."""
    return story.paragraph_at(chain.first.start) in {0, LEDE}


def is_material(story: Counted, chain: Chain) -> bool:
    """Return whether a story stands or falls with a claim: an allegation, or one on top.

    What has no source, and what a reporter saw, is not.
    """
    if not chain.source or not chain.is_attributed or chain.source.kind is SourceKind.WITNESS:
        return False
    return Tag.ALLEGATION in chain.tags or is_on_top(story, chain)


def single_sourced(story: Counted) -> tuple[Chain, ...]:
    """Return the material claims whose support set is one source (SINGLE)."""
    bearing = _bearing(story)
    material = [chain for chain in story.chains if is_material(story, chain)]
    return tuple(chain for chain in material if len(bearing[chain.first.id]) == 1)


def _bearing(story: Counted) -> dict[str, set[str]]:
    """Return by claim its support set as ids of sources, but two of them at most.

    Each claim passes a source on to what it supports, at most twice: a story of any shape is gone
    through once, where a set for each claim would grow with the square of the claims.
    """
    supported: dict[str, list[str]] = {}
    for goal, chains in story.supporters.items():
        for chain in chains:
            supported.setdefault(chain.first.id, []).append(goal)
    found: defaultdict[str, set[str]] = defaultdict(set)
    news = [(c.first.id, c.source.id) for c in story.attributed if c.source]
    while news:
        claim, source = news.pop()
        known = found[claim]
        if source not in known and len(known) < 2:
            known.add(source)
            news += [(goal, source) for goal in supported.get(claim, ())]
    return found
