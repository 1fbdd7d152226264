"""What a key is about: words, a claim, a row; and that every key says what it did."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.model import Span
from annotator.store import Store
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, go_to, links, message, quotes, seated, selected
from ui.tag_bar import TagButton

BRIDGE = (
    "Headline here\n\nThe mayor said the bridge is safe.\n\nAdvertisement\n\n"
    "Critics say it is not.\n"
)
FIRST = "Claim 1 of 19, anonymous source by unnamed officials (nationality not given)"


@pytest.fixture
def bridge(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = new_project(tmp_path / "bridge.onrecord")
    with Store.open(path) as store:
        keep_text(store, BRIDGE)
    yield from seated(qtbot, path)


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, new_project(tmp_path / "empty.onrecord"))


def tags(reviewer: Reviewer) -> list[tuple[str, ...]]:
    return [claim.tags for claim in claims(reviewer)]


def test_words_around_furniture_cannot_be_marked(bridge: Reviewer) -> None:
    text = bridge.text
    bridge.drag(text.index("bridge"), text.index("Critics") + len("Critics"))
    assert "Advertisement" in bridge.selected_words()
    bridge.press("A")
    assert quotes(bridge) == []
    assert message(bridge) == "A line here is not part of the story, so it cannot be marked."


def test_a_bound_stops_at_furniture(bridge: Reviewer) -> None:
    bridge.drag_words("bridge is safe")
    bridge.press("A")
    for _ in range(3):
        bridge.press("Alt+Right")
    assert quotes(bridge) == ["bridge is safe"]
    assert message(bridge) == "There is no further word for this claim."


def test_after_a_page_a_tag_is_about_what_is_read(wire: Reviewer) -> None:
    wire.window.resize(1280, 420)
    go_to(wire, 1)
    before = claims(wire)[0].tags
    wire.press("Space")
    wire.press("Space")
    assert selected(wire) is None
    wire.press("D")
    assert next(c for c in claims(wire) if c.start == claims(wire)[0].start).tags == before


def test_after_going_to_a_paragraph_a_tag_is_about_that_one(wire: Reviewer) -> None:
    go_to(wire, 1)
    before = claims(wire)[0]
    wire.window.text_commands.going.paragraph(8)
    assert message(wire).startswith("Paragraph 8 of ")
    wire.press("D")
    assert claims(wire)[0] == before


def test_r_never_marks_the_same_words_twice(desk: Reviewer) -> None:
    desk.click("union said")
    desk.press("A")
    desk.press("R")
    assert len(quotes(desk)) == 1
    assert message(desk) == "That is so already for claim 1."
    desk.press("S")
    desk.press("D")
    desk.press("Esc")
    desk.click("It did so")
    desk.press("Esc")
    desk.click("union said")
    desk.press("Esc")
    desk.click("union said")
    desk.press("S")
    desk.press("R")
    assert len(quotes(desk)) == len(set(quotes(desk)))
    assert message(desk) == "Marked claim 1 like the last one"


def test_shift_and_a_letter_on_the_words_of_a_claim_adds_a_tag_to_it(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("mill dumped waste")
    desk.press("Shift+O")
    assert quotes(desk) == ["mill dumped waste"]
    assert tags(desk) == [("allegation", "official statement")]


def test_the_row_that_is_chosen_wins_over_words_on_the_page(desk: Reviewer) -> None:
    for words in ("mill dumped waste", "The mill denies it"):
        desk.drag_words(words)
        desk.press("A")
    desk.press("Esc")
    desk.drag_words("of three")
    desk.press("Ctrl+3")
    desk.press("Down")
    assert selected(desk) == 2
    desk.press("D")
    assert tags(desk) == [("allegation",), ("denial",)]


def test_the_row_wins_too_where_its_claim_was_selected_before_the_words(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("of three")
    desk.press("Ctrl+3")
    desk.press("D")
    assert quotes(desk) == ["mill dumped waste"]
    assert tags(desk) == [("denial",)]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["S", "P"])
def test_words_that_are_selected_from_the_table_are_what_the_next_key_is_about(
    wire: Reviewer, key: str
) -> None:
    before = claims(wire)
    wire.press("Ctrl+3")
    wire.press("Home")
    wire.press("Shift+Down")
    wire.press(key)
    assert wire.focus is wire.view
    words = wire.selected_words()
    wire.press("D")
    assert [claim for claim in claims(wire) if claim not in before] == [
        claim for claim in claims(wire) if claim.quote == words
    ]
    assert all(claim in claims(wire) for claim in before)


def test_a_click_in_the_margin_lets_go_of_the_words(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("of three")
    margin = desk.window.pane.margin
    spot = margin.spots[claims(desk)[0].id].center().toPoint()
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=spot)
    desk.press("D")
    assert quotes(desk) == ["mill dumped waste"]


def test_words_stay_selected_while_the_claim_they_are_for_changes(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("The union")
    desk.press("Y")
    assert desk.selected_words() == "The union"
    desk.press("Shift+C")
    assert claims(desk)[0].mention == "The union"


def test_g_forgets_links_that_were_removed(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("The mill denies it")
    desk.press("D")
    desk.press("L")
    desk.press("1")
    desk.press("G")
    desk.press("G")
    assert selected(desk) == 2
    desk.press("Shift+L")
    assert links(desk) == 0
    desk.press("G")
    assert selected(desk) == 2
    assert message(desk) == "Claim 2 has no links."


def test_g_knows_links_that_were_made_since(desk: Reviewer) -> None:
    for words in ("mill dumped waste", "It did so twice"):
        desk.drag_words(words)
        desk.press("A")
    desk.drag_words("The mill denies it")
    desk.press("D")
    for _ in range(2):
        desk.press("L")
        desk.press("1")
        assert selected(desk) == 3
        desk.press("G")
        assert selected(desk) != 3
        while selected(desk) != 3:
            desk.press("G")
    met = set()
    for _ in range(3):
        desk.press("G")
        met.add(selected(desk))
    assert met == {1, 2, 3}


def test_copying_nothing_leaves_the_clipboard_as_it_is(desk: Reviewer) -> None:
    QGuiApplication.clipboard().setText("precious")
    desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "precious"
    assert message(desk) == "Select words or a claim to copy first."
    desk.drag_words("dumped waste")
    desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "dumped waste"
    assert message(desk) == "Copied"


def test_an_allegation_about_nobody_is_not_called_answered(desk: Reviewer) -> None:
    counts = desk.window.findChild(QLabel, "counts")
    assert counts
    desk.drag_words("mill dumped waste")
    desk.press("A")
    assert counts.text() == "1 claim · 1 allegation, 1 about nobody yet"
    desk.press("Esc")
    desk.press("U")
    assert selected(desk) == 1
    assert message(desk) == "Claim 1 of 1, allegation: about nobody yet, T names whom"
    desk.press("T")
    desk.type("the mill")
    desk.press("Enter")
    assert counts.text() == "1 claim · 1 allegation, 1 unanswered"
    desk.press("U")
    assert message(desk) == "Claim 1 of 1, allegation: unanswered"


def test_of_an_allegation_in_two_halves_one_target_is_enough(desk: Reviewer) -> None:
    counts = desk.window.findChild(QLabel, "counts")
    assert counts
    for words in ("mill dumped waste", "It did so twice"):
        desk.drag_words(words)
        desk.press("A")
    for key in ("L", "N", "1"):
        desk.press(key)
    assert counts.text() == "2 claims · 2 allegations, 1 about nobody yet"
    desk.press("T")
    desk.type("the mill")
    desk.press("Enter")
    assert counts.text() == "2 claims · 2 allegations, 1 unanswered"


def test_h_in_the_claims_table_hides_the_marks_only_while_it_is_held(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Ctrl+3")
    assert desk.focus is desk.window.claims.table
    QTest.keyPress(desk.focus, Qt.Key.Key_H)
    assert not desk.view.shows_marks
    QTest.keyRelease(desk.focus, Qt.Key.Key_H)
    assert desk.view.shows_marks


def test_marks_that_are_hidden_come_back_where_the_keys_go_elsewhere(desk: Reviewer) -> None:
    QTest.keyPress(desk.view, Qt.Key.Key_H)
    assert not desk.view.shows_marks
    desk.window.claims.filter.setFocus()
    assert desk.view.shows_marks


def test_no_menu_hides_the_marks_for_good(desk: Reviewer) -> None:
    titles = [
        action.text()
        for menu in desk.window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined]
    ]
    assert any("serifs" in title for title in titles)
    assert not any("Hide the marks" in title for title in titles)


@pytest.mark.slow
def test_keys_that_only_look_say_where_one_is(wire: Reviewer) -> None:
    for keys, said in (
        (["J"], FIRST),
        (["J", "K"], FIRST),
        (["Ctrl+Shift+Z"], "There is nothing to do again."),
        (["Shift+Space"], "This is the beginning."),
        (["F4"], "The panels are hidden"),
        (["F4"], "The panels are shown"),
        (["F11"], "The page stands alone; F11 brings the rest back"),
        (["F11"], "Everything is back around the page"),
        (["S"], "Selected a sentence"),
        (["Shift+S"], "Selected a sentence more"),
        (["P"], "Selected a paragraph"),
    ):
        for key in keys:
            wire.press(key)
        assert message(wire) == said


def test_a_quotation_and_a_page_and_a_claim_around_are_said(wire: Reviewer) -> None:
    wire.window.resize(1280, 420)
    wire.press("Space")
    assert message(wire).startswith("Paragraph ")
    wire.view.put_caret(wire.text.index("“"))
    wire.press("Q")
    assert message(wire) == "Selected a quotation"
    for _ in range(12):
        wire.press("Space")
    assert message(wire) == "This is the end."


def test_in_an_empty_project_every_key_says_what_is_missing(empty: Reviewer) -> None:
    for key in ("A", "J", "F8", "S", "Ctrl+G", "Alt+Down"):
        empty.window.status_line.say("")
        empty.press(key)
        assert message(empty) == "No article is open: Ctrl+I imports one."
    empty.press("Ctrl+Z")
    assert message(empty) == "There is nothing to undo."
    buttons = empty.window.findChildren(TagButton)
    assert len(buttons) == 4
    assert not any(button.isEnabled() for button in buttons)


def test_the_tag_buttons_can_be_pressed_once_there_is_an_article(desk: Reviewer) -> None:
    assert all(button.isEnabled() for button in desk.window.findChildren(TagButton))


def test_without_claims_the_inspector_says_how_to_begin(desk: Reviewer) -> None:
    def told() -> list[str]:
        found = desk.window.inspector.findChildren(QLabel)
        return [label.text() for label in found if label.isVisible()]

    begin = "Select words and press 1–4, or click a sentence and press a letter."
    choose = "Select a claim to see everything about it: click on it, or press J."
    assert told() == [begin]
    desk.press("J")
    assert message(desk) == begin
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.press("Esc")
    assert told() == [choose]
    desk.press("Ctrl+Z")
    assert told() == [begin]


def test_z_goes_only_to_a_claim_that_lies_around(desk: Reviewer) -> None:
    for words in ("that the mill", "mill dumped waste", "mill"):
        desk.drag_words(words)
        desk.press("0")
    go_to(desk, 1)
    desk.press("Z")
    assert selected(desk) == 1
    assert message(desk) == "No claim lies around this one."
    desk.press("Shift+Z")
    claim = desk.window.selection.claim
    assert claim
    assert claim.quote == "mill"
    QApplication.processEvents()
    assert message(desk) == "Claim 3 of 3, no tag"


def test_in_a_paragraph_read_from_the_right_arrows_move_a_bound_where_they_point(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "hebrew.onrecord")
    with Store.open(path) as store:
        keep_text(store, "כותרת ראשית\n\nהשר אמר כי המפעל שפך פסולת לנהר.\n")
    for hebrew in seated(qtbot, path):
        start = hebrew.text.index("המפעל")
        hebrew.view.select(Span(start, start + len("המפעל")))
        hebrew.press("A")
        hebrew.press("E")
        hebrew.press("Left")
        hebrew.press("Enter")
        assert quotes(hebrew) == ["המפעל שפך"]
        hebrew.press("E")
        hebrew.press("Home")
        hebrew.press("Right")
        hebrew.press("Enter")
        assert quotes(hebrew) == ["כי המפעל שפך"]
