"""The mouse on the page: clicks that the window system counts, handles, and the small bar."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import mark_allegation, message, quotes, seated, selected_claim

HEBREW = "כותרת ראשית\n\nהשר אמר כי המפעל שפך פסולת לנהר. דובר המפעל הכחיש את הטענות.\n"
SAID = "השר אמר כי המפעל שפך פסולת לנהר"


@pytest.fixture
def hebrew(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = new_project(tmp_path / "hebrew.onrecord")
    with Store.open(path) as store:
        keep_text(store, HEBREW)
    yield from seated(qtbot, path)


def grip(desk: Reviewer, *, is_end: bool) -> QPoint:
    """Press on a handle of the selected claim."""
    handle = desk.view.handles()[is_end]
    assert handle
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=handle.toPoint())
    return handle.toPoint()


def drag_to(desk: Reviewer, point: QPoint) -> None:
    QTest.mouseMove(desk.view.viewport(), point)
    QApplication.processEvents()


def let_go(desk: Reviewer, point: QPoint) -> None:
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("is_end", "by", "left"),
    [(False, -45, "אמר כי המפעל שפך פסולת לנהר"), (True, 45, "השר אמר כי המפעל שפך פסולת")],
)
def test_in_words_from_right_to_left_each_handle_moves_its_own_end(
    hebrew: Reviewer, is_end: bool, by: int, left: str
) -> None:
    hebrew.view.put_caret(hebrew.text.index("אמר"))
    hebrew.press("S")
    hebrew.press("A")
    assert quotes(hebrew) == [SAID]
    start, end = hebrew.view.handles()
    assert start
    assert end
    assert start.x() > end.x() + 100
    at = grip(hebrew, is_end=is_end)
    goal = at + QPoint(by, -8 if is_end else 8)
    drag_to(hebrew, (at + goal) / 2)
    drag_to(hebrew, goal)
    let_go(hebrew, goal)
    assert quotes(hebrew) == [left]


def test_esc_gives_up_the_drag_of_a_handle(desk: Reviewer) -> None:
    mark_allegation(desk)
    at = grip(desk, is_end=True)
    drag_to(desk, at + QPoint(60, 0))
    moving = [desk.view.moving]
    desk.press("Esc")
    moving.append(desk.view.moving)
    assert moving[0]
    assert moving[1] is None
    assert message(desk) == "The claim stays as it was."
    drag_to(desk, at + QPoint(80, 0))
    let_go(desk, at + QPoint(80, 0))
    assert quotes(desk) == ["mill dumped"]
    assert selected_claim(desk).quote == "mill dumped"
    assert desk.selected_words() == ""
    # The next press is a press as any other.
    desk.click("clerk said")
    assert desk.window.selection.claim is None


def test_the_drag_of_a_handle_ends_where_another_claim_is_selected(desk: Reviewer) -> None:
    desk.drag_words("clerk said")
    desk.press("D")
    desk.drag_words("mill dumped")
    desk.press("A")
    at = grip(desk, is_end=True)
    drag_to(desk, at + QPoint(60, 0))
    desk.press("J")
    assert selected_claim(desk).quote == "clerk said"
    let_go(desk, at + QPoint(60, 0))
    assert quotes(desk) == ["mill dumped", "clerk said"]
    assert selected_claim(desk).quote == "clerk said"


def test_four_clicks_select_the_paragraph_however_the_window_system_sends_them(
    desk: Reviewer, qapp: QApplication
) -> None:
    port, window = desk.view.viewport(), desk.window.windowHandle()
    at = port.mapTo(desk.window, desk.place_of("dumped waste", 3))
    interval = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(100_000)
    chosen = []
    try:
        for _ in range(6):
            QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
            QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at)
            QApplication.processEvents()
            chosen.append(desk.selected_words())
    finally:
        qapp.setDoubleClickInterval(interval)
    sentence = "The union said that the mill dumped waste"
    paragraph = f"{sentence}. “It did so twice,” a clerk said."
    assert chosen == ["", "dumped", sentence, *[paragraph] * 3]


def test_the_mini_bar_waits_for_the_mouse_on_its_way_over_claims(wire: Reviewer) -> None:
    bar, port = wire.window.mini_bar, wire.view.viewport()
    words = "importance of a secure"
    wire.drag_words(words)
    assert bar.isVisible()
    start, goal = wire.place_of(words, len(words) - 1), bar.geometry().center()
    hovered = set()
    for step in range(41):
        point = start + (goal - start) * step / 40
        if not bar.geometry().contains(point):
            QTest.mouseMove(port, point)
            QApplication.processEvents()
            hovered.add(wire.view.hovered)
            assert bar.isVisible(), step
    assert len(hovered) > 1
    assert wire.selected_words() == words


def test_the_mini_bar_goes_when_another_claim_is_selected_in_the_margin(wire: Reviewer) -> None:
    margin = wire.window.pane.margin
    wire.drag_words("importance of a secure")
    assert wire.window.mini_bar.isVisible()
    margin.grab()
    spot = next(rect for rect in margin.spots.values() if rect.top() > 100)
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=spot.center().toPoint())
    assert wire.window.selection.claim
    assert not wire.window.mini_bar.isVisible()
