"""The replies of a returned report that are still to be looked at, as rows of a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.checks.checking import check
from annotator.checks.waivers import covering
from annotator.edits import Change, Edit
from annotator.errors import AnnotatorError, UsageError
from annotator.model import Claim, Marks
from annotator.returned.matching import Matched
from annotator.returned.proposals import Action, actions, all_notes, is_taken_up, proposed
from annotator.returned.reply import Kind, Reply
from annotator.rules import HouseRules
from ui.models.wording import shortened
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.checks.finding import Finding

Index = QModelIndex | QPersistentModelIndex
_WORDS = 80
_KINDS = {
    Kind.NEW: "new comment",
    Kind.ANSWER: "answer",
    Kind.RESOLVED: "resolved",
    Kind.EDITED: "edited comment",
    Kind.DELETED: "deleted",
    Kind.CHANGE: "changed words",
}


class RepliesModel(QAbstractListModel):
    """What is left of a report's replies; what the project holds already is left out.

    Those about no claim stand last, below a row that says so, which cannot be chosen.
    """

    def __init__(
        self, workspace: Workspace, house: HouseRules, matched: Matched, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._house = house
        self._matched = matched
        self._marks = {marks.article.id: marks for marks in matched.articles}
        self._findings: dict[str, Sequence[Finding]] = {}  # checked once: it takes its time
        self._skipped: set[int] = set()
        self._rows: list[Reply | None] = []
        self._show()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are, the one in between with them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says, on two lines."""
        if not index.isValid():
            return None
        reply = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self._lines(reply))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, self._lines(reply)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a person choose replies alone."""
        is_reply = index.isValid() and self._rows[index.row()] is not None
        return super().flags(index) if is_reply else Qt.ItemFlag.NoItemFlags

    @property
    def left(self) -> list[Reply]:
        """Return the replies that are left, in their order."""
        return [reply for reply in self._rows if reply]

    def reply_at(self, row: int) -> Reply | None:
        """Return the reply of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_near(self, row: int) -> int:
        """Return the row of a reply at a place or as near below or above as there is; -1."""
        below = (n for n in range(max(row, 0), len(self._rows)) if self._rows[n])
        above = (n for n in range(min(row, len(self._rows)) - 1, -1, -1) if self._rows[n])
        return next(below, next(above, -1))

    def marks_of(self, reply: Reply) -> Marks | None:
        """Return the article that a reply is about, as it is now."""
        return self._marks.get(reply.article_id or "")

    def claim_of(self, reply: Reply) -> Claim | None:
        """Return the claim that a reply is about, as it is now."""
        marks = self.marks_of(reply)
        if marks is None or reply.claim_id is None:
            return None
        try:
            return marks.claim(reply.claim_id)
        except KeyError:
            return None

    def actions_of(self, reply: Reply) -> Sequence[Action]:
        """Return what may be done with a reply."""
        marks = self.marks_of(reply)
        if marks is None or reply.claim_id is None:
            return ()
        key = marks.article.id
        if key not in self._findings:
            self._findings[key] = check(marks, house=self._house)
        found = self._findings[key]
        near = [f for f in found if reply.claim_id in f.claims]
        return actions(reply, marks, [f for f in near if not covering(marks.waivers, f)])

    def edit_of(self, reply: Reply, action: Action) -> Edit:
        """Return what an action would change, or raise `AnnotatorError`."""
        marks = self.marks_of(reply)
        if marks is None:
            raise UsageError("that article is not in the project any more; it was deleted")
        return proposed(reply, action, marks, self._workspace.reviewer)

    def edit_of_all(self) -> Edit:
        """Return the one edit that keeps all that was said as notes, or raise `AnnotatorError`."""
        said = ((reply, self.marks_of(reply)) for reply in self.left if reply.kind.is_said)
        return all_notes(self._matched.name, [(reply, m) for reply, m in said if m])

    def skip(self, reply: Reply) -> None:
        """Leave a reply out until the report is read again."""
        self._skipped.add(id(reply))
        self._show()

    def follow(self, change: Change) -> None:
        """Read again what a change is about."""
        reader = self._workspace.reader
        for article_id in reader.articles_changed_by(change) & self._marks.keys():
            try:
                self._marks[article_id] = reader.marks(article_id)
            except AnnotatorError:
                del self._marks[article_id]
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        left = [reply for reply in self._matched.replies if self._is_left(reply)]
        lost = [reply for reply in left if reply.claim_id is None]
        known = [reply for reply in left if reply.claim_id is not None]
        self._rows = [*known, *([None] if lost else []), *lost]
        self.endResetModel()

    def _is_left(self, reply: Reply) -> bool:
        return id(reply) not in self._skipped and not is_taken_up(reply, self.marks_of(reply))

    def _lines(self, reply: Reply | None) -> tuple[str, str]:
        if reply is None:
            return "", self.tr("ABOUT NO CLAIM THAT IS KNOWN")
        marks, claim_id = self.marks_of(reply), reply.claim_id
        head = [who_and_when(reply)]
        if marks and claim_id and self.claim_of(reply):
            number = self.tr("Claim {n}").format(n=marks.number_of(claim_id))
            if len(self._marks) > 1:
                number = f"{marks.article.number}: {number}"
            head.insert(0, number)
        return "  ·  ".join(filter(None, head)), shortened(reply.text, _WORDS)


def who_and_when(reply: Reply) -> str:
    """Return who did what, and on which day."""
    parts = (kind_told(reply.kind), reply.author, reply.date[:10])
    return "  ·  ".join(filter(None, parts))


def kind_told(kind: Kind) -> str:
    """Return what was done to the report in the language of the window."""
    return QCoreApplication.translate("Replies", _KINDS[kind])
