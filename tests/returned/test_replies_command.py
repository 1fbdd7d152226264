"""`onrecord replies` lists what came back and never changes a byte."""

from pathlib import Path

import pytest

from tests.command_line import onrecord, printed, refused
from tests.returned.desk import marks_in, mill_project, report_on
from tests.returned.editor import WHEN, Editor


@pytest.mark.slow
def test_replies_are_listed_by_claim_and_nothing_changes(tmp_path: Path) -> None:
    project = mill_project(tmp_path / "mill.onrecord")
    marks = marks_in(project)
    editor = Editor(report_on(project))
    editor.answer(marks.claims[2], "Says who?")
    editor.remark("Its owner", "Name him.")
    report = tmp_path / "back.docx"
    report.write_bytes(editor.saved())
    before = project.read_bytes(), report.read_bytes()

    told = printed("replies", project, report, "--json")
    table = onrecord("replies", project, report)

    assert told == [
        {
            "article": marks.article.id,
            "claim": "c2",
            "number": 3,
            "author": "Editor",
            "date": WHEN,
            "text": "Says who?",
            "kind": "answer",
            "place": "on “The mill denies it”, under “Annotated article”",
            "already": False,
        },
        {
            "article": marks.article.id,
            "claim": None,
            "number": None,
            "author": "Editor",
            "date": WHEN,
            "text": "Name him.",
            "kind": "new",
            "place": "on “Its owner”, under “Annotated article”",
            "already": False,
        },
    ]
    assert table.returncode == 0
    assert "3  answer  Editor  2026-11-30  Says who?" in table.stdout.decode()
    assert "new: Name him. (on “Its owner”" in table.stdout.decode()
    assert (project.read_bytes(), report.read_bytes()) == before


@pytest.mark.slow
def test_a_report_that_says_nothing_and_one_that_is_none(tmp_path: Path) -> None:
    project = mill_project(tmp_path / "mill.onrecord")
    report = tmp_path / "back.docx"
    report.write_bytes(report_on(project))
    other = mill_project(tmp_path / "other.onrecord")

    assert onrecord("replies", project, report).stdout == b"Nothing new in this report\n"
    refused(onrecord("replies", other, report), "back.docx", "another project")
    refused(onrecord("replies", project, tmp_path / "none.docx"), "none.docx is not there")
    refused(onrecord("replies", project, project, "--json"), "is no Word file")
