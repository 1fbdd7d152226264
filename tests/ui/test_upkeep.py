"""A large project is shown at once, and checked and backed up while nobody writes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store import store as store_module
from annotator.store.backup import backups_of
from annotator.store.opening import project_id
from annotator.store.upkeep import Upkeep
from tests.factories import keep_wire_story, new_project
from ui.workspace import Workspace


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store_module, "LARGE_FILE", 1_000)
    path = new_project(tmp_path / "large.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    return path


@pytest.fixture
def workspace(qapp: QApplication) -> Iterator[Workspace]:
    made = Workspace(qapp)
    yield made
    made.close()


def backups(path: Path) -> list[Path]:
    with sqlite3.connect(path) as conn:
        return backups_of(project_id(conn, path))


def test_a_command_checks_and_backs_up_before_it_writes(project: Path) -> None:
    before = backups(project)
    with Store.open(project) as store:
        assert store.is_looked_over
    assert len(backups(project)) == len(before) + 1


def test_a_window_shows_a_large_project_first_and_backs_it_up_then(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    before = backups(project)
    workspace.open(project, "Ann")
    assert backups(project) == before
    qtbot.waitUntil(lambda: len(backups(project)) == len(before) + 1)


def test_a_write_does_not_wait_and_the_look_begins_anew(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    before = backups(project)
    workspace.open(project, "Ann")
    for number in range(5):
        assert workspace.do(edits.add("Meet", Source(new_id(), f"Source {number}")))
        assert backups(project) == before
    qtbot.waitUntil(lambda: len(backups(project)) == len(before) + 1, timeout=10_000)


def test_damage_is_told_although_the_project_is_shown_already(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    with sqlite3.connect(project) as conn:
        (page,) = conn.execute(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'event'"
        ).fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
    with project.open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with qtbot.waitSignal(workspace.failed, timeout=10_000) as failed:
        workspace.open(project, "Ann")
    assert failed.args
    assert "damaged" in str(failed.args[0])


def test_a_look_that_is_wanted_no_more_leaves_no_backup(project: Path) -> None:
    before = backups(project)
    with Upkeep.beside(project) as upkeep:
        assert upkeep.look_over(lambda: False) is None
    assert backups(project) == before
    assert not list(before[0].parent.glob("*.part"))
