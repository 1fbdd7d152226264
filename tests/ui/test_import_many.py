"""Importing many files at once: each is a step of its own, and they are listed together."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialog_seat import project, window, workspace
from tests.ui.importing import (
    STORY,
    button,
    dialog,
    press,
    progress,
    read,
    titles,
    written,
)
from ui.dialogs.import_dialog import ImportDialog
from ui.models.library import LibraryModel
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["dialog", "project", "window", "workspace"]


def statements_of(qtbot: QtBot, workspace: Workspace, window: QWidget, paths: list[Path]) -> int:
    """Import files, and return how many statements the project was asked meanwhile."""
    asked: list[str] = []
    dialog = ImportDialog(workspace, Settings(), window)
    read(qtbot, dialog, paths)
    conn = workspace.reader._conn  # noqa: SLF001 - what is asked is counted underneath
    conn.set_trace_callback(asked.append)
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    conn.set_trace_callback(None)
    # The search index tidies itself up now and then, by statements within statements.
    return sum(not words.startswith("--") for words in asked)


def many(folder: Path, first: int, count: int) -> list[Path]:
    texts = {f"f{n}_txt": f"Story {n}\n\nSaid {n}.\n" for n in range(first, first + count)}
    return written(folder, **texts)


@pytest.mark.slow
def test_many_files_are_listed_once(
    qtbot: QtBot, workspace: Workspace, window: QWidget, tmp_path: Path
) -> None:
    model = LibraryModel(workspace, window)
    told: list[str] = []
    workspace.articles_changed.connect(lambda: told.append("listed"))
    workspace.article_opened.connect(lambda: told.append("opened"))
    workspace.said.connect(told.append)
    model.rowsInserted.connect(lambda _, first, last: told.append(f"rows {first} to {last}"))
    model.modelReset.connect(lambda: told.append("reset"))
    statements_of(qtbot, workspace, window, many(tmp_path, 0, 50))
    assert told == ["rows 1 to 50", "listed", "opened", "Imported 50 articles"]
    assert workspace.desk
    assert workspace.desk.article.title == "Story 0"
    assert len(workspace.history()) == 51


@pytest.mark.slow
def test_the_cost_of_an_import_is_linear(
    qtbot: QtBot, workspace: Workspace, window: QWidget, tmp_path: Path
) -> None:
    LibraryModel(workspace, window)
    few = statements_of(qtbot, workspace, window, many(tmp_path, 0, 10))
    more = statements_of(qtbot, workspace, window, many(tmp_path, 10, 50))
    assert more <= 5 * few


@pytest.mark.slow
def test_a_file_that_cannot_be_kept_stops_no_other(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    said: list[str] = []
    workspace.said.connect(said.append)
    big = "Big\n\n" + " ".join(f"word{n}" for n in range(200_000))
    paths = written(tmp_path, quay_txt=STORY, big_txt=big, pier_txt="Pier\n\nOpen.\n")
    read(qtbot, dialog, paths)
    conn = workspace.reader._conn  # noqa: SLF001 - the disk is made full underneath
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    conn.execute(f"PRAGMA max_page_count = {pages + 60}")
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", "Quay closes", "Pier"]
    assert said == ["Imported 2 of 3"]
    assert workspace.is_behind
    assert dialog.isVisible()
    assert any("full" in label.text() for label in dialog.findChildren(QLabel, "warning"))
    assert button(dialog).text() == "Import"
    assert progress(dialog) == "1 ready · 2 already here"
    conn.execute(f"PRAGMA max_page_count = {pages + 60_000}")
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Big"
    assert not workspace.is_behind


@pytest.mark.slow
def test_the_window_is_looked_after_while_many_files_are_kept_and_escape_stops(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    said: list[str] = []
    workspace.said.connect(said.append)
    read(qtbot, dialog, many(tmp_path, 0, 30))
    press(dialog, Qt.Key.Key_Return)
    assert progress(dialog).startswith("Importing ")
    assert not button(dialog).isEnabled()
    assert dialog.bar.stop.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    kept = len(titles(workspace)) - 1
    assert 0 < kept < 30
    assert said == [f"Imported {kept} of 30"]
    assert progress(dialog) == f"{30 - kept} ready · {kept} already here"
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", *(f"Story {n}" for n in range(30))]


@pytest.mark.slow
def test_a_window_that_is_closed_while_many_files_are_kept_tells_what_came_in(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    said: list[str] = []
    workspace.said.connect(said.append)
    read(qtbot, dialog, many(tmp_path, 0, 30))
    press(dialog, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    kept = len(titles(workspace)) - 1
    assert 0 < kept < 30
    assert said == [f"Imported {kept} of 30"]
