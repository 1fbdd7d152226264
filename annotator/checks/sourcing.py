"""Rules about sourcing: how many, and who, stand behind a story."""

from collections.abc import Iterator

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.measures.concentration import by_words
from annotator.measures.material import single_sourced
from annotator.measures.shares import ids_of
from annotator.measures.sourcing import anonymous_words, official_words, sources, sources_by_kind
from annotator.vocabulary import Severity, SourceKind


@rule(
    "SRC-01",
    Severity.WARNING,
    "Single source",
    definition="An allegation, or a claim in the headline or the lede, rests on one source: its "
    "own, with those of all claims that support it.",
    reason="One source can be wrong, and nobody would notice.",
    handbook="BBC: be reluctant to rely on a single source. AP: seek more than one source.",
    fix=Fix.LINK_SUPPORT,
)
def single_source(story: Examined) -> Iterator[Found]:
    """Find what a story stands or falls with, on one source (SRC-01)."""
    for chain in single_sourced(story):
        what = at_start(named(story, chain))
        name = chain.source.name if chain.source else ""
        yield on(chain, f"{what} rests on {name} alone: find and link a second source.")


@rule(
    "SRC-02",
    Severity.WARNING,
    "Leans on unnamed sources",
    definition="Anonymous sources have more than {anonymous_share} of the attributed words.",
    reason="The more of a story nobody answers for, the less it can be trusted.",
    handbook="Reuters: a named source is always preferable. New York Times: anonymity is a last "
    "resort.",
    subject=Subject.ARTICLE,
)
def mostly_unnamed(story: Examined) -> Iterator[Found]:
    """Find stories that lean on anonymous sources (SRC-02)."""
    share = anonymous_words(story)
    if share.numerator > story.house.thresholds.anonymous_share * share.denominator:
        words = (
            f"{share.numerator} of {share.denominator} attributed words come from unnamed "
            "sources: get more of it on the record."
        )
        yield Found(words, share.claims)


@rule(
    "SRC-03",
    Severity.INFO,
    "Officials do the talking",
    definition="Government, military, police and courts have more than {official_share} of the "
    "attributed words.",
    reason="Officials set the frame of a story that hears hardly anybody else.",
    handbook="SPJ: give voice to the voiceless, and hold those with power accountable.",
    subject=Subject.ARTICLE,
)
def mostly_official(story: Examined) -> Iterator[Found]:
    """Find stories that officials tell nearly alone (SRC-03)."""
    share = official_words(story)
    if share.numerator > story.house.thresholds.official_share * share.denominator:
        words = (
            f"{share.numerator} of {share.denominator} attributed words come from government, "
            "military, police or courts: hear those whom it concerns."
        )
        yield Found(words, share.claims)


@rule(
    "SRC-04",
    Severity.INFO,
    "Few people with names",
    definition="Fewer than {named_persons} persons with names are heard.",
    reason="Institutions make claims, people can be asked about them.",
    handbook="Reuters: identify sources by name and position whenever possible.",
    subject=Subject.ARTICLE,
)
def few_persons(story: Examined) -> Iterator[Found]:
    """Find stories in which hardly anybody with a name speaks (SRC-04)."""
    some = [c for c in story.chains if c.source and c.source.kind is SourceKind.NAMED]
    persons = sources_by_kind(story).get(SourceKind.NAMED, 0)
    if story.chains and persons < story.house.thresholds.named_persons:
        who = "Nobody with a name speaks"
        if persons:
            verb = "person with a name speaks" if persons == 1 else "persons with names speak"
            who = f"Only {persons} {verb}"
        yield Found(f"{who} in this story: find people who can be named.", ids_of(some))


@rule(
    "SRC-05",
    Severity.INFO,
    "Few voices",
    definition="A story with at least {effective_claims} claims has fewer than "
    "{effective_sources} effective sources by words: 2 to the power of the entropy of its "
    "sources’ shares.",
    reason="Many sources in a list do not help where one of them does the talking.",
    handbook="SPJ: seek sources whose voices are seldom heard. BBC: a breadth of voices and "
    "opinions.",
    subject=Subject.ARTICLE,
)
def few_voices(story: Examined) -> Iterator[Found]:
    """Find stories that one voice tells nearly alone (SRC-05)."""
    effective = by_words(sources(story)).effective_number
    least = story.house.thresholds
    is_long = len(story.chains) >= least.effective_claims
    if is_long and effective is not None and effective < least.effective_sources:
        words = (
            f"The words of this story are spread as if {effective:.1f} sources spoke: "
            "give others more room."
        )
        yield Found(words, story.attributed_ids)
