"""Bad input and trouble underneath: a sentence, and nothing is lost."""

import gzip
import re
import sqlite3
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
)
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Span
from annotator.store import Store
from annotator.store.schema import SCHEMA_VERSION
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, go_to, message, quotes, seated

PROJECTS = Path(__file__).parents[1] / "data" / "projects"


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


@pytest.mark.slow
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


@pytest.mark.slow
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
        line = ("word " * 200_000).strip()
        assert quotes(reviewer) == ["Headline", line, "a" + "\u0301" * 200_000]


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_second_window_refuses_every_change_at_its_first_key_and_says_why(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    desk.click("union said")
    desk.press("A")
    read_only = "This project is read-only here; close it where it is open, then open it again."
    for second in seated(qtbot, project):
        said: list[str] = []
        second.window.workspace.said.connect(said.append)
        for key in ("M", "T", "Enter", "L", "E", "C", "Y", "Del", "Ctrl+Z", "Ctrl+M", "Shift+O"):
            go_to(second, 1)
            second.view.setFocus()
            said.clear()
            second.press(key)
            assert said == [read_only], key
            assert second.focus is second.view
        second.press("J")
        assert message(second).startswith("Claim 1 of 1")
        menu = second.window.library.menu()
        on = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
        assert [words.split()[0] for words in on] == ["Export"]


@pytest.mark.slow
@pytest.mark.parametrize("keys", [["Alt+Down"], ["Ctrl+1", "Down"]])
def test_an_article_that_another_window_deleted_is_refused_and_not_listed_any_more(
    desk: Reviewer, qtbot: QtBot, project: Path, keys: list[str]
) -> None:
    store = desk.window.workspace.reader
    assert isinstance(store, Store)
    keep_text(store, "The port is safe.\n", "port.txt")
    for second in seated(qtbot, project):
        port = second.window.workspace.articles()[-1]
        desk.window.workspace.do(edits.delete_article(store.marks(port.id), []))
        text = second.text
        for key in keys:
            second.press(key)
        assert message(second) == "that article is not in the project any more; it was deleted"
        assert second.text == text
        assert port not in second.window.library.shown


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
    assert not desk.window.text_commands.linking.is_on
    desk.press("Enter")
    assert quotes(desk) == ["dumped waste"]


def test_opening_the_project_that_is_open_keeps_it_writable(desk: Reviewer, project: Path) -> None:
    assert desk.window.open_project(project)
    assert not desk.window.workspace.is_read_only
    assert not desk.window.banner.isVisible()


def test_a_note_that_cannot_be_kept_stops_the_first_closing(desk: Reviewer, project: Path) -> None:
    desk.click("union said")
    desk.press("A")
    desk.press("M")
    desk.type("keep me")
    rival = sqlite3.connect(project)
    rival.execute("BEGIN IMMEDIATE")
    assert not desk.window.close()
    assert desk.window.banner.isVisible()
    assert desk.window.close()
    rival.rollback()
    rival.close()


@pytest.mark.slow
@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_project_that_cannot_be_backed_up_opens_read_only(
    qtbot: QtBot, tmp_path: Path, onrecord_home: Path, version: int
) -> None:
    path = tmp_path / "old.onrecord"
    path.write_bytes(gzip.decompress((PROJECTS / f"{version}.onrecord.gz").read_bytes()))
    before = path.read_bytes()
    onrecord_home.mkdir(exist_ok=True)
    (onrecord_home / "backups").write_text("in the way")
    for reviewer in seated(qtbot, path):
        window = reviewer.window
        told = window.banner.accessibleName()
        assert told.startswith("Read-only: old.onrecord was made by an older On Record")
        assert window.workspace.is_read_only
        for number in range(window.tabs.count()):
            window.tabs.setCurrentIndex(number)
        for number in range(window.project_tabs.count()):
            window.project_tabs.setCurrentIndex(number)
        marked = quotes(reviewer)
        reviewer.drag_words(reviewer.text[:10])
        reviewer.press("A")
        assert quotes(reviewer) == marked != []
        assert path.read_bytes() == before
        (onrecord_home / "backups").unlink()
        assert window.open_project(path)
        assert not window.workspace.is_read_only


def test_a_damaged_article_that_is_shown_first_is_told_of(qtbot: QtBot, project: Path) -> None:
    data = bytearray(project.read_bytes())
    for at in (m.start() for m in re.finditer(b"The union said that the mill", bytes(data))):
        data[at] ^= 1  # in the text and in what it was read from
    project.write_bytes(data)
    for reviewer in seated(qtbot, project):
        assert reviewer.window.workspace.desk is None
        assert reviewer.window.banner.isVisible()
        told = reviewer.window.banner.accessibleName()
        assert "damaged" in told
        assert "`" not in told  # the band has a button
