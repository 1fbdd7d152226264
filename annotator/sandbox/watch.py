"""A child that takes too long or too much is ended, whatever it is doing."""

import subprocess
import sys
import threading
import time
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
    """Watches a child while it reads one file; `ended` says why it was killed, if it was."""

    def __init__(self, child: subprocess.Popen[bytes], limits: Limits) -> None:
        self.ended: Ended | None = None
        self._child = child
        self._limits = limits
        self._over = threading.Event()
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
        self._over.set()
        self._thread.join()

    def end(self, why: Ended) -> None:
        """Kill the child."""
        if self.ended is None:
            self.ended = why
        self._child.kill()

    def _look(self) -> None:
        until = time.monotonic() + self._limits.patience
        gauge = None if sys.platform == "linux" else _Gauge(self._child.pid)
        while not self._over.wait(_EVERY):
            if time.monotonic() > until:
                self.end(Ended.TIME)
                return
            if gauge is None:  # the kernel holds the child to its limits
                continue
            if gauge.seconds() > self._limits.seconds:
                self.end(Ended.TIME)
                return
            if gauge.memory() > self._limits.memory:
                self.end(Ended.MEMORY)
                return


class _Gauge:
    """What a child has used since now; where it is gone already, nothing."""

    def __init__(self, pid: int) -> None:
        import psutil

        self._process = psutil.Process(pid)
        self._before = 0.0
        self._before = self.seconds()

    def seconds(self) -> float:
        """Return seconds of CPU time."""
        used = 0.0
        with suppress(OSError, LookupError, ValueError):
            times = self._process.cpu_times()
            used = times.user + times.system
        return used - self._before

    def memory(self) -> int:
        """Return bytes in memory."""
        with suppress(OSError, LookupError, ValueError):
            return int(self._process.memory_info().rss)
        return 0
