"""Work in the background: a pure function on frozen data, its answer back on this thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from annotator.errors import AnnotatorError, ProjectError
from ui import garbage

_LOOK_AGAIN, _LONGEST_WAIT = 20, 10_000
"""Milliseconds."""

AT_ONCE = 0.08
"""Seconds for which a window waits for a disk that may be far away."""
_Answer = TypeVar("_Answer")

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
    job = _made(work, done, failed, ended)
    (pool or QThreadPool.globalInstance()).start(job.run)
    return job


def start_aside(
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[AnnotatorError], None],
    ended: Callable[[], None] | None = None,
) -> Job:
    """Run `work` as `start` does, in a thread of its own that may never come to an end.

    A drive that is away may not answer for minutes; the program can end all the same.
    """
    job = _made(work, done, failed, ended)
    Thread(target=job.run, daemon=True).start()
    return job


def answer(ask: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
    """Return what a disk that may be far away is asked, `otherwise` where it does not say at once.

    Both are small: it is waited for here.
    """
    answers: Queue[_Answer] = Queue()
    Thread(target=lambda: answers.put(ask()), daemon=True).start()
    try:
        return answers.get(timeout=AT_ONCE)
    except Empty:
        return otherwise


def start_when_idle(
    file: Path,
    work: Callable[[], Any],
    take: Callable[[Any], None],
    ended: Callable[[], None],
    parent: QObject,
) -> None:
    """Run `work` on a file once no other job runs; `take` is given what came, or the error.

    Where the others do not end soon, it is given an error that says so.
    """
    _when_idle(
        lambda: start(work, take, take, ended),
        lambda: take(ProjectError(f"{file.name} is still being read; try again in a moment")),
        ended,
        parent,
        _LONGEST_WAIT,
    )


def _when_idle(
    begin: Callable[[], object],
    refuse: Callable[[], None],
    ended: Callable[[], None],
    parent: QObject,
    left: int,
) -> None:
    if not are_running():
        begin()
    elif left > 0:
        again = partial(_when_idle, begin, refuse, ended, parent, left - _LOOK_AGAIN)
        QTimer.singleShot(_LOOK_AGAIN, parent, again)
    else:
        refuse()
        ended()


def _made(
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[AnnotatorError], None],
    ended: Callable[[], None] | None,
) -> Job:
    job = Job(work)
    job.done.connect(done)
    job.failed.connect(failed)
    job.ended.connect(lambda: _let_go(job))
    if ended:
        job.ended.connect(ended)
    _live.add(job)
    garbage.hold(job)
    return job


def _let_go(job: Job) -> None:
    _live.discard(job)
    garbage.let_go(job)
