"""Every action says in the status bar that it was done, and the history what it was."""

import pytest
from PySide6.QtWidgets import QMenu

from annotator.store import Store
from tests.factories import keep_text
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message


def mark(desk: Reviewer) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")


def mark_both(desk: Reviewer) -> None:
    mark(desk)
    desk.drag_words("denies it")
    desk.press("D")


def name(desk: Reviewer, key: str, words: str) -> None:
    desk.press(key)
    desk.type(words)
    desk.press("Enter")


def label(desk: Reviewer) -> str:
    step = desk.window.workspace.undoable()
    assert step
    return step.label


@pytest.mark.parametrize(
    ("keys", "said", "label_"),
    [
        (["A"], "Marked as allegation", "Mark as allegation"),
        (["0"], "Marked a claim without a tag", "Mark a claim without a tag"),
        (["A", "D"], "Tagged claim 1 as denial", "Tag claim 1 as denial"),
        (
            ["A", "Shift+N"],
            "Tagged claim 1 as allegation and anonymous source",
            "Tag claim 1 as allegation and anonymous source",
        ),
        (["A", "Shift+A"], "No tag on claim 1 now", "Untag claim 1"),
        (["A", "Del"], "Removed claim 1", "Remove claim 1"),
    ],
)
def test_marking_is_said_as_done(desk: Reviewer, keys: list[str], said: str, label_: str) -> None:
    desk.drag_words("dumped waste")
    for key in keys:
        desk.press(key)
    assert message(desk) == said
    assert label(desk) == label_
    desk.press("Ctrl+Z")
    assert message(desk) == f"Undone: {label_}"
    desk.press("Ctrl+Shift+Z")
    assert message(desk) == f"Done again: {label_}"


def test_an_undo_in_an_article_that_is_not_on_the_screen_names_it(desk: Reviewer) -> None:
    store = desk.window.workspace.reader
    assert isinstance(store, Store)
    keep_text(store, "The port is safe.\n", "port.txt")
    mark_both(desk)
    desk.press("L")
    desk.press("1")
    linked = label(desk)
    desk.window.workspace.show_article(store.articles()[-1].id)
    title = store.articles()[0].title
    desk.press("Ctrl+Z")
    assert message(desk) == f"Undone: {linked} in “{title}”"
    desk.press("Ctrl+Z")
    assert message(desk) == f"Undone: Mark as denial in “{title}”"
    desk.press("Ctrl+Shift+Z")
    assert message(desk) == f"Done again: Mark as denial in “{title}”"
    desk.window.workspace.show_article(store.articles()[0].id)
    desk.press("Ctrl+Z")
    assert message(desk) == "Undone: Mark as denial"


def test_a_refusal_goes_with_the_next_thing_that_is_done(desk: Reviewer) -> None:
    refusal = "Select words or a claim to copy first."
    mark(desk)
    desk.press("Esc")
    assert message(desk) == ""
    desk.press("Ctrl+C")
    assert message(desk) == refusal
    desk.click("dumped waste")
    assert message(desk) == "Claim 1 of 1, allegation: about nobody yet, T names whom"
    desk.press("Esc")
    desk.press("Ctrl+C")
    desk.click("of three")
    assert message(desk) == ""
    desk.press("Ctrl+C")
    desk.press("Esc")
    assert message(desk) == ""
    desk.press("Ctrl+C")
    desk.press("Ctrl+3")
    desk.press("Enter")
    assert message(desk) == "Claim 1 of 1, allegation: about nobody yet, T names whom"


def test_what_is_typed_is_said_as_kept(desk: Reviewer) -> None:
    mark(desk)
    desk.press("M")
    desk.type("ask the mill")
    desk.press("Ctrl+Enter")
    assert (message(desk), label(desk)) == ("Kept the note of claim 1", "Note on claim 1")
    desk.press("M")
    desk.press("Ctrl+A")
    desk.press("Del")
    desk.press("Ctrl+Enter")
    assert message(desk) == "Claim 1 has no note now"
    name(desk, "Enter", "the union")
    assert message(desk) == "The union is now the source of claim 1"
    assert label(desk) == "The union says claim 1"
    name(desk, "T", "the mill")
    assert message(desk) == "Kept whom claim 1 is about"
    desk.press("Y")
    assert message(desk) == "Put claim 1 to the mill, no reply yet"


def test_a_source_is_called_by_its_own_name(desk: Reviewer) -> None:
    mark_both(desk)
    name(desk, "Enter", "Mill Corp")
    desk.press("K")
    name(desk, "Enter", "mill corp")
    assert message(desk) == "Mill Corp is now the source of claim 1"


def test_a_name_of_braces_is_said_as_it_is(desk: Reviewer) -> None:
    mark(desk)
    name(desk, "Enter", "{label} {n} {0}")
    assert message(desk) == "{label} {n} {0} is now the source of claim 1"
    desk.press("Ctrl+Z")
    assert message(desk) == "Undone: {label} {n} {0} says claim 1"


def test_links_are_said_as_made_and_removed(desk: Reviewer) -> None:
    mark_both(desk)
    desk.press("L")
    desk.press("1")
    assert message(desk) == "Denial now answers claim 1"
    desk.press("Shift+L")
    assert message(desk) == "Removed the links of claim 2"
    desk.press("L")
    desk.press("R")
    desk.press("1")
    assert message(desk) == "Claim 2 now responds to claim 1"


def test_the_last_tags_are_repeated_in_words(desk: Reviewer) -> None:
    mark_both(desk)
    desk.press("K")
    desk.press("R")
    assert message(desk) == "Marked claim 1 like the last one"
    assert label(desk) == "Mark claim 1 like the last one"


def test_an_article_is_said_to_be_what_it_is_now(desk: Reviewer) -> None:
    library = desk.window.library
    menu = library.menu()
    statuses = menu.findChild(QMenu)
    assert statuses
    next(action for action in statuses.actions() if action.text() == "in review").trigger()
    assert message(desk) == "“Mill accused of dumping” is in review now"
    assert library.list.model().setData(library.list.currentIndex(), "Mill denies")
    assert message(desk) == "Renamed “Mill accused of dumping” to “Mill denies”"
    assert label(desk) == "Rename “Mill accused of dumping” to “Mill denies”"
