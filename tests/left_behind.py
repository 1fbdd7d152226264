"""A window in a process of its own, in which much is done, to look at what it leaves behind.

`python -m tests.left_behind PROJECT FOLDER` opens the window on PROJECT as the command does,
marks, takes back, copies, finds, imports, exports, saves a picture, chooses files in dialogs,
makes a mistake, and closes it. What is written goes into FOLDER, which holds `second.txt`.
"""

import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import MappingProxyType

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from annotator import edits, importing
from annotator.importers import read_bytes
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from tests.command_line import ROOT
from tests.factories import new_project
from tests.journeys.reviewer import Reviewer
from ui import __main__ as command
from ui import app, commands, jobs
from ui.dialogs import files
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.import_dialog import ImportDialog

CANARY = "Zephyrine Quillfeather"
PLACE = "quayside-affair"
STORY = (
    "Harbor audit of the obsidian ledger\n\n"
    "The union said that the mill dumped waste. “It did so twice,” a clerk said.\n\n"
    "The mill denies it.\n"
)
TRACES = (CANARY, "Zephyrine", "Quillfeather", PLACE, "obsidian", "mill dumped", "vermilion")
"""What no file beside the project may hold: the source, its project's name, the articles."""
_LONGEST = 60.0


def project_about(folder: Path, *, is_confidential: bool = True) -> Path:
    """Return a project in a folder of its own, with the name of a source where it has one."""
    (folder / PLACE).mkdir(mode=0o700)
    path = new_project(folder / PLACE / f"{PLACE}.onrecord")
    with Store.open(path) as store:
        importing.keep(store, read_bytes(STORY.encode(), "story.txt"))
        if is_confidential:
            aide = Source(new_id(), "an aide")
            store.apply(edits.add("Aide", aide, Identity(new_id(), aide.id, CANARY)))
    return path


def journey(
    project: Path,
    out: Path,
    *,
    before: Sequence[str] = (),
    umask: int = 0o022,
    desktop: Mapping[str, str] = MappingProxyType({}),
) -> "subprocess.CompletedProcess[str]":
    """Do it all in a process of its own, begun by the command `before`; return how it ended."""
    (out / "second.txt").write_text("Second story\n\nA vermilion ledger, a clerk said.\n")
    told = subprocess.run(
        [*before, sys.executable, "-m", "tests.left_behind", str(project), str(out)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | dict(desktop),
        umask=umask,
        check=False,
        timeout=240,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1:] == ["done"], told.stdout + told.stderr
    return told


def until(is_so: Callable[[], object], what: str, window: QWidget | None = None) -> None:
    """Let the window work until something is so; else tell what a window says instead."""
    deadline = monotonic() + _LONGEST
    while not is_so():
        if monotonic() > deadline:
            labels = window.findChildren(QLabel) if window else []
            raise AssertionError(what, [one.text() for one in labels if one.isVisible()])
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def _do(reviewer: Reviewer, out: Path) -> None:
    window = reviewer.window
    reviewer.activate(window)
    reviewer.view.setFocus()
    reviewer.drag_words("mill dumped")
    for keys in ("A", "Ctrl+C", "Ctrl+Z"):
        reviewer.press(keys)
    reviewer.drag_words("mill dumped")
    reviewer.press("A")
    reviewer.press("Ctrl+F")
    reviewer.type(CANARY)
    reviewer.press("Esc")
    window.actions_.run("edit.search")
    reviewer.type("obsidian")
    reviewer.press("Enter")
    until(lambda: not jobs.are_running(), "a search")
    _picture(reviewer, out / "picture.png")
    _import(reviewer, out / "second.txt")
    _export(reviewer, out / "report.docx")
    _choose(reviewer, out)
    _mistake(out)
    window.actions_.run("help.pages")
    until(lambda: not jobs.are_running(), "what was begun")


def _import(reviewer: Reviewer, path: Path) -> None:
    commands.show_import(reviewer.window, [path])
    (dialog,) = reviewer.window.findChildren(ImportDialog)
    button = dialog.findChild(QPushButton, "importButton")
    assert button
    until(button.isEnabled, "a preview")
    button.click()
    until(lambda: len(reviewer.window.workspace.articles()) == 2, "an import")


def _export(reviewer: Reviewer, path: Path) -> None:
    reviewer.window.actions_.run("report.export")
    (dialog,) = reviewer.window.findChildren(ExportDialog)
    dialog.path.setText(str(path))
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)
    until(path.exists, "a report", dialog)
    until(lambda: not jobs.are_running(), "an export")
    dialog.reject()


def _choose(reviewer: Reviewer, out: Path) -> None:
    """Choose files in Qt's own dialogs, and let them go, as they keep what was chosen then."""
    window = reviewer.window
    chosen: list[object] = []
    window.settings.remember("plain_dialogs", value=True)
    made = [
        files.choose_articles(window, window.settings, chosen.append),
        files.choose_report(window, window.settings, out / "x.docx", "Word", chosen.append),
    ]
    for dialog in made:
        _name(dialog, out / "second.txt")
        _let_go(dialog)
    assert len(chosen) == 2


def _picture(reviewer: Reviewer, path: Path) -> None:
    reviewer.window.actions_.run("balance.save")
    (dialog,) = reviewer.window.findChildren(QFileDialog)
    _name(dialog, path)
    until(path.exists, "a picture")
    _let_go(dialog)


def _mistake(out: Path) -> None:
    """Make mistakes that speak of what they are about, in each way that is taken down."""

    def slot() -> None:
        raise ValueError(f"{CANARY} of {STORY} in {out}")

    QTimer.singleShot(0, slot)
    thread = threading.Thread(target=slot, name=CANARY)
    thread.start()
    thread.join()
    qWarning(f"QFile::open: cannot open {out}/{PLACE}, the obsidian file of {CANARY}")
    QApplication.processEvents()


def _name(dialog: QFileDialog, path: Path) -> None:
    """Give a file dialog a path, and accept it."""
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line
    line.setText(str(path))
    dialog.accept()


def _let_go(dialog: QWidget) -> None:
    if isValid(dialog):
        dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main() -> None:
    """Run the command `onrecord open PROJECT`, and do all that once its window is there."""
    named, out = Path(sys.argv[1]), Path(sys.argv[2])
    failed: list[str] = []

    def do(window: QMainWindow) -> None:
        try:
            _do(Reviewer(window), out)
        except BaseException:  # noqa: BLE001 - told by the process that looks on
            failed.append(traceback.format_exc())
        window.close()
        QApplication.quit()

    def opened(project: Path | None) -> QMainWindow:
        window = app_opened(project)
        QTimer.singleShot(0, lambda: do(window))
        return window

    app_opened, app.open_window = app.open_window, opened
    sys.argv = ["onrecord", "open", str(named)]
    try:
        command.main()
    except SystemExit as end:
        print("\n".join(failed) or "done")  # noqa: T201
        sys.exit(end.code)


if __name__ == "__main__":
    main()
