"""A drive that is away, does not answer, or is written to by others: nothing is lost."""

import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.away_record import folder_of_all
from tests.factories import keep_text, project_with
from tests.hung_drive import HungDrive
from tests.locks import lock_of
from tests.ui.far_seat import (
    ROOT,
    UNION,
    at_work,
    away,
    holds,
    is_covered,
    mark,
    marked,
    push,
    saved,
    seated_at,
    shown_dialog,
    told,
)
from tests.ui.seat import STORY, message, quotes
from ui import jobs, project_opener
from ui.actions import COMMANDS
from ui.app import open_window
from ui.settings import Settings

_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.journeys.reviewer import Reviewer
from ui.actions import COMMANDS
from ui.app import open_window
app = QApplication([])
window = open_window(Path(sys.argv[1]))
def look():
    if window.workspace.desk is None:
        return
    timer.stop()
    reviewer = Reviewer(window)
    window.activateWindow()
    reviewer.view.setFocus()
    reviewer.click("union said")
    reviewer.press("A")
    os.kill(os.getpid(), signal.SIGKILL)
timer = QTimer(interval=1)
timer.timeout.connect(look)
timer.start()
app.exec()
"""
"""A window in which a claim is marked, and that is killed at once."""


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_somebody_elses_changes_stay_and_the_work_goes_on_beside_them(
    qtbot: QtBot, synced: Path
) -> None:
    with at_work(qtbot, synced) as reviewer:
        mark(reviewer)
        qtbot.waitUntil(holds(synced, UNION))
        theirs = synced.with_name("theirs")
        shutil.copyfile(synced, theirs)
        with Store.open(theirs) as store:
            store.apply(edits.add("Add", Source(new_id(), "the mayor")))
        content = theirs.read_bytes()
        theirs.replace(synced)
        mark(reviewer, "denies", "D")
        qtbot.waitUntil(lambda: "was changed by somebody else" in told(reviewer))
        (ours,) = synced.parent.glob("mill (from *).onrecord")
        assert f"yours goes on beside it in {ours.name}" in told(reviewer)
        assert platform.node() in ours.name
        assert reviewer.window.workspace.path == ours
        assert reviewer.window.windowTitle().startswith("mill (from ")
        assert Settings().recent[0] == ours
        assert marked(ours) == [UNION, "The mill denies it"]
        reviewer.press("Ctrl+Z")
        qtbot.waitUntil(holds(ours, UNION))
        assert synced.read_bytes() == content
    with at_work(qtbot, None) as reviewer:
        assert reviewer.window.workspace.path == ours
        assert quotes(reviewer) == [UNION]


@pytest.mark.slow
def test_somebody_elses_changes_are_told_also_as_the_window_closes(
    qtbot: QtBot, synced: Path
) -> None:
    reviewer = seated_at(qtbot, synced)
    mark(reviewer)
    lock_of(synced).unlink()
    with Store.open(synced) as store:
        store.apply(edits.add("Add", Source(new_id(), "the mayor")))
    reviewer.window.close()
    dialog = shown_dialog(qtbot, reviewer)
    words = dialog.findChild(QLabel, "writingBackWords")
    assert words
    qtbot.waitUntil(lambda: "was changed by somebody else" in words.text())
    push(dialog, "closeNow")
    qtbot.waitUntil(lambda: not reviewer.window.isVisible())
    (ours,) = synced.parent.glob("mill (from *).onrecord")
    assert marked(ours) == [UNION]
    assert Settings().recent[0] == ours


@pytest.mark.usefixtures("soon")
def test_a_drive_that_is_away_is_told_of_and_written_to_when_it_is_back(
    qtbot: QtBot, synced: Path
) -> None:
    with at_work(qtbot, synced) as reviewer:
        elsewhere = away(synced)
        mark(reviewer)
        qtbot.waitUntil(lambda: "folder is not there now" in told(reviewer))
        assert "your work is kept on this machine" in told(reviewer)
        assert saved(reviewer) == "Saved on this machine only"
        mark(reviewer, "denies", "D")  # it goes on all the same
        assert len(quotes(reviewer)) == 2
        elsewhere.rename(synced.parents[1])
        push(reviewer.window.banner, "bannerOffer")
        qtbot.waitUntil(holds(synced, UNION, "The mill denies it"))
        qtbot.waitUntil(lambda: saved(reviewer) == "Saved")
        assert told(reviewer) == ""
        assert message(reviewer) == "mill.onrecord is back in its place"


@pytest.mark.slow
def test_what_a_drive_did_not_take_at_the_end_comes_back_the_next_time(
    qtbot: QtBot, synced: Path
) -> None:
    reviewer = seated_at(qtbot, synced)
    mark(reviewer)
    elsewhere = away(synced)
    reviewer.window.close()
    dialog = shown_dialog(qtbot, reviewer)
    words = dialog.findChild(QLabel, "writingBackWords")
    assert words
    qtbot.waitUntil(lambda: "your work is kept on this machine" in words.text())
    push(dialog, "closeNow")
    qtbot.waitUntil(lambda: not reviewer.window.isVisible())
    # Also without the drive it can be worked on.
    with at_work(qtbot, synced) as again:
        assert quotes(again) == [UNION]
        assert "not yet back in its place when On Record ended" in told(again)
        assert saved(again) == "Saved on this machine only"
        elsewhere.rename(synced.parents[1])
    assert marked(synced) == [UNION]
    assert list(folder_of_all().iterdir()) == []


@pytest.mark.slow
def test_what_an_earlier_window_left_is_written_back_by_the_next_one(
    qtbot: QtBot, synced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = project_with(tmp_path / "near.onrecord", lambda store: keep_text(store, STORY))
    reviewer = seated_at(qtbot, synced)
    mark(reviewer)
    elsewhere = away(synced)
    reviewer.window.close()
    push(shown_dialog(qtbot, reviewer), "closeNow")
    qtbot.waitUntil(lambda: not reviewer.window.isVisible())
    elsewhere.rename(synced.parents[1])
    monkeypatch.setattr(project_opener, "_LATER", 1)
    with at_work(qtbot, other) as later:
        qtbot.waitUntil(lambda: "is back in its place" in message(later))
        assert later.window.workspace.path == other
    assert marked(synced) == [UNION]
    assert list(folder_of_all().iterdir()) == []


@pytest.mark.slow
def test_a_killed_window_loses_nothing(qtbot: QtBot, synced: Path) -> None:
    """All but the writing back had happened."""
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(synced)], check=False, cwd=ROOT, timeout=60
    )
    assert ended.returncode == -signal.SIGKILL
    assert marked(synced) == []
    with at_work(qtbot, synced) as reviewer:
        assert quotes(reviewer) == [UNION]
        assert "not yet back in its place when On Record ended" in told(reviewer)
    assert marked(synced) == [UNION]


@pytest.fixture
def hung(synced: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HungDrive]:
    monkeypatch.setattr(jobs, "AT_ONCE", 0.001)
    drive = HungDrive(synced.parents[1], monkeypatch)
    yield drive
    drive.come_back()


def test_a_window_starts_though_its_drive_does_not_answer(
    qtbot: QtBot, synced: Path, hung: HungDrive
) -> None:
    hung.hang()
    window = open_window(synced)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: is_covered(window))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not is_covered(window)
    window.close()
    assert not window.isVisible()
    hung.come_back()
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert hung.asked == []
    assert hung.waited
    assert list(folder_of_all().glob("*/*.onrecord")) == []
    assert not lock_of(synced).exists()


@pytest.mark.usefixtures("soon")
def test_work_goes_on_and_ends_though_its_drive_does_not_answer(
    qtbot: QtBot, synced: Path, hung: HungDrive
) -> None:
    reviewer = seated_at(qtbot, synced)
    qtbot.waitUntil(lambda: not jobs.are_running())
    hung.hang()
    mark(reviewer)
    qtbot.waitUntil(jobs.are_running)
    mark(reviewer, "denies", "D")
    reviewer.press("Ctrl+Z")
    assert quotes(reviewer) == [UNION]
    reviewer.window.close()
    push(shown_dialog(qtbot, reviewer), "closeNow")
    qtbot.waitUntil(lambda: not reviewer.window.isVisible())
    assert hung.asked == []
    assert hung.waited
    hung.come_back()
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert marked(synced) == [UNION]
    assert list(folder_of_all().iterdir()) == []


@pytest.mark.slow
def test_no_command_asks_a_drive_that_does_not_answer(
    qtbot: QtBot, synced: Path, hung: HungDrive
) -> None:
    with at_work(qtbot, synced) as reviewer:
        window = reviewer.window
        mark(reviewer)
        hung.hang()
        for command in COMMANDS:
            if command.name not in {"project.quit", "help.sample"}:
                window.actions_.run(command.name)
                QApplication.processEvents()
                for dialog in window.findChildren(QDialog):
                    dialog.close()
        assert window.settings.recent == [synced]
        QApplication.processEvents()
        assert hung.asked == []
        hung.come_back()
