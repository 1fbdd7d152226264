"""The line at the bottom says whether what was done is in the file."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.edits import Edit, Move
from annotator.model import Link, new_id
from annotator.vocabulary import LinkKind
from tests.factories import new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, seated


def state(reviewer: Reviewer) -> str:
    label = reviewer.window.findChild(QLabel, "savedState")
    assert label
    assert label.isVisible() == bool(label.text())
    return label.text()


def test_a_change_is_saved_as_it_is_made(desk: Reviewer) -> None:
    assert state(desk) == "Saved"
    desk.click("union said")
    desk.press("A")
    assert state(desk) == "Saved"


def test_a_change_that_failed_is_not_saved_until_the_next_one_is(
    desk: Reviewer, project: Path
) -> None:
    rival = sqlite3.connect(project)
    rival.execute("BEGIN IMMEDIATE")
    desk.click("union said")
    desk.press("A")
    assert state(desk) == "Not saved"
    desk.press("J")
    assert state(desk) == "Not saved"
    rival.rollback()
    rival.close()
    desk.press("S")
    desk.press("A")
    assert state(desk) == "Saved"


def test_a_change_that_makes_no_sense_was_never_to_be_saved(desk: Reviewer) -> None:
    desk.click("union said")
    desk.press("A")
    workspace = desk.window.workspace
    assert workspace.desk
    stranger = Link(new_id(), LinkKind.DENIES, workspace.desk.claims[0].id, new_id())
    assert workspace.do(Edit("Link", (Move(None, stranger),))) is None
    assert state(desk) == "Saved"


def test_a_second_window_is_read_only(qtbot: QtBot, desk: Reviewer, project: Path) -> None:
    for second in seated(qtbot, project):
        second.click("union said")
        second.press("A")
        assert state(second) == "Read-only"
    assert state(desk) == "Saved"


def test_an_empty_project_is_saved_and_another_one_begins_anew(
    desk: Reviewer, project: Path, tmp_path: Path
) -> None:
    project.rename(project.with_name("elsewhere.onrecord"))
    desk.click("union said")
    desk.press("A")
    assert state(desk) == "Not saved"
    desk.window.open_project(new_project(tmp_path / "new.onrecord"))
    assert state(desk) == "Saved"


@pytest.mark.parametrize(("width", "height"), [(640, 480), (640, 360)])
def test_the_line_is_readable_where_there_is_little_room(
    desk: Reviewer, width: int, height: int
) -> None:
    desk.window.resize(width, height)
    desk.click("union said")
    desk.press("A")
    desk.window.workspace.said.emit("Claim 7 now denies something outside the article")
    assert state(desk) == "Saved"
    for name in ("savedState", "statusMessage"):
        label = desk.window.findChild(QLabel, name)
        assert label
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    assert message(desk)


def test_without_a_project_there_is_nothing_to_save(desk: Reviewer) -> None:
    desk.window.workspace.close()
    desk.window.status_line.renew()
    assert state(desk) == ""
