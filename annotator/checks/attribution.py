"""Rules about attribution: what a reader is told about who says it."""

from collections.abc import Iterator

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.measures.shares import ids_of
from annotator.text import block_at
from annotator.vocabulary import ResponseStatus, Severity, SourceKind, Tag


@rule(
    "ATT-01",
    Severity.WARNING,
    "Claim without a source",
    definition="A claim has no source, or one of the kind “unattributed”. What a reporter "
    "witnessed, and background, needs none.",
    reason="A reader weighs a claim by who says it.",
    handbook="Reuters: source every statement that is neither established fact nor witnessed. "
    "AP: attribute what was not witnessed, gathered or confirmed by your own.",
    fix=Fix.NAME_SOURCE,
)
def without_source(story: Examined) -> Iterator[Found]:
    """Find claims that nobody says (ATT-01)."""
    for chain in story.chains:
        if not chain.is_attributed and not chain.first.background:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} has no source: say who it comes from, or mark it background.")


@rule(
    "ATT-08",
    Severity.INFO,
    "Spokesperson without a name",
    definition="A source is of the kind “unnamed spokesperson”.",
    reason="Most spokespersons can be named, and named they are accountable.",
    handbook="Reuters: identify sources by name and position whenever possible.",
    fix=Fix.NAME_SOURCE,
    subject=Subject.SOURCE,
)
def unnamed_spokesperson(story: Examined) -> Iterator[Found]:
    """Find spokespersons without a name (ATT-08)."""
    for source, chains in story.speakers:
        if source.kind is SourceKind.UNNAMED_SPOKESPERSON:
            words = f"Ask whether “{source.name}” can be named."
            yield Found(words, ids_of(chains), source.id)


@rule(
    "ATT-09",
    Severity.WARNING,
    "Attributed a paragraph later",
    definition="Cue and mention of a claim both stand in a later paragraph than its start.",
    reason="Until the source is named, the claim reads as the newsroom’s own.",
    handbook="AP: attribution stands just before or just after what it is about, in the same "
    "sentence.",
)
def attributed_late(story: Examined) -> Iterator[Found]:
    """Find claims whose cue and mention both follow in a later paragraph (ATT-09)."""
    for chain in story.chains:
        claim = chain.first
        if claim.cue_start is None or claim.mention_start is None:
            continue
        block = block_at(story.marks.blocks, claim.start)
        if block and min(claim.cue_start, claim.mention_start) >= block.end:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is attributed a paragraph later: say at once who says it.")


@rule(
    "ATT-11",
    Severity.INFO,
    "Second-hand",
    definition="A claim was said to another outlet.",
    reason="What another outlet heard has not been heard by this one.",
    handbook="Reuters: say so where something was picked up from others. BBC: prefer first-hand "
    "sources.",
)
def second_hand(story: Examined) -> Iterator[Found]:
    """Find what was said to another outlet (ATT-11)."""
    for chain in story.chains:
        if chain.first.via:
            what = at_start(named(story, chain))
            words = f"{what} was said to {chain.first.via}: hear it first-hand, or credit them."
            yield on(chain, words)


@rule(
    "ATT-12",
    Severity.ERROR,
    "Pronoun without a source",
    definition="A claim has no source, and its mention is a pronoun ({pronouns}).",
    reason="A pronoun is nobody whom a reader, an editor or a court can ask.",
    handbook="SPJ: identify sources clearly.",
    fix=Fix.NAME_SOURCE,
)
def nameless_pronoun(story: Examined) -> Iterator[Found]:
    """Find claims of a "he" or "they" of whom nobody knows who that is (ATT-12)."""
    for chain in story.chains:
        mention = (chain.first.mention or "").strip()
        if chain.source is None and mention.casefold() in story.house.lexicons.pronouns:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} comes from “{mention}”: name the source who that is.")


@rule(
    "ATT-13",
    Severity.ERROR,
    "On and off the record",
    definition="One source makes an official statement and speaks anonymously, or speaks "
    "anonymously and is recorded as having declined to answer.",
    reason="One person who speaks under two guises looks like two who agree.",
    handbook="Reuters: never quote a source on the record and, on background, with something "
    "that contradicts it.",
    fix=Fix.TAG,
    subject=Subject.SOURCE,
)
def on_and_off_record(story: Examined) -> Iterator[Found]:
    """Find sources who speak officially and namelessly, or who declined and yet speak (ATT-13)."""
    declined = {r.target for r in story.marks.responses if r.status is ResponseStatus.DECLINED}
    for source, chains in story.speakers:
        nameless = any(Tag.ANONYMOUS in chain.tags for chain in chains)
        official = nameless and any(Tag.OFFICIAL in chain.tags for chain in chains)
        if nameless and (official or (declined and source.names & declined)):
            both = [chain for chain in chains if {Tag.ANONYMOUS, Tag.OFFICIAL} & set(chain.tags)]
            other = "officially" if official else "after declining to comment"
            words = (
                f"“{source.name}” speaks {other} and without a name ({named(story, *both)}): "
                "readers would take one for two; settle which it is."
            )
            yield Found(words, ids_of(both), source.id)
