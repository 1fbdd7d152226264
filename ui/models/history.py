"""The history of the project in words, newest first, fetched as it is scrolled to."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDateTime, QLocale, QModelIndex, QObject, Qt

from annotator.model import Step
from ui.models.claims import Index
from ui.models.wording import plain_tip
from ui.workspace import Workspace

STEP_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 200
_FEW = 8
"""Steps that are looked at after a change; there is seldom more than one new."""
_ROOT = QModelIndex()


class HistoryColumn(IntEnum):
    """What stands in which column."""

    WHAT = 0
    TIME = 1
    WHO = 2


class HistoryModel(QAbstractTableModel):
    """One row a step: what, when and who."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._steps: list[Step] = []
        self._has_more = False
        self._headers = {
            HistoryColumn.WHAT: self.tr("What"),
            HistoryColumn.TIME: self.tr("When"),
            HistoryColumn.WHO: self.tr("Who"),
        }
        workspace.project_opened.connect(self._reset)
        # An import is told as a new article, everything else as a change.
        workspace.articles_changed.connect(self._follow)
        workspace.changed.connect(self._follow)
        self._reset()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many steps were fetched."""
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HistoryColumn)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there are older steps."""
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next older steps."""
        if not self.canFetchMore(parent):
            return
        older = self._workspace.history(self._steps[-1].seq if self._steps else None)
        self._has_more = len(older) >= PAGE
        if older:
            end = len(self._steps)
            self.beginInsertRows(_ROOT, end, end + len(older) - 1)
            self._steps += older
            self.endInsertRows()

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HistoryColumn):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        is_text = role == Qt.ItemDataRole.DisplayRole
        return self._headers[HistoryColumn(section)] if is_text else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the Step itself under STEP_ROLE, or the row as a sentence."""
        if not index.isValid():
            return None
        step = self._steps[index.row()]
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
        if step.undoes is None:
            return step.label
        # An undo stands on top of the redo stack; what does it again on top of the other.
        is_undo = step.redo_top == step.id
        phrase = self.tr("Undid: {label}") if is_undo else self.tr("Did again: {label}")
        return phrase.replace("{label}", step.label)

    def _reset(self) -> None:
        self.beginResetModel()
        self._steps = list(self._workspace.history())
        self._has_more = len(self._steps) >= PAGE
        self.endResetModel()

    def _follow(self) -> None:
        """Put the steps that are new on top."""
        newest = self._steps[0].seq if self._steps else 0
        new: list[Step] = []
        before: int | None = None
        while page := self._workspace.history(before, _FEW):
            new += [step for step in page if step.seq > newest]
            before = page[-1].seq
            if before <= newest or len(page) < _FEW:
                break
        if new:
            self.beginInsertRows(_ROOT, 0, len(new) - 1)
            self._steps[:0] = new
            self.endInsertRows()


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
