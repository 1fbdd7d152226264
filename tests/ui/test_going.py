"""Going through an article: around and within, linked claims, pages, paragraphs."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from annotator.edits import add
from annotator.store import Store
from tests.factories import claim_of, keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.reading.page_seat import PageSeat
from tests.ui.seat import message, quotes, seated


def quote(desk: Reviewer) -> str | None:
    claim = desk.window.selection.claim
    return claim.quote if claim else None


@pytest.mark.slow
def test_z_goes_outward_and_shift_z_inward(desk: Reviewer) -> None:
    nested = ["dumped", "mill dumped waste", "The union said that the mill dumped waste"]
    for words in nested:
        desk.drag_words(words)
        desk.press("0")
    desk.press("Esc")
    desk.click("dumped")
    assert quote(desk) == nested[0]
    desk.press("Z")
    assert quote(desk) == nested[1]
    desk.press("Z")
    assert quote(desk) == nested[2]
    desk.press("Z")
    assert quote(desk) == nested[2]
    assert message(desk) == "No claim lies around this one."
    desk.press("Shift+Z")
    assert quote(desk) == nested[1]


def test_clicks_one_after_another_go_outward_too(desk: Reviewer) -> None:
    for words in ("dumped", "mill dumped waste"):
        desk.drag_words(words)
        desk.press("0")
    desk.press("Esc")
    desk.click("dumped")
    assert quote(desk) == "dumped"
    desk.click("dumped")
    assert quote(desk) == "mill dumped waste"
    desk.click("dumped")
    assert quote(desk) == "dumped"


def test_g_goes_through_what_a_claim_is_linked_to_and_back(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("It did so twice")
    desk.press("A")
    desk.drag_words("The mill denies it")
    desk.press("D")
    for _ in range(2):
        desk.press("L")
        desk.press("Enter")
    assert quote(desk) == "The mill denies it"
    visited = []
    for _ in range(3):
        desk.press("G")
        visited.append(quote(desk))
    assert set(visited[:2]) == {"mill dumped waste", "It did so twice"}
    assert visited[2] == "The mill denies it"
    assert message(desk) == "Back at claim 3"


def test_a_claim_without_links_says_so(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("G")
    assert message(desk) == "Claim 1 has no links."


def test_ctrl_g_asks_for_a_paragraph_and_goes_there(desk: Reviewer) -> None:
    desk.press("Ctrl+G")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QInputDialog)
    QTest.keyClicks(dialog.focusWidget(), "2")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.view.caret() == desk.text.index("The mill denies")
    assert desk.window.focusWidget() is desk.view


def test_space_turns_the_page_and_the_caret_comes_along(desk: Reviewer) -> None:
    desk.window.resize(1280, 320)
    QApplication.processEvents()
    bar = desk.view.verticalScrollBar()
    assert bar.maximum() > 0
    desk.press("Space")
    assert bar.value() > 0
    first, last = desk.view.seen_range()
    assert first <= desk.view.caret() <= last
    desk.press("Shift+Space")
    assert bar.value() == 0


def test_turning_pages_forth_and_back_leaves_no_line_out(
    wire: Reviewer,
) -> None:
    wire.window.resize(1280, 500)
    QApplication.processEvents()
    assert wire.window.workspace.desk
    page = PageSeat(wire.view, wire.window.workspace.desk)
    page.set_all()
    turn = wire.view.verticalScrollBar().pageStep() - round(wire.view.setting.pitch)
    for chord, end in (("Space", page.last), ("Shift+Space", 0)):
        shown = [page.seen_words()]
        while page.scrolled != end:
            before = page.scrolled
            wire.press(chord)
            shown.append(page.seen_words())
            # The caret comes along without another scroll.
            assert abs(page.scrolled - before) == turn or page.scrolled == end
            assert wire.view.textCursor().position() == shown[-1][0]
        assert len(shown) > 4
        for one, other in pairwise(shown if end else shown[::-1]):
            assert one[0] < other[0] <= page.following(one[-1])


def test_a_claim_taller_than_the_page_is_shown_from_its_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    words = " ".join(f"Sentence {n} says that something happened somewhere." for n in range(90))
    text = f"Headline\n\nFirst words.\n\n{words}\n\nLast words.\n"
    path = new_project(tmp_path / "long.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, text)
        claim = claim_of(article, text, words)
        store.apply(add("Mark", claim, claim_of(article, text, "Last words")))
    for desk in seated(qtbot, path):
        for number, chord in enumerate(("J", "J", "K")):
            desk.press(chord)
            chosen = desk.window.selection.claim
            assert chosen
            assert (chosen.id == claim.id) is (number != 1)
            assert desk.view.caret() == (chosen.end if number == 1 else claim.start)
            assert desk.view.cursorRect().top() >= 0
            assert desk.view.cursorRect().bottom() <= desk.view.viewport().height()


def test_three_clicks_select_the_sentence_and_four_the_paragraph(desk: Reviewer) -> None:
    port = desk.view.viewport()
    point = desk.place_of("dumped waste", 3)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=point)
    assert desk.selected_words() == "dumped"
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point)
    assert desk.selected_words() == "The union said that the mill dumped waste"
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point)
    assert desk.selected_words() == (
        "The union said that the mill dumped waste. “It did so twice,” a clerk said."
    )
    desk.press("A")
    assert len(quotes(desk)) == 1


def test_h_hides_the_marks_while_it_is_held(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    QTest.keyPress(desk.view, Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier)
    assert not desk.view.shows_marks
    QTest.keyRelease(desk.view, Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier)
    assert desk.view.shows_marks
