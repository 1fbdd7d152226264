"""Work in the background: a pure function on frozen data, its answer back on this thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from annotator.errors import AnnotatorError
from ui import garbage

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
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[AnnotatorError], None],
    ended: Callable[[], None] | None = None,
    pool: QThreadPool | None = None,
) -> Job:
    """Run `work` in the common pool, or in another; it must touch neither widgets nor the store.

    `ended` is called after either of the others, and also after a mistake of ours.
    Meanwhile Python collects no garbage by itself: in the pool that would destroy widgets that
    this thread made and let go of.
    """
    job = Job(work)
    job.done.connect(done)
    job.failed.connect(failed)
    job.ended.connect(lambda: _let_go(job))
    if ended:
        job.ended.connect(ended)
    _live.add(job)
    garbage.hold(job)
    (pool or QThreadPool.globalInstance()).start(job.run)
    return job


def _let_go(job: Job) -> None:
    _live.discard(job)
    garbage.let_go(job)
