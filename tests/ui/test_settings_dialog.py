"""The settings by real keys: each choice holds at once, in the window and after a restart."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.settings import backup_folder
from annotator.settings import reviewer as reviewer_of_commands
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, quotes, seated
from ui.dialogs.key_sheet import KeySheet
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.settings_keys import KeysPage
from ui.tag_bar import TagButton
from ui.theme import Mode


def opened(reviewer: Reviewer) -> SettingsDialog:
    reviewer.press("Ctrl+,")
    found = reviewer.window.findChild(SettingsDialog, "settingsDialog")
    assert found
    reviewer.activate(found)
    return found


def close(reviewer: Reviewer, dialog: QWidget) -> None:
    dialog.close()
    reviewer.activate(reviewer.window)
    assert reviewer.view.hasFocus()


def keys_page(reviewer: Reviewer, command: str) -> KeysPage:
    dialog = opened(reviewer)
    dialog.tabs.setCurrentIndex(1)
    dialog.keys.choose(command)
    dialog.keys.field.setFocus()
    return dialog.keys


def press_in(page: KeysPage, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.field, key, held or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def offer(reviewer: Reviewer) -> QToolButton:
    found = reviewer.window.findChild(QToolButton, "nameOffer")
    assert found
    return found


def mark(reviewer: Reviewer, words: str) -> str:
    reviewer.drag_words(words)
    reviewer.press("A")
    claim = reviewer.window.selection.claim
    assert claim
    assert claim.quote == words
    return claim.reviewer


def test_a_name_is_carried_by_new_marks_at_once(desk: Reviewer) -> None:
    assert mark(desk, "dumped waste") == "Reviewer 1"
    dialog = opened(desk)
    assert QApplication.activeModalWidget() is None
    assert dialog.general.name.hasFocus()
    assert dialog.general.name.placeholderText() == "Reviewer 1"
    QTest.keyClicks(dialog.general.name, "  Nora   Whitlock ")
    QTest.keyClick(dialog.general.name, Qt.Key.Key_Return)
    assert message(desk) == "Marks carry the name Nora Whitlock from now on"
    close(desk, dialog)
    assert mark(desk, "denies it") == "Nora Whitlock"
    step = desk.window.workspace.undoable()
    assert step
    assert step.reviewer == "Nora Whitlock"
    assert reviewer_of_commands() == "Nora Whitlock"


@pytest.mark.slow
def test_closing_keeps_what_was_typed_and_an_empty_name_is_the_first_one_again(
    desk: Reviewer,
) -> None:
    dialog = opened(desk)
    QTest.keyClicks(dialog.general.name, "Nora")
    close(desk, dialog)
    assert desk.window.settings.reviewer == "Nora"
    dialog = opened(desk)
    dialog.general.name.selectAll()
    QTest.keyClick(dialog.general.name, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.general.name, Qt.Key.Key_Return)
    close(desk, dialog)
    assert mark(desk, "denies it") == "Reviewer 1"


@pytest.mark.slow
def test_the_first_mark_without_a_name_offers_to_give_one_once(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in seated(qtbot, project):
        assert not offer(reviewer).isVisible()
        mark(reviewer, "dumped waste")
        assert message(reviewer) == "Marked as allegation"
        assert offer(reviewer).isVisible()
        QTest.mouseClick(offer(reviewer), Qt.MouseButton.LeftButton)
        assert reviewer.window.findChild(SettingsDialog, "settingsDialog")
        assert not offer(reviewer).isVisible()
    for reviewer in seated(qtbot, project):
        mark(reviewer, "denies it")
        assert not offer(reviewer).isVisible()


def test_nobody_who_has_a_name_is_offered_to_give_one(desk: Reviewer) -> None:
    desk.window.preferences.mark_as("Nora")
    mark(desk, "dumped waste")
    assert not offer(desk).isVisible()


@pytest.mark.slow
def test_theme_and_page_change_at_once_and_follow_the_keys(qtbot: QtBot, project: Path) -> None:
    for reviewer in seated(qtbot, project):
        general = opened(reviewer).general
        general.theme.setFocus()
        QTest.keyClick(general.theme, Qt.Key.Key_Down)
        QTest.keyClick(general.theme, Qt.Key.Key_Down)
        assert reviewer.window.look.mode is Mode.DARK
        QTest.keyClick(general.size_, Qt.Key.Key_Down)
        QTest.keyClick(general.measure, Qt.Key.Key_Down)
        QTest.keyClick(general.serif, Qt.Key.Key_Space)
        setting = reviewer.view.setting
        assert (setting.pixels, setting.measure, setting.is_serif) == (20, 75, False)
        reviewer.window.actions_.run("view.smaller")
        reviewer.window.actions_.run("view.light")
        assert general.size_.currentText() == "18 pixels"
        assert general.theme.currentText() == "Light"
        reviewer.window.actions_.run("view.dark")
    for reviewer in seated(qtbot, project):
        assert reviewer.window.look.mode is Mode.DARK
        setting = reviewer.view.setting
        assert (setting.pixels, setting.measure, setting.is_serif) == (18, 75, False)


@pytest.mark.slow
def test_a_free_key_is_given_used_shown_and_survives_a_restart(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in seated(qtbot, project):
        page = keys_page(reviewer, "tag.denial")
        press_in(page, Qt.Key.Key_X)
        press_in(page, Qt.Key.Key_7)
        row = page.list.currentItem()
        assert row
        assert row.text(1) == "2   D   X   7"
        close(reviewer, page.window())
    for reviewer in seated(qtbot, project):
        for words, key in (("dumped waste", "X"), ("denies it", "7")):
            reviewer.drag_words(words)
            reviewer.press(key)
            claim = reviewer.window.selection.claim
            assert claim
            assert (claim.quote, claim.tags) == (words, ("denial",))


@pytest.mark.slow
def test_a_key_of_another_command_is_taken_after_a_question(desk: Reviewer) -> None:
    page = keys_page(desk, "tag.denial")
    for key in ("2", "D"):
        cap = next(b for b in page.findChildren(QAbstractButton) if b.text() == f"{key}  ×")
        QTest.mouseClick(cap, Qt.MouseButton.LeftButton)
    assert desk.window.keymap.keys("tag.denial") == ()
    press_in(page, Qt.Key.Key_J)
    assert page.question.words.text() == "J is used by “Next claim”: take it from there?"
    QTest.mouseClick(page.question.no, Qt.MouseButton.LeftButton)
    assert desk.window.keymap.keys("tag.denial") == ()
    assert page.field.hasFocus()
    press_in(page, Qt.Key.Key_J)
    QTest.keyClick(page.question.yes, Qt.Key.Key_Space)
    assert not page.question.isVisible()
    close(desk, page.window())

    desk.drag_words("denies it")
    desk.press("J")
    assert quotes(desk) == ["denies it"]
    bar = desk.window.findChild(TagButton, "tagButtonD")
    assert bar
    assert bar.key == "J"
    assert bar.toolTip() == "Denial (key J)"
    assert desk.window.actions_.action("tag.denial").text() == "Denial\tJ"
    assert desk.window.actions_.action("go.next").text() == "Next claim"
    assert "1/J/3/4 tag" in desk.window.actions_.hints()
    assert "K next/previous" in desk.window.actions_.hints()
    desk.press("?")
    sheet = desk.window.findChild(KeySheet)
    assert sheet
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert shown[shown.index("Denial") + 1] == "J"
    assert "Next claim" not in shown


def test_a_key_of_the_window_is_moved_in_menu_and_palette(desk: Reviewer) -> None:
    page = keys_page(desk, "palette.open")
    press_in(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    cap = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Ctrl+K  ×")
    QTest.mouseClick(cap, Qt.MouseButton.LeftButton)
    close(desk, page.window())
    desk.press("Ctrl+K")
    assert desk.view.hasFocus()
    desk.press("Ctrl+J")
    assert not desk.view.hasFocus()
    go = next(m for m in desk.window.menuBar().findChildren(QMenu) if m.title() == "Go")
    action = next(a for a in go.actions() if a.objectName() == "palette.open")
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+J"]
    button = desk.window.findChild(QToolButton, "paletteButton")
    assert button
    assert button.text() == "Ctrl+J"


def test_a_digit_of_the_window_works_where_the_keyboard_types_something_else(
    desk: Reviewer,
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    page = keys_page(desk, "view.dock")
    press_in(page, Qt.Key.Key_Exclam, both)
    assert desk.window.keymap.keys("view.dock") == ("F4", "Ctrl+Shift+1")
    close(desk, page.window())
    was_shown = desk.window.tabs.isVisible()
    QTest.keyClick(desk.view, Qt.Key.Key_Exclam, both)
    assert desk.window.tabs.isVisible() != was_shown


@pytest.mark.parametrize(
    ("command", "key", "held", "why"),
    [
        ("view.dock", Qt.Key.Key_K, None, "this key is for typing"),
        ("tag.none", Qt.Key.Key_Left, None, "moves the caret"),
        ("edit.find", Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, "edits words"),
        ("tag.none", Qt.Key.Key_0, None, "has that key already"),
    ],
)
def test_a_reserved_key_is_refused_with_a_sentence(
    desk: Reviewer,
    command: str,
    key: Qt.Key,
    held: Qt.KeyboardModifier | None,
    why: str,
) -> None:
    page = keys_page(desk, command)
    before = desk.window.keymap.keys(command)
    press_in(page, key, held)
    assert why in page.question.words.text()
    assert not page.question.yes.isVisible()
    assert desk.window.keymap.keys(command) == before


@pytest.mark.slow
def test_escape_and_tab_lead_on_from_the_key_field(desk: Reviewer) -> None:
    page = keys_page(desk, "tag.none")
    press_in(page, Qt.Key.Key_Tab)
    assert not page.field.hasFocus()
    page.field.setFocus()
    press_in(page, Qt.Key.Key_Escape)
    assert not desk.window.findChildren(SettingsDialog)
    assert desk.window.keymap.is_usual("tag.none")


@pytest.mark.slow
def test_one_command_or_all_get_their_first_keys_back(desk: Reviewer) -> None:
    keymap = desk.window.keymap
    page = keys_page(desk, "tag.none")
    press_in(page, Qt.Key.Key_F9)
    assert page.usual.isEnabled()
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    assert keymap.is_usual("tag.none")
    assert not page.usual.isEnabled()
    press_in(page, Qt.Key.Key_F9)
    QTest.mouseClick(page.all_usual, Qt.MouseButton.LeftButton)
    assert not keymap.is_usual("tag.none")
    QTest.mouseClick(page.question.yes, Qt.MouseButton.LeftButton)
    assert keymap.is_usual("tag.none")
    kept = json.loads(desk.window.settings.path.read_text(encoding="utf-8"))
    assert kept["keys"] == {}


def test_typing_looks_for_a_command_by_name_or_key(desk: Reviewer) -> None:
    page = keys_page(desk, "tag.none")
    page.search.setFocus()
    QTest.keyClicks(page.search, "shift+k")
    shown = [name for name, row in page._rows.items() if not row.isHidden()]  # noqa: SLF001
    assert shown == []
    page.search.setText("previous claim")
    shown = [name for name, row in page._rows.items() if not row.isHidden()]  # noqa: SLF001
    assert shown == ["go.previous"]


def test_recent_projects_are_forgotten(desk: Reviewer) -> None:
    dialog = opened(desk)
    dialog.tabs.setCurrentIndex(2)
    assert desk.window.settings.recent
    QTest.mouseClick(dialog.files.forget, Qt.MouseButton.LeftButton)
    assert desk.window.settings.recent == []
    assert not dialog.files.forget.isEnabled()
    assert message(desk) == "Forgot the recent projects"
    assert desk.window.settings.flag("panels", default=True)


def test_after_filtering_a_new_key_goes_to_a_command_that_is_shown(desk: Reviewer) -> None:
    page = keys_page(desk, "go.next")
    page.search.setFocus()
    QTest.keyClicks(page.search, "previous claim")
    assert page.title.text() == "Previous claim"
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.field.hasFocus()
    press_in(page, Qt.Key.Key_F7)
    keymap = desk.window.keymap
    assert "F7" in keymap.keys("go.previous")
    assert "F7" not in keymap.keys("go.next")


def test_where_no_command_has_the_words_none_is_given_a_key(desk: Reviewer) -> None:
    page = keys_page(desk, "go.next")
    page.search.setText("giraffe")
    assert page.title.text() == "No command has these words."
    assert not page.field.isEnabled()
    page.search.clear()
    assert page.title.text() == "Next claim"
    assert page.field.isEnabled()


@pytest.mark.slow
def test_a_second_place_for_backups_is_chosen_and_given_up(
    qtbot: QtBot, desk: Reviewer, tmp_path: Path
) -> None:
    stick = tmp_path / "stick {1}"
    stick.mkdir()
    desk.window.settings.remember("plain_dialogs", value=True)
    dialog = opened(desk)
    dialog.tabs.setCurrentIndex(2)
    assert not dialog.files.drop.isEnabled()
    QTest.mouseClick(dialog.files.choose, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(QFileDialog)
    assert asked
    asked.fileSelected.emit(str(stick))
    asked.close()
    assert dialog.files.second.text() == str(stick)
    assert backup_folder() == stick
    assert message(desk) == f"Backups are copied to {stick}"
    qtbot.waitUntil(lambda: len(list(stick.rglob("*.onrecord"))) == 1, timeout=10_000)
    QTest.mouseClick(dialog.files.drop, Qt.MouseButton.LeftButton)
    assert (dialog.files.second.text(), backup_folder()) == ("", None)
    assert not dialog.files.drop.isEnabled()
