"""The line at the bottom says whether what was done is in the file."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.edits import Edit, Move
from annotator.importers import read_bytes
from annotator.model import Link, Source, new_id
from annotator.vocabulary import LinkKind
from tests.factories import new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, seated
from ui.models.wording import sourced, steadied


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


@pytest.mark.slow
def test_a_second_window_is_read_only(qtbot: QtBot, desk: Reviewer, project: Path) -> None:
    for second in seated(qtbot, project):
        second.click("union said")
        second.press("A")
        assert state(second) == "Read-only"
    assert state(desk) == "Saved"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("\u202e", "\u2068\u202eclerk\u2069"),
        ("\u2067", "\u2067clerk\u2069"),
        ("\u2069\u202e", "\u2068\u2069clerk"),
    ],
)
def test_no_name_turns_a_sentence_around(desk: Reviewer, mark: str, name: str) -> None:
    window = desk.window
    desk.click("union said")
    desk.press("A")
    assert window.workspace.desk
    (claim,) = window.workspace.desk.claims
    source = Source(new_id(), f"{mark}clerk")
    sourced = Move(claim, replace(claim, source_id=source.id))
    window.workspace.do(Edit("Name", (Move(None, source), sourced)))
    desk.press("Esc")
    desk.press("J")
    assert message(desk).startswith(f"Claim 1 of 1, allegation by {name}: about nobody yet")
    window.workspace.said.emit(f"{mark}clerk rests on nobody")
    assert message(desk) == "clerk rests on nobody"


def test_names_that_are_read_from_the_right_stand_apart() -> None:
    assert sourced("claim 7", "דובר") == "\u2068דובר\u2069 is now the source of claim 7"
    assert sourced("claim 7", "a clerk") == "a clerk is now the source of claim 7"
    closed = "a \u202eb\u202c c \u2068\u202ed\u2069 e"
    assert steadied(closed) == closed


def test_what_was_said_of_an_article_goes_with_it(desk: Reviewer) -> None:
    other = desk.window.workspace.keep(read_bytes(b"Port audit\n\nAll is fine.\n", "port.txt"))
    assert other
    assert message(desk)
    desk.press("F8")
    assert message(desk)
    desk.press("Alt+Up")
    assert desk.window.workspace.article != other
    assert message(desk) == ""


def test_an_empty_project_is_saved_and_another_one_begins_anew(
    desk: Reviewer, project: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(project)) as rival:
        rival.execute("BEGIN IMMEDIATE")
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
