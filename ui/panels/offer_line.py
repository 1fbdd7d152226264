"""A calm line above a table: one sentence, and the buttons that answer it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.panels.flow import FlowLayout
from ui.panels.shapes import plain_label


class OfferLine(QFrame):
    """Something that can be done, said in words; `taken` or `declined` by a button."""

    taken = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offerLine")
        self._words = plain_label()
        self.take = QPushButton()
        self.take.clicked.connect(self.taken)
        self.decline = QPushButton()
        self.decline.clicked.connect(self.declined)
        buttons = FlowLayout(gap=6)
        buttons.addWidget(self.take)
        buttons.addWidget(self.decline)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.hide()

    def offer(self, words: str, take: str, decline: str = "") -> None:
        """Say what can be done; without `decline` there is nothing to say no to."""
        self._words.setText(words)
        for button, label in ((self.take, take), (self.decline, decline)):
            button.setText(label)
            button.setAccessibleDescription(words)
        self.decline.setVisible(bool(decline))
        self.setAccessibleName(words)
        self.show()

    @property
    def words(self) -> str:
        """Return what is said; nothing where the line is hidden."""
        return "" if self.isHidden() else self._words.text()
