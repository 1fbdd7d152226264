"""Running the command as a process, and what it prints and refuses."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import Any

from tests.command_server import Server

ROOT = Path(__file__).parents[1]
PAGE = 4096
_LONGEST = 60
"""Seconds."""
Result = subprocess.CompletedProcess[bytes]


def onrecord(
    *args: object,
    before: Sequence[str] = (),
    input: bytes = b"",  # noqa: A002
    umask: int = -1,
) -> Result:
    """Run the command as a user does, with no display; another command may watch it.

    One that nothing watches is forked by a process that has read the program.
    """
    words = [*map(str, args)]
    if hasattr(os, "fork") and not before:
        return _forked(words, input, umask=umask)
    return subprocess.run(
        [*before, sys.executable, "-m", "ui", *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=_environment(),
        input=input,
        umask=umask,
        timeout=_LONGEST,
    )


def onrecord_with_room_for(size: int, *args: object) -> Result:
    """Run a command whose files can grow to `size` bytes and no further; not on Windows."""
    return _forked([*map(str, args)], b"", room=size)


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return kept | {"PYTHONIOENCODING": "ascii"}


def _forked(words: list[str], given: bytes, *, umask: int = -1, room: int = -1) -> Result:
    with TemporaryFile() as stdin, _Heard() as stdout, _Heard() as stderr:
        stdin.write(given)
        stdin.seek(0)
        code = _server().run(
            words,
            environment=_environment(),
            streams=[stdin.fileno(), stdout.end, stderr.end],
            timeout=_LONGEST,
            umask=umask,
            room=room,
        )
        return subprocess.CompletedProcess(words, code, stdout.all(), stderr.all())


class _Heard:
    """What is written to the end of a pipe, read as it comes."""

    def __enter__(self) -> "_Heard":
        ours, self.end = os.pipe()
        self._file = os.fdopen(ours, "rb")
        self._said = b""
        self._reading = Thread(target=self._read)
        self._reading.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.all()
        self._file.close()

    def all(self) -> bytes:
        """Return all of it, once nobody has the end any more."""
        if self.end >= 0:
            os.close(self.end)
            self.end = -1
            self._reading.join()
        return self._said

    def _read(self) -> None:
        self._said = self._file.read()


@cache
def _server() -> Server:
    return Server()


def printed(*args: object) -> Any:
    """Return the JSON document that a command prints and nothing else."""
    result = onrecord(*args)
    assert result.returncode == 0, result.stderr
    assert result.stderr == b""
    return json.loads(result.stdout)


def refused(result: Result, *words: str) -> None:
    """Check for one plain sentence on stderr, exit code 1 and no traceback."""
    told = result.stderr.decode()
    assert result.returncode == 1, (result.returncode, told)
    assert told.count("\n") == 1, told
    assert told.rstrip().endswith((".", "?", "!"))
    assert "Traceback" not in told
    assert "On Record made a mistake" not in told
    for word in words:
        assert word in told


def one_sentence(result: Result) -> bool:
    """Return whether one plain sentence was all that stderr told."""
    told = result.stderr.decode()
    return told.count("\n") == 1 and told.endswith(".\n") and "mistake" not in told
