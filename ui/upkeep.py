"""Looking after the open project while nobody writes: it is checked and backed up."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.store.upkeep import Upkeep as Reader
from ui import jobs

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._look: _Look | None = None
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
            self._look.stop()
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
            self._look = _Look()
            look = self._look
            jobs.start(partial(look.run, self._path), partial(self._end, look), self._fail)

    def _end(self, look: "_Look", notices: list[str] | None) -> None:
        if look is not self._look or notices is None:
            return
        self._look, self._is_due = None, False
        for notice in notices:
            self.said.emit(notice)

    def _fail(self, error: AnnotatorError) -> None:
        self._look, self._is_due = None, False
        self.failed.emit(error)


class _Look:
    """One look at the file, which can be stopped from another thread."""

    def __init__(self) -> None:
        self._is_wanted = True
        self._interrupt: Callable[[], None] | None = None

    def stop(self) -> None:
        """Want it no more."""
        self._is_wanted = False
        if self._interrupt:
            self._interrupt()

    def run(self, path: Path) -> list[str] | None:
        """Look, in the background; None where it was stopped."""
        with Reader.beside(path) as reader:
            self._interrupt = reader.interrupt
            try:
                return reader.look_over(lambda: self._is_wanted) if self._is_wanted else None
            finally:
                self._interrupt = None
