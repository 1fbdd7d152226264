"""An import dialog, and what is done with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.import_dialog import ImportDialog
from ui.settings import Settings
from ui.workspace import Workspace

STORY = "Quay closes\n\nThe harbor said so.\n\nSource: Read Full Article\n"


@pytest.fixture
def dialog(workspace: Workspace, window: QWidget) -> ImportDialog:
    return ImportDialog(workspace, Settings(), window)


def written(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def read(qtbot: QtBot, dialog: ImportDialog, paths: list[Path]) -> None:
    dialog.read_files(paths)
    dialog.open()
    qtbot.waitUntil(lambda: not progress(dialog).startswith("Reading"), timeout=30_000)


def progress(dialog: ImportDialog) -> str:
    label = dialog.findChild(QLabel, "importProgress")
    assert label
    return label.text()


def button(dialog: ImportDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "importButton")
    assert found
    return found


def titles(workspace: Workspace) -> list[str]:
    return [article.title for article in workspace.articles()]


def press(dialog: ImportDialog, key: Qt.Key) -> None:
    focus: QWidget | None = dialog.focusWidget()
    QTest.keyClick(dialog if focus is None else focus, key)
