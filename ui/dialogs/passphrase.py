"""Asking for the passphrase of an encrypted project, wherever one is to be opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError, PassphraseError
from ui.dialogs.shapes import WarningLabel
from ui.models.wording import shortened
from ui.panels.passphrase_field import PassphraseField
from ui.panels.shapes import plain_label, quiet_label, thin_bar
from ui.theme import LARGE, sans
from ui.unlocking import unlock
from ui.window_size import open_at

if TYPE_CHECKING:
    from threading import Event

_NAME = 40
"""How many characters of a project's name the title shows."""


class PassphraseDialog(QDialog):
    """Unlocks `file`, which a person calls `name`; a wrong passphrase is told, and typed anew.

    It is accepted once the file is unlocked. `failed` carries what no passphrase can mend, such
    as damage, after which it is closed.
    """

    failed = Signal(object)

    def __init__(self, file: Path, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passphraseDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Passphrase"))
        self._file = file
        self._asked: Event | None = None
        self._title = plain_label()
        self._title.setFont(sans(LARGE, bold=True))
        words = self.tr("“{name}” is encrypted")
        self._title.setText(words.replace("{name}", shortened(name, _NAME)))
        self.field = PassphraseField(self.tr("Passphrase"))
        self.field.changed.connect(self._settle)
        self.warning = WarningLabel()
        self.bar = thin_bar()
        self.bar.hide()
        box = QDialogButtonBox()
        self.open_ = QPushButton(self.tr("Open"))
        self.open_.setObjectName("openEncrypted")
        box.addButton(self.open_, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.open_.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(quiet_label(self.tr("Give its passphrase to open it.")))
        for part in (self.field, self.bar, self.warning):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(box)
        open_at(self, 420, 220)
        self.field.setFocus()
        self._settle()

    def accept(self) -> None:
        """Try what was typed."""
        if self.field.words and self._asked is None:
            self.warning.tell("")
            self.bar.show()
            self._asked = unlock(self._file, self.field.words, self._opened, self._refused)
            self._settle()

    def done(self, result: int) -> None:
        """Close, with nothing left of what was typed; what is still tried is given up."""
        if self._asked:
            self._asked.set()
        self.field.forget()
        super().done(result)

    def _opened(self, _: object) -> None:
        self._rest()
        super().accept()

    def _refused(self, error: AnnotatorError) -> None:
        self._rest()
        if isinstance(error, PassphraseError):
            # In words of its own: the error names the file, of a backup one that nobody knows.
            words = self.tr(
                "This is not its passphrase; mind capitals and the keyboard’s language, and try "
                "again."
            )
            self.warning.tell(words)
            self.field.ask_again()
        else:
            self.failed.emit(error)
            super().reject()

    def _rest(self) -> None:
        self._asked = None
        self.bar.hide()
        self._settle()

    def _settle(self) -> None:
        self.field.setEnabled(self._asked is None)
        self.open_.setEnabled(bool(self.field.words) and self._asked is None)
