"""A writer whose every doing on the disk is noted down, in a process of its own.

Run as `python -m tests.torture.recorder KIND PROJECT LOG SEED STEPS`. A project that is there is
opened, another is created; `copying` saves a copy at the end, `large` imports an article that
SQLite writes out before its commit; `restoring`, `compacting`, `writing back` end with that. The
other kinds beside `honest` are deliberately wrong, to show that the harness catches what it is
there for: those with an `=` are settings of SQLite, `writing back unsynced` syncs no file.
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
from annotator.store.away import WorkingCopy
from annotator.store.backup import backups_of
from annotator.store.reader import Reader
from annotator.store.restoring import restore
from annotator.store.safekeeping import id_of
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
        self.is_syncing = True

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
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                if path == self.folder:
                    self.ops.append(Op("sync folder", ""))
            elif self.is_syncing:
                self._synced(Path(f"/dev/fd/{handle}").resolve())

        os.open, os.fsync = watched_open, watched_sync  # type: ignore[assignment]

    def _synced(self, file: Path) -> None:
        """Note down what the program wrote into a file: of what it did not sync, nothing."""
        if str(file.parent) == self.folder:
            self.ops.append(Op("write", file.name, 0, file.read_bytes()))
            self.ops.append(Op("sync", file.name))

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
    end = next((end for name, end in ENDS.items() if kind.startswith(name)), None)
    if end:
        recorder.say("begin", count + 1)
        end(project)
        recorder.say("done", count + 1)
        with Reader.open(project) as reader:
            recorder.say("state", count + 1, state_of(reader))


def _restore(project: Path) -> None:
    """Go back to the backup that was made as the project was opened first."""
    key = id_of(project)
    assert key
    restore(project, backups_of(key)[-1])


def _compact(project: Path) -> None:
    """Give all of the history up."""
    with Store.open(project) as store:
        given = store.what_goes(None)
        assert given
        store.compact(given)


def _write_back(project: Path) -> None:
    """Change a copy of the project, as of one that lies far away, and write it back."""
    copy = WorkingCopy.take(project, None)
    with Store.open(copy.path) as store:
        ACTS["mark"](store)
    copy.write_back()
    copy.end()


ENDS = {"restoring": _restore, "compacting": _compact, "writing back": _write_back}


def main() -> None:
    """Work, and write down everything that was done."""
    kind, project, log, seed, steps = sys.argv[1:]
    path = Path(project)
    recorder = Recorder(path)
    recorder.is_syncing = kind != "writing back unsynced"
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
