"""The part Evidence: what bears each claim out, where it is, and the words that do."""

from annotator.export.cells import DETAIL, NOTHING, QUOTE, STRONG, TALL, TEXT, number_cell, table
from annotator.export.grid import Column
from annotator.export.markup import Element, Look, line, paragraph, run
from annotator.export.package import Package
from annotator.export.parts import heading
from annotator.export.story import Story
from annotator.model import Evidence
from annotator.vocabulary import Part

_COLUMNS = (
    Column("No.", 15),
    Column("Kind", 20),
    Column("Evidence", 62),
    Column("Excerpt", 72),
)
_LINKED = Look("Hyperlink")


def write_evidence(story: Story, package: Package) -> None:
    """Write the evidence of every claim that has some; the public sees where on the web it is."""
    heading(story, package, Part.EVIDENCE)
    kept = [(claim, one) for claim in story.marks.claims for one in claim.evidence]
    if not kept:
        line(package.body, "Normal", "No evidence is attached.")
        return
    grid = table(package, _COLUMNS, "Evidence")
    for claim, one in kept:
        number, kind, what, excerpt = grid.row(may_break=len(one.text or "") > TALL)
        number_cell(story, claim, number)
        line(kind, TEXT, one.kind.value.capitalize())
        _where(story, one, what, package)
        if one.text:
            line(excerpt, QUOTE, one.text)
        else:
            line(excerpt, TEXT, NOTHING)


def _where(story: Story, one: Evidence, cell: Element, package: Package) -> None:
    # Of what the public is told there is the address alone.
    if one.title or not story.edition.is_public:
        line(cell, TEXT, one.title or "Untitled evidence", STRONG)
    if not one.url:
        return
    element = paragraph(cell, DETAIL)
    place = package.outer_link(element, one.url)
    run(place, one.url, Look() if place is element else _LINKED)
