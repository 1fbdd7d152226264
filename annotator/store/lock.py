"""The lock file beside a project: held by the system for as long as its writer lives.

Another machine does not see what this system holds, but reads the file where a share or a sync
program brings it: who signed it there, and renewed the signature lately, has the project.
"""

import json
import os
import platform
import sys
import time
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock as Mutex
from typing import Any

from annotator.errors import ProjectError, TakenError
from annotator.files import printable

_HELD_BYTE = 1 << 30
"""Locked on Windows, far behind the words that others must be able to read."""
_MACHINE = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_RETRY_SECONDS = 0.05
_RENEWED = timedelta(seconds=60)
_STALE = timedelta(minutes=5)
"""The age at which another machine's signature counts no more: it crashed, or is off the net."""


class Lock:
    """The right to write to a project, taken by `take` and given back by `release`."""

    def __init__(self, project: Path, descriptor: int) -> None:
        self._project = project
        self._descriptor: int | None = descriptor
        self._since = self._renewed = datetime.now(UTC)
        self._mutex = Mutex()
        self._sign(descriptor)

    @classmethod
    def take(cls, project: Path, patience: float = 0.0) -> "Lock":
        """Return the lock on `project`, waiting for at most `patience` seconds.

        Raises `TakenError` that names the holder. A dead process's lock is free at once: the
        operating system gave it back.
        """
        return cls(project, _taken(project, patience))

    def renew(self) -> None:
        """Sign the lock anew, in any thread, if the last time is a minute ago.

        Where its file was removed or replaced, as a sync program does, it is taken anew. Raises
        `TakenError` where somebody else has it by now, `ProjectError` where it cannot be had.
        """
        if datetime.now(UTC) - self._renewed < _RENEWED or not self._mutex.acquire(blocking=False):
            return
        try:
            if self._descriptor is not None:
                self._descriptor = self._renew(self._descriptor)
        finally:
            self._mutex.release()

    def release(self) -> None:
        """Give the lock back and remove its file, unless another's has the name by now."""
        path = _path(self._project)
        with self._mutex:
            descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if not _is_still(path, descriptor):
            os.close(descriptor)
        elif sys.platform == "win32":
            os.close(descriptor)
            path.unlink(missing_ok=True)
        else:
            # Removed while it is held: whoever waits finds that the name is gone and starts over.
            path.unlink(missing_ok=True)
            os.close(descriptor)

    def _renew(self, descriptor: int) -> int:
        if not _is_still(_path(self._project), descriptor):
            again = _taken(self._project)
            os.close(descriptor)
            descriptor = again
        self._renewed = datetime.now(UTC)
        self._sign(descriptor)
        return descriptor

    def _sign(self, descriptor: int) -> None:
        holder = {
            "process": os.getpid(),
            "host": platform.node(),
            "machine": _machine(),
            "since": self._since.isoformat(timespec="seconds"),
            "renewed": self._renewed.isoformat(timespec="milliseconds"),
        }
        signature = json.dumps(holder).encode()
        # On a full disk the lock holds unsigned; the change itself will say what is wrong.
        with suppress(OSError):
            # Written over the old one, which is as long: there is no moment without any.
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, signature)
            os.ftruncate(descriptor, len(signature))


@cache
def _machine() -> str:
    """Return what tells this machine from another of the same name; empty where nothing does.

    It is a hash: whoever reads the lock learns no number of the machine.
    """
    known = ""
    for path in _MACHINE:
        with suppress(OSError):
            known = known or path.read_text(encoding="ascii", errors="replace").strip()
    node = uuid.getnode()
    if not known and not node >> 40 & 1:  # else it is made up, and another one in each process
        known = str(node)
    return sha256(f"On Record {known}".encode()).hexdigest()[:16] if known else ""


def _taken(project: Path, patience: float = 0.0) -> int:
    """Return the open lock file, locked."""
    path = _path(project)
    deadline = time.monotonic() + patience
    while True:
        descriptor = _open(path, project)
        is_free = _try_lock(descriptor)
        if is_free and not _is_still(path, descriptor):
            os.close(descriptor)
            continue
        signed = _signed(descriptor)
        if is_free and not _is_held_elsewhere(signed):
            return descriptor
        os.close(descriptor)
        if time.monotonic() >= deadline:
            raise TakenError(
                f"{project.name} is open for writing in {_holder(signed)}; "
                "close it there and try again"
            )
        time.sleep(_RETRY_SECONDS)


def _path(project: Path) -> Path:
    return project.with_name(project.name + ".lock")


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
    except OSError:
        return False


def _signed(descriptor: int) -> dict[str, Any]:
    """Return what the lock was signed with; empty where nothing can be read of it."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        signed = json.loads(os.read(descriptor, 4096))
    except (OSError, ValueError, RecursionError):
        return {}
    return signed if isinstance(signed, dict) else {}


def _is_held_elsewhere(signed: dict[str, Any]) -> bool:
    """Return whether another machine has signed, and has renewed that lately."""
    host, machine = platform.node(), _machine()
    if (signed.get("host", host), signed.get("machine", machine)) == (host, machine):
        return False  # here the system itself knows who holds it
    try:
        renewed = datetime.fromisoformat(signed["renewed" if "renewed" in signed else "since"])
        return abs(datetime.now(UTC) - renewed) < _STALE
    except (ValueError, TypeError, KeyError):
        return False


def _holder(signed: dict[str, Any]) -> str:
    """Return in words who signed the lock."""
    try:
        since = datetime.fromisoformat(signed["since"]).strftime("%Y-%m-%d %H:%M UTC")
        process, host = printable(str(signed["process"])), printable(str(signed["host"]))
    except (ValueError, KeyError, TypeError):
        return "another On Record"
    return f"On Record (process {process[:20]} on {host[:80]}, since {since})"
