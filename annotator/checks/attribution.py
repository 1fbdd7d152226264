"""Rules about attribution: what a reader is told about who says it."""

import re
from collections.abc import Iterator
from functools import cache

from annotator.assets import text_of
from annotator.chains import Chain
from annotator.checks.finding import Found, at_start, named, on
from annotator.checks.support import is_on_top, is_unnamed, support_set
from annotator.measures.counted import Counted
from annotator.measures.shares import ids_of
from annotator.model import Source
from annotator.text import block_at
from annotator.vocabulary import (
    QuoteType,
    ResponseStatus,
    Severity,
    SourceKind,
    Tag,
    Verification,
)


def without_source(story: Counted) -> Iterator[Found]:
    """Find claims that nobody says (ATT-01)."""
    for chain in story.chains:
        if not chain.is_attributed and not chain.first.background:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} has no source: say who it comes from, or mark it background.")


def barely_described(story: Counted) -> Iterator[Found]:
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


def without_reason(story: Counted) -> Iterator[Found]:
    """Find anonymous sources whose story does not say why they are not named (ATT-03)."""
    for source, chains in _anonymous(story):
        if source.descriptor and not source.descriptor.reason:
            words = f"Tell the reader why “{source.name}” cannot be named."
            yield Found(words, ids_of(chains), source.id)


def unnamed_on_top(story: Counted) -> Iterator[Found]:
    """Find a headline or lede that rests on anonymous sources alone (ATT-04)."""
    for chain in story.chains:
        if is_on_top(story, chain) and is_unnamed(support_set(story, chain)):
            what = at_start(named(story, chain))
            words = f"{what} opens the story on unnamed sources alone: link support with a name."
            yield on(chain, words)


def unnamed_opinion(story: Counted) -> Iterator[Found]:
    """Find opinions of anonymous sources (ATT-05)."""
    for chain in story.chains:
        if chain.is_anonymous and chain.first.verification is Verification.OPINION:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is the opinion of an unnamed source: name who holds it.")


def unnamed_quotation(story: Counted) -> Iterator[Found]:
    """Find quotations of anonymous sources (ATT-06)."""
    for chain in story.chains:
        is_quoted = any(h.quote_type in {QuoteType.DIRECT, QuoteType.MIXED} for h in chain.halves)
        if chain.is_anonymous and is_quoted:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} quotes an unnamed source: put it in your own words.")


def uncounted(story: Counted) -> Iterator[Found]:
    """Find anonymous sources in the plural whose number is not given, or is one (ATT-07)."""
    for source, chains in _anonymous(story):
        mentions = [half.mention or "" for chain in chains for half in chain.halves]
        said = " ".join((source.name, *source.aliases, *mentions))
        count = source.descriptor.count if source.descriptor else None
        if not _plural().search(said) or (count is not None and count != 1):
            continue
        words = (
            f"Say how many “{source.name}” are, or that it is one."
            if count is None
            else f"“{source.name}” is one person by your own note: do not make it many."
        )
        severity = Severity.WARNING if count is None else Severity.ERROR
        yield Found(words, ids_of(chains), source.id, severity=severity)


def unnamed_spokesperson(story: Counted) -> Iterator[Found]:
    """Find spokespersons without a name (ATT-08)."""
    for source, chains in _by_source(story):
        if source.kind is SourceKind.UNNAMED_SPOKESPERSON:
            words = f"Ask whether “{source.name}” can be named."
            yield Found(words, ids_of(chains), source.id)


def attributed_late(story: Counted) -> Iterator[Found]:
    """Find claims whose cue and mention both follow in a later paragraph (ATT-09)."""
    for chain in story.chains:
        claim = chain.first
        block = block_at(story.marks.blocks, claim.start)
        places = (claim.cue_start, claim.mention_start)
        if block and all(place is not None and place >= block.end for place in places):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is attributed a paragraph later: say at once who says it.")


def second_hand(story: Counted) -> Iterator[Found]:
    """Find what was said to another outlet (ATT-11)."""
    for chain in story.chains:
        if chain.first.via:
            what = at_start(named(story, chain))
            words = f"{what} was said to {chain.first.via}: hear it first-hand, or credit them."
            yield on(chain, words)


def nameless_pronoun(story: Counted) -> Iterator[Found]:
    """Find claims of a "he" or "they" of whom nobody knows who that is (ATT-12)."""
    for chain in story.chains:
        mention = (chain.first.mention or "").strip()
        if chain.source is None and mention.casefold() in _listed("pronouns.txt"):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} comes from “{mention}”: name the source who that is.")


def on_and_off_record(story: Counted) -> Iterator[Found]:
    """Find sources who speak officially and namelessly, or who declined and yet speak (ATT-13)."""
    declined = {r.target for r in story.marks.responses if r.status is ResponseStatus.DECLINED}
    for source, chains in _by_source(story):
        nameless = any(Tag.ANONYMOUS in chain.tags for chain in chains)
        official = any(Tag.OFFICIAL in chain.tags for chain in chains)
        if nameless and (official or source.names & declined):
            both = [chain for chain in chains if {Tag.ANONYMOUS, Tag.OFFICIAL} & set(chain.tags)]
            other = "officially" if official else "after declining to comment"
            words = (
                f"“{source.name}” speaks {other} and without a name ({named(story, *both)}): "
                "readers would take one for two; settle which it is."
            )
            yield Found(words, ids_of(both), source.id)


def _by_source(story: Counted) -> Iterator[tuple[Source, list[Chain]]]:
    found: dict[str, list[Chain]] = {}
    for chain in story.chains:
        if chain.source:
            found.setdefault(chain.source.id, []).append(chain)
    for chains in found.values():
        if chains[0].source:
            yield chains[0].source, chains


def _anonymous(story: Counted) -> Iterator[tuple[Source, list[Chain]]]:
    return ((s, chains) for s, chains in _by_source(story) if s.kind is SourceKind.ANONYMOUS)


@cache
def _listed(name: str) -> frozenset[str]:
    lines = text_of("rules", name).splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _plural() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_listed("plural-sources.txt"))))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
