"""Text size, measure, face, focus reading, the page's menu and its mini bar."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import quotes, seated


@pytest.mark.slow
def test_text_becomes_larger_and_smaller_and_is_remembered(qtbot: QtBot, project: Path) -> None:
    for desk in seated(qtbot, project):
        usual = desk.view.setting
        desk.window.actions_.run("view.larger")
        desk.window.actions_.run("view.larger")
        desk.window.actions_.run("view.wider")
        desk.window.actions_.run("view.serif")
        chosen = desk.view.setting
        assert chosen.pixels > usual.pixels
        assert chosen.measure > usual.measure
        assert not chosen.is_serif
    for again in seated(qtbot, project):
        assert again.view.setting == chosen
        again.window.actions_.run("view.normal")
        assert again.view.setting.pixels == usual.pixels


def test_what_is_read_stays_in_place_when_the_text_grows(qtbot: QtBot, tmp_path: Path) -> None:
    path = new_project(tmp_path / "long.onrecord")
    with Store.open(path) as store:
        keep_text(store, "\n\n".join(f"Paragraph {n} of a long story. " * 6 for n in range(200)))
    for desk in seated(qtbot, path):
        place = desk.text.index("Paragraph 120")
        desk.view.scroll_to(place)
        for name in ("view.larger", "view.narrower", "view.smaller", "view.dark"):
            desk.window.actions_.run(name)
            QApplication.processEvents()
            first, last = desk.view.seen_range()
            assert first <= place <= last, name


def test_focus_reading_leaves_the_page_alone_and_brings_all_back(desk: Reviewer) -> None:
    window = desk.window
    around: list[QWidget] = [window.menuBar(), window.library, window.tag_bar, window.tabs]
    assert all(part.isVisible() for part in around)
    desk.press("F11")
    assert not any(part.isVisible() for part in around)
    assert window.isFullScreen()
    desk.click("mill dumped")
    desk.press("A")
    assert len(quotes(desk)) == 1
    desk.press("F11")
    assert all(part.isVisible() for part in around)
    assert not window.isFullScreen()


def test_the_mini_bar_comes_with_words_chosen_by_mouse_and_marks_them(desk: Reviewer) -> None:
    bar = desk.window.mini_bar
    assert not bar.isVisible()
    desk.drag_words("mill dumped")
    assert bar.isVisible()
    assert desk.view.viewport().rect().contains(bar.geometry())
    button = bar.findChild(QToolButton, "miniBarD")
    assert button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert quotes(desk) == ["mill dumped"]
    assert not bar.isVisible()
    assert desk.view.hasFocus()


def test_the_mini_bar_goes_with_the_next_key(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("Esc")
    assert not desk.window.mini_bar.isVisible()


def menu_at(desk: Reviewer, point: QPoint) -> QMenu:
    port = desk.view.viewport()
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(mouse, point, port.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_menu_of_the_page_acts_on_the_claim_under_the_mouse(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    desk.press("Esc")
    menu = menu_at(desk, desk.place_of("mill dumped", 6))
    assert desk.window.selection.claim
    remove = next(a for a in menu.actions() if a.text().startswith("Remove the claim"))
    remove.trigger()
    menu.close()
    assert quotes(desk) == []


def test_the_menu_beside_claims_marks_the_sentence_there(desk: Reviewer) -> None:
    menu = menu_at(desk, desk.place_of("The mill denies", 6))
    next(a for a in menu.actions() if a.text().startswith("Denial")).trigger()
    menu.close()
    assert quotes(desk) == ["The mill denies it"]


def test_themes_show_which_is_chosen(desk: Reviewer) -> None:
    desk.window.actions_.run("view.dark")
    assert desk.window.actions_.action("view.dark").isChecked()
    assert not desk.window.actions_.action("view.light").isChecked()


def test_the_library_is_a_button_where_it_has_no_room(desk: Reviewer) -> None:
    button = desk.window.findChild(QToolButton, "libraryButton")
    assert button
    assert not button.isVisible()
    desk.window.resize(1000, 700)
    QApplication.processEvents()
    assert button.isVisible()
    assert not desk.window.library.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.window.library.isVisible()
    desk.press("Enter")
    assert not desk.window.library.isVisible()
    assert desk.window.focusWidget() is desk.view


def test_focus_reading_stays_when_the_screen_is_wider(desk: Reviewer) -> None:
    desk.window.resize(900, 700)
    QApplication.processEvents()
    desk.press("F11")
    desk.window.resize(1600, 900)
    QApplication.processEvents()
    assert not desk.window.library.isVisible()
    assert not desk.window.tabs.isVisible()
    desk.press("F11")
    assert desk.window.tabs.isVisible()


def test_a_small_window_tells_of_the_selected_claim_below_the_page(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    sheet = desk.window.pane.sheet
    assert not sheet.isVisible()
    desk.window.resize(640, 480)
    QApplication.processEvents()
    assert sheet.isVisible()
    desk.press("Esc")
    assert not sheet.isVisible()


def test_pages_that_are_no_longer_shown_are_let_go(desk: Reviewer) -> None:
    workspace = desk.window.workspace
    assert workspace.desk
    article = workspace.desk.article
    for _ in range(3):
        workspace.show_article(None)
        workspace.show_article(article.id)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(desk.view.findChildren(QTextDocument)) == 1
