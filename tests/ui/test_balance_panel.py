"""The balance: numbers in words, each leading to its claims, measured while it is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.store import Store
from tests.factories import keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import put_up, seated
from ui.models.claim_cells import Column
from ui.panels.balance import BalancePanel
from ui.workspace import Workspace

__all__ = ["marked"]
FEW = "Fewer than five claims have a source: too few to speak of shares."
EMPTY = "Mark claims to see who is heard, and how much."


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> BalancePanel:
    made = BalancePanel(marked.workspace, marked.look)
    put_up(qtbot, made, 370, 700)
    return made


@pytest.fixture
def wire(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = new_project(tmp_path / "wire.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    yield from seated(qtbot, path)


def told(panel: QWidget) -> list[str]:
    buttons = panel.findChildren(QAbstractButton)
    return [button.accessibleName() for button in buttons if button.isVisibleTo(panel)]


def words(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def numbers_in_table(reviewer: Reviewer) -> list[str]:
    model = reviewer.window.claims.table.model()
    return [str(model.index(row, Column.NUMBER).data()) for row in range(model.rowCount())]


def test_the_numbers_are_said_with_what_they_are_of(panel: BalancePanel) -> None:
    assert told(panel) == [
        "Answered 2 of 2",
        "With a source 15 of 19",
        "From unnamed sources 5 of 15 claims, 67 of 190 words",
        "Untagged 4",
        "Allegation; claims: 2, words: 13",
        "Denial; claims: 1, words: 3",
        "Official statement; claims: 9, words: 120",
        "Anonymous source; claims: 5, words: 67",
        "US government; claims: 5, words: 76",
        "Canadian government; claims: 6, words: 70",
        "Huawei; claims: 1, words: 3",
        "unknown; claims: 3, words: 41",
    ]
    assert words(panel) == ["Claims with two tags, counted by both: 2"]


def test_many_changes_are_measured_once_when_nothing_else_waits(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    for claim in marked.desk.claims[9:12]:
        marked.workspace.do(edits.remove_claims(marked.desk.marks(), [claim]))
    assert panel.untagged.text() == "Untagged 4"
    qtbot.waitUntil(lambda: panel.untagged.text() == "Untagged 1")
    assert panel.attributed.text() == "With a source 15 of 16"


def test_what_nobody_sees_is_measured_when_it_is_shown(
    marked: MarkedDesk, panel: BalancePanel
) -> None:
    panel.hide()
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[9:12]))
    QApplication.processEvents()
    assert panel.untagged.text() == "Untagged 4"
    panel.show()
    assert panel.untagged.text() == "Untagged 1"


def test_under_five_claims_with_a_source_there_are_no_shares(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    assert FEW not in words(panel)
    before = panel.findChild(QAbstractButton, "allegation")
    assert before
    height = before.sizeHint().height()
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[4:]))
    qtbot.waitUntil(lambda: FEW in words(panel))
    assert before.sizeHint().height() < height
    assert panel.answered.text() == "Answered: nothing to answer"
    assert not panel.answered.isEnabled()
    assert "Huawei; claims: 1, words: 3" not in told(panel)


def test_an_article_without_claims_says_how_to_begin(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    marked.workspace.show_article(marked.other.id)
    qtbot.waitUntil(lambda: words(panel) == [EMPTY])


def test_without_a_project_it_says_how_to_begin(qtbot: QtBot, marked: MarkedDesk) -> None:
    panel = BalancePanel(Workspace(), marked.look)
    qtbot.addWidget(panel)
    panel.show()
    assert words(panel) == [EMPTY]


def test_a_number_leads_to_its_claims_until_their_chip_is_let_go(wire: Reviewer) -> None:
    window = wire.window
    wire.press("Ctrl+5")
    assert window.tabs.currentWidget() is window.balance
    assert wire.focus is window.balance.answered
    wire.press("Tab")
    wire.press("Tab")
    wire.press("Enter")
    assert window.tabs.currentWidget() is window.claims
    assert window.claims.table.hasFocus()
    assert numbers_in_table(wire) == ["1", "2", "3", "6", "14"]
    chip = next(
        button
        for button in window.claims.findChildren(QAbstractButton)
        if button.text() == "Unnamed sources ×"
    )
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(numbers_in_table(wire)) == 19
    assert not chip.isVisible()


def test_a_row_leads_to_its_claims_by_mouse_and_drops_other_filters(wire: Reviewer) -> None:
    window = wire.window
    window.claims.filter.setText("nothing like it")
    wire.press("Ctrl+5")
    rows = window.balance.findChildren(QAbstractButton)
    row = next(row for row in rows if row.text() == "Huawei; claims: 1, words: 3")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert numbers_in_table(wire) == ["9"]
    assert window.claims.filter.text() == ""


def test_escape_leads_back_to_the_text(wire: Reviewer) -> None:
    wire.press("Ctrl+5")
    wire.press("Esc")
    assert wire.view.hasFocus()


def test_six_tabs_fit_in_the_narrowest_panel(wire: Reviewer) -> None:
    tabs = wire.window.tabs
    titles = [tabs.tabText(n) for n in range(tabs.count())]
    assert titles == ["Inspector", "Claims", "Sources", "Balance", "Checks", "History"]
    wire.window.splitter.setSizes([230, 750, 300])
    QApplication.processEvents()
    bar = tabs.tabBar()
    assert tabs.width() == 300
    assert bar.tabRect(5).right() <= bar.width()
