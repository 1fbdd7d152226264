"""The sources panel on the marked wire story, for its tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.model import Source
from tests.ui.marked_desk import MarkedDesk
from ui.models.sources import SourceColumn
from ui.models.sources_filter import ShownSources
from ui.panels.sources import SourcesPanel
from ui.settings import Settings

MODES = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> Iterator[SourcesPanel]:
    made = SourcesPanel(marked.workspace, marked.look, Settings(), lambda: marked.selected)
    qtbot.addWidget(made)
    made.resize(380, 1100)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
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
