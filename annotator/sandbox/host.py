"""The parent's side: one warm child reads file after file; what becomes of it is one sentence."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import IO

from annotator import log
from annotator.errors import UnreadableError
from annotator.files import printable
from annotator.importers.imported import Found
from annotator.importers.source_file import SourceFile
from annotator.sandbox import wire
from annotator.sandbox.limits import USUAL, Limits
from annotator.sandbox.watch import Ended, Watch

_KEPT = ("ONRECORD_HOME", "PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP",
         "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME")  # fmt: skip
_LONGEST = 1_000
"""No sentence is longer, in characters."""

_TEXT_INSTEAD = "copy its text into a .txt file"


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
        with self._reading:
            if self._is_closed:
                raise source.refused("was not read, because the import was stopped")
            self._is_stopped = False
            child = self._started()
            try:
                with Watch(child, self._limits) as watch:
                    self._watch = watch
                    if self._is_stopped or self._is_closed:  # while the child was started
                        watch.end(Ended.CANCELED)
                    message = self._asked(child, source)
            except (EOFError, OSError, wire.BrokenAnswerError) as error:
                child.kill()
                raise source.refused(self._why(child, watch, error)) from None
            finally:
                self._watch = None
                if child.poll() is not None:
                    self._child = None
            return self._found(source, message)

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
            child, self._child = self._child, None
            if child:
                child.kill()
                _wait(child)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is not None:  # it died while nothing was read
            _wait(self._child)
            self._child = None
        if self._child is None:
            environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment |= {
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                # More arenas than one only use up address space, which is limited.
                "MALLOC_ARENA_MAX": "1",
            }
            self._child = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "annotator.sandbox.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            limits = self._limits
            told = {"memory": limits.memory, "open_files": limits.open_files}
            with suppress(OSError):  # told when it is asked to read
                wire.send(_pipe(self._child.stdin), told)
        return self._child

    def _asked(self, child: subprocess.Popen[bytes], source: SourceFile) -> wire.Message:
        wire.send(_pipe(child.stdin), *wire.request(source, self._limits.seconds))
        return wire.receive(_pipe(child.stdout), self._limits.answer)

    def _found(self, source: SourceFile, message: wire.Message) -> tuple[Found, ...]:
        header, _ = message
        if "refused" in header:
            raise UnreadableError(printable(str(header["refused"]))[:_LONGEST])
        if "memory" in header:
            raise source.refused(_MEMORY)
        if "mistake" in header:
            where = "\n".join(map(str, header.get("where", ())))
            log.note(f"a reader failed: {header['mistake']}\n{where}")
            why = f"could not be read because of a mistake in On Record; {_TEXT_INSTEAD}"
            raise source.refused(why)
        try:
            return wire.articles_of(message, source.data)
        except wire.BrokenAnswerError as error:
            log.note(f"a reader's answer was refused: {error}")
            raise source.refused(_STOPPED) from None

    def _why(self, child: subprocess.Popen[bytes], watch: Watch, error: Exception) -> str:
        code = _wait(child)
        over_time = code == -getattr(signal, "SIGXCPU", 0)
        if watch.ended is Ended.TIME or (watch.ended is None and over_time):
            seconds = f"{self._limits.seconds:g} seconds"
            return f"takes more than {seconds} to read; {_TEXT_INSTEAD}"
        if watch.ended is Ended.CANCELED:
            return "was not read, because the import was stopped"
        if watch.ended is Ended.MEMORY:
            return _MEMORY
        log.note(f"a reader stopped: code {code}, {type(error).__name__}")
        return _STOPPED


_MEMORY = f"needs more memory than an article should; {_TEXT_INSTEAD}"
_STOPPED = f"could not be read, as the reader of its format stopped; {_TEXT_INSTEAD}"


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
