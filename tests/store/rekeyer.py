"""A change of a passphrase that dies before the k-th thing it does.

Run as `python -m tests.store.rekeyer KIND ACT WHAT K PROJECT`; it prints how many things there
were once it comes to its end. WHAT is `files` (opened to be written, linked, renamed, removed,
synced) or `statements`. The kind `in place` is deliberately wrong, to show that the harness
catches it.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from annotator.store import cipher, rekeying

OLD, NEW = "the old four words", "the new four words"
ACTS: dict[str, tuple[str | None, str | None]] = {
    "set": (None, NEW),
    "change": (OLD, NEW),
    "remove": (OLD, None),
}
_FILES = {"os.link", "os.rename", "os.remove", "os.chmod"}


class Fate:
    """Ends this process before the k-th thing it does."""

    def __init__(self, k: int) -> None:
        self.count = 0
        self._k = k

    def go_on(self, *_: object) -> None:
        self.count += 1
        if self.count == self._k:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, words: tuple[Any, ...]) -> None:
        """Count what Python does with files."""
        is_written = event == "open" and words[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _FILES or is_written:
            self.go_on()


def tracing(library: Any, fate: Fate) -> None:
    """Let every connection count its statements."""
    connect = library.connect

    def traced(*words: Any, **more: Any) -> Any:
        conn = connect(*words, **more)
        conn.set_trace_callback(fate.go_on)
        return conn

    library.connect = traced


def syncing(fate: Fate) -> Callable[[int], None]:
    sync = os.fsync

    def counted(descriptor: int) -> None:
        fate.go_on()
        sync(descriptor)

    return counted


def in_place(draft: Path, file: Path) -> list[str]:
    """Write a file over another one, piece by piece."""
    with file.open("rb+") as out, draft.open("rb") as read:
        out.truncate()
        while piece := read.read(1 << 16):
            out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    draft.unlink()
    return []


def main() -> None:
    """Do it, and say how many things that took."""
    kind, act, what, k, path = sys.argv[1:]
    project = Path(path)
    old, new = ACTS[act]
    if old:
        cipher.unlock(project, old)
    if kind == "in place":
        vars(rekeying)["put"] = in_place
    fate = Fate(int(k))
    if what == "files":
        os.fsync = syncing(fate)  # type: ignore[assignment]
        sys.addaudithook(fate.heard)
    else:
        for library in (sqlite3, dbapi2):
            tracing(library, fate)
    rekeying.set_passphrase(project, new)
    print(fate.count)  # noqa: T201


if __name__ == "__main__":
    main()
