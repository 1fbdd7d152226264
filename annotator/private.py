"""Files and folders that nobody but their owner can look into, whatever the system would allow.

Windows has no such modes: there a person's own folder is closed to others by the system itself.
"""

import os
import stat
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

_OTHERS = 0o077
FILE, FOLDER = 0o600, 0o700


def keep_to_owner() -> None:
    """Let this process, and those that it starts, make nothing that others can look into."""
    os.umask(_OTHERS)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone.

    One that is there stays as it is. Raises `OSError`.
    """
    try:
        folder.mkdir(mode=FOLDER, exist_ok=True)
    except FileNotFoundError:
        make_folder(folder.parent)
        folder.mkdir(mode=FOLDER, exist_ok=True)


def opened(path: Path, mode: str) -> TextIOWrapper:
    """Open a text file of our own to write, which its owner alone can read from now on."""

    def opener(name: str, flags: int) -> int:
        handle = os.open(name, flags, FILE)
        if os.name == "posix":
            with suppress(OSError):  # one that was there may let others in
                os.fchmod(handle, FILE)
        return handle

    return TextIOWrapper(open(path, f"{mode}b", opener=opener), encoding="utf-8", errors="replace")


def is_open_to_others(path: Path) -> bool:
    """Return whether other people on this machine may read or change a file."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False


def narrow(path: Path) -> None:
    """Take from others what they may do with something of ours, and with all in it.

    What a link leads to, and what belongs to somebody else, stays as it is.
    """
    with suppress(OSError):
        if _narrowed(path):
            for each in path.iterdir():
                narrow(each)


def narrow_folder(folder: Path) -> None:
    """Take from others what they may do with a folder; what is in it stays as it is."""
    with suppress(OSError):
        _narrowed(folder)


def _narrowed(path: Path) -> bool:
    """Narrow one file or folder of ours; return whether it is a folder."""
    if os.name != "posix":
        return False
    found = path.lstat()
    is_folder = stat.S_ISDIR(found.st_mode)
    is_ours = found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX
    if not is_ours or not (is_folder or stat.S_ISREG(found.st_mode)):
        return False
    if found.st_mode & _OTHERS:
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    return is_folder
