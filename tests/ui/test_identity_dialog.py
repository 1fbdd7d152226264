"""Who a source is, by real keys and the mouse: kept in one dialog, in no other widget."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QRadioButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator import backups, edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.vocabulary import Level, SourceKind
from tests.factories import project_with
from tests.journeys.reviewer import Reviewer
from tests.store.canaries import plain
from tests.ui.seat import claims, message, seated
from tests.ui.shown_words import places_of
from tests.ui.told_sources import (
    CANARIES,
    LABEL,
    LONG,
    MAIL,
    NAME,
    NICK,
    NOTE,
    PHONE,
    answer,
    asked,
    choose,
    closed,
    copies,
    heard_in_print,
    protected,
    push,
    told,
    write,
)
from ui.dialogs.identity import IdentityDialog
from ui.dialogs.secret_fields import DOTS
from ui.panels.history import HistoryPanel

KEYS = Qt.Key


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "leak.onrecord", told)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    backups.make(project)
    yield from seated(qtbot, project)


def level(dialog: IdentityDialog, name: str) -> None:
    button = dialog.findChild(QRadioButton, f"level_{name}")
    assert button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def holders(*files: Path) -> list[str]:
    """Return which files hold a canary in their bytes."""
    return [f.name for f in files for word in CANARIES if word.encode() in f.read_bytes()]


def labels(project: Path) -> list[str]:
    with Reader.open(project) as reader:
        return [step.label for step in reader.history()]


@pytest.mark.slow
def test_a_named_source_is_protected_everywhere_and_shown_nowhere_else(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    window = desk.window
    window.show_tab(window.history)
    window.selection.select(claims(desk)[0])
    assert window.inspector.form.source.text() == NAME
    assert places_of(CANARIES)
    dialog = asked(desk, NAME)
    assert (dialog.fields.name.text(), dialog.fields.others.toPlainText()) == (NAME, NICK)
    assert dialog.preview.text() == f"Source B ({LABEL})"
    assert dialog.everywhere.isChecked()
    write(dialog.fields.contact, f"{PHONE}\n{MAIL}")
    write(dialog.fields.note, NOTE)
    dialog.descriptor.setFocus()
    desk.press("Ctrl+A")
    desk.type("a clerk")
    assert dialog.preview.text() == "Source B (a clerk)"
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.save.isHidden, timeout=LONG)
    assert "taken out of this project, its history, and its backups" in dialog.kept.done.text()
    assert "in no article’s own words" in dialog.kept.words.text()
    assert "surname alone" in dialog.kept.done.text()
    assert places_of(CANARIES, but=dialog) == []
    closed(qtbot, dialog)
    assert places_of(CANARIES) == []
    assert holders(*copies(project)[:1]) == []
    assert not any(word in label for label in labels(project) for word in CANARIES)
    assert {one.name for one in window.workspace.reader.all_sources()} == {
        *("Source B (a clerk)", "The mill", "somebody else")
    }
    while window.workspace.undoable():
        desk.window.actions_.run("edit.undo")
        assert places_of(CANARIES) == []
        assert NAME not in message(desk)
    assert examine(project) == []


@pytest.mark.slow
def test_reopened_it_shows_dots_until_it_is_asked_to(qtbot: QtBot, desk: Reviewer) -> None:
    protected(qtbot, desk)
    dialog = asked(desk, f"Source B ({LABEL})")
    assert places_of(CANARIES) == []
    fields = dialog.fields
    for field in (fields.name, fields.others, fields.contact, fields.note):
        assert field.placeholderText() == DOTS
        assert field.isReadOnly()
    QTest.keyClicks(fields.name, "x")
    assert dialog.findChild(QRadioButton, "level_confidential").isChecked()  # type: ignore[union-attr]
    QTest.mouseClick(fields.show_button, Qt.MouseButton.LeftButton)
    assert (fields.name.text(), fields.others.toPlainText()) == (NAME, NICK)
    assert (fields.contact.toPlainText(), fields.note.toPlainText()) == (f"{PHONE}\n{MAIL}", NOTE)
    assert places_of(CANARIES, but=dialog) == []
    QTest.mouseClick(fields.show_button, Qt.MouseButton.LeftButton)
    assert places_of(CANARIES) == []
    # What is hidden is kept as it is, with another promise.
    level(dialog, "background")
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.kept.copies.isVisible, timeout=LONG)
    assert "may hold it" in dialog.kept.copies.text()
    closed(qtbot, dialog)
    reader = desk.window.workspace.reader
    person = next(one for one in reader.all_sources() if one.name.startswith("Source B"))
    assert desk.window.workspace.known_levels.of(person.id) is Level.BACKGROUND
    (kept,) = reader.identities(person.id)
    assert (kept.names, kept.contact, kept.note) == ((NAME, NICK), f"{PHONE}\n{MAIL}", NOTE)


@pytest.mark.slow
def test_who_once_stood_by_name_is_taken_out_of_the_history_unless_it_is_chosen_otherwise(
    qtbot: QtBot, project: Path
) -> None:
    with Store.open(project) as store:
        article = store.articles()[0]
        old = Source(new_id(), "Thea Roe", SourceKind.NAMED)
        store.apply(edits.add("Meet", old))
        now = replace(old, name="a cook", kind=SourceKind.ANONYMOUS, article_id=article.id)
        store.apply(edits.change("Rename “Thea Roe” to “a cook”", (old, now)))
    for desk in seated(qtbot, project):
        dialog = asked(desk, "a cook")
        assert dialog.everywhere.isChecked()
        write(dialog.fields.name, "Theodora Roe")
        push(dialog, "identitySave")
        qtbot.waitUntil(dialog.save.isHidden, timeout=LONG)
        closed(qtbot, dialog)
        assert not any("Roe" in label for label in labels(project))


@pytest.mark.slow
def test_an_anonymous_source_is_protected_at_once(qtbot: QtBot, desk: Reviewer) -> None:
    window = desk.window
    dialog = asked(desk, "somebody else")
    assert (dialog.fields.name.text(), dialog.fields.is_hidden) == ("", False)
    assert dialog.preview.text() == "Source A (somebody else)"
    assert not dialog.save.isEnabled()
    write(dialog.fields.name, "Thea Roe")
    assert not dialog.everywhere.isChecked()
    dialog.descriptor.setFocus()
    desk.press("Ctrl+A")
    desk.type("friend of Thea Roe")
    assert "would give away" in dialog.warning.text()
    assert not dialog.save.isEnabled()
    desk.press("Ctrl+A")
    desk.type("a guard")
    desk.press("Enter")
    qtbot.waitUntil(dialog.kept.everywhere.isVisible, timeout=LONG)
    assert dialog.kept.label.text() == "Source A (a guard)"
    assert "goes by its letter" in message(desk)
    # The name can be taken out of the rest from here, too.
    push(dialog, "keptEverywhere")
    qtbot.waitUntil(dialog.kept.done.isVisible, timeout=LONG)
    assert places_of(("Thea Roe",), but=dialog) == []
    closed(qtbot, dialog)
    source = choose(desk, "Source A (a guard)")
    assert window.workspace.reader.confidential() == {"Thea Roe"}
    assert window.sources.form.promise.text() == "Confidential…"
    window.workspace.undo()
    assert "Thea Roe" not in message(desk)
    assert window.workspace.reader.has_identity(source.id)


@pytest.mark.slow
def test_levels_are_marked_in_the_list_and_in_the_forms_and_never_by_color_alone(
    qtbot: QtBot, desk: Reviewer
) -> None:
    window = desk.window
    protected(qtbot, desk)
    source = choose(desk, f"Source B ({LABEL})")
    index = window.sources.table.currentIndex().siblingAtColumn(0)
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "Confidential: who it is stands in" in index.data(role)
    claim = next(one for one in claims(desk) if one.source_id == source.id)
    window.show_tab(window.inspector)
    window.selection.select(claim)
    field = window.inspector.form.source
    (mark,) = (one for one in field.actions() if one.isVisible())
    assert mark.toolTip() == field.accessibleDescription()
    assert field.accessibleDescription().startswith("Confidential: ")
    mark.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IdentityDialog)
    level(dialog, "background")
    push(dialog, "identitySave")
    closed(qtbot, dialog)
    assert field.accessibleDescription() == "On background: who it is stays in the newsroom"
    other = next(one for one in claims(desk) if one.source_id != source.id)
    window.selection.select(other)
    assert [one for one in field.actions() if one.isVisible()] == []
    assert field.accessibleDescription() == ""


@pytest.mark.slow
def test_a_source_is_named_again_after_a_question(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    window = desk.window
    protected(qtbot, desk)
    dialog = asked(desk, f"Source B ({LABEL})")
    level(dialog, "public")
    assert not dialog.fields.isVisible()
    assert not dialog.save.isEnabled()
    write(dialog.release.name, NAME)
    assert dialog.preview.text() == NAME
    QTest.mouseClick(dialog.release.forget, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    push(dialog, "identitySave")
    assert answer("Go on") == "Name this source in all its articles?"
    assert window.workspace.reader.is_confidential()
    push(dialog, "identitySave")
    answer("Name it")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    assert NAME in {one.name for one in window.workspace.reader.all_sources()}
    assert not window.workspace.reader.is_confidential()
    assert window.workspace.known_levels.of(choose(desk, NAME).id) is Level.PUBLIC
    assert window.sources.form.promise.text() == "Public…"
    assert examine(project) == []


@pytest.mark.slow
def test_words_that_are_not_saved_are_asked_about_and_are_on_no_disk(
    qtbot: QtBot, desk: Reviewer, project: Path, onrecord_home: Path
) -> None:
    desk.window.selection.select(claims(desk)[0])
    dialog = asked(desk, "somebody else")
    write(dialog.fields.name, "Thea Roe")
    clipboard = QGuiApplication.clipboard()
    dialog.fields.name.selectAll()
    desk.press("Ctrl+C")
    assert clipboard.text() == "Thea Roe"
    with qtbot.waitSignal(desk.window.workspace.drafts.written):
        # What is typed in any other field is written, with all that was typed before.
        desk.window.inspector.form.note.resume("half typed")
    files = [one for one in (*onrecord_home.rglob("*"), project) if one.is_file()]
    assert not [one for one in files if b"Thea Roe" in one.read_bytes()]
    assert b"half typed" in project.read_bytes()
    desk.press("Esc")
    assert answer("Go on").startswith("Close without keeping")
    assert dialog.fields.name.text() == "Thea Roe"
    desk.activate(dialog)
    desk.press("Esc")
    answer("Discard it")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    assert places_of(("Thea Roe",)) == []
    assert clipboard.text() == clipboard.text(QClipboard.Mode.Selection) == ""
    # What is of no concern here stays copied.
    clipboard.setText("the mill")
    dialog = asked(desk, "somebody else")
    desk.press("Esc")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    assert clipboard.text() == "the mill"


@pytest.mark.slow
def test_where_the_name_stays_is_told_and_leads_there(qtbot: QtBot, tmp_path: Path) -> None:
    project = project_with(tmp_path / "print.onrecord", heard_in_print)
    for desk in seated(qtbot, project):
        dialog = asked(desk, NAME)
        push(dialog, "identitySave")
        qtbot.waitUntil(lambda seen=dialog: seen.kept.done.isVisible(), timeout=LONG)  # type: ignore[misc]
        assert dialog.kept.words.text() == (
            "It stands in the words of article 3, which stay as they are."
        )
        (link,) = dialog.kept.links.findChildren(QToolButton)
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
        assert desk.window.workspace.article
        assert desk.window.workspace.article.number == 3


@pytest.mark.slow
def test_the_history_leaves_the_name_out_though_older_steps_hold_it(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    window = desk.window
    window.show_tab(window.history)
    dialog = asked(desk, NAME)
    QTest.mouseClick(dialog.everywhere, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    dialog.descriptor.setText("a clerk")
    assert not dialog.everywhere.isChecked()
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.kept.copies.isVisible, timeout=LONG)
    assert "The history and the notes" in dialog.kept.copies.text()
    closed(qtbot, dialog)
    assert f"Hear {NAME}" in labels(project)
    panel = window.findChild(HistoryPanel)
    assert isinstance(panel, HistoryPanel)
    model = panel.table.model()
    shown = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert "Hear [name withheld]" in shown
    seen = [one for one in places_of(CANARIES) if "history" in one or "status" in one]
    assert seen == []
    desk.window.actions_.run("edit.undo")
    desk.window.actions_.run("edit.undo")
    assert "Hear" in message(desk) or "Note" in message(desk)
    assert not any(word in message(desk) for word in CANARIES)


def test_menus_offer_it_and_without_a_source_it_says_what_to_do(
    qtbot: QtBot, desk: Reviewer
) -> None:
    window = desk.window
    window.show_tab(window.inspector)
    window.selection.select(None)
    desk.press("Ctrl+Shift+I")
    assert QApplication.activeModalWidget() is None
    assert message(desk) == "Select a source first, or a claim that has one."
    choose(desk, NAME)
    table = window.sources.table
    place = table.visualRect(table.currentIndex()).center()
    table.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert titles[:2] == ["Confidential source…", "Forget this source…"]
    QTest.keyClick(menu, KEYS.Key_Down)
    QTest.keyClick(menu, KEYS.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IdentityDialog)
    closed(qtbot, dialog)


@pytest.mark.slow
def test_plain_values_hold_what_is_kept_in_one_table_alone(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    protected(qtbot, desk)
    desk.window.close()
    with closing(sqlite3.connect(project)) as conn:
        tables = [t for (t,) in conn.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        held = {
            table
            for table in tables
            for row in conn.execute(f'SELECT * FROM "{table}"')
            for value in row
            if any(word in plain(value) for word in CANARIES)
        }
    assert held == {"identity"}
