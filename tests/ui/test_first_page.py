"""Of an article with many claims the first page is there at once, and only to be looked at."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.importers import read_bytes
from annotator.model import Article, Claim, Link, Marks, Source, new_id
from annotator.store import Store
from annotator.vocabulary import LinkKind, Tag
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.drawn import seen_faults
from tests.ui.seat import STORY, message, seated
from ui import jobs, opening
from ui.arrival import Place

LINE = "The union said that the mill dumped waste in the river on a Friday night.\n\n"
BUSY = "A busy story\n\n" + LINE * 120
EARLY, MANY = 40, 120
"""How many lines begin on the first page, and how many there are; one claim on each."""
TAGS = ((Tag.ALLEGATION,), (Tag.DENIAL,), (Tag.OFFICIAL, Tag.ALLEGATION), ())


def place_of(line: int) -> int:
    return BUSY.index("union") + line * len(LINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a claim on each line, some answered from far below."""
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
        busy = keep_text(store, BUSY, "busy.txt")
        union, mill = Source(new_id(), "The union"), Source(new_id(), "The mill")
        claims = [claim_on(busy, line, (union, mill)[line % 2]) for line in range(MANY)]
        links = [
            Link(new_id(), kind, claims[a].id, claims[b].id)
            for a, b, kind in (
                (MANY - 3, 0, LinkKind.DENIES),
                (5, 2, LinkKind.DENIES),
                (MANY - 2, MANY - 3, LinkKind.CONTINUES),
                (9, MANY - 4, LinkKind.DENIES),
            )
        ]
        store.apply(edits.add("Mark", union, mill, *claims, *links))
    return path


def claim_on(article: Article, line: int, source: Source) -> Claim:
    at, tags = place_of(line), TAGS[line % len(TAGS)]
    targets = ("The mill",) if Tag.ALLEGATION in tags else ()
    return Claim(
        new_id(), article.id, at, at + 20, BUSY[at : at + 20], tags, source.id, targets=targets
    )


@pytest.fixture
def release() -> Iterator[Callable[[], None]]:
    """Keep everything in the background waiting until what is returned is called."""
    pool, gate = QThreadPool.globalInstance(), Event()
    threads = pool.maxThreadCount()
    pool.setMaxThreadCount(1)
    jobs.start(gate.wait, lambda _: None, lambda _: None)
    yield gate.set
    gate.set()
    pool.setMaxThreadCount(threads)


@pytest.fixture
def desk(
    qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch, release: Callable[[], None]
) -> Iterator[Reviewer]:
    monkeypatch.setattr(opening, "FIRST_PAGE", place_of(EARLY))
    monkeypatch.setattr(opening, "LARGE_REST", 3)
    del release
    yield from seated(qtbot, project)


def choose(desk: Reviewer, number: int) -> None:
    chosen = desk.window.library.list.selectionModel()
    chosen.setCurrentIndex(chosen.model().index(number, 0), chosen.SelectionFlag.ClearAndSelect)


def begin(desk: Reviewer) -> Desk:
    """Open the busy story as far as its first page, painted."""
    choose(desk, 1)
    QApplication.processEvents()
    beginning = desk.window.workspace.beginning
    assert beginning
    assert desk.window.workspace.desk is None
    return beginning


def finish(qtbot: QtBot, desk: Reviewer, release: Callable[[], None]) -> Desk:
    """Let the rest be read; return the whole."""
    release()
    qtbot.waitUntil(lambda: not desk.window.workspace.is_opening)
    QApplication.processEvents()
    whole = desk.window.workspace.desk
    assert whole
    assert len(whole.claims) == MANY
    return whole


def pictures(desk: Reviewer) -> list[QImage]:
    pane = desk.window.pane
    QApplication.processEvents()
    return [part.grab().toImage() for part in (pane.view.viewport(), pane.margin, pane.cards)]


def counts(desk: Reviewer) -> str:
    label = desk.window.findChild(QLabel, "counts")
    assert label
    return label.text()


def point_of(desk: Reviewer, claim: Claim) -> QPoint:
    frame = desk.view.frame_now()
    assert frame
    return frame.of(claim)[0].rect.center().toPoint()


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_first_page_looks_as_it_will_with_all_claims(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None], width: int
) -> None:
    workspace = desk.window.workspace
    marks = workspace.reader.marks(workspace.articles()[1].id)
    far = [link for link in marks.links if marks.claims[EARLY].start <= reach(marks, link)]
    workspace.do(Edit("Unlink", tuple(Move(link, None) for link in far)))
    desk.window.resize(width, 860)
    desk.window.library.list.setFocus()
    assert EARLY <= len(begin(desk).claims) < MANY
    assert seen_faults(desk.view) == []
    before = pictures(desk)
    finish(qtbot, desk, release)
    assert pictures(desk) == before
    assert seen_faults(desk.view) == []


def reach(marks: Marks, link: Link) -> int:
    """Return where the later end of a link begins."""
    return max(claim.start for claim in marks.claims if claim.id in {link.from_id, link.to_id})


def test_what_is_answered_from_further_down_never_looks_unanswered(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    beginning = begin(desk)
    first = beginning.claims[0]
    assert not beginning.is_unanswered(first)
    assert beginning.links_to(first) == []
    words = pictures(desk)[0]
    whole = finish(qtbot, desk, release)
    early = whole.claims[:EARLY]
    assert [beginning.is_unanswered(c) for c in early] == [whole.is_unanswered(c) for c in early]
    assert whole.links_to(first) != []
    assert pictures(desk)[0] == words


def test_the_words_stay_where_they_stand(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    begin(desk)
    document = desk.view.document()
    desk.view.setFocus()
    for keys in ("Down", "Down", "Down", "Shift+Right", "Shift+Right", "Shift+Right"):
        desk.press(keys)
    desk.view.verticalScrollBar().setValue(37)
    caret, span = desk.view.caret(), desk.view.span()
    assert span
    finish(qtbot, desk, release)
    assert desk.view.document() is document
    assert (desk.view.caret(), desk.view.span()) == (caret, span)
    assert desk.view.verticalScrollBar().value() == 37
    assert desk.view.hasFocus()


@pytest.mark.parametrize("panel", ["claims", "sources"])
def test_the_keys_stay_in_a_table(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None], panel: str
) -> None:
    finish_first_story(desk)
    desk.window.actions_.run(f"pane.{panel}")
    table = getattr(desk.window, panel).table
    table.setFocus()
    desk.window.workspace.show_article(desk.window.workspace.articles()[1].id)
    QApplication.processEvents()
    assert desk.window.workspace.beginning
    had = QApplication.focusWidget()
    finish(qtbot, desk, release)
    assert QApplication.focusWidget() is had is table


def finish_first_story(desk: Reviewer) -> None:
    """Mark something in the small story, so that its tables have rows."""
    workspace = desk.window.workspace
    article = workspace.articles()[0]
    source = Source(new_id(), "A clerk")
    at = STORY.index("union")
    claim = Claim(new_id(), article.id, at, at + 5, "union", (), source.id)
    workspace.do(edits.add("Mark", source, claim))


def test_nothing_can_be_changed_until_all_is_there(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    begin(desk)
    before = desk.window.workspace.history()
    desk.view.setFocus()
    desk.press("Shift+Right")
    for keys in ("A", "D", "0", "Delete", "R", "Y", "T", "L", "E", "S", "J", "U"):
        desk.press(keys)
        assert message(desk) == (
            "The other claims are still being read: press it again in a moment."
        )
        assert desk.view.hasFocus()
    for name in ("tag.allegation", "claim.remove", "report.export", "article.rename", "go.check"):
        assert not desk.window.actions_.action(name).isEnabled()
    whole = finish(qtbot, desk, release)
    assert desk.window.workspace.history() == before
    assert len(whole.claims) == MANY
    assert desk.window.actions_.action("tag.allegation").isEnabled()


def test_a_click_on_a_claim_selects_it_once_all_are_there(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    wanted = begin(desk).claims[3]
    port = desk.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point_of(desk, wanted))
    assert desk.window.selection.claim is None
    whole = finish(qtbot, desk, release)
    assert desk.window.selection.claim is whole.claim(wanted.id)


def test_another_click_beside_all_claims_takes_it_back(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    beginning = begin(desk)
    desk.view.click(beginning.claims[3])
    desk.view.click(None)
    finish(qtbot, desk, release)
    assert desk.window.selection.claim is None


def test_no_part_is_counted_as_the_whole(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    window = desk.window
    begin(desk)
    reading = "Reading the other claims…"
    assert counts(desk) == reading
    window.actions_.run("pane.claims")
    shown = [label.text() for label in window.claims.findChildren(QLabel) if label.isVisible()]
    assert shown == [reading]
    assert window.claims.table.model().rowCount() == 0
    chips = window.claims.chips.findChildren(QAbstractButton)
    assert not any(sign.isdigit() for chip in chips for sign in chip.text())
    strip = window.findChild(QWidget, "storyStrip")
    assert strip
    assert strip.accessibleDescription().startswith(reading)
    finish(qtbot, desk, release)
    assert counts(desk).startswith(f"{MANY} claims")
    assert window.claims.table.model().rowCount() == MANY


def test_below_the_first_page_are_bare_words_until_the_marks_are_there(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    begin(desk)
    bar = desk.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    seen = desk.view.seen_range()
    assert seen_faults(desk.view) == []
    whole = finish(qtbot, desk, release)
    assert desk.view.seen_range() == seen
    assert whole.over(*seen)
    assert seen_faults(desk.view) == []


def test_words_are_found_below_the_first_page(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    begin(desk)
    desk.view.setFocus()
    desk.press("Ctrl+F")
    desk.window.find_bar.field.setText("dumped")
    desk.press("Shift+Enter")
    span = desk.view.span()
    assert span
    assert span.of(BUSY) == "dumped"
    assert span.start > place_of(MANY - 1)
    finish(qtbot, desk, release)
    assert desk.view.span() == span


def test_a_claim_below_the_first_page_is_gone_to_once_it_is_there(
    qtbot: QtBot, desk: Reviewer, release: Callable[[], None]
) -> None:
    workspace = desk.window.workspace
    busy = workspace.articles()[1]
    wanted = workspace.reader.marks(busy.id).claims[MANY - 5]
    desk.window.goals.go(Place(busy.id, "Found in “{title}”", wanted.id))
    QApplication.processEvents()
    assert workspace.beginning
    finish(qtbot, desk, release)
    assert desk.window.selection.claim == wanted
    assert message(desk) == "Found in “A busy story”"


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
