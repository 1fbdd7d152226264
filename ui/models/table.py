"""What every table of records has: a row a record, and columns with titles."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
Record = TypeVar("Record")
ROOT = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecordTable(QAbstractTableModel, Generic[Record]):
    """A list of records by row; a table of its own gives titles by column, and numbers a side."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: list[Record] = []
        self._titles: dict[int, str] = {}
        self._numeric: frozenset[int] = frozenset()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title, or on which side it stands."""
        if orientation is not Qt.Orientation.Horizontal or section not in self._titles:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return RIGHT if column in self._numeric else LEFT

    def _tell(self, rows: range) -> None:
        """Tell that something else stands in some rows."""
        if rows:
            last = self.index(rows.stop - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(rows.start, 0), last)

    def _tell_all(self) -> None:
        self._tell(range(len(self._records)))

    def _insert(self, row: int, records: list[Record]) -> None:
        """Put records where they stand from now on."""
        if records:
            self.beginInsertRows(ROOT, row, row + len(records) - 1)
            self._records[row:row] = records
            self.endInsertRows()

    def _remove(self, row: int) -> None:
        """Take a record away."""
        self.beginRemoveRows(ROOT, row, row)
        del self._records[row]
        self.endRemoveRows()
