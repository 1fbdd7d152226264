"""A reviewer at the claims table of the wire story, and what is seen there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from annotator.desk import Desk
from annotator.model import Claim
from annotator.store import Store
from tests.factories import keep_text, keep_wire_story, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import seated
from ui.panels.claims import ClaimsPanel
from ui.panels.claims_menu import ClaimsMenu


def _two_stories(store: Store) -> None:
    keep_wire_story(store)
    keep_text(store, "The mayor said the bridge is safe.\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "wire.onrecord", _two_stories)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    for reviewer in seated(qtbot, project):
        reviewer.press("Ctrl+3")
        yield reviewer


def panel(desk: Reviewer) -> ClaimsPanel:
    return desk.window.claims


def article(desk: Reviewer) -> Desk:
    found = desk.window.workspace.desk
    assert found
    return found


def meant(desk: Reviewer) -> list[int]:
    """Return the numbers of the claims that a command is about."""
    return [article(desk).number_of(claim) for claim in desk.window.selection.claims]


def shown(desk: Reviewer) -> list[int]:
    model = panel(desk).table.claims
    rows = [model.claim_at(row) for row in range(model.rowCount())]
    return [article(desk).number_of(claim) for claim in rows if claim]


def claims(desk: Reviewer) -> list[Claim]:
    return list(article(desk).claims)


def steps(desk: Reviewer) -> int:
    return len(desk.window.workspace.history())


def select_five(desk: Reviewer) -> None:
    desk.press("Down")
    for _ in range(4):
        desk.press("Shift+Down")
    assert meant(desk) == [2, 3, 4, 5, 6]


def told(desk: Reviewer) -> list[str]:
    labels = panel(desk).findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def action(menu: QMenu, words: str) -> QAction:
    return next(a for a in menu.actions() if a.text().partition("\t")[0] == words)


def open_menu(desk: Reviewer) -> ClaimsMenu:
    table = panel(desk).table
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)
    QApplication.processEvents()
    menu = table.findChildren(ClaimsMenu)[-1]
    assert menu.isVisible()
    return menu
