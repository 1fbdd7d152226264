"""A line for a passphrase: hidden unless asked, copied nowhere, remembered nowhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.panels.shapes import quiet_label

_GIVEN_AWAY = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
_REMEMBERED = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PassphraseLine(QLineEdit):
    """One line; `caps_known` tells, as far as a key shows it, whether Caps Lock is on."""

    caps_known = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData
            | hints.ImhHiddenText
            | hints.ImhNoPredictiveText
            | hints.ImhNoAutoUppercase
        )
        self.selectionChanged.connect(self._select_nothing_seen)

    def show_words(self, are_shown: bool) -> None:
        """Show what is typed, or dots."""
        self.deselect()
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if are_shown else mode.Password)

    def forget(self) -> None:
        """Empty it, with nothing left to be undone."""
        self.setText("")
        self.caps_known.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, cut and undo nothing; note what a letter tells of Caps Lock."""
        if any(event.matches(keys) for keys in (*_GIVEN_AWAY, *_REMEMBERED)):
            event.accept()
            return
        self._look_at_case(event)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell nothing of Caps Lock while the keys are elsewhere."""
        super().focusOutEvent(event)
        self.caps_known.emit(False)

    def _look_at_case(self, event: QKeyEvent) -> None:
        letter = event.text()
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_known.emit(False)  # which the next letter tells
        elif len(letter) == 1 and letter.lower() != letter.upper():
            self.caps_known.emit(letter.isupper() != is_shifted)

    def _select_nothing_seen(self) -> None:
        # Some desktops put what is selected where every program can read it.
        if self.echoMode() is QLineEdit.EchoMode.Normal and self.hasSelectedText():
            self.deselect()


class PassphraseField(QWidget):
    """A passphrase, or the same one twice, with “Show” and a hint that Caps Lock is on.

    `returned` comes with Enter in the last line, `changed` with every letter.
    """

    returned = Signal()
    changed = Signal()

    def __init__(self, *names: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = [PassphraseLine(name) for name in names]
        self.first = self.lines[0]
        self.first.setObjectName("passphraseLine")
        self.show_ = QCheckBox(self.tr("Show"))
        self.show_.setObjectName("showPassphrase")
        self.show_.setAccessibleName(self.tr("Show the passphrase"))
        self.caps = quiet_label(self.tr("Caps Lock is on."))
        self.caps.setObjectName("capsLock")
        self.caps.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for number, line in enumerate(self.lines):
            line.setPlaceholderText(names[number])
            line.caps_known.connect(self.caps.setVisible)
            line.textChanged.connect(self.changed)
            self.show_.toggled.connect(line.show_words)
            column.addWidget(line)
        for line, below in zip(self.lines, self.lines[1:], strict=False):
            line.returnPressed.connect(below.setFocus)
        self.lines[-1].returnPressed.connect(self.returned)
        foot = QHBoxLayout()
        foot.addWidget(self.show_)
        foot.addStretch(1)
        foot.addWidget(self.caps)
        column.addLayout(foot)
        self.setFocusProxy(self.first)

    @property
    def words(self) -> str:
        """Return what is typed in the first line."""
        return self.first.text()

    def are_same(self) -> bool:
        """Return whether every line has the same words."""
        return len({line.text() for line in self.lines}) == 1

    def forget(self) -> None:
        """Empty every line, and hide what is typed next."""
        for line in self.lines:
            line.forget()
        self.show_.setChecked(False)

    def ask_again(self) -> None:
        """Select what was typed, ready to be typed over."""
        self.show_.setChecked(False)
        self.first.setFocus()
        self.first.selectAll()
