"""A calm line above a table: one sentence, and the buttons that answer it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.panels.sentence import Sentence, SentenceLayout


class OfferLine(QFrame):
    """Something that can be done, said in words; `taken` or `declined` by a button."""

    taken = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offerLine")
        self._words = Sentence()
        self.take = QPushButton()
        self.take.clicked.connect(self.taken)
        self.decline = QPushButton()
        self.decline.clicked.connect(self.declined)
        layout = SentenceLayout(self._words, self)
        layout.setContentsMargins(12, 8, 12, 8)
        for part in (self._words, self.take, self.decline):
            layout.addWidget(part)
        self.hide()

    def offer(self, words: str, take: str, decline: str = "") -> None:
        """Say what can be done; without `decline` there is nothing to say no to."""
        self._words.setText(words)
        for button, label in ((self.take, take), (self.decline, decline)):
            button.setText(label)
            button.setAccessibleDescription(words)
            button.setVisible(bool(label))
        self.setAccessibleName(words)
        self.show()

    def tell(self, words: str) -> None:
        """Say why something cannot be done; there is nothing to answer."""
        self.offer(words, "")

    @property
    def words(self) -> str:
        """Return what is said; nothing where the line is hidden."""
        return "" if self.isHidden() else self._words.text()
