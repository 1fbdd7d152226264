"""Running the command as a process, and what it prints and refuses."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
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
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {"PYTHONIOENCODING": "ascii"}
    words = [*map(str, args)]
    if hasattr(os, "fork") and not before:
        return _forked(words, environment, input, umask)
    return subprocess.run(
        [*before, sys.executable, "-m", "ui", *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment,
        input=input,
        umask=umask,
        timeout=_LONGEST,
    )


def _forked(words: list[str], environment: dict[str, str], given: bytes, umask: int) -> Result:
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(given)
        stdin.seek(0)
        code = _server().run(
            words,
            environment=environment,
            streams=[stdin.fileno(), stdout.fileno(), stderr.fileno()],
            timeout=_LONGEST,
            umask=umask,
        )
        for file in (stdout, stderr):
            file.seek(0)
        return subprocess.CompletedProcess(words, code, stdout.read(), stderr.read())


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


def onrecord_with_room_for(size: int, *args: object) -> Result:
    """Run a command whose files can grow to `size` bytes and no further."""
    import resource  # which Windows has not

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "-m", "ui", *map(str, args)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limit,
    )


def one_sentence(result: Result) -> bool:
    """Return whether one plain sentence was all that stderr told."""
    told = result.stderr.decode()
    return told.count("\n") == 1 and told.endswith(".\n") and "mistake" not in told
