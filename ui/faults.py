"""Faults that end the process at once, as Qt's do: written down, told at the next start."""

import faulthandler
import re
from contextlib import suppress
from pathlib import Path
from typing import IO

from annotator.home import home
from annotator.mistakes import shortened
from annotator.private import make_folder, opened

_FATAL = re.compile(r"^Fatal Python error|^Windows fatal exception: (?!code)", re.MULTILINE)
"""What ended a process; on Windows others are written down that end none."""
_FILE = re.compile(r'File "([^"\n]+)"')
_THREAD = re.compile(r"^((?:Current t|T)hread 0x[0-9a-f]+) \[.*\](?= \()", re.MULTILINE)
"""A thread by its number and, as newer versions of Python say, its name."""
_LONGEST = 100_000

_file: IO[str] | None = None
"""Open for as long as the process lives."""


def logs() -> Path:
    """Return the folder of logs and reports, made where it is not there."""
    folder = home() / "logs"
    with suppress(OSError):
        make_folder(folder)
    return folder


def watch() -> str:
    """Have every fault written down from now on; return the one that ended the last process.

    It names no folder, which may name a person, and no thread; empty where nothing was written.
    """
    global _file  # noqa: PLW0603
    written = ""
    with suppress(OSError):
        path = logs() / "faults.txt"
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                written = file.read(_LONGEST)
            path.unlink()
        _file = opened(path, "a")
        faulthandler.enable(_file)
    if not _FATAL.search(written):
        return ""
    told = _FILE.sub(lambda found: f'File "{shortened(found[1])}"', written)
    return _THREAD.sub(r"\1", told).strip()
