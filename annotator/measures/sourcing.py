"""How much of a story is attributed, and how much of that to people without names."""

from annotator.measures.counted import Counted
from annotator.measures.shares import Share, ids_of


def attribution(story: Counted) -> Share:
    """Return how many of the claims have a source (ATTR)."""
    attributed = story.attributed
    return Share(len(attributed), len(story.chains), ids_of(attributed), ids_of(story.chains))


def anonymous_claims(story: Counted) -> Share:
    """Return how many of the attributed claims come from anonymous sources (ANON_c)."""
    attributed = story.attributed
    unnamed = [chain for chain in attributed if chain.is_anonymous]
    return Share(len(unnamed), len(attributed), ids_of(unnamed), ids_of(attributed))


def anonymous_words(story: Counted) -> Share:
    """Return how many of the attributed words come from anonymous sources (ANON_w)."""
    attributed = story.attributed
    unnamed = [chain for chain in attributed if chain.is_anonymous]
    return Share(
        story.words_of(unnamed), story.words_of(attributed), ids_of(unnamed), ids_of(attributed)
    )
