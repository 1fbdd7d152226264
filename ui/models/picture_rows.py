"""The table twin of a picture: its rows, each of which leads to its claims."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from annotator.pictures import Row, Table
from ui.models.table import ROOT, Index, RecordTable
from ui.models.wording import plain_tip, told

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_ROLES = {
    ROW_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.AccessibleTextRole,
}
_LOOKED_AT = 200
"""So many rows tell whether a column holds numbers."""


class PictureRows(RecordTable[Row]):
    """One row a row of the table; cells are as the core says them, headers are translated."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows the table has."""
        return 0 if parent.isValid() else len(self._rows)

    def show_table(self, table: Table) -> None:
        """Show a table in place of the one before; as many rows of the same kind stay selected."""
        titles = {n: told(header) for n, header in enumerate(table.headers)}
        is_same_kind = titles == self._titles and len(table.rows) == len(self._rows)
        if not is_same_kind:
            self.beginResetModel()
        self._titles, self._rows = titles, table.rows
        some = (row.cells for row in self._rows[:_LOOKED_AT])
        columns = (list(column) for column in zip(*some, strict=True))
        self._numeric = frozenset(n for n, cells in enumerate(columns) if _is_numbers(cells))
        if is_same_kind:
            self._tell(range(len(self._rows)))
        else:
            self.endResetModel()

    @property
    def numeric(self) -> frozenset[int]:
        """Return which columns hold numbers."""
        return self._numeric

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Row itself under ROW_ROLE, or the row as a sentence."""
        if not index.isValid() or role not in _ROLES:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        row = self._rows[index.row()]
        cell = _shown(row.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cells = zip(self._titles.values(), map(_shown, row.cells), strict=True)
            return ", ".join(f"{title} {cell}" for title, cell in cells if cell)
        answers = {
            ROW_ROLE: row,
            Qt.ItemDataRole.DisplayRole: cell,
            Qt.ItemDataRole.ToolTipRole: plain_tip(cell),
        }
        return answers.get(role)


def _shown(cell: str | int) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell


def _is_numbers(cells: Sequence[str | int]) -> bool:
    """Return whether nothing but numbers, shares and dashes stands in a column."""
    return all(isinstance(cell, int) or cell == "–" or cell.endswith("%") for cell in cells)
