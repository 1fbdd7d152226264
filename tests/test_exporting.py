"""From a wish to files: one, or one for each article, whole or not at all."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import ExportError, StoppedError
from annotator.export.formats import FORMATS, Format
from annotator.export.kinds import KINDS
from annotator.exporting import Order, Progress, write
from annotator.report import Report
from annotator.vocabulary import FileFormat, Part, TableName, Variant
from tests.export.house import house
from tests.export.marked import marked, report, wire_story
from tests.export.word_reader import W, WordFile, value

TITLES = ("Port audit", "PORT AUDIT", "a/b: 100%?", "CON", "")


def no_paper(_: str) -> Format:
    raise AssertionError("nobody asked for PDF")


def told_nothing(_: Progress) -> None:
    pass


def several() -> Report:
    stories = [marked("Head\n\nIt said.", id=f"a{n}", title=t) for n, t in enumerate(TITLES)]
    return report(*stories)


def ending_at(name: str) -> Callable[[Progress], None]:
    def step(at: Progress) -> None:
        if at.name == name:
            raise StoppedError("enough")

    return step


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_word_report_has_the_parts_the_paper_and_the_variant_that_were_chosen(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out.docx"
    order = Order(out, variant=Variant.LEGAL, without=frozenset({Part.ARTICLE}), paper="letter")
    done = write(order, report(wire_story()), no_paper, told_nothing)
    assert done.paths == (out,)
    document = WordFile(out.read_bytes()).document
    (size,) = document.iter(f"{W}pgSz")
    assert value(size, "w") == "12240"
    words = "".join(document.itertext())
    assert "for legal review" in words
    assert "Annotated article" not in words


def test_a_newsroom_s_document_gives_its_page(tmp_path: Path) -> None:
    base = tmp_path / "house.docx"
    base.write_bytes(house())
    out = tmp_path / "out.docx"
    write(Order(out, base=base), report(wire_story()), no_paper, told_nothing)
    (size,) = WordFile(out.read_bytes()).document.iter(f"{W}pgSz")
    assert value(size, "w") == "11000"


def test_a_table_is_written_with_the_words_of_the_variant(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    order = Order(out, kind=FileFormat.CSV, table=TableName.SOURCES, variant=Variant.PUBLIC)
    write(order, report(wire_story()), no_paper, told_nothing)
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert any("Source A" in row for row in rows)


def test_choices_that_a_format_has_not_are_left_out(tmp_path: Path) -> None:
    whole = Order(
        tmp_path / "x",
        variant=Variant.LEGAL,
        without=frozenset({Part.METHOD}),
        paper="letter",
        base=tmp_path / "no.docx",
        table=TableName.CHECKS,
    )
    pdf = replace(whole, kind=FileFormat.PDF).fitted()
    assert (pdf.variant, pdf.paper, pdf.base) == (Variant.FULL, "letter", None)
    public = replace(whole, kind=FileFormat.CSV, variant=Variant.PUBLIC).fitted()
    assert public.table is TableName.CLAIMS
    assert whole.fitted().without == frozenset()  # the legal one has no such part
    assert whole.fitted().table is TableName.CLAIMS


def test_every_format_is_described_as_it_is_written() -> None:
    assert {kind: (form.suffix, form.variants) for kind, form in FORMATS.items()} == {
        kind: (KINDS[kind].suffix, KINDS[kind].variants) for kind in FORMATS
    }
    assert set(KINDS) == set(FileFormat)


@pytest.mark.parametrize("kind", [FileFormat.WORD, FileFormat.HTML, FileFormat.JSON])
def test_one_file_each_stands_in_the_folder_by_different_names(
    tmp_path: Path, kind: FileFormat
) -> None:
    order = Order(tmp_path, kind=kind, variant=Variant.PUBLIC, is_each=True)
    seen: list[Progress] = []
    done = write(order, several(), no_paper, seen.append)
    end = f" (public){KINDS[kind].suffix}"
    stems = ["Port audit", "PORT AUDIT", "a b 100%", "Report", "Report"]
    assert [path.name for path in done.paths] == [
        f"{stems[0]}{end}",
        f"PORT AUDIT (public) (2){KINDS[kind].suffix}",
        f"{stems[2]}{end}",
        f"{stems[3]}{end}",
        f"Report (public) (2){KINDS[kind].suffix}",
    ]
    assert names(tmp_path) == {path.name for path in done.paths}
    assert [at.done for at in seen] == sorted(at.done for at in seen)
    assert {at.whole for at in seen} == {5}


def test_one_file_that_fails_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "a b 100%.docx").mkdir()
    done = write(Order(tmp_path, is_each=True), several(), no_paper, told_nothing)
    failed = [outcome for outcome in done.outcomes if outcome.error]
    assert [outcome.path.name for outcome in failed] == ["a b 100%.docx"]
    assert "is a folder" in str(failed[0].error)
    assert len(done.paths) == 4
    assert all(zipfile.is_zipfile(path) for path in done.paths)


def test_what_is_stopped_leaves_the_old_files_and_nothing_else(tmp_path: Path) -> None:
    for name in ("Port audit.docx", "a b 100%.docx"):
        (tmp_path / name).write_bytes(b"old")
    order = Order(tmp_path, is_each=True)
    done = write(order, several(), no_paper, ending_at("a b 100%.docx"))
    assert done.is_stopped
    assert [path.name for path in done.paths] == ["Port audit.docx", "PORT AUDIT (2).docx"]
    assert (tmp_path / "a b 100%.docx").read_bytes() == b"old"
    assert names(tmp_path) == {"Port audit.docx", "PORT AUDIT (2).docx", "a b 100%.docx"}


@pytest.mark.parametrize("kind", [FileFormat.WORD, FileFormat.HTML, FileFormat.CSV])
def test_one_file_can_be_stopped_until_it_takes_the_place_of_the_old(
    tmp_path: Path, kind: FileFormat
) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")

    def at_last(at: Progress) -> None:
        if at.done == at.whole:
            raise StoppedError("enough")

    with pytest.raises(StoppedError):
        write(Order(out, kind=kind), several(), no_paper, at_last)
    assert out.read_bytes() == b"old"
    assert names(tmp_path) == {"out"}


def test_the_project_is_never_written_over(tmp_path: Path) -> None:
    project = tmp_path / "Port audit.docx"
    project.write_bytes(b"project")
    with pytest.raises(ExportError, match="is the project itself"):
        write(Order(project), several(), no_paper, told_nothing, project)
    done = write(Order(tmp_path, is_each=True), several(), no_paper, told_nothing, project)
    assert len(done.paths) == 4
    assert project.read_bytes() == b"project"


@pytest.mark.parametrize("is_each", [True, False])
def test_a_folder_whose_name_is_too_long_is_told_in_one_sentence(
    tmp_path: Path, *, is_each: bool
) -> None:
    folder = tmp_path / ("x" * 300)
    order = Order(folder if is_each else folder / "a.docx", is_each=is_each)
    with pytest.raises(ExportError, match="does not exist" if is_each else "too long") as told:
        write(order, several(), no_paper, told_nothing, tmp_path)
    assert "x" * 100 not in str(told.value)


def test_a_place_where_nothing_can_be_written_is_told_before_the_work_begins(
    tmp_path: Path,
) -> None:
    seen: list[Progress] = []
    with pytest.raises(ExportError, match="does not exist; make it"):
        write(Order(tmp_path / "no" / "a.docx"), several(), no_paper, seen.append)
    with pytest.raises(ExportError, match="is a folder"):
        write(Order(tmp_path), several(), no_paper, seen.append)
    assert seen == []


def test_a_folder_that_is_not_there_and_a_broken_base_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        write(Order(tmp_path / "no", is_each=True), several(), no_paper, told_nothing)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK")
    order = Order(tmp_path, base=broken, is_each=True)
    with pytest.raises(ExportError, match="broken"):
        write(order, several(), no_paper, told_nothing)
    assert names(tmp_path) == {"broken.docx"}
