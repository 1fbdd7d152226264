"""Encrypted projects are opened in the window with their passphrase, and only with it."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.store import cipher
from tests.journeys.reviewer import Reviewer
from tests.ui.far_seat import told
from tests.ui.locked_seat import WORDS, arrived, asked, check, encrypted_project, give, line_of
from ui import jobs


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return encrypted_project(tmp_path / "mill.onrecord")


@pytest.mark.slow
def test_an_encrypted_project_opens_with_its_passphrase(qtbot: QtBot, locked: Path) -> None:
    reviewer = arrived(qtbot, locked)
    window = reviewer.window
    dialog = asked(qtbot, reviewer)
    assert window.workspace.path is None

    give(dialog)

    qtbot.waitUntil(lambda: window.workspace.path == locked)
    assert "dumped waste" in reviewer.text


@pytest.mark.slow
def test_a_wrong_passphrase_is_told_and_typed_anew(qtbot: QtBot, locked: Path) -> None:
    reviewer = arrived(qtbot, locked)
    dialog = asked(qtbot, reviewer)
    line = line_of(dialog)
    warning = dialog.findChild(QLabel, "warning")
    assert warning

    give(dialog, "harbor lantern")

    qtbot.waitUntil(lambda: not warning.isHidden())
    assert warning.text().startswith("This is not its passphrase; ")
    assert line.selectedText() == line.text() or line.hasSelectedText()
    assert dialog.isVisible()

    give(dialog)  # over what is selected

    qtbot.waitUntil(lambda: reviewer.window.workspace.path == locked)


@pytest.mark.slow
def test_esc_leaves_what_was_open_as_it_was(desk: Reviewer, qtbot: QtBot, tmp_path: Path) -> None:
    window, was = desk.window, desk.window.workspace.path
    window.open_project(encrypted_project(tmp_path / "other.onrecord"))
    dialog = asked(qtbot, desk)

    QTest.keyClicks(line_of(dialog), "harbor")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not window.findChildren(QLineEdit, "passphraseLine")[0].isVisible())
    assert window.workspace.path == was
    assert window.banner.isHidden()
    assert "dumped waste" in desk.text


@pytest.mark.slow
def test_what_waits_for_a_project_waits_for_its_passphrase(
    desk: Reviewer, qtbot: QtBot, tmp_path: Path
) -> None:
    done: list[Path | None] = []
    other = encrypted_project(tmp_path / "other.onrecord")
    assert desk.window.open_project(other, lambda: done.append(desk.window.workspace.path))
    dialog = asked(qtbot, desk)
    assert done == []

    give(dialog)

    qtbot.waitUntil(lambda: done == [other])


@pytest.mark.slow
def test_another_project_is_asked_for_instead(
    desk: Reviewer, qtbot: QtBot, tmp_path: Path
) -> None:
    first = encrypted_project(tmp_path / "first.onrecord")
    second = encrypted_project(tmp_path / "second.onrecord")
    done: list[str] = []
    desk.window.open_project(first, lambda: done.append("first"))
    asked(qtbot, desk)
    desk.window.open_project(second, lambda: done.append("second"))
    give(asked(qtbot, desk))

    qtbot.waitUntil(lambda: desk.window.workspace.path == second)
    assert done == ["first", "second"]


@pytest.mark.slow
def test_a_passphrase_given_up_while_it_is_tried_opens_nothing(
    desk: Reviewer, qtbot: QtBot, tmp_path: Path
) -> None:
    other = encrypted_project(tmp_path / "other.onrecord")
    desk.window.open_project(other)
    dialog = asked(qtbot, desk)
    give(dialog)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not desk.window.opener.is_asking)
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert desk.window.workspace.path != other
    assert not cipher.is_unlocked(other)


@pytest.mark.slow
def test_a_damaged_encrypted_project_leads_to_its_backups(qtbot: QtBot, locked: Path) -> None:
    reviewer = arrived(qtbot, locked)
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == locked)
    cipher.forget_all()
    data = bytearray(locked.read_bytes())
    data[100:4000] = bytes(3900)
    locked.write_bytes(data)
    reviewer = arrived(qtbot, locked)
    give(asked(qtbot, reviewer))

    qtbot.waitUntil(lambda: "is damaged" in told(reviewer))
    assert reviewer.window.workspace.path is None


@pytest.mark.slow
def test_a_passphrase_is_hidden_until_it_is_to_be_seen_and_copied_nowhere(
    qtbot: QtBot, locked: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    reviewer = arrived(qtbot, locked)
    dialog = asked(qtbot, reviewer)
    line = line_of(dialog)
    QTest.keyClicks(line, WORDS)
    spoken = QAccessible.queryAccessibleInterface(line)
    assert line.displayText() != WORDS
    assert WORDS not in spoken.text(QAccessible.Text.Value)

    for is_shown in (False, True):
        if is_shown:
            check(dialog, "showPassphrase")
            assert line.displayText() == WORDS
        for keys in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
            QTest.keyClick(line, keys, Qt.KeyboardModifier.ControlModifier)
        QTest.mouseDClick(line, Qt.MouseButton.LeftButton)
        QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert line.text() == WORDS
        assert clipboard.text() == "before"


def test_caps_lock_is_told(qtbot: QtBot, locked: Path) -> None:
    reviewer = arrived(qtbot, locked)
    dialog = asked(qtbot, reviewer)
    line, hint = line_of(dialog), dialog.findChild(QLabel, "capsLock")
    assert hint
    QTest.keyClick(line, Qt.Key.Key_H)
    assert hint.isHidden()
    QTest.keyClicks(line, "H")  # without Shift
    assert hint.isVisible()
    QTest.keyClick(line, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert hint.isHidden() == (line.text()[-1] == "H")


@pytest.mark.slow
def test_a_machine_that_cannot_open_encrypted_projects_says_what_to_install(
    desk: Reviewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = encrypted_project(tmp_path / "other.onrecord")
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)

    desk.window.open_project(other)

    assert "install it with `pip install onrecord[encrypted]`" in told(desk)
    assert desk.window.workspace.path != other


@pytest.mark.slow
def test_no_word_of_a_passphrase_is_kept(qtbot: QtBot, locked: Path, onrecord_home: Path) -> None:
    reviewer = arrived(qtbot, locked)
    dialog = asked(qtbot, reviewer)
    give(dialog, "quagga zeppelin")
    qtbot.waitUntil(lambda: line_of(dialog).hasSelectedText())
    give(dialog)
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == locked)
    kept = [path.read_bytes() for path in onrecord_home.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"oyster" in data or b"zeppelin" in data for data in kept)
