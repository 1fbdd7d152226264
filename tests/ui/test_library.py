"""The library: a list that follows the project, and the way in for new articles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.checks.checking import check
from annotator.model import Article, Link, Listing, Source, Waiver, new_id
from annotator.store import Store
from annotator.vocabulary import ArticleStatus, LinkKind, SourceKind
from tests.factories import claim_of, keep_text, keep_wire_story, new_project
from ui.dialogs.import_dialog import ImportDialog
from ui.keymap import Keymap
from ui.models.library import ARTICLE_ROLE, SUMMARY_ROLE, LibraryModel
from ui.panels.library import LibraryPanel
from ui.settings import Settings
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

BOLD = "<b>Bold</b> <img src=x> & Sons"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path, reviewer="Tester") as store:
        keep_wire_story(store)
        keep_text(store, "Port audit\n\nThe port said it was fine.\n", "port.txt")
        keep_text(store, f"{BOLD}\n\nNothing else.\n", "bold.txt")
    return path


@pytest.fixture
def workspace(qapp: QApplication) -> Iterator[Workspace]:
    made = Workspace(qapp)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> LibraryPanel:
    install_fonts()
    look = Look(Mode.LIGHT)
    look.apply()
    made = LibraryPanel(workspace, look, Settings(), Keymap(Settings()))
    look.setParent(made)
    qtbot.addWidget(made)
    made.resize(240, 600)
    made.show()
    return made


def opened(panel: LibraryPanel, workspace: Workspace, project: Path) -> LibraryPanel:
    workspace.open(project, "Tester")
    panel.list.setFocus()
    return panel


def titles(panel: LibraryPanel) -> list[str]:
    model: QAbstractItemModel = panel.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def summary(panel: LibraryPanel, row: int) -> str:
    return str(panel.list.model().index(row, 0).data(SUMMARY_ROLE))


def on_desk(workspace: Workspace) -> Article:
    assert workspace.desk
    return workspace.desk.article


def test_the_model_keeps_the_rules_of_models_through_every_change(
    workspace: Workspace, project: Path
) -> None:
    model = LibraryModel(workspace)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    workspace.open(project, "Tester")
    port = workspace.articles()[1]
    reader = workspace.reader
    workspace.do(edits.delete_article(reader.marks(port.id), reader.listings(port.id)))
    workspace.undo()
    model.setData(model.index(1), "Port audit, again")
    assert [model.index(row).data() for row in range(model.rowCount())][1] == "Port audit, again"
    assert tester.model() is model


def test_a_row_says_how_many_claims_there_are_and_follows_each(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    assert summary(panel, 0).startswith("19 claims · ")
    assert summary(panel, 1) == "no claims · draft"
    port = workspace.articles()[1]
    workspace.show_article(port.id)
    desk = workspace.desk
    assert desk
    claim = claim_of(port, desk.text, "it was fine")
    workspace.do(edits.add("Mark", claim))
    assert summary(panel, 1) == "1 claim · draft"
    workspace.undo()
    assert summary(panel, 1) == "no claims · draft"


@pytest.mark.slow
def test_open_checks_are_counted_in_articles_that_are_not_open(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    desk = workspace.desk
    assert desk
    answering = [link for link in desk.links() if link.kind.answers]
    workspace.do(edits.Edit("Unlink", tuple(edits.Move(link, None) for link in answering)))
    found = sum(finding.is_open for finding in check(desk.marks()))
    qtbot.waitUntil(lambda: f"· {found} open checks ·" in summary(panel, 0))
    waiting = summary(panel, 0)
    workspace.close()
    workspace.open(project, "Tester")
    workspace.show_article(workspace.articles()[1].id)
    qtbot.waitUntil(lambda: summary(panel, 0) == waiting)


def test_a_key_puts_another_article_on_the_desk(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert on_desk(workspace).title == "Port audit"


def test_a_click_puts_another_article_on_the_desk(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    QApplication.processEvents()
    place = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert on_desk(workspace).title == BOLD


def test_the_list_follows_the_desk(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    third = workspace.articles()[2]
    workspace.show_article(third.id)
    assert panel.list.currentIndex().data(ARTICLE_ROLE) == third


def test_looking_for_a_title_never_changes_what_is_on_the_desk(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    before = on_desk(workspace)
    panel.filter.setFocus()
    QTest.keyClicks(panel.filter, "audit port")
    assert titles(panel) == ["Port audit"]
    assert on_desk(workspace) == before
    assert not panel.list.currentIndex().isValid()
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert on_desk(workspace).title == "Port audit"
    panel.filter.setFocus()
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(titles(panel)) == 3
    assert panel.list.currentIndex().data() == "Port audit"


def test_words_that_no_title_has_leave_a_sentence(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    QTest.keyClicks(panel.filter, "zebra")
    assert panel.pages.currentWidget() is not panel.list
    panel.filter.clear()
    assert panel.pages.currentWidget() is panel.list


def test_delete_takes_an_article_out_and_undo_brings_it_back_with_its_marks(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    wire = on_desk(workspace)
    before = workspace.reader.marks(wire.id)
    said: list[str] = []
    workspace.said.connect(said.append)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert len(titles(panel)) == 2
    assert on_desk(workspace).title == "Port audit"
    assert said[-1].startswith("Deleted “Top U.S. envoy")
    assert said[-1].endswith("Ctrl+Z brings it back")
    workspace.undo()
    assert workspace.reader.marks(wire.id) == before
    assert on_desk(workspace) == wire
    assert panel.list.currentIndex().data(ARTICLE_ROLE) == wire
    assert summary(panel, 0).startswith("19 claims")


def test_deleting_takes_what_is_the_articles_own_and_nothing_else(
    workspace: Workspace, project: Path
) -> None:
    workspace.open(project, "Tester")
    wire, port = workspace.articles()[:2]
    own = Source(new_id(), "officials", SourceKind.ANONYMOUS, article_id=port.id)
    shared = Source(new_id(), "The port", SourceKind.INSTITUTION)
    text = workspace.reader.document(port.id).text
    first = claim_of(port, text, "The port", source_id=own.id)
    second = claim_of(port, text, "it was fine", source_id=shared.id)
    rest = (
        Link(new_id(), LinkKind.SUPPORTS, first.id, second.id),
        Waiver(new_id(), port.id, "FAIR-1", "known", source_id=own.id),
        Listing(new_id(), port.id, own.id),
    )
    assert workspace.do(edits.add("Mark", own, shared, first, second, *rest))
    reader = workspace.reader
    before = reader.marks(wire.id)
    assert workspace.do(edits.delete_article(reader.marks(port.id), reader.listings(port.id)))
    names = {source.name for source in reader.sources(port.id)}
    assert "officials" not in names
    assert "The port" in names
    assert reader.marks(wire.id) == before
    workspace.undo()
    assert reader.listings(port.id) == [rest[2]]
    assert {claim.id for claim in reader.marks(port.id).claims} == {first.id, second.id}


def test_deleting_the_last_article_leaves_the_drop_target(
    workspace: Workspace, panel: LibraryPanel, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "one.onrecord")
    with Store.open(path) as store:
        keep_text(store, "Only one\n\nText.\n")
    opened(panel, workspace, path)
    panel.delete_chosen()
    assert workspace.desk is None
    assert not panel.filter.isVisible()
    assert panel.pages.currentWidget() is not panel.list
    workspace.undo()
    assert titles(panel) == ["Only one"]
    assert panel.list.isVisible()


def test_F2_renames_in_place_and_Esc_leaves_it(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    workspace.show_article(workspace.articles()[1].id)
    for typed, key, expected in (
        ("Port\taudit, new", Qt.Key.Key_Return, "Port audit, new"),
        ("dropped", Qt.Key.Key_Escape, "Port audit, new"),
        ("  ", Qt.Key.Key_Return, "Port audit, new"),
    ):
        QTest.keyClick(panel.list, Qt.Key.Key_F2)
        editor = panel.list.findChild(QLineEdit, "titleEditor")
        assert editor
        editor.setText(typed)
        QTest.keyClick(editor, key)
        qtbot.waitUntil(lambda: panel.list.findChild(QLineEdit, "titleEditor") is None)
        assert on_desk(workspace).title == expected
        assert titles(panel)[1] == expected
    workspace.undo()
    assert titles(panel)[1] == "Port audit"


def test_the_menu_of_a_row_changes_the_status(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    statuses = panel.menu().findChild(QMenu)
    assert statuses
    chosen = next(action for action in statuses.actions() if action.text() == "in review")
    chosen.trigger()
    assert on_desk(workspace).status is ArticleStatus.IN_REVIEW
    assert summary(panel, 0).endswith("in review")
    workspace.undo()
    assert on_desk(workspace).status is ArticleStatus.DRAFT


def test_markup_in_a_title_is_shown_as_it_is(
    workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    assert titles(panel)[2] == BOLD
    tip = str(panel.list.model().index(2, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;Bold&lt;/b&gt;" in tip
    assert "<img" not in tip
    assert panel.grab().toImage().width() == 240


def test_a_read_only_project_can_be_read_and_not_renamed(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    with Store.open(project, reviewer="Somebody else"):
        assert workspace.open(project, "Tester")
        assert not panel.list.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        with qtbot.waitSignal(workspace.failed):
            panel.delete_chosen()
        assert len(titles(panel)) == 3


def test_an_empty_library_offers_three_ways_in(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, tmp_path: Path
) -> None:
    workspace.open(new_project(tmp_path / "empty.onrecord"), "Tester")
    for name, wanted in (
        ("importButton", panel.import_wanted),
        ("pasteButton", panel.paste_wanted),
        ("sampleButton", panel.sample_wanted),
    ):
        button = panel.findChild(QPushButton, name)
        assert button
        with qtbot.waitSignal(wanted):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_enter_goes_to_the_text_and_ctrl_v_asks_for_the_clipboard(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    with qtbot.waitSignal(panel.text_wanted):
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.paste_wanted):
        QTest.keyClick(panel.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_clipboard_becomes_an_article(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    QGuiApplication.clipboard().setText("Mayor quits\n\nThe mayor said so on Monday.")
    panel.paste()
    dialog = panel.findChild(ImportDialog)
    assert dialog
    with qtbot.waitSignal(workspace.articles_changed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert on_desk(workspace).title == "Mayor quits"
    assert workspace.reader.document(on_desk(workspace).id).original_name == "pasted text.txt"


def test_a_dropped_file_becomes_an_article(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path, tmp_path: Path
) -> None:
    opened(panel, workspace, project)
    file = tmp_path / "quay.txt"
    file.write_text("Quay closes\n\nIt was closed.\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop(panel, mime)
    dialog = panel.findChild(ImportDialog)
    assert dialog
    with qtbot.waitSignal(workspace.articles_changed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert titles(panel)[-1] == "Quay closes"


def test_a_dropped_address_is_turned_away_in_a_sentence(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, project: Path
) -> None:
    opened(panel, workspace, project)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/story")])
    mime.setText("https://example.org/story")
    with qtbot.waitSignal(workspace.failed):
        drop(panel, mime)
    assert panel.findChild(ImportDialog) is None


def drop(panel: LibraryPanel, mime: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, place = Qt.DropAction.CopyAction, QPoint(20, 200)
    QApplication.sendEvent(panel, QDragEnterEvent(place, copy, mime, left, none))
    QApplication.sendEvent(panel, QDropEvent(QPointF(place), copy, mime, left, none))


def test_a_project_without_articles_is_followed_by_one_with_them(
    workspace: Workspace, panel: LibraryPanel, project: Path, tmp_path: Path
) -> None:
    opened(panel, workspace, new_project(tmp_path / "empty.onrecord"))
    assert titles(panel) == []
    workspace.open(project, "Tester")
    assert len(titles(panel)) == 3
    assert replace(on_desk(workspace)) == panel.chosen()[0]
