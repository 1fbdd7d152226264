"""A disk that refuses the k-th thing asked of it, for every k, in a process of its own.

Run as `python -m tests.torture.failing KIND BASE FOLDER ACT FAULT STEP`: tries the act on copies
of BASE in FOLDER, once for each STEP-th k, and prints as JSON for how many k, and every broken
promise. The kinds beside `honest` are deliberately wrong.
"""

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import apsw

from annotator.edits import Change, Edit
from annotator.errors import AnnotatorError, StoreError
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.torture import sqlite_face
from tests.torture.acts import ACTS, Piecemeal, state_of
from tests.torture.watched_disk import WatchedDisk

CHANGES = {"create", "write", "truncate", "sync", "delete"}
FAULTS: dict[str, tuple[int, set[str], bool]] = {
    "error once": (apsw.SQLITE_IOERR, CHANGES | {"open", "read"}, False),
    "error from then on": (apsw.SQLITE_IOERR, CHANGES, True),
    "full once": (apsw.SQLITE_FULL, {"write"}, False),
    "full from then on": (apsw.SQLITE_FULL, {"write"}, True),
}
"""What SQLite is told, of which doings, and whether the disk stays so."""


class Faulty:
    """A disk that is sound until it is armed."""

    def __init__(self, fault: str) -> None:
        self._result, self._whats, self._stays = FAULTS[fault]
        self._left = 0
        self._is_armed = False
        self.was_hit = False

    def arm(self, k: int) -> None:
        """Refuse the k-th thing from now on."""
        self._left, self._is_armed, self.was_hit = k, True, False

    def mend(self) -> None:
        """Refuse nothing more."""
        self._is_armed = False

    def ask(self, what: str, _name: str, _at: int, _data: bytes) -> None:
        """Refuse it, or let it be done."""
        if not self._is_armed or what not in self._whats:
            return
        self._left -= 1
        if self._left == 0 or (self._left < 0 and self._stays):
            self.was_hit = True
            raise apsw.exception_for(self._result)


class Swallowing(Store):
    """A wrong writer, which says nothing of what the disk refuses."""

    def apply(self, edit: Edit) -> Change:
        try:
            return super().apply(edit)
        except StoreError:
            return Change("", edit.label, edit.moves)


KINDS: dict[str, type[Store]] = {
    "honest": Store,
    "swallowing": Swallowing,
    "piecemeal": Piecemeal,
}


def sentence_of(do: Callable[[], object]) -> tuple[str, str]:
    """Return what is wrong with how something fails, and what it says where it does."""
    try:
        do()
    except AnnotatorError as error:
        told = str(error)
        is_plain = told and "\n" not in told and "SQLITE" not in told and len(told) < 300
        return ("" if is_plain else f"no plain sentence: {told!r}"), told
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return f"no error of ours: {error!r}", repr(error)
    return "", ""


def change(kind: type[Store], project: Path, act: str, disk: Faulty, k: int) -> list[str]:
    """Change a project on a disk that refuses the k-th doing; return every broken promise."""
    store = kind.open(project)
    try:
        before = state_of(store)
        disk.arm(k)
        wrong, failed = sentence_of(lambda: ACTS[act](store))
        found = [wrong] if wrong else []
        meanwhile = ""
        with suppress(AnnotatorError):  # a disk that does not give the data shows nothing false
            meanwhile = state_of(store)
        disk.mend()
        now = state_of(store)
        with Reader.open(project) as reader:
            on_disk = state_of(reader)
        if now != on_disk or meanwhile not in {"", on_disk}:
            found.append("what is shown is not what is on the disk")
        is_uncertain = "was changed, but" in failed
        if bool(failed) != (now == before or is_uncertain):
            found.append("refused, and done" if failed else "acknowledged, and not done")
        if failed and not is_uncertain:
            _, again = sentence_of(lambda: ACTS[act](store))
            found += [f"cannot be tried again: {again}"] if again else []
            found += ["nothing done at the second try"] if state_of(store) == before else []
    finally:
        disk.mend()
        store.close()
    return found + examine(project)


def open_(kind: type[Store], project: Path, _act: str, disk: Faulty, k: int) -> list[str]:
    """Open and close a project, bringing it up to date, on such a disk."""
    with Reader.open(project) as reader:
        before = state_of(reader)
    opened: list[Store] = []
    disk.arm(k)
    wrong, _ = sentence_of(lambda: opened.append(kind.open(project)))
    found = [wrong] if wrong else []
    for store in opened:
        wrong, _ = sentence_of(store.close)
        found += [wrong] if wrong else []
    disk.mend()
    with Reader.open(project) as reader:
        found += [] if state_of(reader) == before else ["something else is there"]
    found += examine(project)
    with kind.open(project) as store:
        found += [] if state_of(store) == before else ["something else is there at last"]
    return found + examine(project)


def create(kind: type[Store], project: Path, _act: str, disk: Faulty, k: int) -> list[str]:
    """Create a project on such a disk: whole, or nothing at all."""
    folder = project.parent / "new"
    folder.mkdir()
    made = folder / project.name
    disk.arm(k)
    wrong, failed = sentence_of(lambda: kind.create(made))
    disk.mend()
    found = [wrong] if wrong else []
    there = sorted(path.name for path in folder.iterdir())
    if there != ([] if failed else [made.name]):
        found.append(f"{there} is there")
    shutil.rmtree(folder)
    return found


def copy(kind: type[Store], project: Path, _act: str, disk: Faulty, k: int) -> list[str]:
    """Save a copy on such a disk: whole, or nothing at all."""
    target = project.with_name("copy.onrecord")
    with kind.open(project) as store:
        disk.arm(k)
        wrong, failed = sentence_of(lambda: store.save_copy(target))
        disk.mend()
    found = [wrong] if wrong else []
    found += examine(target) if not failed else []
    there = {path.name for path in project.parent.iterdir()}
    return found + (
        [] if there == {project.name, *([] if failed else [target.name])} else [str(there)]
    )


def read(_kind: type[Store], project: Path, _act: str, disk: Faulty, k: int) -> list[str]:
    """Read a project on such a disk: what is there, or a sentence."""

    def all_of_it() -> str:
        with Reader.open(project) as reader:
            return state_of(reader)

    before, said = all_of_it(), []
    disk.arm(k)
    wrong, failed = sentence_of(lambda: said.append(all_of_it()))
    disk.mend()
    found = [wrong] if wrong else []
    return found + ([] if failed or said == [before] else ["it reads differently"])


TRIES = {"open": open_, "create": create, "copy": copy, "read": read}


def main() -> None:
    """Try an act with each k."""
    kind, base, into, act, fault, step = sys.argv[1:]
    disk = Faulty(fault)
    folder = Path(into)
    wrong: list[str] = []
    sqlite_face.install()
    with WatchedDisk(disk.ask).in_use():
        KINDS[kind].open(Path(base)).close() if act != "open" else None  # backed up beforehand
        k, count = 1, 0
        while True:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            project = Path(shutil.copy(base, folder / "story.onrecord"))
            found = TRIES.get(act, change)(KINDS[kind], project, act, disk, k)
            wrong += [f"{act}, {fault} at {k}: {what}" for what in found]
            if not disk.was_hit:
                break
            k, count = k + int(step), count + 1
    print(json.dumps({"count": count, "wrong": wrong}))  # noqa: T201


if __name__ == "__main__":
    main()
