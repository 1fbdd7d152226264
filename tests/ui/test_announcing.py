"""What a screen reader is told as the caret moves and things are done."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.edits import add
from annotator.errors import EditError
from tests.factories import claim_of
from tests.journeys.reviewer import Reviewer
from tests.ui.marked_desk import ALLEGATION, MarkedDesk, marked
from tests.ui.seat import message
from ui.announcing import claim_at, description, entered
from ui.models.wording import sentence

__all__ = ["marked"]


@pytest.fixture
def heard(desk: Reviewer) -> Iterator[list[str]]:
    """Turn a screen reader on; return what it is told."""
    told: list[str] = []
    desk.window.announcer.announced.connect(told.append)
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(False)


def marked_words(desk: Reviewer, *phrases: str) -> None:
    """Mark words without anybody at the keys, and have the caret at the beginning."""
    found = desk.window.workspace.desk
    assert found
    claims = [claim_of(found.article, found.text, words) for words in phrases]
    desk.window.workspace.do(add("Mark", *claims))
    desk.window.selection.clear()
    desk.view.put_caret(0)
    QApplication.processEvents()


def test_the_smallest_claim_at_the_caret_is_meant(marked: MarkedDesk) -> None:
    claims = marked.desk.claims
    outer = claims[ALLEGATION]
    inner = claim_of(marked.desk.article, marked.desk.text, "to spy on")
    marked.workspace.do(add("Mark", inner))
    assert claim_at(marked.desk, inner.start, None) == inner
    assert claim_at(marked.desk, outer.start, None) == outer
    assert claim_at(marked.desk, inner.start, outer) == outer
    assert claim_at(marked.desk, outer.end, outer) == outer
    assert claim_at(marked.desk, len(marked.desk.text), None) is None


def test_only_a_claim_that_is_new_to_the_caret_is_told(marked: MarkedDesk) -> None:
    claim = marked.claim(ALLEGATION)
    assert entered(claim, None, is_heard=True) == claim
    assert entered(claim, claim.id, is_heard=True) is None
    assert entered(None, claim.id, is_heard=True) is None
    assert entered(claim, None, is_heard=False) is None


def test_the_caret_tells_of_a_claim_as_it_enters_it(desk: Reviewer, heard: list[str]) -> None:
    marked_words(desk, "Mill", "mill dumped waste")
    del heard[:]
    desk.view.put_caret(desk.text.index("that the mill"))
    QApplication.processEvents()
    assert heard == []
    found = desk.window.workspace.desk
    assert found
    for _ in range(3):
        desk.press("Ctrl+Right")
    told = sentence(found, found.claims[1])
    assert heard == [told]
    assert told == "Claim 2, no tag, no source: mill dumped waste"


def test_a_jump_tells_of_the_claim_it_goes_to(desk: Reviewer, heard: list[str]) -> None:
    marked_words(desk, "The union said", "mill dumped waste")
    del heard[:]
    desk.press("J")
    desk.press("J")
    assert [words.split(",")[0] for words in heard] == ["Claim 1", "Claim 2"]


def test_what_the_status_bar_says_is_told_too(
    qtbot: QtBot, desk: Reviewer, heard: list[str]
) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    assert message(desk) in heard
    with qtbot.waitSignal(desk.window.announcer.announced):
        desk.window.workspace.failed.emit(EditError("nothing can be changed here"))
    assert heard[-1] == message(desk) == "nothing can be changed here"


def test_nobody_is_told_where_nobody_listens(desk: Reviewer) -> None:
    told: list[str] = []
    desk.window.announcer.announced.connect(told.append)
    marked_words(desk, "mill dumped waste")
    desk.press("J")
    assert desk.window.selection.claim
    assert told == []


def test_the_page_says_how_many_claims_it_has_and_which_keys_matter(desk: Reviewer) -> None:
    def said() -> str:
        return QAccessible.queryAccessibleInterface(desk.view).text(QAccessible.Text.Description)

    assert said().startswith("0 claims. J and K go from claim to claim, U to the next")
    marked_words(desk, "mill dumped waste")
    assert said().startswith("1 claim. ")
    marked_words(desk, "denies it")
    assert said().startswith("2 claims. ")
    assert "? lists all keys" in said()
    assert description(None, desk.window.keymap) == ""
