"""Looking after the open project while nobody writes: it is checked and backed up."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
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

    def __init__(self, path: Path, parent: QObject, *, is_due: bool) -> None:
        super().__init__(parent)
        self._path = path
        self._is_due = is_due
        self._look: Lookup | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._begin)
        self._backup = QTimer(self, interval=_EVERY)
        self._backup.timeout.connect(self._back_up)
        self._backup.start()
        if is_due:
            self._rest.start()

    def make_way(self) -> None:
        """Let a write have the file; what was being looked at is looked at again later."""
        if self._look:
            self._look.cancel()
            self._look = None
        if self._is_due:
            self._rest.start()

    def end(self) -> None:
        """Look after the project no more."""
        self._is_due = False
        self.make_way()
        self._rest.stop()
        self._backup.stop()
        self.deleteLater()

    def _back_up(self) -> None:
        """Back up what was changed; where nothing was, the newest backup has it already."""
        self._is_due = True
        self._rest.start()

    def _begin(self) -> None:
        if self._look is None:
            ends = self._end, self._fail
            self._look = Lookup(self._path, Reader, Reader.look_over, *ends, self)

    def _end(self, notices: list[str]) -> None:
        self._look, self._is_due = None, False
        for notice in notices:
            self.said.emit(notice)

    def _fail(self, error: AnnotatorError) -> None:
        self._look, self._is_due = None, False
        self.failed.emit(error)
