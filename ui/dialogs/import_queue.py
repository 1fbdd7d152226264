"""Files are read one after another, each by the child process, and never on this thread."""

from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from threading import Thread

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.errors import AnnotatorError, UnreadableError
from annotator.sandbox import Sandbox
from ui import jobs
from ui.dialogs.import_entry import Answer, Entry, Means, stopped

_EVERY = 250


class ReadingQueue(QObject):
    """Reads what waits; `answered` and `refused` tell of each, `changed` how far it is.

    The child process is started with the queue, and ended with it.
    """

    answered = Signal(object, object)
    refused = Signal(object, object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Entry] = deque()
        self._answer: Answer | AnnotatorError | None = None
        self.current: Entry | None = None
        self.read = 0
        self._means = Means(Sandbox())
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=_EVERY)
        self._ticks.timeout.connect(self._tick)
        # Nobody waits for its beginning and its end: they are no jobs.
        Thread(target=_warm, args=(self._means.sandbox,), name="warm").start()
        self.destroyed.connect(partial(_end, self._means))

    @property
    def is_reading(self) -> bool:
        """Return whether something is being read."""
        return self.current is not None

    @property
    def total(self) -> int:
        """Return how many files there are to read, with those that are read."""
        return self.read + self.is_reading + len(self._waiting)

    @property
    def seconds(self) -> int:
        """Return for how long the present file is being read."""
        return self._clock.elapsed() // 1000 if self.is_reading else 0

    @property
    def is_stopped(self) -> bool:
        """Return whether a person stopped it, until something else is read."""
        return self._means.is_stopped

    def add(self, entries: Iterable[Entry], *, is_next: bool = False) -> None:
        """Read these too: after all others, or right after the present one."""
        if self.current is None:
            self.read = 0
        waiting = set(self._waiting)
        new = [entry for entry in entries if entry not in waiting]
        if is_next:
            self._waiting.extendleft(reversed(new))
        else:
            self._waiting.extend(new)
        if self.current is None:
            self._begin()

    def stop(self) -> None:
        """Read nothing more; what waits is told as not read."""
        self._means.is_stopped = True
        waiting = list(self._waiting)
        self._waiting.clear()
        for entry in waiting:
            self.read += 1
            self.refused.emit(entry, stopped(entry.name))
        self._means.sandbox.stop()
        self.changed.emit()

    def close(self) -> None:
        """End it all; nothing is told any more."""
        self.blockSignals(True)
        self._waiting.clear()
        self._ticks.stop()
        _end(self._means)

    def _begin(self) -> None:
        self.current = self._waiting.popleft() if self._waiting else None
        if self.current is None:
            self._ticks.stop()
            self.changed.emit()
            return
        self._means.is_stopped = False
        self._answer = None
        self._clock.start()
        self._ticks.start()
        work = partial(self.current.reader, self._means, self.current.choices)
        jobs.start(work, self._take, self._take, self._go_on)
        self.changed.emit()

    def _take(self, answer: Answer | AnnotatorError) -> None:
        self._answer = answer

    def _go_on(self) -> None:
        """Tell what came of a file, also after a mistake of ours, and go on to the next."""
        entry, answer = self.current, self._answer
        if entry is None:
            return
        if answer is None:
            words = self.tr("{name} could not be read because of a mistake in On Record.")
            answer = UnreadableError(words.format(name=entry.name))
        if isinstance(answer, AnnotatorError):
            self.refused.emit(entry, answer)
        else:
            self.answered.emit(entry, answer)
        self.read += 1
        self._begin()

    def _tick(self) -> None:
        if self._means.is_stopped:
            # It may have been stopped before there was anything to stop.
            self._means.sandbox.stop()
        self.changed.emit()


def _warm(sandbox: Sandbox) -> None:
    with suppress(OSError):  # told when a file is read
        sandbox.warm()


def _end(means: Means, _: object = None) -> None:
    means.is_stopped = True
    means.sandbox.stop()
    Thread(target=means.sandbox.close, name="close").start()
