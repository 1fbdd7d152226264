"""Moving the bounds of a claim: with Alt, in edge mode, by dragging a handle."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.reviewer import Reviewer
from tests.ui.seat import mark_allegation, message, quotes, selected_claim


def test_alt_and_an_arrow_move_the_end_by_a_word_and_keep_it(desk: Reviewer) -> None:
    mark_allegation(desk)
    desk.press("Alt+Right")
    assert quotes(desk) == ["mill dumped waste"]
    assert message(desk) == "Moved the bounds of claim 1"
    desk.press("Alt+Left")
    desk.press("Alt+Left")
    assert quotes(desk) == ["mill"]
    desk.press("Alt+Left")
    assert quotes(desk) == ["mill"]
    assert message(desk) == "There is no further word for this claim."


def test_with_shift_it_is_the_start(desk: Reviewer) -> None:
    mark_allegation(desk)
    desk.press("Alt+Shift+Left")
    assert quotes(desk) == ["the mill dumped"]
    desk.press("Alt+Shift+Right")
    desk.press("Alt+Shift+Right")
    assert quotes(desk) == ["dumped"]


def test_edge_mode_keeps_nothing_before_enter_and_undoes_as_one(desk: Reviewer) -> None:
    mark_allegation(desk)
    desk.press("E")
    desk.press("Right")
    desk.press("Home")
    desk.press("Left")
    desk.press("Left")
    assert quotes(desk) == ["mill dumped"]
    assert desk.view.moving
    desk.press("Enter")
    assert quotes(desk) == ["that the mill dumped waste"]
    assert selected_claim(desk).quote == "that the mill dumped waste"
    desk.press("Ctrl+Z")
    assert quotes(desk) == ["mill dumped"]


def test_in_edge_mode_shift_moves_by_characters(desk: Reviewer) -> None:
    mark_allegation(desk, "three said e\u0301tude")
    desk.press("E")
    for _ in range(4):
        desk.press("Shift+Left")
    desk.press("Enter")
    # The accent goes with its letter.
    assert quotes(desk) == ["three said e\u0301"]


def test_esc_leaves_edge_mode_with_everything_as_it_was(desk: Reviewer) -> None:
    mark_allegation(desk)
    desk.press("E")
    desk.press("Right")
    desk.press("Esc")
    assert desk.view.moving is None
    assert quotes(desk) == ["mill dumped"]
    assert selected_claim(desk).quote == "mill dumped"
    desk.press("D")
    assert message(desk) == "Tagged claim 1 as denial"


def test_another_key_in_edge_mode_does_nothing_but_say_so(desk: Reviewer) -> None:
    mark_allegation(desk)
    desk.press("E")
    desk.press("D")
    assert selected_claim(desk).tags == ("allegation",)
    assert message(desk) == "Press Enter to keep the bounds, or Esc first."


def test_a_boundary_never_moves_into_furniture(desk: Reviewer) -> None:
    mark_allegation(desk, "said e\u0301tude")
    desk.press("Alt+Right")
    assert quotes(desk) == ["said e\u0301tude"]


def test_a_handle_is_dragged_to_another_word(desk: Reviewer) -> None:
    mark_allegation(desk)
    start, end = desk.view.handles()
    assert start
    assert end
    claim = selected_claim(desk)
    port = desk.view.viewport()
    goal = desk.place_of("dumped waste", len("dumped was"))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=end.toPoint())
    QTest.mouseMove(port, (end.toPoint() + goal) / 2)
    QTest.mouseMove(port, goal)
    assert quotes(desk) == ["mill dumped"]
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=goal)
    QApplication.processEvents()
    assert quotes(desk) == ["mill dumped waste"]
    assert selected_claim(desk).id == claim.id


def test_dragging_a_handle_beyond_the_other_end_changes_nothing(desk: Reviewer) -> None:
    mark_allegation(desk)
    _, end = desk.view.handles()
    assert end
    port = desk.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=end.toPoint())
    QTest.mouseMove(port, QPoint(2, end.toPoint().y() - 6))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(2, end.toPoint().y() - 6))
    assert quotes(desk) == ["mill dumped"]
