"""What the search shows before anything is asked: what can be asked, with examples to click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.models.wording import label_of
from ui.panels.shapes import heading, quiet_label

EXAMPLES = (
    ("Allegations without an answer", "unanswered:yes"),
    ("Denials, but not of one kind", "tag:denial -“no comment”"),
    ("Articles in review since March", "status:in-review after:2026-03"),
)


class SearchHelp(QScrollArea):
    """The fields in words; an example that is clicked is `wanted`."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(6)
        intro = self.tr(
            "Texts, quotes, notes and sources of every article. “Quotation marks” keep words "
            "together, a minus leaves one out, a star ends the beginning of a word."
        )
        column.addWidget(quiet_label(intro))
        column.addWidget(heading(self.tr("Fields")))
        fields = self.tr(
            "tag:  its name or letter\nsource:  a name or its beginning\nside:  likewise\n"
            "unanswered:  yes or no\nstatus:  of articles, else of claims\n"
            "after:  before:  year, month or day"
        )
        column.addWidget(quiet_label(fields))
        column.addWidget(heading(self.tr("For example")))
        for words, line in EXAMPLES:
            column.addSpacing(2)
            column.addWidget(quiet_label(self.tr(words)))
            button = QPushButton(label_of(line))
            button.setObjectName("searchExample")
            button.setAccessibleName(f"{self.tr(words)}: {line}")
            button.clicked.connect(lambda _=False, line=line: self.wanted.emit(line))
            column.addWidget(button)
        column.addStretch(1)
        self.setWidget(page)
