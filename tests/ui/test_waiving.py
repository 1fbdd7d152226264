"""Waiving a finding with a reason, and taking that back, in the same place."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from annotator import edits
from annotator.checks.waivers import waive
from tests.journeys.reviewer import Reviewer
from tests.ui.checks_seat import UNCHECKED, click_row, panel, row_of, rows, words
from tests.ui.marked_desk import ALLEGATION, MarkedDesk, marked
from tests.ui.seat import message
from ui.panels.checks import ChecksPanel

__all__ = ["marked", "panel"]
WHY = "Seen in the file {7} <b>of the court</b>"


def give(panel: ChecksPanel, reason: str) -> None:
    """Press W, type a reason and press Enter."""
    QTest.keyClicks(panel.table, "w")
    QTest.keyClicks(panel.waiving.line, reason)
    QTest.keyClick(panel.waiving.line, Qt.Key.Key_Return)


def waived(panel: ChecksPanel) -> list[tuple[str, str]]:
    return [(row[1], row[3]) for row in rows(panel) if " Waived: " in row[2]]


def was_waived(panel: ChecksPanel, times: int) -> bool:
    return len(waived(panel)) == times


def test_a_finding_is_waived_with_a_reason_and_taken_back(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    give(panel, WHY)
    qtbot.waitUntil(lambda: rows(panel)[-1][1:4:2] == ("VER-01", "7"))
    assert rows(panel)[-1][2] == f"{UNCHECKED} Waived: {WHY}"
    assert marked.said[-1] == f"Waived VER-01: {WHY}"
    assert panel.table.hasFocus()
    assert not panel.waiving.isVisible()
    click_row(panel, len(rows(panel)) - 1)
    (told,) = [line for line in words(panel) if line.startswith("Waived by Ann, ")]
    assert told.endswith(f": {WHY}")
    assert panel.reason.waive.text() == "Take back"
    QTest.mouseClick(panel.reason.waive, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not waived(panel))
    marked.workspace.undo()
    qtbot.waitUntil(lambda: waived(panel) == [("VER-01", "7")])
    marked.workspace.undo()
    qtbot.waitUntil(lambda: not waived(panel))


def test_esc_leaves_all_as_it_was(marked: MarkedDesk, panel: ChecksPanel) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    before = rows(panel)
    QTest.mouseClick(panel.reason.waive, Qt.MouseButton.LeftButton)
    assert panel.waiving.line.accessibleName() == "Why may VER-01 stay as it is?"
    QTest.keyClicks(panel.waiving.line, "Never mind")
    QTest.keyClick(panel.waiving.line, Qt.Key.Key_Escape)
    assert not panel.waiving.isVisible()
    assert panel.reason.waive.hasFocus()
    assert rows(panel) == before
    assert not marked.desk.waivers
    QTest.keyClicks(panel.table, "w")
    assert panel.waiving.line.text() == ""


def test_the_keys_go_to_the_table_where_what_had_them_is_gone(panel: ChecksPanel) -> None:
    field = QLineEdit(panel)
    field.show()
    field.setFocus()
    panel.waive(panel.open_findings()[:1])
    delete(field)
    QTest.keyClick(panel.waiving.line, Qt.Key.Key_Escape)
    assert panel.table.hasFocus()
    assert not panel.waiving.isVisible()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("  ", "Say why it may stay as it is; the reason is kept with the article."),
        ("x" * 2_001, "Give the reason in at most 2,000 ordinary characters."),
    ],
)
def test_a_refused_reason_says_why_and_keeps_what_was_typed(
    marked: MarkedDesk, panel: ChecksPanel, typed: str, why: str
) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    QTest.keyClicks(panel.table, "w")
    panel.waiving.line.setText(typed)
    QTest.keyClick(panel.waiving.line, Qt.Key.Key_Return)
    assert why in words(panel)
    assert panel.waiving.line.text() == typed
    assert panel.waiving.line.hasFocus()
    assert not marked.desk.waivers


def test_what_is_looked_up_meanwhile_keeps_nothing(marked: MarkedDesk, panel: ChecksPanel) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    QTest.keyClicks(panel.table, "w")
    QTest.keyClicks(panel.waiving.line, "Seen")
    panel.table.setFocus()
    assert panel.waiving.line.text() == "Seen"
    assert not marked.desk.waivers
    marked.workspace.show_article(marked.other.id)
    assert marked.said[-1] == "Not waived: “Seen”"
    assert not panel.waiving.isVisible()


def test_what_is_waived_is_what_is_still_open_when_enter_is_pressed(
    marked: MarkedDesk, panel: ChecksPanel
) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    finding = panel.chosen(0)[0]
    QTest.keyClicks(panel.table, "w")
    QTest.keyClicks(panel.waiving.line, "Seen")
    marked.workspace.do(waive(marked.desk.article, finding, "By another", "Bo"))
    QTest.keyClick(panel.waiving.line, Qt.Key.Key_Return)
    assert "This is no open finding any more. Esc leaves it." in words(panel)
    assert panel.waiving.line.text() == "Seen"
    assert [one.reason for one in marked.desk.waivers.values()] == ["By another"]
    marked.workspace.undo()
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), [marked.claim(ALLEGATION)]))
    QTest.keyClick(panel.waiving.line, Qt.Key.Key_Return)
    assert "This is no open finding any more. Esc leaves it." in words(panel)
    assert not marked.failed


def test_the_reasons_used_last_are_offered(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    for number, (claims, reason) in enumerate(
        (("7", "Seen by the editor"), ("8", "Sealed by a court")), 1
    ):
        click_row(panel, row_of(panel, "VER-01", claims))
        give(panel, reason)
        qtbot.waitUntil(partial(was_waived, panel, number))
    assert marked.workspace.reader.reasons() == ["Sealed by a court", "Seen by the editor"]
    click_row(panel, row_of(panel, "ATT-01", "10"))
    give(panel, "See")
    qtbot.waitUntil(lambda: ("ATT-01", "10") in waived(panel))
    assert {w.reason for w in marked.desk.waivers.values() if w.rule == "ATT-01"} == {
        "Seen by the editor"
    }


def test_several_of_one_check_get_one_reason_in_one_step(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    click_row(panel, row_of(panel, "VER-01", "7"))
    click_row(panel, row_of(panel, "VER-01", "8"), held)
    give(panel, "Checked last week")
    qtbot.waitUntil(lambda: waived(panel) == [("VER-01", "7"), ("VER-01", "8")])
    assert marked.said[-1] == "Waived VER-01 2 times: Checked last week"
    marked.workspace.undo()
    qtbot.waitUntil(lambda: not waived(panel))
    click_row(panel, row_of(panel, "VER-01", "7"))
    click_row(panel, row_of(panel, "ATT-01", "10"), held)
    QTest.keyClicks(panel.table, "w")
    assert marked.said[-1] == "Select findings of one check, so that one reason fits them all."
    assert not panel.waiving.isVisible()


def test_from_the_text_and_back_to_it(wire: Reviewer) -> None:
    wire.click("being able to spy")
    wire.press("F8")
    told = message(wire)
    wire.press("W")
    assert wire.focus is wire.window.checks.waiving.line
    wire.type("Agreed")
    wire.press("Enter")
    assert message(wire).endswith(": Agreed")
    assert wire.view.hasFocus()
    wire.press("Ctrl+Z")
    assert told in {finding.message for finding in wire.window.checks.open_findings()}


def test_the_menu_of_a_row_fixes_waives_and_explains(qtbot: QtBot, panel: ChecksPanel) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    panel.table.menu_wanted.emit(panel.mapToGlobal(panel.rect().center()))
    (menu,) = panel.table.findChildren(QMenu)
    titles = [action.text().partition("\t")[0] for action in menu.actions()]
    assert titles == ["Go to the text", "Record the result", "Waive…", "All checks"]
    with qtbot.waitSignal(panel.page_wanted):
        menu.actions()[3].trigger()
    menu.actions()[2].trigger()
    assert panel.waiving.isVisible()
    menu.close()
