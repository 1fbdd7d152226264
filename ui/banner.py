"""A band above the page for what must not be missed: read-only, moved, full, damaged."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.panels.sentence import Sentence, SentenceLayout


class Banner(QWidget):
    """One sentence, a way on where there is one, a way to save a copy, and one to send it away.

    `recovery_wanted` names the damaged file of which a person wants to know what can be had.
    """

    copy_wanted = Signal()
    retry_wanted = Signal()
    recovery_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = Sentence()
        self._label.setObjectName("bannerMessage")
        self._do: Callable[[], object] = self.hide
        self._is_refused = False
        self._words = ""
        self._offer = QPushButton()
        self._offer.setObjectName("bannerOffer")
        self._offer.clicked.connect(self._take)
        self._offer.hide()
        self._copy = QPushButton(self.tr("Save a copy…"))
        self._copy.clicked.connect(self.copy_wanted)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.hide)
        layout = SentenceLayout(self._label, self)
        layout.setContentsMargins(16, 8, 16, 8)
        for part in (self._label, self._offer, self._copy, close):
            layout.addWidget(part)
        for button in (self._offer, self._copy, close):
            # A click takes the keys from nobody: they would go astray once the band is gone.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._offer.hide()
        self.hide()

    def tell(self, words: str) -> None:
        """Show a sentence until it is sent away."""
        self._is_refused = False
        self._words = words
        self._offer.hide()
        self._copy.show()
        # A file's name stays as it is, also at the beginning; that of a project may have spaces.
        is_name = "." in words.split(" ", 1)[0] or ".onrecord" in words
        sentence = words if is_name else words[:1].upper() + words[1:]
        self._label.setText(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}.")
        self.setAccessibleName(sentence)
        self.show()

    def offer(
        self, words: str, doing: str, do: Callable[[], object], *, has_copy: bool = False
    ) -> None:
        """Show a sentence with a button that does something about it.

        `has_copy` says whether a copy of what is open is a way, too.
        """
        self.tell(words)
        self._do = do
        self._offer.setText(doing)
        self._offer.show()
        self._copy.setVisible(has_copy)

    def tell_refused(self, words: str) -> None:
        """Show a sentence about a change that the disk refused, or a project that others have."""
        self.offer(words, self.tr("Try again"), self.retry_wanted.emit, has_copy=True)
        self._is_refused = True

    def empty(self) -> None:
        """Send away what is said, and hold no word of it."""
        self._words, self._do = "", self.hide
        self._label.setText("")
        self.setAccessibleName("")
        self.hide()

    def settle(self) -> None:
        """Send away what was said of a refused change, since one went well."""
        if self._is_refused:
            self.hide()

    def take_back(self, words: str) -> None:
        """Send a sentence away, if it is still the one that is shown."""
        if self._words == words:
            self.hide()

    def tell_damage(self, words: str, file: Path, *, is_open: bool) -> None:
        """Show a sentence about a damaged file, which is open or not.

        Here a button does what the sentence tells the reader of a terminal to type.
        """

        def ask() -> None:
            self.recovery_wanted.emit(file)

        told = words.split("; run `onrecord doctor`", 1)[0]
        self.offer(told, self.tr("What can be done…"), ask, has_copy=is_open)

    def _take(self) -> None:
        self.hide()
        self._do()
