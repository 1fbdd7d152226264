"""Looking after the open project: it is checked, backed up, and other machines know of it."""

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError, TakenError
from annotator.store import Store
from annotator.store.upkeep import Upkeep as Reader
from ui import jobs
from ui.lookup import Lookup

_REST = 2_000
"""Milliseconds without a change after which a look that made way begins anew."""
_EVERY = 30 * 60_000
"""Milliseconds of work after which it is backed up again."""
_RENEWAL = 60_000
"""Milliseconds after which other machines are told again that it is open here."""


class Upkeep(QObject):
    """One project's upkeep; `failed` carries what is wrong with the file, `said` a notice."""

    failed = Signal(object)
    said = Signal(str)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._path = store.path
        self._is_due = not store.is_looked_over
        self._is_over = False
        self._rival = ""
        self._look: Lookup | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._begin)
        self._backup = QTimer(self, interval=_EVERY)
        self._backup.timeout.connect(self._back_up)
        self._backup.start()
        self._renewal = QTimer(self, interval=_RENEWAL)
        self._renewal.timeout.connect(self._renew)
        self._renewal.start()
        if self._is_due:
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
        self._renewal.stop()
        self._is_over = True
        self.deleteLater()

    def _back_up(self) -> None:
        """Back up what was changed; where nothing was, the newest backup has it already."""
        self._is_due = True
        self._rest.start()

    def _renew(self) -> None:
        """Renew the lock where nobody waits for it: a share may be slow, or away."""
        self._renewal.stop()
        jobs.start(self._store.renew_lock, self._renewed, self._tell_rival)

    def _renewed(self, _: None) -> None:
        self._rival = ""
        self._renew_later()

    def _tell_rival(self, error: AnnotatorError) -> None:
        """Say once that somebody else has the project, too; other trouble the next write tells."""
        if isinstance(error, TakenError) and self._rival != str(error) and not self._is_over:
            self._rival = str(error)
            self.failed.emit(error)
        self._renew_later()

    def _renew_later(self) -> None:
        if not self._is_over:
            self._renewal.start()

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
