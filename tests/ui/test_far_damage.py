"""A far project whose copy is damaged or taken, or whose file others change at a bad moment."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store import lock as locks
from annotator.store.away_record import folder_of_all, records
from annotator.store.backup import backups_of
from annotator.store.lock import Lock
from annotator.store.safekeeping import id_of
from tests.damage import damage
from tests.factories import keep_text, project_with
from tests.locks import lock_of, signed_elsewhere
from tests.ui.far_seat import (
    UNION,
    at_work,
    away,
    holds,
    mark,
    marked,
    push,
    seated_at,
    shown_dialog,
    told,
)
from tests.ui.seat import STORY, message, quotes
from ui import jobs, lock_renewal, project_opener
from ui.dialogs.compacting import CompactDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.going_back import GoingBack


@pytest.fixture
def left(qtbot: QtBot, synced: Path) -> Path:
    """Return the copy of what could not be written back; its drive is there again."""
    reviewer = seated_at(qtbot, synced)
    mark(reviewer)
    elsewhere = away(synced)
    reviewer.window.close()
    push(shown_dialog(qtbot, reviewer), "closeNow")
    qtbot.waitUntil(lambda: not reviewer.window.isVisible())
    qtbot.waitUntil(lambda: not jobs.are_running())
    elsewhere.rename(synced.parents[1])
    (record,) = records()
    return record.copy


@pytest.mark.slow
def test_a_backup_in_the_place_of_a_damaged_copy_is_worked_on_as_the_copy(
    qtbot: QtBot, synced: Path, left: Path, tmp_path: Path
) -> None:
    near = project_with(tmp_path / "near.onrecord", lambda store: keep_text(store, STORY))
    damage(left, "claim")
    with at_work(qtbot, near) as reviewer:
        window = reviewer.window
        window.open_project(synced)
        qtbot.waitUntil(lambda: "could not be written back" in told(reviewer))
        asked: list[Path] = []
        window.banner.recovery_wanted.connect(asked.append)
        push(window.banner, "bannerOffer")
        assert asked == [left]
        (dialog,) = window.findChildren(RecoveryDialog)
        dialog.close()
        qtbot.waitUntil(lambda: not jobs.are_running())
        key = id_of(synced)
        assert key
        going = GoingBack(window)
        assert going.restore(left, backups_of(key)[0])
        qtbot.waitUntil(lambda: window.workspace.desk is not None)
        assert window.workspace.path == synced
        assert window.workspace.far
        window.activateWindow()
        reviewer.view.setFocus()
        qtbot.waitUntil(reviewer.view.hasFocus)
        mark(reviewer)
    assert marked(synced) == [UNION]


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_damage_of_a_copy_is_looked_at_in_the_copy(qtbot: QtBot, synced: Path) -> None:
    reviewer = seated_at(qtbot, synced)
    window = reviewer.window
    qtbot.waitUntil(lambda: not jobs.are_running())
    copy = window.workspace.reader.path
    damage(copy, "claim")
    mark(reviewer)
    qtbot.waitUntil(lambda: "damaged" in told(reviewer))
    asked: list[Path] = []
    window.banner.recovery_wanted.connect(asked.append)
    push(window.banner, "bannerOffer")
    assert asked == [copy]
    (dialog,) = window.findChildren(RecoveryDialog)
    dialog.close()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_a_copy_that_another_program_had_can_be_had_afterwards(
    qtbot: QtBot, synced: Path, left: Path
) -> None:
    lock = Lock.take(left)
    with at_work(qtbot, synced) as reviewer:
        workspace = reviewer.window.workspace
        assert workspace.is_read_only
        assert told(reviewer).startswith("Read-only")
        lock.release()
        reviewer.window.opener.try_again()
        qtbot.waitUntil(lambda: not workspace.is_read_only and workspace.desk is not None)
        assert quotes(reviewer) == [UNION]
    assert marked(synced) == [UNION]
    assert list(folder_of_all().iterdir()) == []


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_that_somebody_else_has_it_too_is_not_over_once_it_is_written_back(
    qtbot: QtBot, synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_RENEWED", timedelta(0))
    monkeypatch.setattr(lock_renewal, "_EVERY", 1)
    with at_work(qtbot, synced) as reviewer:
        lock_of(synced).unlink()
        signed_elsewhere(synced, timedelta(0))
        qtbot.waitUntil(lambda: "desk-2" in told(reviewer))
        mark(reviewer)
        qtbot.waitUntil(holds(synced, UNION))
        qtbot.waitUntil(lambda: not jobs.are_running())
        assert "desk-2" in told(reviewer)
        assert "back in its place" not in message(reviewer)


def changed_elsewhere(project: Path) -> bytes:
    """Let a machine that does not know of ours change the file; return what it is then."""
    lock_of(project).unlink(missing_ok=True)
    with Store.open(project) as store:
        store.apply(edits.add("Add", Source(new_id(), "the mayor")))
    return project.read_bytes()


@pytest.mark.slow
def test_no_backup_takes_the_place_of_what_somebody_else_wrote_meanwhile(
    qtbot: QtBot, synced: Path
) -> None:
    with at_work(qtbot, synced) as reviewer:
        window = reviewer.window
        mark(reviewer)
        theirs = changed_elsewhere(synced)
        key = id_of(synced)
        assert key
        going = GoingBack(window)
        with qtbot.waitSignal(going.failed) as failed:
            assert going.restore(synced, backups_of(key)[0])
        assert "was changed by somebody else" in str(failed.args)
        assert synced.read_bytes() == theirs
        qtbot.waitUntil(lambda: window.workspace.desk is not None)


@pytest.mark.slow
def test_history_that_somebody_else_wrote_meanwhile_is_not_given_up(
    qtbot: QtBot, synced: Path
) -> None:
    with at_work(qtbot, synced) as reviewer:
        window = reviewer.window
        mark(reviewer)
        window.actions_.run("project.compact")
        (dialog,) = window.findChildren(CompactDialog)
        dialog.age.setCurrentIndex(0)
        qtbot.waitUntil(dialog.go.isEnabled)
        theirs = changed_elsewhere(synced)
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "was changed by somebody else" in told(reviewer))
        qtbot.waitUntil(lambda: window.workspace.desk is not None)
        assert synced.read_bytes() == theirs


@pytest.mark.slow
def test_it_is_told_that_what_was_left_went_beside_somebody_elses_changes(
    qtbot: QtBot, synced: Path, left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = project_with(tmp_path / "near.onrecord", lambda store: keep_text(store, STORY))
    assert left.exists()
    changed_elsewhere(synced)
    monkeypatch.setattr(project_opener, "_LATER", 1)
    with at_work(qtbot, near) as reviewer:
        qtbot.waitUntil(lambda: "was changed by somebody else" in told(reviewer))
        (ours,) = synced.parent.glob("mill (from *).onrecord")
        assert ours.name in told(reviewer)
    assert marked(ours) == [UNION]
