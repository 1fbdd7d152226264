"""A passphrase that is to be: typed twice, and what it means said plainly."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError, PassphraseError
from annotator.store import cipher
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.models.wording import shortened
from ui.panels.passphrase_field import PassphraseField
from ui.panels.shapes import plain_label, quiet_label, thin_bar
from ui.theme import LARGE, sans
from ui.window_size import open_at

_NAME = 40
"""How many characters of a project's name the title shows."""


class ChosenPassphrase(QWidget):
    """Two lines for a new passphrase, with what it is good for and what it costs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PassphraseField(self.tr("New passphrase"), self.tr("The same once more"))
        self.field.first.setObjectName("newPassphraseLine")
        self.field.lines[1].setObjectName("samePassphraseLine")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            plain_label(
                self.tr(
                    "If you lose it, nobody can open the project: not you, not your newsroom, "
                    "not the makers of On Record. Its backups are encrypted, too."
                )
            )
        )
        column.addWidget(self.field)
        column.addWidget(
            quiet_label(self.tr("Four or five words that have nothing to do with each other."))
        )
        self.setFocusProxy(self.field)

    @property
    def words(self) -> str:
        """Return what was chosen; raise `PassphraseError` where it will not do."""
        words = self.field.words
        cipher.refuse_weak(words)
        if not self.field.are_same():
            raise PassphraseError(self.tr("the two are not the same; type them again"))
        return words


class NewPassphraseDialog(QDialog):
    """Asks for the passphrase of a new project; `chosen` carries it, once, to be kept nowhere.

    It waits until it is shut, or told why that did not work.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newPassphraseDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New encrypted project"))
        self._is_busy = False
        words = self.tr("A passphrase for “{name}”")
        title = plain_label(words.replace("{name}", shortened(name, _NAME)))
        title.setFont(sans(LARGE, bold=True))
        self.passphrase = ChosenPassphrase()
        self.passphrase.field.returned.connect(self.accept)
        self.passphrase.field.changed.connect(self._settle)
        self.warning = WarningLabel()
        self.bar = thin_bar()
        self.bar.hide()
        box = QDialogButtonBox()
        self.go = QPushButton(self.tr("Make the project"))
        self.go.setObjectName("makeEncrypted")
        self.go.setAutoDefault(False)
        self.go.setProperty("leads", True)
        box.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (title, self.passphrase, self.bar, self.warning):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(box)
        open_at(self, 460, 320)
        self.passphrase.setFocus()
        self._settle()

    def accept(self) -> None:
        """Take what was typed, if it will do."""
        if self._is_busy or not self.passphrase.field.words:
            return
        try:
            words = self.passphrase.words
        except PassphraseError as error:
            self.refuse(error)
            return
        self._is_busy = True
        self.warning.tell("")
        self.bar.show()
        self._settle()
        self.chosen.emit(words)

    def reject(self) -> None:
        """Make none; what has begun comes to its end."""
        if not self._is_busy:
            super().reject()

    def done(self, result: int) -> None:
        """Close, with nothing left of what was typed."""
        self.passphrase.field.forget()
        super().done(result)

    def shut(self) -> None:
        """Close, since the project is there."""
        self._is_busy = False
        super().accept()

    def refuse(self, error: AnnotatorError) -> None:
        """Say why there is no project yet."""
        self._is_busy = False
        self.bar.hide()
        self._settle()
        self.warning.tell(sentence_of(error))
        self.passphrase.field.ask_again()

    def _settle(self) -> None:
        self.passphrase.setEnabled(not self._is_busy)
        self.go.setEnabled(bool(self.passphrase.field.words) and not self._is_busy)
