"""A project that lies far away, as long as it is open here: a copy, written back, let go."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.errors import AnnotatorError, StoreError
from ui import jobs
from ui.lock_renewal import LockRenewal

if TYPE_CHECKING:
    from annotator.store.away import WorkingCopy

_Answer = TypeVar("_Answer")
QUIET = 2_000
"""Milliseconds without a change after which it is written back."""
_LONGEST = 30_000
"""Milliseconds after which it is written back though there is no quiet."""
_AGAIN = 30_000
"""Milliseconds after which it is tried again, where its drive was away."""
_REST = 10
"""So many times as long as the last writing took is waited at least until the next."""


class FarProject(QObject):
    """What is open of a project far away: `origin` as a person calls it, `path` the copy here.

    `why` says why it is for reading alone, `is_left` whether it began with work that a window
    before could not write back, `is_behind` whether the last try to write it back failed,
    `is_confidential` whether it was found to be when it was last open.
    """

    def __init__(self, origin: Path, path: Path, why: AnnotatorError | None = None) -> None:
        super().__init__()
        self.origin, self.path, self.why = origin, path, why
        self.is_left = self.is_behind = self.is_confidential = False
        self.told = ""
        """What a person must know of the last try to write it back, if anything."""

    def note(self) -> None:
        """Hear that something was changed."""

    def end(self) -> None:
        """Let the project go."""
        raise NotImplementedError


def once_back(far: FarProject | None, work: Callable[[], _Answer]) -> _Answer:
    """Do work on the file of a project that was let go; raise `StoreError` where that lacks ours.

    The file is somebody else's then, or what was done last would come back over it.
    """
    if far and far.told:
        raise StoreError(far.told)
    return work()


class Looked(FarProject):
    """A copy for reading alone, of a project that somebody else has."""

    def end(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class WrittenBack(FarProject):
    """A copy that is worked on: written back in the background after a while without a change.

    `written` comes each time that all is back in its place, `failed` carries, once, why it is
    not, and `moved` a sentence where somebody else changed the file meanwhile and the work goes
    on beside it; each comes with the project. `ended` comes once all is over. Nobody waits for
    the drive, which may be away.
    """

    written = Signal(object)
    failed = Signal(object, object)
    moved = Signal(object, str)
    ended = Signal()

    def __init__(self, copy: "WorkingCopy") -> None:
        super().__init__(copy.asked, copy.path)
        self._copy = copy
        self.is_left = self.is_behind = copy.is_left
        self.is_let_go = Event()
        self.is_over = False
        self._is_wanted = self._is_writing = self._is_ending = False
        self._error: AnnotatorError | None = None
        self._waiting = QElapsedTimer()
        self._took = QElapsedTimer()
        self._last = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.write_back)
        self._renewal = LockRenewal(copy, self)
        self._renewal.failed.connect(self._tell_rival)
        if copy.is_left:
            self.note()

    def note(self) -> None:
        """Write back after a while without another change, and before too long."""
        if self._is_ending:
            return
        if not self._waiting.isValid():
            self._waiting.start()
        left = max(0, _LONGEST - self._waiting.elapsed())
        self._timer.start(max(min(QUIET, left), _REST * self._last))

    def write_back(self) -> None:
        """Write back now."""
        self._timer.stop()
        self._waiting.invalidate()
        self._is_wanted = self._is_writing
        if not self._is_writing and not self._is_ending:
            self._is_writing = True
            self._took.start()
            jobs.start_aside(self._write, self._settle, self._settle, self._go_on)

    def end(self) -> None:
        """Write back what is not yet, and let the copy go; `ended` comes then."""
        self._timer.stop()
        self._renewal.end()
        self._is_ending = True
        if not self._is_writing:
            self._let_go()

    def is_settled(self) -> bool:
        """Return whether it ended at once, with nothing that a person must know."""
        if not self.is_let_go.wait(jobs.AT_ONCE):
            return False
        return self._error is None and self._copy.asked == self.origin

    def _words_of_move(self, was: Path) -> str:
        words = self.tr(
            "{name} was changed by somebody else while you had it open; nothing of either is "
            "lost: theirs is there, yours goes on beside it in {file}"
        )
        return words.replace("{name}", was.name).replace("{file}", self.origin.name)

    def _tell_rival(self, error: AnnotatorError) -> None:
        self.failed.emit(self, error)

    def _write(self) -> None:
        """Write it back, in a thread of its own."""
        self._error = None
        try:
            self._copy.write_back()
        except AnnotatorError as error:
            self._error = error

    def _finish(self) -> None:
        try:
            self._write()
        finally:
            self._copy.end()
            self.is_let_go.set()

    def _let_go(self) -> None:
        jobs.start_aside(self._finish, self._settle, self._settle, self._end)

    def _end(self) -> None:
        self.is_over = True
        self.ended.emit()

    def _settle(self, _: object) -> None:
        """Tell what came of writing it back."""
        was, error = self.origin, self._error
        self._last = self._took.elapsed() if self._took.isValid() else 0
        self.is_behind = error is not None
        if error:
            if not self._is_ending:
                self._timer.start(_AGAIN)
            if self.told != str(error):
                self.told = str(error)
                self.failed.emit(self, error)
            return
        self.told = ""
        if self._copy.asked != was:
            self.origin = self._copy.asked
            self.told = self._words_of_move(was)
            self.moved.emit(self, self.told)
        self.written.emit(self)

    def _go_on(self) -> None:
        self._is_writing = False
        if self._is_ending:
            self._let_go()
        elif self._is_wanted:
            self.note()
