"""What stands in the place of a locked project: a line for its passphrase, and not its name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.shapes import WarningLabel
from ui.panels.passphrase_field import PassphraseField
from ui.panels.shapes import plain_label, quiet_label, thin_bar
from ui.theme import LARGE, sans

_WIDTH, _TITLE = 380, LARGE + 4


class LockCard(QWidget):
    """Says so, and asks; `given` carries what was typed, which is kept nowhere."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lockCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Which one it is, the person knows, and whoever passes by need not.
        self.title = plain_label(self.tr("This project is locked"))
        self.setAccessibleName(self.title.text())
        self.title.setObjectName("lockTitle")
        self.title.setFont(sans(_TITLE, bold=True))
        self._note = quiet_label(
            self.tr(
                "What you were typing in the window is kept. Give the passphrase to go on where "
                "you were."
            )
        )
        self.field = PassphraseField(self.tr("Passphrase"))
        self.setFocusProxy(self.field)
        self.field.returned.connect(self._give)
        self.field.changed.connect(self._settle)
        self.warning = WarningLabel()
        self.bar = thin_bar()
        self.unlock = QPushButton(self.tr("Unlock"))
        self.unlock.setObjectName("unlockButton")
        self.unlock.setProperty("leads", True)
        self.unlock.clicked.connect(self._give)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("lockFrame")
        card.setFixedWidth(_WIDTH)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.unlock)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 26, 28, 22)
        column.setSpacing(12)
        for part in (self.title, self._note, self.field, self.bar, self.warning):
            column.addWidget(part)
        column.addLayout(foot)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addLayout(row)
        around.addStretch(3)

    def ask(self) -> None:
        """Show that the project is locked, with the keys in the line."""
        self.rest()
        self.field.forget()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """Show that the passphrase is tried."""
        self.warning.tell("")
        self.field.setEnabled(False)
        self.unlock.setEnabled(False)
        self.bar.show()

    def rest(self, why: str = "") -> None:
        """Take a passphrase again; say why the last one did not do."""
        self.bar.hide()
        self.field.setEnabled(True)
        self.warning.tell(why)
        self._settle()
        if why:
            self.field.ask_again()

    def leave(self) -> None:
        """Go away, with nothing left of what was typed."""
        self.rest()
        self.field.forget()
        self.hide()

    def _settle(self) -> None:
        self.unlock.setEnabled(bool(self.field.words))

    def _give(self) -> None:
        if self.field.words and self.unlock.isEnabled():
            self.given.emit(self.field.words)
