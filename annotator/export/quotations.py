"""The part Direct quotations: what was said word for word, each with a box to tick."""

from annotator.export.cells import DETAIL, QUOTE, TALL, TEXT, number_cell, source_cell, table
from annotator.export.grid import Column
from annotator.export.markup import Look, line
from annotator.export.package import Package
from annotator.export.parts import heading
from annotator.export.story import Story
from annotator.vocabulary import Part

_COLUMNS = (
    Column("No.", 15),
    Column("Exact words", 62),
    Column("Speaker", 34),
    Column("Verification and evidence", 38),
    Column("Compared", 22),
)
_BOX = Look(size=24)


def write_quotations(story: Story, package: Package) -> None:
    """Write every claim that is told in the speaker's own words, whole or in part."""
    heading(story, package, Part.QUOTATIONS)
    quoted = [claim for claim in story.marks.claims if claim.quote_type.is_quoted]
    if not quoted:
        line(package.body, "Normal", "No claim is marked as a direct quotation.")
        return
    line(
        package.body,
        "Caption",
        "Tick each one once it has been compared with the recording, the notes or the document.",
    )
    grid = table(package, _COLUMNS, "Direct quotations to verify")
    for claim in quoted:
        number, words, speaker, checked, box = grid.row(may_break=len(claim.quote) > TALL)
        number_cell(story, claim, number)
        line(words, QUOTE, claim.quote)
        line(words, DETAIL, claim.quote_type.value.capitalize())
        source_cell(story, claim, speaker)
        if claim.reported_speaker:
            line(speaker, DETAIL, f"Speaker reported: {claim.reported_speaker}")
        if claim.cue:
            line(speaker, DETAIL, f"Cue: “{claim.cue}”")
        line(checked, TEXT, claim.verification.value.capitalize())
        for evidence in claim.evidence:
            line(checked, DETAIL, evidence.title or evidence.url or "Untitled evidence")
        line(box, TEXT, "☐", _BOX)
