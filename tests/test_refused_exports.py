"""What stands in the way of a report or its way back: one sentence that says what to do.

Each is tried as a command, and leaves every file as it was.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import COMMANDS
from annotator.files import is_reserved, named
from tests.command_line import ROOT, Result, onrecord, refused
from tests.export.house import house
from tests.ordinary_user import as_ordinary_user, folder_for_all
from tests.returned.desk import marks_in, mill_project, report_on
from tests.returned.editor import Editor, W, element, value

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LONG = "n" * 300
WRITERS = {
    ".docx": ("report",),
    ".html": ("export", "--format", "html"),
    ".csv": ("export", "--format", "csv"),
    ".xlsx": ("export", "--format", "xlsx"),
    ".json": ("export", "--format", "json"),
    ".jsonld": ("export", "--format", "jsonld"),
}


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


OTHERS = {
    "letter.docx": b"Dear newsroom",
    "claims.csv": b"number,claim\n1,x\n",
    "story.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "story.rtf": rb"{\rtf1 Dear newsroom}",
    "page.html": b"<html><p>Dear newsroom",
    "archive.docx": zipped(readme="x"),
    "empty-archive.docx": zipped(),
    "headless.docx": house(document=None),
    "figures.xlsx": zipped(xl__workbook="<workbook/>"),
}
LOCKED = {"locked.docx": OLE + "EncryptedPackage".encode("utf-16le"), "old.doc": OLE + bytes(99)}
DAMAGED = {"half.docx": house()[:3000]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return mill_project(tmp_path / "mill.onrecord")


def is_plain(done: Result, *words: str) -> None:
    """Check for one short sentence that names the file and says what to do."""
    refused(done, *words)
    told = done.stderr.decode()
    assert len(told) < 400
    assert any(sign in told for sign in ("; ", ", so ")), told


@pytest.mark.slow
@pytest.mark.parametrize("suffix", WRITERS)
def test_no_writer_tells_a_name_of_300_letters_whole(project: Path, suffix: str) -> None:
    folder = project.parent
    for out in (f"{LONG}{suffix}", f"{LONG}/report{suffix}", f"{LONG}.odt"):
        done = onrecord(*WRITERS[suffix], project, "-o", folder / out)
        is_plain(done, "nnn…nnn")
        assert LONG not in done.stderr.decode()
    is_plain(onrecord(*WRITERS[suffix], project, "-o", folder / "none" / f"a{suffix}"), "make it")
    is_plain(onrecord(*WRITERS[suffix], project, "-o", folder), "is a folder")
    is_plain(onrecord(*WRITERS[suffix], folder / LONG, "-o", folder / f"a{suffix}"), "nnn…nnn")
    assert [path.name for path in folder.iterdir() if path.is_file()] == [project.name]


@pytest.mark.slow
def test_a_base_and_a_returned_report_of_long_names_are_not_told_whole(project: Path) -> None:
    folder = project.parent
    long = folder / f"{LONG}.docx"
    is_plain(onrecord("report", project, "-o", folder / "a.docx", "--base", long), "nnn…nnn")
    is_plain(onrecord("replies", project, long), "nnn…nnn")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", WRITERS)
def test_what_may_not_be_written_is_left_as_it_was(project: Path, suffix: str) -> None:
    folder = folder_for_all()
    story = folder / "mill.onrecord"
    story.write_bytes(project.read_bytes())
    story.chmod(0o444)
    locked, open_ = folder / "locked", folder / "open"
    for made, mode in ((locked, 0o555), (open_, 0o777)):
        made.mkdir()
        (made / f"old{suffix}").write_bytes(b"old")
        (made / f"old{suffix}").chmod(0o444)
        made.chmod(mode)
    # What is imported only now may stand where an ordinary user cannot read it.
    name, *options = WRITERS[suffix]
    command = next(command for command in COMMANDS if command.name == name)
    warmed = CliRunner().invoke(command, [*options, str(story), "-o", str(folder / f"w{suffix}")])
    assert warmed.exit_code == 0, warmed.output

    def work() -> None:
        for out, why in (
            (locked / f"new{suffix}", "the folder is read-only or not yours to change; choose"),
            (locked / f"old{suffix}", "is read-only; choose another name"),
            (open_ / f"old{suffix}", "is read-only; choose another name"),
        ):
            done = CliRunner().invoke(command, [*options, str(story), "-o", str(out)])
            assert done.exit_code == 1
            assert done.output.count("\n") == 1
            assert why in done.output

    as_ordinary_user(work)
    for made in (locked, open_):
        assert [path.read_bytes() for path in made.iterdir()] == [b"old"]


def _others(found: dict[str, bytes], *words: str) -> list[tuple[str, bytes, tuple[str, ...]]]:
    return [(name, content, words) for name, content in found.items()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        *_others(OTHERS, "it is no Word document, so choose a .docx"),
        *_others(LOCKED, "it is an old .doc or has a password", "save it as .docx without one"),
        *_others(DAMAGED, "it is damaged, so open it in Word and save it again"),
        ("nothing.docx", b"", ("it is empty",)),
        ("styleless.docx", house(styles=None), ("it has no styles, so save it in Word once",)),
        ("text.odt", zipped(**{"content.xml": "<a/>"}), ("it is no Word document",)),
    ],
)
def test_what_is_no_base_is_said_to_be_what_it_is(
    project: Path, name: str, content: bytes, words: tuple[str, ...]
) -> None:
    base = project.with_name(f"base {name}")
    base.write_bytes(content)
    out = project.with_name("report.docx")
    out.write_bytes(b"old")

    is_plain(onrecord("report", project, "-o", out, "--base", base), base.name, *words)

    assert (out.read_bytes(), base.read_bytes()) == (b"old", content)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        *_others(OTHERS, "is no Word file; choose the .docx that came back"),
        *_others(LOCKED, "is an old .doc or has a password; open it in Word"),
        *_others(DAMAGED, "is damaged and cannot be unpacked; open it in Word and save it again"),
        ("nothing.docx", b"", ("is empty; choose the .docx that came back",)),
        ("other.docx", house(), ("is no report of On Record",)),
        (
            "text.odt",
            zipped(**{"content.xml": "<a/>"}),
            ("is no Word file; open it in LibreOffice and save it as .docx",),
        ),
    ],
)
def test_what_did_not_come_back_is_said_to_be_what_it_is(
    project: Path, name: str, content: bytes, words: tuple[str, ...]
) -> None:
    back = project.with_name(f"back {name}")
    back.write_bytes(content)
    before = project.read_bytes()

    is_plain(onrecord("replies", project, back), back.name, *words)

    assert (project.read_bytes(), back.read_bytes()) == (before, content)


@pytest.mark.slow
def test_a_report_without_its_comments_and_one_of_another_project(project: Path) -> None:
    back = project.with_name("back.docx")
    editor = Editor(report_on(project))
    for comment in list(editor.comments):
        editor.delete(comment)
    back.write_bytes(editor.saved())
    is_plain(onrecord("replies", project, back), "holds no comment")
    back.write_bytes(report_on(project))
    other = mill_project(project.with_name("other.onrecord"))
    is_plain(onrecord("replies", other, back), "another project")


def with_room_for(comments: int, *words: object) -> Result:
    """Run the command where Word reads fewer comments than it does."""
    code = (
        "from annotator.export import package\n"
        f"package.MAX_COMMENTS = {comments}\n"
        "from ui.__main__ import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT)


@pytest.mark.slow
def test_more_comments_than_word_reads_leave_the_summary(project: Path) -> None:
    out = project.with_name("report.docx")
    out.write_bytes(b"old")

    done = with_room_for(3, "report", project, "-o", out)

    is_plain(done, "at most 3 comments", "report fewer articles", "choose the summary")
    assert out.read_bytes() == b"old"
    assert with_room_for(4, "report", project, "-o", out).returncode == 0
    alone = with_room_for(3, "report", project, "-o", out, "--variant", "summary")
    assert alone.returncode == 0


@pytest.mark.slow
def test_more_replies_than_word_reads_comments_are_all_listed(project: Path) -> None:
    back = project.with_name("back.docx")
    editor = Editor(report_on(project))
    start = editor.bookmark(marks_in(project).claims[0])
    end = next(
        mark
        for mark in editor.document.iter(f"{W}bookmarkEnd")
        if value(mark, "id") == value(start, "id")
    )
    for number in range(33_000):
        comment = editor.written(f"Reply {number}.")
        start.addnext(element("commentRangeStart", id=value(comment, "id")))
        end.addprevious(element("commentRangeEnd", id=value(comment, "id")))
    back.write_bytes(editor.saved())

    done = onrecord("replies", project, back)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().count("  Reply ") == 33_000


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("CON.docx", True),
        ("nul", True),
        ("com1.tar.docx", True),
        ("LPT9 .docx", True),
        ("a:b.docx", True),
        ("why?.docx", True),
        ("report.", True),
        ("report.docx ", True),
        ("console.docx", False),
        ("com10.docx", False),
        ("a report (2).docx", False),
        ("日本.docx", False),
    ],
)
def test_the_names_that_windows_keeps_are_known(name: str, *, is_kept: bool) -> None:
    assert is_reserved(name) is is_kept


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows keeps are files elsewhere")
def test_elsewhere_they_are_names_like_others(project: Path) -> None:
    out = project.with_name("CON.docx")
    assert onrecord("report", project, "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("report.docx", "report.docx"),
        ("/srv/news/Story of the mill, third draft.docx", None),
        ("a" * 80, None),
        ("/x/" + "a" * 300 + ".docx", "/x/" + "a" * 30 + "…" + "a" * 15 + ".docx"),
    ],
)
def test_only_long_names_are_cut(path: str, shown: str | None) -> None:
    assert named(path) == (shown or path)
