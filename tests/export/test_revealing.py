"""The report that tells who confidential sources are: each page says so, and nothing else can."""

import io
import os
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from annotator import reporting
from annotator.edits import add, change
from annotator.errors import ExportError, GivenAwayError, UsageError
from annotator.export import formats, newsroom, revealing, word
from annotator.export.formats import FORMATS
from annotator.export.package import A4
from annotator.export.word import BANNER
from annotator.files import replacing
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.vocabulary import SourceKind, Variant
from tests.command_line import onrecord, refused
from tests.export.house import house
from tests.export.word_reader import WordFile
from tests.factories import claim_of, keep_text, new_project
from tests.libreoffice import PDFTOTEXT, converted, needs_libreoffice

NAME, CONTACT, OTHER = "Zebulon Quist", "z.quist@example.org, +1 555 0100", "Walburga Prinz"
TEXT = "Mill lied\n\nThe mill lied, an official said.\n\n" + "It was seen by many. " * 900


def desk(folder: Path) -> Path:
    """Return a project in which two articles have a confidential source each."""
    path = new_project(folder / "news.onrecord")
    with Store.open(path, reviewer="Ann") as store:
        for text, name, contact in (
            (TEXT, NAME, CONTACT),
            ("Else\n\nHe wept, a clerk said.", OTHER, ""),
        ):
            article = keep_text(store, text)
            label = Source(new_id(), "an official", SourceKind.ANONYMOUS, article_id=article.id)
            store.apply(add("Source", label))
            words = text.split("\n\n")[1].split(",")[0]
            store.apply(add("Claim", claim_of(article, text, words, source_id=label.id)))
            store.keep_identity(Identity(new_id(), label.id, name, contact, "met in the park"))
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return desk(tmp_path)


def written(project: Path, out: Path, *articles: str) -> bytes:
    with Store.open(project, reviewer="Ann") as store:
        revealing.write(store, articles or ("1",), out)
    return out.read_bytes()


def test_the_table_of_sources_tells_who_it_is_and_nothing_tells_of_others(project: Path) -> None:
    document = docx.Document(io.BytesIO(written(project, project.parent / "a.docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    (told,) = {text for text in cells if NAME in text}
    assert told.splitlines()[:2] == ["an official", f"is {NAME}, {CONTACT}"]
    everything = WordFile((project.parent / "a.docx").read_bytes()).everything()
    assert OTHER not in everything
    assert "met in the park" not in everything


def test_each_page_and_the_properties_say_so(project: Path) -> None:
    document = docx.Document(io.BytesIO(written(project, project.parent / "a.docx")))
    for section in document.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            assert not header.is_linked_to_previous
            (line,) = header.paragraphs
            assert line.text == BANNER
            assert line.runs[0].font.bold
            assert str(line.runs[0].font.color.rgb) == "000000"
    assert document.core_properties.title == f"{BANNER}: Mill lied"


def test_a_base_with_headers_of_its_own_hides_no_banner(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(house())
    with Store.open(project) as store:
        found = reporting.build_revealing(store, ("1",))
    document = docx.Document(io.BytesIO(word.build(found, A4, newsroom.read(path))))
    for section in document.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            assert [line.text for line in header.paragraphs] == [BANNER]


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_prints_the_banner_on_each_page(project: Path) -> None:
    out = project.parent / "a.docx"
    written(project, out)
    (printed,) = converted([out], "pdf", project.parent)
    told = subprocess.run(
        [PDFTOTEXT or "", "-layout", printed, "-"], capture_output=True, check=True
    )
    pages = told.stdout.decode().split("\f")[:-1]
    assert len(pages) > 3
    assert all(BANNER in page.strip().splitlines()[0] for page in pages)


def test_only_its_owner_can_read_it_and_the_history_says_that_it_was_written(
    project: Path,
) -> None:
    out = project.parent / "a.docx"
    out.write_bytes(b"old")
    out.chmod(0o666)
    written(project, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with Store.open(project) as store:
        step = store.last_step()
        assert step
        assert (step.label, step.reviewer, store.moves_of(step.id)) == (
            "Export with names",
            "Ann",
            (),
        )
        assert store.undoable() == before_undoable(store)
        undone = store.undo()
        assert undone.label == "Claim"
        assert "Export with names" in [each.label for each in store.history(None, 20)]
    assert b"a.docx" not in project.read_bytes()


def before_undoable(store: Store) -> object:
    """Return the step that an undo would take back if nothing had been noted since."""
    return next(step for step in store.history(None, 20) if step.label == "Claim")


def test_a_private_file_is_never_readable_by_others_while_it_is_written(tmp_path: Path) -> None:
    with replacing(tmp_path / "a", is_private=True) as file:
        assert stat.S_IMODE(os.fstat(file.fileno()).st_mode) == 0o600


def test_the_usual_ways_have_no_identities_to_tell(project: Path) -> None:
    with Store.open(project) as store:
        for variant in Variant:
            assert not reporting.build(store, (), variant).revealed
        found = reporting.build_revealing(store, ("1",))
    for form in FORMATS.values():
        content = formats.build(found, form)
        assert not any(NAME in words for words in form.read(found, content).words())
    public = word.build(replace(found, variant=Variant.PUBLIC))
    assert NAME not in WordFile(public).everything()
    assert BANNER not in WordFile(public).everything()


def test_sources_of_other_articles_and_names_of_files_stay_guarded(project: Path) -> None:
    out = project.parent / "a.docx"
    with Store.open(project) as store:
        first = store.articles()[0]
        claim = store.marks(first.id).claims[0]
        store.apply(change("Note", (claim, replace(claim, note=f"Ask {OTHER}"))))
        steps = len(store.history(None, 99))
        with pytest.raises(GivenAwayError, match="the note on claim 1"):
            revealing.write(store, ("1",), out)
        for name in ("zebulon-quist.docx", f"{OTHER}.docx"):
            with pytest.raises(GivenAwayError, match="the file's name"):
                revealing.write(store, ("2",), out.with_name(name))
        assert len(store.history(None, 99)) == steps
    assert not list(project.parent.glob("*.docx"))


def test_where_nobody_is_kept_nothing_is_written(project: Path) -> None:
    with Store.open(project) as store:
        keep_text(store, "Third\n\nNobody spoke.")
        with pytest.raises(UsageError, match="write the usual report"):
            revealing.write(store, ("3",), project.parent / "a.docx")
        with pytest.raises(ExportError, match="names nobody"):
            revealing.build(
                reporting.build(store, ("3",), Variant.FULL), project.parent / "a.docx"
            )


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["", "yes\n", "name my source\n", "NAME MY  SOURCES\n"])
def test_the_command_asks_each_time_and_takes_nothing_else(project: Path, typed: str) -> None:
    out = project.parent / "a.docx"
    before = project.read_bytes()
    done = onrecord("export-unredacted", project, 1, "-o", out, input=typed.encode())
    if typed.casefold().split() == ["name", "my", "sources"]:
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == (
            f"Wrote {out}, which names 1 confidential source; do not pass it on\n"
        )
        assert NAME in WordFile(out.read_bytes()).everything()
        return
    refused(done, "nothing was written", "name my sources")
    assert not out.exists()
    assert project.read_bytes() == before


@pytest.mark.slow
def test_the_command_needs_articles_and_a_name_for_word(project: Path) -> None:
    assert onrecord("export-unredacted", project, "-o", project.parent / "a.docx").returncode == 2
    refused(onrecord("export-unredacted", project, 1, "-o", project.parent / "a.html"), ".docx")
    refused(onrecord("export-unredacted", project, 9, "-o", project.parent / "a.docx"), "9")
    for option in ("--yes", "--force", "--confirm"):
        done = onrecord("export-unredacted", project, 1, "-o", project.parent / "a.docx", option)
        assert done.returncode == 2
