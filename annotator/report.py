"""Everything a report says, as one frozen value that any thread can read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotator.chains import Chain, chains
from annotator.confidential import confidential_in
from annotator.model import Claim, Identity, Marks, Pseudonym, Response, Side, Source
from annotator.vocabulary import Part, ResponseStatus, Tag, Variant

if TYPE_CHECKING:
    from annotator.rules import HouseRules


def _shipped() -> "HouseRules":
    from annotator.rules import shipped  # the first window appears without it

    return shipped()


@dataclass(frozen=True, slots=True)
class Report:
    """What an exporter is given.

    `dated` is the time of the project's last event, ISO 8601 in UTC: the same project makes the
    same report. `confidential` holds strings that must not appear in what is written, `house` the
    rules that the checks go by, `sides` the project's list, `waived_at` when each waiver was made,
    ISO 8601 in UTC by its id, and `without` the parts that a Word report leaves out. `pseudonyms`
    are those of the project by source; where a hidden source has none, it gets a free letter.
    `revealed` is who confidential sources really are, by their ids: nobody, but where that alone
    was asked for.
    """

    project: str
    articles: tuple[Marks, ...]
    dated: str
    variant: Variant = Variant.FULL
    confidential: frozenset[str] = frozenset()
    house: "HouseRules" = field(default_factory=_shipped)
    sides: tuple[Side, ...] = ()
    waived_at: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[Part] = frozenset()
    pseudonyms: Mapping[str, Pseudonym] = field(default_factory=dict)
    revealed: Mapping[str, tuple[Identity, ...]] = field(default_factory=dict)

    @property
    def kept_back(self) -> frozenset[str]:
        """Return what of `confidential` must not be told even where some of it is revealed."""
        told = (one for identities in self.revealed.values() for one in identities)
        return self.confidential.difference(*map(confidential_in, told))

    @property
    def house_rules(self) -> str:
        """Return the name of the house rules."""
        return self.house.name

    @property
    def moment(self) -> datetime:
        """Return the report's date as a time in UTC."""
        when = datetime.fromisoformat(self.dated)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Return who made the marks, by name."""
        return tuple(sorted({c.reviewer for marks in self.articles for c in marks.claims}))


@dataclass(frozen=True, slots=True)
class Pair:
    """An allegation and one party whom it is about: the unit of the right of reply.

    Where the allegation has two halves, `claim` is the first with the tags and targets of both,
    and `half` the one that names the target: what came of asking is kept there. `quote` are the
    words of all halves.
    """

    claim: Claim
    half: Claim
    quote: str
    target: str
    replies: tuple[Claim, ...]
    response: Response | None

    @property
    def is_answered(self) -> bool:
        """Return whether there is a reply, or a recorded outcome that settles it."""
        return bool(self.replies) or (self.response is not None and self.response.status.settles)

    @property
    def is_asked(self) -> bool:
        """Return whether the target was asked and the answer is still out."""
        waiting = {ResponseStatus.SOUGHT, ResponseStatus.DEADLINE}
        return (
            not self.is_answered and self.response is not None and self.response.status in waiting
        )


def parties_of(source: Source) -> frozenset[str]:
    """Return whom a source speaks for: itself, by any of its names, and its affiliation."""
    return source.names | {source.affiliation} if source.affiliation else source.names


def speaks_for(source: Source | None, party: str) -> bool:
    """Return whether `source` is `party` or speaks for it (its affiliation is the party)."""
    return source is not None and party in parties_of(source)


def pairs(marks: Marks, joined: Iterable[Chain] | None = None) -> tuple[Pair, ...]:
    """Return every (allegation, target) of an article, in reading order; a chain is one claim.

    A reply is a link `denies`, `responds`, `disputes` or `clarifies` to the allegation from a
    claim whose source is the target or speaks for it. A reply by anybody else is no answer.
    `joined` are the article's chains, where they are there already.
    """
    found = chains(marks) if joined is None else tuple(joined)
    chain_of = {half.id: chain for chain in found for half in chain.halves}
    answers: dict[str, list[Claim]] = {}
    for link in marks.links:
        if link.kind.answers:
            goal = chain_of[link.to_id].first.id
            answers.setdefault(goal, []).append(chain_of[link.from_id].first)
    outcomes: dict[str, list[Response]] = {}
    for response in marks.responses:
        outcomes.setdefault(chain_of[response.claim_id].first.id, []).append(response)
    every: list[Pair] = []
    for chain in found:
        key = chain.first.id
        replies = sorted(answers.get(key, ()), key=lambda reply: marks.number_of(reply.id))
        every += pairs_of(chain, replies, outcomes.get(key, ()), marks.source_of)
    return tuple(every)


def unanswered(some: Iterable[Pair]) -> frozenset[str]:
    """Return the ids of the allegations that a target of theirs has not answered."""
    return frozenset(pair.claim.id for pair in some if not pair.is_answered)


def pairs_of(
    chain: Chain,
    answers: Sequence[Claim],
    outcomes: Iterable[Response],
    source_of: Callable[[Claim], Source | None],
) -> tuple[Pair, ...]:
    """Return one allegation with each of its targets; nothing for another claim.

    `answers` are the claims that deny, respond to, dispute or clarify any half of it, in reading
    order, and `outcomes` what came of asking about any half, of which one that settles counts.
    """
    if Tag.ALLEGATION not in chain.tags:
        return ()
    by_target: dict[str, Response] = {}
    for response in outcomes:
        known = by_target.get(response.target)
        if known is None or not known.status.settles:
            by_target[response.target] = response
    whole = chain.first
    if len(chain.halves) > 1:
        whole = replace(whole, tags=chain.tags, targets=chain.targets)
    found = []
    for target in whole.targets:
        heard = {reply.id: reply for reply in answers if speaks_for(source_of(reply), target)}
        replies = tuple(heard.values())
        half = next(half for half in chain.halves if target in half.targets)
        found.append(Pair(whole, half, chain.quote, target, replies, by_target.get(target)))
    return tuple(found)
