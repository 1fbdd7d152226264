"""The parent's side: one warm child reads file after file; what becomes of it is one sentence."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import IO, TypeVar

from annotator import log
from annotator.errors import UnreadableError
from annotator.files import printable
from annotator.importers.imported import Found
from annotator.importers.source_file import SourceFile
from annotator.returned.returned_report import ReturnedReport
from annotator.sandbox import report_wire, wire
from annotator.sandbox.limits import USUAL, Limits
from annotator.sandbox.watch import Ended, Watch

_KEPT = ("ONRECORD_HOME", "PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP",
         "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME")  # fmt: skip
_Read = TypeVar("_Read")
_LONGEST = 1_000
"""No sentence is longer, in characters."""

_INSTEAD = {
    wire.ARTICLES: "copy its text into a .txt file",
    wire.REPORT: "open it in Word, save it again and choose that",
}
"""What a person does with a file that cannot be read, by what it is read for."""

_MEMORY = "needs more memory than an article should"
_STOPPED = "could not be read, as the reader of its format stopped"
_MISTAKE = "could not be read because of a mistake in On Record"


class Sandbox:
    """Reads files in a child process with limits; one child serves until it fails or is closed."""

    def __init__(self, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._watch: Watch | None = None
        self._is_closed = self._is_stopped = False
        self._reading = threading.Lock()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()

    def warm(self) -> int:
        """Start the child before the first file is there, and return its process id.

        After the end none is started, and it is 0.
        """
        with self._reading:
            return 0 if self._is_closed else self._started().pid

    def read_all(self, source: SourceFile) -> tuple[Found, ...]:
        """Return every article of a file, in its order; runs in any thread, one file at a time.

        Raises UnreadableError with one sentence, also where the child crashed, ran out of time
        or memory, or was stopped.
        """
        return self._read(source, wire.ARTICLES, lambda told: wire.articles_of(told, source.data))

    def read_report(
        self, source: SourceFile, is_wanted: Callable[[], bool] = lambda: True
    ) -> ReturnedReport:
        """Return a report that came back, as `read_all` does articles.

        It is given up where `is_wanted` says that nobody waits for it any more.
        """
        return self._read(source, wire.REPORT, report_wire.report_of, is_wanted)

    def _read(
        self,
        source: SourceFile,
        wants: str,
        believed: Callable[[wire.Message], _Read],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> _Read:
        with self._reading:
            if self._is_closed:
                raise source.refused("was not read, because the import was stopped")
            self._is_stopped = False
            child = self._started()
            is_sound = False
            watch = Watch(child, self._limits, is_wanted)
            try:
                with watch:
                    self._watch = watch
                    if self._is_stopped or self._is_closed:  # while the child was started
                        watch.end(Ended.CANCELED)
                    message = self._asked(child, source, wants)
                found = self._found(source, wants, message, believed)
                is_sound = True
            except UnreadableError:
                is_sound = True
                raise
            except (EOFError, OSError, wire.BrokenAnswerError) as error:
                child.kill()
                raise source.refused(self._why(child, watch, error, wants)) from None
            finally:
                self._watch = None
                if not is_sound or watch.ended:  # what it would say next is not believed
                    self._end()
            return found

    def stop(self) -> None:
        """End the reading that goes on, from any other thread; the next file gets a new child."""
        self._is_stopped = True
        watch = self._watch
        if watch:
            watch.end(Ended.CANCELED)

    def close(self) -> None:
        """End the child; nothing is read any more."""
        self._is_closed = True
        self.stop()
        with self._reading:
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            child.kill()
            _wait(child)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is not None:  # it died while nothing was read
            self._end()
        if self._child is None:
            environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment |= {
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                # More arenas than one only use up address space, which is limited.
                "MALLOC_ARENA_MAX": "1",
                # By this Python on Windows knows its virtual environment.
                **({"__PYVENV_LAUNCHER__": sys.executable} if os.name == "nt" else {}),
            }
            self._child = subprocess.Popen(  # noqa: S603 - this Python, and a module of ours
                # Nothing is imported from the folder that a person happens to be in (-P).
                [_python(), "-P", *_quiet(), "-X", "utf8", "-m", "annotator.sandbox.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # without the terminal, and what is typed there
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            limits = self._limits
            told = {"memory": limits.memory, "open_files": limits.open_files}
            with suppress(OSError):  # told when it is asked to read
                wire.send(_pipe(self._child.stdin), told)
        return self._child

    def _asked(
        self, child: subprocess.Popen[bytes], source: SourceFile, wants: str
    ) -> wire.Message:
        wire.send(_pipe(child.stdin), *wire.request(source, self._limits.seconds, wants))
        return wire.receive(_pipe(child.stdout), self._limits.answer)

    def _found(
        self,
        source: SourceFile,
        wants: str,
        message: wire.Message,
        believed: Callable[[wire.Message], _Read],
    ) -> _Read:
        header, _ = message
        if tried := wire.tried_in(header):
            log.note(f"a reader tried what it may not: {tried}")
        if (refused := wire.refusal_in(header)) is not None:
            raise UnreadableError(printable(refused)[:_LONGEST])
        if "memory" in header:
            raise source.refused(f"{_MEMORY}; {_INSTEAD[wants]}")
        if (mistake := wire.mistake_in(header)) is not None:
            log.note(f"a reader failed: {mistake}")
            raise source.refused(f"{_MISTAKE}; {_INSTEAD[wants]}")
        return believed(message)

    def _why(
        self, child: subprocess.Popen[bytes], watch: Watch, error: Exception, wants: str
    ) -> str:
        code = _wait(child)
        over_time = code == -getattr(signal, "SIGXCPU", 0)
        if watch.ended is Ended.TIME or (watch.ended is None and over_time):
            seconds = f"{self._limits.seconds:g} seconds"
            return f"takes more than {seconds} to read; {_INSTEAD[wants]}"
        if watch.ended is Ended.CANCELED:
            return "was not read, because the import was stopped"
        if watch.ended is Ended.MEMORY:
            return f"{_MEMORY}; {_INSTEAD[wants]}"
        log.note(f"a reader stopped: code {code}, {type(error).__name__}")
        return f"{_STOPPED}; {_INSTEAD[wants]}"


def _python() -> str:
    """Return what runs Python itself.

    In a virtual environment on Windows `sys.executable` only starts it, and would be watched, and
    ended, in its place.
    """
    here = sys.executable
    return getattr(sys, "_base_executable", here) if os.name == "nt" else here


def _quiet() -> tuple[str, ...]:
    """Let it keep no compiled modules where we keep none: a full disk would cut them short."""
    return ("-B",) if sys.dont_write_bytecode else ()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("a child without pipes")
    return stream


def _wait(child: subprocess.Popen[bytes]) -> int:
    for stream in (child.stdin, child.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    return child.wait()
