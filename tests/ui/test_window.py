"""The window as a person meets it: first start, keys, bad input, trouble underneath."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from annotator.model import Span
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import ResponseStatus, Tag
from tests.factories import keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from ui.app import open_window

STORY = (
    "Mill accused of dumping\n\n"
    "The union said that the mill dumped waste. “It did so twice,” a clerk said.\n\n"
    "The mill denies it. Family 👨‍👩‍👧 of three said e\u0301tude.\n\n"
    "Source: Read Full Article\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
    return path


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


def seated(qtbot: QtBot, project: Path | None) -> Iterator[Reviewer]:
    window = open_window(project)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    with qtbot.waitActive(window):
        window.activateWindow()
    reviewer = Reviewer(window)
    reviewer.view.setFocus()
    yield reviewer
    window.close()


def quotes(reviewer: Reviewer) -> list[str]:
    desk = reviewer.window.workspace.desk
    return [claim.quote for claim in desk.claims] if desk else []


def message(reviewer: Reviewer) -> str:
    label = reviewer.window.findChild(QLabel, "statusMessage")
    assert label
    return label.text()


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


def test_furniture_is_not_marked_and_the_selection_stays(desk: Reviewer) -> None:
    desk.drag_words("Read Full Article")
    desk.press("A")
    assert quotes(desk) == []
    assert "not part of the story" in message(desk)
    assert desk.view.span()


def test_spaces_alone_mark_the_sentence_at_the_caret(desk: Reviewer) -> None:
    start = STORY.index(" mill denies")
    desk.view.select(Span(start, start + 1))
    assert desk.view.span() is None
    desk.press("D")
    assert quotes(desk) == ["The mill denies it"]


def test_a_selection_across_paragraphs_is_one_claim(desk: Reviewer) -> None:
    desk.drag(STORY.index("a clerk"), STORY.index(" Family") - 1)
    desk.press("N")
    assert quotes(desk) == ["a clerk said.\n\nThe mill denies it"]


def test_half_a_character_is_never_marked(desk: Reviewer) -> None:
    start = STORY.index("👨")
    desk.view.select(Span(start, start + 1))
    desk.press("N")
    assert quotes(desk) == ["👨‍👩‍👧"]


def test_linking_a_claim_to_itself_is_refused_in_words(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.drag_words("denies it")
    desk.press("D")
    desk.press("L")
    desk.click("denies it")
    assert desk.window.workspace.desk
    assert not list(desk.window.workspace.desk.links())


def test_a_claim_deleted_while_its_note_is_typed_takes_nothing_with_it(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.press("M")
    desk.type("half a no")
    desk.window.workspace.undo()
    assert quotes(desk) == []
    desk.view.setFocus()
    assert quotes(desk) == []


def test_markup_in_names_and_titles_is_shown_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    path = new_project(tmp_path / "x.onrecord")
    with Store.open(path) as store:
        keep_text(store, "<b>Bold</b> <img src=x>\n\nThe <i>mill</i> denies it.\n")
    for reviewer in seated(qtbot, path):
        reviewer.drag_words("denies it")
        reviewer.press("D")
        reviewer.press("Enter")
        reviewer.type("<b>mill</b>")
        reviewer.press("Enter")
        assert reviewer.window.workspace.desk
        source = next(iter(reviewer.window.workspace.desk.sources.values()))
        assert source.name == "<b>mill</b>"
        for label in reviewer.window.findChildren(QLabel):
            assert label.textFormat() != label.textFormat().RichText
            if "<b>" in label.text():
                assert label.textFormat() == label.textFormat().PlainText


def test_a_very_long_line_and_very_many_marks_open(qtbot: QtBot, tmp_path: Path) -> None:
    path = new_project(tmp_path / "long.onrecord")
    with Store.open(path) as store:
        keep_text(store, "Headline\n\n" + "word " * 200_000 + "\n\na" + "\u0301" * 200_000 + "\n")
    for reviewer in seated(qtbot, path):
        reviewer.press("S")
        reviewer.press("A")
        assert quotes(reviewer) == ["Headline"]
        for _ in range(2):
            reviewer.press("S")
            reviewer.press("N")
        marks = "a" + "\u0301" * 200_000
        assert quotes(reviewer)[-1] == marks or quotes(reviewer)[1].startswith("word")


def test_a_second_window_reads_and_says_who_has_the_project(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    for second in seated(qtbot, project):
        assert second.window.banner.isVisible()
        assert second.window.workspace.is_read_only
        second.click("union said")
        second.press("A")
        assert quotes(second) == []
        assert "read-only" in message(second)
    assert quotes(desk) == []


def test_a_project_that_is_moved_underneath_gets_a_banner_and_loses_nothing(
    desk: Reviewer, project: Path
) -> None:
    desk.click("union said")
    desk.press("A")
    project.rename(project.with_name("elsewhere.onrecord"))
    desk.click("denies")
    desk.press("D")
    assert desk.window.banner.isVisible()
    assert len(quotes(desk)) == 1
    with Reader.open(project.with_name("elsewhere.onrecord")) as reader:
        assert sum(reader.claim_counts().values()) == 1


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
            "historyTable",
            "sourceField",
            "claimsFilter",
            "noteField",
            "claimInspector",
            "statusMessage",
        ):
            assert window.findChild(QObject, name) is not None, name


def test_a_full_disk_gets_a_banner_and_keeps_what_was_there(desk: Reviewer) -> None:
    desk.click("union said")
    desk.press("A")
    conn = desk.window.workspace.reader._conn  # noqa: SLF001 - the disk is made full underneath
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    conn.execute(f"PRAGMA max_page_count = {pages}")
    desk.press("M")
    QGuiApplication.clipboard().setText("x" * 20_000)
    desk.press("Ctrl+V")
    desk.press("Ctrl+Enter")
    assert desk.window.banner.isVisible()
    assert "disk is full" in desk.window.banner.accessibleName()
    assert quotes(desk) == ["The union said that the mill dumped waste"]


def test_another_programs_write_never_freezes_the_window(desk: Reviewer, project: Path) -> None:
    rival = sqlite3.connect(project)
    rival.execute("BEGIN IMMEDIATE")
    desk.click("union said")
    started = time.monotonic()
    desk.press("A")
    assert time.monotonic() - started < 1
    rival.rollback()
    rival.close()
    assert desk.window.banner.isVisible()
    desk.press("A")
    assert len(quotes(desk)) == 1


def test_a_file_that_is_damaged_underneath_gets_a_banner(desk: Reviewer, project: Path) -> None:
    desk.click("union said")
    desk.press("A")
    with project.open("r+b") as file:
        file.write(b"\xff" * 20_000)
    desk.click("denies")
    desk.press("D")
    assert desk.window.banner.isVisible()
    assert "damaged" in desk.window.banner.accessibleName()
    assert len(quotes(desk)) == 1


def test_linking_ends_when_its_claim_is_gone(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.drag_words("denies it")
    desk.press("D")
    desk.press("L")
    desk.press("Ctrl+Z")
    assert not desk.window.linking.is_on
    desk.press("Esc")
    desk.window.linking.choose(desk.window.workspace.desk.claims[0])  # type: ignore[union-attr]
    assert len(quotes(desk)) == 1


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


def test_opening_the_project_that_is_open_keeps_it_writable(desk: Reviewer, project: Path) -> None:
    assert desk.window.open_project(project)
    assert not desk.window.workspace.is_read_only
    assert not desk.window.banner.isVisible()


def test_a_note_that_cannot_be_kept_stops_the_first_closing(desk: Reviewer, project: Path) -> None:
    desk.click("union said")
    desk.press("A")
    desk.press("M")
    desk.type("keep me")
    project.rename(project.with_name("elsewhere.onrecord"))
    assert not desk.window.close()
    assert desk.window.banner.isVisible()
    assert desk.window.close()


def test_f6_goes_where_keys_work(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    for tab, kind in (
        (desk.window.claims, QAbstractItemView),
        (desk.window.sources, QTabBar),  # nobody is named yet
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
    assert message(desk) == "Select a claim first: click on it, or press J."


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


def test_escape_leads_back_to_the_text_from_a_panel(desk: Reviewer) -> None:
    desk.window.resize(640, 480)
    QApplication.processEvents()
    desk.press("Ctrl+3")
    assert not desk.view.isVisible()
    desk.press("Esc")
    assert desk.view.hasFocus()
