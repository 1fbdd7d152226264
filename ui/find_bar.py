"""Finding words in the open article: a bar above the page, on the canonical text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotator.model import Span
from ui.panels.fields import ENTER
from ui.reading.view import ArticleView

if TYPE_CHECKING:
    from annotator.desk import Desk


class FindBar(QWidget):
    """Ctrl+F: Enter for the next place, Shift+Enter for the one before, Esc back to the text."""

    closed = Signal()

    def __init__(self, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._places: list[Span] = []
        self._searched: Desk | None = None
        self.field = QLineEdit()
        self.field.setObjectName("findField")
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.textChanged.connect(self._search)
        self._count = QLabel()
        self._count.setProperty("quiet", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for text, name, steps in (("↑", self.tr("Previous"), -1), ("↓", self.tr("Next"), 1)):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, n=steps: self._go(n))
            row.addWidget(button)
        self.hide()

    def open(self) -> None:
        """Show the bar with what is selected, ready to type over."""
        span, desk = self._view.span(), self._view.desk
        if span and desk and span.end - span.start < 100:
            self.field.setText(span.of(desk.text))
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next place, or close."""
        if event.key() in ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _search(self, words: str) -> None:
        self._find(words)
        if not words:
            self._count.clear()
        elif self._places:
            self._go(0)
        else:
            self._count.setText(self.tr("Nowhere"))

    def _find(self, words: str) -> None:
        desk = self._searched = self._view.desk
        self._places = []
        if desk and words:
            # Lowercasing keeps the length of all but a few characters; where it does not, the
            # text is searched as it is.
            text, wanted = desk.text.lower(), words.lower()
            if len(text) != len(desk.text):
                text, wanted = desk.text, words
            at = text.find(wanted)
            while at >= 0:
                self._places.append(Span(at, at + len(wanted)))
                at = text.find(wanted, at + len(wanted))

    def _go(self, steps: int) -> None:
        if self._searched is not self._view.desk:
            self._find(self.field.text())  # another article came to the desk
        if not self._places:
            self._count.setText(self.tr("Nowhere") if self.field.text() else "")
            return
        span = self._view.span()
        here = span.start if span else self._view.caret()
        if steps > 0:
            number = next((n for n, p in enumerate(self._places) if p.start > here), 0)
        elif steps < 0:
            earlier = [n for n, place in enumerate(self._places) if place.start < here]
            number = earlier[-1] if earlier else len(self._places) - 1
        else:
            number = next((n for n, p in enumerate(self._places) if p.start >= here), 0)
        self._view.select(self._places[number])
        self._count.setText(f"{number + 1} / {len(self._places)}")
