"""What keeps work safe as PNGs: backups, passphrases, a damaged project, history given up."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from annotator.edits import add
from annotator.model import Source, new_id
from annotator.store import Store, cipher
from annotator.store.away import WorkingCopy
from annotator.store.rekeying import set_passphrase
from ui import jobs
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.change_passphrase import ChangePassphraseDialog
from ui.dialogs.compacting import CompactDialog
from ui.dialogs.export_names import ExportNamesDialog
from ui.dialogs.new_passphrase import NewPassphraseDialog
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.writing_back import WritingBackDialog
from ui.far_project import WrittenBack
from ui.main_window import MainWindow
from ui.opening import OpeningCard

_WORDS = "harbor lantern oyster quilt"
Shoot = Callable[[str, QWidget], None]


def recovery(window: MainWindow, shoot: Shoot) -> None:
    """Draw what is offered of a copy of the project that lost some of its pages."""
    assert window.workspace.path
    data = bytearray(window.workspace.path.read_bytes())
    data[:4096] = bytes(4096)
    for words in (b'"kind":"denies"', b"Colon attribution in the headline"):
        at = data.index(words)
        data[at : at + 9] = bytes(9)
    with tempfile.TemporaryDirectory() as scratch:
        damaged = Path(scratch) / "harbor.onrecord"
        damaged.write_bytes(data)
        dialog = RecoveryDialog(damaged, window)
        dialog.open()
        shoot("recovery-looking", dialog)
        while dialog.is_busy:
            QApplication.processEvents()
        shoot("recovery", dialog)
        dialog.close()


def backups(window: MainWindow, shoot: Shoot) -> None:
    """Draw the list of backups, and what it offers once one was restored."""
    window.actions_.run("project.backups")
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, BackupsDialog):
        dialog.make.click()
        shoot("backups", dialog)
        dialog.restore.click()
        shoot("backups-restored", dialog)
        dialog.close()


def names(window: MainWindow, shoot: Shoot) -> None:
    """Draw what has to be typed before a report names confidential sources."""
    desk = window.workspace.desk
    assert desk
    dialog = ExportNamesDialog(window.workspace, window.settings, desk.article, window)
    dialog.open()
    shoot("export-names", dialog)
    dialog.phrase.setText("name my sources")
    shoot("export-names-typed", dialog)
    dialog.reject()


def far_away(window: MainWindow, shoot: Shoot) -> None:
    """Draw a project on its way, and the wait for one that goes back to its drive."""
    card = OpeningCard(window.pane, lambda: None)
    card.tell("Bringing harbor.onrecord to this machine: 12.4 of 80.1 MB… Esc cancels")
    shoot("far-coming", window)
    card.tell("")
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "harbor.onrecord"
        window.workspace.reader.save_copy(project)
        far = WrittenBack(WorkingCopy.take(project, None))
        dialog = WritingBackDialog([far], window)
        dialog.show()
        shoot("far-writing-back", dialog)
        with Store.open(far.path) as store:
            store.apply(add("Add", Source(new_id(), "the harbor master")))
        project.parent.rename(f"{scratch}.away")
        far.end()
        while not far.is_over:
            QApplication.processEvents()
        Path(f"{scratch}.away").rename(scratch)
        shoot("far-not-written-back", dialog)
        dialog.close()
    window.banner.tell(far.told)
    shoot("far-banner", window)
    window.banner.hide()


def encrypted(window: MainWindow, shoot: Shoot) -> None:
    """Draw what asks for passphrases, and a project that is locked."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "harbor.onrecord"
        Store.create(project, _WORDS)
        cipher.forget(project)
        dialog = PassphraseDialog(project, project.stem, window)
        dialog.show()
        shoot("passphrase", dialog)
        dialog.field.first.setText("harbor latern oyster quilt")
        dialog.accept()
        shoot("passphrase-wrong", dialog)
        dialog.close()
        new = NewPassphraseDialog(project.stem, window)
        new.show()
        new.passphrase.field.first.setText("harbor")
        new.accept()
        shoot("passphrase-new", new)
        new.close()
    for is_encrypted, name in ((False, "set"), (True, "change")):
        change = ChangePassphraseDialog(window, is_encrypted=is_encrypted)
        change.show()
        shoot(f"passphrase-{name}", change)
        if is_encrypted:
            change.remove.setChecked(True)
            shoot("passphrase-remove", change)
        change.close()
    _locked(window, shoot)


def _locked(window: MainWindow, shoot: Shoot) -> None:
    """Draw an encrypted copy of the open project as it is locked, and open the project again."""
    path = window.workspace.path
    assert path
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "harbor.onrecord"
        window.workspace.reader.save_copy(copy)
        set_passphrase(copy, _WORDS)
        window.open_project(copy)
        window.locking.lock()
        shoot("locked", window)
        window.lock_card.field.first.setText("harbor lantern")
        window.lock_card.unlock.click()
        shoot("locked-wrong", window)
        window.open_project(path)


def giving_up(window: MainWindow, shoot: Shoot) -> None:
    """Draw what is said before old history is given up."""
    dialog = CompactDialog(window.workspace, window)
    dialog.age.setCurrentIndex(0)
    dialog.show()
    while jobs.are_running():
        QApplication.processEvents()
    shoot("giving-up-history", dialog)
    dialog.close()
