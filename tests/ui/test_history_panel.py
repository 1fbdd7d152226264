"""The history: every step in words, fetched as it is needed, and a way back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator import edits
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import put_up
from ui.models.history import HistoryColumn, HistoryModel
from ui.panels.history import HistoryPanel
from ui.workspace import Workspace

__all__ = ["marked"]
MODES = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> Iterator[HistoryPanel]:
    made = HistoryPanel(marked.workspace)
    put_up(qtbot, made, 380, 700)
    tester = QAbstractItemModelTester(made.table.model(), MODES.Warning)
    yield made
    assert isinstance(tester, QAbstractItemModelTester)


def note(marked: MarkedDesk, words: str) -> None:
    claim = marked.claim(0)
    marked.workspace.do(edits.change(f"Note {words}", (claim, replace(claim, note=words))))


def told(panel: HistoryPanel) -> list[str]:
    model = panel.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def go_back_to(panel: HistoryPanel, row: int) -> None:
    panel.table.choose(panel.table.model().index(row, 0))
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)


def test_steps_are_told_newest_first(marked: MarkedDesk, panel: HistoryPanel) -> None:
    note(marked, "a")
    marked.workspace.undo()
    marked.workspace.redo()
    marked.workspace.undo()
    assert told(panel)[:5] == [
        "Undid: Note a",
        "Did again: Note a",
        "Undid: Note a",
        "Note a",
        "Import “The mayor said the bridge is safe.”",
    ]
    assert told(panel)[5] == "Mark the gold"
    who = panel.table.model().index(0, HistoryColumn.WHO)
    assert who.data() == "Ann"
    assert panel.table.model().index(0, HistoryColumn.TIME).data()
    spoken = str(who.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Undid: Note a, ")


def test_going_back_undoes_what_came_after(marked: MarkedDesk, panel: HistoryPanel) -> None:
    for words in "abcd":
        note(marked, words)
    go_back_to(panel, 2)
    assert marked.claim(0).note == "b"
    assert marked.said[-1] == "Undone: 2 steps"
    assert told(panel)[:3] == ["Undid: Note c", "Undid: Note d", "Note d"]


def test_where_undoing_leads_elsewhere_there_is_no_way_back(
    marked: MarkedDesk, panel: HistoryPanel
) -> None:
    note(marked, "a")
    note(marked, "b")
    marked.workspace.undo()
    note(marked, "c")
    assert told(panel)[:4] == ["Note c", "Undid: Note b", "Note b", "Note a"]
    possible = []
    for row in range(4):
        panel.table.choose(panel.table.model().index(row, 0))
        possible.append(panel.button.isEnabled())
    assert possible == [False, True, False, True]
    go_back_to(panel, 1)
    assert marked.claim(0).note == "a"


def test_an_import_shows_up(marked: MarkedDesk, panel: HistoryPanel) -> None:
    from annotator.importers import read_bytes

    marked.workspace.keep(read_bytes(b"Another story\n\nWith words.", "b.txt"))
    assert told(panel)[0].startswith("Import “")


@pytest.mark.slow
def test_older_steps_are_fetched_as_they_are_needed(marked: MarkedDesk) -> None:
    for n in range(230):
        note(marked, str(n))
    model = HistoryModel(marked.workspace)
    tester = QAbstractItemModelTester(model, MODES.Warning)
    assert isinstance(tester, QAbstractItemModelTester)
    assert model.rowCount() >= 200
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 233
    assert (
        model.index(232, 0).data()
        == "Import “Top U.S. envoy presses Canada over Huawei role in 5G network: officials”"
    )


def test_nothing_done_says_so(qtbot: QtBot) -> None:
    panel = HistoryPanel(Workspace())
    qtbot.addWidget(panel)
    panel.show()
    words = "Everything you do is kept here, and can be taken back."
    assert [label.text() for label in panel.findChildren(QLabel)] == [words]
    assert not panel.button.isEnabled()
