"""Mistakes of ours: told once and in plain words, kept without a word of any article."""

import os
import stat
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.socket_guard import python_path
from ui.crash import CrashDialog, report_of

ROOT = Path(__file__).parents[2]
WORDS = "The minister Jane Roe took the money"

_START = """
import sys, threading
from PySide6.QtCore import QTimer, Signal, QObject, Slot, qWarning
from PySide6.QtWidgets import QApplication, QPushButton, QWidget, QDialog
from PySide6.QtTest import QTest
from annotator.errors import EditError
from ui import crash
from ui.workspace import Workspace

app = QApplication([])
window = QWidget()
workspace = Workspace(window)
workspace.failed.connect(lambda error: print("failed:", error))
crash.install(window)
button = QPushButton("x", window)
window.show()

def dialogs():
    return [d for d in window.findChildren(QDialog, "crashDialog") if d.isVisible()]

def finish():
    print("dialogs:", len(dialogs()))
    app.exit(0)

QTimer.singleShot(450, finish)
"""
_RUN = "\nsys.exit(app.exec())\n"


def run(tmp_path: Path, body: str) -> str:
    """Run `body` in a window of its own process; return what it printed."""
    script = tmp_path / "jane-roe" / "window.py"
    script.parent.mkdir()
    script.write_text(_START + body + _RUN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": python_path(ROOT)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def reports(home: Path) -> list[Path]:
    return sorted((home / "logs").glob("crash-*.txt"))


def everything(home: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (home / "logs").iterdir())


@pytest.mark.slow
def test_an_exception_in_a_slot_is_told_once_and_kept(tmp_path: Path, onrecord_home: Path) -> None:
    told = run(
        tmp_path,
        f"""
def slot():
    quote = {WORDS!r}
    raise RuntimeError(quote)

button.clicked.connect(slot)
QTimer.singleShot(0, button.click)
QTimer.singleShot(100, button.click)
QTimer.singleShot(200, button.click)
""",
    )
    assert told.strip() == "dialogs: 1"
    (report,) = reports(onrecord_home)
    words = report.read_text(encoding="utf-8")
    assert "RuntimeError" in words
    assert "window.py" in words
    assert " in slot" in words


@pytest.mark.slow
def test_the_report_holds_no_article_and_no_folder(tmp_path: Path, onrecord_home: Path) -> None:
    run(
        tmp_path,
        f"""
import base64
secret = base64.b64decode({b64encode(WORDS.encode())!r}).decode()

def slot():
    try:
        {{}}[secret]
    except KeyError as error:
        raise ValueError(secret) from error

button.clicked.connect(slot)
QTimer.singleShot(0, button.click)
""",
    )
    words = everything(onrecord_home)
    assert "ValueError" in words
    assert "KeyError" in words
    assert "Jane" not in words
    assert "jane-roe" not in words
    assert str(tmp_path) not in words


@pytest.mark.slow
def test_reports_are_for_their_owner_alone(tmp_path: Path, onrecord_home: Path) -> None:
    run(tmp_path, "QTimer.singleShot(0, lambda: 1 / 0)")
    (report,) = reports(onrecord_home)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700


@pytest.mark.slow
def test_what_a_person_can_mend_is_said_in_the_status_line(
    tmp_path: Path, onrecord_home: Path
) -> None:
    told = run(
        tmp_path,
        """
def slot():
    raise EditError("a claim cannot be linked to itself")

button.clicked.connect(slot)
QTimer.singleShot(0, button.click)
""",
    )
    assert told.splitlines() == ["failed: a claim cannot be linked to itself", "dialogs: 0"]
    assert reports(onrecord_home) == []


@pytest.mark.slow
def test_an_exception_in_another_thread_is_told_too(tmp_path: Path, onrecord_home: Path) -> None:
    told = run(
        tmp_path,
        """
from ui import jobs

def work():
    raise LookupError("x")

threading.Thread(target=work).start()
jobs.start(lambda: [][1], print, print)
""",
    )
    assert told.strip() == "dialogs: 1"
    assert len(reports(onrecord_home)) == 2


@pytest.mark.slow
def test_warnings_of_qt_go_to_the_log(tmp_path: Path, onrecord_home: Path) -> None:
    told = run(
        tmp_path,
        """
said = f"QFile::open: no {__file__} of Jane Roe, asked by QIODevice::read"
QTimer.singleShot(0, lambda: qWarning(said))
""",
    )
    assert told.strip() == "dialogs: 0"
    words = (onrecord_home / "logs" / "onrecord.log").read_text()
    # Which of its classes Qt speaks of; what it says may quote anything.
    assert "WARNING default: QFile::open QIODevice::read\n" in words
    assert "Jane" not in words
    assert "window.py" not in words


@pytest.mark.slow
def test_a_home_that_cannot_be_written_stops_nothing(tmp_path: Path, onrecord_home: Path) -> None:
    onrecord_home.write_text("not a folder", encoding="utf-8")
    told = run(tmp_path, "QTimer.singleShot(0, lambda: 1 / 0)")
    assert told.strip() == "dialogs: 1"


def test_the_dialog_says_it_plainly_and_copies_the_details(qtbot: QtBot) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    report = report_of(caught.type, caught.value, caught.tb)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = CrashDialog(report, Path("crash.txt"), window)
    dialog.show()
    assert not dialog.isModal()
    details = dialog.findChild(QPlainTextEdit, "crashDetails")
    assert details
    assert not details.isVisible()
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    buttons["Details"].click()
    assert details.isVisible()
    buttons["Copy"].click()
    assert QGuiApplication.clipboard().text() == report
    assert "ZeroDivisionError" in report
    box = dialog.findChild(QDialogButtonBox)
    assert box
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
