"""The project is searched by real keys: the line, its offers, the results, and the way there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.hits import Found, Hit, Part, Rest
from annotator.model import Article, Source, Span, new_id
from annotator.store import Store
from tests.factories import claim_of, keep_text, keep_wire_story, new_project, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, seated
from ui import jobs
from ui.models.hits import ROW_ROLE, HitsModel, Row
from ui.panels.search import SearchPanel

PORT = "Port audit\n\nThe 👍🏽 port told Huawei <b>nothing</b> about the audit.\n"


def _many(store: Store) -> None:
    keep_wire_story(store)
    port = keep_text(store, PORT, "port.txt")
    store.apply(edits.change("Date", (port, replace(port, published="2026-03-05"))))
    claim = claim_of(port, PORT, "nothing", note="Ask the lawyer first")
    board = Source(new_id(), "Harbor Board")
    store.apply(edits.add("Mark", board, replace(claim, source_id=board.id)))
    for number in range(30):
        keep_text(store, f"Story {number}\n\nA zebra is number {number}.\n", "z.txt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "many.onrecord", _many)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


def panel(desk: Reviewer) -> SearchPanel:
    return desk.window.search


def settled(qtbot: QtBot, desk: Reviewer) -> None:
    """Wait until what was typed is found."""
    search = panel(desk)

    def is_settled() -> bool:
        return search.is_settled and not jobs.are_running()

    qtbot.waitUntil(is_settled)


def search_for(qtbot: QtBot, desk: Reviewer, line: str) -> list[Row]:
    desk.press("Ctrl+Shift+F")
    desk.type(line)
    settled(qtbot, desk)
    # Without a screen, nothing gives the window its keys back from offers that went away.
    desk.activate(desk.window)
    return rows(desk)


def rows(desk: Reviewer) -> list[Row]:
    model = panel(desk).list.model()
    return [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]


def told(desk: Reviewer, name: str) -> str:
    label = panel(desk).findChild(QLabel, name)
    assert label
    return label.text() if label.isVisible() else ""


def on_desk(desk: Reviewer) -> str:
    assert desk.window.workspace.desk
    return desk.window.workspace.desk.article.title


@pytest.mark.slow
def test_a_search_by_keys_goes_to_the_claim_that_was_found(qtbot: QtBot, desk: Reviewer) -> None:
    found = search_for(qtbot, desk, "lawyer")
    assert [row.words for row in found] == ["Port audit", "Ask the lawyer first"]
    assert told(desk, "searchCount") == "1 hit"
    desk.press("Enter")
    desk.press("Down")
    desk.press("Enter")
    assert on_desk(desk) == "Port audit"
    assert desk.window.selection.claim
    assert desk.window.selection.claim.quote == "nothing"
    assert desk.window.focusWidget() is desk.view
    assert message(desk) == "Found in “Port audit”"


@pytest.mark.slow
def test_the_words_that_were_found_are_selected(qtbot: QtBot, desk: Reviewer) -> None:
    found = search_for(qtbot, desk, '"told huawei"')
    assert [row.found[0].of(row.words) for row in found[1:]] == ["told Huawei"]
    at = panel(desk).list.visualRect(panel(desk).list.model().index(1, 0)).center()
    QTest.mouseClick(panel(desk).list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()
    assert on_desk(desk) == "Port audit"
    assert desk.selected_words() == "told Huawei"
    assert desk.window.focusWidget() is desk.view


@pytest.mark.slow
def test_a_headline_leads_to_the_beginning_of_its_article(qtbot: QtBot, desk: Reviewer) -> None:
    found = search_for(qtbot, desk, "after:2026")
    assert [row.words for row in found] == ["Port audit"]
    desk.press("Down")
    desk.press("Enter")
    assert on_desk(desk) == "Port audit"
    assert desk.view.caret() == 0


@pytest.mark.slow
def test_esc_empties_the_line_and_then_goes_back_to_the_text(qtbot: QtBot, desk: Reviewer) -> None:
    search_for(qtbot, desk, "zebra")
    desk.press("Esc")
    assert panel(desk).field.text() == ""
    assert panel(desk).field.hasFocus()
    desk.press("Esc")
    assert desk.window.focusWidget() is desk.view


@pytest.mark.slow
def test_keys_go_from_the_line_to_the_results_and_back(qtbot: QtBot, desk: Reviewer) -> None:
    search_for(qtbot, desk, "zebra")
    desk.press("Down")
    assert panel(desk).list.hasFocus()
    assert panel(desk).list.currentIndex().row() == 0
    desk.press("Up")
    assert panel(desk).field.hasFocus()
    assert panel(desk).field.selectedText() == "zebra"


@pytest.mark.slow
def test_more_is_found_as_one_scrolls(qtbot: QtBot, desk: Reviewer) -> None:
    search_for(qtbot, desk, "zebra")
    assert told(desk, "searchCount") == "The first 20 hits, in 20 articles"
    assert rows(desk)[-1].words == "More…"
    desk.press("Down")
    desk.press("End")
    settled(qtbot, desk)
    assert told(desk, "searchCount") == "30 hits in 30 articles"
    assert len(rows(desk)) == 60


@pytest.mark.slow
def test_fields_and_values_are_completed_by_keys(qtbot: QtBot, desk: Reviewer) -> None:
    desk.press("Ctrl+Shift+F")
    field = panel(desk).field
    desk.type("so")
    desk.press("Tab")
    assert field.text() == "source:"
    desk.type("har")
    desk.press("Tab")
    assert field.text() == 'source:"Harbor Board" '
    desk.type("tag:d")
    offers = QApplication.activePopupWidget()
    assert offers
    QTest.keyClick(offers, Qt.Key.Key_Down)
    QTest.keyClick(offers, Qt.Key.Key_Return)
    assert field.text() == 'source:"Harbor Board" tag:denial '
    assert field.hasFocus()
    settled(qtbot, desk)
    assert told(desk, "searchCount") == ""


@pytest.mark.slow
def test_what_is_not_understood_is_said_beside_the_results(qtbot: QtBot, desk: Reviewer) -> None:
    found = search_for(qtbot, desk, "lawyer after:soon")
    assert len(found) == 2
    assert told(desk, "searchMisread").startswith("“after:soon” is no date")


@pytest.mark.slow
def test_nothing_found_is_said(qtbot: QtBot, desk: Reviewer) -> None:
    assert search_for(qtbot, desk, "giraffe") == []
    shown = [label.text() for label in panel(desk).findChildren(QLabel) if label.isVisible()]
    assert "Nothing in this project has all of this." in shown


@pytest.mark.slow
def test_an_example_can_be_clicked(qtbot: QtBot, desk: Reviewer) -> None:
    desk.press("Ctrl+Shift+F")
    first, *others = panel(desk).findChildren(QPushButton, "searchExample")
    assert len(others) == 2
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert panel(desk).field.text() == "unanswered:yes"
    assert panel(desk).field.hasFocus()
    settled(qtbot, desk)


@pytest.mark.slow
def test_results_follow_each_change_and_its_undo(qtbot: QtBot, desk: Reviewer) -> None:
    workspace = desk.window.workspace
    search_for(qtbot, desk, "lawyer")
    port = workspace.articles()[1]
    (claim,) = workspace.reader.marks(port.id).claims
    workspace.do(edits.change("Note", (claim, replace(claim, note="Done"))))
    settled(qtbot, desk)
    assert rows(desk) == []
    workspace.undo()
    settled(qtbot, desk)
    assert len(rows(desk)) == 2


@pytest.mark.slow
def test_a_change_while_the_library_is_shown_is_found_when_the_search_is(
    qtbot: QtBot, desk: Reviewer
) -> None:
    workspace = desk.window.workspace
    search_for(qtbot, desk, "lawyer")
    desk.press("Ctrl+1")
    port = workspace.articles()[1]
    workspace.show_article(port.id)
    workspace.do(edits.delete_article(workspace.reader.marks(port.id), []))
    assert len(rows(desk)) == 2
    desk.press("Ctrl+Shift+F")
    assert panel(desk).field.text() == "lawyer"
    settled(qtbot, desk)
    assert rows(desk) == []


@pytest.mark.slow
def test_a_write_breaks_a_search_off_and_is_followed_by_it(qtbot: QtBot, desk: Reviewer) -> None:
    workspace = desk.window.workspace
    desk.press("Ctrl+Shift+F")
    port = workspace.articles()[1]
    failed: list[object] = []
    workspace.failed.connect(failed.append)
    for number in range(12):
        panel(desk).field.setText("zebra" if number % 2 else "huawei")
        panel(desk).search_now()
        named = replace(port, title=f"Port audit {number}")
        assert workspace.do(edits.change("Rename", (port, named)))
        port = named
    settled(qtbot, desk)
    assert failed == []
    assert len(panel(desk).list.model().index(0, 0).data(ROW_ROLE).words) > 0


@pytest.mark.slow
def test_below_1100_pixels_the_search_comes_and_goes_like_the_library(
    qtbot: QtBot, desk: Reviewer
) -> None:
    desk.window.resize(900, 700)
    QApplication.processEvents()
    assert not desk.window.project_tabs.isVisible()
    search_for(qtbot, desk, "lawyer")
    assert panel(desk).isVisible()
    desk.press("Down")
    desk.press("Down")
    desk.press("Enter")
    assert not desk.window.project_tabs.isVisible()
    assert on_desk(desk) == "Port audit"
    button = desk.window.findChild(QToolButton, "libraryButton")
    assert button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.window.library.isVisible()


def test_a_project_without_articles_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    desk = next(seated(qtbot, new_project(tmp_path / "empty.onrecord")))
    assert search_for(qtbot, desk, "mill") == []
    shown = [label.text() for label in panel(desk).findChildren(QLabel) if label.isVisible()]
    assert "There is no article to search yet." in shown
    desk.window.close()


@pytest.mark.slow
def test_each_row_is_one_sentence(qtbot: QtBot, desk: Reviewer) -> None:
    search_for(qtbot, desk, "huawei after:2026")
    model = panel(desk).list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(n, 0).data(role) for n in range(model.rowCount())] == [
        "Port audit, 2026-03-05 · draft",
        "Text: The 👍🏽 port told Huawei <b>nothing</b> about the audit.",
    ]
    search_for(qtbot, desk, "lawyer")
    assert model.index(1, 0).data(role) == "Note, Harbor Board: Ask the lawyer first"


def test_the_model_keeps_the_rules_of_models_however_it_is_filled(qtbot: QtBot) -> None:
    articles = [Article(str(n), n, f"Story {n}", "", 1) for n in range(3)]
    hits = [
        Hit(article, part, "some words", (Span(0, 4),), Span(0, 4))
        for article in articles
        for part in (Part.HEADLINE, Part.TEXT, Part.TEXT)
    ]
    model = HitsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for cut in range(len(hits) + 1):
        model.show(Found(tuple(hits[:cut]), Rest(("x",))))
        if model.canFetchMore(QModelIndex()):
            with qtbot.waitSignal(model.more_wanted, raising=False, timeout=0):
                model.fetchMore(QModelIndex())
        model.add(Found(tuple(hits[cut:])))
        assert model.rowCount() == len(hits)
        assert model.articles == len(articles)
    model.show(Found())
    assert model.rowCount() == 0
    assert tester.model() is model


@pytest.mark.slow
def test_words_are_set_off_where_they_are_drawn(qtbot: QtBot, desk: Reviewer) -> None:
    search_for(qtbot, desk, "port")
    results = panel(desk).list
    desk.press("Down")
    place = results.visualRect(results.model().index(1, 0))
    picture = results.viewport().grab(place).toImage()
    wanted = desk.window.look.theme.selection
    points = [QPoint(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert sum(picture.pixelColor(point) == wanted for point in points) > 40
