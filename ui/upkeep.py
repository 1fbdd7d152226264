"""Looking after the open project while nobody writes: it is checked and backed up."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.store.upkeep import Checked
from annotator.store.upkeep import Upkeep as Reader
from ui.lookup import Lookup

_REST = 2_000
"""Milliseconds without a change after which a look that made way begins anew."""
_EVERY = 30 * 60_000
"""Milliseconds of work after which it is backed up again."""


class Upkeep(QObject):
    """One project's upkeep; `failed` carries what is wrong with the file, `said` a notice."""

    failed = Signal(object)
    said = Signal(str)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        # Nobody waited for it when the project was opened: the file may be large, the second
        # place for backups far away.
        self._is_due = True
        self._is_check_due = True
        self._checked = Checked()
        self._look: Lookup | None = None
        self._told: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._begin)
        self._backup = QTimer(self, interval=_EVERY)
        self._backup.timeout.connect(self.back_up)
        self._backup.start()
        self._rest.start()

    def make_way(self) -> None:
        """Let a write have the file; what was being looked at is looked at again later."""
        if self._look:
            self._look.cancel()
            self._look = None
        if self._is_due or self._is_check_due:
            self._rest.start()

    def end(self) -> None:
        """Look after the project no more."""
        self._is_due = self._is_check_due = False
        self.make_way()
        self._rest.stop()
        self._backup.stop()
        self.deleteLater()

    def back_up(self) -> None:
        """Back up what was changed; where nothing was, the newest backup has it already."""
        self._is_due = self._is_check_due = True
        self._rest.start()

    def _begin(self) -> None:
        """Look the file over, then go on with its rows, which take the longest."""
        if self._look is not None:
            return
        if self._is_due:
            self._look = Lookup(self._path, Reader, Reader.look_over, self._end, self._fail, self)
        elif self._is_check_due:
            check = partial(Reader.check_rows, checked=self._checked)
            self._look = Lookup(self._path, Reader, check, self._end_check, self._fail, self)

    def _end(self, notices: list[str]) -> None:
        self._look, self._is_due = None, False
        for notice in notices:
            if notice not in self._told:  # what stays away is told once
                self.said.emit(notice)
        self._told = set(notices)
        self._begin()

    def _end_check(self, _: Checked) -> None:
        self._look, self._is_check_due = None, False

    def _fail(self, error: AnnotatorError) -> None:
        self._look, self._is_due, self._is_check_due = None, False, False
        self.failed.emit(error)
