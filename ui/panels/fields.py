"""Fields for words: kept when focus leaves, restored by Esc."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QWidget,
)

from ui.clipboard import PlainLines

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
EMPTIED = " "
"""What is pending where everything was deleted."""
Keep = Callable[[str], bool]
"""What a field does with what was typed; returns whether it was kept."""


class Pending(Protocol):
    """A field in which something can stand that is not kept yet."""

    @property
    def pending(self) -> str:
        """Return what was typed and not kept; empty where everything is."""

    def commit(self) -> bool:
        """Keep it; return whether nothing is left to keep."""

    def restore(self) -> None:
        """Show what is stored instead."""


class LineField(QLineEdit):
    """One line; Enter keeps it, Esc restores it, and both are done with it.

    `drafted` carries what is typed and not kept, whenever that may be other words; `loaded` tells
    that what is stored was shown, where nothing else is typed.
    """

    finished = Signal()
    drafted = Signal(str)
    loaded = Signal()

    def __init__(self, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._stored = ""
        self.textChanged.connect(self._tell_draft)

    @property
    def pending(self) -> str:
        """Return what was typed and not kept."""
        is_typed = self.isModified() and self.text() != self._stored
        return self.text() or EMPTIED if is_typed else ""

    def load(self, text: str | None) -> None:
        """Show what is stored, unless something else is being typed."""
        is_typed, self._stored = bool(self.pending), text or ""
        if not is_typed:
            self.restore()
            self.loaded.emit()

    def resume(self, words: str) -> None:
        """Show words as if they had just been typed."""
        self.setText(words)
        self.setModified(True)
        self._tell_draft()

    def commit(self) -> bool:
        """Keep what was typed; what cannot be kept stays in the field."""
        if not self.pending:
            return True
        was, self._stored = self._stored, self.text()
        is_kept = self._keep(cleaned(self.text()).strip())
        if not is_kept:
            self._stored = was
        self._tell_draft()
        return is_kept

    def restore(self) -> None:
        """Show what is stored."""
        if self.text() != self._stored:
            self.setText(self._stored)
            self.setCursorPosition(0)
        self.setModified(False)
        self._tell_draft()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, restore on Esc."""
        if event.key() in ENTER:
            if self.commit():
                self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed, also when another window comes to the front."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _tell_draft(self) -> None:
        self.drafted.emit(self.pending)


class NoteField(PlainLines):
    """Several lines; Enter is a line end, Ctrl+Enter is done; its signals are a `LineField`'s."""

    finished = Signal()
    drafted = Signal(str)
    loaded = Signal()

    def __init__(self, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._stored = ""
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._tell_draft)

    @property
    def pending(self) -> str:
        """Return what was typed and not kept."""
        is_typed = self.document().isModified() and self.toPlainText() != self._stored
        return self.toPlainText() or EMPTIED if is_typed else ""

    def load(self, text: str) -> None:
        """Show what is stored, unless something else is being typed."""
        is_typed, is_same, self._stored = bool(self.pending), text == self._stored, text
        if not is_typed and not (is_same and not self.document().isModified()):
            self.restore()
        if not is_typed:
            self.loaded.emit()

    def resume(self, words: str) -> None:
        """Show words as if they had just been typed."""
        self.setPlainText(words)
        self.document().setModified(True)
        self._tell_draft()

    def commit(self) -> bool:
        """Keep what was typed; what cannot be kept stays in the field."""
        if not self.pending:
            return True
        was, self._stored = self._stored, self.toPlainText()
        is_kept = self._keep(cleaned(self.toPlainText()).rstrip())
        if not is_kept:
            self._stored = was
        self._tell_draft()
        return is_kept

    def restore(self) -> None:
        """Show what is stored."""
        self.setPlainText(self._stored)
        self.document().setModified(False)
        self._tell_draft()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Ctrl+Enter, restore on Esc."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.commit():
                self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed, also when another window comes to the front."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _tell_draft(self) -> None:
        self.drafted.emit(self.pending)


def cleaned(text: str) -> str:
    """Return typed text as every program can hold it: no NUL, no half characters."""
    text = text.replace("\0", "").replace("\u2029", "\n")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
