"""The margin, the cards and the "+n" chips, by mouse."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.reading.pane_seat import Mark, ShowPane, pane_shower
from tests.ui.seat import seated
from ui.reading.beside import Beside
from ui.reading.painting import HANDLE, Chip, Marks
from ui.reading.view import ArticleView

ENGLISH = "The union said that the mill dumped waste into the river, " * 4 + "and twice"
HEBREW = "השר אמר כי המפעל שפך פסולת לנהר ודובר המפעל הכחיש את הטענות " * 4 + "לנהר"


@pytest.fixture
def show_pane(qtbot: QtBot, tmp_path: Path) -> Iterator[ShowPane]:
    yield from pane_shower(qtbot, tmp_path)


def wide(qtbot: QtBot, tmp_path: Path) -> Reviewer:
    path = new_project(tmp_path / "wire.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    reviewer = next(seated(qtbot, path))
    reviewer.window.parts.hide_panels()
    reviewer.window.resize(1440, 900)
    QApplication.processEvents()
    return reviewer


def spot(strip: Beside, claim_id: str) -> QPoint:
    strip.grab()
    return strip.spots[claim_id].center().toPoint()


def test_a_click_on_a_card_or_a_badge_selects_its_claim(qtbot: QtBot, tmp_path: Path) -> None:
    desk = wide(qtbot, tmp_path)
    assert desk.window.workspace.desk
    claims = desk.window.workspace.desk.claims
    pane = desk.window.pane
    for strip, claim in ((pane.cards, claims[3]), (pane.margin, claims[4])):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot(strip, claim.id))
        assert desk.window.selection.claim == claim
        assert desk.window.focusWidget() is desk.view
    desk.window.close()


def test_the_mouse_on_a_card_outlines_the_words(qtbot: QtBot, tmp_path: Path) -> None:
    desk = wide(qtbot, tmp_path)
    assert desk.window.workspace.desk
    claim = desk.window.workspace.desk.claims[3]
    cards = desk.window.pane.cards
    hovered = []
    for point in (spot(cards, claim.id), QPoint(1, 1)):
        QTest.mouseMove(cards, point)
        hovered.append(desk.view.hovered)
    assert hovered == [claim, None]
    desk.window.close()


def test_the_mouse_on_words_outlines_the_smallest_claim(desk: Reviewer) -> None:
    for words in ("dumped", "mill dumped waste"):
        desk.drag_words(words)
        desk.press("0")
    desk.press("Esc")
    QTest.mouseMove(desk.view.viewport(), desk.place_of("dumped waste", 3))
    assert desk.view.hovered
    assert desk.view.hovered.quote == "dumped"


def test_cards_never_lie_over_each_other_however_dense_claims_are(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = wide(qtbot, tmp_path)
    for height in (900, 600, 400):
        desk.window.resize(1440, height)
        QApplication.processEvents()
        cards = desk.window.pane.cards
        cards.grab()
        rects = sorted(cards.spots.values(), key=lambda rect: rect.top())
        assert len(rects) > 3
        assert all(a.bottom() < b.top() for a, b in pairwise(rects))
        assert rects[-1].bottom() <= cards.height()
    desk.window.close()


@pytest.mark.slow
def test_a_chip_counts_the_claims_without_a_lane_and_a_click_goes_through_them(
    desk: Reviewer,
) -> None:
    nested = ["waste", "dumped waste", "mill dumped waste", "the mill dumped waste"]
    nested.append("that the mill dumped waste")
    for words in nested:
        desk.drag_words(words)
        desk.press("0")
    desk.press("Esc")
    desk.press("Esc")
    frame = desk.view.frame_now()
    assert frame
    places = [
        QPointF(x, y)
        for x in range(0, desk.view.viewport().width(), 4)
        for y in range(0, desk.view.viewport().height(), 4)
    ]
    chips = [(point, chip) for point in places if (chip := desk.view.chip_at(point))]
    point, chip = chips[len(chips) // 2]
    assert [claim.quote for claim in chip.claims] == nested[3:]
    chosen = []
    for _ in range(2):
        QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert desk.window.selection.claim
        chosen.append(desk.window.selection.claim.quote)
    assert chosen == nested[3:]


def chips(view: ArticleView) -> list[Chip]:
    """Return the chips that are seen, in pixels of the page's part that is seen."""
    frame = view.frame_now()
    assert frame
    found = [(block, Marks().of(frame, block).chip) for block in frame.blocks]
    return [
        replace(chip, rect=chip.rect.translated(0, frame.top_of(block)))
        for block, chip in found
        if chip
    ]


def test_a_claim_with_four_tags_is_counted_by_no_chip(desk: Reviewer) -> None:
    desk.click("union said")
    for chord in ("A", "Shift+D", "Shift+O", "Shift+N"):
        desk.press(chord)
    assert desk.window.selection.claim
    assert len(desk.window.selection.claim.tags) == 4
    assert chips(desk.view) == []


@pytest.mark.parametrize("words", [ENGLISH, HEBREW])
def test_a_chip_is_wholly_on_the_page_wherever_lines_end(show_pane: ShowPane, words: str) -> None:
    ends = [n for n, letter in enumerate(words) if letter == " "][-20:-15]
    marks: list[Mark] = [(words[:end], (Tag.ALLEGATION,)) for end in ends]
    seat = show_pane(f"Headline\n\n{words}.\n", marks)
    for width in range(420, 760, 17):
        seat.pane.resize(width, 360)
        QApplication.processEvents()
        (chip,) = chips(seat.view)
        assert 0 <= chip.rect.left() < chip.rect.right() < seat.view.viewport().width()


def test_a_chip_leaves_the_handle_of_its_claim_free(desk: Reviewer) -> None:
    nested = ["mill", "mill dumped", "the mill dumped", "that the mill dumped"]
    for words in nested:
        desk.drag_words(words)
        desk.press("0")
    (chip,) = chips(desk.view)
    assert [claim.quote for claim in chip.claims] == nested[3:]
    assert desk.window.selection.claim == chip.claims[0]
    _, end = desk.view.handles()
    assert end
    assert not chip.rect.adjusted(-HANDLE, -HANDLE, HANDLE, HANDLE).contains(end)
