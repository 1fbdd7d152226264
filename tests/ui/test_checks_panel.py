"""The checks: what is to be mended, where, and a key that goes from one to the next."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabBar
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Waiver, new_id
from annotator.store import Store
from annotator.vocabulary import Verification
from tests.factories import keep_text, keep_wire_story, new_project, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.checks_seat import UNCHECKED, click_row, made_panel, panel, row_of, rows, words
from tests.ui.marked_desk import ALLEGATION, MarkedDesk, marked
from tests.ui.seat import message, seated
from ui.models.checks import FINDING_ROLE, CheckColumn, ranges
from ui.panels import checks
from ui.panels.checks import ChecksPanel

__all__ = ["marked", "panel"]
FEWEST = "Mill accused\n\nThe union said that the mill dumped waste. The mill denies it.\n"


@pytest.fixture
def wire(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = project_with(tmp_path / "wire.onrecord", keep_wire_story)
    yield from seated(qtbot, path)


@pytest.fixture
def small(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = new_project(tmp_path / "small.onrecord")
    with Store.open(path) as store:
        keep_text(store, FEWEST)
    yield from seated(qtbot, path)


def chips(panel: ChecksPanel) -> list[str]:
    return [chip.text() for chip in panel.chips.buttons]


def test_each_finding_is_a_row(panel: ChecksPanel) -> None:
    assert len(rows(panel)) == 36
    assert rows(panel)[0][:2] == ("error", "ATT-02")
    assert rows(panel)[0][3] == "1–3"
    row = row_of(panel, "VER-01", "7")
    assert rows(panel)[row] == ("warning", "VER-01", UNCHECKED, "7")
    index = panel.table.model().index(row, CheckColumn.RULE)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"warning, VER-01: {UNCHECKED}"
    assert sorted(words(panel)) == [
        "A reader who may not know the name must be told why the source can know.",
        "Error: Anonymous source barely described",
    ]
    assert panel.house_line.text() == "Checked by the house rules “On Record”"
    assert chips(panel) == ["all 36", "open 36", "waived 0", "errors 1", "warnings 21", "notes 14"]


def test_a_row_selects_its_claim_and_says_why_it_matters(
    marked: MarkedDesk, panel: ChecksPanel
) -> None:
    click_row(panel, row_of(panel, "VER-01", "7"))
    assert marked.selection.claim == marked.claim(ALLEGATION)
    assert "Warning: Allegation not checked" in words(panel)


def test_the_selected_claim_turns_to_its_row(marked: MarkedDesk, panel: ChecksPanel) -> None:
    panel.table.clearFocus()
    marked.selection.select(marked.claim(9))
    assert rows(panel)[panel.table.currentIndex().row()][1:4:2] == ("ATT-01", "10")


def test_enter_and_double_click_go_to_the_text(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    row = row_of(panel, "VER-01", "7")
    click_row(panel, row)
    with qtbot.waitSignal(panel.activated) as entered:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert entered.args == [marked.claim(ALLEGATION)]
    place = panel.table.visualRect(panel.table.model().index(row, CheckColumn.SENTENCE)).center()
    with qtbot.waitSignal(panel.activated) as clicked:
        QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [marked.claim(ALLEGATION)]
    assert marked.said[-1] == UNCHECKED


def test_what_is_mended_goes_and_the_row_stays_selected(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    click_row(panel, row_of(panel, "VER-01", "8"))
    claim = marked.claim(ALLEGATION)
    checked = replace(claim, verification=Verification.VERIFIED)
    marked.workspace.do(edits.change("Check", (claim, checked)))
    qtbot.waitUntil(lambda: ("VER-01", "7") not in [(row[1], row[3]) for row in rows(panel)])
    assert rows(panel)[panel.table.currentIndex().row()][1:4:2] == ("VER-01", "8")
    assert ("error", "VER-02") in [row[:2] for row in rows(panel)]


@pytest.mark.slow
def test_the_rows_follow_every_change_and_its_undo(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    before = rows(panel)
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[:5]))
    qtbot.waitUntil(lambda: len(rows(panel)) < len(before))
    after = rows(panel)
    marked.workspace.undo()
    qtbot.waitUntil(lambda: rows(panel) == before)
    marked.workspace.redo()
    qtbot.waitUntil(lambda: rows(panel) == after)


def test_a_waiver_puts_a_finding_last_with_its_reason(
    qtbot: QtBot, marked: MarkedDesk, panel: ChecksPanel
) -> None:
    claim = marked.claim(ALLEGATION)
    waiver = Waiver(
        new_id(), claim.article_id, "VER-01", "<b>Seen</b> {the} file", claim_id=claim.id
    )
    marked.workspace.do(edits.add("Waive", waiver))
    qtbot.waitUntil(lambda: rows(panel)[-1][1:4:2] == ("VER-01", "7"))
    assert rows(panel)[-1][2] == f"{UNCHECKED} Waived: <b>Seen</b> {{the}} file"
    assert chips(panel)[1:5] == ["open 35", "waived 1", "errors 1", "warnings 21"]


def test_without_a_project_there_is_nothing(qtbot: QtBot, marked: MarkedDesk) -> None:
    marked.workspace.close()
    panel = made_panel(marked)
    qtbot.addWidget(panel)
    panel.show()
    panel.go(1, 0)
    assert words(panel)[0] == "No claims yet. What is to be mended in them will stand here."


def test_rows_are_as_high_as_their_sentences(panel: ChecksPanel) -> None:
    table = panel.table
    first = table.rowHeight(0)
    panel.resize(620, 700)
    QApplication.processEvents()
    assert table.rowHeight(0) < first


def test_f8_goes_from_one_finding_to_the_next_and_back(wire: Reviewer) -> None:
    window = wire.window
    wire.click("being able to spy")
    wire.press("F8")
    assert message(wire).startswith("Huawei has 3 words to reply to 13 words")
    wire.press("F8")
    assert message(wire) == "Claim 7 rests on White House alone: find and link a second source."
    wire.press("F8")
    assert message(wire) == UNCHECKED
    wire.press("F8")
    assert window.workspace.desk
    assert window.selection.claim == window.workspace.desk.claims[7]
    wire.press("Shift+F8")
    assert message(wire) == UNCHECKED
    assert window.selection.claim == window.workspace.desk.claims[6]
    assert wire.view.hasFocus()


def test_f8_begins_at_the_caret_and_goes_round(wire: Reviewer) -> None:
    wire.press("F8")
    assert message(wire).startswith("The reader is told nothing")
    wire.press("Shift+F8")
    assert message(wire).startswith("1 line is left out")
    wire.press("Shift+F8")
    assert message(wire).startswith("Claim 19 opens or closes a quotation")


def test_f8_says_when_there_is_nothing(small: Reviewer) -> None:
    small.press("F8")
    assert message(small) == "No claims yet. What is to be mended in them will stand here."
    small.press("Ctrl+6")
    assert isinstance(small.focus, QTabBar)
    small.press("Esc")
    small.drag_words("mill dumped waste")
    small.press("0")
    small.press("F8")
    assert message(small) == "Claim 1 has no source: say who it comes from, or mark it background."


def test_ctrl_6_brings_the_checks_to_the_front(wire: Reviewer) -> None:
    window = wire.window
    wire.click("being able to spy")
    wire.press("Ctrl+6")
    assert window.tabs.currentWidget() is window.checks
    assert isinstance(wire.focus, QAbstractItemView)
    finding = window.checks.table.currentIndex().data(FINDING_ROLE)
    assert window.selection.claim
    assert window.selection.claim.id in finding.claims
    wire.press("Enter")
    assert wire.view.hasFocus()
    wire.window.resize(640, 480)
    wire.press("Ctrl+6")
    assert not wire.view.isVisible()
    wire.press("F8")
    assert wire.view.isVisible()


def test_a_large_article_is_looked_at_after_a_rest_or_when_somebody_asks(
    marked: MarkedDesk, panel: ChecksPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "LARGE", 1)
    monkeypatch.setattr(checks, "REST", 60_000)
    first, second = marked.claim(ALLEGATION), marked.claim(ALLEGATION + 1)
    for claim in (first, second):
        checked = replace(claim, verification=Verification.VERIFIED)
        marked.workspace.do(edits.change("Check", (claim, checked)))
        panel.open_findings()
    marked.workspace.undo()
    QApplication.processEvents()
    assert not panel.is_fresh
    told = [finding.message for finding in panel.open_findings() if finding.rule == "VER-01"]
    assert told == ["Claim 8 is an unchecked allegation: check it and record the result."]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], ""), ([4], "4"), ([2, 1], "1, 2"), ([1, 2, 3, 5, 7, 8], "1–3, 5, 7, 8"), ([3, 3], "3")],
)
def test_numbers_are_told_in_ranges(numbers: list[int], said: str) -> None:
    assert ranges(numbers) == said
