"""The menu of the page is about what is under the mouse."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, quotes, selected

_REASON = QContextMenuEvent.Reason


def opened(desk: Reviewer, point: QPoint, reason: _REASON = _REASON.Mouse) -> list[str]:
    """Open the menu at a point and close it; return the names of its commands."""
    port = desk.view.viewport()
    QApplication.sendEvent(port, QContextMenuEvent(reason, point, port.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    menu.close()
    desk.activate(desk.window)
    return names


def mark(desk: Reviewer, *phrases: str) -> None:
    for words in phrases:
        desk.drag_words(words)
        desk.press("A")


def test_on_bare_words_it_is_about_those_not_about_the_selected_claim(desk: Reviewer) -> None:
    mark(desk, "mill dumped waste")
    names = opened(desk, desk.place_of("Family", 2))
    assert "claim.remove" not in names
    assert selected(desk) is None
    desk.press("D")
    assert [claim.tags for claim in claims(desk)] == [("allegation",), ("denial",)]


def test_on_a_claim_it_is_about_that_not_about_words_elsewhere(desk: Reviewer) -> None:
    mark(desk, "mill dumped waste")
    desk.drag_words("of three")
    names = opened(desk, desk.place_of("dumped waste", 3))
    assert "claim.remove" in names
    assert selected(desk) == 1
    assert desk.selected_words() == ""
    desk.press("D")
    assert quotes(desk) == ["mill dumped waste"]
    assert claims(desk)[0].tags == ("denial",)


def test_on_the_selected_words_it_is_about_them(desk: Reviewer) -> None:
    mark(desk, "mill dumped waste")
    desk.drag_words("dumped")
    names = opened(desk, desk.place_of("dumped", 3))
    assert "claim.remove" not in names
    assert desk.selected_words() == "dumped"


def test_on_the_selected_claim_around_another_it_stays_that_claim(desk: Reviewer) -> None:
    mark(desk, "mill dumped waste", "dumped")
    desk.press("Z")
    assert selected(desk) == 1
    assert "claim.remove" in opened(desk, desk.place_of("dumped", 3))
    assert selected(desk) == 1


def test_by_its_key_it_is_about_what_is_selected(desk: Reviewer) -> None:
    mark(desk, "mill dumped waste")
    assert "claim.remove" in opened(desk, QPoint(0, 0), _REASON.Keyboard)
    assert selected(desk) == 1
    desk.drag_words("of three")
    assert "claim.remove" not in opened(desk, QPoint(0, 0), _REASON.Keyboard)
    assert desk.selected_words() == "of three"
