"""Files on drives that may be slow, or away, or changed by others while they are looked at."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from annotator.errors import DamageError, StoreError
from annotator.files import copy_synced, named
from annotator.store.faults import sql_errors
from annotator.store.opening import connect_for_writing, discard, let_go, reading
from annotator.store.rows import tables_in

Moment = tuple[int, int, int, int]
"""What changes with a file that is written or replaced: device, number, size and time."""
_TRIES = 3
_PIECE = 1 << 20
_MARKED = {
    "step": ("SELECT count(*) FROM step", "SELECT id FROM step ORDER BY seq DESC LIMIT 1"),
    "draft": ("SELECT digest FROM draft ORDER BY id",),
    "compaction": ("SELECT id FROM compaction ORDER BY id",),
    "pseudonym": ("SELECT digest FROM pseudonym ORDER BY id",),
}
"""By table, what changes with all that a person does; sums are counted again where they lack."""


def mark_of(project: Path) -> str:
    """Return what changes with all that a person does in a project; empty where none is read."""
    told = sha256()
    try:
        with reading(project) as conn:
            there = tables_in(conn)
            asked = [ask for table, some in _MARKED.items() if table in there for ask in some]
            for ask in ("PRAGMA user_version", *asked):
                told.update(repr(conn.execute(ask).fetchall()).encode())
    except (*sql_errors.any, OSError, StoreError):
        return ""
    return told.hexdigest()


def damaged(project: Path) -> DamageError:
    """Return the error for a file of which not even that can be read."""
    return DamageError(
        f"{named(project.name)} is damaged; run `onrecord doctor` on it and go back to a backup"
    )


def moment_of(file: Path) -> Moment | None:
    """Return what a file is now, None where nothing has the name; raises `OSError` otherwise."""
    try:
        return moment(file.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def moment(found: os.stat_result) -> Moment:
    """Return what a file was when it was looked at."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file that no connection here has open."""
    told = sha256()
    with file.open("rb") as read:
        while piece := read.read(_PIECE):
            told.update(piece)
    return told.hexdigest()


def has_journal(project: Path) -> bool:
    """Return whether somebody is writing into a project, or died over it."""
    found = moment_of(project.with_name(project.name + "-journal"))
    return found is not None and found[2] > 0


def roll_back(project: Path) -> None:
    """Roll back what a writer that died began, as each opening of the file does."""
    if has_journal(project):
        let_go(connect_for_writing(project))


def copied(
    source: Path,
    target: Path,
    is_wanted: Callable[[], bool],
    tell: Callable[[int, int], object],
) -> tuple[str, Moment]:
    """Copy a far file as it stood at one moment; return its SHA-256 and what it was.

    `tell` is told how many bytes of how many are here. Raises `OSError`, which is
    `InterruptedError` once the copy is wanted no more, and `StoreError` where others are writing.
    """
    for _ in range(_TRIES):
        discard(target)
        before = moment(source.stat())
        told = _Told(before[2], tell)
        copy_synced(source, target, is_wanted, told.see)
        if moment_of(source) == before:
            return told.digest.hexdigest(), before
    raise StoreError(f"{named(source.name)} is being changed just now; try again in a moment")


class _Told:
    """What has passed of a file."""

    def __init__(self, size: int, tell: Callable[[int, int], object]) -> None:
        self.digest = sha256()
        self._here, self._size, self._tell = 0, size, tell

    def see(self, piece: bytes) -> None:
        self.digest.update(piece)
        self._here += len(piece)
        self._tell(self._here, self._size)
