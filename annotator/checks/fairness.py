"""Rules about fairness: who is accused, who is asked, and who is not heard."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.measures.shares import ids_of
from annotator.measures.sides import sides
from annotator.model import UNKNOWN_SIDE
from annotator.report import parties_of
from annotator.vocabulary import Severity, Tag

if TYPE_CHECKING:
    from annotator.chains import Chain


@rule(
    "FAIR-01",
    Severity.ERROR,
    "Allegation without an answer",
    definition="A target of an allegation neither replies in the story nor has a recorded outcome "
    "that settles it: replied, declined, no reply, unreachable or not applicable.",
    reason="Whoever is accused must be able to answer before it runs.",
    handbook="BBC: who is accused of wrongdoing has a right of reply. SPJ: seek the subjects of "
    "coverage, so that they can respond to criticism.",
    fix=Fix.RECORD_RESPONSE,
    subject=Subject.PAIR,
)
def unanswered(story: Examined) -> Iterator[Found]:
    """Find allegations whose target has not answered (FAIR-01)."""
    for pair in story.pairs:
        if not pair.is_answered:
            chain = story.chain_of[pair.claim.id]
            what = at_start(named(story, chain))
            rest = (
                "has been asked: wait for the answer, or say that none came."
                if pair.is_asked
                else "has not answered: ask, and link the answer or record what came of it."
            )
            yield on(chain, f"{what} accuses {pair.target}, who {rest}", pair.target)


@rule(
    "FAIR-02",
    Severity.ERROR,
    "Allegation without a target",
    definition="An allegation names nobody whom it is about.",
    reason="Nobody can be asked to answer until it is clear who is accused.",
    handbook="BBC: who is accused is told enough of the allegation to respond to it.",
    fix=Fix.NAME_TARGET,
)
def without_target(story: Examined) -> Iterator[Found]:
    """Find allegations that are about nobody (FAIR-02)."""
    for chain in story.tagged(Tag.ALLEGATION):
        if not chain.targets:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is an allegation about nobody: name its target.")


@rule(
    "FAIR-06",
    Severity.ERROR,
    "Allegation on unnamed sources alone",
    definition="An allegation rests, with all that supports it, on anonymous sources alone.",
    reason="An accusation that nobody stands up for is the gravest risk there is.",
    handbook="BBC: a serious allegation on a single unnamed source is referred to an editor.",
    fix=Fix.LINK_SUPPORT,
)
def unnamed_allegation(story: Examined) -> Iterator[Found]:
    """Find allegations that rest on anonymous sources alone (FAIR-06)."""
    for chain in story.tagged(Tag.ALLEGATION):
        if story.is_unnamed(chain):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} accuses on unnamed sources alone: refer it to an editor.")


@rule(
    "FAIR-07",
    Severity.WARNING,
    "Implicated and not heard",
    definition="A party that a claim implicates says nothing in the story, and no outcome of "
    "asking it is recorded.",
    reason="Who is drawn into an allegation is hurt by it, too.",
    handbook="SPJ: seek the subjects of coverage diligently, so that they can respond.",
    subject=Subject.PARTY,
)
def implicated_unheard(story: Examined) -> Iterator[Found]:
    """Find parties that a claim implicates and that nobody has heard or asked (FAIR-07)."""
    implicated: dict[str, list[Chain]] = {}
    for chain in story.chains:
        for half in chain.halves:
            for party in half.implicated:
                implicated.setdefault(party, []).append(chain)
    reached = {response.target for response in story.marks.responses}
    for who, _ in story.speakers:
        reached |= parties_of(who)
    for party, chains in implicated.items():
        if party not in reached:
            some = story.ordered(chains)
            words = f"{party} is drawn in by {named(story, *some)} and not heard: ask them."
            yield Found(at_start(words), ids_of(some), target=party)


@rule(
    "FAIR-08",
    Severity.WARNING,
    "One-sided",
    definition="One side has more than {side_share} of the attributed words, or one of at least "
    "two sides among the article’s sources is never heard. The side “unknown” never counts.",
    reason="A story in which one side does the talking takes its part.",
    handbook="Reuters: balance, and a voice for all sides. BBC: due impartiality.",
    subject=Subject.PARTY,
)
def one_sided(story: Examined) -> Iterator[Found]:
    """Find a side that has most of the words, and sides that are never heard (FAIR-08)."""
    every = story.attributed_words
    heard = sides(story)
    for side, group in heard.items():
        if side != UNKNOWN_SIDE and group.words > story.house.thresholds.side_share * every:
            words = (
                f"{side} has {group.words} of the {every} words that anybody says: "
                "hear somebody from another side."
            )
            yield Found(at_start(words), group.claims, target=side)
    known = dict.fromkeys(source.side for source in story.marks.sources)
    known.pop(UNKNOWN_SIDE, None)
    for side in known if len(known) > 1 else ():
        if side not in heard:
            yield Found(f"Nobody from the side “{side}” is heard: give them a say.", target=side)
