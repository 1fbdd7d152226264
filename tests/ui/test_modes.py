"""The modes of the text: what a key means in them, what ends them, and what they say."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, go_to, hints, links, message, quotes, selected
from ui.modes import TextMode


def linking(reviewer: Reviewer) -> TextMode:
    return reviewer.window.text_commands.linking


def edges(reviewer: Reviewer) -> TextMode:
    return reviewer.window.text_commands.edges


def said_by(reviewer: Reviewer) -> list[str]:
    said: list[str] = []
    reviewer.window.workspace.said.connect(said.append)
    return said


def mark_two(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("The mill denies it")
    desk.press("D")


@pytest.mark.slow
def test_l_and_a_digit_link_from_the_claims_table_too(wire: Reviewer) -> None:
    wire.press("Ctrl+3")
    wire.press("Down")
    wire.press("Down")
    before, number = claims(wire), selected(wire)
    assert number
    known = links(wire)
    wire.press("L")
    assert wire.focus is wire.view
    wire.press("1")
    assert claims(wire)[number - 1].tags == before[number - 1].tags
    assert links(wire) == known + 1


def test_e_moves_bounds_from_the_claims_table_too(wire: Reviewer) -> None:
    wire.press("Ctrl+3")
    wire.press("Down")
    number = selected(wire)
    assert number
    before = claims(wire)[number - 1].quote
    wire.press("E")
    wire.press("Left")
    wire.press("Enter")
    assert len(claims(wire)[number - 1].quote) < len(before)
    assert selected(wire) == number


def test_in_a_small_window_a_mode_uncovers_the_page(wire: Reviewer) -> None:
    wire.window.resize(700, 600)
    wire.press("Ctrl+3")
    wire.press("Down")
    assert not wire.view.isVisible()
    wire.press("E")
    assert wire.view.isVisible()
    wire.press("Esc")
    assert not edges(wire).is_on


@pytest.mark.parametrize("keys", [["F8"], ["Ctrl+3", "Down"], ["Ctrl+Z"], ["Tab"], ["J"]])
def test_whatever_is_done_instead_of_linking_links_nothing_and_says_so(
    wire: Reviewer, keys: list[str]
) -> None:
    go_to(wire, 3)
    wire.press("A")
    known, said = links(wire), said_by(wire)
    wire.press("L")
    for key in keys:
        wire.press(key)
    assert not linking(wire).is_on
    assert wire.view.hints == {}
    assert links(wire) == known
    assert "Nothing was linked." in said


def test_a_click_on_the_page_or_the_margin_links(desk: Reviewer) -> None:
    mark_two(desk)
    desk.press("L")
    desk.click("dumped waste")
    assert message(desk) == "Denial now answers claim 1"
    desk.press("Ctrl+Z")
    go_to(desk, 2)
    desk.press("L")
    margin = desk.window.pane.margin
    spot = margin.spots[claims(desk)[0].id].center().toPoint()
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=spot)
    assert message(desk) == "Denial now answers claim 1"
    assert links(desk) == 1


def test_a_click_on_plain_words_links_nothing_and_says_so(desk: Reviewer) -> None:
    mark_two(desk)
    desk.press("L")
    desk.click("Family")
    assert message(desk) == "Nothing was linked."
    assert not linking(desk).is_on
    desk.click("dumped waste")
    assert links(desk) == 0


def test_each_mode_has_hints_of_its_own(desk: Reviewer) -> None:
    mark_two(desk)
    usual = hints(desk)
    desk.press("L")
    assert "1 which" in hints(desk)
    assert "D R X C S P E K N kind" in hints(desk)
    assert "Esc" in hints(desk)
    desk.press("Esc")
    assert hints(desk) == usual
    desk.press("E")
    assert "Enter keep" in hints(desk)
    assert "E other end" in hints(desk)
    desk.press("Enter")
    assert hints(desk) == usual


def test_keys_that_scroll_scroll_while_a_link_is_made(wire: Reviewer) -> None:
    wire.window.resize(1280, 420)
    go_to(wire, 9)
    bar = wire.view.verticalScrollBar()
    wire.press("L")
    seen = []
    for key in ("Home", "Down", "PageDown", "Space", "Shift+Space"):
        wire.press(key)
        seen.append(bar.value())
    top, line, page, space, back = seen
    assert top == 0 < line < page < space
    assert back < space
    assert linking(wire).is_on
    assert selected(wire) == 9


def test_after_an_l_that_leads_nowhere_the_next_key_means_what_it_always_does(
    desk: Reviewer,
) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("L")
    assert message(desk) == "There is no other claim to link to."
    desk.drag_words("The mill denies it")
    desk.press("D")
    assert quotes(desk) == ["mill dumped waste", "The mill denies it"]


def test_tab_turns_to_the_other_end(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    desk.press("E")
    desk.press("Tab")
    assert desk.focus is desk.view
    desk.press("Left")
    desk.press("Enter")
    assert quotes(desk) == ["the mill dumped"]
    desk.press("Tab")
    assert desk.focus is not desk.view


@pytest.mark.parametrize("keys", [["Ctrl+3"], ["Ctrl+1"], ["F6"]])
def test_leaving_the_text_leaves_the_bounds_as_they_were(desk: Reviewer, keys: list[str]) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    desk.press("E")
    desk.press("Right")
    for key in keys:
        desk.press(key)
    assert message(desk) == "The claim stays as it was."
    assert not edges(desk).is_on
    assert desk.view.moving is None


def test_a_bare_modifier_and_keys_that_scroll_say_nothing_where_a_bound_is_moved(
    desk: Reviewer,
) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    desk.press("E")
    told = message(desk)
    for key in ("Shift", "Down", "PageDown", "Space"):
        desk.press(key)
        assert message(desk) == told
    assert edges(desk).is_on
    desk.press("Right")
    desk.press("Enter")
    assert quotes(desk) == ["mill dumped waste"]


@pytest.mark.parametrize("words", ["mill denies", "mill dumped", "Family"])
def test_a_click_leaves_the_bounds_as_they_were_and_says_so(desk: Reviewer, words: str) -> None:
    mark_two(desk)
    go_to(desk, 1)
    desk.press("E")
    desk.press("Left")
    desk.click(words)
    assert not edges(desk).is_on
    assert message(desk) == "The claim stays as it was."
    assert quotes(desk) == ["mill dumped waste", "The mill denies it"]


def test_a_handle_that_is_dragged_nowhere_leaves_edge_mode_as_it_is(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    desk.press("E")
    _, end = desk.view.handles()
    assert end
    port = desk.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=end.toPoint())
    QTest.mouseMove(port, end.toPoint() + QPoint(1, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end.toPoint())
    QApplication.processEvents()
    desk.press("Right")
    desk.press("Enter")
    assert quotes(desk) == ["mill dumped waste"]


@pytest.mark.slow
def test_a_mode_that_begins_in_the_table_shows_its_claim(wire: Reviewer) -> None:
    wire.window.resize(1280, 420)
    wire.press("Ctrl+3")
    for _ in range(18):
        wire.press("Down")
    claim = claims(wire)[-1]
    wire.press("L")
    first, last = wire.view.seen_range()
    assert first <= claim.start <= last
