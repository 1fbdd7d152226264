"""A project in a synced folder, by real keys and clicks: worked on here, and written back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.store.away_record import folder_of_all
from annotator.store.backup import backups_of
from annotator.store.safekeeping import id_of
from tests.factories import keep_text, project_with
from tests.locks import signed_elsewhere
from tests.ui.far_seat import UNION, at_work, holds, mark, marked, push, saved, told
from tests.ui.seat import STORY, message, quotes
from ui import jobs
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.compacting import CompactDialog
from ui.going_back import GoingBack
from ui.settings import Settings


@pytest.mark.usefixtures("soon")
def test_what_is_marked_is_written_back_after_a_while(qtbot: QtBot, synced: Path) -> None:
    before = synced.read_bytes()
    with at_work(qtbot, synced) as reviewer:
        window = reviewer.window
        assert window.windowTitle() == "mill — On Record"
        assert window.workspace.path == synced
        assert window.workspace.reader.path.is_relative_to(folder_of_all())
        assert synced.read_bytes() == before
        mark(reviewer)
        qtbot.waitUntil(holds(synced, UNION))
        mark(reviewer, "denies", "D")
        qtbot.waitUntil(holds(synced, UNION, "The mill denies it"))
        reviewer.press("Ctrl+Z")
        qtbot.waitUntil(holds(synced, UNION))
        assert saved(reviewer) == "Saved"
        assert Settings().recent == [synced]
    assert sorted(each.name for each in synced.parent.iterdir()) == ["mill.onrecord"]
    assert list(folder_of_all().iterdir()) == []


def test_the_last_marks_are_written_back_as_the_window_closes(qtbot: QtBot, synced: Path) -> None:
    with at_work(qtbot, synced) as reviewer:
        mark(reviewer)
        assert marked(synced) == []
    assert marked(synced) == [UNION]
    assert list(folder_of_all().iterdir()) == []


@pytest.mark.slow
def test_it_is_warned_of_once_that_others_may_have_it(qtbot: QtBot, synced: Path) -> None:
    with at_work(qtbot, synced) as reviewer:
        qtbot.waitUntil(lambda: "Syncthing" in told(reviewer))
        assert "you work on a copy, which is written back" in told(reviewer)
    with at_work(qtbot, synced) as reviewer:
        qtbot.waitUntil(lambda: not jobs.are_running())
        assert told(reviewer) == ""


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_what_another_machine_has_can_be_read_and_had_once_it_is_closed_there(
    qtbot: QtBot, synced: Path
) -> None:
    lock = signed_elsewhere(synced, timedelta(0))
    with at_work(qtbot, synced) as reviewer:
        assert told(reviewer).startswith(
            "Read-only: mill.onrecord is open for writing in On Record"
        )
        assert "desk-2" in told(reviewer)
        assert reviewer.window.workspace.is_read_only
        mark(reviewer)
        assert quotes(reviewer) == []
        lock.unlink()
        push(reviewer.window.banner, "bannerOffer")
        qtbot.waitUntil(lambda: not reviewer.window.workspace.is_read_only)
        reviewer.view.setFocus()
        mark(reviewer)
        qtbot.waitUntil(holds(synced, UNION))


@pytest.mark.slow
def test_going_from_one_far_project_to_another_and_back_loses_nothing(
    qtbot: QtBot, synced: Path
) -> None:
    other = project_with(synced.with_name("other.onrecord"), lambda store: keep_text(store, STORY))
    with at_work(qtbot, synced) as reviewer:
        mark(reviewer)
        workspace = reviewer.window.workspace
        for path in (other, synced):
            reviewer.window.open_project(path)
            qtbot.waitUntil(lambda path=path: workspace.path == path)  # type: ignore[misc]
            assert not workspace.is_read_only
        assert marked(synced) == [UNION]
        assert quotes(reviewer) == [UNION]


@pytest.mark.slow
def test_a_backup_is_gone_back_to_where_the_project_lies(qtbot: QtBot, synced: Path) -> None:
    with at_work(qtbot, synced) as reviewer:
        workspace = reviewer.window.workspace
        mark(reviewer)
        key = id_of(synced)
        assert key
        (backup,) = backups_of(key)
        going = GoingBack(reviewer.window)
        kept: list[Path] = []
        going.done.connect(kept.append)
        assert going.restore(synced, backup)
        qtbot.waitUntil(lambda: bool(kept))
        assert kept[0].parent == synced.parent
        assert marked(kept[0]) == [UNION]
        assert marked(synced) == []
        qtbot.waitUntil(lambda: workspace.desk is not None)
        assert quotes(reviewer) == []
        assert going.undo(synced, kept[0])
        qtbot.waitUntil(lambda: len(kept) == 2)
        qtbot.waitUntil(lambda: workspace.desk is not None)
        assert quotes(reviewer) == [UNION]
    assert marked(synced) == [UNION]


@pytest.mark.slow
def test_going_back_can_be_undone_in_the_band_once_the_project_is_here_again(
    qtbot: QtBot, synced: Path
) -> None:
    with at_work(qtbot, synced) as reviewer:
        workspace = reviewer.window.workspace
        mark(reviewer)
        reviewer.window.actions_.run("project.backups")
        (dialog,) = reviewer.window.findChildren(BackupsDialog)
        qtbot.waitUntil(dialog.restore.isEnabled)
        QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: workspace.desk is not None and not quotes(reviewer))
        qtbot.waitUntil(lambda: not jobs.are_running())
        dialog.close()
        assert "what was there before is kept" in told(reviewer)
        push(reviewer.window.banner, "bannerOffer")
        qtbot.waitUntil(lambda: quotes(reviewer) == [UNION])
    assert marked(synced) == [UNION]


@pytest.mark.slow
def test_its_history_is_given_up_where_the_project_lies(qtbot: QtBot, synced: Path) -> None:
    with at_work(qtbot, synced) as reviewer:
        workspace = reviewer.window.workspace
        mark(reviewer)
        reviewer.window.actions_.run("project.compact")
        (dialog,) = reviewer.window.findChildren(CompactDialog)
        dialog.age.setCurrentIndex(0)
        qtbot.waitUntil(dialog.go.isEnabled)
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: message(reviewer).startswith("Gave up old history"))
        qtbot.waitUntil(lambda: workspace.desk is not None)
        assert quotes(reviewer) == [UNION]
        assert workspace.undoable() is None
    assert marked(synced) == [UNION]


def test_a_project_that_is_asked_for_again_on_its_way_can_be_changed(
    qtbot: QtBot, synced: Path, project: Path
) -> None:
    with at_work(qtbot, project) as reviewer:
        workspace = reviewer.window.workspace
        for _ in range(4):
            reviewer.window.open_project(synced)
        qtbot.waitUntil(lambda: workspace.path == synced)
        qtbot.waitUntil(lambda: not jobs.are_running())
        assert not workspace.is_read_only


def test_a_window_that_closes_wants_no_project_any_more(
    qtbot: QtBot, synced: Path, project: Path
) -> None:
    with at_work(qtbot, project) as reviewer:
        reviewer.window.open_project(synced)
    assert reviewer.window.workspace.path is None
    assert list(folder_of_all().iterdir()) == []
    assert sorted(each.name for each in synced.parent.iterdir()) == ["mill.onrecord"]
