"""Everything a report says, as one frozen value that any thread can read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model import Claim, Marks, Response, Source
from annotator.vocabulary import ResponseStatus, Tag, Variant


@dataclass(frozen=True, slots=True)
class Report:
    """What an exporter is given.

    `dated` is the time of the project's last event, ISO 8601 in UTC: the same project makes the
    same report. `confidential` holds strings that must not appear in what is written.
    """

    project: str
    articles: tuple[Marks, ...]
    dated: str
    variant: Variant = Variant.FULL
    confidential: frozenset[str] = frozenset()

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Return who made the marks, by name."""
        return tuple(sorted({c.reviewer for marks in self.articles for c in marks.claims}))


@dataclass(frozen=True, slots=True)
class Pair:
    """An allegation and one party whom it is about: the unit of the right of reply."""

    claim: Claim
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


def speaks_for(source: Source | None, party: str) -> bool:
    """Return whether `source` is `party` or speaks for it (its affiliation is the party)."""
    return source is not None and (party in source.names or source.affiliation == party)


def pairs(marks: Marks) -> tuple[Pair, ...]:
    """Return every (allegation, target) of an article, in reading order.

    A reply is a link `denies`, `responds`, `disputes` or `clarifies` to the allegation from a
    claim whose source is the target or speaks for it. A reply by anybody else is no answer.
    """
    answers: dict[str, list[Claim]] = {}
    for link in marks.links:
        if link.kind.answers:
            answers.setdefault(link.to_id, []).append(marks.claim(link.from_id))
    outcomes: dict[str, dict[str, Response]] = {}
    for response in marks.responses:
        outcomes.setdefault(response.claim_id, {})[response.target] = response
    found: list[Pair] = []
    for claim in marks.claims:
        replies = sorted(answers.get(claim.id, ()), key=lambda reply: marks.number_of(reply.id))
        found += pairs_of(claim, replies, outcomes.get(claim.id, {}), marks.source_of)
    return tuple(found)


def pairs_of(
    claim: Claim,
    answers: Sequence[Claim],
    outcomes: Mapping[str, Response | None],
    source_of: Callable[[Claim], Source | None],
) -> tuple[Pair, ...]:
    """Return one allegation with each of its targets; nothing for another claim.

    `answers` are the claims that deny, respond to, dispute or clarify it, in reading order, and
    `outcomes` what came of asking, by target.
    """
    if Tag.ALLEGATION not in claim.tags:
        return ()
    found = []
    for target in claim.targets:
        heard = {reply.id: reply for reply in answers if speaks_for(source_of(reply), target)}
        found.append(Pair(claim, target, tuple(heard.values()), outcomes.get(target)))
    return tuple(found)
