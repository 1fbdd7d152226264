"""What keeps work safe as PNGs: backups, a damaged project, old history that is given up."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui import jobs
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.compacting import CompactDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.main_window import MainWindow

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


def giving_up(window: MainWindow, shoot: Shoot) -> None:
    """Draw what is said before old history is given up."""
    dialog = CompactDialog(window.workspace, window)
    dialog.age.setCurrentIndex(0)
    dialog.show()
    while jobs.are_running():
        QApplication.processEvents()
    shoot("giving-up-history", dialog)
    dialog.close()
