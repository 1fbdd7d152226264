"""Of an article with many claims the first page is there at once, and only to be looked at."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.edits import Edit, Move
from annotator.model import Claim, Link, Marks, Source, new_id
from tests.journeys.reviewer import Reviewer
from tests.ui.drawn import seen_faults
from tests.ui.first_page import (
    BUSY,
    EARLY,
    MANY,
    begin,
    counts,
    desk,
    finish,
    pictures,
    place_of,
    point_of,
    project,
    release,
)
from tests.ui.seat import STORY, message
from ui.arrival import Place

__all__ = ["desk", "project", "release"]


@pytest.mark.slow
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


@pytest.mark.slow
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
