"""Rules about sourcing: how many, and who, stand behind a story."""

from collections.abc import Iterator
from math import log2

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.measures.shares import ids_of
from annotator.measures.sourcing import anonymous_words
from annotator.vocabulary import Sector, Severity, SourceKind

_OFFICIAL = {Sector.GOVERNMENT, Sector.MILITARY, Sector.POLICE, Sector.COURT}


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
    for chain in story.material:
        if story.is_single(chain):
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
    official = [c for c in story.attributed if c.source and c.source.sector in _OFFICIAL]
    words, every = story.words_of(official), story.words_of(story.attributed)
    if words > story.house.thresholds.official_share * every:
        told = (
            f"{words} of {every} attributed words come from government, military, police or "
            "courts: hear those whom it concerns."
        )
        yield Found(told, ids_of(official))


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
    persons = {chain.source.id for chain in some if chain.source}
    if story.chains and len(persons) < story.house.thresholds.named_persons:
        who = "Nobody with a name speaks"
        if persons:
            verb = "person with a name speaks" if len(persons) == 1 else "persons with names speak"
            who = f"Only {len(persons)} {verb}"
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
    effective = _effective_sources(story)
    least = story.house.thresholds
    is_long = len(story.chains) >= least.effective_claims
    if is_long and effective is not None and effective < least.effective_sources:
        words = (
            f"The words of this story are spread as if {effective:.1f} sources spoke: "
            "give others more room."
        )
        yield Found(words, ids_of(story.attributed))


def _effective_sources(story: Examined) -> float | None:
    """Return N_eff by words, 2 to the entropy; None where no source has a word."""
    by_source = (chains for _, chains in story.speakers if chains[0].is_attributed)
    words = [count for chains in by_source if (count := story.words_of(chains))]
    every = sum(words)
    return 2 ** -sum(n / every * log2(n / every) for n in words) if every else None
