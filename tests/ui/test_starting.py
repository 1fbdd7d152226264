"""Starts that went wrong: the window opens without the project, and faults are told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.factories import keep_wire_story, project_with
from tests.ui.seat import message, seated
from ui import starting

ROOT = Path(__file__).parents[2]

_RUN = """
import sys, os, signal, faulthandler
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from ui import app

def window():
    (found,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "mainWindow"]
    return found

def dialogs():
    return [d for d in window().findChildren(QDialog, "crashDialog") if d.isVisible()]

def do():
    {do}

class Soon(QApplication):
    def exec(self):
        QTimer.singleShot(0, do)
        return super().exec()

app.QApplication = Soon
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "jane-roe"
    folder.mkdir()
    return project_with(folder / "wire.onrecord", keep_wire_story)


def run(project: Path, do: str) -> "subprocess.CompletedProcess[str]":
    """Start the window on `project` in a process of its own, and do this once it is there."""
    return subprocess.run(
        [sys.executable, "-c", _RUN.format(do=do), str(project)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=120,
    )


KILL = "os.kill(os.getpid(), signal.SIGKILL)"
TELL = "print(window().workspace.path, '|', window().banner.accessibleName()); window().close()"


def records(project: Path) -> list[Path]:
    return list((project.parents[1] / "home" / "starting").glob("*.json"))


@pytest.mark.slow
def test_after_two_failed_starts_the_window_opens_without_the_project(project: Path) -> None:
    run(project, KILL)
    assert "wire.onrecord |" in run(project, TELL).stdout
    run(project, KILL)
    run(project, KILL)
    told = run(project, TELL).stdout
    assert told.startswith("None | On Record ended twice while it was opening wire.onrecord")
    # So it is the next time, too, as long as nobody has opened it well; others are opened.
    assert run(project, TELL).stdout == told
    other = project_with(project.with_name("other.onrecord"), keep_wire_story)
    assert "other.onrecord |" in run(other, TELL).stdout


@pytest.mark.slow
def test_what_was_left_closed_can_be_opened_anyway(
    project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project, KILL)
    run(project, KILL)
    monkeypatch.setattr(starting, "SETTLED", 0)
    for reviewer in seated(qtbot, project):
        window = reviewer.window
        assert window.workspace.path is None
        button = window.banner.findChild(QPushButton, "bannerOffer")
        assert button
        assert (button.isVisible(), button.text()) == (True, "Open it anyway")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert message(reviewer) == "Opened wire.onrecord"
        assert not button.isVisible()
        qtbot.waitUntil(lambda: records(project) == [])
    for reviewer in seated(qtbot, project):
        assert reviewer.window.workspace.path == project


@pytest.mark.slow
def test_starts_of_windows_that_still_live_are_no_failures(project: Path, qtbot: QtBot) -> None:
    for first in seated(qtbot, project):
        for _ in seated(qtbot, project):
            for third in seated(qtbot, project):
                assert first.window.workspace.path == project
                assert third.window.workspace.path == project
                assert third.window.workspace.is_read_only


@pytest.mark.slow
def test_a_fault_that_ended_the_process_is_told_once_at_the_next_start(project: Path) -> None:
    ended = run(project, "faulthandler._sigsegv()")
    assert ended.returncode not in {0, 1}
    told = run(
        project,
        "print([d.findChild(QPlainTextEdit).toPlainText() for d in dialogs()]); window().close()",
    )
    assert told.stdout.count("Fatal Python error") == 1
    assert "ui/app.py" in told.stdout
    assert "jane-roe" not in told.stdout
    assert str(ROOT) not in told.stdout
    reports = list((project.parents[1] / "home" / "logs").glob("crash-*.txt"))
    assert len(reports) == 1
    assert "Fatal Python error" in reports[0].read_text()
    assert run(project, "print(dialogs()); window().close()").stdout == "[]\n"
