"""The claims of an earlier version that a person has to look at, as rows of a list."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.model import Claim, Span
from annotator.versions import renewing
from annotator.versions.anchoring import Anchor, Fate
from annotator.vocabulary import Tag
from ui.models.wording import shortened, tags_told
from ui.versions import Compared, counted_told
from ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_WORDS = 80
_ORDER = (Fate.CHANGED, Fate.GONE, Fate.FOUND)
_FATES = {
    Fate.CHANGED: "changed",
    Fate.GONE: "gone",
    Fate.FOUND: "unchanged",
}


class VersionsModel(QAbstractListModel):
    """What was not taken over: changed claims first, then those that are gone, denials on top."""

    def __init__(self, workspace: Workspace, compared: Compared, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._anchors = compared.anchors
        self.renewal = compared.renewal
        self._left_alone: set[str] = set()
        self.rows: list[Anchor] = []
        self.read()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many claims are left."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says, on two lines."""
        if not index.isValid():
            return None
        lines = self._lines(self.rows[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(lines)
        return ", ".join(lines) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def anchor_at(self, row: int) -> Anchor | None:
        """Return what became of the claim of a row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def number_of(self, claim: Claim) -> int:
        """Return the number of a claim in the earlier version."""
        return self.renewal.earlier.marks.number_of(claim.id)

    def same_words(self) -> Mapping[str, Span]:
        """Return where the claims are of which only what stands around them was changed."""
        text = self.renewal.now.text
        return {
            a.claim.id: a.span
            for a in self.rows
            if a.span and a.fate is not Fate.GONE and a.span.of(text) == a.claim.quote
        }

    def counted(self) -> str:
        """Return how many claims were taken over, are to be looked at, and are gone."""
        return counted_told(len(self.renewal.taken), self.rows)

    def leave(self, anchor: Anchor) -> None:
        """Leave a claim out until the versions are compared again."""
        self._left_alone.add(anchor.claim.id)
        self._show()

    def read(self) -> None:
        """Look again at what was taken over; raises `AnnotatorError` where a version is gone."""
        now, earlier = self.renewal.now.article, self.renewal.earlier.marks.article
        self.renewal = renewing.renewal(self._workspace.reader, now, earlier.id)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        gone = self.renewal.taken | self._left_alone
        left = [anchor for anchor in self._anchors if anchor.claim.id not in gone]
        self.rows = sorted(
            left, key=lambda a: (_ORDER.index(a.fate), Tag.DENIAL not in a.claim.tags)
        )
        self.endResetModel()

    def _lines(self, anchor: Anchor) -> tuple[str, str]:
        claim = anchor.claim
        words = QCoreApplication.translate("Versions", "Claim {n}")
        known = {one.id for one in self.renewal.earlier.marks.claims}
        number = words.format(n=self.number_of(claim)) if claim.id in known else ""
        parts = (number, fate_told(anchor.fate), tags_told(claim.tags))
        return "  ·  ".join(filter(None, parts)), shortened(claim.quote, _WORDS)


def fate_told(fate: Fate) -> str:
    """Return what became of a claim in the language of the window."""
    return QCoreApplication.translate("Versions", _FATES[fate])
