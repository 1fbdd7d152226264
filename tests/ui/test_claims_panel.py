"""The claims panel: filter and chips, selection both ways, single keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.vocabulary import Tag
from tests.ui.marked_desk import ALLEGATION, DENIAL, MarkedDesk, marked
from tests.ui.seat import put_up
from ui.details import Details
from ui.models.claim_cells import Column
from ui.panels.claims import ClaimsPanel

__all__ = ["marked"]


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> ClaimsPanel:
    details = Details(marked.workspace, marked.selection)
    made = ClaimsPanel(marked.workspace, marked.selection, marked.look, marked.actions, details)
    put_up(qtbot, made, 380, 700)
    return made


def chips(panel: ClaimsPanel) -> dict[str, QToolButton]:
    found = panel.chips.findChildren(QToolButton)
    return {button.text(): button for button in found if button.text()}


def numbers(panel: ClaimsPanel) -> list[str]:
    model = panel.table.model()
    return [str(model.index(row, Column.NUMBER).data()) for row in range(model.rowCount())]


def click_row(panel: ClaimsPanel, row: int) -> None:
    place = panel.table.visualRect(panel.table.model().index(row, Column.QUOTE)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def selected(marked: MarkedDesk) -> int | None:
    claim = marked.selection.claim
    return marked.desk.claims.index(claim) if claim else None


def test_chips_count_and_filter_together(marked: MarkedDesk, panel: ClaimsPanel) -> None:
    names = ["A 2", "D 1", "O 9", "N 5", "unanswered 0", "unnamed 6", "no source 4"]
    names += ["source…", "side…"]
    assert list(chips(panel)) == names
    QTest.mouseClick(chips(panel)["O 9"], Qt.MouseButton.LeftButton)
    assert len(numbers(panel)) == 9
    QTest.mouseClick(chips(panel)["A 2"], Qt.MouseButton.LeftButton)
    assert numbers(panel) == ["7", "8"]
    claim = marked.claim(ALLEGATION)
    marked.workspace.do(edits.change("Retag", (claim, replace(claim, tags=(Tag.DENIAL,)))))
    assert numbers(panel) == ["8"]
    assert list(chips(panel))[:3] == ["A 1", "D 2", "O 8"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("white house", ["7", "8"]),
        ("WHITE spy", ["7"]),
        ("denial", ["9", "18"]),
        ("pronoun", ["18"]),
        ("nothing of the kind", []),
    ],
)
def test_the_filter_finds_words_sources_notes_and_tags(
    panel: ClaimsPanel, typed: str, found: list[str]
) -> None:
    QTest.keyClicks(panel.filter, typed)
    assert numbers(panel) == found
    assert panel.table.isVisible() == bool(found)
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(numbers(panel)) == 19


def test_a_row_selects_its_claim_and_a_claim_its_row(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    click_row(panel, 3)
    assert selected(marked) == 3
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert selected(marked) == 4
    marked.selection.select(marked.claim(DENIAL))
    assert panel.table.currentIndex().row() == DENIAL
    assert panel.rows.claims() == [marked.claim(DENIAL)]
    marked.selection.clear()
    assert panel.rows.claims() == []


def test_a_claim_that_the_filter_hides_stays_selected(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    click_row(panel, 3)
    panel.focus_filter()
    QTest.keyClicks(panel.filter, "spy")
    assert selected(marked) == 3
    assert panel.rows.claims() == []
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.rows.claims() == [marked.claim(3)]


def test_several_rows_can_be_selected(marked: MarkedDesk, panel: ClaimsPanel) -> None:
    click_row(panel, 2)
    for _ in range(2):
        QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.rows.claims() == marked.desk.claims[2:5]


def test_selection_and_place_survive_a_change_above(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    click_row(panel, 10)
    claim = marked.claim(10)
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[:2]))
    assert panel.rows.claims() == [claim]
    assert panel.table.currentIndex().row() == 8
    assert marked.selection.claim == claim


def test_removing_the_selected_row_goes_on_to_its_neighbor(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    click_row(panel, 10)
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), [marked.claim(10)]))
    assert selected(marked) == panel.table.currentIndex().row()
    assert panel.rows.claims() == [marked.selection.claim]


def test_removing_a_claim_from_elsewhere_selects_nothing(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    panel.filter.setFocus()
    marked.selection.select(marked.claim(10))
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), [marked.claim(10)]))
    assert marked.selection.claim is None
    assert panel.rows.claims() == []
    click_row(panel, panel.table.currentIndex().row())
    assert marked.selection.claim is not None


def test_enter_and_double_click_go_to_the_text(
    qtbot: QtBot, marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    click_row(panel, 5)
    with qtbot.waitSignal(panel.activated) as entered:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert entered.args == [marked.claim(5)]
    place = panel.table.visualRect(panel.table.model().index(6, Column.QUOTE)).center()
    with qtbot.waitSignal(panel.activated) as clicked:
        QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [marked.claim(6)]


def test_single_keys_of_the_text_work_in_the_table_and_not_in_the_filter(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    done: list[int | None] = []
    marked.actions.bind("tag.allegation", lambda: done.append(selected(marked)))
    click_row(panel, 5)
    QTest.keyClick(panel.table, Qt.Key.Key_1)
    QTest.keyClicks(panel.table, "a")
    QTest.keyClicks(panel.filter, "a1")
    assert done == [5, 5]
    QTest.keyClicks(panel.table, "z")
    assert selected(marked) == 5


def test_headers_sort(panel: ClaimsPanel) -> None:
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.NUMBER) + 10, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert numbers(panel)[:2] == ["19", "18"]


def test_an_article_without_claims_says_how_to_begin(
    marked: MarkedDesk, panel: ClaimsPanel
) -> None:
    marked.workspace.show_article(marked.other.id)
    assert not panel.table.isVisible()
    words = "Select words and press 1–4, or click a sentence and press a letter."
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert shown == [words]
