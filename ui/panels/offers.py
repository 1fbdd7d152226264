"""The list under a line of what could be meant; keys go through the line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

VALUE_ROLE = int(Qt.ItemDataRole.UserRole)
SHOWN = 8
"""How many offers are seen at once."""

Pictured = Callable[[str], QIcon]
"""What stands before an offer, by its value."""
_PADDING = 4
"""Of the list, with its line, as the style sheet has them."""


class OfferList(QObject):
    """Offers, each shown in words of its own; Up and Down mark one, a click takes it."""

    taken = Signal(str)

    def __init__(self, line: QLineEdit, pictured: Pictured | None = None) -> None:
        super().__init__(line)
        self._pictured = pictured
        self._rows = QStandardItemModel(self)
        # The line is not given to it as its completer: that would write each offer it passes.
        self._completer = QCompleter(self._rows, self)
        self._completer.setWidget(line)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(SHOWN)
        self._popup: QListView | None = None

    @property
    def is_shown(self) -> bool:
        """Return whether the list is there."""
        return self._popup is not None and self._popup.isVisible()

    @property
    def marked(self) -> str | None:
        """Return the offer that Enter would take."""
        if self._popup is None or not self.is_shown:
            return None
        index = self._popup.currentIndex()
        is_marked = self._popup.selectionModel().isSelected(index)
        return _value_of(index) if is_marked else None

    @property
    def first(self) -> str | None:
        """Return the likeliest offer."""
        return _value_of(self._rows.index(0, 0)) if self.is_shown else None

    def show(self, offers: Sequence[tuple[str, str]], marked: int | None = None) -> None:
        """Show offers, each its words and its value; with none, put the list away."""
        self._rows.clear()
        for words, value in offers:
            item = QStandardItem(words)
            item.setData(value, VALUE_ROLE)
            if self._pictured:
                item.setIcon(self._pictured(value))
            self._rows.appendRow(item)
        if not offers:
            self.hide()
            return
        popup = self._popup = self._popup or self._made_popup()
        self._completer.complete()
        # It reckons without the padding, and a few offers would have a scroll bar.
        popup.resize(popup.width(), popup.height() + 2 * _PADDING)
        if marked is None:
            popup.clearSelection()
            popup.setCurrentIndex(QModelIndex())
        else:
            popup.setCurrentIndex(self._completer.completionModel().index(marked, 0))

    def hide(self) -> None:
        """Put the list away, and hold none of it: it may name who is confidential by now."""
        if self._popup:
            self._popup.hide()
        self._rows.clear()

    def _made_popup(self) -> QListView:
        popup = QListView()
        popup.setProperty("popup", True)
        self._completer.setPopup(popup)
        popup.clicked.connect(self._take)
        return popup

    def _take(self, index: QModelIndex) -> None:
        value = _value_of(index)
        if value is not None:
            self.taken.emit(value)


def _value_of(index: QModelIndex) -> str | None:
    value = index.data(VALUE_ROLE)
    return value if isinstance(value, str) else None
