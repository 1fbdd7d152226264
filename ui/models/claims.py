"""The claims of the open article as a table that follows each change row by row."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.desk import Desk
from annotator.edits import Change
from annotator.model import Claim, Source
from annotator.palette import letters
from annotator.vocabulary import Tag, Verification
from ui.models.wording import (
    answers_told,
    paragraph_of,
    plain_tip,
    sentence,
    shortened,
    side_told,
    told,
)
from ui.theme import Look, serif
from ui.workspace import Workspace

CLAIM_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = CLAIM_ROLE + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_QUOTE_SIZE = 14
_FEW = 50
"""Claims that a change may touch before all rows are gone through instead."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """What stands in which column."""

    NUMBER = 0
    BADGES = 1
    QUOTE = 2
    SOURCE = 3
    ANSWERED = 4
    KIND = 5
    SIDE = 6
    PARAGRAPH = 7
    STATUS = 8
    REVIEWER = 9


class ClaimsModel(QAbstractTableModel):
    """The claims in reading order; the number of a row is its claim's.

    `renumbered` tells whoever draws numbers that many are others now.
    """

    renumbered = Signal()

    def __init__(self, workspace: Workspace, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = look
        self._desk: Desk | None = None
        self._claims: list[Claim] = []
        self._headers = {
            Column.NUMBER: self.tr("#"),
            Column.BADGES: self.tr("Tags"),
            Column.QUOTE: self.tr("Claim"),
            Column.SOURCE: self.tr("Source"),
            Column.ANSWERED: self.tr("Answered by"),
            Column.KIND: self.tr("Kind"),
            Column.SIDE: self.tr("Side"),
            Column.PARAGRAPH: self.tr("Paragraph"),
            Column.STATUS: self.tr("Status"),
            Column.REVIEWER: self.tr("Reviewer"),
        }
        workspace.project_opened.connect(self._reset)
        workspace.article_opened.connect(self._reset)
        workspace.changed.connect(self._follow)
        look.changed.connect(lambda: self._tell(range(len(self._claims))))
        self._reset()

    @property
    def desk(self) -> Desk | None:
        """Return the article whose claims these are."""
        return self._desk

    def row_of(self, claim_id: str) -> int | None:
        """Return the row of a claim, None where it has none."""
        claim = self._desk.claim(claim_id) if self._desk else None
        row = self._desk.number_of(claim) - 1 if self._desk and claim else 0
        if row < len(self._claims) and self._claims[row].id == claim_id:
            return row
        return next((n for n, claim in enumerate(self._claims) if claim.id == claim_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many claims there are."""
        return 0 if parent.isValid() else len(self._claims)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return self._headers[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Claim itself under CLAIM_ROLE, or how it looks or sounds."""
        if not index.isValid() or self._desk is None:
            return None
        claim, column = self._claims[index.row()], Column(index.column())
        if role == CLAIM_ROLE:
            return claim
        if role == SORT_ROLE:
            return self._sort_key(index.row(), claim, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(claim, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(self._desk, claim)
        return self._shape(claim, column, role)

    def _text(self, claim: Claim, column: Column) -> str:
        desk = self._desk
        source = desk.source_of(claim) if desk else None
        texts: dict[Column, Callable[[], str]] = {
            Column.NUMBER: lambda: str(desk.number_of(claim)) if desk else "",
            Column.BADGES: lambda: letters(claim.tags),
            Column.QUOTE: lambda: shortened(claim.quote, 300),
            Column.SOURCE: lambda: source.name if source else "",
            Column.ANSWERED: lambda: answers_told(desk, claim) if desk else "",
            Column.KIND: lambda: told(source.kind) if source else "",
            Column.SIDE: lambda: side_told(source.side) if source else "",
            Column.PARAGRAPH: lambda: self._paragraph(claim),
            Column.STATUS: lambda: told(claim.verification),
            Column.REVIEWER: lambda: claim.reviewer,
        }
        return texts[column]()

    def _paragraph(self, claim: Claim) -> str:
        paragraph = paragraph_of(self._desk, claim) if self._desk else None
        if paragraph is None:
            return ""
        return str(paragraph) if paragraph else self.tr("headline")

    def _sort_key(self, row: int, claim: Claim, column: Column) -> int | str:
        if column is Column.NUMBER:
            return row
        if column is Column.PARAGRAPH:
            return claim.start
        if column is Column.STATUS:
            return list(Verification).index(claim.verification)
        return self._text(claim, column).casefold()

    def _shape(self, claim: Claim, column: Column, role: int) -> Any:
        theme, desk = self._look.theme, self._desk
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column is Column.NUMBER else _LEFT
        if role == Qt.ItemDataRole.FontRole and column is Column.QUOTE:
            return serif(_QUOTE_SIZE)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.QUOTE:
            return plain_tip(shortened(claim.quote, 1000))
        if role == Qt.ItemDataRole.ForegroundRole:
            if column is Column.ANSWERED and desk and desk.is_unanswered(claim):
                return theme.ink(Tag.ALLEGATION)
            return theme.text if column in {Column.QUOTE, Column.SOURCE} else theme.muted
        return None

    def _reset(self) -> None:
        self.beginResetModel()
        self._desk = self._workspace.desk
        self._claims = list(self._desk.claims) if self._desk else []
        self.endResetModel()

    def _follow(self, change: Change) -> None:
        """Become what the desk is now: also where one change was made while another was told."""
        desk = self._desk
        if desk is None or desk is not self._workspace.desk:
            return
        before = len(self._claims)
        if not self._follow_few(desk, change):
            self._match(desk)
        touched = filter(None, map(desk.claim, desk.touched_by(change)))
        for run in _runs(sorted(desk.number_of(claim) - 1 for claim in touched)):
            self._tell(run)
        if before != len(self._claims):
            # All later numbers are others now. Told row by row, each would be filtered anew.
            self.renumbered.emit()

    def _follow_few(self, desk: Desk, change: Change) -> bool:
        """Follow a small change without a pass over every row; return whether that was enough."""
        moves = [move for move in change.moves if isinstance(move.noun, Claim)]
        if len(moves) > _FEW or any(isinstance(move.noun, Source) for move in change.moves):
            return False
        for old in (move.before for move in moves):
            if isinstance(old, Claim) and old.article_id == desk.article.id:
                row = bisect_left(self._claims, desk.place(old), key=desk.place)
                if row == len(self._claims) or self._claims[row].id != old.id:
                    return False
                now = desk.claim(old.id)
                if now and desk.place(now) == desk.place(old):
                    self._claims[row] = now
                else:
                    self._remove(range(row, row + 1))
        there = filter(None, (desk.claim(move.noun.id) for move in moves))
        for new in sorted(there, key=desk.place):  # so that all before it are there already
            row = desk.number_of(new) - 1
            if row < len(self._claims) and self._claims[row].id == new.id:
                continue
            if row > len(self._claims):
                return False
            self._insert(range(row, row + 1), [new])
        return len(self._claims) == len(desk.claims)

    def _match(self, desk: Desk) -> None:
        """Make the rows those of the desk, whatever was missed."""
        self._take_out(desk)
        self._claims = [desk.claim(claim.id) or claim for claim in self._claims]
        self._arrange(desk)
        mine = {claim.id for claim in self._claims}
        for run in _runs(n for n, claim in enumerate(desk.claims) if claim.id not in mine):
            self._insert(run, desk.claims[run.start : run.stop])

    def _remove(self, rows: range) -> None:
        self.beginRemoveRows(_ROOT, rows.start, rows.stop - 1)
        del self._claims[rows.start : rows.stop]
        self.endRemoveRows()

    def _insert(self, rows: range, claims: list[Claim]) -> None:
        self.beginInsertRows(_ROOT, rows.start, rows.stop - 1)
        self._claims[rows.start : rows.start] = claims
        self.endInsertRows()

    def _take_out(self, desk: Desk) -> None:
        gone = [n for n, claim in enumerate(self._claims) if desk.claim(claim.id) is None]
        for run in reversed(list(_runs(gone))):
            self._remove(run)

    def _arrange(self, desk: Desk) -> None:
        """Move the rows that stand elsewhere now."""
        mine = {claim.id for claim in self._claims}
        wanted = [claim for claim in desk.claims if claim.id in mine]
        for row, claim in enumerate(wanted):
            while self._claims[row].id != claim.id:
                late = self._claims[row]
                if self._claims[row + 1].id == claim.id:
                    start, goal = row, wanted.index(late)
                else:
                    start, goal = self._claims.index(claim), row
                self.beginMoveRows(_ROOT, start, start, _ROOT, goal + (goal > start))
                self._claims.insert(goal, self._claims.pop(start))
                self.endMoveRows()

    def _tell(self, rows: range) -> None:
        if rows:
            last = self.index(rows.stop - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(rows.start, 0), last)


def _runs(numbers: Iterable[int]) -> Iterator[range]:
    """Yield the runs of neighbors among ascending numbers."""
    start = end = -1
    for number in numbers:
        if number != end:
            if end > start:
                yield range(start, end)
            start = number
        end = number + 1
    if end > start:
        yield range(start, end)
