"""A band above the page for what must not be missed: read-only, moved, full, damaged."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.panels.sentence import Sentence, SentenceLayout


class Banner(QWidget):
    """One sentence, a way to save a copy, and a way to send it away."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = Sentence()
        self._label.setObjectName("bannerMessage")
        self._copy = QPushButton(self.tr("Save a copy…"))
        self._copy.clicked.connect(self.copy_wanted)
        self._offer = QPushButton()
        self._offer.setObjectName("bannerOffer")
        self._offer.clicked.connect(self._take)
        self._do: Callable[[], object] = lambda: None
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.hide)
        layout = SentenceLayout(self._label, self)
        layout.setContentsMargins(16, 8, 16, 8)
        for part in (self._label, self._offer, self._copy, close):
            layout.addWidget(part)
        self._offer.hide()
        self.hide()

    def tell(self, words: str) -> None:
        """Show a sentence until it is sent away."""
        self._offer.hide()
        self._copy.show()
        # A file's name stays as it is, also at the beginning.
        is_name = "." in words.split(" ", 1)[0]
        sentence = words if is_name else words[:1].upper() + words[1:]
        self._label.setText(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}.")
        self.setAccessibleName(sentence)
        self.show()

    def offer(self, words: str, doing: str, do: Callable[[], object]) -> None:
        """Show a sentence about what is not open, with a button that does something about it."""
        self.tell(words)
        self._do = do
        self._offer.setText(doing)
        self._offer.show()
        self._copy.hide()

    def _take(self) -> None:
        self.hide()
        self._do()
