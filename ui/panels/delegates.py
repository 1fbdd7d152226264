"""What every delegate that paints by itself begins with."""

from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.table import Index
from ui.theme import Look


class ThemedDelegate(QStyledItemDelegate):
    """A delegate that paints in the colors of the theme."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look


class DrawnCell(ThemedDelegate):
    """A cell of which the style draws only the ground: what stands in it is drawn by `paint`."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""
