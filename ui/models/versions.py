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

from annotator.edits import Change
from annotator.model import Claim, Span
from annotator.versions import carrying, renewing
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
_LEFT_OUT = "left out"


class VersionsModel(QAbstractListModel):
    """What was not taken over: changed claims first, then those that are gone, denials on top.

    Those that a person left out stand last.
    """

    def __init__(self, workspace: Workspace, compared: Compared, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._anchors = compared.anchors
        self.renewal = compared.renewal
        self.rows: list[Anchor] = []
        self._show()

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
            if a.span
            and a.fate is not Fate.GONE
            and a.span.of(text) == a.claim.quote
            and not self.is_left_out(a)
        }

    def counted(self) -> str:
        """Return how many claims were taken over, are to be looked at, and are gone."""
        left_out = len(self.rows) - len(self.open_rows)
        told = counted_told(len(self.renewal.taken), self.open_rows)
        words = QCoreApplication.translate("Versions", "{n} left out.").format(n=left_out)
        return f"{told} {words}" if left_out else told

    @property
    def open_rows(self) -> list[Anchor]:
        """Return what is still to be decided."""
        return [anchor for anchor in self.rows if not self.is_left_out(anchor)]

    def is_left_out(self, anchor: Anchor) -> bool:
        """Return whether a person decided to leave a claim out."""
        return anchor.claim.id in self.renewal.left_out

    def leave(self, anchor: Anchor) -> None:
        """Leave a claim out, now and whenever the versions are compared again."""
        claim, article = anchor.claim, self.renewal.now.article
        self._workspace.do(carrying.leave(claim, self.number_of(claim), article))

    def follow(self, change: Change) -> None:
        """Follow a change of the project; raises `AnnotatorError` where a version is gone."""
        now, earlier = self.renewal.now.article, self.renewal.earlier.marks.article
        renewal = renewing.followed(self.renewal, change)
        reader = self._workspace.reader
        self.renewal = renewal or renewing.renewal(reader, now, earlier.id)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        claims, taken = self.renewal.earlier.marks, self.renewal.taken
        left = [a for a in self._anchors if a.claim.id not in taken and claims.has(a.claim.id)]

        def rank(anchor: Anchor) -> tuple[bool, int, bool]:
            is_denial = Tag.DENIAL in anchor.claim.tags
            return self.is_left_out(anchor), _ORDER.index(anchor.fate), not is_denial

        self.rows = sorted(left, key=rank)
        self.endResetModel()

    def _lines(self, anchor: Anchor) -> tuple[str, str]:
        claim = anchor.claim
        words = QCoreApplication.translate("Versions", "Claim {n}")
        number = words.format(n=self.number_of(claim))
        left_out = _LEFT_OUT if self.is_left_out(anchor) else ""
        told = QCoreApplication.translate("Versions", left_out) if left_out else ""
        parts = (number, fate_told(anchor.fate), tags_told(claim.tags), told)
        return "  ·  ".join(filter(None, parts)), shortened(claim.quote, _WORDS)


def fate_told(fate: Fate) -> str:
    """Return what became of a claim in the language of the window."""
    return QCoreApplication.translate("Versions", _FATES[fate])
