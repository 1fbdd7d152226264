"""Rules about anonymous sources: how they are described, and what rests on them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from annotator.chains import Chain
from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.measures.shares import ids_of
from annotator.model import Source
from annotator.vocabulary import Severity, SourceKind, Verification


@rule(
    "ATT-02",
    Severity.WARNING,
    "Anonymous source barely described",
    definition="Of an anonymous source the reader is told nothing (an error) or one thing only: "
    "affiliation, how they know, how many they are, or why they are not named.",
    reason="A reader who may not know the name must be told why the source can know.",
    handbook="AP: identify an anonymous source as specifically as can be. Reuters: be as specific "
    "as possible.",
    fix=Fix.DESCRIBE_SOURCE,
    subject=Subject.SOURCE,
    graver=Severity.ERROR,
)
def barely_described(story: Examined) -> Iterator[Found]:
    """Find anonymous sources of whom a reader is told next to nothing (ATT-02)."""
    for source, chains in _anonymous(story):
        if source.descriptor and source.descriptor.score < 2:
            is_bare = source.descriptor.score == 0
            told = "nothing" if is_bare else "one thing only"
            words = (
                f"The reader is told {told} about “{source.name}”: "
                "add what they do, how they know, how many they are or why they are not named."
            )
            severity = Severity.ERROR if is_bare else Severity.WARNING
            yield Found(words, ids_of(chains), source.id, severity=severity)


@rule(
    "ATT-03",
    Severity.INFO,
    "No reason for anonymity",
    definition="The story does not say why an anonymous source is not named.",
    reason="A reader should learn why somebody is not named.",
    handbook="AP: explain why the source asked not to be named. SPJ: explain why anonymity was "
    "granted.",
    fix=Fix.DESCRIBE_SOURCE,
    subject=Subject.SOURCE,
)
def without_reason(story: Examined) -> Iterator[Found]:
    """Find anonymous sources whose story does not say why they are not named (ATT-03)."""
    for source, chains in _anonymous(story):
        if source.descriptor and not source.descriptor.reason:
            words = f"Tell the reader why “{source.name}” cannot be named."
            yield Found(words, ids_of(chains), source.id)


@rule(
    "ATT-04",
    Severity.WARNING,
    "Opens on unnamed sources alone",
    definition="A claim in the headline or the lede rests, with all that supports it, on "
    "anonymous sources alone.",
    reason="What leads a story should rest on somebody who answers for it.",
    handbook="Reuters: anonymous sources are the weakest; where the first paragraph is "
    "contentious, it has to be sourced.",
    fix=Fix.LINK_SUPPORT,
)
def unnamed_on_top(story: Examined) -> Iterator[Found]:
    """Find a headline or lede that rests on anonymous sources alone (ATT-04)."""
    for chain in story.on_top:
        if story.is_unnamed(chain):
            what = at_start(named(story, chain))
            words = f"{what} opens the story on unnamed sources alone: link support with a name."
            yield on(chain, words)


@rule(
    "ATT-05",
    Severity.ERROR,
    "Opinion of an anonymous source",
    definition="A claim of an anonymous source is marked as opinion.",
    reason="Anonymity is for facts, never for opinions about others.",
    handbook="AP: anonymous material is information, not opinion or speculation. Reuters: nobody "
    "attacks others from behind anonymity.",
    fix=Fix.NAME_SOURCE,
)
def unnamed_opinion(story: Examined) -> Iterator[Found]:
    """Find opinions of anonymous sources (ATT-05)."""
    for chain in story.chains:
        if chain.is_anonymous and chain.first.verification is Verification.OPINION:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is the opinion of an unnamed source: name who holds it.")


@rule(
    "ATT-06",
    Severity.WARNING,
    "Quotation of an anonymous source",
    definition="A claim of an anonymous source is quoted in part or as a whole.",
    reason="Nobody answers for words that nobody is named for.",
    handbook="New York Times: quotations of anonymous sources are rare, and argued for.",
)
def unnamed_quotation(story: Examined) -> Iterator[Found]:
    """Find quotations of anonymous sources (ATT-06)."""
    for chain in story.chains:
        if chain.is_anonymous and any(half.quote_type.is_quoted for half in chain.halves):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} quotes an unnamed source: put it in your own words.")


@rule(
    "ATT-07",
    Severity.WARNING,
    "Anonymous sources not counted",
    definition="An anonymous source is spoken of in the plural ({plural_sources}), and how many "
    "they are is not told, or is one (an error).",
    reason="“Officials” may be two or twenty, and one must not be made many.",
    handbook="Reuters: never cite sources in the plural when there is only one.",
    fix=Fix.COUNT_SOURCES,
    subject=Subject.SOURCE,
    graver=Severity.ERROR,
)
def uncounted(story: Examined) -> Iterator[Found]:
    """Find anonymous sources in the plural whose number is not given, or is one (ATT-07)."""
    plural = _any_of(story.house.lexicons.plural_sources)
    for source, chains in _anonymous(story):
        count = source.descriptor.count if source.descriptor else None
        if count is not None and count != 1:
            continue
        mentions = [half.mention or "" for chain in chains for half in chain.halves]
        if not any(plural.search(said) for said in {source.name, *source.aliases, *mentions}):
            continue
        words = (
            f"Say how many “{source.name}” are, or that it is one."
            if count is None
            else f"“{source.name}” is one person by your own note: do not make it many."
        )
        severity = Severity.WARNING if count is None else Severity.ERROR
        yield Found(words, ids_of(chains), source.id, severity=severity)


def _anonymous(story: Examined) -> Iterator[tuple[Source, tuple[Chain, ...]]]:
    return ((s, chains) for s, chains in story.speakers if s.kind is SourceKind.ANONYMOUS)


@lru_cache(maxsize=16)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"\b(?:{listed})\b" if words else r"(?!)", re.IGNORECASE)
