"""Panels that are made when they are wanted: seen by nobody before, found by everybody after."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.journeys.reviewer import Reviewer
from tests.ui.seat import mark_allegation

LATE = ("sources", "balance", "checks", "history")
LEFT = ("search", "responses")


class Windows(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
        ):
            self.shown.append(watched)
        return False


def made(desk: Reviewer) -> list[str]:
    """Return which of the late panels there are."""
    window = desk.window
    right = [name for name in LATE if window.tabs.made(name)]
    return right + [name for name in LEFT if window.project_tabs.made(name)]


def test_marking_undoing_and_closing_make_no_panel_that_nobody_saw(desk: Reviewer) -> None:
    mark_allegation(desk)
    desk.press("Ctrl+Z")
    desk.press("F6")
    assert made(desk) == []
    desk.window.close()
    assert made(desk) == []


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("Ctrl+4", "sources"),
        ("Ctrl+5", "balance"),
        ("Ctrl+6", "checks"),
        ("Ctrl+Shift+F", "search"),
        ("F8", "checks"),
    ],
)
def test_a_key_makes_the_panel_that_it_goes_to_and_no_other(
    desk: Reviewer, keys: str, name: str
) -> None:
    mark_allegation(desk)
    desk.press(keys)
    assert made(desk) == [name]


def test_a_click_on_a_tab_makes_its_panel_and_shows_it(desk: Reviewer) -> None:
    tabs = desk.window.tabs
    titles = [tabs.tabText(number) for number in range(tabs.count())]
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(5).center())
    assert made(desk) == ["history"]
    assert desk.window.history.table.isVisible()
    assert tabs.currentWidget() is desk.window.history
    assert [tabs.tabText(number) for number in range(tabs.count())] == titles


def test_what_is_known_by_name_is_found_before_it_was_seen(desk: Reviewer) -> None:
    for name in ("sourcesTable", "checksTable", "historyTable"):
        assert desk.window.findChild(QAbstractItemView, name)
    assert desk.window.findChild(QWidget, "balanceView")
    assert desk.window.findChild(QWidget, "nothing of that name") is None


def test_all_parts_are_found_before_they_were_seen(desk: Reviewer) -> None:
    names = {part.objectName() for part in desk.window.findChildren(QAbstractItemView)}
    assert {"claimsTable", "sourcesTable", "checksTable", "historyTable"} <= names


@pytest.mark.slow
def test_a_panel_that_is_made_leaves_the_keys_where_they_are_and_shows_no_window(
    desk: Reviewer,
) -> None:
    application, windows = QApplication.instance(), Windows()
    assert application
    application.installEventFilter(windows)
    for tabs in (desk.window.tabs, desk.window.project_tabs):
        front = tabs.currentWidget()
        tabs.make_all()
        QApplication.processEvents()
        assert tabs.currentWidget() is front
    application.removeEventFilter(windows)
    assert sorted(made(desk)) == sorted(LATE + LEFT)
    assert windows.shown == []
    assert desk.focus is desk.view


def test_a_panel_that_is_made_after_a_change_knows_it(desk: Reviewer) -> None:
    mark_allegation(desk)
    window = desk.window
    assert window.history.table.model().rowCount() == 2  # the import, and the mark
    assert [finding.claims for finding in window.checks.open_findings()]
