"""One article as an edition tells it: every phrase that the report says about its claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.charts.story import story_strip
from annotator.checks.checking import check_counted
from annotator.checks.finding import Finding, Subject
from annotator.checks.registry import RULES
from annotator.export.dates import with_time
from annotator.export.edition import Edition
from annotator.export.told_checks import told_of
from annotator.measures.answers import Lag, reply_lags
from annotator.measures.counted import counted as count_marks
from annotator.measures.figures import Figures, figures
from annotator.model import Claim, Link, Marks, Response
from annotator.palette import LOOKS, letters
from annotator.pictures import Picture
from annotator.report import Pair, unanswered
from annotator.text import Words
from annotator.vocabulary import LinkKind, ResponseStatus, ResponseType, Tag

NO_TAG = "No tag"
_STRIP = 800.0

_ACTIVE = {
    LinkKind.DENIES: "Denies",
    LinkKind.RESPONDS: "Responds to",
    LinkKind.DISPUTES: "Disputes",
    LinkKind.CLARIFIES: "Clarifies",
    LinkKind.SUPPORTS: "Supports",
    LinkKind.PARTLY_SUPPORTS: "Partly supports",
    LinkKind.REPEATS: "Repeats",
    LinkKind.CONTRADICTS: "Contradicts",
    LinkKind.CONTINUES: "Continues",
}
_PASSIVE = {
    LinkKind.DENIES: "Denied by",
    LinkKind.RESPONDS: "Responded to by",
    LinkKind.DISPUTES: "Disputed by",
    LinkKind.CLARIFIES: "Clarified by",
    LinkKind.SUPPORTS: "Supported by",
    LinkKind.PARTLY_SUPPORTS: "Partly supported by",
    LinkKind.REPEATS: "Repeated by",
    LinkKind.CONTRADICTS: "Contradicted by",
    LinkKind.CONTINUES: "Continued by",
}
_ON_CLAIMS = {Subject.CLAIM, Subject.PAIR, Subject.SOURCE}
_OUTCOMES = {
    ResponseStatus.NOT_SOUGHT: "not asked",
    ResponseStatus.SOUGHT: "asked",
    ResponseStatus.DEADLINE: "asked",
    ResponseStatus.REPLIED: "replied",
    ResponseStatus.DECLINED: "declined to answer",
    ResponseStatus.NO_REPLY: "did not reply",
    ResponseStatus.UNREACHABLE: "could not be reached",
    ResponseStatus.NOT_APPLICABLE: "no answer needed",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the one-line summary; halves of a split sentence count as one claim."""

    claims: int
    allegations: int
    unanswered: int
    anonymous: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of link in words, with the claims at its other end."""

    phrase: str
    claims: tuple[Claim, ...]


class Story:
    """One article's marks with what the report says of them, in words.

    `own` are the marks as the newsroom has them, by which the public may read of checks; without
    them it reads of none.
    """

    def __init__(self, marks: Marks, edition: Edition, own: Marks | None = None) -> None:
        self.marks = marks
        self.edition = edition
        self.own = own
        # Nothing is told of words among which no claim stands, and counting them is dear.
        words = Words(marks.text, marks.blocks) if marks.claims else Words("", ())
        self.counted = count_marks(marks, words)
        self.chains = self.counted.chains
        self.pairs = self.counted.pairs
        self.written: dict[str, tuple[str, str]] = {}
        """Markup that many cells have, by the id of what it tells of; filled while writing."""
        self._pairs: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            self._pairs.setdefault(pair.claim.id, []).append(pair)
        self._outgoing: dict[str, list[Link]] = {}
        self._incoming: dict[str, list[Link]] = {}
        for link in marks.links:
            self._outgoing.setdefault(link.from_id, []).append(link)
            self._incoming.setdefault(link.to_id, []).append(link)

    @cached_property
    def figures(self) -> Figures:
        """Return every measure of the article by its name."""
        return figures(self.counted)

    @cached_property
    def strip(self) -> Picture:
        """Return the story strip as page one has it, wide enough to be scaled down."""
        return story_strip(self.counted, _STRIP)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks find, the gravest first; what is waived stands last."""
        house = self.edition.house
        if not self.edition.is_public:
            return check_counted(self.counted, house)
        if self.own is None:
            return ()
        known = check_counted(count_marks(self.own, self.counted.words), house)
        return told_of(check_counted(self.counted, house), known)

    @cached_property
    def lags(self) -> dict[tuple[str, str], Lag]:
        """Return how far off the first reply is, by the allegation's id and the target."""
        return {(lag.claim, lag.target): lag for lag in reply_lags(self.counted)}

    @cached_property
    def _finding_numbers(self) -> dict[int, int]:
        # By identity: what a finding holds may be thousands of ids.
        return {id(finding): number for number, finding in enumerate(self.findings, 1)}

    def number_of(self, finding: Finding) -> int:
        """Return which of `findings` one is, from 1."""
        return self._finding_numbers[id(finding)]

    @cached_property
    def _findings_on(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            # What is about the whole article would be told again at each of its claims.
            if finding.is_open and RULES[finding.rule].subject in _ON_CLAIMS:
                for claim_id in finding.claims:
                    found.setdefault(claim_id, []).append(finding)
        return found

    def findings_on(self, claim: Claim) -> Sequence[Finding]:
        """Return the open findings that are about a claim, its source or its target."""
        return self._findings_on.get(claim.id, ())

    def number(self, claim: Claim) -> int:
        """Return a claim's reading position."""
        return self.marks.number_of(claim.id)

    def tags(self, claim: Claim) -> str:
        """Return a claim's tags in words."""
        return ", ".join(LOOKS[tag].title for tag in claim.tags) or NO_TAG

    def letters(self, claim: Claim) -> str:
        """Return a claim's tags as letters."""
        return letters(claim.tags)

    def source(self, claim: Claim) -> str:
        """Return who a claim comes from, by name."""
        return self.edition.name(self.marks.source_of(claim))

    def source_kind(self, claim: Claim) -> str | None:
        """Return what sort of source a claim comes from, None without one."""
        source = self.marks.source_of(claim)
        return source.kind.value if source else None

    def pairs_of(self, claim: Claim) -> Sequence[Pair]:
        """Return the pairs of one allegation."""
        return self._pairs.get(claim.id, ())

    def answers(self, claim: Claim) -> Iterator[str]:
        """Yield a sentence for each party that an allegation is about."""
        if Tag.ALLEGATION not in claim.tags:
            return
        if not claim.targets:
            yield "About nobody who is named."
        for pair in self.pairs_of(claim):
            yield f"About {pair.target}: {self.answer(pair)}."

    def answer(self, pair: Pair) -> str:
        """Return what came of an allegation for one target, without a full stop."""
        outcome = self.outcome(pair.response)
        if pair.replies:
            replies = [self._reply(reply) for reply in pair.replies]
            said = f"answered by {_claims(len(replies))} {listed(replies)}"
            return f"{said}; {outcome}" if outcome else said
        if pair.is_answered:
            return outcome
        return (
            f"{outcome}, no answer yet" if pair.is_asked else listed_plain("unanswered", outcome)
        )

    def outcome(self, response: Response | None) -> str:
        """Return what came of asking, empty if nothing is known of it."""
        if response is None:
            return ""
        said = _OUTCOMES[response.status]
        if response.date:
            said += f" {with_time(response.date)}"
        if response.channel:
            said += f" ({response.channel})"
        return f"{said}, deadline {with_time(response.deadline)}" if response.deadline else said

    def kind_of_reply(self, reply: Claim) -> str:
        """Return what a reply amounts to, empty if nobody said."""
        denies = Tag.DENIAL in reply.tags
        match reply.response_type:
            case None:
                return ""
            case ResponseType.FULL | ResponseType.PARTIAL:
                return f"{reply.response_type.value} {'denial' if denies else 'reply'}"
            case _:
                return reply.response_type.value

    def relations(self, claim: Claim) -> Iterator[Relation]:
        """Yield how a claim relates to others, both ways, one phrase for each kind of link."""
        if claim.id not in self._outgoing and claim.id not in self._incoming:
            return
        ends = (
            (_ACTIVE, [(link.kind, link.to_id) for link in self._outgoing.get(claim.id, ())]),
            (_PASSIVE, [(link.kind, link.from_id) for link in self._incoming.get(claim.id, ())]),
        )
        for phrases, others in ends:
            for kind, phrase in phrases.items():
                found = sorted({self.marks.number_of(id_) for k, id_ in others if k is kind})
                if found:
                    yield Relation(phrase, tuple(self.marks.claims[n - 1] for n in found))

    def relation(self, relation: Relation) -> str:
        """Return a relation as a sentence."""
        numbers = [str(self.number(claim)) for claim in relation.claims]
        return f"{relation.phrase} {_claims(len(numbers))} {listed(numbers)}."

    def counts(self) -> Counts:
        """Return the numbers of the one-line summary."""
        alleging = [chain for chain in self.chains if Tag.ALLEGATION in chain.tags]
        return Counts(
            claims=len(self.chains),
            allegations=len(alleging),
            unanswered=len(unanswered(self.pairs)),
            anonymous=sum(chain.is_anonymous for chain in self.chains),
        )

    def _reply(self, reply: Claim) -> str:
        kind = self.kind_of_reply(reply)
        number = self.marks.number_of(reply.id)
        return f"{number} ({kind})" if kind else str(number)


def _claims(count: int) -> str:
    return "claim" if count == 1 else "claims"


def listed(items: Sequence[str]) -> str:
    """Return "1", "1 and 2" or "1, 2 and 3"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def listed_plain(*items: str) -> str:
    """Return what is not empty, with commas."""
    return ", ".join(item for item in items if item)


def counted(number: int, noun: str) -> str:
    """Return "1 claim" or "2 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def distance(lag: Lag) -> str:
    """Return how far a reply stands from the allegation, in words and paragraphs."""
    if lag.words < 0:
        return f"stands {counted(-lag.words, 'word')} before it"
    if not lag.words:
        return "right after it" if not lag.paragraphs else "at the start of the next paragraph"
    below = f"{counted(lag.words, 'word')} later"
    return f"{below}, {counted(lag.paragraphs, 'paragraph')} down" if lag.paragraphs else below
