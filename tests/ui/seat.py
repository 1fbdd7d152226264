"""A window on a small story, with a reviewer at it."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import (
    QLabel,
)
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from ui.app import open_window

STORY = (
    "Mill accused of dumping\n\n"
    "The union said that the mill dumped waste. “It did so twice,” a clerk said.\n\n"
    "The mill denies it. Family 👨‍👩‍👧 of three said e\u0301tude.\n\n"
    "Source: Read Full Article\n"
)


def seated(qtbot: QtBot, project: Path | None) -> Iterator[Reviewer]:
    window = open_window(project)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    with qtbot.waitActive(window):
        window.activateWindow()
    reviewer = Reviewer(window)
    reviewer.view.setFocus()
    yield reviewer
    window.close()


def quotes(reviewer: Reviewer) -> list[str]:
    desk = reviewer.window.workspace.desk
    return [claim.quote for claim in desk.claims] if desk else []


def message(reviewer: Reviewer) -> str:
    label = reviewer.window.findChild(QLabel, "statusMessage")
    assert label
    return label.text()
