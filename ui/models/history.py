"""The history of the project in words, newest first, fetched as it is scrolled to."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from annotator.model import Step
from ui import telling
from ui.models.table import Index, RecordTable
from ui.models.wording import plain_tip
from ui.workspace import Workspace

STEP_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 200
_FEW = 8
"""Steps that are looked at after a change; there is seldom more than one new."""


class HistoryColumn(IntEnum):
    """What stands in which column."""

    WHAT = 0
    TIME = 1
    WHO = 2


class HistoryModel(RecordTable[Step]):
    """One row a step: what, when and who."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._has_more = False
        self._titles = {
            HistoryColumn.WHAT: self.tr("What"),
            HistoryColumn.TIME: self.tr("When"),
            HistoryColumn.WHO: self.tr("Who"),
        }
        workspace.project_opened.connect(self._reset)
        # An import is told as a new article, everything else as a change.
        workspace.articles_changed.connect(self._follow)
        workspace.changed.connect(self._follow)
        self._reset()

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there are older steps."""
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next older steps."""
        if not self.canFetchMore(parent):
            return
        older = self._workspace.history(self._records[-1].seq if self._records else None)
        self._has_more = len(older) >= PAGE
        self._insert(len(self._records), list(older))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Step itself under STEP_ROLE, or the row as a sentence."""
        if not index.isValid():
            return None
        step = self._records[index.row()]
        if role == STEP_ROLE:
            return step
        texts = {
            HistoryColumn.WHAT: self._told(step),
            HistoryColumn.TIME: local_time(step.at),
            HistoryColumn.WHO: step.reviewer,
        }
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[HistoryColumn(index.column())]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in texts.values() if text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{self._told(step)} ({full_time(step.at)})")
        return None

    def _told(self, step: Step) -> str:
        label = telling.told(step.label)
        if step.undoes is None:
            return label
        # An undo stands on top of the redo stack; what does it again on top of the other.
        is_undo = step.redo_top == step.id
        phrase = self.tr("Undid: {label}") if is_undo else self.tr("Did again: {label}")
        return phrase.replace("{label}", label)

    def _reset(self) -> None:
        self.beginResetModel()
        self._records = list(self._workspace.history())
        self._has_more = len(self._records) >= PAGE
        self.endResetModel()

    def _follow(self) -> None:
        """Put the steps that are new on top."""
        newest = self._records[0].seq if self._records else 0
        new: list[Step] = []
        before: int | None = None
        while page := self._workspace.history(before, _FEW):
            new += [step for step in page if step.seq > newest]
            before = page[-1].seq
            if before <= newest or len(page) < _FEW:
                break
        self._insert(0, new)


def local_time(at: str) -> str:
    """Return a UTC time as the person's clock shows it: the time today, else the day."""
    moment = _moment(at)
    is_today = moment.date() == QDateTime.currentDateTime().date()
    shown = moment.time() if is_today else moment.date()
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def full_time(at: str) -> str:
    """Return a UTC time as day and time on the person's clock."""
    return QLocale().toString(_moment(at), QLocale.FormatType.ShortFormat)


def _moment(at: str) -> QDateTime:
    return QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
