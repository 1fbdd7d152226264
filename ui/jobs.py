"""Work in the background: a pure function on frozen data, its answer back on this thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from annotator.errors import AnnotatorError

_live: set["Job"] = set()


class Job(QObject):
    """One piece of work; its signals arrive on the thread that made it."""

    done = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """Do the work, in the pool."""
        try:
            self.done.emit(self._work())
        except AnnotatorError as error:
            self.failed.emit(error)
        finally:
            self.ended.emit()


def are_running() -> bool:
    """Return whether a job has not ended yet."""
    return bool(_live)


def start(
    work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[AnnotatorError], None]
) -> Job:
    """Run `work` in the pool; it must touch neither widgets nor the store."""
    job = Job(work)
    job.done.connect(done)
    job.failed.connect(failed)
    job.ended.connect(lambda: _live.discard(job))
    _live.add(job)
    QThreadPool.globalInstance().start(job.run)
    return job
