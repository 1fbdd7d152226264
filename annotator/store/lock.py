"""The lock file beside a project: held by the system for as long as its writer lives."""

import json
import os
import platform
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import ProjectError, TakenError

_HELD_BYTE = 1 << 30
"""Locked on Windows, far behind the words that others must be able to read."""
_RETRY_SECONDS = 0.05


class Lock:
    """The right to write to a project, taken by `take` and given back by `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, project: Path, patience: float = 0.0) -> "Lock":
        """Return the lock on `project`, waiting for at most `patience` seconds.

        Raises `TakenError` that names the holder. A dead process's lock is free at once: the
        operating system gave it back.
        """
        path = project.with_name(project.name + ".lock")
        deadline = time.monotonic() + patience
        while True:
            descriptor = _open(path, project)
            if _try_lock(descriptor):
                if _is_still(path, descriptor):
                    lock = cls(path, descriptor)
                    lock._sign()
                    return lock
                os.close(descriptor)
                continue
            holder = _holder(descriptor)
            os.close(descriptor)
            if time.monotonic() >= deadline:
                raise TakenError(
                    f"{project.name} is open for writing in {holder}; close it there and try again"
                )
            time.sleep(_RETRY_SECONDS)

    def release(self) -> None:
        """Give the lock back and remove its file, unless another's has the name by now."""
        if not _is_still(self._path, self._descriptor):
            os.close(self._descriptor)
        elif sys.platform == "win32":
            os.close(self._descriptor)
            self._path.unlink(missing_ok=True)
        else:
            # Removed while it is held: whoever waits finds that the name is gone and starts over.
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)

    def _sign(self) -> None:
        holder = {
            "process": os.getpid(),
            "host": platform.node(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        # On a full disk the lock holds unsigned; the change itself will say what is wrong.
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps(holder).encode())


def _open(path: Path, project: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ProjectError(
            f"{project.name} cannot be changed: its folder does not take new files "
            f"({os.strerror(error.errno or 0).lower()}); copy it to a folder of your own"
        ) from error


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _HELD_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Return whether the locked file still has its name: its last holder may have removed it."""
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> str:
    """Return in words who signed the lock."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        holder = json.loads(os.read(descriptor, 4096))
        since = datetime.fromisoformat(holder["since"]).strftime("%Y-%m-%d %H:%M UTC")
        return f"On Record (process {holder['process']} on {holder['host']}, since {since})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another On Record"
