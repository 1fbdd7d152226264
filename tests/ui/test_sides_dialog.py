"""The list of sides by real keys and the mouse: each change is one step, followed live."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator import sides
from annotator.model import UNKNOWN_SIDE
from tests.factories import new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import put_up
from ui.dialogs.looks import LookGrid
from ui.dialogs.shapes import WarningLabel
from ui.dialogs.sides import SidesDialog
from ui.models.sides import SideColumn
from ui.workspace import Workspace

__all__ = ["marked"]

CANADA, HUAWEI, US = "Canadian government", "Huawei", "US government"
KEY = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, marked: MarkedDesk) -> SidesDialog:
    marked.look.apply()
    made = SidesDialog(marked.workspace, marked.look, marked.actions.keymap)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    put_up(qtbot, made, 560, 560)
    return made


def rows(dialog: SidesDialog) -> list[tuple[str, ...]]:
    model = dialog.table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in SideColumn)
        for row in range(model.rowCount())
    ]


def names(workspace: Workspace) -> list[str]:
    return [side.name for side in workspace.sides()]


def looks(workspace: Workspace) -> dict[str, int]:
    return {side.name: side.look for side in workspace.sides()}


def heard(marked: MarkedDesk, side: str) -> int:
    return sum(source.side == side for source in marked.desk.sources.values())


def go_to(dialog: SidesDialog, name: str) -> None:
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, KEY.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range([row[0] for row in rows(dialog)].index(name)):
        QTest.keyClick(dialog.table, KEY.Key_Down)


def retype(dialog: SidesDialog, name: str, typed: str, key: KEY = KEY.Key_F2) -> None:
    """Edit a name in its place, begun by a key."""
    go_to(dialog, name)
    QTest.keyClick(dialog.table, key)
    line = dialog.focusWidget()
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.selectedText()) == (name, name)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, KEY.Key_Return)
    QApplication.processEvents()


def press(dialog: SidesDialog, key: KEY, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(dialog.focusWidget(), key, held or Qt.KeyboardModifier.NoModifier)


def undo(dialog: SidesDialog) -> None:
    press(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def warned(dialog: QDialog) -> str:
    (label,) = dialog.findChildren(WarningLabel)
    return label.text()


def test_sides_are_listed_with_what_they_have_and_added_line_by_line(
    marked: MarkedDesk, dialog: SidesDialog
) -> None:
    at_first = [(CANADA, "4", "6"), (HUAWEI, "1", "1"), (US, "4", "5"), (UNKNOWN_SIDE, "2", "3")]
    assert rows(dialog) == at_first
    dialog.new.setFocus()
    for name in ("the  press", "العمال"):
        dialog.new.insert(name)
        press(dialog, KEY.Key_Return)
    assert names(marked.workspace)[3:] == ["the press", "العمال"]
    assert dialog.new.hasFocus()
    assert marked.said[-1] == "Added the side “العمال”"
    for name, why in (("", "needs a name"), ("us GOVERNMENT", f"“{US}” already")):
        QTest.keyClicks(dialog.new, name)
        press(dialog, KEY.Key_Return)
        assert why in warned(dialog)
        assert dialog.new.text() == name
    dialog.table.setFocus()
    undo(dialog)
    undo(dialog)
    assert (rows(dialog), warned(dialog)) == (at_first, "")


@pytest.mark.parametrize("key", [KEY.Key_F2, KEY.Key_Return])
def test_a_name_is_edited_in_place_and_its_sources_follow(
    marked: MarkedDesk, dialog: SidesDialog, key: KEY
) -> None:
    before = looks(marked.workspace)
    retype(dialog, US, " Washington ", key)
    assert rows(dialog)[2] == ("Washington", "4", "5")
    assert (heard(marked, US), heard(marked, "Washington")) == (0, 4)
    assert looks(marked.workspace)["Washington"] == before[US]
    assert dialog.table.hasFocus()
    press(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard(marked, US) == 4
    retype(dialog, US, "x" * 81)
    assert rows(dialog)[2][0] == "x" * 80
    retype(dialog, "x" * 80, UNKNOWN_SIDE)
    assert "of whom nothing is said" in warned(dialog)


def test_a_name_that_another_side_has_merges_the_two_when_it_is_wished(
    marked: MarkedDesk, dialog: SidesDialog
) -> None:
    retype(dialog, HUAWEI, "us government")
    assert dialog.offer.words == f"“{US}” is there already. Make one side of the two?"
    assert dialog.offer.take.hasFocus()
    press(dialog, KEY.Key_Tab)
    press(dialog, KEY.Key_Return)
    assert (dialog.offer.words, names(marked.workspace)) == ("", [CANADA, HUAWEI, US])
    retype(dialog, HUAWEI, "us government")
    press(dialog, KEY.Key_Return)
    assert rows(dialog) == [(CANADA, "4", "6"), (US, "5", "6"), (UNKNOWN_SIDE, "2", "3")]
    assert dialog.offer.words.endswith("sources that went along: 1")
    click(dialog.offer.take)
    assert (heard(marked, HUAWEI), names(marked.workspace)) == (1, [CANADA, HUAWEI, US])


def test_a_name_that_is_being_typed_goes_with_its_row(
    marked: MarkedDesk, dialog: SidesDialog
) -> None:
    go_to(dialog, HUAWEI)
    press(dialog, KEY.Key_F2)
    QTest.keyClicks(dialog.focusWidget(), "China")
    before = names(marked.workspace)
    marked.workspace.do(sides.add(marked.workspace.reader, "Brazil"))
    dialog.new.setFocus()
    QApplication.processEvents()
    assert names(marked.workspace) == [*before, "Brazil"]
    assert len(rows(dialog)) == len(before) + 2


def test_a_side_is_merged_into_one_that_is_chosen(marked: MarkedDesk, dialog: SidesDialog) -> None:
    go_to(dialog, CANADA)
    click(dialog.merge)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [HUAWEI, US]
    assert not any(action.icon().isNull() for action in menu.actions())
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    assert (names(marked.workspace), heard(marked, US)) == ([HUAWEI, US], 8)


def test_order_and_look_are_chosen_by_keys_and_no_two_sides_look_alike(
    marked: MarkedDesk, dialog: SidesDialog
) -> None:
    go_to(dialog, CANADA)
    for _ in range(2):
        press(dialog, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(marked.workspace) == [HUAWEI, US, CANADA]
    press(dialog, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert warned(dialog) == f"“{CANADA}” is the last side already."
    press(dialog, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(marked.workspace) == [HUAWEI, CANADA, US]
    before = looks(marked.workspace)
    click(dialog.look)
    grid = QApplication.activePopupWidget()
    assert isinstance(grid, LookGrid)
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Return):
        QTest.keyClick(grid, key)
    assert looks(marked.workspace) == before | {CANADA: before[HUAWEI], HUAWEI: before[CANADA]}
    assert marked.said[-1] == f"“{CANADA}” is crimson, lines now"
    assert dialog.table.hasFocus()
    click(dialog.look)
    grid = QApplication.activePopupWidget()
    assert isinstance(grid, LookGrid)
    place = grid.visualRect(grid.model().index(4, 5)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert looks(marked.workspace)[CANADA] == 29


def test_what_is_removed_leaves_its_sources_without_a_side_until_it_is_undone(
    marked: MarkedDesk, dialog: SidesDialog
) -> None:
    go_to(dialog, US)
    press(dialog, KEY.Key_Delete)
    assert rows(dialog)[-1] == (UNKNOWN_SIDE, "6", "8")
    assert dialog.offer.words == f"Removed “{US}”; sources of unknown side from now on: 4"
    click(dialog.offer.take)
    assert (heard(marked, US), dialog.offer.words) == (4, "")
    go_to(dialog, UNKNOWN_SIDE)
    for key in (KEY.Key_Delete, KEY.Key_F2):
        press(dialog, key)
    assert dialog.focusWidget() is dialog.table
    assert len(rows(dialog)) == 4
    assert not dialog.remove.isEnabled()


def test_without_sides_it_says_what_to_do_and_leads_to_the_sources(
    qtbot: QtBot, marked: MarkedDesk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = new_project(tmp_path_factory.mktemp("new") / "new.onrecord")
    marked.workspace.open(path, "Ann")
    dialog = SidesDialog(marked.workspace, marked.look, marked.actions.keymap)
    put_up(qtbot, dialog, 560, 560)
    assert dialog.new.hasFocus()
    assert not dialog.table.isVisible()
    assert not dialog.sources.isEnabled()
    QTest.keyClicks(dialog.new, "Mill")
    press(dialog, KEY.Key_Return)
    assert rows(dialog) == [("Mill", "0", "0"), (UNKNOWN_SIDE, "0", "0")]
    assert dialog.table.isVisible()
    undo(dialog)
    assert dialog.table.isVisible()
    dialog.table.setFocus()
    undo(dialog)
    assert not dialog.table.isVisible()


def test_a_project_that_is_read_only_shows_its_sides_and_changes_none(
    qtbot: QtBot, marked: MarkedDesk
) -> None:
    path = marked.workspace.path
    assert path
    reading = Workspace(marked.workspace)
    assert reading.open(path, "Ben")
    dialog = SidesDialog(reading, marked.look, marked.actions.keymap)
    put_up(qtbot, dialog, 560, 560)
    at_first = rows(dialog)
    for key in (KEY.Key_F2, KEY.Key_Delete):
        press(dialog, key)
    press(dialog, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    enabled = [one.text() for one in dialog.findChildren(QPushButton) if one.isEnabled()]
    assert (rows(dialog), len(at_first)) == (at_first, 4)
    assert [words for words in enabled if words] == ["Close"]
    reading.close()


def test_the_window_opens_it_and_goes_from_it_to_the_first_source_without_a_side(
    wire: Reviewer,
) -> None:
    window = wire.window
    window.show_tab(window.sources)
    (button,) = [
        one for one in window.sources.findChildren(QWidget) if one.accessibleName() == SPOKEN
    ][:1]
    click(button)
    dialog = window.findChild(SidesDialog, "sidesDialog")
    assert dialog
    wire.activate(dialog)
    assert isinstance(dialog.sources, QPushButton)
    click(dialog.sources)
    wire.activate(window)
    side = window.sources.form.side
    assert side.hasFocus()
    assert (side.text(), window.sources.form.name.text()) == ("unknown", "Chinese government")


SPOKEN = "Sides of the project"
