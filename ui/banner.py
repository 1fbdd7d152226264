"""A band above the page for what must not be missed: read-only, moved, full, damaged."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.panels.sentence import Sentence, SentenceLayout


class Banner(QWidget):
    """One sentence, a way to save a copy, and a way to send it away.

    Of a damaged file it also leads to what can be had of it: `recovery_wanted` names the file.
    """

    copy_wanted = Signal()
    recovery_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = Sentence()
        self._label.setObjectName("bannerMessage")
        self._damaged: Path | None = None
        self._recover = QPushButton(self.tr("What can be done…"))
        self._recover.setObjectName("recoverButton")
        self._recover.hide()
        self._recover.clicked.connect(lambda: self.recovery_wanted.emit(self._damaged))
        copy = QPushButton(self.tr("Save a copy…"))
        copy.clicked.connect(self.copy_wanted)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.hide)
        layout = SentenceLayout(self._label, self)
        layout.setContentsMargins(16, 8, 16, 8)
        for part in (self._label, self._recover, copy, close):
            layout.addWidget(part)
        self.hide()

    def tell(self, words: str, damaged: Path | None = None) -> None:
        """Show a sentence, about a damaged file where one is named, until it is sent away."""
        self._damaged = damaged
        self._recover.setVisible(damaged is not None)
        # A file's name stays as it is, also at the beginning.
        is_name = "." in words.split(" ", 1)[0]
        sentence = words if is_name else words[:1].upper() + words[1:]
        self._label.setText(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}.")
        self.setAccessibleName(sentence)
        self.show()
