"""What can be done where a confidential name stands in what was to be written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.errors import AnnotatorError, GivenAwayError


class GivenAwayOffer(QWidget):
    """Two ways on: other words in the article, or the claim at which the name can be mended.

    `claim_wanted` carries the ids of an article and of a claim of it.
    """

    withhold_wanted = Signal()
    claim_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim = ("", "")
        self.withhold = QPushButton(self.tr("Write with [&name withheld]"))
        self.withhold.setObjectName("withholdNames")
        self.withhold.clicked.connect(self.withhold_wanted)
        self.go = QPushButton(self.tr("Go to the &claim"))
        self.go.setObjectName("goToGivenAway")
        self.go.clicked.connect(lambda: self.claim_wanted.emit(*self._claim))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.withhold, self.go):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.tell(None)

    def tell(self, error: AnnotatorError | None) -> None:
        """Offer what helps against an error; nothing where that is no name given away."""
        found = error if isinstance(error, GivenAwayError) else None
        self._claim = found.claims[0] if found and found.claims else ("", "")
        self.withhold.setVisible(found is not None and found.is_in_article)
        self.go.setVisible(bool(self._claim[1]))
        self.setVisible(found is not None and (found.is_in_article or bool(found.claims)))
