"""The sources panel on the marked wire story, for its tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source
from tests.factories import claim_of
from tests.ui.marked_desk import MarkedDesk
from tests.ui.seat import put_up
from ui.models.sources import SOURCE_ROLE, SourceColumn
from ui.models.sources_filter import ShownSources
from ui.panels.sources import SourcesPanel
from ui.settings import Settings

MODES = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> Iterator[SourcesPanel]:
    made = SourcesPanel(
        marked.workspace,
        marked.look,
        Settings(),
        marked.actions.keymap,
        lambda: marked.selected,
    )
    put_up(qtbot, made, 380, 1100)
    shown = made.table.model()
    assert isinstance(shown, ShownSources)
    testers = [
        QAbstractItemModelTester(model, MODES.Warning) for model in (shown, shown.sourceModel())
    ]
    yield made
    assert len(testers) == 2


def rows(panel: SourcesPanel) -> dict[str, list[str]]:
    model = panel.table.model()
    found = [
        [str(model.index(row, column).data()) for column in SourceColumn]
        for row in range(model.rowCount())
    ]
    return {cells[0]: cells[1:] for cells in found}


def source(marked: MarkedDesk, name: str) -> Source:
    return next(s for s in marked.desk.sources.values() if s.name == name)


OTHER = "The mayor said the bridge is safe.\n\nCritics say it is not.\n"
"""The text of the other article."""


def heard_elsewhere(marked: MarkedDesk, *sources: Source) -> None:
    words = ("mayor", "bridge", "safe", "Critics")
    claims = [
        claim_of(marked.other, OTHER, word, source_id=one.id)
        for one, word in zip(sources, words, strict=False)
    ]
    marked.workspace.do(edits.add("Elsewhere", *sources, *claims))


def row_of(panel: SourcesPanel, name: str) -> int:
    model = panel.table.model()
    found = (model.index(row, 0).data(SOURCE_ROLE) for row in range(model.rowCount()))
    return [one.name for one in found].index(name)


def place_of(panel: SourcesPanel, name: str) -> QPoint:
    place = panel.table.visualRect(panel.table.model().index(row_of(panel, name), 0)).center()
    assert panel.table.viewport().rect().contains(place)
    return place


def drag(panel: SourcesPanel, name: str, goal: str) -> None:
    port, button = panel.table.viewport(), Qt.MouseButton.LeftButton
    first, last = place_of(panel, name), place_of(panel, goal)
    QTest.mousePress(port, button, pos=first)
    QTest.mouseMove(port, (first + last) / 2)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, button, pos=last)
