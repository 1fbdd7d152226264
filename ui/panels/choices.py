"""Fields for a choice or a flag, kept at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ui.panels.fields import Keep


class ChoiceField(QComboBox):
    """One of several values, "" for none; kept at once. The wheel never changes it."""

    def __init__(
        self,
        choices: Iterable[tuple[str, str]],
        keep: Keep,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._values: list[str] = []
        self._stored = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, value in choices:
            self.addItem(words)
            self._values.append(value)
        self.activated.connect(self._chosen)

    def load(self, value: str | None) -> None:
        """Show what is stored."""
        self._stored = value or ""
        row = self._values.index(self._stored) if self._stored in self._values else -1
        self.setCurrentIndex(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def _chosen(self, row: int) -> None:
        value = self._values[row]
        if value != self._stored and not self._keep(value):
            self.load(self._stored)


class FlagField(QCheckBox):
    """Yes or no; kept at once."""

    def __init__(
        self, words: str, keep: Callable[[bool], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._keep = keep
        self.clicked.connect(self._clicked)

    def load(self, value: bool) -> None:
        """Show what is stored."""
        self.setChecked(value)

    def _clicked(self, checked: bool) -> None:
        if not self._keep(checked):
            self.setChecked(not checked)
