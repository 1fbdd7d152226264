"""Rules about tags: those that cannot both be true, and those that do not fit the source."""

from collections.abc import Iterator
from itertools import groupby

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, at_start, named, on, rule
from annotator.vocabulary import Severity, SourceKind, Tag

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
_NEVER = {Tag.ANONYMOUS: _NEVER_ANONYMOUS, Tag.OFFICIAL: _NEVER_OFFICIAL}


@rule(
    "TAG-01",
    Severity.ERROR,
    "Official and anonymous",
    definition="A claim is tagged official statement and anonymous source.",
    reason="An official statement is one for which an office answers by name.",
    handbook="AP: on the record means that the source is quoted by name.",
    fix=Fix.TAG,
)
def official_and_anonymous(story: Examined) -> Iterator[Found]:
    """Find claims that are said to be official and anonymous at once (TAG-01)."""
    for chain in story.tagged(Tag.OFFICIAL):
        if Tag.ANONYMOUS in chain.tags:
            what = at_start(named(story, chain))
            words = f"{what} is tagged official statement and anonymous source: take one away."
            yield on(chain, words)


@rule(
    "TAG-02",
    Severity.INFO,
    "Claim without a tag",
    definition="A claim has no tag, is not marked as background, and is not what a reporter "
    "witnessed.",
    reason="What a claim is decides what has to be done about it.",
    handbook="IFCN: say openly how claims are chosen and checked.",
    fix=Fix.TAG,
)
def without_tag(story: Examined) -> Iterator[Found]:
    """Find claims without a tag (TAG-02)."""
    for chain in story.chains:
        is_witness = chain.source is not None and chain.source.kind is SourceKind.WITNESS
        if not chain.tags and not chain.first.background and not is_witness:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} has no tag: tag it, or mark it as background.")


@rule(
    "TAG-03",
    Severity.WARNING,
    "Allegation and denial in one",
    definition="The same words are marked as an allegation and as a denial.",
    reason="An accusation and its denial are two claims, to be checked apart.",
    handbook="Reuters: attribute every statement to who makes it.",
    fix=Fix.TAG,
)
def allegation_and_denial(story: Examined) -> Iterator[Found]:
    """Find the same words marked as an allegation and as a denial (TAG-03)."""
    # Claims on the same words are neighbors in reading order.
    for _, same in groupby(story.marks.claims, key=lambda claim: (claim.start, claim.end)):
        here = tuple(same)
        if len(here) == 1 and len(here[0].tags) < 2:
            continue
        if {Tag.ALLEGATION, Tag.DENIAL} <= {tag for claim in here for tag in claim.tags}:
            both = [c for c in here if {Tag.ALLEGATION, Tag.DENIAL} & set(c.tags)]
            what = at_start(named(story, *{story.chain_of[claim.id] for claim in both}))
            words = f"{what}: allegation and denial in the same words; mark each in its own."
            yield Found(words, tuple(claim.id for claim in both), both[0].source_id)


@rule(
    "TAG-04",
    Severity.ERROR,
    "Tag against the source’s kind",
    definition="A claim is tagged anonymous source, and its source is named, an institution, an "
    "unnamed spokesperson, a witness or unattributed; or it is tagged official statement, and its "
    "source is anonymous, unnamed public, a witness or unattributed.",
    reason="Tag and kind say opposite things about who answers for the claim.",
    handbook="AP: on the record means that the source is quoted by name.",
    fix=Fix.TAG,
)
def tag_against_kind(story: Examined) -> Iterator[Found]:
    """Find tags that the kind of the source rules out (TAG-04)."""
    for chain in story.chains:
        if chain.source is None or not chain.tags:
            continue
        kind = chain.source.kind
        wrong = [tag for tag in chain.tags if kind in _NEVER.get(tag, ())]
        if wrong:
            what = at_start(named(story, chain))
            words = (
                f"{what} is tagged {' and '.join(wrong)}, but “{chain.source.name}” is of the "
                f"kind “{chain.source.kind}”: change the tag or the kind."
            )
            yield on(chain, words)
