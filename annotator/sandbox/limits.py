"""What the child process may use and do; everything else fails in it, and in it alone."""

import faulthandler
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from math import ceil

from annotator.sandbox import seccomp

_FORBIDDEN = (
    "ftplib.",
    "http.client.",
    "os.chmod",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "smtplib.",
    "socket.",
    "subprocess.Popen",
    "urllib.Request",
)
_OF_IMPORTS = frozenset({"socket.__new__", "socket.bind"})
"""What a library does at its import, to see whether this machine knows IPv6."""

_LATER = 5.0
"""How much more time than the parent's watch the child's own gives, in seconds."""

_NOWHERE = 2
"""Where errors are printed, which in the child is no place."""

_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost: seconds of CPU time, bytes of memory and of the answer."""

    seconds: float = 20
    memory: int = 600_000_000
    answer: int = 256_000_000
    open_files: int = 64

    @property
    def patience(self) -> float:
        """Return after how many seconds of waiting a file is given up, whatever it does."""
        return 3 * self.seconds + 10


USUAL = Limits()
"""What an article may cost where nobody says otherwise."""

REPORT = Limits(seconds=120, memory=2_000_000_000)
"""What a report that came back may cost: it is ours, and has thousands of comments."""


tried: list[str] = []
"""What this process tried that it may not, by the names of audit events."""


def confine(limits: Limits) -> None:
    """Take from this process what a parser never needs; there is no way back.

    The kernel holds memory and files where it can (`setrlimit`; Windows cannot, there the parent
    watches), and on Linux refuses sockets and programs, whoever asks for them. Everywhere Python
    itself refuses to connect, to start a program, to write a file or to take one away; what was
    tried is kept in `tried`.
    """
    with suppress(ImportError, AttributeError):
        import resource

        kinds = (
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_NOFILE, limits.open_files),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        )
        for kind, most in kinds:
            # Some systems know a limit and do not let it be set.
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (most, most))
    seccomp.refuse()
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def begin(seconds: float) -> None:
    """Give this process so many more seconds of CPU time; the kernel ends it after them.

    A thread without Python ends it as well where it takes far longer, as it would where nobody
    counts CPU time and nobody watches any more.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        until = ceil(used.ru_utime + used.ru_stime + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))
    patience = Limits(seconds).patience + _LATER
    faulthandler.dump_traceback_later(patience, exit=True, file=_NOWHERE)


def rest() -> None:
    """Let this process wait as long as it likes."""
    faulthandler.cancel_dump_traceback_later()


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        if event not in _OF_IMPORTS:
            tried.append(event)
        raise PermissionError(f"{event} is not for a reader of files")
    if event == "open":
        _, mode, flags = args
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        if writes or (isinstance(flags, int) and flags & _CHANGING):
            tried.append(event)
            raise PermissionError("a reader of files writes none")
