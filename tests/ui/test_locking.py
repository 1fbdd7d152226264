"""An encrypted project is locked: nothing of it is left in the window, nothing typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.errors import LockedError
from annotator.store import cipher, keyring
from annotator.store.reader import Reader
from annotator.store.rekeying import set_passphrase
from tests.journeys.reviewer import Reviewer
from tests.ui.everything import greek_project, screens
from tests.ui.far_seat import push, told
from tests.ui.held_words import is_greek, words_in
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give, line_of
from tests.ui.seat import mark_allegation, quotes, seated, selected
from ui import idle, jobs
from ui.dialogs.identity import IdentityDialog


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return encrypted_project(tmp_path / "mill.onrecord")


@pytest.fixture
def writer(qtbot: QtBot, locked: Path) -> Reviewer:
    """Return a reviewer at an encrypted project that is open."""
    reviewer = arrived(qtbot, locked)
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == locked)
    reviewer.activate(reviewer.window)
    reviewer.view.setFocus()
    return reviewer


def lock(qtbot: QtBot, reviewer: Reviewer) -> QWidget:
    """Lock by its key; return the card, once no key is left."""
    reviewer.press("Ctrl+L")
    card = reviewer.window.lock_card
    qtbot.waitUntil(card.isVisible)
    qtbot.waitUntil(lambda: not jobs.are_running())
    return card


def unlock(qtbot: QtBot, reviewer: Reviewer) -> None:
    give(reviewer.window.lock_card)
    qtbot.waitUntil(lambda: reviewer.window.workspace.desk is not None)
    QApplication.processEvents()


@pytest.mark.slow
def test_a_locked_window_holds_no_word_of_the_project(qtbot: QtBot, tmp_path: Path) -> None:
    plain = greek_project(tmp_path / "δήμος.onrecord")
    path = tmp_path / "vault.onrecord"
    plain.rename(path)
    set_passphrase(path, WORDS)
    file = tmp_path / "άλλο2.txt"
    file.write_text("Τρίτο\n\nΚείμενο τρίτο.\n", encoding="utf-8")
    for reviewer in seated(qtbot, path):
        _lock_after_all(qtbot, reviewer, file)
        assert not cipher.is_unlocked(path)


def _lock_after_all(qtbot: QtBot, reviewer: Reviewer, file: Path) -> None:
    """Lock a window in which everything was seen, and look for what is left."""
    window = reviewer.window
    qtbot.waitUntil(lambda: window.workspace.desk is not None)
    assert len(list(screens(reviewer, file))) > 40  # each was in front, and showed what it has
    window.find_words()
    window.find_bar.field.setText("δήμος")
    window.find_bar.field.insert(" ένα")  # which could be undone
    window.show_tab(window.inspector)
    reviewer.activate(window)
    window.workspace.show_article(window.workspace.articles()[0].id)
    desk = window.workspace.desk
    assert desk
    window.text_commands.going.choose(desk.claims[0])  # with targets, evidence and an answer
    reviewer.view.setFocus()
    assert any(is_greek(words) for _, words in words_in(window))

    QTimer.singleShot(0, window.locking.lock)  # as its clock does, whatever dialog is open
    qtbot.waitUntil(window.lock_card.isVisible)
    qtbot.waitUntil(lambda: not jobs.are_running())
    QApplication.processEvents()

    found = {(where, words) for where, words in words_in(window) if is_greek(words)}
    assert not found, "\n".join(map(str, sorted(found)))
    others = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert others == [window]


@pytest.mark.slow
def test_it_locks_by_its_key_and_goes_on_where_one_was(writer: Reviewer, qtbot: QtBot) -> None:
    mark_allegation(writer)
    window = writer.window
    card = lock(qtbot, writer)

    assert window.lock_card.title.text() == "This project is locked"
    assert window.windowTitle() == "On Record"
    assert window.workspace.path is None
    assert not window.splitter.isVisible()
    assert line_of(card).hasFocus()

    unlock(qtbot, writer)

    qtbot.waitUntil(lambda: selected(writer) == 1)
    assert quotes(writer) == ["mill dumped"]
    assert window.splitter.isVisible()
    assert not card.isVisible()
    assert writer.view.hasFocus()
    assert window.windowTitle() == "A confidential project — On Record"


@pytest.mark.slow
def test_a_wrong_passphrase_leaves_it_locked(writer: Reviewer, qtbot: QtBot) -> None:
    card = lock(qtbot, writer)
    give(card, "harbor")
    qtbot.waitUntil(lambda: not writer.window.lock_card.warning.isHidden())

    words = writer.window.lock_card.warning.text()
    assert words.startswith("This is not its passphrase")
    assert "mill" not in words  # whoever passes by need not know it
    assert line_of(card).hasSelectedText()
    assert writer.window.workspace.path is None

    unlock(qtbot, writer)

    assert writer.window.lock_card.isHidden()
    assert line_of(card).text() == ""


@pytest.mark.slow
def test_half_typed_words_are_back_after_it(writer: Reviewer, qtbot: QtBot, locked: Path) -> None:
    mark_allegation(writer)
    writer.press("M")  # its note
    writer.type("ask the clerk a")
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    lock(qtbot, writer)
    assert note.toPlainText() == ""
    cipher.unlock(locked, WORDS)
    with Reader.open(locked) as reader:
        (article,) = reader.articles()
        assert reader.marks(article.id).claims[0].note == ""  # nothing was kept unasked
    cipher.forget_all()

    unlock(qtbot, writer)

    qtbot.waitUntil(lambda: note.toPlainText() == "ask the clerk a")


@pytest.mark.slow
def test_a_dialog_is_closed_and_what_was_typed_in_it_is_kept(
    writer: Reviewer, qtbot: QtBot
) -> None:
    window = writer.window
    window.actions_.run("article.rename")
    dialog = QApplication.activeModalWidget()
    assert dialog
    writer.activate(dialog)
    line = dialog.findChild(QLineEdit, "byline")
    assert line
    line.setFocus()
    writer.type("Nora Quist")

    window.locking.lock()

    qtbot.waitUntil(window.lock_card.isVisible)
    assert QApplication.activeModalWidget() is None
    writer.activate(window)
    unlock(qtbot, writer)
    window.actions_.run("article.rename")
    again = QApplication.activeModalWidget()
    assert again
    found = again.findChild(QLineEdit, "byline")
    assert found
    assert found.text() == "Nora Quist"
    again.close()


@pytest.mark.slow
def test_no_question_and_no_word_of_the_band_stays_over_a_locked_project(
    writer: Reviewer, qtbot: QtBot
) -> None:
    window = writer.window
    mark_allegation(writer)
    writer.press("Enter")
    writer.type("the clerk")
    writer.press("Enter")
    window.banner.tell("harbor.onrecord is kept as “harbor before.onrecord”")
    window.actions_.run("source.identity")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IdentityDialog)
    dialog.fields.note.setPlainText("met at the docks")

    window.locking.lock()

    qtbot.waitUntil(window.lock_card.isVisible)
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [window]
    held = " ".join(words for _, words in words_in(window))
    assert "harbor" not in held
    assert "docks" not in held


@pytest.mark.slow
def test_what_was_copied_from_it_is_taken_off_the_clipboard(
    writer: Reviewer, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    mark_allegation(writer)
    writer.press("Ctrl+C")
    assert "mill dumped" in clipboard.text()
    lock(qtbot, writer)
    assert clipboard.text() == ""


def test_a_plain_project_never_locks(
    desk: Reviewer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.window.workspace.path
    desk.press("Ctrl+L")
    assert desk.window.workspace.path == path
    monkeypatch.setattr(idle, "MINUTE", 1)
    desk.window.preferences.lock_after(1)
    with qtbot.assertNotEmitted(desk.window.workspace.project_opened, wait=100):
        pass
    assert desk.window.workspace.path == path


@pytest.mark.slow
def test_it_locks_after_a_while_without_a_touch(
    writer: Reviewer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "MINUTE", 400)
    window = writer.window
    window.preferences.lock_after(1)
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < 700:
        # Each of them keeps it open, by key or by mouse.
        QTest.mouseMove(writer.view.viewport(), writer.place_of("dumped", clock.elapsed() % 5))
        QTest.keyClick(writer.view, Qt.Key.Key_Down)
        QApplication.processEvents()
    assert window.workspace.path is not None

    qtbot.waitUntil(window.lock_card.isVisible)

    assert window.workspace.path is None


@pytest.mark.slow
def test_locking_after_a_while_is_chosen_in_the_settings(writer: Reviewer) -> None:
    window = writer.window
    assert window.preferences.lock_minutes == 15
    window.actions_.run("settings.open")
    (dialog,) = window.findChildren(QWidget, "settingsDialog")
    field = dialog.findChild(QComboBox, "lockField")
    assert field
    assert [field.itemText(row) for row in range(field.count())] == [
        *("Never", "1 minute", "5 minutes", "15 minutes", "60 minutes"),
    ]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home)
    field.activated.emit(field.currentIndex())
    assert window.preferences.lock_minutes == 0
    dialog.close()


@pytest.mark.slow
def test_an_export_is_written_first(writer: Reviewer, qtbot: QtBot, tmp_path: Path) -> None:
    window = writer.window
    out = tmp_path / "mill.docx"
    window.actions_.run("report.export")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    path_line = dialog.findChild(QLineEdit, "exportPath")
    assert path_line
    path_line.setText(str(out))
    path_line.textEdited.emit(str(out))
    dialog.accept()
    assert window.workspace.is_held

    window.locking.lock()
    assert window.workspace.path is not None

    qtbot.waitUntil(window.lock_card.isVisible, timeout=20_000)
    assert out.stat().st_size > 1000


@pytest.mark.slow
def test_words_that_cannot_be_kept_keep_it_open_and_are_told(
    writer: Reviewer, qtbot: QtBot, locked: Path
) -> None:
    mark_allegation(writer)
    writer.press("M")
    writer.type("ask the clerk")
    rival = keyring.connect(locked)
    rival.execute("BEGIN IMMEDIATE")

    writer.window.locking.lock()

    assert writer.window.workspace.path == locked
    assert "mill.onrecord is not locked: what you typed last could not be kept" in told(writer)
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "ask the clerk"
    rival.rollback()
    rival.close()
    writer.window.locking.lock()
    assert writer.window.lock_card.isVisible()
    unlock(qtbot, writer)
    qtbot.waitUntil(lambda: note.toPlainText() == "ask the clerk")


@pytest.mark.slow
def test_another_project_can_be_opened_instead(
    writer: Reviewer, qtbot: QtBot, project: Path
) -> None:
    card = lock(qtbot, writer)

    writer.window.open_project(project)

    assert writer.window.workspace.path == project
    assert not card.isVisible()
    assert writer.window.splitter.isVisible()
    assert writer.view.hasFocus()


@pytest.mark.slow
def test_nothing_of_a_locked_project_is_looked_after(
    writer: Reviewer, qtbot: QtBot, locked: Path
) -> None:
    lock(qtbot, writer)
    assert not keyring.is_open(locked)
    assert not jobs.are_running()
    assert not cipher.is_unlocked(locked)
    with pytest.raises(LockedError):
        Reader.open(locked)


@pytest.mark.slow
def test_another_project_that_is_opened_leaves_no_key_of_the_one_before(
    writer: Reviewer, qtbot: QtBot, project: Path, locked: Path
) -> None:
    writer.window.open_project(project)
    assert not cipher.is_unlocked(locked)

    writer.window.open_project(locked)
    QTest.keyClick(asked(qtbot, writer), Qt.Key.Key_Escape)

    assert writer.window.workspace.path == project


@pytest.mark.slow
def test_esc_and_other_keys_leave_it_locked(writer: Reviewer, qtbot: QtBot) -> None:
    card = lock(qtbot, writer)
    for keys in ("Esc", "F4", "F6", "Ctrl+Z", "Ctrl+F", "Ctrl+1", "F8", "Ctrl+L", "Ctrl+E"):
        writer.press(keys)
    assert card.isVisible()
    assert not writer.window.splitter.isVisible()
    assert QApplication.activeModalWidget() is None
    line_of(card).setFocus()
    writer.press("Esc")
    assert line_of(card).hasFocus()
    unlock(qtbot, writer)


@pytest.mark.slow
def test_a_person_can_click_to_unlock(writer: Reviewer, qtbot: QtBot) -> None:
    card = lock(qtbot, writer)
    QTest.keyClicks(line_of(card), WORDS)
    push(card, "unlockButton")
    qtbot.waitUntil(lambda: writer.window.workspace.desk is not None)
