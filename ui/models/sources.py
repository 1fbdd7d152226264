"""The sources of the open article as a table that follows each change row by row."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from annotator.desk import Desk
from annotator.edits import Change
from annotator.model import Claim, Source
from ui.models.table import Index, RecordTable
from ui.models.wording import told
from ui.theme import Look
from ui.workspace import Workspace

SOURCE_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = SOURCE_ROLE + 1


class SourceColumn(IntEnum):
    """What stands in which column."""

    NAME = 0
    CLAIMS = 1
    WORDS = 2
    KIND = 3
    SIDE = 4
    SECTOR = 5


_NUMBERS = {SourceColumn.CLAIMS, SourceColumn.WORDS}


class SourcesModel(RecordTable[Source]):
    """One row a source, with how many claims and words it has in the article."""

    def __init__(self, workspace: Workspace, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = look
        self._desk: Desk | None = None
        self._numeric = frozenset(_NUMBERS)
        self._tallies: dict[str, tuple[int, int]] = {}
        self._titles = {
            SourceColumn.NAME: self.tr("Source"),
            SourceColumn.CLAIMS: self.tr("Claims"),
            SourceColumn.WORDS: self.tr("Words"),
            SourceColumn.KIND: self.tr("Kind"),
            SourceColumn.SIDE: self.tr("Side"),
            SourceColumn.SECTOR: self.tr("Sector"),
        }
        workspace.project_opened.connect(self._reset)
        workspace.article_opened.connect(self._reset)
        workspace.changed.connect(self._follow)
        look.changed.connect(self._tell_all)
        self._reset()

    def row_of(self, source_id: str) -> int | None:
        """Return the row of a source, None where it has none."""
        return next((n for n, source in enumerate(self._records) if source.id == source_id), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Source itself under SOURCE_ROLE, or how it looks or sounds."""
        if not index.isValid():
            return None
        source, column = self._records[index.row()], SourceColumn(index.column())
        if role == SOURCE_ROLE:
            return source
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(source)
        value = self._value(source, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(value)
        if role == SORT_ROLE:
            return value.casefold() if isinstance(value, str) else value
        return self._shape(column, role)

    def _shape(self, column: SourceColumn, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            theme = self._look.theme
            return theme.text if column is SourceColumn.NAME else theme.muted
        return None

    def _value(self, source: Source, column: SourceColumn) -> str | int:
        if column in _NUMBERS:
            return self._tally(source.id)[column is SourceColumn.WORDS]
        values: dict[SourceColumn, str] = {
            SourceColumn.NAME: source.name,
            SourceColumn.KIND: told(source.kind),
            SourceColumn.SIDE: source.side,
            SourceColumn.SECTOR: told(source.sector),
        }
        return values[column]

    def _sentence(self, source: Source) -> str:
        claims, words = self._tally(source.id)
        phrase = self.tr("{name}, {kind}, side {side}; claims: {claims}, words: {words}")
        return phrase.format(
            name=source.name,
            kind=told(source.kind),
            side=source.side,
            claims=claims,
            words=words,
        )

    def _reset(self) -> None:
        self.beginResetModel()
        self._desk = self._workspace.desk
        self._records = list(self._desk.sources.values()) if self._desk else []
        self._tallies.clear()
        self.endResetModel()

    def _tally(self, source_id: str) -> tuple[int, int]:
        """Return how many claims and words a source has, counted when somebody looks at it."""
        if source_id not in self._tallies:
            self._tallies[source_id] = tally(self._desk, source_id) if self._desk else (0, 0)
        return self._tallies[source_id]

    def _follow(self, change: Change) -> None:
        desk = self._desk
        if desk is None or desk is not self._workspace.desk:
            return
        for row in reversed(range(len(self._records))):
            if self._records[row].id not in desk.sources:
                self._remove(row)
        touched = {
            claim.source_id
            for move in change.moves
            for claim in (move.before, move.after)
            if isinstance(claim, Claim)
        }
        for source_id in touched:
            self._tallies.pop(source_id or "", None)
        for row, old in enumerate(self._records):
            new = desk.sources[old.id]
            if new != old or old.id in touched:
                self._records[row] = new
                self._tell(range(row, row + 1))
        here = {source.id for source in self._records}
        added = [source for source in desk.sources.values() if source.id not in here]
        self._insert(len(self._records), added)


class SortedSources(QSortFilterProxyModel):
    """The sources in the order of a column."""

    def __init__(self, sources: SourcesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(sources)

    def source_at(self, row: int) -> Source | None:
        """Return the source in a row."""
        source = self.index(row, 0).data(SOURCE_ROLE)
        return source if isinstance(source, Source) else None


def tally(desk: Desk, source_id: str) -> tuple[int, int]:
    """Return how many claims and words a source has; a word said twice counts once."""
    claims = desk.said_by(source_id)
    if not claims:
        return 0, 0
    return len(claims), desk.words.within(claim.span for claim in claims)
