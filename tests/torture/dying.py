"""Writers that are killed at a moment known beforehand, forked off a process that is warm.

Run as `python -m tests.torture.dying ACT KIND BASE FOLDER AT STEP`: brings copies of BASE up to
date (`opening`), gives their history up (`compacting`), or forgets a source in them and their
copies (`forgetting`), each in a writer that dies before its k-th statement or write (as AT says),
for each STEP-th k; what is left of it stays in FOLDER/k. `untransacted`, `unsaved` and `hasty` are
deliberately wrong KINDs.

Run as `python -m tests.torture.dying serving`: reads `Order`s, pickled, and has each done by a
writer that dies before the k-th change of the disk; answers each with a byte, 1 where it was
acknowledged.
"""

import os
import pickle
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlite_utils.db import Database

from annotator.store import Store, backup, rewriting
from annotator.store import compacting as compactor
from annotator.store.backup import backups_of
from annotator.store.forgetting import Forgetting
from annotator.store.migrations import migrations
from annotator.store.opening import project_id
from tests.store.canaries import ADDED, LABEL
from tests.torture import sqlite_face
from tests.torture.doomed import Order
from tests.torture.watched_disk import WatchedDisk

MIGRATIONS = migrations  # loaded before the first fork
Act = Callable[[Path, int], None]
CHANGES = {"create", "write", "truncate", "sync", "delete"}


class Fate:
    """Ends this process before the k-th thing it does."""

    def __init__(self) -> None:
        self.left = 0

    def go_on(self, *_: object) -> None:
        """Count one thing."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def ask(self, what: str, _name: str, _at: int, _data: bytes) -> None:
        """Count a change of the disk."""
        if what in CHANGES:
            self.go_on()


def outlived(do: Callable[[], object]) -> bool:
    """Do something in a process of its own; return whether it came to its end."""
    child = os.fork()
    if not child:
        try:
            do()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - told, since nobody else could
            print(repr(error), file=sys.stderr, flush=True)  # noqa: T201
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a writer broke off by itself")
    return os.WIFEXITED(status)


def tracing(fate: Fate) -> None:
    """Let every connection count its statements."""
    connect = sqlite3.connect

    def traced(*words: Any, **more: Any) -> sqlite3.Connection:
        conn: sqlite3.Connection = connect(*words, **more)
        conn.set_trace_callback(fate.go_on)
        return conn

    sqlite3.connect = traced  # type: ignore[assignment]


def opening(kind: str, base: Path, folder: Path, fate: Fate) -> Act:
    """Return what brings a project up to date, and dies before the k-th moment."""
    if kind == "untransacted":
        Database.atomic = nullcontext  # type: ignore[method-assign, assignment]
    # Its backup is made before, so that every moment is one of the project itself.
    shutil.copy(base, warm := folder / "warm.onrecord")
    outlived(lambda: Store.open(warm))

    def act(project: Path, k: int) -> None:
        fate.left = k
        Store.open(project)

    return act


def compacting(kind: str, _base: Path, _folder: Path, fate: Fate) -> Act:
    """Return what gives all of a history up, after a backup in a home beside the project."""
    if kind == "untransacted":
        compactor.transaction = _each_by_itself  # type: ignore[attr-defined]
    if kind == "unsaved":
        backup.back_up = lambda *_, **__: None

    def act(project: Path, k: int) -> None:
        os.environ["ONRECORD_HOME"] = str(project.parent / "home")
        with Store.open(project) as store:
            for made in backups_of(project_id(store._conn, project)):  # noqa: SLF001
                made.unlink()  # so that the one before is made within
            given = store.what_goes(None)
            assert given
            fate.left = k
            store.compact(given)
            fate.left = 0

    return act


def forgetting(kind: str, _base: Path, _folder: Path, fate: Fate) -> Act:
    """Return what forgets a source in a project, a backup and a former file of it."""
    if kind == "hasty":
        rewriting.Rewriting.rewrite = _late(rewriting.Rewriting.rewrite)  # type: ignore[method-assign]
    for name in ("replace", "unlink"):
        setattr(Path, name, _counted(fate, getattr(Path, name)))

    def act(project: Path, k: int) -> None:
        os.environ["ONRECORD_HOME"] = str(project.parent / "home")
        with Forgetting.open(project) as store:
            folder = backup.folder_of(project_id(store._conn, project))  # noqa: SLF001
            folder.mkdir(parents=True)
            copied = folder / "20260101T000000000000Z-0.onrecord"
            for copy in (copied, project.with_name("story before restoring 1.onrecord")):
                shutil.copyfile(project, copy)
            fate.left = k
            store.forget(LABEL, [ADDED])
            fate.left = 0

    return act


def _counted(fate: Fate, do: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*words: Any, **more: Any) -> Any:
        fate.go_on()
        return do(*words, **more)

    return counted


def _late(rewrite: Callable[..., None]) -> Callable[..., None]:
    """Let a file be rewritten the second time that it is asked for: after the project itself."""
    asked: set[Path] = set()

    def late(self: Any, file: Path, key: str) -> None:
        if file in asked:
            rewrite(self, file, key)
        asked.add(file)

    return late


@contextmanager
def _each_by_itself(conn: sqlite3.Connection) -> Iterator[None]:
    """Let every statement be a transaction of its own."""
    conn.isolation_level = None
    conn.execute("PRAGMA foreign_keys = OFF")
    yield


def leave(act: Act, base: Path, folder: Path, step: int) -> None:
    """Leave what each death leaves."""
    k = 1
    while True:
        (folder / str(k)).mkdir()
        project = Path(shutil.copy(base, folder / str(k) / "story.onrecord"))
        if outlived(partial(act, project, k)):
            shutil.rmtree(project.parent)
            return
        k += step


def serving(fate: Fate) -> None:
    """Have orders done until there is none."""
    while head := sys.stdin.buffer.read(4):
        order: Order = pickle.loads(  # noqa: S301 - from the test itself
            sys.stdin.buffer.read(int.from_bytes(head, "big"))
        )
        reading, writing = os.pipe()

        def do(order: Order = order, writing: int = writing) -> None:
            store = Store.open(order.project)
            fate.left = order.k
            if order.is_early:
                os.write(writing, b"\1")
            if order.edit:
                store.apply(order.edit)
            else:
                store.undo()
            os.write(writing, b"\1")
            store.close()
            os.kill(os.getpid(), signal.SIGKILL)

        outlived(do)
        os.close(writing)
        sys.stdout.buffer.write(os.read(reading, 1) or b"\0")
        sys.stdout.buffer.flush()
        os.close(reading)


def main() -> None:
    """Do what the command line says."""
    fate = Fate()
    what, *words = sys.argv[1:]
    if what != "serving" and words[3] == "statement":
        tracing(fate)
        _leave_by_words(what, words, fate)
        return
    sqlite_face.install()
    with WatchedDisk(fate.ask).in_use():
        if what == "serving":
            serving(fate)
        else:
            _leave_by_words(what, words, fate)


def _leave_by_words(what: str, words: list[str], fate: Fate) -> None:
    kind, base, folder, _, step = words
    make = {"opening": opening, "compacting": compacting, "forgetting": forgetting}[what]
    act = make(kind, Path(base), Path(folder), fate)
    leave(act, Path(base), Path(folder), int(step))


if __name__ == "__main__":
    main()
