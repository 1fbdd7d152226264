"""A report that went through LibreOffice tells the same."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.returned.desk import marks_in, mill_project, read_back, report_on, told
from tests.returned.editor import Editor

SOFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_report_saved_by_libreoffice_still_tells_its_claims(tmp_path: Path) -> None:
    project = mill_project(tmp_path / "mill.onrecord")
    spilled, river, denied, _ = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.answer(spilled, "Who is the clerk?")
    editor.comment_on(river, "Which one?")
    editor.resolve(denied)
    editor.replace("Nobody", "No one")
    editor.remark("Its owner", "Name him.")

    untouched = through(tmp_path / "untouched.docx", report_on(project))
    replies = read_back(project, through(tmp_path / "edited.docx", editor.saved()))

    assert read_back(project, untouched) == ()
    # LibreOffice knows no threads: an answer is a comment of its own on the same words.
    assert told(replies, marks_in(project).claims) == [
        ("new", 1, "Who is the clerk?"),
        ("new", 2, "Which one?"),
        ("resolved", 3, "The comment was resolved."),
        ("change", 4, "Replaced “Nobody” with “No one”"),
        ("new", 0, "Name him."),
    ]
    assert {reply.author for reply in replies} == {"Editor", ""}


def through(file: Path, content: bytes) -> bytes:
    """Return a document as LibreOffice writes it once it has opened it."""
    file.write_bytes(content)
    out = file.parent / "saved"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", out, file], check=True, capture_output=True)
    return (out / file.name).read_bytes()
