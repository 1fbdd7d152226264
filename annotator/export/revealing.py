"""The one report that tells who confidential sources are: asked for by itself, and noted."""

from pathlib import Path

from annotator import reporting
from annotator.errors import ExportError
from annotator.export import word
from annotator.export.guard import refuse_name
from annotator.export.package import PAGES
from annotator.files import named, refuse_place, replacing
from annotator.naming import refuse_unfit
from annotator.report import Report
from annotator.store import Store
from annotator.store.events import REVEALING_STEP

CONFIRMATION = "name my sources"
"""What a person types, each time: no option, setting or file stands for it."""


def is_confirmed(typed: str) -> bool:
    """Return whether what was typed asks for it; case and spaces make no difference."""
    return " ".join(typed.split()).casefold() == CONFIRMATION


def build(report: Report, out: Path, paper: str = "") -> bytes:
    """Return the .docx of a report that reveals, with a banner on each page.

    Confidential sources of other articles stay confidential, and no name of any stands in that of
    the file: GivenAwayError.
    """
    if not report.revealed:
        raise ExportError("The report names nobody; write the usual one.")
    refuse_unfit(out.name)
    refuse_place(out)
    refuse_name(out.name, report)
    return word.build(report, PAGES.get(paper))


def write(store: Store, references: tuple[str, ...], out: Path, paper: str = "") -> int:
    """Write the report that names the confidential sources of articles; return how many it names.

    It is noted in the history first, so that no such file is without its entry; `out` appears
    whole, readable by its owner alone, or stays as it was.
    """
    report = reporting.build_revealing(store, references)
    if out.exists() and out.samefile(store.path):
        raise ExportError(f"{named(out)} is the project itself; choose another name.")
    content = build(report, out, paper)
    store.record(REVEALING_STEP)  # neither a name nor a place
    put(content, out)
    return len(report.revealed)


def put(content: bytes, out: Path) -> None:
    """Put the finished report in its place."""
    with replacing(out, is_private=True) as file:
        file.write(content)
