"""A band above the page for what must not be missed: read-only, moved, full, damaged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.panels.sentence import Sentence, SentenceLayout


class Banner(QWidget):
    """One sentence, a way to save a copy, and a way to send it away.

    Of a change that the disk refused it also offers to try it again.
    """

    copy_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = Sentence()
        self._label.setObjectName("bannerMessage")
        self._retry = QPushButton(self.tr("Try again"))
        self._retry.setObjectName("retryButton")
        self._retry.hide()
        self._retry.clicked.connect(self.retry_wanted)
        copy = QPushButton(self.tr("Save a copy…"))
        copy.clicked.connect(self.copy_wanted)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.hide)
        layout = SentenceLayout(self._label, self)
        layout.setContentsMargins(16, 8, 16, 8)
        for part in (self._label, self._retry, copy, close):
            layout.addWidget(part)
        self.hide()

    def tell(self, words: str, *, is_refused: bool = False) -> None:
        """Show a sentence, of a refused change or another, until it is sent away."""
        self._retry.setVisible(is_refused)
        # A file's name stays as it is, also at the beginning.
        is_name = "." in words.split(" ", 1)[0]
        sentence = words if is_name else words[:1].upper() + words[1:]
        self._label.setText(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}.")
        self.setAccessibleName(sentence)
        self.show()

    def settle(self) -> None:
        """Say no more of a refused change: the disk takes changes again."""
        if not self._retry.isHidden():
            self.hide()
