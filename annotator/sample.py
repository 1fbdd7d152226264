"""The sample: a story written for this program, with its marks and its report."""

from dataclasses import replace
from pathlib import Path

from annotator import assets, claims_file, importing, marking, reporting
from annotator.errors import UsageError
from annotator.importers import read_bytes
from annotator.private import make_folder
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import Variant

PROJECT, REPORT = "sample.onrecord", "sample.docx"


def write(directory: Path) -> tuple[Path, Path]:
    """Write the sample project and its report to `directory`; return both paths.

    A sample project that is there already is kept as it is: somebody may have worked on it.
    """
    from annotator.export import word

    project, report = write_project(directory), directory / REPORT
    with Reader.open(project) as reader:
        built = reporting.build(reader, (), Variant.FULL)
    word.write(built, report)
    return project, report


def write_project(directory: Path) -> Path:
    """Write the sample project alone to `directory`, unless it is there; return its path."""
    try:
        make_folder(directory)
    except OSError as error:
        raise UsageError(f"{directory} cannot be made; name a folder of your own") from error
    project = directory / PROJECT
    if not project.exists():
        _make(project)
    return project


def _make(project: Path) -> None:
    """Make the project under another name first, so that it never stands there half done."""
    building = project.with_name(f"{project.stem} (unfinished){project.suffix}")
    building.unlink(missing_ok=True)
    try:
        Store.create(building)
        with Store.open(building, reviewer="On Record") as store:
            story = read_bytes(assets.bytes_of("sample", "story.txt"), "story.txt")
            story = replace(
                story,
                byline="Nora Whitlock",
                outlet="Averil Courier",
                published="2026-03-03",
                language="en",
            )
            article = importing.keep(store, story).article
            written = claims_file.parse(assets.bytes_of("sample", "claims.json"), "On Record")
            store.apply(marking.fit(store, article, written, "Mark the sample story"))
        building.rename(project)
    finally:
        building.unlink(missing_ok=True)
