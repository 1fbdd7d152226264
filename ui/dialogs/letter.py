"""The letter that puts allegations to the party that they are about, to be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator import right_of_reply
from annotator.errors import AnnotatorError
from annotator.moments import moment_of
from annotator.right_of_reply import Request
from ui import clipboard, telling
from ui.clipboard import PlainLines
from ui.dialogs.given_away import GivenAwayOffer
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.models.wording import shortened
from ui.panels.shapes import quiet_label
from ui.window_size import open_at
from ui.workspace import Workspace


class LetterDialog(QDialog):
    """What one party is asked, until when, and the letter; copied as plain text.

    `requests` are what the party has not answered, those of one article first; these are in the
    letter until a person chooses others.
    """

    def __init__(
        self, workspace: Workspace, requests: Sequence[Request], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("letterDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._requests = list(requests)
        self._target = requests[0].pair.target
        title = self.tr("Letter to {who}").replace("{who}", shortened(self._target))
        self.setWindowTitle(telling.told(title))
        self.chosen = QListWidget()
        self.chosen.setObjectName("letterAllegations")
        self.chosen.setAccessibleName(self.tr("Allegations in the letter"))
        self.chosen.setWordWrap(True)
        self.deadline = QLineEdit()
        self.deadline.setObjectName("letterDeadline")
        self.deadline.setAccessibleName(self.tr("Answer by"))
        self.deadline.setPlaceholderText(self.tr("March 31, 2026, 5 p.m."))
        self.letter = PlainLines()
        self.letter.setObjectName("letterText")
        self.letter.setReadOnly(True)
        self.letter.setTabChangesFocus(True)
        self.letter.setAccessibleName(self.tr("The letter"))
        self.notes = QCheckBox(self.tr("Note that they were asked today"))
        self.notes.setChecked(not workspace.is_read_only)
        self.notes.setEnabled(not workspace.is_read_only)
        self._warning = WarningLabel()
        self._is_withheld = False
        self.offer = GivenAwayOffer()
        self.offer.withhold.clicked.connect(self._withhold)
        self._words = ""
        self._fill()
        self._lay_out()
        self.chosen.itemChanged.connect(self._write)
        self.deadline.textChanged.connect(self._write)
        self._write()

    def accept(self) -> None:
        """Copy the letter and note that the party was asked."""
        if not self._words:
            return
        clipboard.put(self._words)
        said = self.tr("Copied the letter to {who}").replace("{who}", self._target)
        if self.notes.isChecked():
            asked = right_of_reply.put(self._in_letter(), right_of_reply.today(), self._due())
            said = self.tr("{copied}, and noted that they were asked").replace("{copied}", said)
            if self._workspace.do(asked, said) is None:
                return
        else:
            self._workspace.said.emit(said)
        super().accept()

    def _fill(self) -> None:
        first = self._requests[0].article.id
        for request in self._requests:
            quote = shortened(request.pair.claim.quote, 200)
            item = QListWidgetItem(f"{quote} — {shortened(request.article.title)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_in = request.article.id == first
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
            self.chosen.addItem(item)
        self.chosen.setCurrentRow(0)

    def _lay_out(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(quiet_label(self.tr("What they are asked about")))
        column.addWidget(self.chosen, 1)
        line = QHBoxLayout()
        line.setSpacing(10)
        label = quiet_label(self.tr("Answer by"), wraps=False)
        label.setBuddy(self.deadline)
        line.addWidget(label)
        line.addWidget(self.deadline, 1)
        column.addLayout(line)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(top)
        split.addWidget(self.letter)
        split.setChildrenCollapsible(False)
        split.setSizes([180, 320])
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.copy = box.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 14)
        whole.setSpacing(12)
        whole.addWidget(split, 1)
        whole.addWidget(self._warning)
        whole.addWidget(self.offer)
        whole.addWidget(self.notes)
        whole.addWidget(box)
        self.copy.setDefault(True)
        open_at(self, 560, 620)
        self.deadline.setFocus()

    def _in_letter(self) -> list[Request]:
        return [
            request
            for row, request in enumerate(self._requests)
            if self.chosen.item(row).checkState() is Qt.CheckState.Checked
        ]

    def _due(self) -> str:
        return moment_of(self.deadline.text(), right_of_reply.today().astimezone().date())

    def _withhold(self) -> None:
        """Write it with other words instead of a confidential name in what the article says."""
        self._is_withheld = True
        self._write()

    def _write(self) -> None:
        """Write the letter anew, or say what is in the way."""
        self._words = ""
        warning = ""
        self.offer.tell(None)
        chosen = self._in_letter()
        try:
            due = self._due()
            if chosen:
                workspace = self._workspace
                names = workspace.reader.confidential()
                self._words = right_of_reply.letter(
                    self._target,
                    chosen,
                    due,
                    workspace.reviewer,
                    names,
                    is_withheld=self._is_withheld,
                )
            else:
                warning = self.tr("Choose what the letter is about.")
        except AnnotatorError as error:
            warning = sentence_of(error)
            self.offer.tell(error)
        self._warning.tell(warning)
        self.letter.setPlainText(self._words)
        self.copy.setEnabled(bool(self._words))
