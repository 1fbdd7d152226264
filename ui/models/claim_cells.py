"""What the claims table says of a claim in each column, and how it sorts by it."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from annotator.desk import Desk
from annotator.model import Claim
from annotator.palette import letters
from annotator.vocabulary import Tag, Verification
from ui.models.wording import answers_told, place_told, shortened, side_told, told

LONGEST_QUOTE = 300
_VERIFICATIONS = {value: n for n, value in enumerate(Verification)}


class Column(IntEnum):
    """What stands in which column."""

    NUMBER = 0
    BADGES = 1
    QUOTE = 2
    SOURCE = 3
    KIND = 4
    SIDE = 5
    ANSWERED = 6
    PARAGRAPH = 7
    STATUS = 8
    REVIEWER = 9


def cell_text(desk: Desk, claim: Claim, column: Column) -> str:
    """Return what stands in a cell."""
    return _TEXTS[column](desk, claim)


def sort_key(desk: Desk, claim: Claim, column: Column) -> Any:
    """Return what a column is sorted by; claims alike in it stay in reading order.

    What is empty comes after everything else. No number of another claim is in it, so that a key
    holds until something else can be said of its own.
    """
    if column is Column.QUOTE:
        # As it is read in the table; cut first, since a claim can be as long as the article.
        return " ".join(claim.quote[:LONGEST_QUOTE].split()).casefold()
    if column is Column.STATUS:
        return _VERIFICATIONS[claim.verification]
    if column is Column.ANSWERED:
        return _answer_key(desk, claim)
    text = cell_text(desk, claim, column)
    return (not text, text.casefold())


def _answer_key(desk: Desk, claim: Claim) -> tuple[int, int, str]:
    """Put what waits for an answer first, then what claims answer, then what was recorded."""
    if Tag.ALLEGATION not in claim.tags:
        return (3, 0, "")
    pairs = desk.pairs_of(claim)
    if not pairs or any(not pair.is_answered for pair in pairs):
        return (0, 0, "")
    starts = [reply.start for pair in pairs for reply in pair.replies]
    return (1, min(starts), "") if starts else (2, 0, answers_told(desk, claim).casefold())


def _source(desk: Desk, claim: Claim) -> str:
    source = desk.source_of(claim)
    return source.name if source else ""


def _kind(desk: Desk, claim: Claim) -> str:
    source = desk.source_of(claim)
    return told(source.kind) if source else ""


def _side(desk: Desk, claim: Claim) -> str:
    source = desk.source_of(claim)
    return side_told(source.side) if source else ""


_TEXTS: dict[Column, Callable[[Desk, Claim], str]] = {
    Column.NUMBER: lambda desk, claim: str(desk.number_of(claim)),
    Column.BADGES: lambda _, claim: letters(claim.tags),
    Column.QUOTE: lambda _, claim: shortened(claim.quote, LONGEST_QUOTE),
    Column.SOURCE: _source,
    Column.KIND: _kind,
    Column.SIDE: _side,
    Column.ANSWERED: answers_told,
    Column.PARAGRAPH: place_told,
    Column.STATUS: lambda _, claim: told(claim.verification),
    Column.REVIEWER: lambda _, claim: claim.reviewer,
}
