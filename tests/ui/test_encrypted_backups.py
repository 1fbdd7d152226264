"""Backups of encrypted projects, in the window: restored, copied, unlocked, what damage leaves."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.store import Store, cipher, safekeeping
from annotator.store.rekeying import set_passphrase
from tests.factories import keep_text
from tests.journeys.reviewer import Reviewer
from tests.ui.far_seat import push, told
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give, line_of
from ui import jobs
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.models.backups import BackupColumn

pytestmark = pytest.mark.slow
OTHER = "pepper violin granite tide"


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """Return an encrypted project with a backup that lacks its second article, locked."""
    path = encrypted_project(tmp_path / "mill.onrecord")
    cipher.unlock(path, WORDS)
    with Store.open(path) as store:
        keep_text(store, "A later story\n\nThe mill said no.", "later.txt")
    cipher.forget_all()
    return path


def opened(qtbot: QtBot, path: Path, words: str = WORDS) -> Reviewer:
    reviewer = arrived(qtbot, path)
    give(asked(qtbot, reviewer), words)
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == path)
    return reviewer


def listed(qtbot: QtBot, reviewer: Reviewer) -> BackupsDialog:
    reviewer.window.actions_.run("project.backups")
    (dialog,) = reviewer.window.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=10_000)
    return dialog


def press(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button
    qtbot.waitUntil(button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_backup_is_restored_and_still_encrypted(qtbot: QtBot, backed_up: Path) -> None:
    reviewer = opened(qtbot, backed_up)
    assert len(reviewer.window.workspace.articles()) == 2
    dialog = listed(qtbot, reviewer)
    model = dialog.table.model()
    of_one = [
        n for n in range(model.rowCount()) if model.index(n, BackupColumn.ARTICLES).data() == "1"
    ]
    dialog.table.choose(model.index(of_one[0], 0))

    press(qtbot, dialog, "restoreBackup")

    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=20_000)
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == backed_up, timeout=20_000)
    assert len(reviewer.window.workspace.articles()) == 1
    assert cipher.is_encrypted(backed_up)
    dialog.reject()
    reviewer.window.locking.lock()
    assert not cipher.is_unlocked(backed_up)


def test_a_copy_of_a_backup_needs_the_same_passphrase(qtbot: QtBot, backed_up: Path) -> None:
    reviewer = opened(qtbot, backed_up)
    dialog = listed(qtbot, reviewer)

    press(qtbot, dialog, "copyBackup")

    qtbot.waitUntil(
        lambda: reviewer.window.workspace.path not in {None, backed_up}, timeout=20_000
    )
    copy = reviewer.window.workspace.path
    assert copy
    assert cipher.is_encrypted(copy)
    reviewer.window.locking.lock()
    give(reviewer.window.lock_card)
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == copy)


def test_a_backup_with_another_passphrase_is_unlocked_from_the_list(
    qtbot: QtBot, backed_up: Path
) -> None:
    cipher.unlock(backed_up, WORDS)
    with Store.open(backed_up):
        pass
    key = safekeeping.last_at(backed_up)
    assert key
    left = {path: path.read_bytes() for path in safekeeping.every_backup(key)}
    set_passphrase(backed_up, OTHER)
    for path, content in left.items():  # as when they came from a stick that was away
        path.write_bytes(content)
    cipher.forget_all()
    reviewer = opened(qtbot, backed_up, OTHER)
    dialog = listed(qtbot, reviewer)
    last = dialog.table.model().index(dialog.table.model().rowCount() - 1, 1)
    assert last.data() == "Locked"
    dialog.table.choose(last.siblingAtColumn(0))
    assert not dialog.restore.isEnabled()

    push(dialog, "unlockBackup")
    (asking,) = dialog.findChildren(QWidget, "passphraseDialog")
    reviewer.activate(asking)
    give(asking, "harbor")
    warning = asking.findChild(QLabel, "warning")
    assert warning
    qtbot.waitUntil(lambda: not warning.isHidden())
    assert warning.text().startswith("This is not its passphrase; ")  # not the name of its file
    give(asking)

    qtbot.waitUntil(lambda: dialog.table.model().index(last.row(), 1).data() == "Sound")
    dialog.reject()
    reviewer.window.locking.lock()
    assert not any(cipher.is_unlocked(path) for path in left)  # nor is any other key kept


def test_what_is_left_of_a_damaged_one_is_looked_for_with_its_passphrase(
    qtbot: QtBot, backed_up: Path
) -> None:
    data = bytearray(backed_up.read_bytes())
    data[5000:9000] = bytes(4000)
    backed_up.write_bytes(data)
    reviewer = arrived(qtbot, backed_up)
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: "is damaged" in told(reviewer))
    cipher.forget_all()  # as where it was locked in between
    push(reviewer.window.banner, "bannerOffer")
    (dialog,) = reviewer.window.findChildren(RecoveryDialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QWidget, "passphraseDialog")))
    (asking,) = dialog.findChildren(QWidget, "passphraseDialog")
    reviewer.activate(asking)
    assert line_of(asking).isVisible()

    give(asking)

    findings = dialog.findChild(QLabel, "recoveryFindings")
    assert findings
    qtbot.waitUntil(lambda: not dialog.is_busy and not findings.isHidden(), timeout=20_000)
    press(qtbot, dialog, "backupButton")
    qtbot.waitUntil(lambda: reviewer.window.workspace.path is not None, timeout=20_000)
