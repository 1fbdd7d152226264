"""A child that takes too long or too much is ended, whatever it is doing."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from types import TracebackType

from annotator.sandbox.limits import Limits

_EVERY = 0.05


class Ended(Enum):
    """Why a child was ended from outside."""

    TIME = auto()
    MEMORY = auto()
    CANCELED = auto()


class Watch:
    """Watches a child while it reads one file; `ended` says why it was killed, if it was.

    It is also where `is_wanted` says that nobody waits for the file any more.
    """

    def __init__(
        self,
        child: subprocess.Popen[bytes],
        limits: Limits,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        self.ended: Ended | None = None
        self._child = child
        self._limits = limits
        self._is_wanted = is_wanted
        self._over = threading.Event()
        self._ending = threading.Lock()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        with self._ending:
            self._over.set()
        self._thread.join()

    def end(self, why: Ended) -> None:
        """Kill the child, if it is still being watched: another file is not ended for this one."""
        with self._ending:
            if self._over.is_set():
                return
            if self.ended is None:
                self.ended = why
            self._child.kill()

    def _look(self) -> None:
        until = time.monotonic() + self._limits.patience
        gauge = None if sys.platform == "linux" else Gauge(self._child.pid)
        while not self._over.wait(_EVERY):
            why = self._why(until, gauge)
            if why:
                self.end(why)
                return

    def _why(self, until: float, gauge: "Gauge | None") -> Ended | None:
        if not self._is_wanted():
            return Ended.CANCELED
        if time.monotonic() > until:
            return Ended.TIME
        if gauge is None:  # the kernel holds the child to its limits
            return None
        seconds, memory = gauge.used()
        if seconds > self._limits.seconds:
            return Ended.TIME
        return Ended.MEMORY if memory > self._limits.memory else None


class Gauge:
    """What a process has used since now, where the kernel counts for nobody."""

    def __init__(self, pid: int) -> None:
        import psutil

        # Its errors are of no kind that Python has: one ends a watch that lets it through.
        self._errors = (psutil.Error, OSError)
        self._process: psutil.Process | None = None
        with suppress(*self._errors):  # where it is gone already
            self._process = psutil.Process(pid)
        self._before = 0.0
        self._before, _ = self.used()

    def used(self) -> tuple[float, int]:
        """Return seconds of CPU time, and bytes in memory; nothing of a process that is gone."""
        if self._process is None:
            return 0.0, 0
        try:
            times = self._process.cpu_times()
            return times.user + times.system - self._before, self._process.memory_info().rss
        except self._errors:
            return 0.0, 0
