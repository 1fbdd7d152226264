"""The window as a person meets it: first start, keys, jumps, small windows, memory."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.model import Span
from annotator.store import Store
from annotator.vocabulary import ResponseStatus, Tag
from tests.factories import keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, message, quotes, seated
from ui.picture_view import PictureView
from ui.settings import Settings
from ui.workspace import Workspace


def test_first_start_opens_the_sample_and_two_actions_mark_a_claim(qtbot: QtBot) -> None:
    for reviewer in seated(qtbot, None):
        assert reviewer.window.coach
        assert reviewer.window.coach.isVisible()
        before = len(quotes(reviewer))
        reviewer.click("inspection papers")
        reviewer.press("A")
        assert reviewer.actions <= 4
        assert len(quotes(reviewer)) == before + 1
        assert not reviewer.window.coach.isVisible()


def test_a_click_and_a_key_mark_the_sentence_without_its_full_stop(desk: Reviewer) -> None:
    desk.click("union said")
    desk.press("A")
    assert quotes(desk) == ["The union said that the mill dumped waste"]
    desk.press("Shift+O")
    claim = desk.window.selection.claim
    assert claim
    assert claim.tags == (Tag.ALLEGATION, Tag.OFFICIAL)
    desk.press("3")
    claim = desk.window.selection.claim
    assert claim
    assert claim.tags == (Tag.OFFICIAL,)


def test_sentences_quotations_and_paragraphs_are_one_key_each(desk: Reviewer) -> None:
    desk.press("S")
    desk.press("S")
    desk.press("0")
    desk.press("Q")
    desk.press("N")
    desk.press("P")
    desk.press("O")
    assert quotes(desk) == [
        "The union said that the mill dumped waste. “It did so twice,” a clerk said.",
        "The union said that the mill dumped waste",
        "“It did so twice,”",
    ]


def test_shift_s_takes_the_next_sentence_too(desk: Reviewer) -> None:
    desk.click("union said")
    desk.press("S")
    desk.press("Shift+S")
    desk.press("A")
    assert quotes(desk) == [STORY[STORY.index("The union") : STORY.index(" a clerk said") + 13]]


def test_a_drag_snaps_to_words(desk: Reviewer) -> None:
    start = STORY.index("mill dumped")
    desk.drag(start + 1, start + 8)
    assert desk.view.span() == Span(start, start + len("mill dumped"))


def test_j_and_k_go_through_the_claims_and_delete_removes_one(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.drag_words("denies it")
    desk.press("D")
    desk.press("K")
    claim = desk.window.selection.claim
    assert claim
    assert claim.quote == "dumped waste"
    desk.press("J")
    desk.press("Del")
    assert quotes(desk) == ["dumped waste"]
    desk.press("Ctrl+Z")
    assert quotes(desk) == ["dumped waste", "denies it"]


def test_an_allegation_is_about_somebody_asked_and_answered(desk: Reviewer) -> None:
    window = desk.window
    desk.drag_words("the mill dumped waste")
    desk.press("A")
    desk.press("Y")
    assert "press T" in message(desk)
    desk.press("T")
    desk.type("the mill")
    desk.press("Enter")
    assert window.workspace.desk
    claim = window.workspace.desk.claims[0]
    assert claim.targets == ("the mill",)
    assert window.workspace.desk.is_unanswered(claim)
    desk.press("Y")
    response = window.workspace.desk.response(claim, "the mill")
    assert response
    assert response.status is ResponseStatus.SOUGHT
    assert window.workspace.desk.is_unanswered(claim)
    desk.drag_words("denies it")
    desk.press("D")
    desk.press("Enter")
    desk.type("the mill")
    desk.press("Enter")
    desk.press("L")
    desk.press("1")
    assert message(desk) == "Denial by the mill now answers claim 1"
    assert not window.workspace.desk.is_unanswered(claim)


def test_r_marks_with_the_same_tags_and_source(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("N")
    desk.press("Enter")
    desk.type("a clerk")
    desk.press("Enter")
    desk.drag_words("It did so twice")
    desk.press("R")
    assert desk.window.workspace.desk
    first, second = desk.window.workspace.desk.claims
    assert first.source_id
    assert (second.tags, second.source_id) == (first.tags, first.source_id)


def test_focus_returns_to_the_text_after_each_field(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    for key, kind in (("Enter", QLineEdit), ("T", QLineEdit), ("M", QPlainTextEdit)):
        desk.press(key)
        assert isinstance(desk.focus, kind)
        desk.press("Esc")
        assert desk.view.hasFocus()


def test_escape_drops_the_selection_then_the_claim(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.drag_words("denies it")
    desk.press("Esc")
    assert desk.view.span() is None
    desk.click("dumped")
    assert desk.window.selection.claim
    desk.press("Esc")
    assert desk.window.selection.claim is None


def test_find_goes_to_the_words_and_escape_back_to_the_text(desk: Reviewer) -> None:
    desk.press("Ctrl+F")
    desk.type("MILL D")
    desk.press("Enter")
    span = desk.view.span()
    assert span
    assert span.of(STORY).lower() == "mill d"
    desk.press("Esc")
    assert desk.focus is desk.view


@pytest.mark.slow
def test_the_windows_state_is_remembered(qtbot: QtBot, project: Path) -> None:
    for reviewer in seated(qtbot, project):
        reviewer.window.tabs.setCurrentWidget(reviewer.window.sources)
    for reviewer in seated(qtbot, None):
        assert reviewer.window.workspace.path == project
        assert reviewer.window.tabs.currentWidget() is reviewer.window.sources


def test_the_object_names_that_others_rely_on_are_there(qtbot: QtBot, tmp_path: Path) -> None:
    path = new_project(tmp_path / "x.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    for reviewer in seated(qtbot, path):
        window = reviewer.window
        assert window.objectName() == "mainWindow"
        for name in (
            "articleView",
            "libraryList",
            "claimsTable",
            "sourcesTable",
            "balanceView",
            "checksTable",
            "historyTable",
            "sourceField",
            "claimsFilter",
            "noteField",
            "claimInspector",
            "statusMessage",
        ):
            assert window.findChild(QObject, name) is not None, name


def test_an_allegation_linked_to_a_denial_is_answered_by_it(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.drag_words("denies it")
    desk.press("D")
    desk.press("K")
    desk.press("L")
    desk.press("1")
    assert desk.window.workspace.desk
    (link,) = desk.window.workspace.desk.links()
    first, second = desk.window.workspace.desk.claims
    assert (link.kind, link.from_id, link.to_id) == ("denies", second.id, first.id)


@pytest.mark.slow
def test_f6_goes_where_keys_work(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    for tab, kind in (
        (desk.window.claims, QAbstractItemView),
        (desk.window.sources, QTabBar),  # nobody is named yet
        (desk.window.balance, PictureView),
        (desk.window.checks, QAbstractItemView),
        (desk.window.history, QAbstractItemView),
        (desk.window.inspector, QLineEdit),
    ):
        desk.window.show_tab(tab)
        desk.view.setFocus()
        desk.press("F6")
        assert isinstance(desk.focus, kind)


def test_sentences_skip_furniture(desk: Reviewer) -> None:
    desk.click("mill denies")
    for _ in range(4):
        desk.press("S")
    span = desk.view.span()
    assert span
    assert "Read Full" not in span.of(STORY)
    assert message(desk) == "There is no further sentence."


def test_a_key_that_needs_a_claim_says_so(desk: Reviewer) -> None:
    desk.press("M")
    assert message(desk) == ("Select words and press 1–4, or click a sentence and press a letter.")
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.press("Esc")
    desk.press("M")
    assert message(desk) == "Select a claim first: click on it, or press J."


@pytest.mark.slow
def test_the_article_and_the_hidden_panels_are_remembered(qtbot: QtBot, project: Path) -> None:
    with Store.open(project) as store:
        second = keep_text(store, "Second story\n\nWords of it.\n")
    for reviewer in seated(qtbot, project):
        reviewer.press("Alt+Down")
        reviewer.press("F4")
    for reviewer in seated(qtbot, project):
        assert reviewer.window.workspace.desk
        assert reviewer.window.workspace.desk.article == second
        assert not reviewer.window.tabs.isVisible()


def test_only_the_article_that_was_open_last_is_loaded(project: Path) -> None:
    with Store.open(project) as store:
        second = keep_text(store, "Second story\n\nWords of it.\n")
    workspace = Workspace()
    loaded: list[str] = []
    workspace.article_opened.connect(
        lambda: loaded.append(workspace.desk.article.id if workspace.desk else "")
    )
    workspace.open(project, "Tester", second.id)
    assert loaded == [second.id]
    workspace.close()


def test_an_article_that_is_gone_gives_way_to_the_first(project: Path) -> None:
    workspace = Workspace()
    workspace.open(project, "Tester", "gone")
    assert workspace.desk
    assert workspace.desk.article.number == 1
    workspace.close()


def test_the_story_strip_stands_at_the_right_of_the_page(desk: Reviewer) -> None:
    strip = desk.window.findChild(QWidget, "storyStrip")
    assert strip
    page, place = desk.view.geometry(), strip.geometry()
    assert place.left() == page.right() + 1
    assert (place.top(), place.height()) == (page.top(), page.height())


def test_no_caret_stands_before_the_words_of_an_empty_page(desk: Reviewer) -> None:
    desk.press("Ctrl+Z")
    assert desk.window.workspace.desk is None
    desk.view.setFocus()
    port = desk.view.viewport()
    for _ in range(2):
        with_focus = port.grab().toImage()
        desk.view.clearFocus()
        assert with_focus == port.grab().toImage()
        desk.view.setFocus()
        desk.press("Right")


def test_what_is_remembered_at_once_is_all_there_and_written_only_where_it_is_another() -> None:
    settings = Settings()
    settings.remember_all({"tab": 2, "panels": False, "geometry": "x"})
    again = Settings()
    assert (again.number("tab", 0), again.flag("panels", default=True)) == (2, False)
    assert again.text("geometry") == "x"
    written = settings.path.stat().st_ino, settings.path.stat().st_mtime_ns
    again.remember_all({"tab": 2, "panels": False})
    assert (settings.path.stat().st_ino, settings.path.stat().st_mtime_ns) == written
    again.remember_all({"tab": 3, "panels": False})
    assert Settings().number("tab", 0) == 3
