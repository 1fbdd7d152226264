"""Rules about tags: those that cannot both be true, and those that do not fit the source."""

from collections.abc import Iterator
from itertools import groupby

from annotator.checks.finding import Found, at_start, named, on
from annotator.measures.counted import Counted
from annotator.vocabulary import SourceKind, Tag

_NEVER_ANONYMOUS = {
    SourceKind.NAMED,
    SourceKind.INSTITUTION,
    SourceKind.UNNAMED_SPOKESPERSON,
    SourceKind.WITNESS,
    SourceKind.UNATTRIBUTED,
}
_NEVER_OFFICIAL = {
    SourceKind.ANONYMOUS,
    SourceKind.UNNAMED_PUBLIC,
    SourceKind.WITNESS,
    SourceKind.UNATTRIBUTED,
}


def official_and_anonymous(story: Counted) -> Iterator[Found]:
    """Find claims that are said to be official and anonymous at once (TAG-01)."""
    for chain in story.chains:
        if {Tag.OFFICIAL, Tag.ANONYMOUS} <= set(chain.tags):
            what = at_start(named(story, chain))
            words = f"{what} is tagged official statement and anonymous source: take one away."
            yield on(chain, words)


def without_tag(story: Counted) -> Iterator[Found]:
    """Find claims without a tag (TAG-02)."""
    for chain in story.chains:
        is_witness = chain.source is not None and chain.source.kind is SourceKind.WITNESS
        if not chain.tags and not chain.first.background and not is_witness:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} has no tag: tag it, or mark it as background.")


def allegation_and_denial(story: Counted) -> Iterator[Found]:
    """Find the same words marked as an allegation and as a denial (TAG-03)."""
    # Claims on the same words are neighbors in reading order.
    for _, same in groupby(story.marks.claims, key=lambda claim: claim.span):
        here = tuple(same)
        if {Tag.ALLEGATION, Tag.DENIAL} <= {tag for claim in here for tag in claim.tags}:
            both = [c for c in here if {Tag.ALLEGATION, Tag.DENIAL} & set(c.tags)]
            what = at_start(named(story, *{story.chain_of[claim.id] for claim in both}))
            words = f"{what}: allegation and denial in the same words; mark each in its own."
            yield Found(words, tuple(claim.id for claim in both), both[0].source_id)


def tag_against_kind(story: Counted) -> Iterator[Found]:
    """Find tags that the kind of the source rules out (TAG-04)."""
    for chain in story.chains:
        if chain.source is None:
            continue
        rules = ((Tag.ANONYMOUS, _NEVER_ANONYMOUS), (Tag.OFFICIAL, _NEVER_OFFICIAL))
        wrong = [t for t, never in rules if t in chain.tags and chain.source.kind in never]
        if wrong:
            what = at_start(named(story, chain))
            words = (
                f"{what} is tagged {' and '.join(wrong)}, but “{chain.source.name}” is of the "
                f"kind “{chain.source.kind}”: change the tag or the kind."
            )
            yield on(chain, words)
