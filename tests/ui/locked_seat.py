"""A reviewer at encrypted projects: their passphrase, and the dialog that asks for it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.store import Store, cipher
from tests.factories import keep_text
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, seated
from ui.dialogs.change_passphrase import ChangePassphraseDialog
from ui.dialogs.new_passphrase import NewPassphraseDialog
from ui.dialogs.passphrase import PassphraseDialog
from ui.main_window import MainWindow

WORDS = "harbor lantern oyster quilt"
"""The passphrase of every encrypted project here."""


def encrypted_project(path: Path, fill: Callable[[Store], object] | None = None) -> Path:
    """Return an encrypted project with one small story, locked.

    It is made once a process for each name, and copied for whoever asks again: the same project.
    """
    path.write_bytes(_encrypted(path.name, fill))
    path.chmod(0o600)
    return path


@cache
def _encrypted(name: str, fill: Callable[[Store], object] | None) -> bytes:
    with TemporaryDirectory() as folder:
        made = Path(folder) / name
        Store.create(made, WORDS)
        with Store.open(made) as store:
            if fill:
                fill(store)
            else:
                keep_text(store, STORY)
        cipher.forget_all()
        return made.read_bytes()


def locked_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield a window as it is while its project is locked."""
    window.parts.show_locked(is_locked=True)
    window.lock_card.ask()
    yield "locked", window
    window.lock_card.leave()
    window.parts.show_locked(is_locked=False)


def passphrase_dialogs(window: MainWindow, file: Path) -> Iterator[QWidget]:
    """Yield every dialog that asks for a passphrase."""
    yield PassphraseDialog(file, file.stem, window)
    yield NewPassphraseDialog(file.stem, window)
    for is_encrypted in (False, True):
        yield ChangePassphraseDialog(window, is_encrypted=is_encrypted)


def arrived(qtbot: QtBot, project: Path) -> Reviewer:
    """Sit at a window that is to show a project, whose passphrase is asked for."""
    return next(seated(qtbot, project))


def asked(qtbot: QtBot, reviewer: Reviewer) -> QWidget:
    """Return the dialog that asks for a passphrase, once it is there."""

    def shown() -> QWidget | None:
        found = reviewer.window.findChildren(QWidget, "passphraseDialog")
        return next((each for each in found if each.isVisible()), None)

    qtbot.waitUntil(lambda: shown() is not None)
    dialog = shown()
    assert dialog
    reviewer.activate(dialog)
    return dialog


def line_of(widget: QWidget) -> QLineEdit:
    line = widget.findChild(QLineEdit, "passphraseLine")
    assert line
    return line


def give(widget: QWidget, words: str = WORDS) -> None:
    """Type a passphrase into what asks for it, and press Enter."""
    line = line_of(widget)
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def check(widget: QWidget, name: str) -> None:
    """Click on a check box."""
    box = widget.findChild(QCheckBox, name)
    assert box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() / 2)
