"""A disk that is known op by op, and what a power cut at any moment could leave on it.

Only what was synced is certain. Of the rest any part may be there, in any order, torn at sectors
of 512 bytes: this is what SQLite itself reckons with. A new name is certain once its folder was
synced, which SQLite does with the first sync of a new journal.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
JOURNAL = "-journal"
MAKING = {"open", "create", "write", "truncate", "link", "rename"}


@dataclass(frozen=True, slots=True)
class Op:
    """One thing done on the disk, or said in between.

    `what` is open, create, write, truncate, sync, delete (`at` is 1 where the folder is synced
    with it), link and rename (`data` is the new name), sync folder; or begin, done, state, where
    `at` counts the changes of the project, and `data` is its digest.
    """

    what: str
    name: str
    at: int = 0
    data: bytes = b""


@dataclass
class Platter:
    """The files of one folder, by name: what is certain of them, and what is on its way."""

    certain: dict[int, bytes] = field(default_factory=dict)
    waiting: dict[int, list[Op]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, int] = field(default_factory=dict)
    certain_names: dict[str, int] = field(default_factory=dict)
    renamings: list[dict[str, int | None]] = field(default_factory=list)
    new_journals: set[int] = field(default_factory=set)

    def do(self, op: Op) -> None:
        """Let one thing happen."""
        # What gets a name without ever having been synced is empty, as far as anybody knows.
        if op.what in MAKING and op.name not in self.names:
            self._create(op.name)
        if op.what in {"write", "truncate"}:
            self.waiting[self.names[op.name]].append(op)
        elif op.what == "sync":
            self._sync(self.names[op.name])
        elif op.what == "delete" and op.name in self.names:
            self._rename({op.name: None})
            if op.at:
                self._sync_folder()
        elif op.what == "link":
            self._rename({op.data.decode(): self.names[op.name]})
        elif op.what == "rename":
            self._rename({op.data.decode(): self.names[op.name], op.name: None})
        elif op.what == "sync folder":
            self._sync_folder()

    def left(self, chance: Random) -> dict[str, bytes]:
        """Return the files that a power cut now could leave, by name."""
        keeps = _keeping(chance, sum(map(len, self.waiting.values())) + len(self.renamings))
        hole = chance.choice([0, 0, chance.randrange(1, 256)])
        names = dict(self.certain_names)
        for renaming in self.renamings:
            if keeps(len(renaming)):
                _renamed(names, renaming)
        return {name: self._content(file, keeps, hole) for name, file in names.items()}

    def _create(self, name: str) -> None:
        file = len(self.certain)
        self.certain[file] = b""
        self._rename({name: file})
        if name.endswith(JOURNAL):
            self.new_journals.add(file)

    def _rename(self, renaming: dict[str, int | None]) -> None:
        _renamed(self.names, renaming)
        self.renamings.append(renaming)

    def _sync(self, file: int) -> None:
        self.certain[file] = self._content(file, lambda _: True, 0)
        self.waiting[file].clear()
        if file in self.new_journals:
            self.new_journals.discard(file)
            self._sync_folder()

    def _sync_folder(self) -> None:
        self.certain_names = dict(self.names)
        self.renamings.clear()

    def _content(self, file: int, keeps: Callable[[int], bool], hole: int) -> bytes:
        content = bytearray(self.certain[file])
        for op in self.waiting[file]:
            if op.what == "truncate":
                if keeps(0):
                    del content[op.at :]
                continue
            for start in range(0, len(op.data), SECTOR):
                piece = op.data[start : start + SECTOR]
                if keeps(len(op.data)):
                    at = op.at + start
                    content.extend(bytes([hole]) * (at - len(content)))
                    content[at : at + len(piece)] = piece
        return bytes(content)


def _keeping(chance: Random, count: int) -> Callable[[int], bool]:
    """Return what decides of each piece whether it is kept: all, none, some, or the first ones."""
    if chance.random() < 0.25:
        left = iter(range(chance.randrange(count * 4 + 1)))
        return lambda _: next(left, None) is not None
    share = chance.choice([0, 1, 0.02, 0.5, 0.5, 0.98])
    return lambda _: chance.random() < share


def _renamed(names: dict[str, int], renaming: dict[str, int | None]) -> None:
    for name, file in renaming.items():
        names.pop(name, None)
        if file is not None:
            names[name] = file


def write(files: dict[str, bytes], folder: Path) -> None:
    """Put files into an empty folder."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
