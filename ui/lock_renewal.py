"""Other machines are told again and again that a project is open here."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError, TakenError
from ui import jobs

_EVERY = 60_000
"""Milliseconds from one renewal to the next."""


class Locked(Protocol):
    """What holds a lock that others must know to be held."""

    def renew_lock(self) -> None:
        """Sign it anew, in any thread."""


class LockRenewal(QObject):
    """Renews the lock of one open project where nobody waits for it: a share may be slow, or away.

    `failed` carries, once, that somebody else has the project, too; other trouble is told by the
    next change.
    """

    failed = Signal(object)

    def __init__(self, locked: Locked, parent: QObject) -> None:
        super().__init__(parent)
        self._locked = locked
        self._rival = ""
        self._timer = QTimer(self, singleShot=True, interval=_EVERY)
        self._timer.timeout.connect(self._renew)
        self._timer.start()

    def end(self) -> None:
        """Renew it no more."""
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()

    def _renew(self) -> None:
        jobs.start_aside(self._locked.renew_lock, self._renewed, self._tell_rival)

    def _renewed(self, _: None) -> None:
        self._rival = ""
        self._go_on()

    def _tell_rival(self, error: AnnotatorError) -> None:
        if isinstance(error, TakenError) and self._rival != str(error) and self.parent():
            self._rival = str(error)
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self.parent():
            self._timer.start()
