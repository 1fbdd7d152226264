"""`onrecord export` as a process: every format, what is refused, and with which exit code."""

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from annotator.edits import add
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import FileFormat, SourceKind
from tests.command_line import ROOT, onrecord, printed, refused
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

KINDS = [kind for kind in FileFormat if kind is not FileFormat.WORD]
OTHER = "Mill closes\n\nThe mill will close in May 👩‍👩‍👧‍👦, it said.\n\n=1+1\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with the wire story and another."""
    path = new_project(tmp_path / "news.onrecord")
    with Store.open(path, reviewer="Ann") as store:
        keep_wire_story(store)
        keep_text(store, OTHER)
    return path


def exported(project: Path, kind: str, *options: object) -> bytes:
    out = project.parent / f"out.{kind}"
    before = project.read_bytes()
    done = onrecord("export", project, *options, "--format", kind, "-o", out)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    assert done.stdout.decode() == f"Wrote {out}\n"
    assert project.read_bytes() == before
    assert {path.name for path in out.parent.iterdir()} >= {out.name}
    assert not list(out.parent.glob("*.tmp"))
    return out.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not FileFormat.PDF])
def test_a_format_is_written_on_all_articles_or_on_some(project: Path, kind: str) -> None:
    every, other = exported(project, kind), exported(project, kind, 2)

    assert len(every) > len(other) > 0
    assert exported(project, kind) == every


@pytest.mark.slow
def test_one_article_as_json_is_what_the_claims_command_prints(project: Path) -> None:
    assert json.loads(exported(project, "json", 1)) == printed("claims", project, 1)
    assert exported(project, "json", 1) == onrecord("claims", project, 1).stdout


@pytest.mark.slow
def test_a_table_and_a_variant_are_chosen(project: Path) -> None:
    sources = exported(project, "csv", "--table", "sources").decode("utf-8-sig")
    assert "Huawei" in sources
    assert "Effective" not in sources
    public = exported(project, "html", "--variant", "public").decode()
    assert "Source A" in public
    assert "Reviewer 1" not in public


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_pdf_is_the_printed_page_without_a_display_and_the_same_each_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)

    content = exported(project, "pdf")

    told = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    read = unicodedata.normalize("NFKC", told).replace("ʼ", "’")
    pages = read.split("\f")[:-1]
    assert "White House has accused Huawei" in read
    assert "Allegation + Official · answered" in read
    assert "The mill will close in May" in pages[-1]
    assert "1 / 1" in pages[-1]
    assert content.count(b"/CreationDate (D:") == 1
    with Reader.open(project) as reader:
        moment = reader.dated()
    day = moment[:19].replace("-", "").replace(":", "").replace("T", "").encode()
    assert b"/CreationDate (D:" + day in content
    assert exported(project, "pdf") == content


@pytest.mark.slow
def test_pdf_where_qt_cannot_be_loaded_is_refused_in_a_sentence(project: Path) -> None:
    code = """
import sys
sys.modules["PySide6.QtWidgets"] = None
from ui.__main__ import main
main()
"""
    words = ["export", str(project), "--format", "pdf", "-o", str(project.parent / "a.pdf")]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, check=False, cwd=ROOT
    )

    refused(done, "export HTML")
    assert not (project.parent / "a.pdf").exists()


@pytest.mark.slow
def test_an_unknown_format_variant_or_table_is_wrong_usage(project: Path) -> None:
    out = project.parent / "out.csv"
    for options in (
        ("--format", "rtf"),
        (),
        ("--format", "csv", "--table", "notes"),
        ("--format", "csv", "--variant", "secret"),
        ("--format", "csv", "--variant", "legal"),
        ("--format", "csv", "--variant", "public", "--table", "checks"),
        ("--format", "json", "--table", "claims"),
        ("--format", "pdf", "--variant", "public"),
    ):
        done = onrecord("export", project, *options, "-o", out)
        assert done.returncode == 2, options
        assert b"Traceback" not in done.stderr
        assert not out.exists()


@pytest.mark.slow
def test_what_cannot_be_done_is_one_sentence(project: Path) -> None:
    folder = project.parent
    csv = ("--format", "csv")
    refused(onrecord("export", project, *csv, "-o", folder / "a.xlsx"), "end it with .csv")
    refused(onrecord("export", project, 9, *csv, "-o", folder / "a.csv"), "9")
    refused(onrecord("export", project, *csv, "-o", folder / "no" / "a.csv"), "does not exist")
    refused(onrecord("export", project, *csv, "-o", folder), "is a folder")
    refused(onrecord("export", folder / "none.onrecord", *csv, "-o", folder / "a.csv"), "none")
    refused(onrecord("export", project, *csv, "-o", folder / f"{'n' * 300}.csv"), "too long")
    empty = new_project(folder / "empty.onrecord")
    refused(onrecord("export", empty, *csv, "-o", folder / "a.csv"), "no article")
    assert sorted(path.suffix for path in folder.iterdir() if path.is_file()) == [".onrecord"] * 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_confidential_name_stops_every_format(tmp_path: Path, kind: str) -> None:
    project = new_project(tmp_path / "news.onrecord")
    with Store.open(project, reviewer="Ann") as store:
        text = "Head\n\nThe mill lied, she said."
        article = keep_text(store, text)
        source = Source(new_id(), "Jane Q. Doe", SourceKind.ANONYMOUS, article_id=article.id)
        store.apply(add("Add a source", source))
        claim = claim_of(article, text, "The mill lied", source_id=source.id)
        store.apply(add("Add a claim", claim))
        store.apply(add("Keep who it is", Identity(new_id(), source.id, "Jane Q. Doe")))
    out = tmp_path / f"out.{kind}"
    out.write_bytes(b"old")

    result = onrecord("export", project, "--format", kind, "-o", out)

    refused(result, "confidential name")
    assert b"Doe" not in result.stderr
    assert out.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [("export", "--format", kind) for kind in KINDS] + [("report",)]
)
def test_a_name_in_the_article_is_withheld_on_demand(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    project = new_project(tmp_path / "news.onrecord")
    with Store.open(project, reviewer="Ann") as store:
        text = "Zebulon Quist lied\n\nThe mill lied, Zebulon\u00a0Quist said."
        article = keep_text(store, text)
        label = Source(new_id(), "an official", SourceKind.ANONYMOUS, article_id=article.id)
        claim = claim_of(article, text, "lied, Zebulon\u00a0Quist", source_id=label.id)
        identity = Identity(new_id(), label.id, "Zebulon Quist")
        store.apply(add("Add a source", label, identity, claim))
    out = tmp_path / f"out.{command[-1] if len(command) > 1 else 'docx'}"

    refused(
        onrecord(*command, project, "-o", out),
        "the article's own words, paragraph 1",
        "--withhold-names",
        "[name withheld]",
    )
    assert not out.exists()
    done = onrecord(*command, project, "-o", out, "--withhold-names")
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.exists()


@pytest.mark.slow
def test_claims_with_a_confidential_name_are_not_printed(project: Path) -> None:
    with Store.open(project, reviewer="Ann") as store:
        source = store.sources(store.articles()[0].id)[0]
        store.keep_identity(Identity(new_id(), source.id, source.name.upper()))
    done = onrecord("claims", project, 1)
    refused(done, "Nothing was printed", "[name withheld]")
    assert done.stdout == b""
