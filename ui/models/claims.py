"""The claims of the open article as a table: filtered, sorted, and following each change."""

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from annotator.desk import Desk
from annotator.edits import Change
from annotator.model import Claim, Source
from annotator.vocabulary import Tag
from ui.models.claim_cells import Column, cell_text, sort_key
from ui.models.claims_filter import Asked, Chip, ClaimsFilter
from ui.models.table import LEFT, ROOT, Index, RecordTable
from ui.models.wording import plain_tip, rest_told, row_told, shortened
from ui.theme import Look, serif
from ui.workspace import Workspace

CLAIM_ROLE = int(Qt.ItemDataRole.UserRole)
_QUOTE_SIZE = 14
_LONGEST_TIP = 1000
_FEW = 50
"""Claims that a change may touch before all rows are arranged anew instead."""
_IN_ORDER = {Column.NUMBER, Column.PARAGRAPH}
"""Columns by which claims stand in reading order."""


class ClaimsModel(RecordTable[Claim]):
    """The claims that pass the filter, in the order of a column.

    A change moves the rows that it is about; a new filter or order is a new table, after which
    whoever shows it selects again. `renumbered` tells whoever draws numbers that many are
    others now, `is_following` that rows come and go by a change, not by what a person asks for.
    """

    renumbered = Signal()

    def __init__(self, workspace: Workspace, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numeric = frozenset({Column.NUMBER})
        self._titles = {
            Column.NUMBER: self.tr("#"),
            Column.BADGES: self.tr("Tags"),
            Column.QUOTE: self.tr("Claim"),
            Column.SOURCE: self.tr("Source"),
            Column.KIND: self.tr("Kind"),
            Column.SIDE: self.tr("Side"),
            Column.ANSWERED: self.tr("Answered by"),
            Column.PARAGRAPH: self.tr("Paragraph"),
            Column.STATUS: self.tr("Status"),
            Column.REVIEWER: self.tr("Reviewer"),
        }
        self._workspace = workspace
        self._look = look
        self._desk: Desk | None = None
        self.is_following = False
        self._face = serif(_QUOTE_SIZE)
        self._filter = ClaimsFilter()
        self._listed: dict[str, Claim] = {}
        self._column = Column.NUMBER
        self._is_down = False
        self._keys: dict[str, Any] = {}
        workspace.project_opened.connect(self._open)
        workspace.article_opened.connect(self._open)
        workspace.changed.connect(self._follow)
        workspace.known_sides.changed.connect(self._tell_all)
        look.changed.connect(self._tell_all)
        self._open()

    @property
    def desk(self) -> Desk | None:
        """Return the article whose claims these are."""
        return self._desk

    @property
    def asked(self) -> Asked:
        """Return what the claims that are shown have in common."""
        return self._filter.asked

    def count(self, chip: Chip) -> int:
        """Return how many claims of the article pass a chip."""
        return self._filter.count(chip)

    def side_icon(self, side: str) -> QIcon:
        """Return the swatch of a side."""
        return self._workspace.known_sides.icon(side, self._look.theme)

    def claim_at(self, row: int) -> Claim | None:
        """Return the claim in a row, None where there is none."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, claim_id: str) -> int | None:
        """Return the row of a claim, None where it is not shown."""
        listed = self._listed.get(claim_id)
        row = self._row(listed) if listed else None
        found = self.claim_at(row) if row is not None else None
        return row if found and found.id == claim_id else None

    def rows_of(self, claim_ids: set[str]) -> list[int]:
        """Return the rows of those of many claims that are shown."""
        return [row for row, claim in enumerate(self._records) if claim.id in claim_ids]

    def ask(self, asked: Asked) -> None:
        """Show the claims that pass `asked`."""
        if asked != self._filter.asked:
            self._filter.asked = asked
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; claims alike in it stay in reading order."""
        wanted = Column(max(column, 0)), order is Qt.SortOrder.DescendingOrder
        if wanted != (self._column, self._is_down):
            if wanted[0] is not self._column:
                self._keys.clear()
            self._column, self._is_down = wanted
            self._arrange()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title, and spoken how the table is sorted by it."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT  # the arrow of the sorting stands right
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.title(Column(section)) if section in self._titles else None
            return self.sort_told() if section == self._column else title
        return super().headerData(section, orientation, role)

    def title(self, column: Column) -> str:
        """Return what a column is called in a sentence or a menu."""
        return self.tr("Number") if column is Column.NUMBER else self._titles[column]

    def sort_told(self) -> str:
        """Return by which column the table is sorted, and in which direction."""
        phrase = self.tr("{column}, sorted down") if self._is_down else self.tr("{column}, sorted")
        return phrase.format(column=self.title(self._column))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Claim itself under CLAIM_ROLE, or how it looks or sounds."""
        if not index.isValid() or self._desk is None:
            return None
        claim, column = self._records[index.row()], Column(index.column())
        if role == CLAIM_ROLE:
            return claim
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(self._desk, claim, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_told(self._desk, claim)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return rest_told(self._desk, claim)
        return self._shape(self._desk, claim, column, role)

    def _shape(self, desk: Desk, claim: Claim, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.SIDE:
            source = desk.source_of(claim)
            return self.side_icon(source.side) if source else None
        if role == Qt.ItemDataRole.FontRole and column is Column.QUOTE:
            return self._face
        if role == Qt.ItemDataRole.ToolTipRole:
            is_quote = column is Column.QUOTE
            return plain_tip(
                shortened(claim.quote, _LONGEST_TIP)
                if is_quote
                else cell_text(desk, claim, column)
            )
        return self._color(desk, claim, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _color(self, desk: Desk, claim: Claim, column: Column) -> QColor:
        theme = self._look.theme
        if column is Column.ANSWERED and desk.is_unanswered(claim):
            return theme.ink(Tag.ALLEGATION)
        return theme.text if column in {Column.QUOTE, Column.SOURCE} else theme.muted

    def _open(self) -> None:
        self._desk = self._workspace.desk
        self._keys.clear()
        self._filter.begin(self._desk)
        self._arrange()

    def _arrange(self) -> None:
        """Make the rows anew."""
        self.beginResetModel()
        self._records = self._filter.passing(self._desk) if self._desk else []
        if self._column not in _IN_ORDER:
            self._records.sort(key=self._key, reverse=self._is_down)
        elif self._is_down:
            self._records.reverse()
        self._listed = {claim.id: claim for claim in self._records}
        self.endResetModel()

    def _follow(self, change: Change) -> None:
        """Become what the desk is now: also where one change was made while another was told."""
        desk = self._desk
        if desk is None or desk is not self._workspace.desk:
            return
        touched = desk.touched_by(change)
        self._filter.follow(desk, change, touched)
        self.is_following = True
        is_small = len(touched) <= _FEW and not _reorders(change)
        if not (is_small and all(self._settle(desk, claim_id) for claim_id in touched)):
            for claim_id in touched:
                self._keys.pop(claim_id, None)
            self._arrange()
        elif _renumbers(desk, change):
            # Told row by row, every later number would be drawn and filtered anew.
            self.renumbered.emit()
        self.is_following = False

    def _settle(self, desk: Desk, claim_id: str) -> bool:
        """Bring one claim's row up to date; return whether it was found where it must stand."""
        old, now = self._listed.get(claim_id), desk.claim(claim_id)
        row = self._row(old) if old else 0
        if old and (row == len(self._records) or self._records[row].id != claim_id):
            return False
        self._keys.pop(claim_id, None)
        if now is None or not self._filter.passes(desk, now):
            if self._listed.pop(claim_id, None):
                self._remove(row)
            return True
        self._listed[claim_id] = now
        if old is None:
            self._insert(self._row(now), [now])
        else:
            self._records[row] = now
            row = self._move(row)
            self._tell(range(row, row + 1))
        return True

    def _move(self, row: int) -> int:
        """Move one row to where it stands among the others; return where that is."""
        claims, here = self._records, self._standing(self._records[row])
        if row and here < self._standing(claims[row - 1]):
            goal = bisect_left(claims, here, hi=row, key=self._standing)
        elif row + 1 < len(claims) and self._standing(claims[row + 1]) < here:
            goal = bisect_left(claims, here, lo=row + 1, key=self._standing)
        else:
            return row
        self.beginMoveRows(ROOT, row, row, ROOT, goal)
        claim = claims.pop(row)
        goal -= goal > row
        claims.insert(goal, claim)
        self.endMoveRows()
        return goal

    def _row(self, claim: Claim) -> int:
        """Return the row at which a claim stands, or would."""
        return bisect_left(self._records, self._standing(claim), key=self._standing)

    def _standing(self, claim: Claim) -> tuple[Any, ...]:
        """Return where a claim stands in the table, to compare with another's."""
        place = self._desk.place(claim) if self._desk else ()
        if self._column in _IN_ORDER:
            return (_Down(place),) if self._is_down else place
        key = self._key(claim)
        return (_Down(key) if self._is_down else key, place)

    def _key(self, claim: Claim) -> Any:
        key = self._keys.get(claim.id)
        if key is None and self._desk:
            key = self._keys[claim.id] = sort_key(self._desk, claim, self._column)
        return key


class _Down:
    """A key that sorts from the last to the first."""

    __slots__ = ("_key",)

    def __init__(self, key: Any) -> None:
        self._key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Down) and self._key == other._key

    def __lt__(self, other: "_Down") -> bool:
        return bool(other._key < self._key)

    def __hash__(self) -> int:
        return hash(self._key)


def _reorders(change: Change) -> bool:
    """Return whether the order of claims changes that a change does not touch itself."""
    return any(
        isinstance(move.before, Source)
        and not (isinstance(move.after, Source) and move.after.name == move.before.name)
        for move in change.moves
    )


def _renumbers(desk: Desk, change: Change) -> bool:
    """Return whether claims have other numbers than before a change."""
    for move in change.moves:
        before, after = move.before, move.after
        if isinstance(move.noun, Claim):
            if not (isinstance(before, Claim) and isinstance(after, Claim)):
                return True
            # Where it stood, it stands before or behind itself, unless another lies between.
            steps = desk.number_of(before) - desk.number_of(after)
            if steps not in {0, 1}:
                return True
    return False
