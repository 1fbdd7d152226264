"""What a story stands or falls with, and whether one source alone bears it out."""

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.measures.support import behind
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
    sources = behind(story, lambda source: source.id)
    material = (chain for chain in story.chains if is_material(story, chain))
    return tuple(chain for chain in material if len(sources[chain.first.id]) == 1)
