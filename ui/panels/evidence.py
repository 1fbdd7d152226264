"""What bears a claim out: a list of evidence that can be added to."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.model import Claim, Evidence
from annotator.vocabulary import EvidenceKind
from ui.models.wording import told
from ui.panels.choices import ChoiceField
from ui.panels.fields import LineField, Pending
from ui.panels.form import name_control
from ui.panels.shown import Shown


class EvidenceRow(QWidget):
    """One piece of evidence."""

    finished = Signal()

    def __init__(self, shown: Shown, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._at = at
        self.kind = ChoiceField([(told(k), str(k)) for k in EvidenceKind], self._set_kind, self)
        self.title = LineField(lambda text: self._set(title=text), self)
        self.url = LineField(lambda text: self._set(url=text or None), self)
        self.text = LineField(lambda text: self._set(text=text or None), self)
        self.fields: list[tuple[str, LineField]] = [
            (self.tr("Title"), self.title),
            (self.tr("Web address"), self.url),
            (self.tr("What it says"), self.text),
        ]
        for name in ("title", "url", "text"):
            where = partial(shown.place, f"evidence {at + 1}: {name}")
            shown.drafts.follow(getattr(self, name), where)
        remove = QToolButton(self)
        remove.setText("×")
        remove.setAutoRaise(True)
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        remove.setToolTip(self.tr("Remove this evidence"))
        name_control(remove, self.tr("Remove evidence {n}").format(n=at + 1))
        remove.clicked.connect(self._remove)
        name_control(self.kind, self.tr("Kind of evidence {n}").format(n=at + 1))
        for words, field in self.fields:
            field.setPlaceholderText(words)
            name_control(field, self.tr("{what} of evidence {n}").format(what=words, n=at + 1))
            field.finished.connect(self.finished)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title, 0, 0, 1, 2)
        layout.addWidget(remove, 0, 2)
        layout.addWidget(self.kind, 1, 0)
        layout.addWidget(self.url, 1, 1, 1, 2)
        layout.addWidget(self.text, 2, 0, 1, 3)
        layout.setColumnStretch(1, 1)

    def load(self, evidence: Evidence) -> None:
        """Show what is stored."""
        self.kind.load(evidence.kind)
        self.title.load(evidence.title)
        self.url.load(evidence.url)
        self.text.load(evidence.text)

    def discard(self) -> None:
        """Go without a word: what is typed for one piece is nothing to another."""
        for _, field in self.fields:
            field.restore()
        self.hide()
        self.deleteLater()

    def _set_kind(self, value: str) -> bool:
        return self._set(kind=EvidenceKind(value))

    def _set(self, **values: Any) -> bool:
        claim = self._shown.claim
        if claim is None or self._at >= len(claim.evidence):
            return True
        evidence = list(claim.evidence)
        evidence[self._at] = replace(evidence[self._at], **values)
        return self._shown.change(
            self.tr("Evidence for claim {n}"),
            self.tr("Kept the evidence for claim {n}"),
            evidence=tuple(evidence),
        )

    def _remove(self) -> None:
        claim = self._shown.claim
        if claim:
            left = (*claim.evidence[: self._at], *claim.evidence[self._at + 1 :])
            self._shown.change(
                self.tr("Remove evidence for claim {n}"),
                self.tr("Removed evidence for claim {n}"),
                evidence=left,
            )


class EvidenceList(QWidget):
    """Every piece of evidence, and a button for one more."""

    finished = Signal()

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._claim_id = ""
        self._rows: list[EvidenceRow] = []
        self._layout = QVBoxLayout()
        self._layout.setSpacing(10)
        self.button = QPushButton(self.tr("Add evidence"), self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self._layout)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def fields(self) -> list[tuple[str, Pending]]:
        """Return the fields that are there now, with their names."""
        return [pair for row in self._rows for pair in row.fields]

    def load(self, claim: Claim) -> None:
        """Show what is stored."""
        if (claim.id, len(claim.evidence)) != (self._claim_id, len(self._rows)):
            self._claim_id = claim.id
            for row in self._rows:
                row.discard()
            self._rows = [EvidenceRow(self._shown, at, self) for at in range(len(claim.evidence))]
            for row in self._rows:
                row.finished.connect(self.finished)
                self._layout.addWidget(row)
                row.show()
        for row, evidence in zip(self._rows, claim.evidence, strict=True):
            row.load(evidence)

    def _add(self) -> None:
        claim = self._shown.claim
        if claim and self._shown.change(
            self.tr("Add evidence for claim {n}"),
            self.tr("Added evidence for claim {n}"),
            evidence=(*claim.evidence, Evidence()),
        ):
            self._rows[-1].title.setFocus(Qt.FocusReason.OtherFocusReason)
