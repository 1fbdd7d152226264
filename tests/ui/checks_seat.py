"""The checks panel alone on the marked story, and what a test asks of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.marked_desk import MarkedDesk
from tests.ui.seat import put_up
from ui.house import House
from ui.models.checks import CheckColumn
from ui.panels.checks import ChecksPanel

MODES = QAbstractItemModelTester.FailureReportingMode
UNCHECKED = "Claim 7 is an unchecked allegation: check it and record the result."


def made_panel(marked: MarkedDesk) -> ChecksPanel:
    """Return the panel with what its keys do, but for what leads out of it."""
    house = House(marked.workspace)
    # What is done with the checks is bound before there is anything to do it with.
    panels: list[ChecksPanel] = []
    marked.actions.bind("checks.fix", lambda: None)
    marked.actions.bind("checks.waive", lambda: panels[0].waive(panels[0].chosen(0)))
    panels.append(
        ChecksPanel(marked.workspace, marked.selection, marked.look, marked.actions, house)
    )
    return panels[0]


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> Iterator[ChecksPanel]:
    made = made_panel(marked)
    put_up(qtbot, made, 370, 700)
    tester = QAbstractItemModelTester(made.table.model(), MODES.Warning)
    yield made
    assert isinstance(tester, QAbstractItemModelTester)


def rows(panel: ChecksPanel) -> list[tuple[str, ...]]:
    model = panel.table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in CheckColumn)
        for row in range(model.rowCount())
    ]


def row_of(panel: ChecksPanel, rule: str, claims: str) -> int:
    return next(n for n, row in enumerate(rows(panel)) if (row[1], row[3]) == (rule, claims))


def words(panel: ChecksPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def click_row(
    panel: ChecksPanel,
    row: int,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QApplication.processEvents()  # what was hidden or grew before gets its room
    panel.table.scrollTo(panel.table.model().index(row, 0))
    place = panel.table.visualRect(panel.table.model().index(row, CheckColumn.SENTENCE)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, held, place)
