"""A writer whose every doing on the disk is noted down, in a process of its own.

Run as `python -m tests.torture.recorder KIND PROJECT LOG SEED STEPS`. A project that is there is
opened, another is created; `copying` saves a copy at the end, and `large` imports an article that
SQLite writes out before its commit. The other kinds beside `honest` are
deliberately wrong, to show that the harness catches what it is there for; those with an `=` are
settings of SQLite.
"""

import os
import pickle
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from annotator.store import Store
from tests.torture import sqlite_face
from tests.torture.acts import ACTS, Piecemeal, state_of
from tests.torture.platter import JOURNAL, Op
from tests.torture.watched_disk import WatchedDisk

FIRST = ("bring_in", "mark")
ANY = [act for act in ACTS if act != "bring_in_large"]


class Recorder:
    """What is done in one folder, in order."""

    def __init__(self, project: Path) -> None:
        self.folder = str(project.parent)
        self.project = project.name
        self.ops: list[Op] = []
        self.opened: dict[int, str] = {}

    def ask(self, what: str, name: str, at: int, data: bytes) -> None:
        """Note down what SQLite is about to do."""
        folder, _, last = name.rpartition(os.sep)
        if folder == self.folder and what != "read":
            self.ops.append(Op(what, last, at, data))

    def say(self, what: str, at: int, state: str = "") -> None:
        """Note down where in its work the writer is."""
        self.ops.append(Op(what, self.project, at, state.encode()))

    def watch_names(self) -> None:
        """Note down what the program itself does with names, and which folder it syncs."""
        for what in ("link", "rename", "replace"):
            self._watch(what, self._renamed)
        for what in ("unlink", "remove"):
            self._watch(what, lambda _what, path: self.ask("delete", os.fspath(path), 0, b""))
        open_, sync = os.open, os.fsync

        def watched_open(path: Any, *rest: Any, **more: Any) -> int:
            handle = open_(path, *rest, **more)
            self.opened[handle] = os.fspath(path)
            return handle

        def watched_sync(handle: int) -> None:
            sync(handle)
            path = self.opened.get(handle, "")
            if stat.S_ISDIR(os.fstat(handle).st_mode) and path == self.folder:
                self.ops.append(Op("sync folder", ""))

        os.open, os.fsync = watched_open, watched_sync  # type: ignore[assignment]

    def _watch(self, what: str, note: Callable[..., None]) -> None:
        do = getattr(os, what)

        def watched(*paths: Any, **more: Any) -> None:
            do(*paths, **more)
            note(what, *paths)

        setattr(os, what, watched)

    def _renamed(self, what: str, old: Any, new: Any) -> None:
        folder, _, last = os.fspath(new).rpartition(os.sep)
        if folder == self.folder:
            kind = "link" if what == "link" else "rename"
            self.ops.append(Op(kind, Path(os.fspath(old)).name, 0, last.encode()))


def work(recorder: Recorder, kind: str, project: Path, seed: int, steps: int) -> None:
    """Change a project again and again, closing it now and then."""
    chance = Random(seed)  # noqa: S311 - the moments need no secrecy
    opens = Piecemeal if kind == "piecemeal" else Store
    count = 0
    recorder.say("begin", count)
    if not project.exists():
        Store.create(project)
    store = opens.open(project)
    recorder.say("state", count, state_of(store))
    recorder.say("done", count)
    last = ["bring_in_large"] if kind == "large" else []
    for act in [*FIRST, *chance.choices(ANY, k=steps), *last]:
        count += 1
        recorder.say("begin", count)
        if kind == "too early":
            recorder.say("done", count)
        ACTS[act](store)
        recorder.say("done", count)
        recorder.say("state", count, state_of(store))
        if chance.random() < 0.15:
            store.close()
            store = opens.open(project)
    if kind == "copying":
        store.save_copy(project.with_name("copy.onrecord"))
    store.close()


def main() -> None:
    """Work, and write down everything that was done."""
    kind, project, log, seed, steps = sys.argv[1:]
    path = Path(project)
    recorder = Recorder(path)
    if path.exists():
        for there in (path, path.with_name(path.name + JOURNAL)):
            if there.exists():
                recorder.ops += [Op("write", there.name, 0, there.read_bytes())]
                recorder.ops += [Op("sync", there.name), Op("sync folder", "")]
    sqlite_face.install()
    if "=" in kind:
        sqlite_face.set_instead(kind)
    recorder.watch_names()
    with WatchedDisk(recorder.ask).in_use():
        work(recorder, kind, path, int(seed), int(steps))
    Path(log).write_bytes(pickle.dumps(recorder.ops))


if __name__ == "__main__":
    main()
