"""A form: labels on the left, fields on the right, each reachable by Tab."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from ui.models.wording import label_of
from ui.panels.shapes import heading, quiet_label

LABELS = 104
"""How wide the labels are, in pixels at 100 %."""


class Form(QGridLayout):
    """Rows of a label and a field; wide fields stand under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(6)
        self.setColumnStretch(1, 1)

    def field(self, words: str, widget: QWidget) -> QLabel:
        """Add a field under a name, which screen readers say, too; return its label."""
        label = quiet_label(label_of(words))
        label.setBuddy(widget)
        label.setMinimumWidth(LABELS)
        label.setMaximumWidth(LABELS)
        label.setContentsMargins(0, 5, 0, 0)
        row = self.rowCount()
        self.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(widget, row, 1)
        name_control(widget, words)
        return label

    def wide(self, widget: QWidget, words: str = "") -> None:
        """Add something as wide as the form."""
        self.addWidget(widget, self.rowCount(), 0, 1, 2)
        if words:
            name_control(widget, words)

    def title(self, words: str) -> QLabel:
        """Begin a group of fields."""
        label = heading(words)
        self.wide(label)
        return label


def chain(layout: QLayout) -> None:
    """Let Tab go through a layout in its order, also where fields came later."""
    for before, after in pairwise(_fields(layout)):
        QWidget.setTabOrder(before, after)


def _fields(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item else None
        inner = widget.layout() if widget else item.layout() if item else None
        if inner:
            yield from _fields(inner)
        elif widget and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name_control(widget: QWidget, words: str) -> None:
    """Tell screen readers what a control is for."""
    widget.setAccessibleName(words)
    proxy = widget.focusProxy()
    if proxy:
        proxy.setAccessibleName(words)
