"""An encrypted project is locked under each dialog about its sources: nothing stays, all works."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from annotator.store import cipher, keyring
from annotator.store.reader import Reader
from tests.journeys.reviewer import Reviewer
from tests.returned.desk import returned
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give
from tests.ui.shown_words import places_of
from tests.ui.told_sources import (
    CANARIES,
    LABEL,
    LONG,
    NAME,
    choose,
    protected,
    push,
    to_forget,
    told,
    write,
)
from tests.ui.told_sources import asked as asked_who
from ui import jobs
from ui.dialogs.change_passphrase import ChangePassphraseDialog
from ui.dialogs.export_names import ExportNamesDialog
from ui.dialogs.replies import RepliesDialog

pytestmark = pytest.mark.slow
STORY = (*CANARIES, "leak", "night clerk", "somebody else")
"""Words of the project, of which none stays in a window that is locked."""
OPENING = (
    *("source.identity", "source.forget", "report.names", "report.export", "project.backups"),
    *("project.passphrase", "project.compact", "project.sides", "article.rename"),
    *("article.delete", "settings.open", "palette.open", "page.print", "version.name"),
    *("balance.save", "report.replies", "project.copy", "go.paragraph", "article.import"),
)
"""Commands that open a dialog."""
CALLED = f"Source B ({LABEL})"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return encrypted_project(tmp_path / "vault.onrecord", told)


@pytest.fixture
def writer(qtbot: QtBot, locked: Path) -> Reviewer:
    """Return a reviewer at an encrypted project in which a person is protected."""
    reviewer = arrived(qtbot, locked)
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == locked)
    reviewer.activate(reviewer.window)
    protected(qtbot, reviewer)
    return reviewer


def sees_nothing(qtbot: QtBot, reviewer: Reviewer) -> None:
    """Lock as its clock does, and look for what is left."""
    window = reviewer.window
    QTimer.singleShot(0, window.locking.lock)
    qtbot.waitUntil(window.lock_card.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=LONG)
    QApplication.processEvents()
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [window]
    assert places_of(STORY) == []


def goes_on(qtbot: QtBot, reviewer: Reviewer) -> None:
    reviewer.activate(reviewer.window)
    give(reviewer.window.lock_card)
    qtbot.waitUntil(lambda: reviewer.window.workspace.desk is not None, timeout=LONG)
    QApplication.processEvents()


def dialog_by(reviewer: Reviewer, command: str) -> QDialog:
    reviewer.window.actions_.run(command)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    reviewer.activate(dialog)
    return dialog


def test_whatever_a_command_opened_is_closed_with_no_word_left(
    writer: Reviewer, qtbot: QtBot
) -> None:
    for command in OPENING:
        choose(writer, CALLED)
        writer.window.actions_.run(command)
        QApplication.processEvents()
        sees_nothing(qtbot, writer)
        goes_on(qtbot, writer)


def test_who_a_source_is_is_shown_no_more_and_is_still_kept(
    writer: Reviewer, qtbot: QtBot
) -> None:
    dialog = asked_who(writer, CALLED)
    dialog.fields.show_button.click()
    assert dialog.fields.name.text() == NAME

    sees_nothing(qtbot, writer)
    goes_on(qtbot, writer)

    again = asked_who(writer, CALLED)
    again.fields.show_button.click()
    assert again.fields.name.text() == NAME
    push(again, "identityClose")


def test_a_question_over_the_dialog_is_closed_and_nothing_is_done(
    writer: Reviewer, qtbot: QtBot
) -> None:
    dialog = asked_who(writer, CALLED)
    button = dialog.findChild(QRadioButton, "level_public")
    assert button
    button.click()
    dialog.release.name.setText(NAME)
    push(dialog, "identitySave")
    assert QApplication.activeModalWidget() is not dialog

    sees_nothing(qtbot, writer)
    goes_on(qtbot, writer)

    assert writer.window.workspace.reader.is_confidential()


def test_looking_for_traces_ends_with_it(writer: Reviewer, qtbot: QtBot) -> None:
    dialog = to_forget(writer, CALLED)
    assert dialog.shut.text() == "Stop"
    sees_nothing(qtbot, writer)
    goes_on(qtbot, writer)
    assert writer.window.workspace.reader.is_confidential()


def test_a_source_is_forgotten_first(writer: Reviewer, qtbot: QtBot) -> None:
    dialog = to_forget(writer, CALLED)
    qtbot.waitUntil(dialog.confirmation.isVisible, timeout=LONG)
    dialog.confirmation.setText("Source B")
    push(dialog, "forgetButton")
    writer.window.locking.lock()
    qtbot.waitUntil(dialog.go.isHidden, timeout=LONG)
    assert dialog.left.count.text().startswith("0 traces in ")

    sees_nothing(qtbot, writer)
    goes_on(qtbot, writer)

    assert writer.window.workspace.reader.confidential() == frozenset()


def test_a_name_is_taken_out_of_every_file_first(
    writer: Reviewer, qtbot: QtBot, locked: Path
) -> None:
    dialog = asked_who(writer, "somebody else")
    write(dialog.fields.name, "Thea Roe")
    dialog.everywhere.click()
    push(dialog, "identitySave")
    writer.window.locking.lock()
    qtbot.waitUntil(dialog.kept.done.isVisible, timeout=LONG)

    sees_nothing(qtbot, writer)
    assert places_of(("Thea", "Roe")) == []
    assert not cipher.is_unlocked(locked)
    goes_on(qtbot, writer)

    assert "Thea Roe" in writer.window.workspace.reader.confidential()


def test_replies_that_were_read_are_given_up_with_no_word_left(
    writer: Reviewer, qtbot: QtBot
) -> None:
    window = writer.window
    replies = returned(window.workspace.reader)
    rules = window.preferences.house.rules
    dialog = RepliesDialog(window.workspace, window.look, rules, window.keymap, replies, window)
    dialog.open()
    assert dialog.isVisible()

    sees_nothing(qtbot, writer)
    goes_on(qtbot, writer)


def test_a_report_with_names_is_written_first(
    writer: Reviewer, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "names.docx"
    dialog = dialog_by(writer, "report.names")
    assert isinstance(dialog, ExportNamesDialog)
    dialog.path.setText(str(out))
    QTest.keyClicks(dialog.phrase, "name my sources")
    assert dialog.go.isEnabled()
    dialog.go.click()
    writer.window.locking.lock()
    assert writer.window.workspace.path is not None  # not before it is written

    qtbot.waitUntil(writer.window.lock_card.isVisible, timeout=LONG)
    assert out.stat().st_size > 1000
    assert places_of(STORY) == []
    goes_on(qtbot, writer)
    steps = [step.label for step in writer.window.workspace.reader.history()]
    assert [one for one in steps if "names" in one.lower()]


def test_a_passphrase_that_is_being_tried_changes_nothing_once_it_is_locked(
    writer: Reviewer, qtbot: QtBot, locked: Path
) -> None:
    dialog = dialog_by(writer, "project.passphrase")
    assert isinstance(dialog, ChangePassphraseDialog)
    (present,) = dialog.present.findChildren(QLineEdit)
    QTest.keyClicks(present, WORDS)
    for line in dialog.new.findChildren(QLineEdit):
        QTest.keyClicks(line, "pepper violin granite tide")
    with qtbot.waitSignal(dialog.wanted):
        dialog.accept()
    writer.window.locking.lock()
    assert writer.window.lock_card.isVisible()
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=LONG)
    QApplication.processEvents()
    goes_on(qtbot, writer)
    assert keyring.salt_of(locked)
    with Reader.open(locked) as reader:
        assert reader.is_confidential()
