"""The command palette by real keys: one of each kind, and the keys back where they were."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.store import Store
from annotator.vocabulary import Verification
from tests.factories import keep_text, keep_wire_story, new_project, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, seated
from ui.command_palette import ROWS, CommandPalette
from ui.palette_entries import Entry, entries
from ui.palette_rows import ENTRY_ROLE, EntriesModel
from ui.theme import Mode


def _two_stories(store: Store) -> None:
    keep_wire_story(store)
    keep_text(store, "Port audit\n\nThe port said it was fine.\n", "port.txt")


@pytest.fixture
def wire(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = project_with(tmp_path / "wire.onrecord", _two_stories)
    yield from seated(qtbot, path)


def palette(reviewer: Reviewer) -> CommandPalette:
    found = reviewer.window.findChild(CommandPalette, "commandPalette")
    assert found
    return found


def rows(reviewer: Reviewer) -> list[Entry]:
    model = palette(reviewer).model
    return [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]


def ask(reviewer: Reviewer, typed: str) -> list[str]:
    reviewer.press("Ctrl+K")
    reviewer.type(typed)
    return [entry.title for entry in rows(reviewer)]


def test_the_names_that_others_rely_on(wire: Reviewer) -> None:
    assert isinstance(wire.window.findChild(QWidget, "commandPalette"), QWidget)
    assert isinstance(wire.window.findChild(QLineEdit, "paletteInput"), QLineEdit)


def test_a_command_is_found_by_a_few_letters_and_done(wire: Reviewer) -> None:
    assert not palette(wire).isVisible()
    assert ask(wire, "nua")[0] == "Next unanswered allegation"
    assert QApplication.activeModalWidget() is None
    wire.press("Enter")
    assert not palette(wire).isVisible()
    assert wire.view.hasFocus()
    assert message(wire) == "No allegation waits for an answer."


@pytest.mark.slow
def test_a_command_that_says_nothing_is_said_by_its_title(wire: Reviewer) -> None:
    ask(wire, "dark theme")
    wire.press("Enter")
    assert wire.window.look.mode is Mode.DARK
    assert message(wire) == "Dark theme"


def test_a_key_of_the_text_works_on_what_is_selected(wire: Reviewer) -> None:
    wire.drag_words("Washington opposes")
    ask(wire, "denial")
    wire.press("Enter")
    claim = wire.window.selection.claim
    assert claim
    assert claim.quote == "Washington opposes"
    assert message(wire) == "Marked as denial"


@pytest.mark.slow
def test_a_command_is_about_all_rows_that_were_selected_where_the_keys_were(
    wire: Reviewer,
) -> None:
    table = wire.window.claims.table
    wire.press("Ctrl+3")
    table.choose_rows(range(2, 5), 4)
    chosen = {claim.id for claim in wire.window.selection.claims}
    assert len(chosen) == 3
    ask(wire, "mark as opinion")
    wire.press("Enter")
    desk = wire.window.workspace.desk
    assert desk
    assert {c.id for c in desk.claims if c.verification is Verification.OPINION} == chosen
    assert {claim.id for claim in wire.window.selection.claims} == chosen
    assert wire.focus is table
    ask(wire, "link to another")
    assert rows(wire)[0].why == "one claim at a time"


def test_it_comes_back_to_the_text_where_the_field_is_gone_that_had_the_keys(
    wire: Reviewer,
) -> None:
    wire.press("Ctrl+1")
    wire.press("F2")
    editor = wire.focus
    assert isinstance(editor, QLineEdit)
    wire.press("Ctrl+K")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(editor)
    wire.press("Esc")
    assert wire.view.hasFocus()


def test_a_claim_is_reached_by_its_number(wire: Reviewer) -> None:
    titles = ask(wire, "#7")
    desk = wire.window.workspace.desk
    assert desk
    assert titles == [f"#7  {desk.claims[6].quote}"]
    wire.press("Enter")
    assert wire.window.selection.claim == desk.claims[6]
    assert wire.view.hasFocus()
    assert message(wire).startswith("Claim 7, ")


def test_numbers_that_begin_alike_follow_and_words_are_looked_for_in_quotes(
    wire: Reviewer,
) -> None:
    numbers = [title.split()[0] for title in ask(wire, "#1")]
    assert numbers == ["#1", *(f"#{n}" for n in range(10, 20))]
    wire.press("Esc")
    assert len(ask(wire, "#")) == 19
    wire.press("Esc")
    found = ask(wire, "#decision")
    assert found
    assert all("decision" in title.casefold() for title in found)
    wire.press("Esc")
    assert ask(wire, "#0") == []
    assert palette(wire).isVisible()


def test_a_source_leads_to_its_claims(wire: Reviewer) -> None:
    assert ask(wire, "@huaw")[0] == "Huawei"
    wire.press("Enter")
    assert wire.window.claims.chips.source.text().startswith("Huawei")
    assert wire.focus is wire.window.claims.table
    assert message(wire) == "1 of 19 claims shown"


def test_a_check_leads_to_its_claim_and_says_what_to_do(wire: Reviewer) -> None:
    ask(wire, "!second source")
    entry = rows(wire)[0]
    wire.press("Enter")
    assert message(wire) == entry.title
    assert wire.window.selection.claim
    assert wire.view.hasFocus()


def test_an_article_is_found_by_its_title_after_the_commands(wire: Reviewer) -> None:
    titles = ask(wire, "port")
    assert titles[-1] == "Port audit"
    assert "Export a report or file…" in titles
    for _ in titles[1:]:
        wire.press("Down")
    wire.press("Enter")
    assert wire.window.workspace.desk
    assert wire.window.workspace.desk.article.title == "Port audit"
    assert message(wire) == "Opened “Port audit”"


def test_what_was_used_last_comes_first_among_equals(wire: Reviewer) -> None:
    assert ask(wire, "theme")[0] != "Light theme"
    wire.press("Esc")
    ask(wire, "light theme")
    wire.press("Enter")
    assert ask(wire, "theme")[0] == "Light theme"
    wire.press("Esc")
    assert ask(wire, "")[0] == "Light theme"


def test_what_cannot_be_done_comes_last_and_says_why(wire: Reviewer) -> None:
    wire.press("Ctrl+K")
    found = rows(wire)
    assert [bool(entry.why) for entry in found] == sorted(bool(e.why) for e in found)
    wire.press("Esc")
    ask(wire, "link to another")
    assert rows(wire)[0].why == "select a claim first"
    wire.press("Enter")
    assert message(wire) == "Link to another claim…: select a claim first."
    assert palette(wire).isVisible()


@pytest.mark.parametrize("key", ["Esc", "Ctrl+K"])
def test_the_keys_go_back_to_where_they_were(wire: Reviewer, key: str) -> None:
    for place in (wire.window.claims.table, wire.window.library.filter, wire.view):
        if place is wire.window.claims.table:
            wire.window.show_tab(wire.window.claims)
        place.setFocus()
        wire.press("Ctrl+K")
        assert palette(wire).input.hasFocus()
        wire.press(key)
        assert place.hasFocus()
        assert not palette(wire).isVisible()


def test_a_click_elsewhere_sends_it_away_and_a_click_on_a_row_does_it(wire: Reviewer) -> None:
    wire.press("Ctrl+K")
    QTest.mouseClick(wire.window.library.filter, Qt.MouseButton.LeftButton)
    wire.window.library.filter.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette(wire).isVisible()
    ask(wire, "#")
    list_ = palette(wire).list
    place = list_.visualRect(palette(wire).model.index(2, 0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk = wire.window.workspace.desk
    assert desk
    assert wire.window.selection.claim == desk.claims[2]


@pytest.mark.parametrize("size", [(1280, 860), (640, 480), (480, 320)])
def test_it_fits_in_the_window_and_shows_twelve_rows_at_most(
    wire: Reviewer, size: tuple[int, int]
) -> None:
    wire.window.resize(*size)
    QApplication.processEvents()
    wire.press("Ctrl+K")
    shown, list_ = palette(wire), palette(wire).list
    assert wire.window.rect().contains(shown.geometry())
    assert list_.height() <= ROWS * list_.sizeHintForRow(0)
    assert shown.rect().contains(list_.geometry())


def test_without_a_project_it_offers_what_there_is(qtbot: QtBot, tmp_path: Path) -> None:
    for reviewer in seated(qtbot, new_project(tmp_path / "empty.onrecord")):
        assert ask(reviewer, "#") == []
        reviewer.press("Esc")
        assert ask(reviewer, "sample")[0] == "Open the sample"
        for typed in ("@", "!", "@x", "!x"):
            assert list(entries(reviewer.window, typed)) == []


def test_rows_are_fetched_as_they_are_scrolled_to(qtbot: QtBot) -> None:
    del qtbot
    made: list[int] = []

    def many() -> Iterator[Entry]:
        for number in range(1000):
            made.append(number)
            yield Entry(str(number), lambda: None)

    model = EntriesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_entries(many())
    assert len(made) < 100
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        str(number) for number in range(1000)
    ]
    assert isinstance(model, QAbstractItemModel)


@pytest.mark.slow
def test_the_arrows_reach_what_was_not_fetched_yet(wire: Reviewer) -> None:
    wire.press("Ctrl+K")
    first = palette(wire).model.rowCount()
    for _ in range(first + 2):
        wire.press("Down")
    assert palette(wire).list.currentIndex().row() == first + 2
    for _ in range(first + 5):
        wire.press("Up")
    assert palette(wire).list.currentIndex().row() == 0


def test_titles_of_markup_are_shown_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    path = new_project(tmp_path / "x.onrecord")
    with Store.open(path) as store:
        keep_text(store, "<b>{title}</b> & zebra\n\nWords of it.\n")
    for reviewer in seated(qtbot, path):
        assert ask(reviewer, "zebra") == ["<b>{title}</b> & zebra"]
        reviewer.press("Enter")
        assert message(reviewer) == "Opened “<b>{title}</b> & zebra”"


def test_a_row_that_is_scrolled_below_a_resting_mouse_is_not_chosen(wire: Reviewer) -> None:
    wire.press("Ctrl+K")
    shown = palette(wire)
    at = shown.list.currentIndex().row()
    shown.list.entered.emit(shown.model.index(at + 3, 0))
    assert shown.list.currentIndex().row() == at
    QCursor.setPos(QCursor.pos() + QPoint(5, 5))
    shown.list.entered.emit(shown.model.index(at + 3, 0))
    assert shown.list.currentIndex().row() == at + 3
