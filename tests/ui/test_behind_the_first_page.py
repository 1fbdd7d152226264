"""While claims are read behind a first page: damage, steps in between, other articles."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.importers import read_bytes
from annotator.store import Store
from tests.journeys.reviewer import Reviewer
from tests.ui.first_page import MANY, begin, choose, desk, finish, place_of, project, release
from ui import jobs

__all__ = ["desk", "project", "release"]


def test_damage_below_the_first_page_is_told_and_the_article_let_go(
    qtbot: QtBot, desk: Reviewer, project: Path, release: Callable[[], None]
) -> None:
    damage(project, place_of(MANY - 6))
    begin(desk)
    workspace = desk.window.workspace
    with qtbot.waitSignal(workspace.failed) as failed:
        release()
    assert "the project is damaged: the claim" in str(failed.args[0])
    assert workspace.desk is None
    assert workspace.beginning is None
    assert not workspace.is_opening
    assert desk.view.document().isEmpty()
    assert desk.window.banner.isVisible()
    choose(desk, 0)
    assert workspace.article == workspace.articles()[0]


def test_damage_on_the_first_page_leaves_what_was_open(desk: Reviewer, project: Path) -> None:
    damage(project, place_of(2))
    choose(desk, 1)
    workspace = desk.window.workspace
    assert workspace.article == workspace.articles()[0]
    assert desk.window.banner.isVisible()


def damage(project: Path, start: int) -> None:
    with sqlite3.connect(project) as conn:
        conn.execute("UPDATE claim SET note = 'Another note' WHERE start = ?", (start,))
    conn.close()


def test_a_step_taken_in_between_is_in_the_whole(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    workspace = desk.window.workspace
    first = begin(desk).claims[0]
    document = desk.view.document()
    workspace.do(edits.change("Note", (first, replace(first, note="New"))))
    assert workspace.beginning
    assert workspace.beginning.claims[0].note == "New"
    assert desk.view.document() is document
    whole = finish(qtbot, desk, release)
    assert whole.claims[0].note == "New"
    desk.press("Ctrl+Z")
    assert whole.claims[0].note == ""


def test_undoing_its_import_lets_the_article_go(desk: Reviewer) -> None:
    workspace = desk.window.workspace
    begin(desk)
    desk.window.library.delete_chosen()
    assert [article.title for article in workspace.articles()] == ["Mill accused of dumping"]
    assert workspace.article == workspace.articles()[0]
    assert workspace.desk


def test_another_article_is_shown_instead(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    begin(desk)
    choose(desk, 0)
    release()
    qtbot.waitUntil(lambda: not jobs.are_running())
    workspace = desk.window.workspace
    assert workspace.article == workspace.articles()[0]
    assert not workspace.is_opening


def test_esc_does_not_take_the_first_page_away(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    begin(desk)
    desk.view.setFocus()
    desk.press("Esc")
    desk.window.workspace.cancel_opening()
    finish(qtbot, desk, release)


@pytest.mark.slow
def test_an_import_that_fails_leaves_the_article_coming(
    qtbot: QtBot, desk: Reviewer, project: Path, release: Callable[[], None]
) -> None:
    begin(desk)
    rival = sqlite3.connect(project)
    rival.execute("BEGIN IMMEDIATE")
    imported = read_bytes(b"Another story\n\nIt rained.\n", "other.txt")
    assert desk.window.workspace.keep(imported) is None
    rival.rollback()
    rival.close()
    finish(qtbot, desk, release)


def test_closing_the_window_meanwhile_lets_the_project_go(
    qtbot: QtBot, desk: Reviewer, project: Path, release: Callable[[], None]
) -> None:
    begin(desk)
    desk.window.close()
    release()
    qtbot.waitUntil(lambda: not jobs.are_running())
    with Store.open(project, patience=0) as store:
        assert len(store.articles()) == 2


def test_the_balance_stays_as_it_was_until_there_is_all_to_count(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    desk.press("Ctrl+5")
    balance = desk.window.balance

    def shown() -> str:
        return balance.page.cards[1].view.picture.description if balance.page.cards else ""

    before = shown()
    begin(desk)
    assert shown() == before
    balance.resize(balance.width() - 20, balance.height())
    assert shown() == before
    finish(qtbot, desk, release)
    joined = MANY - 1  # one continues another
    qtbot.waitUntil(lambda: f"{joined:,} claims" in shown())
