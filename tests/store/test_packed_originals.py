"""A name that stands in the file of an article, and in no word that was taken from it."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from docx import Document

from annotator import edits
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.store.forgetting import Forgetting
from annotator.store.packed import words_packed
from annotator.store.patterns import InFiles
from annotator.store.reader import Reader
from annotator.store.scanning import Scanner
from annotator.store.withdrawing import LookingOn
from annotator.vocabulary import SourceKind
from tests.command_line import onrecord
from tests.factories import new_project

NAME, SHORT = "Dorothea Vance", "Hans"


@pytest.fixture(autouse=True)
def own_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that other programs left be looked through."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))


def written(file: Path, header: str = "", author: str = "") -> bytes:
    """Write a Word file that says nothing of anybody, but for its header and its properties."""
    document = Document()
    document.add_heading(f"The mill {file.stem}", 1)
    document.add_paragraph("It burned", "List Bullet").add_run("loud").style = "Strong"
    document.add_paragraph("A clerk said it leaked. The rest is known.")
    if header:
        run = document.sections[0].header.paragraphs[0].add_run(header[:4])
        run.bold = True
        document.sections[0].header.paragraphs[0].add_run(header[4:])
    document.core_properties.author = author
    document.save(str(file))
    return file.read_bytes()


@pytest.mark.slow
def test_it_is_told_that_the_file_of_an_article_has_the_name(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mill.onrecord")
    written(tmp_path / "a.docx", f"Interview with {NAME}")
    written(tmp_path / "b.docx", author=NAME)
    written(tmp_path / "c.docx")
    files = [tmp_path / f"{name}.docx" for name in "abc"]
    assert onrecord("import", project, *files).returncode == 0
    with Store.open(project) as store:
        source = Source(new_id(), "a clerk", SourceKind.INSTITUTION)
        store.apply(edits.add("Meet", source))
        store.keep_identity(Identity(new_id(), source.id, NAME))
    with LookingOn.open(project) as reader:
        assert list(reader.remaining(source.id).articles.values()) == [1, 2]
    with Forgetting.open(project) as store:
        done = store.forget("a clerk", ())
    assert done.found.traces == ()
    assert done.found.articles == (1, 2)
    with Reader.open(project) as reader:
        assert len(reader.articles()) == 3
    assert Scanner([NAME]).look(project, is_project=True).articles


def test_what_a_word_file_is_made_with_is_no_name(tmp_path: Path) -> None:
    """Its theme names the script of Hans, its styles are called Strong and List."""
    plain = written(tmp_path / "a.docx")
    for name in (SHORT, "Strong", "List", "Val", "Ann", "Tab"):
        assert InFiles({name}).count(plain) == 0
    assert InFiles({SHORT}).count(written(tmp_path / "b.docx", "Said by Hans"))
    assert InFiles({SHORT}).count(written(tmp_path / "c.docx", author="Hans Roe"))


def test_what_only_looks_like_a_package_is_looked_at_as_bytes() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", f"<a>{NAME}</a>")
    whole = held.getvalue()
    assert words_packed(whole) is not None
    for broken in (
        whole[:-30],
        b"PK\x03\x04" + NAME.encode(),
        whole.replace(b"\x08\x00", b"\x63\x00"),
    ):
        assert words_packed(broken) is None
    assert InFiles({NAME}).count(b"PK\x03\x04\0" + NAME.encode()) == 1
