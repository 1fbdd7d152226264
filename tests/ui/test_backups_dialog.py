"""The list of backups by real keys and buttons: what each holds, going back, and undoing that."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator import backups, edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.restoring import kept_beside
from tests.factories import keep_wire_story, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, seated
from ui import jobs
from ui.dialogs.backups import BackupsDialog
from ui.models.backups import BackupColumn


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of two backups, and a source more than either."""
    path = project_with(tmp_path / "story.onrecord", keep_wire_story)
    for name in ("First", "Later"):
        with Store.open(path) as store:
            store.apply(edits.add(f"Meet {name}", Source(new_id(), name)))
    return path


@pytest.fixture
def reviewer(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


@pytest.fixture
def dialog(qtbot: QtBot, reviewer: Reviewer) -> BackupsDialog:
    return opened(qtbot, reviewer)


def opened(qtbot: QtBot, reviewer: Reviewer) -> BackupsDialog:
    reviewer.window.actions_.run("project.backups")
    (found,) = (d for d in reviewer.window.findChildren(BackupsDialog) if d.isVisible())
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    settled(qtbot)
    return found


def settled_again(qtbot: QtBot, reviewer: Reviewer) -> None:
    qtbot.waitUntil(lambda: open_file(reviewer) is not None, timeout=30_000)
    settled(qtbot)


def settled(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=30_000)


def rows(dialog: BackupsDialog) -> list[tuple[str, ...]]:
    model = dialog.table.model()
    columns = (BackupColumn.ARTICLES, BackupColumn.CLAIMS, BackupColumn.STATE)
    return [
        tuple(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


def names(reviewer: Reviewer) -> set[str]:
    sources = reviewer.window.workspace.project_sources()
    return {source.name for source in sources} & {"First", "Later"}


def open_file(reviewer: Reviewer) -> Path | None:
    return reviewer.window.workspace.path


def choose(dialog: BackupsDialog, row: int) -> None:
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(row):
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.slow
def test_the_backups_are_listed_with_what_they_hold(
    dialog: BackupsDialog, onrecord_home: Path
) -> None:
    assert rows(dialog) == [("1", "19", "Sound")] * 3
    assert dialog.state.accessibleName() == f"3 backups in {onrecord_home / 'backups'}"
    assert dialog.restore.isEnabled()
    assert dialog.offer.isHidden()


@pytest.mark.slow
def test_a_backup_is_restored_and_that_is_undone(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    assert names(reviewer) == {"First", "Later"}
    article = reviewer.window.workspace.article
    choose(dialog, 1)
    press(dialog.restore)
    settled_again(qtbot, reviewer)
    assert names(reviewer) == {"First"}
    assert reviewer.window.workspace.article == article
    assert message(reviewer).startswith("Restored the backup of ")
    assert not reviewer.window.workspace.is_read_only
    assert "is kept as “story before restoring " in dialog.offer.words
    press(dialog.offer.take)
    settled_again(qtbot, reviewer)
    assert names(reviewer) == {"First", "Later"}
    assert len(kept_beside(project)) == 1


def banner_offer(reviewer: Reviewer) -> QPushButton:
    button = reviewer.window.banner.findChild(QPushButton, "bannerOffer")
    assert button
    return button


@pytest.mark.slow
def test_the_band_offers_to_undo_a_restoring_once_and_does_it(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    choose(dialog, 1)
    press(dialog.restore)
    settled_again(qtbot, reviewer)
    press(dialog.shut)
    offer = banner_offer(reviewer)
    told = reviewer.window.banner.accessibleName()
    assert told.startswith("Restored the backup of ")
    assert "is kept as “story before restoring " in told
    assert (offer.isVisible(), offer.text(), names(reviewer)) == (True, "Undo", {"First"})
    press(offer)
    settled_again(qtbot, reviewer)
    assert names(reviewer) == {"First", "Later"}
    assert message(reviewer) == "The project is again as it was before"
    assert reviewer.window.banner.isHidden()
    assert len(kept_beside(project)) == 1


@pytest.mark.slow
def test_the_band_offers_no_undo_of_what_the_list_took_back(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog
) -> None:
    press(dialog.restore)
    settled_again(qtbot, reviewer)
    assert banner_offer(reviewer).isVisible()
    press(dialog.offer.take)
    settled_again(qtbot, reviewer)
    assert reviewer.window.banner.isHidden()


@pytest.mark.slow
def test_an_undo_from_the_band_that_fails_says_why_and_leaves_all_as_it_is(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    choose(dialog, 1)
    press(dialog.restore)
    settled_again(qtbot, reviewer)
    press(dialog.shut)
    kept_beside(project)[0].unlink()
    press(banner_offer(reviewer))
    settled_again(qtbot, reviewer)
    assert "is not a file that was kept" in reviewer.window.banner.accessibleName()
    assert banner_offer(reviewer).isHidden()
    assert names(reviewer) == {"First"}
    assert not reviewer.window.workspace.is_read_only


@pytest.mark.slow
def test_the_window_shows_no_project_while_one_is_replaced(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog
) -> None:
    press(dialog.restore)
    assert open_file(reviewer) is None
    assert not dialog.shut.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    settled_again(qtbot, reviewer)
    assert open_file(reviewer)
    assert dialog.shut.isEnabled()


@pytest.mark.slow
def test_nothing_is_replaced_while_it_is_read_in_the_background(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    choose(dialog, 1)
    reads_on, was_there = Event(), []
    jobs.start(partial(reads_on.wait, 30), lambda _: None, lambda _: None)
    press(dialog.restore)
    jobs.start(lambda: was_there.append(kept_beside(project)), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: bool(was_there))
    reads_on.set()
    settled_again(qtbot, reviewer)
    assert was_there == [[]]
    assert names(reviewer) == {"First"}


@pytest.mark.slow
def test_what_was_restored_is_worked_on_and_undone_from_the_list_later(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog
) -> None:
    choose(dialog, 1)
    press(dialog.restore)
    settled_again(qtbot, reviewer)
    press(dialog.shut)
    workspace = reviewer.window.workspace
    assert workspace.do(edits.add("Meet", Source(new_id(), "Later")))
    assert workspace.undo()
    again = opened(qtbot, reviewer)
    press(again.offer.take)
    settled_again(qtbot, reviewer)
    assert names(reviewer) == {"First", "Later"}


@pytest.mark.slow
def test_a_damaged_backup_cannot_be_restored(
    qtbot: QtBot, reviewer: Reviewer, project: Path
) -> None:
    with closing(sqlite3.connect(backups.found(project)[0].path)) as conn, conn:
        conn.execute("UPDATE claim SET note = 'x' WHERE start = 0")
    dialog = opened(qtbot, reviewer)
    assert rows(dialog)[0] == ("–", "–", "Damaged")
    assert not dialog.restore.isEnabled()
    assert not dialog.copy.isEnabled()
    choose(dialog, 1)
    assert dialog.restore.isEnabled()


@pytest.mark.slow
def test_a_backup_that_was_spoiled_since_is_refused_and_all_is_as_it_was(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    backups.found(project)[0].path.write_bytes(b"spoiled")
    press(dialog.restore)
    settled_again(qtbot, reviewer)
    assert "is not an On Record project" in dialog.warning.text()
    assert names(reviewer) == {"First", "Later"}
    assert kept_beside(project) == []


@pytest.mark.slow
def test_a_copy_of_a_backup_is_opened_beside_the_project(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    choose(dialog, 2)
    press(dialog.copy)
    settled(qtbot)
    path = reviewer.window.workspace.path
    assert path
    assert path.parent == project.parent
    assert path.name.startswith("story backup 20")
    assert names(reviewer) == set()
    assert not dialog.isVisible()


@pytest.mark.slow
def test_after_a_mistake_of_ours_the_dialog_can_be_closed(
    qtbot: QtBot, dialog: BackupsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> sqlite3.Connection:
        raise MemoryError

    with qtbot.captureExceptions() as mistakes, monkeypatch.context() as disk:
        disk.setattr(sqlite3, "connect", fail)
        press(dialog.copy)
        qtbot.waitUntil(lambda: bool(mistakes))
    settled(qtbot)
    press(dialog.shut)
    assert not dialog.isVisible()


@pytest.mark.slow
def test_a_backup_is_made_now(
    qtbot: QtBot, reviewer: Reviewer, dialog: BackupsDialog, project: Path
) -> None:
    assert reviewer.window.workspace.do(edits.add("Meet", Source(new_id(), "New")))
    press(dialog.make)
    settled(qtbot)
    assert len(rows(dialog)) == 4
    assert len(backups.found(project)) == 4
    assert dialog.warning.isHidden()
    press(dialog.make)
    settled(qtbot)
    assert len(rows(dialog)) == 4
    assert dialog.warning.text() == "Nothing has changed since the newest backup."


@pytest.mark.slow
def test_a_project_that_somebody_else_has_is_not_restored(qtbot: QtBot, project: Path) -> None:
    with Store.open(project):
        for reviewer in seated(qtbot, project):
            dialog = opened(qtbot, reviewer)
            assert reviewer.window.workspace.is_read_only
            assert not dialog.restore.isEnabled()
            assert dialog.copy.isEnabled()


@pytest.mark.slow
def test_enter_presses_no_button_from_the_table(reviewer: Reviewer, dialog: BackupsDialog) -> None:
    choose(dialog, 1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert names(reviewer) == {"First", "Later"}


def test_a_list_that_goes_with_its_window_is_read_for_nobody(
    qtbot: QtBot, reviewer: Reviewer
) -> None:
    reviewer.window.actions_.run("project.backups")
    (dialog,) = reviewer.window.findChildren(BackupsDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()
    settled(qtbot)


def test_without_a_backup_the_list_says_so(
    qtbot: QtBot, reviewer: Reviewer, project: Path
) -> None:
    for backup in backups.found(project):
        backup.path.unlink()
    dialog = opened(qtbot, reviewer)
    assert rows(dialog) == []
    assert not dialog.restore.isEnabled()
    assert dialog.table.isHidden()
    assert dialog.make.isEnabled()
