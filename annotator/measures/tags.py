"""What the claims of a story are: claims and words by tag."""

from collections.abc import Mapping

from annotator.measures.counted import Counted
from annotator.measures.shares import Group, group
from annotator.vocabulary import Tag


def tag_mix(story: Counted) -> Mapping[Tag, Group]:
    """Return claims and words of all four tags; a claim with two is counted by both (TAGMIX)."""
    return {tag: group(story, (c for c in story.chains if tag in c.tags)) for tag in Tag}


def untagged(story: Counted) -> Group:
    """Return the claims without a tag."""
    return group(story, (chain for chain in story.chains if not chain.tags))


def multi_tagged(story: Counted) -> Group:
    """Return the claims with more than one tag."""
    return group(story, (chain for chain in story.chains if len(chain.tags) > 1))
