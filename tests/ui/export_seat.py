"""A project of two articles and the export dialog on it: its keys, its words, its files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.store import Store
from annotator.vocabulary import FileFormat
from tests.factories import keep_text, keep_wire_story, new_project
from tests.ui.dialog_seat import PORT
from ui.dialogs.export_dialog import ExportDialog
from ui.settings import Settings
from ui.workspace import Workspace

LONG = 30_000
"""Milliseconds that a busy machine may take for one file."""


class Opener(QObject):
    """Stands for the desktop: remembers what it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Remember what is opened."""
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    # The stub asks for bytes, which PySide itself refuses.
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        keep_text(store, PORT, "port.txt")
    return path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(reports: Path) -> Iterator[Settings]:
    made = Settings()
    made.remember("folder.reports", str(reports))
    yield made
    # What was given up ends a little later, and tells nobody.
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def dialog(workspace: Workspace, settings: Settings, window: QWidget) -> ExportDialog:
    return opened(workspace, settings, window)


def opened(workspace: Workspace, settings: Settings, window: QWidget) -> ExportDialog:
    """Return a dialog as Ctrl+E opens it."""
    made = ExportDialog(workspace, settings, window)
    made.open()
    return made


def told(dialog: ExportDialog) -> str:
    """Return what stands in the way."""
    label = dialog.findChild(QLabel, "warning")
    assert label
    return label.text()


def words(dialog: ExportDialog, name: str) -> str:
    """Return what a label says by its name."""
    label = dialog.findChild(QLabel, name)
    assert label
    return label.text()


def button(dialog: ExportDialog, name: str) -> QPushButton:
    """Return a button by its name."""
    found = dialog.findChild(QPushButton, name)
    assert found
    return found


def enter(dialog: ExportDialog) -> None:
    """Press Enter in the line of the file."""
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)


def choose(dialog: ExportDialog, kind: FileFormat) -> None:
    """Choose a format with the arrow keys."""
    kinds = dialog.format.kinds
    for _ in range(kinds.count()):
        QTest.keyClick(kinds, Qt.Key.Key_Up)
    for _ in range(kinds.findData(kind)):
        QTest.keyClick(kinds, Qt.Key.Key_Down)
    assert dialog.format.kind is kind


def write(qtbot: QtBot, dialog: ExportDialog, path: Path) -> bytes:
    """Write to a path with Enter and return what is there when it is done."""
    dialog.path.setText(str(path))
    enter(dialog)
    qtbot.waitUntil(button(dialog, "showInFolder").isVisible, timeout=LONG)
    return path.read_bytes() if path.is_file() else b""


def settled(qtbot: QtBot, dialog: ExportDialog) -> None:
    """Wait until the preview shows what was asked for last."""
    qtbot.waitUntil(lambda: dialog.preview.is_settled, timeout=LONG)
