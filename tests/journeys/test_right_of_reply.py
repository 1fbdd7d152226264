"""From an allegation that waits to the letter that asks, across the articles of a project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from tests.ui.accused_mill import project, rows
from tests.ui.seat import message, seated
from ui.dialogs.letter import LetterDialog
from ui.models.requests import STATE_ROLE

__all__ = ["project"]


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


def test_who_waits_in_another_article_is_found_asked_and_gone_to(
    qtbot: QtBot, desk: Reviewer
) -> None:
    panel = desk.window.responses
    desk.press("Ctrl+7")
    qtbot.waitUntil(lambda: len(rows(panel)) == 3)
    desk.press("Ctrl+7")
    assert panel.list.hasFocus()
    assert panel.list.currentIndex().data(STATE_ROLE) == "overdue since Mar 9, 2020"

    desk.press("L")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LetterDialog)
    QTest.keyClicks(dialog.deadline, "2099-01-02")
    dialog.accept()
    assert "by January 2, 2099" in QGuiApplication.clipboard().text()
    assert message(desk) == "Copied the letter to The mill, and noted that they were asked"

    desk.activate(desk.window)
    assert panel.list.hasFocus()
    desk.press("Enter")
    selected = desk.window.selection.claim
    assert selected
    assert selected.quote == "The mill poisons the river"
    assert desk.view.hasFocus()
    assert message(desk) == "What The mill has to answer, in “Mill poisons river”"
