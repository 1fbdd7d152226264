"""Finding the backups of a project and reading them one after another, in the background."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator import backups
from annotator.backups import Backup
from annotator.errors import AnnotatorError
from annotator.store.restoring import kept_beside
from ui import jobs


class BackupReading(QObject):
    """One look at the backups; `found` tells which there are, `read` the row of each and itself.

    `found` also tells what the last restoring kept beside the project, None where there is
    nothing; `failed` why they cannot be read; `ended` comes last. What was cancelled tells no
    more.
    """

    found = Signal(object, object)
    read = Signal(int, object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, project: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._backups: list[Backup] = []
        self._wanted = True
        jobs.start(partial(_find, project), self._show, self._fail)

    def cancel(self) -> None:
        """Want no more of it."""
        self._wanted = False

    @property
    def _is_wanted(self) -> bool:
        """Return whether anybody listens; nobody does where the dialog went with its window."""
        return self._wanted and isValid(self)

    def _show(self, answer: tuple[list[Backup], Path | None]) -> None:
        self._backups, kept = answer
        if self._is_wanted:
            self.found.emit(self._backups, kept)
        self._go_on(0)

    def _go_on(self, row: int) -> None:
        if self._is_wanted and row < len(self._backups):
            work = partial(backups.read, self._backups[row])
            jobs.start(work, partial(self._tell, row), self._fail)
            return
        if self._is_wanted:
            self.ended.emit()
        if isValid(self):
            self.deleteLater()

    def _tell(self, row: int, backup: Backup) -> None:
        if self._is_wanted:
            self.read.emit(row, backup)
        self._go_on(row + 1)

    def _fail(self, error: AnnotatorError) -> None:
        if self._is_wanted:
            self.failed.emit(error)
        self._backups = []
        self._go_on(0)


def _find(project: Path) -> tuple[list[Backup], Path | None]:
    return backups.found(project), next(iter(kept_beside(project)), None)
