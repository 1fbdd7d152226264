"""Faults that end the process at once, as Qt's do: written down, told at the next start."""

import faulthandler
import os
import re
from contextlib import suppress
from pathlib import Path, PurePath
from typing import IO

from annotator.home import home

_FATAL = re.compile(r"^Fatal Python error|^Windows fatal exception: (?!code)", re.MULTILINE)
"""What ended a process; on Windows others are written down that end none."""
_FILE = re.compile(r'File "([^"\n]+)"')
_ROOTS = ("ui", "annotator", "resources", "tests")
_LONGEST = 100_000

_file: IO[str] | None = None
"""Open for as long as the process lives."""


def logs() -> Path:
    """Return the folder of logs and reports, made where it is not there."""
    folder = home() / "logs"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def private(path: Path, mode: str) -> IO[str]:
    """Open a text file that only its owner can read."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    return open(path, mode, encoding="utf-8", errors="replace", opener=opener)


def watch() -> str:
    """Have every fault written down from now on; return the one that ended the last process.

    It names no folder, which may name a person; empty where nothing was written.
    """
    global _file  # noqa: PLW0603
    written = ""
    with suppress(OSError):
        path = logs() / "faults.txt"
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                written = file.read(_LONGEST)
            path.unlink()
        _file = private(path, "a")
        faulthandler.enable(_file)
    if not _FATAL.search(written):
        return ""
    return _FILE.sub(lambda found: f'File "{shortened(found[1])}"', written).strip()


def shortened(filename: str) -> str:
    """Return a file's place in its package: its folders may hold the name of a person."""
    parts = PurePath(filename).parts
    for marker in ("site-packages", *_ROOTS):
        if marker in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(marker)
            return "/".join(parts[at + (marker == "site-packages") :])
    return parts[-1] if parts else "?"
