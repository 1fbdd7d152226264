"""A field for a number, kept when focus leaves or on Enter; the wheel never changes it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from ui.panels.fields import ENTER

MARGIN = 6
"""Left and right of a number, which the style sheet cannot set."""


class ShareField(QDoubleSpinBox):
    """A number from 0 to 1, kept when focus leaves or on Enter."""

    finished = Signal()

    def __init__(self, keep: Callable[[float], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._stored = 0.0
        self.setRange(0.0, 1.0)
        self.setSingleStep(0.1)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(MARGIN, 0, MARGIN, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._changed)

    @property
    def pending(self) -> str:
        """Return what was typed and not kept."""
        is_typed = self.text() != self.textFromValue(self.value())
        return self.text() if is_typed else ""

    def load(self, value: float) -> None:
        """Show what is stored."""
        if not self.pending or value != self._stored:
            self._stored = value
            self.restore()

    def commit(self) -> bool:
        """Keep what was typed."""
        self.interpretText()
        return not self.pending

    def restore(self) -> None:
        """Show what is stored."""
        self.blockSignals(True)
        self.setValue(self._stored)
        self.lineEdit().setText(self.textFromValue(self.value()))
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, restore on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.finished.emit()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.finished.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def _changed(self, value: float) -> None:
        if not self._keep(round(value, 2)):
            self.restore()
