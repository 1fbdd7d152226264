"""A library of many articles: asked for some, in an order, and several worked on at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.checks.checking import check
from annotator.model import Article, Source, new_id
from annotator.store import Store
from annotator.vocabulary import ArticleStatus, Tag
from tests.factories import claim_of, keep_text, new_project
from tests.ui.seat import put_up
from ui.dialogs.export_dialog import ExportDialog
from ui.keymap import Keymap
from ui.models.library import ARTICLE_ROLE, SUMMARY_ROLE
from ui.panels.library import LibraryPanel
from ui.settings import Settings
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

OUTLETS = ("The Post", None, "Die Zeit", "The Post", None, "The Post")
TEXT = "Story {n}\n\nThe mill dumped waste in river {n}, a clerk said.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path, reviewer="Ann") as store:
        clerk = Source(new_id(), "a clerk")
        for n, outlet in enumerate(OUTLETS, 1):
            article = keep_text(store, TEXT.format(n=n))
            dated = f"2020-03-0{n}" if n != 2 else None
            known = with_(article, outlet=outlet, published=dated)
            if known != article:
                store.apply(edits.change("Details", (article, known)))
        store.apply(edits.add("Meet", clerk))
        for article in store.articles()[:3]:
            alleged = {"tags": (Tag.ALLEGATION,), "targets": ("The mill",), "source_id": clerk.id}
            text = TEXT.format(n=article.number)
            reviewer = "Bo" if article.number == 3 else "Ann"
            claim = claim_of(article, text, "dumped waste", reviewer=reviewer, **alleged)
            store.apply(edits.add("Mark", claim))
    return path


def with_(article: Article, **values: object) -> Article:
    fields = {name: getattr(article, name) for name in article.__slots__}
    return Article(**(fields | values))


@pytest.fixture
def workspace(qapp: QApplication) -> Iterator[Workspace]:
    made = Workspace(qapp)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, project: Path) -> Iterator[LibraryPanel]:
    install_fonts()
    look = Look(Mode.LIGHT)
    look.apply()
    made = LibraryPanel(workspace, look, Settings(), Keymap(Settings()))
    look.setParent(made)
    workspace.open(project, "Ann")
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(made.list.model(), mode)
    put_up(qtbot, made, 240, 600)
    made.list.setFocus()
    yield made
    assert isinstance(tester, QAbstractItemModelTester)


def numbers(panel: LibraryPanel) -> list[int]:
    model: QAbstractItemModel = panel.list.model()
    return [model.index(row, 0).data(ARTICLE_ROLE).number for row in range(model.rowCount())]


def menu_of(panel: LibraryPanel, name: str) -> QMenu:
    button = panel.findChild(QToolButton, name)
    assert button
    menu = button.menu()
    menu.aboutToShow.emit()
    return menu


def pick(menu: QMenu, *path: str) -> None:
    """Choose an entry of a menu by its words."""
    action = next(action for action in menu.actions() if action.text() == path[0])
    inner = action.menu()
    if isinstance(inner, QMenu):
        pick(inner, *path[1:])
    else:
        action.trigger()


def ask(panel: LibraryPanel, *path: str) -> None:
    pick(menu_of(panel, "libraryFilterChip"), *path)


def sort(panel: LibraryPanel, by: str) -> None:
    pick(menu_of(panel, "librarySortChip"), by)


def chip(panel: LibraryPanel, name: str) -> str:
    button = panel.findChild(QToolButton, name)
    assert button
    return button.text()


def test_articles_are_sorted_by_what_a_person_chooses_and_it_is_remembered(
    panel: LibraryPanel,
) -> None:
    sort(panel, "date")
    assert numbers(panel) == [6, 5, 4, 3, 1, 2]
    assert chip(panel, "librarySortChip") == "date"
    sort(panel, "outlet")
    assert numbers(panel) == [3, 1, 4, 6, 2, 5]
    assert Settings().text("library.order") == "outlet"


def test_filters_add_up_and_the_chip_says_what_is_asked(panel: LibraryPanel) -> None:
    ask(panel, "Outlet", "The Post")
    assert numbers(panel) == [1, 4, 6]
    ask(panel, "Outlet", "no outlet")
    assert numbers(panel) == [1, 2, 4, 5, 6]
    ask(panel, "Open work", "no claims yet")
    assert numbers(panel) == [4, 5, 6]
    assert chip(panel, "libraryFilterChip") == "The Post, no outlet, no cla…"
    ask(panel, "Show all")
    assert numbers(panel) == [1, 2, 3, 4, 5, 6]


@pytest.mark.slow
def test_articles_with_open_checks_are_found_and_sorted_as_soon_as_they_are_counted(
    qtbot: QtBot, panel: LibraryPanel, workspace: Workspace
) -> None:
    ask(panel, "Open work", "open checks")
    qtbot.waitUntil(lambda: numbers(panel) == [1, 2, 3])
    desk = workspace.desk
    assert desk
    (claim,) = desk.claims
    workspace.do(edits.remove_claims(desk.marks(), [claim]))
    qtbot.waitUntil(lambda: numbers(panel) == [2, 3])
    workspace.undo()
    qtbot.waitUntil(lambda: numbers(panel) == [1, 2, 3])
    plain = replace(claim, tags=(), targets=(), background=True)
    workspace.do(edits.change("Set plain", (claim, plain)))
    sort(panel, "open checks")

    def checks() -> list[int]:
        model = panel.list.model()
        said = [str(model.index(row, 0).data(SUMMARY_ROLE)) for row in range(3)]
        return [int(words.split(" · ")[1].split()[0]) for words in said if "check" in words]

    qtbot.waitUntil(lambda: len(set(checks())) > 1 and checks() == sorted(checks(), reverse=True))


@pytest.mark.slow
def test_a_source_that_other_articles_name_counts_there_as_it_comes_and_goes(
    qtbot: QtBot, panel: LibraryPanel, workspace: Workspace
) -> None:
    other = workspace.articles()[1]

    def in_file() -> int:
        return sum(finding.is_open for finding in check(workspace.reader.marks(other.id)))

    def is_told() -> bool:
        told = str(panel.list.model().index(1, 0).data(SUMMARY_ROLE))
        return f" {in_file()} open checks " in told

    clerk = workspace.reader.all_sources()[0]
    workspace.do(edits.change("Side", (clerk, replace(clerk, side="Town"))))
    qtbot.waitUntil(is_told)
    before = in_file()
    workspace.do(edits.add("Meet", Source(new_id(), "The mill", side="Mill")))
    assert in_file() == before + 1  # its side is not heard
    qtbot.waitUntil(is_told)
    workspace.undo()
    qtbot.waitUntil(is_told)


@pytest.mark.slow
def test_what_needs_the_marks_is_found_in_the_background(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel
) -> None:
    ask(panel, "Open work", "unanswered allegations")
    qtbot.waitUntil(lambda: numbers(panel) == [1, 2, 3])
    ask(panel, "Reviewer", "Bo")
    assert numbers(panel) == [3]
    workspace.show_article(workspace.articles()[2].id)
    assert workspace.desk
    workspace.do(workspace.desk.removal(workspace.desk.claims))
    qtbot.waitUntil(lambda: numbers(panel) == [])
    workspace.undo()
    qtbot.waitUntil(lambda: numbers(panel) == [3])


def test_who_marked_is_offered_the_first_time_the_filter_is_opened(
    qtbot: QtBot, panel: LibraryPanel
) -> None:
    menu = menu_of(panel, "libraryFilterChip")
    by_words = {action.text(): action for action in menu.actions()}
    qtbot.waitUntil(by_words["Reviewer"].isEnabled)
    pick(menu, "Reviewer", "Bo")
    qtbot.waitUntil(lambda: numbers(panel) == [3])


@pytest.mark.slow
def test_the_last_change_comes_first(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel
) -> None:
    sort(panel, "last changed")
    qtbot.waitUntil(lambda: numbers(panel)[:3] == [3, 2, 1])
    fifth = workspace.articles()[4]
    workspace.do(edits.change("Hold", (fifth, with_(fifth, status=ArticleStatus.HELD))))
    qtbot.waitUntil(lambda: numbers(panel)[0] == 5)


def test_a_filter_never_changes_what_is_on_the_desk(
    workspace: Workspace, panel: LibraryPanel
) -> None:
    ask(panel, "Outlet", "Die Zeit")
    assert workspace.desk
    assert workspace.desk.article.number == 1
    ask(panel, "Show all")
    assert panel.list.currentIndex().data(ARTICLE_ROLE).number == 1


def choose(panel: LibraryPanel, *more: int) -> None:
    """Choose the row at the top, then more of them with Ctrl held."""
    for row in (0, *more):
        place = panel.list.visualRect(panel.list.model().index(row, 0)).center()
        held = Qt.KeyboardModifier.ControlModifier if row else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, held, place)


@pytest.mark.parametrize("key", [Qt.Key.Key_Control, Qt.Key.Key_Shift])
def test_an_article_that_a_shortcut_opens_is_the_only_one_that_is_chosen(
    workspace: Workspace, panel: LibraryPanel, key: Qt.Key
) -> None:
    held = {
        Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    }[key]
    QTest.keyPress(panel.list, key, held)
    workspace.show_article(workspace.articles()[3].id)
    QTest.keyRelease(panel.list, key)
    assert [article.number for article in panel.chosen()] == [4]


def test_several_articles_are_cleared_as_one_step(
    workspace: Workspace, panel: LibraryPanel
) -> None:
    told: list[str] = []
    workspace.said.connect(told.append)
    choose(panel, 1, 2)
    assert workspace.desk
    assert workspace.desk.article.number == 1
    pick(panel.menu(), "Status", "cleared")
    states = [article.status for article in workspace.articles()]
    assert states == [ArticleStatus.CLEARED] * 3 + [ArticleStatus.DRAFT] * 3
    assert told == ["3 articles are cleared now"]
    assert len(panel.chosen()) == 3
    workspace.undo()
    assert {article.status for article in workspace.articles()} == {ArticleStatus.DRAFT}


def test_several_articles_are_deleted_and_come_back_as_one_step(
    workspace: Workspace, panel: LibraryPanel
) -> None:
    before = workspace.reader.marks(workspace.articles()[2].id)
    choose(panel, 1, 2)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert numbers(panel) == [4, 5, 6]
    assert workspace.desk
    assert workspace.desk.article.number == 4
    workspace.undo()
    assert numbers(panel) == [1, 2, 3, 4, 5, 6]
    assert workspace.reader.marks(before.article.id) == before


@pytest.mark.slow
def test_the_report_of_several_articles_is_asked_for(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, tmp_path: Path
) -> None:
    choose(panel, 2)
    with qtbot.waitSignal(panel.report_wanted) as wanted:
        pick(panel.menu(), "Export the report of 2 articles…")
    assert wanted.args
    dialog = ExportDialog(workspace, Settings(), panel, wanted.args[0])
    qtbot.addWidget(dialog)
    assert dialog.this_article.text() == "The 2 chosen articles"
    ids = {article.id: article.number for article in workspace.articles()}
    assert [ids[article] for article in dialog.order.articles] == [1, 3]
    dialog.path.setText(str(tmp_path / "both.docx"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "both.docx").is_file)
