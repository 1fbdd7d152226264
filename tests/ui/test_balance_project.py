"""The balance of a project: its scope, what it follows, which stories, and where it leads."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.charts.wording import percent
from annotator.importers import read_bytes
from annotator.measuring import measure_all
from annotator.pictures import Row
from annotator.selection import Selection
from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import new_project
from tests.journeys.reviewer import Reviewer
from tests.told_project import told_project
from tests.ui.balance_marks import card, click, names
from tests.ui.seat import seated
from ui import project_sums
from ui.main_window import MainWindow
from ui.models.picture_rows import ROW_ROLE
from ui.panels.choice_chip import ChoiceChip
from ui.settings import Settings

STORIES = 8
NUMBERS, BY_DATE = "Plain numbers", "Stories by date"
TITLES = [
    NUMBERS,
    BY_DATE,
    "Top sources",
    "Words from unnamed sources over time",
    "Words and prominence by side",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return told_project(tmp_path / "river.onrecord", STORIES)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    """Return a reviewer who looks at the balance of the whole project."""
    Settings().remember("balance_project", value=True)
    for reviewer in seated(qtbot, project):
        reviewer.press("Ctrl+5")
        counted(qtbot, reviewer)
        yield reviewer


def counted(qtbot: QtBot, reviewer: Reviewer) -> None:
    """Wait until every story is counted, and shown so."""
    window = reviewer.window
    qtbot.waitUntil(lambda: window.sums.is_settled, timeout=15_000)
    qtbot.waitUntil(lambda: is_shown(window), timeout=5_000)


def is_shown(window: MainWindow) -> bool:
    """Return whether the numbers are those that the measures have of the same stories."""
    pool = measure_all(window.workspace.reader, window.balance.chips.selection).pool
    replies, unnamed = (pool.rates()[key] for key in ("reply_rate", "anonymous_share_words"))
    middle = pool.medians()["anonymous_share_words"].median
    wanted = (
        f"{replies.numerator} of {replies.denominator} allegations",
        f"{percent(unnamed.value)} unnamed words, median {percent(middle)} of ",
    )
    return bool(window.balance.page.cards) and all(
        name.startswith(begin)
        for name, begin in zip(names(window.balance, NUMBERS), wanted, strict=False)
    )


def said(window: MainWindow) -> list[str]:
    labels = window.balance.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def is_said(window: MainWindow, words: str) -> bool:
    return words in said(window)


def choose(chip: ChoiceChip, words: str) -> None:
    """Click on a chip, and on what it offers."""
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    offers = {action.text().split("\t")[0]: action for action in chip.menu_.actions()}
    offers[words].trigger()
    chip.menu_.close()


@pytest.mark.slow
def test_the_scope_is_chosen_by_mouse_keys_and_command_and_remembered(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in seated(qtbot, project):
        window, balance = reviewer.window, reviewer.window.balance
        reviewer.press("Ctrl+5")
        assert balance.head.article.isChecked()
        assert not balance.chips.isVisible()
        QTest.mouseClick(balance.head.project, Qt.MouseButton.LeftButton)
        counted(qtbot, reviewer)
        assert [one.title for one in balance.page.cards] == TITLES
        assert f"{STORIES} stories" in said(window)
        assert Settings().flag("balance_project")
        QTest.keyClick(balance.head.article, Qt.Key.Key_Space)
        assert balance.page.cards[1].title == "Story strip"
        assert not Settings().flag("balance_project")
        reviewer.press("Ctrl+3")
        window.actions_.run("balance.scope")
        assert balance.isVisible()
        assert balance.head.project.isChecked()
        window.actions_.run("balance.scope")
        assert balance.head.article.isChecked()
        window.actions_.run("balance.scope")
    for reviewer in seated(qtbot, project):
        reviewer.press("Ctrl+5")
        counted(qtbot, reviewer)
        assert reviewer.window.balance.head.project.isChecked()


@pytest.mark.slow
def test_it_follows_an_edit_an_undo_an_import_and_a_deletion(qtbot: QtBot, desk: Reviewer) -> None:
    window, workspace = desk.window, desk.window.workspace
    before = names(window.balance, NUMBERS)
    assert workspace.desk
    marks = workspace.desk.marks()
    workspace.do(edits.remove_claims(marks, [c for c in marks.claims if Tag.ALLEGATION in c.tags]))
    qtbot.waitUntil(lambda: is_shown(window))
    assert names(window.balance, NUMBERS) != before
    workspace.undo()
    qtbot.waitUntil(lambda: names(window.balance, NUMBERS) == before)
    workspace.keep(read_bytes(b"Bridge\n\nThe mayor said it is safe.\n", "bridge.txt"))
    qtbot.waitUntil(lambda: f"{STORIES + 1} stories" in said(window))
    first = workspace.articles()[0].id
    gone = edits.delete_article(workspace.reader.marks(first), workspace.reader.listings(first))
    workspace.do(gone)
    qtbot.waitUntil(lambda: f"{STORIES} stories" in said(window))
    counted(qtbot, desk)


@pytest.mark.slow
def test_chips_narrow_the_numbers_to_what_the_measures_have_of_the_same_stories(
    qtbot: QtBot, desk: Reviewer
) -> None:
    window, workspace, chips = desk.window, desk.window.workspace, desk.window.balance.chips
    choose(chips.author, "Ann Lindqvist")
    assert chips.selection == Selection(authors=frozenset({"Ann Lindqvist"}))
    qtbot.waitUntil(lambda: f"4 of {STORIES} stories" in said(window))
    assert is_shown(window)
    choose(chips.outlet, "The Valley Post")
    qtbot.waitUntil(lambda: f"1 of {STORIES} stories" in said(window))
    assert is_shown(window)
    second = workspace.articles()[1]
    moved = replace(second, outlet="The Valley Post")
    workspace.do(edits.change("Move", (second, moved)))
    qtbot.waitUntil(lambda: f"2 of {STORIES} stories" in said(window))
    counted(qtbot, desk)
    choose(chips.dates, "2020")
    choose(chips.tag, "denial")
    choose(chips.status, "draft")
    qtbot.waitUntil(lambda: is_shown(window))
    first = workspace.articles()[0]
    workspace.do(edits.change("Back", (moved, second), (first, replace(first, outlet=None))))
    qtbot.waitUntil(lambda: "No story is like that." in said(window))
    QTest.mouseClick(chips.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"{STORIES} stories" in said(window))
    assert chips.selection == Selection()
    assert not chips.clear.isVisible()


@pytest.mark.slow
def test_a_story_opens_with_its_own_balance(desk: Reviewer) -> None:
    window = desk.window
    desk.press("Ctrl+Shift+B")
    story = click(window.balance, BY_DATE, "2020-")
    assert window.workspace.article
    assert window.workspace.article.id == story.article_id
    assert window.balance.head.article.isChecked()
    assert window.middle.isVisible()
    window.actions_.run("balance.scope")
    dot = click(window.balance, "Words from unnamed sources over time", "2020-")
    assert window.workspace.article.id == dot.article_id


@pytest.mark.slow
def test_numbers_lead_to_their_stories_sources_and_sides_to_their_claims(
    qtbot: QtBot, desk: Reviewer
) -> None:
    window, library = desk.window, desk.window.library
    waiting = click(window.balance, NUMBERS, "")
    assert library.list.isVisible()
    assert [article.id for article in library.shown] == sorted(
        waiting.articles, key=[a.id for a in window.workspace.articles()].index
    )
    assert len(library.shown) < STORIES
    chip = library.findChild(QToolButton, "libraryFilterChip")
    assert chip
    assert waiting.name[:20] in chip.accessibleName()
    click(window.balance, "Top sources", "The mill: ")
    assert window.search.isVisible()
    assert window.search.field.text() == 'source:"The mill"'
    qtbot.waitUntil(lambda: window.search.is_settled)
    assert window.search.list.model().rowCount()
    click(window.balance, "Words and prominence by side", "side unknown: ")
    assert window.search.field.text() == "side:unknown"
    qtbot.waitUntil(lambda: window.search.is_settled)
    assert window.search.list.model().rowCount()
    named = card(window.balance, NUMBERS).view
    assert not named.picture.marks[2].leads


@pytest.mark.slow
def test_rows_of_the_tables_lead_to_the_same(desk: Reviewer) -> None:
    window, balance = desk.window, desk.window.balance
    desk.press("Ctrl+T")
    for one in balance.page.cards:
        model = one.table.model()
        assert model.rowCount() == len(one.view.picture.table.rows)
    sources, stories = card(balance, "Top sources").table, card(balance, BY_DATE).table
    sources.setFocus()
    sources.choose(sources.model().index(0, 0))
    desk.press("Enter")
    row = sources.model().index(0, 0).data(ROW_ROLE)
    assert window.search.field.text() == f'source:"{row.cells[0]}"'
    stories.setFocus()
    stories.choose(stories.model().index(2, 0))
    desk.press("Enter")
    chosen = stories.model().index(2, 0).data(ROW_ROLE)
    assert isinstance(chosen, Row)
    assert window.workspace.article
    assert (window.workspace.article.id,) == chosen.articles
    assert balance.head.article.isChecked()


@pytest.mark.slow
def test_what_is_counted_by_now_is_shown_and_how_far_it_is(
    qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_sums, "TURN", 2)
    Settings().remember("balance_project", value=True)
    for reviewer in seated(qtbot, project):
        writing = sqlite3.connect(project)
        writing.execute("BEGIN IMMEDIATE")  # what is counted can be kept by nobody
        reviewer.press("Ctrl+5")
        assert {"Reading the project…", f"Counted 1 of {STORIES} stories"} & set(
            said(reviewer.window)
        )
        qtbot.waitUntil(partial(is_said, reviewer.window, f"Counted 2 of {STORIES} stories"))
        assert len(card(reviewer.window.balance, BY_DATE).view.picture.marks) == 2
        writing.close()
        counted(qtbot, reviewer)
        assert f"{STORIES} stories" in said(reviewer.window)


@pytest.mark.slow
def test_without_stories_or_with_others_it_says_so(
    qtbot: QtBot, desk: Reviewer, tmp_path: Path
) -> None:
    window = desk.window
    window.balance.chips.tag.take(Tag.DENIAL)
    window.library.show_only("Some", [window.workspace.articles()[0].id])
    window.open_project(new_project(tmp_path / "empty.onrecord"))
    begin = "Import articles and mark claims to see who is heard in all of them."
    qtbot.waitUntil(lambda: begin in said(window))
    assert not window.balance.chips.isVisible()
    window.workspace.keep(read_bytes(b"Bridge\n\nThe mayor said it is safe.\n", "bridge.txt"))
    mark = "Mark claims to see who is heard, and how much."
    qtbot.waitUntil(lambda: mark in said(window))
    assert len(window.library.shown) == 1
    window.open_project(tmp_path / "river.onrecord")
    counted(qtbot, desk)
    assert f"{STORIES} stories" in said(window)


@pytest.mark.slow
def test_a_project_of_somebody_else_is_counted_and_not_changed(
    qtbot: QtBot, project: Path
) -> None:
    before = project.read_bytes()
    Settings().remember("balance_project", value=True)
    with Store.open(project):
        for reviewer in seated(qtbot, project):
            reviewer.press("Ctrl+5")
            counted(qtbot, reviewer)
            assert reviewer.window.workspace.is_read_only
            assert f"{STORIES} stories" in said(reviewer.window)
    assert project.read_bytes() == before


@pytest.mark.slow
def test_its_page_is_a_picture_under_the_project_s_name(qtbot: QtBot, desk: Reviewer) -> None:
    with qtbot.waitSignal(desk.window.balance.save_wanted) as asked:
        desk.window.balance.save()
    (page,) = asked.args
    assert page.title == "Sourcing balance"
    assert desk.window.balance.about == "river"
    assert any(getattr(shape, "words", "") == "river" for shape in page.shapes)
