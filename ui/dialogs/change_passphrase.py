"""The passphrase of the open project: set, changed or taken away, while the dialog waits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError, PassphraseError
from ui.dialogs.new_passphrase import ChosenPassphrase
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.panels.passphrase_field import PassphraseField
from ui.panels.shapes import plain_label, quiet_label, scrolled
from ui.theme import LARGE, sans
from ui.window_size import open_at


class ChangePassphraseDialog(QDialog):
    """Knows whether there is a passphrase, and asks for it before another takes its place.

    `wanted` carries the present one, empty where there is none, and the new one, empty where
    there is to be none. The dialog stays until it is shut, or told why nothing was done.
    """

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, *, is_encrypted: bool) -> None:
        super().__init__(parent)
        self.setObjectName("changePassphraseDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Passphrase"))
        self._is_encrypted, self._is_busy = is_encrypted, False
        self.change = QRadioButton(self.tr("Change the passphrase"))
        self.remove = QRadioButton(self.tr("Remove the passphrase"))
        self.remove.setObjectName("removePassphrase")
        self.change.setChecked(True)
        self.present = PassphraseField(self.tr("Present passphrase"))
        self.new = ChosenPassphrase()
        self.plain = plain_label(
            self.tr("Whoever has the file or a backup of it reads all of it then.")
        )
        self.warning = WarningLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.hide()
        self.go = QPushButton()
        self.go.setObjectName("changePassphrase")
        self._lay_out()
        for choice in (self.change, self.remove):
            choice.toggled.connect(self._settle)
            choice.setAccessibleName(choice.text())
        for field in (self.present, self.new.field):
            field.changed.connect(self._settle)
        self.present.returned.connect(self._go_on)
        self.new.field.returned.connect(self.accept)
        self._settle()
        (self.present if is_encrypted else self.new).setFocus()

    def _lay_out(self) -> None:
        title = self.tr("Encrypt this project with a passphrase")
        about = self.tr(
            "Its backups are encrypted with it, and what going back to a backup kept beside it. "
            "The project is closed meanwhile, and opened again where you are."
        )
        if self._is_encrypted:
            title = self.tr("This project has a passphrase")
            about = self.tr(
                "Its backups go along. The project is closed meanwhile, and opened again where "
                "you are."
            )
        heading = plain_label(title)
        heading.setFont(sans(LARGE, bold=True))
        box = QDialogButtonBox()
        box.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.go, self.cancel):
            button.setAutoDefault(False)  # Enter in a line leads on to the next
        self.go.setProperty("leads", True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        asked = QWidget()
        questions = QVBoxLayout(asked)
        questions.setContentsMargins(0, 0, 0, 0)
        questions.setSpacing(12)
        above: tuple[QWidget, ...] = (heading, quiet_label(about), self.change, self.remove)
        for part in (*above, self.present, self.new, self.plain):
            questions.addWidget(part)
        questions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(scrolled(asked), 1)  # on a small screen not all of it has room
        for part in (self.bar, self.warning, box):
            column.addWidget(part)
        for choice in (self.change, self.remove, self.present):
            choice.setVisible(self._is_encrypted)
        open_at(self, 480, 460 if self._is_encrypted else 360)

    def accept(self) -> None:
        """Have it done, if what was typed will do."""
        if self._is_busy or not self.go.isEnabled():
            return
        try:
            new = "" if self._removes else self.new.words
        except PassphraseError as error:
            self.refuse(error)
            self.new.field.ask_again()
            return
        self._is_busy = True
        self.warning.tell("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._settle()
        self.wanted.emit(self.present.words if self._is_encrypted else "", new)

    def reject(self) -> None:
        """Close with nothing changed; what has begun comes to its end."""
        if not self._is_busy:
            super().reject()

    def done(self, result: int) -> None:
        """Close, with nothing left of what was typed."""
        for field in (self.present, self.new.field):
            field.forget()
        super().done(result)

    def shut(self) -> None:
        """Close after it was done."""
        self._is_busy = False
        super().accept()

    def tell_progress(self, done: int, of: int) -> None:
        """Show how many of how many files are done."""
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)

    def refuse(self, error: AnnotatorError) -> None:
        """Say why everything is as it was."""
        self._is_busy = False
        self.bar.hide()
        self._settle()
        self.warning.tell(sentence_of(error))
        self._grow()
        if self._is_encrypted:
            self.present.ask_again()

    def _grow(self) -> None:
        """Make room for a sentence, which would be taken from the lines."""
        layout = self.layout()
        if layout:
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))

    @property
    def _removes(self) -> bool:
        return self._is_encrypted and self.remove.isChecked()

    def _go_on(self) -> None:
        """Go from the present passphrase to the new one, or have it removed."""
        if self._removes:
            self.accept()
        else:
            self.new.setFocus()

    def _settle(self) -> None:
        self.new.setVisible(not self._removes)
        self.plain.setVisible(self._removes)
        words = self.tr("Change it") if self._is_encrypted else self.tr("Encrypt")
        self.go.setText(self.tr("Remove it") if self._removes else words)
        has_new = self._removes or bool(self.new.field.words)
        has_present = not self._is_encrypted or bool(self.present.words)
        self.go.setEnabled(has_new and has_present and not self._is_busy)
        self.cancel.setEnabled(not self._is_busy)
        for part in (self.present, self.new, self.change, self.remove):
            part.setEnabled(not self._is_busy)
