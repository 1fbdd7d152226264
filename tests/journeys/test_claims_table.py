"""The claims table by keyboard and mouse: filters, columns, sorting, and what is heard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from annotator.vocabulary import Tag
from tests.journeys.claims_seat import (
    action,
    claims,
    desk,
    meant,
    open_menu,
    panel,
    project,
    select_five,
    shown,
    told,
)
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, seated
from ui.models.claim_cells import Column
from ui.panels.claims_cells import sign_of
from ui.panels.claims_menu import columns_menu, sorting_menu

__all__ = ["desk", "project"]


def click_sign(desk: Reviewer, row: int, column: Column) -> None:
    desk.actions += 1
    table = panel(desk).table
    table.scrollTo(table.claims.index(row, column))
    place = sign_of(table.visualRect(table.claims.index(row, column))).center()
    QTest.mouseMove(table.viewport(), place)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_claims_of_a_source_or_a_side_are_one_click_on_its_sign(desk: Reviewer) -> None:
    before = desk.actions
    click_sign(desk, 8, Column.SOURCE)
    assert desk.actions - before == 1
    assert shown(desk) == [9]
    assert panel(desk).chips.source.text() == "Huawei ×"
    assert message(desk) == "1 of 19 claims shown"
    click_sign(desk, 0, Column.SOURCE)
    assert len(shown(desk)) == 19
    click_sign(desk, 6, Column.SIDE)
    assert shown(desk) == [4, 5, 6, 7, 8]


def test_a_click_elsewhere_on_a_name_selects_its_row(desk: Reviewer) -> None:
    table = panel(desk).table
    place = table.visualRect(table.claims.index(8, Column.SOURCE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert meant(desk) == [9]
    assert len(shown(desk)) == 19


def test_one_source_or_side_is_chosen_from_a_chip_and_let_go_by_a_click(desk: Reviewer) -> None:
    chips = panel(desk).chips
    QTest.mouseClick(chips.source, Qt.MouseButton.LeftButton)
    offered = [entry.text() for entry in chips.source.menu_.actions()]
    assert offered[:3] == [
        "Navdeep Bains\t3",
        "unnamed officials (nationality not given)\t3",
        "White House\t2",
    ]
    chips.source.menu_.actions()[2].trigger()
    chips.source.menu_.close()
    assert shown(desk) == [7, 8]
    assert chips.source.text() == "White House ×"
    assert "2 of 19 claims shown" in told(desk)
    QTest.mouseClick(chips.source, Qt.MouseButton.LeftButton)
    assert len(shown(desk)) == 19
    assert message(desk) == "19 claims"
    panel(desk).table.setFocus()
    menu = open_menu(desk)
    only = [entry for entry in menu.actions() if entry.text().startswith("Only the claims of")]
    only[1].trigger()
    menu.close()
    assert chips.side.value == "US government"
    assert {7, 8} <= set(shown(desk)) < set(range(1, 20))


def test_show_all_lets_everything_go(desk: Reviewer) -> None:
    chips = panel(desk).chips
    QTest.mouseClick(chips.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    panel(desk).filter.setFocus()
    desk.type("spy")
    assert shown(desk) == [7]
    button = next(b for b in panel(desk).findChildren(QToolButton) if b.text() == "Show all")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(shown(desk)) == 19
    assert not button.isVisible()
    assert panel(desk).filter.text() == ""


def test_a_filter_leaves_out_of_several_rows_what_it_hides(desk: Reviewer) -> None:
    desk.press("Ctrl+A")
    panel(desk).filter.setFocus()
    desk.type("white house")
    assert meant(desk) == [7, 8]
    desk.press("Esc")
    assert len(shown(desk)) == 19
    assert panel(desk).table.chosen_rows() == [6, 7]


def show_unnamed(desk: Reviewer) -> None:
    """Show only the claims of unnamed sources, and stand on the first of them."""
    chips = panel(desk).findChildren(QToolButton)
    chip = next(button for button in chips if button.text().startswith("N "))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    panel(desk).table.setFocus()
    desk.press("Home")


@pytest.mark.slow
def test_a_second_key_is_about_the_rows_that_the_first_took_out_of_the_filter(
    desk: Reviewer,
) -> None:
    show_unnamed(desk)
    desk.press("Shift+Down")
    numbers, others = meant(desk), claims(desk)[2]
    assert numbers == [1, 2]
    desk.press("D")
    assert not {1, 2} & set(shown(desk))
    assert meant(desk) == numbers
    assert "2 selected" in " ".join(told(desk))
    desk.press("Shift+O")
    assert [claim.tags for claim in claims(desk)[:2]] == [(Tag.DENIAL, Tag.OFFICIAL)] * 2
    assert claims(desk)[2] == others
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    assert meant(desk) == numbers
    assert panel(desk).table.chosen_rows() == [0, 1]


def test_the_next_row_is_one_press_away_from_one_that_left_the_filter(desk: Reviewer) -> None:
    show_unnamed(desk)
    below = shown(desk)[1]
    desk.press("A")
    desk.press("Shift+O")
    assert meant(desk) == [1]
    assert claims(desk)[0].tags == (Tag.ALLEGATION, Tag.OFFICIAL)
    desk.press("Down")
    assert meant(desk) == [below]


@pytest.mark.slow
def test_rows_stay_selected_when_they_are_sorted(desk: Reviewer) -> None:
    select_five(desk)
    table = panel(desk).table
    chosen = set(meant(desk))
    sorting_menu(table, QMenu(table)).actions()[Column.SOURCE].trigger()
    assert message(desk) == "Source, sorted"
    assert {shown(desk)[row] for row in table.chosen_rows()} == chosen
    sorting_menu(table, QMenu(table)).actions()[Column.SOURCE].trigger()
    assert message(desk) == "Source, sorted down"
    assert {shown(desk)[row] for row in table.chosen_rows()} == chosen
    desk.press("D")
    assert {shown(desk)[row] for row in table.chosen_rows()} == chosen


@pytest.mark.slow
def test_columns_are_hidden_moved_and_sorted_for_good(qtbot: QtBot, project: Path) -> None:
    for reviewer in seated(qtbot, project):
        reviewer.press("Ctrl+3")
        table = panel(reviewer).table
        menu = columns_menu(table)
        action(menu, "Kind").trigger()
        assert message(reviewer) == "Hidden: Kind"
        header = table.horizontalHeader()
        header.moveSection(header.visualIndex(Column.STATUS), 3)
        header.resizeSection(Column.SOURCE, 222)
        table.sort_by(Column.SOURCE)
    for reviewer in seated(qtbot, project):
        reviewer.press("Ctrl+3")
        table = panel(reviewer).table
        header = table.horizontalHeader()
        assert table.isColumnHidden(Column.KIND)
        assert header.visualIndex(Column.STATUS) == 3
        assert table.columnWidth(Column.SOURCE) == 222
        assert shown(reviewer)[0] == 13
        action(columns_menu(table), "As they were").trigger()
        assert not table.isColumnHidden(Column.KIND)
        assert [header.visualIndex(column) for column in Column] == list(Column)
        assert shown(reviewer)[0] == 1


def test_what_is_remembered_of_columns_may_be_nonsense(desk: Reviewer) -> None:
    table = panel(desk).table
    widths = [table.columnWidth(column) for column in Column]
    table.restore_columns(table.columns().left(20))
    assert [table.columnWidth(column) for column in Column] == widths


def test_the_header_offers_its_columns(desk: Reviewer) -> None:
    header = panel(desk).table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [entry.text() for entry in menu.actions() if entry.text()]
    assert "Claim" not in names
    assert names[0] == "Tags"
    menu.close()


def test_every_part_is_named_and_every_cell_says_its_row(desk: Reviewer) -> None:
    table, role = panel(desk).table, Qt.ItemDataRole.AccessibleTextRole
    said = {table.claims.index(6, column).data(role) for column in Column}
    assert said == {
        "Claim 7, allegation and official statement, White House: being able to spy on customers;"
        " answered by claim 9; unchecked; paragraph 5"
    }
    assert table.accessibleName() == "Claims"
    assert panel(desk).filter.accessibleName() == "Filter the claims"
    names = [button.accessibleName() for button in panel(desk).chips.findChildren(QToolButton)]
    assert names[:2] == ["allegation: 2 claims", "denial: 1 claims"]
    assert names[-3:-1] == ["Only one source", "Only one side"]


def test_how_many_claims_are_shown_is_announced(desk: Reviewer) -> None:
    told: list[str] = []
    desk.window.announcer.announced.connect(told.append)
    QAccessible.setActive(True)
    panel(desk).filter.setFocus()
    desk.type("spy")
    QAccessible.setActive(False)
    assert "1 of 19 claims shown" in told
