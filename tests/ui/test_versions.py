"""A new version takes over what it can; the rest is looked at claim by claim, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.edits import add
from annotator.importers import read_bytes
from annotator.model import Article, Identity, Version, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.vocabulary import Tag
from tests.factories import claim_of, keep_text
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, message, quotes, seated
from tests.versions.mill import DENIED, SPILLED, STORY, mill_project
from ui import jobs
from ui.dialogs.passage import Passage
from ui.dialogs.versions import VersionsDialog
from ui.panels.library_rows import ArticleList

KEY = Qt.Key
CHANGED = STORY.replace("for years, a clerk", "for months, a clerk")
DENIAL_CHANGED = STORY.replace("denied that it", "denies that it")
REJECTED = "A lawyer rejected everything outright"
DENIAL_GONE = STORY.replace(
    STORY[STORY.index("The owner") : STORY.index("Nobody")], f"{REJECTED}, asked in court.\n\n"
)


@pytest.fixture
def reviewer(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, mill_project(tmp_path / "mill.onrecord"))


def renew(reviewer: Reviewer, text: str = DENIAL_CHANGED) -> Article:
    workspace = reviewer.window.workspace
    (earlier, *_) = workspace.articles()
    article = workspace.keep_version(read_bytes(text.encode(), "new.txt"), None, earlier.id)
    assert article
    return article


def dialogs(reviewer: Reviewer) -> list[VersionsDialog]:
    return [one for one in reviewer.window.findChildren(VersionsDialog) if one.isVisible()]


def press(dialog: QDialog, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus: QWidget | None = dialog.focusWidget()
    assert focus
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def listed(dialog: VersionsDialog) -> list[str]:
    model = dialog.list.model()
    return [model.index(row, 0).data().replace("\n", " | ") for row in range(model.rowCount())]


def words(dialog: VersionsDialog, name: str) -> str:
    shown = dialog.findChild(QWidget, name)
    assert isinstance(shown, QLabel | Passage)
    return shown.words if isinstance(shown, Passage) else shown.text()


def marked(dialog: VersionsDialog, name: str) -> list[str]:
    """Return the words of a claim that differ in one of the versions."""
    shown = dialog.findChild(Passage, name)
    assert shown
    return [look.span.of(shown.words) for look in shown.looks if look.differs and look.is_claim]


def opened(reviewer: Reviewer) -> VersionsDialog:
    (dialog,) = dialogs(reviewer)
    reviewer.activate(dialog)
    return dialog


@pytest.mark.slow
def test_what_is_the_same_comes_over_and_a_changed_denial_is_said_aloud(
    reviewer: Reviewer,
) -> None:
    article = renew(reviewer)
    desk = reviewer.window.workspace.desk
    assert desk
    assert desk.article.id == article.id
    assert quotes(reviewer) == [SPILLED, "into the river", "Nobody was hurt"]
    dialog = opened(reviewer)
    assert listed(dialog) == [
        f"Claim 3  ·  changed  ·  denial | {DENIED}",
    ]
    aloud = "The denial by the mill (claim 3) was changed."
    assert words(dialog, "versionsAloud") == aloud
    assert words(dialog, "versionsCount") == "3 taken over, 1 to look at, 0 gone."
    assert message(reviewer) == f"3 taken over, 1 to look at, 0 gone. {aloud}"


def test_a_version_in_which_all_is_found_shows_nothing_to_look_at(reviewer: Reviewer) -> None:
    renew(reviewer, STORY + "\nOne more line at the end of it.\n")
    assert len(quotes(reviewer)) == 4
    assert dialogs(reviewer) == []
    assert message(reviewer) == "4 taken over, 0 to look at, 0 gone."
    reviewer.press("Ctrl+Z")
    assert quotes(reviewer) == []


@pytest.mark.slow
def test_each_is_accepted_left_and_undone_by_a_key(reviewer: Reviewer) -> None:
    renew(reviewer, CHANGED)
    dialog = opened(reviewer)
    before = listed(dialog)
    assert [row.partition(" | ")[2] for row in before] == [SPILLED, "into the river"]
    assert (marked(dialog, "oldWords"), marked(dialog, "newWords")) == (["years"], ["months"])
    assert words(dialog, "versionTold") == "Its words were changed: it has to be verified again."

    press(dialog, KEY.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert listed(dialog) == before[:1]
    assert "into the river" in quotes(reviewer)
    press(dialog, KEY.Key_Return)
    assert listed(dialog) == []
    assert SPILLED.replace("years", "months") in quotes(reviewer)
    assert dialog.shut.hasFocus()
    press(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert listed(dialog) == before
    dialog.list.setFocus()
    press(dialog, KEY.Key_Delete)
    left_out = before[0].replace(" | ", "  ·  left out | ")
    assert listed(dialog) == [before[1], left_out]
    assert words(dialog, "versionsCount").endswith("1 to look at, 0 gone. 1 left out.")
    press(dialog, KEY.Key_A)
    assert "into the river" in quotes(reviewer)


@pytest.mark.slow
def test_what_was_left_out_is_remembered_and_can_be_taken_after_all(reviewer: Reviewer) -> None:
    renew(reviewer)
    dialog = opened(reviewer)
    press(dialog, KEY.Key_Delete)
    left_out = [f"Claim 3  ·  changed  ·  denial  ·  left out | {DENIED}"]
    assert listed(dialog) == left_out
    assert words(dialog, "versionsAloud") == ""
    assert not dialog.leave.isEnabled()
    dialog.close()
    reviewer.window.actions_.run("version.compare")
    again = opened(reviewer)
    assert listed(again) == left_out
    again.list.setFocus()
    press(again, KEY.Key_A)
    assert listed(again) == []
    reviewer.window.workspace.undo()
    assert listed(again) == left_out
    reviewer.window.workspace.undo()
    assert listed(again) == [left_out[0].replace("  ·  left out", "")]


@pytest.mark.slow
def test_a_claim_that_is_gone_goes_to_the_words_that_a_person_selects(
    reviewer: Reviewer,
) -> None:
    renew(reviewer, DENIAL_GONE)
    dialog = opened(reviewer)
    assert [row.partition(" | ")[0] for row in listed(dialog)] == ["Claim 3  ·  gone  ·  denial"]
    assert words(dialog, "versionsAloud").endswith("is no longer in the article.")
    dialog.shown.choice.setCurrentIndex(dialog.shown.choice.count() - 1)
    assert not dialog.take.isEnabled()
    assert "Select its words" in words(dialog, "newWords")

    reviewer.activate(reviewer.window)
    reviewer.drag_words(REJECTED)
    reviewer.activate(dialog)
    assert REJECTED in words(dialog, "newWords")
    press(dialog, KEY.Key_Return)
    assert REJECTED in quotes(reviewer)
    assert words(dialog, "versionsAloud") == ""


@pytest.mark.slow
def test_from_the_dialog_to_both_articles_and_back_again_from_the_menu(
    reviewer: Reviewer,
) -> None:
    article = renew(reviewer, CHANGED)
    dialog = opened(reviewer)
    workspace = reviewer.window.workspace
    dialog.shown.old.click()
    desk = workspace.desk
    assert desk
    assert desk.article.id != article.id
    assert reviewer.window.selection.claim
    assert reviewer.window.selection.claim.quote == SPILLED
    assert not reviewer.window.actions_.action("version.compare").isEnabled()
    dialog.shown.new.click()
    assert reviewer.selected_words() == SPILLED.replace("years", "months")
    dialog.close()

    menu = reviewer.window.library.menu()
    (again,) = [a for a in menu.actions() if a.text() == "Compare with the earlier version…"]
    again.trigger()
    assert len(listed(opened(reviewer))) == 2


def test_the_library_marks_what_has_a_newer_version(reviewer: Reviewer) -> None:
    def told() -> list[str]:
        rows = reviewer.window.findChild(ArticleList)
        assert rows
        model = rows.model()
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(n, 0).data(spoken) for n in range(model.rowCount())]

    renew(reviewer, CHANGED)
    assert ["earlier version" in row for row in told()] == [True, False]
    reviewer.window.workspace.undo()
    assert ["earlier version" in row for row in told()] == [False, False]


@pytest.mark.slow
def test_an_earlier_version_is_named_by_its_title_afterwards(qtbot: QtBot, tmp_path: Path) -> None:
    path = mill_project(tmp_path / "mill.onrecord")
    with Store.open(path) as store:
        later = keep_text(store, STORY.replace("Nobody was hurt", "No one was hurt"), "later.txt")
    for reviewer in seated(qtbot, path):
        window = reviewer.window
        window.workspace.show_article(later.id)
        assert not window.actions_.action("version.compare").isEnabled()
        window.actions_.run("version.name")
        (dialog,) = window.findChildren(QInputDialog)
        assert dialog.comboBoxItems() == ["1  Mill spilled dye"]
        dialog.accept()
        assert len(claims(reviewer)) == 3
        assert [type(one) for one in window.workspace.reader.versions()] == [Version]
        assert len(dialogs(reviewer)) == 1


@pytest.mark.slow
def test_a_long_article_is_compared_in_the_background(qtbot: QtBot, reviewer: Reviewer) -> None:
    renew(reviewer, long_version())
    assert message(reviewer).startswith("Comparing with “Mill spilled dye”")
    qtbot.waitUntil(lambda: bool(dialogs(reviewer)))
    assert "Nobody was hurt" in quotes(reviewer)
    reviewer.window.workspace.undo()
    assert quotes(reviewer) == []


def long_version() -> str:
    lines = (f"Line {n} says that the council met {n} times about the mill." for n in range(1500))
    return CHANGED + "\n" + "\n\n".join(lines) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("turns", [0, 30, 300, 3_000, 30_000])
def test_what_is_marked_meanwhile_is_kept_and_so_is_what_is_taken_over(
    qtbot: QtBot, reviewer: Reviewer, turns: int
) -> None:
    article = renew(reviewer, long_version())
    workspace = reviewer.window.workspace
    for _ in range(turns):
        QCoreApplication.processEvents()
    text = workspace.reader.document(article.id).text
    mine = claim_of(article, text, "the council met 7 times", tags=(Tag.OFFICIAL,))
    assert workspace.do(add("Mark", mine))
    assert mine.quote in quotes(reviewer)
    qtbot.waitUntil(lambda: bool(dialogs(reviewer)) and workspace.desk is not None)
    assert quotes(reviewer) == [DENIED, "Nobody was hurt", mine.quote]
    assert [claim.quote for claim in workspace.reader.marks(article.id).claims] == quotes(reviewer)
    workspace.undo()
    workspace.undo()
    assert quotes(reviewer) == []


@pytest.mark.slow
def test_a_project_that_is_closed_meanwhile_is_left_as_it_was_or_renewed_whole(
    qtbot: QtBot, reviewer: Reviewer, tmp_path: Path
) -> None:
    article = renew(reviewer, long_version())
    other = mill_project(tmp_path / "other.onrecord")
    path = reviewer.window.workspace.path
    assert path
    reviewer.window.open_project(other)
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert dialogs(reviewer) == []
    with Store.open(path) as store:
        assert len(store.marks(article.id).claims) in {0, 2}
    assert examine(path) == []


def test_the_same_text_is_no_new_version(reviewer: Reviewer) -> None:
    told: list[str] = []
    reviewer.window.workspace.failed.connect(lambda error: told.append(str(error)))
    renew(reviewer, STORY)
    assert told == ["this text is the earlier version itself; nothing is new in it"]


def test_a_copied_source_stays_confidential(reviewer: Reviewer) -> None:
    workspace = reviewer.window.workspace
    store, desk = workspace.reader, workspace.desk
    assert isinstance(store, Store)
    assert desk
    (clerk,) = [one for one in desk.marks().sources if one.name == "a clerk"]
    store.keep_identity(Identity(new_id(), clerk.id, "Ann Lee", "555"))
    article = renew(reviewer)
    marks = store.marks(article.id)
    (copied,) = [one for one in marks.sources if one.name == "a clerk"]
    assert (copied.article_id, copied.id != clerk.id) == (article.id, True)
    assert [one.name for one in store.identities(copied.id)] == ["Ann Lee"]


@pytest.mark.slow
def test_deleting_one_of_the_two_closes_the_dialog(reviewer: Reviewer) -> None:
    renew(reviewer)
    workspace = reviewer.window.workspace
    assert dialogs(reviewer)
    workspace.undo()
    workspace.undo()
    assert len(workspace.articles()) == 1
    assert dialogs(reviewer) == []


def test_many_lost_denials_are_counted_and_not_named_one_by_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = mill_project(tmp_path / "mill.onrecord")
    lines = "\n\n".join(
        f"Farm {n} has denied that it ever used any dye at all." for n in range(20)
    )
    with Store.open(path) as store:
        article = keep_text(store, f"Farms\n\n{lines}\n", "farms.txt")
        text = store.document(article.id).text
        words = [f"Farm {n} has denied" for n in range(20)]
        made = [claim_of(article, text, one, tags=(Tag.DENIAL,)) for one in words]
        store.apply(add("Mark", *made))
        later = keep_text(
            store, "Farms\n\nNothing is denied here any more by any of them.\n", "b.txt"
        )
    for reviewer in seated(qtbot, path):
        reviewer.window.workspace.show_article(later.id)
        reviewer.window.workspace.versions.renew(later, article.id)
        told = words_of(reviewer).splitlines()
        assert len(told) == 6
        assert told[-1] == "15 more denials were changed or are no longer in the article."


def words_of(reviewer: Reviewer) -> str:
    return words(opened(reviewer), "versionsAloud")


def test_in_a_narrow_window_both_versions_are_seen_whole(reviewer: Reviewer) -> None:
    renew(reviewer)
    dialog = opened(reviewer)
    for width, is_beside in ((900, True), (dialog.minimumSizeHint().width(), False), (900, True)):
        dialog.resize(width, 360)
        QCoreApplication.processEvents()
        port = dialog.shown.parentWidget()
        assert port
        for part in (dialog.shown.old_words, dialog.shown.new_words, dialog.shown.new):
            assert part.mapTo(port, part.rect().topRight()).x() < port.width()
        old, new = dialog.shown.old_words.geometry(), dialog.shown.new_words.geometry()
        assert (new.top() < old.bottom()) is is_beside
