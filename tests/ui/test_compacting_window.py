"""Old history is given up in the window: told before, done beside it, and read anew."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.store.integrity import examine
from tests.factories import keep_wire_story, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, message, seated
from ui.dialogs.compacting import CompactDialog


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "wire.onrecord", keep_wire_story)


@pytest.fixture
def wire(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


def asked(reviewer: Reviewer) -> CompactDialog:
    reviewer.window.actions_.run("project.compact")
    dialog = reviewer.window.findChild(CompactDialog, "compactDialog")
    assert isinstance(dialog, CompactDialog)
    return dialog


def test_it_says_what_goes_and_undo_ends_there(
    qtbot: QtBot, wire: Reviewer, project: Path
) -> None:
    window = wire.window
    window.show_tab(window.history)
    before, steps = claims(wire), len(window.workspace.history())
    dialog = asked(wire)
    qtbot.waitUntil(lambda: dialog.told.text() == "There is no such step.")
    assert not dialog.go.isEnabled()
    dialog.age.setCurrentIndex(0)
    qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.told.text().startswith(f"{steps} steps, the last made at ")
    assert "A backup is made before" in dialog.told.text()
    with qtbot.waitSignal(window.workspace.project_opened):
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        # What has begun comes to its end.
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: message(wire) == "Gave up old history of wire.onrecord")
    assert claims(wire) == before
    assert window.workspace.undoable() is None
    assert window.history.table.model().rowCount() == 1
    assert not window.actions_.action("edit.undo").isEnabled()
    assert examine(project) == []


def test_enter_and_esc_give_nothing_up(qtbot: QtBot, wire: Reviewer) -> None:
    steps = len(wire.window.workspace.history())
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = asked(wire)
        dialog.age.setCurrentIndex(0)
        qtbot.waitUntil(dialog.go.isEnabled)
        with qtbot.waitSignal(dialog.finished):
            QTest.keyClick(dialog, key)
        QApplication.processEvents()
    assert len(wire.window.workspace.history()) == steps


def test_where_it_cannot_be_done_the_project_is_open_as_before(
    qtbot: QtBot, wire: Reviewer, project: Path
) -> None:
    window = wire.window
    dialog = asked(wire)
    dialog.age.setCurrentIndex(0)
    qtbot.waitUntil(dialog.go.isEnabled)
    with sqlite3.connect(project) as conn:
        conn.execute("UPDATE original SET data = x'00'")
    with qtbot.waitSignal(window.workspace.project_opened):
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "its history is kept" in window.banner.accessibleName()
    assert window.workspace.path == project


def test_after_a_mistake_of_ours_the_project_is_open_again(
    qtbot: QtBot, wire: Reviewer, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = asked(wire)
    dialog.age.setCurrentIndex(0)
    qtbot.waitUntil(dialog.go.isEnabled)
    connect = sqlite3.connect

    def fail(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        if threading.current_thread() is threading.main_thread():
            made: sqlite3.Connection = connect(*args, **kwargs)
            return made
        raise MemoryError

    monkeypatch.setattr(sqlite3, "connect", fail)
    with qtbot.captureExceptions() as mistakes, qtbot.waitSignal(dialog.finished):
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert wire.window.workspace.path == project
    assert not wire.window.workspace.is_read_only
    assert [kind for kind, _, _ in mistakes] == [MemoryError]
