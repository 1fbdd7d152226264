"""The part Open questions: who has not answered what, by whom it concerns, and the notes."""

from collections.abc import Sequence

from annotator.export.cells import (
    DETAIL,
    NOTHING,
    QUOTE,
    STRONG,
    TALL,
    TEXT,
    number_cell,
    quote_line,
    table,
)
from annotator.export.dates import with_time
from annotator.export.grid import Column
from annotator.export.markup import Element, line
from annotator.export.package import Package
from annotator.export.parts import heading
from annotator.export.story import Story
from annotator.model import Claim
from annotator.report import Pair
from annotator.right_of_reply import is_past
from annotator.vocabulary import Part, ResponseStatus

_OPEN = (
    Column("No.", 15),
    Column("What has to be answered", 66),
    Column("Status", 34),
    Column("Asked", 30),
    Column("Deadline", 30),
)
_NOTES = (Column("No.", 15), Column("Words", 56), Column("Note", 100))
_STATUS = {
    ResponseStatus.NOT_SOUGHT: "Not asked",
    ResponseStatus.SOUGHT: "Asked, no answer yet",
    ResponseStatus.DEADLINE: "Asked, no answer yet",
}


def write_questions(story: Story, package: Package) -> None:
    """Write the unanswered allegations of each target, then notes; notes are never public."""
    heading(story, package, Part.QUESTIONS)
    waiting: dict[str, list[Pair]] = {}
    for pair in story.pairs:
        if not pair.is_answered:
            waiting.setdefault(pair.target, []).append(pair)
    if not waiting:
        line(package.body, "Normal", "Nobody still has to be asked or heard.")
    for target, some in waiting.items():
        line(package.body, "Heading3", target)
        _pairs(story, package, target, some)
    if not story.edition.is_public:
        _notes(story, package)


def _pairs(story: Story, package: Package, target: str, some: Sequence[Pair]) -> None:
    grid = table(package, _OPEN, f"Unanswered by {target}")
    for pair in some:
        number, quote, status, asked, deadline = grid.row()
        number_cell(story, pair.claim, number)
        quote_line(story, quote, pair.quote)
        _asked(pair, status, asked)
        _deadline(pair, deadline, package)


def _asked(pair: Pair, status: Element, asked: Element) -> None:
    response = pair.response
    told = _STATUS.get(response.status, response.status.value) if response else "Not asked"
    line(status, TEXT, told, STRONG)
    line(asked, TEXT, with_time(response.date if response else None) or NOTHING)
    if response and response.channel:
        line(asked, DETAIL, response.channel)


def _deadline(pair: Pair, cell: Element, package: Package) -> None:
    due = pair.response.deadline if pair.response else None
    line(cell, TEXT, with_time(due) or NOTHING)
    if due and is_past(due, package.dated):
        line(cell, TEXT, "Overdue", STRONG)


def _notes(story: Story, package: Package) -> None:
    noted = [claim for claim in story.marks.claims if claim.note or claim.legal_note]
    if not noted:
        return
    line(package.body, "Heading3", "Notes")
    grid = table(package, _NOTES, "Notes")
    for claim in noted:
        number, words, note = grid.row(may_break=len(claim.note) + len(claim.legal_note) > TALL)
        number_cell(story, claim, number)
        quote_line(story, words, claim.quote)
        _note(claim, note)


def _note(claim: Claim, cell: Element) -> None:
    if claim.note:
        line(cell, QUOTE, claim.note)
    if claim.legal_note:
        line(cell, QUOTE, f"Legal: {claim.legal_note}")
    line(cell, DETAIL, claim.reviewer)
