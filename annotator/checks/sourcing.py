"""Rules about sourcing: how many stand behind a story, and what its headline rests on."""

from collections.abc import Iterator

from annotator.checks.finding import Found, at_start, named, on
from annotator.checks.support import is_material, paragraph_of, support_set
from annotator.measures.counted import Counted
from annotator.measures.shares import ids_of
from annotator.measures.sourcing import anonymous_words
from annotator.vocabulary import Sector, SourceKind

MOST_UNNAMED = 1 / 3
"""The most of the attributed words that anonymous sources should have."""
MOST_OFFICIAL = 0.8
"""The most of the attributed words that officials should have."""
FEWEST_PERSONS = 2
"""The fewest persons with names that a story should hear."""
_OFFICIAL = {Sector.GOVERNMENT, Sector.MILITARY, Sector.POLICE, Sector.COURT}


def single_source(story: Counted) -> Iterator[Found]:
    """Find what a story stands or falls with, on one source (SRC-01)."""
    for chain in story.chains:
        if is_material(story, chain) and len(support_set(story, chain)) == 1:
            what = at_start(named(story, chain))
            name = chain.source.name if chain.source else ""
            yield on(chain, f"{what} rests on {name} alone: find and link a second source.")


def mostly_unnamed(story: Counted) -> Iterator[Found]:
    """Find stories that lean on anonymous sources (SRC-02)."""
    share = anonymous_words(story)
    if share.value is not None and share.value > MOST_UNNAMED:
        words = (
            f"{share.numerator} of {share.denominator} attributed words come from unnamed "
            "sources: get more of it on the record."
        )
        yield Found(words, share.claims)


def mostly_official(story: Counted) -> Iterator[Found]:
    """Find stories that officials tell nearly alone (SRC-03)."""
    official = [c for c in story.attributed if c.source and c.source.sector in _OFFICIAL]
    words, every = story.words_of(official), story.words_of(story.attributed)
    if words > MOST_OFFICIAL * every:
        told = (
            f"{words} of {every} attributed words come from government, military, police or "
            "courts: hear those whom it concerns."
        )
        yield Found(told, ids_of(official))


def few_persons(story: Counted) -> Iterator[Found]:
    """Find stories in which hardly anybody with a name speaks (SRC-04)."""
    some = [c for c in story.chains if c.source and c.source.kind is SourceKind.NAMED]
    persons = {chain.source.id for chain in some if chain.source}
    if story.chains and len(persons) < FEWEST_PERSONS:
        who = "One person with a name speaks" if persons else "Nobody with a name speaks"
        yield Found(f"{who} in this story: find people who can be named.", ids_of(some))


def headline_unsupported(story: Counted) -> Iterator[Found]:
    """Find headline claims that nothing in the body supports (HEAD-01)."""
    for chain in story.chains:
        if paragraph_of(story, chain) != 0:
            continue
        supporters = story.supporters.get(chain.first.id, ())
        if not any(paragraph_of(story, other) for other in supporters):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} in the headline has no support in the story: link it.")


def headline_too_sure(story: Counted) -> Iterator[Found]:
    """Find headlines that say flatly what the body attributes (HEAD-02)."""
    for chain in story.chains:
        if paragraph_of(story, chain) != 0 or chain.is_attributed:
            continue
        attributed = [c for c in story.supporters.get(chain.first.id, ()) if c.is_attributed]
        if attributed:
            what = at_start(named(story, chain))
            words = (
                f"{what} states in the headline what {named(story, *attributed)} attributes: "
                "attribute the headline, too."
            )
            yield on(chain, words)
