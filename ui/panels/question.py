"""A line that asks once for a name, for all claims that are meant."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.model import Claim
from annotator.store.drafts import Place
from ui.drafts import Drafts
from ui.panels.names import NameField, Offers
from ui.panels.shapes import quiet_label

Answer = Callable[[Sequence[Claim], str], bool]
"""What is done with a name for claims; returns whether it was kept."""


class AnswerLine(NameField):
    """A line that tells when the keys went elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed, then be done."""
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in passing:
            self.left.emit()


class Question(QWidget):
    """What is asked and a line for the answer, seen only while somebody is asked.

    `answered` tells that it was kept or given up by a key, so that the keys go back.
    """

    answered = Signal()

    def __init__(
        self,
        name: str,
        answer: Answer,
        offers: Offers,
        new: str,
        drafts: Drafts,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self._claims: Sequence[Claim] = ()
        self._words = quiet_label(wraps=False)
        self.line = AnswerLine(self._keep, offers, new, self)
        self.line.setObjectName(name)
        self.line.finished.connect(self._finish)
        self.line.left.connect(self._leave)
        drafts.follow(self.line, self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self.line, 1)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is asked."""
        return self._words.text()

    def ask(self, words: str, claims: Sequence[Claim], name: str = "") -> None:
        """Ask about claims, beginning with a name that they have."""
        self._claims = tuple(claims)
        self._words.setText(words)
        self.line.setAccessibleName(words)
        self.line.restore()
        self.line.load(name)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        if not name:
            self.line.offer_all()

    def give_up(self) -> str:
        """Ask no more; return what was typed and not kept."""
        typed = self.line.pending
        self.line.restore()
        self.hide()
        return typed

    def _place(self) -> Place | None:
        """Return where the answer is typed: it is one for so many claims, of which this is one."""
        asked = f"{self.line.objectName()}: {len(self._claims)}"
        return Place(self._claims[0].id, asked) if self._claims else None

    def _keep(self, name: str) -> bool:
        return self._answer(self._claims, name)

    def _finish(self) -> None:
        # What takes the focus from a hidden line may be the page; it goes where it came from.
        self.answered.emit()
        self.hide()

    def _leave(self) -> None:
        if not self.line.pending:
            self.hide()
