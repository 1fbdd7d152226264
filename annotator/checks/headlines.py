"""Rules about the headline: what it says must be borne out below."""

from collections.abc import Iterator

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, at_start, named, on, rule
from annotator.measures.support import bearing
from annotator.vocabulary import Severity, Tag


@rule(
    "HEAD-01",
    Severity.ERROR,
    "Headline without support",
    definition="No claim of the body supports a claim of the headline.",
    reason="The headline is what most readers read, and must be borne out below.",
    handbook="Reuters: a headline says no more than the story bears out. BBC: headlines are "
    "accurate.",
    fix=Fix.LINK_SUPPORT,
)
def headline_unsupported(story: Examined) -> Iterator[Found]:
    """Find headline claims that nothing in the body supports (HEAD-01)."""
    for chain in story.headline:
        supporters = story.supporters.get(chain.first.id, ())
        if not any(story.paragraph_of(other) for other in supporters):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} in the headline has no support in the story: link it.")


@rule(
    "HEAD-02",
    Severity.WARNING,
    "Headline surer than the story",
    definition="A claim of the headline has no source, and one that supports it has.",
    reason="A headline must not turn what somebody says into what is so.",
    handbook="Reuters: what is contentious is attributed in the headline, too.",
    fix=Fix.NAME_SOURCE,
)
def headline_too_sure(story: Examined) -> Iterator[Found]:
    """Find headlines that say flatly what the body attributes (HEAD-02)."""
    for chain in story.headline:
        if chain.is_attributed:
            continue
        attributed = [c for c in story.supporters.get(chain.first.id, ()) if c.is_attributed]
        if attributed:
            what = at_start(named(story, chain))
            words = (
                f"{what} states in the headline what {named(story, *attributed)} attributes: "
                "attribute the headline, too."
            )
            yield on(chain, words)


@rule(
    "HEAD-03",
    Severity.WARNING,
    "Headline graver than the story",
    definition="A claim of the headline is an allegation, and none of the claims that support it "
    "is one.",
    reason="A headline must not accuse where the story does not.",
    handbook="Reuters: a headline says no more than the story bears out. BBC: headlines are "
    "accurate.",
    fix=Fix.TAG,
)
def headline_too_grave(story: Examined) -> Iterator[Found]:
    """Find headlines that accuse where what supports them does not (HEAD-03)."""
    for chain in story.headline:
        if Tag.ALLEGATION not in chain.tags:
            continue
        others = list(bearing(story, chain))
        if others and not any(Tag.ALLEGATION in other.tags for other in others):
            what = at_start(named(story, chain))
            words = (
                f"{what} accuses in the headline what {named(story, *others)} does not: "
                "tag both alike, or tone the headline down."
            )
            yield on(chain, words)
