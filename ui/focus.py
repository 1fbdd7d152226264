"""Giving the keys back to where they were."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid


def lasting(widget: QWidget | None) -> QWidget | None:
    """Return a widget, but of a line in a row, which goes with the keys, the list around it."""
    above = widget
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return above
        above = above.parentWidget()
    return widget


def give_back(widget: QWidget | None, otherwise: QWidget) -> None:
    """Give the keys to a widget, or to another one where it is gone or not to be seen."""
    is_there = widget is not None and isValid(widget) and widget.isVisible()
    goal = widget if widget is not None and is_there else otherwise
    goal.setFocus(Qt.FocusReason.OtherFocusReason)
