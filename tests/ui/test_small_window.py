"""Where there is little room: what gives way to what, and how one comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.store import Store
from tests.factories import keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY


def test_in_a_small_window_a_field_covers_the_page_until_it_is_done(desk: Reviewer) -> None:
    desk.window.resize(640, 480)
    QApplication.processEvents()
    assert not desk.window.tabs.isVisible()
    desk.click("union said")
    desk.press("A")
    desk.press("Enter")
    assert desk.window.tabs.isVisible()
    assert not desk.view.isVisible()
    desk.type("the union")
    desk.press("Enter")
    assert desk.view.hasFocus()
    assert not desk.window.tabs.isVisible()


@pytest.mark.parametrize("is_focused", [False, True])
def test_panels_give_way_to_the_page_where_the_window_becomes_small(
    desk: Reviewer, *, is_focused: bool
) -> None:
    if is_focused:
        desk.press("F11")
        desk.window.resize(1280, 860)
    desk.press("Ctrl+4")
    desk.press("Ctrl+1")
    assert desk.window.tabs.isVisible()
    assert desk.window.library.isVisible()
    desk.window.resize(640, 480)
    QApplication.processEvents()
    assert not desk.window.tabs.isVisible()
    assert not desk.window.library.isVisible()
    assert desk.view.width() > 400


def test_the_page_comes_back_where_the_window_becomes_large(desk: Reviewer) -> None:
    desk.window.resize(640, 480)
    desk.press("F11")
    desk.press("Ctrl+4")
    assert not desk.view.isVisible()
    desk.window.resize(1280, 860)
    QApplication.processEvents()
    assert desk.view.isVisible()
    assert desk.window.tabs.isVisible()


def test_escape_leads_back_to_the_text_from_a_panel(desk: Reviewer) -> None:
    desk.window.resize(640, 480)
    QApplication.processEvents()
    desk.press("Ctrl+3")
    assert not desk.view.isVisible()
    desk.press("Esc")
    assert desk.view.hasFocus()


def test_in_a_small_window_one_side_at_a_time_stands_beside_the_page_or_over_it(
    desk: Reviewer,
) -> None:
    window = desk.window
    window.resize(640, 480)
    QApplication.processEvents()
    desk.press("Ctrl+3")
    assert window.tabs.isVisible()
    assert not window.middle.isVisible()
    desk.press("Ctrl+Shift+F")
    assert window.search.isVisible()
    assert window.middle.isVisible()
    assert not window.tabs.isVisible()
    desk.press("Ctrl+3")
    assert window.tabs.isVisible()
    assert not window.project_tabs.isVisible()
    desk.press("Esc")
    assert window.middle.isVisible()


def test_in_a_narrow_window_arrows_go_through_the_library_and_a_click_to_the_page(
    desk: Reviewer,
) -> None:
    window = desk.window
    with Store.open(new_project(window.workspace.reader.path.with_name("two.onrecord"))) as store:
        keep_text(store, STORY)
        keep_wire_story(store)
        path = store.path
    window.resize(900, 700)
    QApplication.processEvents()
    window.open_project(path)
    desk.press("Ctrl+1")
    desk.press("Down")
    assert window.workspace.desk
    assert window.workspace.desk.article.number == 2
    assert window.library.list.hasFocus()
    place = window.library.list.visualRect(window.library.list.model().index(0, 0)).center()
    QTest.mouseClick(window.library.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.workspace.desk.article.number == 1
    assert not window.library.isVisible()
    assert desk.view.hasFocus()
