"""The right of reply: who still has to be asked or heard, and the letter that asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from annotator.confidential import can_be_read, needles_of, withheld
from annotator.edits import Edit, Move
from annotator.model import DEFAULT_REVIEWER, Article, Marks, Response, new_id
from annotator.moments import MONTHS
from annotator.report import Pair, pairs
from annotator.sentences import in_quotation_marks
from annotator.vocabulary import ResponseStatus


class Urgency(IntEnum):
    """How much a request presses, the most pressing first."""

    OVERDUE = 0
    WAITING = 1
    NOT_ASKED = 2
    ANSWERED = 3


@dataclass(frozen=True, slots=True)
class Request:
    """One party's right to answer one allegation of one article."""

    article: Article
    pair: Pair

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from every other: the allegation's id and the target."""
        return self.pair.claim.id, self.pair.target

    @property
    def status(self) -> ResponseStatus | None:
        """Return what came of asking, None where nothing is recorded."""
        return self.pair.response.status if self.pair.response else None

    @property
    def deadline(self) -> str:
        """Return until when an answer was asked for, ISO 8601; empty where nothing is set."""
        return (self.pair.response and self.pair.response.deadline) or ""

    def urgency(self, now: datetime) -> Urgency:
        """Return how much it presses at a moment with a time zone.

        A deadline is over at its own hour, one that is a day alone when that day is.
        """
        if self.pair.is_answered:
            return Urgency.ANSWERED
        if self.deadline and is_past(self.deadline, now):
            return Urgency.OVERDUE
        return Urgency.WAITING if self.pair.is_asked else Urgency.NOT_ASKED


def requests(marks: Marks) -> list[Request]:
    """Return every (allegation, target) of an article, in reading order."""
    return [Request(marks.article, pair) for pair in pairs(marks)]


def by_urgency(some: Iterable[Request], now: datetime) -> list[Request]:
    """Return requests, those that are overdue first, then by deadline; what is answered last."""

    def place(request: Request) -> tuple[Urgency, bool, str, int, int]:
        deadline = request.deadline
        where = (request.article.number, request.pair.claim.start)
        return request.urgency(now), not deadline, deadline, *where

    return sorted(some, key=place)


def is_past(moment: str, now: datetime) -> bool:
    """Return whether an ISO 8601 date or date and time is over at a moment with a time zone.

    A day alone is over when that day is; what has no zone is read by the clock of `now`. In the
    window that is the clock on the wall, in a report UTC, so that it is the same on every
    machine. What is no date is never over.
    """
    try:
        due = datetime.fromisoformat(moment)
    except ValueError:
        return False
    if len(moment) <= len("2020-03-09"):
        return now.date() > due.date()
    return now > due if due.tzinfo else now.replace(tzinfo=None) > due


def put(some: Sequence[Request], now: datetime, deadline: str = "") -> Edit:
    """Return the edit that notes that allegations were put to their targets today.

    `deadline` is until when they were asked to answer; where none is given, one that was set
    before stays.
    """
    date = now.astimezone().date().isoformat()
    moves = []
    for request in some:
        old, half = request.pair.response, request.pair.half
        made = old or Response(new_id(), half.id, request.pair.target, ResponseStatus.SOUGHT)
        due = deadline or request.deadline
        status = ResponseStatus.DEADLINE if due else ResponseStatus.SOUGHT
        moves.append(Move(old, replace(made, status=status, date=date, deadline=due or None)))
    who = ", ".join(dict.fromkeys(request.pair.target for request in some))
    what = "an allegation" if len(moves) == 1 else f"{len(moves)} allegations"
    return Edit(f"Put {what} to {who}, no reply yet", tuple(moves))


def letter(
    target: str,
    some: Sequence[Request],
    deadline: str,
    reviewer: str,
    secrets: Iterable[str],
    *,
    is_withheld: bool = False,
) -> str:
    """Return the letter that puts allegations to a party, as plain text.

    It holds their words and the deadline, and neither who makes them nor any note. `secrets` are
    the project's; raises `GivenAwayError` where one of them can be read in it. With `is_withheld`
    other words stand instead of it in what the article says.
    """
    needles = needles_of(secrets)
    told = dict.fromkeys(" ".join(request.pair.quote.split()) for request in some)
    quotes = dict.fromkeys(withheld(quote, needles) if is_withheld else quote for quote in told)
    marked = [in_quotation_marks(quote) for quote in quotes]
    numbered = "\n\n".join(f"{n}. {quote}" for n, quote in enumerate(marked, 1))
    what = "the following statement" if len(quotes) == 1 else "the following statements"
    until = f" by {spelled(deadline)}" if deadline else " as soon as you can"
    sender = reviewer if reviewer != DEFAULT_REVIEWER else "[Your name, newsroom and telephone]"
    written = (
        f"To {target}\n\n"
        f"We are preparing a report that contains {what} about you:\n\n"
        f"{numbered}\n\n"
        "Before we publish, we would like to give you the opportunity to respond. "
        f"Please let us have your answer{until}, and tell us if you need more time.\n\n"
        "We will consider your answer for publication, in full or in part. If we do not hear "
        "from you, the report may say so.\n\n"
        f"{sender}\n"
    )
    if can_be_read(written, needles):
        from annotator.export.guard import refused
        from annotator.export.origins import Origin

        origins = [
            Origin("the party's name", target),
            Origin("your name", sender),
            *(
                Origin(f"statement {n}", quote, is_in_article=True)
                for n, quote in enumerate(quotes, 1)
            ),
        ]
        found = [each for each in origins if can_be_read(each.text, needles)]
        where = [each.where for each in found] or ["the letter"]
        raise refused("The letter was not written", where, needles, found)
    return written


def spelled(moment: str, *, is_short: bool = False) -> str:
    """Return a moment in words, such as “5:00 p.m. on March 9, 2020”, or “Mar 9, 2020”."""
    due = datetime.fromisoformat(moment)
    month = MONTHS[due.month - 1]
    day = f"{month[:3] if is_short else month} {due.day}, {due.year}"
    if len(moment) <= len("2020-03-09"):
        return day
    half = "a.m." if due.hour < 12 else "p.m."
    zone = f" {due.tzname()}" if due.tzinfo else ""
    return f"{due.hour % 12 or 12}:{due:%M} {half}{zone} on {day}"


def today() -> datetime:
    """Return this moment by the clock on the wall, with its time zone."""
    return datetime.now().astimezone()
