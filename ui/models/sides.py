"""The project's sides as a table, each with how many sources and claims it has; unknown last."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from annotator.model import UNKNOWN_SIDE
from annotator.palette import SIDE_HATCHES, SIDES
from ui.models.table import Index, RecordTable
from ui.models.wording import plain_tip, side_told
from ui.theme import Look
from ui.workspace import Workspace

_COLORS = ("teal", "crimson", "ocher", "slate", "olive", "brown")
"""What the colors of sides are called, in their order."""
_PATTERNS = {
    "solid": "plain",
    "horizontal": "lines",
    "falling": "falling lines",
    "cross": "grid",
    "diagonal": "rising lines",
}
"""What the hatches of sides are called."""


class SideColumn(IntEnum):
    """What stands in which column."""

    NAME = 0
    SOURCES = 1
    CLAIMS = 2


@dataclass(frozen=True, slots=True)
class SideRow:
    """A side, the number of its look (None for unknown), and how much of the project it has."""

    name: str
    look: int | None
    sources: int
    claims: int


class SidesModel(RecordTable[SideRow]):
    """A row a side; `renamed` carries its name and the one that was typed in its place."""

    renamed = Signal(str, str)

    def __init__(self, workspace: Workspace, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = look
        self._numeric = frozenset({SideColumn.SOURCES, SideColumn.CLAIMS})
        self._titles = {
            SideColumn.NAME: self.tr("Side"),
            SideColumn.SOURCES: self.tr("Sources"),
            SideColumn.CLAIMS: self.tr("Claims"),
        }
        look.changed.connect(self._tell_all)

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Show these sides; where there are as many as before, what is selected stays so."""
        if len(rows) == len(self._records):
            self._records = list(rows)
            self._tell_all()
        else:
            self.beginResetModel()
            self._records = list(rows)
            self.endResetModel()

    def side_at(self, row: int) -> SideRow | None:
        """Return the side in a row, None where there is none or it is unknown."""
        side = self._records[row] if 0 <= row < len(self._records) else None
        return side if side and side.name != UNKNOWN_SIDE else None

    def row_of(self, name: str) -> int | None:
        """Return the row of a side, None where it has none."""
        names = [side.name for side in self._records]
        return names.index(name) if name in names else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be edited in place, but not that of the unknown side."""
        flags = super().flags(index)
        is_name = index.column() == SideColumn.NAME and self.side_at(index.row())
        can_be_edited = bool(is_name) and not self._workspace.is_read_only
        return flags | Qt.ItemFlag.ItemIsEditable if can_be_edited else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or how its side looks or sounds."""
        if not index.isValid():
            return None
        side, column = self._records[index.row()], SideColumn(index.column())
        name = side_told(side.name)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return (name, str(side.sources), str(side.claims))[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(side)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            is_name = column is SideColumn.NAME and side.look is not None
            return self._look.theme.text if is_name else self._look.theme.muted
        return self._of_name(side, role) if column is SideColumn.NAME else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed as a name; whoever changes the project shows it."""
        side = self.side_at(index.row())
        if side and role == Qt.ItemDataRole.EditRole:
            self.renamed.emit(side.name, str(value))
        return False

    def _of_name(self, side: SideRow, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._workspace.known_sides.icon(side.name, self._look.theme)
        return plain_tip(side_told(side.name)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _sentence(self, side: SideRow) -> str:
        phrase = self.tr("{name}; sources: {sources}, claims: {claims}")
        said = phrase.replace("{sources}", str(side.sources))
        said = said.replace("{claims}", str(side.claims))
        if side.look is not None:
            said += f"; {look_told(side.look)}"
        return said.replace("{name}", side_told(side.name))


def look_told(look: int) -> str:
    """Return a look in words: its color and its pattern."""
    color, hatch = _COLORS[look % len(SIDES)], SIDE_HATCHES[look % len(SIDE_HATCHES)]
    translate = QCoreApplication.translate
    return f"{translate('Looks', color)}, {translate('Looks', _PATTERNS[hatch])}"
