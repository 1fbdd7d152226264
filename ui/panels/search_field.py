"""The line in which the whole project is searched; it completes fields and their values."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.offers import completed, offers
from ui.models.wording import shortened
from ui.panels.fields import ENTER
from ui.panels.offers import OfferList
from ui.positions import Positions

Known = Callable[[str], Sequence[str]]


class SearchField(QLineEdit):
    """A line whose Down goes to the results; Esc empties it, then leaves for the text.

    `entered` tells of Enter, `left` of Esc in an empty line, and `down` of Down.
    """

    entered = Signal()
    left = Signal()
    down = Signal()

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setAccessibleName(self.tr("Search the project"))
        self.setPlaceholderText(self.tr("Search the project"))
        self.setClearButtonEnabled(True)
        self._ask = known
        self._known: dict[str, Sequence[str]] = {}
        self._list = OfferList(self)
        self._list.taken.connect(self._complete)
        self.textEdited.connect(self._offer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask again what names the project knows, once they are needed."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._known = {}

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the offers away where focus leaves for good."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._list.hide()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the marked offer on Enter; leave by Enter, Down and Esc."""
        key, marked = event.key(), self._list.marked
        if key in ENTER and marked is not None:
            self._complete(marked)
        elif key in ENTER:
            self._list.hide()
            self.entered.emit()
        elif key == Qt.Key.Key_Down and not self._list.is_shown:
            self.down.emit()
        elif key == Qt.Key.Key_Escape and self._list.is_shown:
            self._list.hide()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take the likeliest offer on Tab."""
        offer = self._list.marked or self._list.first
        if offer is None:
            return super().focusNextPrevChild(forward)
        self._complete(offer)
        return True

    def _offer(self) -> None:
        found = offers(self.text(), self._caret(), self._values)
        self._list.show([(shortened(offer, 60), offer) for offer in found])

    def _values(self, field: str) -> Sequence[str]:
        if field not in self._known:
            self._known[field] = self._ask(field)
        return self._known[field]

    def _complete(self, offer: str) -> None:
        text, caret = completed(self.text(), self._caret(), offer)
        self.setText(text)
        self.setCursorPosition(Positions(text).to_position(caret))
        self._offer()

    def _caret(self) -> int:
        return Positions(self.text()).to_offset(self.cursorPosition())
