"""A large project is shown at once, and checked and backed up while nobody writes."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store import store as store_module
from annotator.store.backup import backups_of
from annotator.store.opening import project_id
from annotator.store.upkeep import Upkeep
from tests.factories import keep_wire_story, new_project
from tests.ui.seat import seated
from ui import jobs
from ui.dialogs.recovery import RecoveryDialog
from ui.workspace import Workspace

NOTED = b"ask the harbor master"


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
    with Store.open(project):
        pass
    assert len(backups(project)) == len(before) + 1


@pytest.mark.slow
def test_a_window_shows_a_large_project_first_and_backs_it_up_then(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    before = backups(project)
    workspace.open(project, "Ann")
    assert backups(project) == before
    qtbot.waitUntil(lambda: len(backups(project)) == len(before) + 1)


@pytest.mark.slow
def test_a_write_does_not_wait_and_the_look_begins_anew(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    before = backups(project)
    workspace.open(project, "Ann")
    for number in range(5):
        assert workspace.do(edits.add("Meet", Source(new_id(), f"Source {number}")))
        assert backups(project) == before
    qtbot.waitUntil(lambda: len(backups(project)) == len(before) + 1, timeout=10_000)


@pytest.mark.slow
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


def is_backed_up_since(project: Path, before: list[Path]) -> bool:
    return backups(project) != before


@pytest.mark.slow
def test_a_second_place_that_is_away_is_told_once(
    qtbot: QtBot, workspace: Workspace, project: Path, tmp_path: Path, onrecord_home: Path
) -> None:
    place = {"backup_folder": str(tmp_path / "stick")}
    (onrecord_home / "settings.json").write_text(json.dumps(place))
    said: list[str] = []
    workspace.said.connect(said.append)
    workspace.open(project, "Ann")
    qtbot.waitUntil(lambda: any("no second backup" in words for words in said), timeout=10_000)
    for name in ("First", "Second"):
        before = backups(project)
        assert workspace.do(edits.add("Meet", Source(new_id(), name)))
        workspace.back_up()
        qtbot.waitUntil(partial(is_backed_up_since, project, before), timeout=10_000)
        qtbot.waitUntil(lambda: not jobs.are_running())
    assert sum("no second backup" in words for words in said) == 1


@pytest.mark.slow
def test_a_small_project_comes_to_the_second_place_while_it_is_open(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, onrecord_home: Path
) -> None:
    small = new_project(tmp_path / "small.onrecord")
    stick = tmp_path / "stick"
    stick.mkdir()
    onrecord_home.mkdir(exist_ok=True)
    (onrecord_home / "settings.json").write_text(json.dumps({"backup_folder": str(stick)}))
    workspace.open(small, "Ann")
    qtbot.waitUntil(lambda: len(list(stick.rglob("*.onrecord"))) == 1, timeout=10_000)


def spoil(project: Path) -> None:
    """Turn one bit of a note, unseen by SQLite, as a disk does."""
    data = project.read_bytes()
    assert data.count(NOTED) == 2  # the claim, and its event
    at = data.index(NOTED)
    project.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with sqlite3.connect(project) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "noted.onrecord")
    with Store.open(path) as store:
        claim = store.marks(keep_wire_story(store).id).claims[0]
        store.apply(edits.change("Note", (claim, replace(claim, note=NOTED.decode()))))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("is_open", [False, True])
def test_a_bit_that_flips_in_silence_is_told_with_what_can_be_done(
    qtbot: QtBot, noted: Path, is_open: bool
) -> None:
    if not is_open:
        spoil(noted)
    for reviewer in seated(qtbot, noted):
        window = reviewer.window
        if is_open:
            qtbot.waitUntil(lambda: not jobs.are_running())
            spoil(noted)
            assert window.workspace.do(edits.add("Meet", Source(new_id(), "Somebody")))
            window.workspace.back_up()
        offer = window.banner.findChild(QPushButton, "bannerOffer")
        assert offer
        qtbot.waitUntil(offer.isVisible, timeout=20_000)
        assert "is not what was saved" in window.banner.accessibleName()
        assert offer.text() == "What can be done…"
        QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
        (dialog,) = window.findChildren(RecoveryDialog)
        qtbot.waitUntil(dialog.bar.isHidden, timeout=20_000)
        assert "is not what was saved" in dialog.findings.text()
        dialog.reject()
