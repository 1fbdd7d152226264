"""The help by real keys: the page that fits, links between pages, and nothing of the web."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.journeys.reviewer import Reviewer
from ui.dialogs.help_window import HelpWindow
from ui.help import pages


def opened(reviewer: Reviewer) -> HelpWindow:
    reviewer.press("F1")
    found = reviewer.window.findChild(HelpWindow, "helpWindow")
    assert found
    assert QApplication.activeModalWidget() is None
    reviewer.activate(found)
    return found


def title(window: HelpWindow) -> str:
    row = window.list.currentItem()
    assert window.text.toPlainText().startswith(row.text())
    return row.text()


def told(window: HelpWindow) -> str:
    label = window.findChild(QLabel, "helpMessage")
    assert label
    return label.text() if label.isVisible() else ""


def test_f1_shows_help_and_escape_leads_back_to_the_text(desk: Reviewer) -> None:
    window = opened(desk)
    assert title(window) == "Marking claims"
    QTest.keyClick(window.list, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert desk.window.findChildren(HelpWindow) == []
    desk.activate(desk.window)
    assert desk.view.hasFocus()


@pytest.mark.slow
def test_the_page_fits_where_the_keys_are(desk: Reviewer) -> None:
    window = desk.window
    fits: tuple[tuple[QWidget, QWidget, str], ...] = (
        (window.sources, window.tabs.tabBar(), "Getting started"),
        (window.checks, window.checks.table, "Balance and checks"),
        (window.claims, window.claims.table, "Marking claims"),
    )
    for panel, place, page in fits:
        window.show_tab(panel)
        place.setFocus()
        help_ = opened(desk)
        assert title(help_) == page
        help_.close()
        desk.activate(window)
    window.library.filter.setFocus()
    assert title(opened(desk)) == "Getting started"


@pytest.mark.slow
def test_the_pages_are_read_by_keys(desk: Reviewer) -> None:
    window = opened(desk)
    QTest.keyClick(window.list, Qt.Key.Key_Home)
    seen = {title(window)}
    for _ in pages():
        QTest.keyClick(window.list, Qt.Key.Key_Down)
        seen.add(title(window))
    assert len(seen) == len(pages())
    QTest.keyClick(window.list, Qt.Key.Key_Return)
    assert window.text.hasFocus()
    QTest.keyClick(window.text, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert desk.window.findChildren(HelpWindow) == []


def test_links_between_pages_work_and_those_to_the_web_are_only_told(desk: Reviewer) -> None:
    window = opened(desk)
    window.show_page("getting-started")
    window.text.anchorClicked.emit(QUrl("sources.md"))
    assert title(window) == "Sources"
    window.text.anchorClicked.emit(QUrl("https://example.org/sources.md"))
    assert title(window) == "Sources"
    assert told(window).endswith("never opens: https://example.org/sources.md")
    window.text.anchorClicked.emit(QUrl("../README.md"))
    assert title(window) == "Sources"
    window.show_page("marking")
    assert told(window) == ""


@pytest.mark.parametrize("name", ["docs/window.png", "https://example.org/x.png", "file:///etc"])
def test_a_page_loads_nothing(desk: Reviewer, name: str) -> None:
    window = opened(desk)
    kind = QTextDocument.ResourceType.ImageResource
    assert window.text.loadResource(kind.value, QUrl(name)) is None


def test_the_search_goes_over_all_pages(desk: Reviewer) -> None:
    window = opened(desk)
    window.search.setFocus()
    QTest.keyClicks(window.search, "news meeting")
    rows = [window.list.item(at) for at in range(window.list.count())]
    shown = [row.text() for row in rows if not row.isHidden()]
    assert shown == ["The report"]
    assert title(window) == "The report"
    assert window.text.textCursor().selectedText() == "news meeting"
    window.search.setText("zebra crossing")
    assert told(window) == "No page has these words."
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert told(window) == ""


@pytest.mark.slow
def test_the_first_page_can_be_followed_key_by_key(desk: Reviewer) -> None:
    desk.click("union said")
    for key, words in (("A", ""), ("Enter", "the union"), ("T", "the mill")):
        desk.press(key)
        if words:
            desk.type(words)
            desk.press("Enter")
    claim = desk.window.selection.claim
    assert claim
    assert desk.window.workspace.desk
    source = desk.window.workspace.desk.source_of(claim)
    assert source
    assert (claim.tags, source.name, claim.targets) == (
        ("allegation",),
        "The union",
        ("the mill",),
    )
