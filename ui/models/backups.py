"""The backups of a project as a table, newest first; what each holds comes as it is read."""

from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from annotator.backups import Backup
from ui.models.history import full_time
from ui.models.table import Index, RecordTable
from ui.models.wording import plain_tip

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class BackupColumn(IntEnum):
    """What stands in which column."""

    MADE = 0
    STATE = 1
    ARTICLES = 2
    CLAIMS = 3
    AGE = 4


class BackupsModel(RecordTable[Backup]):
    """A row a backup: when it was made, what it holds, whether it is sound."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = datetime.now(UTC)
        self._numeric = frozenset({BackupColumn.ARTICLES, BackupColumn.CLAIMS})
        self._titles = {
            BackupColumn.MADE: self.tr("Made"),
            BackupColumn.STATE: self.tr("State"),
            BackupColumn.ARTICLES: self.tr("Articles"),
            BackupColumn.CLAIMS: self.tr("Claims"),
            BackupColumn.AGE: self.tr("Age"),
        }

    def show_backups(self, backups: list[Backup]) -> None:
        """Show these, none of them read yet."""
        self.beginResetModel()
        self._records, self._now = list(backups), datetime.now(UTC)
        self.endResetModel()

    def put(self, row: int, backup: Backup) -> None:
        """Show what a backup was found to hold."""
        self._records[row] = backup
        self._tell(range(row, row + 1))

    def backup_at(self, row: int) -> Backup | None:
        """Return the backup in a row, None where there is no such row."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, where its file is, or the row as a sentence."""
        if not index.isValid():
            return None
        backup = self._records[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(backup)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cells = enumerate(self._cells(backup))
            return ", ".join(f"{self._titles[column]} {cell}" for column, cell in cells)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(backup.path))
        return None

    def _cells(self, backup: Backup) -> tuple[str, ...]:
        counts = (backup.articles, backup.claims)
        unknown = "–" if backup.is_sound is False or backup.is_locked else "…"
        articles, claims = (unknown if count is None else f"{count:,}" for count in counts)
        return made(backup), self._state(backup), articles, claims, self._age(backup)

    def _state(self, backup: Backup) -> str:
        if backup.is_locked:
            return self.tr("Locked")
        if backup.is_sound is None:
            return self.tr("Not read yet")
        return self.tr("Sound") if backup.is_sound else self.tr("Damaged")

    def _age(self, backup: Backup) -> str:
        seconds = (self._now - backup.taken).total_seconds()
        if seconds < _MINUTE:
            return self.tr("Just now")
        for size, words in (
            (_DAY, self.tr("{n} d")),
            (_HOUR, self.tr("{n} h")),
            (_MINUTE, self.tr("{n} min")),
        ):
            if seconds >= size:
                return words.format(n=int(seconds // size))
        return ""


def made(backup: Backup) -> str:
    """Return when a backup was made, on the person's clock."""
    return full_time(f"{backup.taken:%Y-%m-%dT%H:%M:%SZ}")
