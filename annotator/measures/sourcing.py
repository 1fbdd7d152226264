"""How much of a story is attributed, to whom, and how much of that to people without names."""

from collections import Counter
from collections.abc import Mapping

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.measures.shares import Group, Share, count_share, group, word_share
from annotator.model import Source
from annotator.vocabulary import SourceKind


def coverage(story: Counted) -> Share:
    """Return how many of the article's words stand in claims (COV)."""
    return Share(story.claim_words, len(story.words), story.ids, ())


def body_words(story: Counted) -> int:
    """Return how many words stand below the headline, furniture left out."""
    headline = [(b.start, b.end) for b in story.marks.blocks if b.paragraph == 0]
    return len(story.words) - story.words_in(headline)


def attribution(story: Counted) -> Share:
    """Return how many of the claims have a source (ATTR)."""
    return count_share(story.attributed, story.chains)


def anonymous_claims(story: Counted) -> Share:
    """Return how many of the attributed claims come from anonymous sources (ANON_c)."""
    return count_share(_anonymous(story), story.attributed)


def anonymous_words(story: Counted) -> Share:
    """Return how many of the attributed words come from anonymous sources (ANON_w)."""
    return word_share(story, _anonymous(story))


def official_claims(story: Counted) -> Share:
    """Return how many of the attributed claims come from officials (OFFDOM, by counts)."""
    return count_share(_official(story), story.attributed)


def official_words(story: Counted) -> Share:
    """Return how many of the attributed words come from officials (OFFDOM)."""
    return word_share(story, _official(story))


def sources(story: Counted) -> Mapping[str, Group]:
    """Return the attributed claims and words of each source by its id, first heard first."""
    return {key: group(story, chains) for key, chains in story.heard_sources.items()}


def sources_by_kind(story: Counted) -> Mapping[SourceKind, int]:
    """Return how many sources of each kind are heard, first heard first (NSRC)."""
    return Counter(source.kind for source in _heard(story))


def fully_identified(story: Counted) -> tuple[str, ...]:
    """Return the ids of the named sources whose position or affiliation is known (NSRC)."""
    named = (source for source in _heard(story) if source.kind is SourceKind.NAMED)
    return tuple(source.id for source in named if source.role or source.affiliation)


def _heard(story: Counted) -> list[Source]:
    return [chains[0].source for chains in story.heard_sources.values() if chains[0].source]


def _anonymous(story: Counted) -> list[Chain]:
    return [chain for chain in story.attributed if chain.is_anonymous]


def _official(story: Counted) -> list[Chain]:
    return [c for c in story.attributed if c.source and c.source.sector.is_official]
