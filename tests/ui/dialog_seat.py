"""A bare window in the light theme and a small project open behind it, for dialogs to stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import keep_text, new_project
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

PORT = "Port audit\n\nThe port said it was fine.\n"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    install_fonts()
    made = QWidget()
    Look(Mode.LIGHT, made).apply()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_text(store, PORT, "port.txt")
    return path


@pytest.fixture
def workspace(window: QWidget, project: Path) -> Iterator[Workspace]:
    made = Workspace(window)
    made.open(project, "Tester")
    yield made
    made.close()
