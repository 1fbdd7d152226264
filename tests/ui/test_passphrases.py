"""Passphrases are set, changed and removed in the window; new projects can begin with one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.store import cipher, keyring
from tests.journeys.reviewer import Reviewer
from tests.ui.far_seat import push, told
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give, line_of
from tests.ui.seat import mark_allegation, message, quotes
from ui import jobs

pytestmark = pytest.mark.slow
OTHER = "pepper violin granite tide"


def dialog_of(qtbot: QtBot, reviewer: Reviewer, name: str) -> QWidget:
    """Return a dialog once it is there, with the keys."""
    qtbot.waitUntil(lambda: _shown(name) is not None)
    dialog = _shown(name)
    assert dialog
    reviewer.activate(dialog)
    return dialog


def _shown(name: str) -> QWidget | None:
    found = QApplication.activeModalWidget()
    return found if found and found.objectName() == name else None


def type_new(dialog: QWidget, words: str, again: str | None = None) -> None:
    """Type a new passphrase twice, and press Enter."""
    for name, typed in (("newPassphraseLine", words), ("samePassphraseLine", again or words)):
        line = dialog.findChild(QLineEdit, name)
        assert line
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)


def warned(dialog: QWidget) -> str:
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    return warning.text()


def opened_again(qtbot: QtBot, reviewer: Reviewer) -> None:
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    qtbot.waitUntil(lambda: reviewer.window.workspace.desk is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not jobs.are_running())


def test_a_passphrase_is_set_for_the_open_project_and_its_backups(
    desk: Reviewer, qtbot: QtBot
) -> None:
    mark_allegation(desk)
    window = desk.window
    path = window.workspace.path
    assert path
    article = window.workspace.article
    window.actions_.run("project.passphrase")
    dialog = dialog_of(qtbot, desk, "changePassphraseDialog")

    type_new(dialog, WORDS)

    opened_again(qtbot, desk)
    assert window.workspace.path == path
    assert window.workspace.article == article
    assert quotes(desk) == ["mill dumped"]
    assert cipher.is_encrypted(path)
    assert "only the passphrase opens them" in message(desk)
    window.locking.lock()
    assert window.lock_card.isVisible()
    assert not cipher.is_unlocked(path)


def test_a_weak_or_mistyped_passphrase_is_told(desk: Reviewer, qtbot: QtBot) -> None:
    path = desk.window.workspace.path
    assert path
    desk.window.actions_.run("project.passphrase")
    dialog = dialog_of(qtbot, desk, "changePassphraseDialog")
    type_new(dialog, "short")
    assert "fewer than 8 characters" in warned(dialog)
    for name in ("newPassphraseLine", "samePassphraseLine"):
        line = dialog.findChild(QLineEdit, name)
        assert line
        line.clear()
    type_new(dialog, WORDS, OTHER)
    assert warned(dialog) == "The two are not the same; type them again."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.workspace.path == path
    assert not cipher.is_encrypted(path)


def test_it_is_changed_with_the_present_one_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path = encrypted_project(tmp_path / "mill.onrecord")
    reviewer = arrived(qtbot, path)
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == path)
    reviewer.window.actions_.run("project.passphrase")
    dialog = dialog_of(qtbot, reviewer, "changePassphraseDialog")

    give(dialog, "harbor")
    type_new(dialog, OTHER)
    qtbot.waitUntil(lambda: "not the passphrase" in warned(dialog))
    assert reviewer.window.workspace.path == path
    lines = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
    assert len(lines) == 3
    assert all(line.height() >= line.sizeHint().height() for line in lines)  # none is squeezed

    give(dialog)  # over the wrong one, which is selected
    push(dialog, "changePassphrase")

    opened_again(qtbot, reviewer)
    cipher.forget_all()
    reviewer.window.close()
    cipher.unlock(path, OTHER)
    assert cipher.is_unlocked(path)


def test_it_is_removed(qtbot: QtBot, tmp_path: Path) -> None:
    path = encrypted_project(tmp_path / "mill.onrecord")
    reviewer = arrived(qtbot, path)
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == path)
    reviewer.window.actions_.run("project.passphrase")
    dialog = dialog_of(qtbot, reviewer, "changePassphraseDialog")
    choice = dialog.findChild(QRadioButton, "removePassphrase")
    assert choice
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=choice.rect().center() / 4)

    give(dialog)

    opened_again(qtbot, reviewer)
    assert not cipher.is_encrypted(path)
    assert "dumped waste" in reviewer.text
    assert "removed" in message(reviewer)


def test_what_cannot_be_encrypted_stays_open_as_it_was(desk: Reviewer, qtbot: QtBot) -> None:
    path = desk.window.workspace.path
    assert path
    desk.window.actions_.run("project.passphrase")
    dialog = dialog_of(qtbot, desk, "changePassphraseDialog")
    conn = keyring.connect(path)
    conn.execute("BEGIN IMMEDIATE")

    type_new(dialog, WORDS)

    opened_again(qtbot, desk)
    conn.rollback()
    conn.close()
    assert desk.window.workspace.path == path
    assert told(desk)
    assert not cipher.is_encrypted(path)


def test_a_new_project_begins_with_a_passphrase(
    desk: Reviewer, qtbot: QtBot, tmp_path: Path
) -> None:
    window, path = desk.window, tmp_path / "vault.onrecord"
    window.settings.remember("plain_dialogs", value=True)
    window.actions_.run("project.new_encrypted")
    chooser = QApplication.activeModalWidget()
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    dialog = dialog_of(qtbot, desk, "newPassphraseDialog")

    type_new(dialog, "short")
    assert "fewer than 8 characters" in warned(dialog)
    assert not path.exists()
    for name in ("newPassphraseLine", "samePassphraseLine"):
        line = dialog.findChild(QLineEdit, name)
        assert line
        line.clear()
    type_new(dialog, WORDS)

    qtbot.waitUntil(lambda: window.workspace.path == path)
    assert cipher.is_encrypted(path)
    assert line_of(window.lock_card).text() == ""
