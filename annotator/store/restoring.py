"""Going back to a backup: the present file is kept beside, and comes back by an undo.

Killed at any moment, the old or the new project is whole under its name. What is new is made
ready beside and renamed; a journal left by a writer that died is rolled back before, or SQLite
would play it back into the new file.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from annotator.errors import AnnotatorError, ProjectError, StoreError
from annotator.files import copy_synced, named, names_beside, sync_folder
from annotator.model import Pseudonym
from annotator.store import keyring, numbering
from annotator.store.backup import copy_whole
from annotator.store.converting import convert
from annotator.store.creating import give_name, stem_with
from annotator.store.faults import in_plain_words, is_busy, plain, sql_errors
from annotator.store.integrity import is_sound
from annotator.store.leftovers import draft_beside
from annotator.store.lock import Lock
from annotator.store.opening import (
    connect_for_writing,
    let_go,
    reading,
    refuse_newer,
    schema_version,
    transaction,
)
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.upkeep import Upkeep

_PATIENCE = 3.0
"""Seconds that are waited for a program that is writing."""
_WORDS = " before restoring "
_COMPANIONS = ("-journal", "-wal")
"""What SQLite would apply to the file beside it."""
_WHY = {
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "the disk is full; make room and try again",
    errno.EACCES: "it is open in another program, or its folder does not take new files",
    errno.EPERM: "it is open in another program, or its folder does not take new files",
    errno.EROFS: "its disk is read-only; copy it to a folder of your own",
}


def restore(path: Path, backup: Path) -> Path:
    """Put a backup in the place of the project at `path`; return where the former file is kept.

    The backup is verified before; the present file is backed up where it can be read, and kept
    beside with what a writer that died left of it. Raises `ProjectError` where the backup is
    damaged or another program has the project, `StoreError` where the disk refuses; the project
    is as it was then.
    """
    target = _writable(path)
    if backup.resolve() == target:
        raise ProjectError(f"{named(path.name)} is the project itself; choose a backup of it")
    with _locked(target), _drafts(target) as (new, former):
        _fetch(backup, new, target)
        shutil.copymode(target, new)
        with _keeping(target, former) as kept:
            _settle(target)
            _carry_numbers(target, new)
            _clear(target)
            new.replace(target)
        sync_folder(target.parent)
    return kept


def undo(path: Path, kept: Path) -> Path:
    """Put back what `restore` kept, sound or not; return where the file is kept that was there.

    An undo of that puts the restored file back.
    """
    target = _writable(path)
    if not kept.is_file() or kept.resolve() == target:
        raise ProjectError(f"{named(kept.name)} is not a file that was kept; nothing was undone")
    with _locked(target), _drafts(target) as (_, former):
        _roll_back(kept)
        with _keeping(target, former) as now_kept:
            _settle(target)
            _carry_numbers(target, kept)
            _clear(target)
            kept.replace(target)
        for suffix in _COMPANIONS:
            # Of a damaged file alone. It would be played back into the other one if it came first.
            if _beside(kept, suffix).exists():
                _beside(kept, suffix).replace(_beside(target, suffix))
        sync_folder(target.parent)
    return now_kept


def recreate(path: Path, backup: Path) -> None:
    """Put a backup where a project was and nothing is now; raise `ProjectError` otherwise."""
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise ProjectError(f"The folder {named(target.parent)} does not exist; make it first")
    with _locked(target), _drafts(target) as (new, _):
        _fetch(backup, new, target)
        give_name(new, target)
        sync_folder(target.parent)


def kept_beside(path: Path) -> list[Path]:
    """Return the former files that `restore` and `undo` kept of a project, newest first."""
    target = Path(os.path.realpath(path))
    begin = stem_with(target, f"{_WORDS}2026-11-30 221005").removesuffix("2026-11-30 221005")
    try:
        found = [
            (each.stat().st_mtime_ns, each)
            for each in target.parent.iterdir()
            if each.name.startswith(begin) and each.suffix == target.suffix
        ]
    except OSError:
        return []
    return [each for _, each in sorted(found, reverse=True)]


def _writable(path: Path) -> Path:
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise ProjectError(f"{named(path.name)} {what}; name an On Record project")
    if not os.access(path, os.W_OK):
        raise ProjectError(f"{path.name} is read-only; copy it to a folder of your own")
    return path.resolve()


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    lock = Lock.take(target, _PATIENCE)
    try:
        with in_plain_words(target, "restored"):
            yield
    except OSError as error:
        why = _WHY.get(error.errno or 0) or os.strerror(error.errno or 0).lower()
        raise StoreError(f"{named(target.name)} could not be restored: {why}") from error
    finally:
        lock.release()


@contextmanager
def _drafts(target: Path) -> Iterator[tuple[Path, Path]]:
    """Give two names beside the project; what a killed restore left there is removed."""
    both = (draft_beside(target, "new"), draft_beside(target, "former"))

    def remove() -> None:
        for draft in both:
            for each in (draft, _beside(draft, "-journal")):
                each.unlink(missing_ok=True)

    remove()
    try:
        yield both[0], both[1]
    finally:
        remove()


def _fetch(backup: Path, new: Path, target: Path) -> None:
    """Copy a backup that is verified before to a new file, encrypted as the project is, if it is.

    What is encrypted stays so where the project is plain, or nobody knows what opens it.
    """
    refuse_newer(backup, schema_version(backup))
    if not is_sound(backup):
        raise ProjectError(f"{named(backup.name)} is damaged itself; choose another backup")
    with in_plain_words(target, "restored"):
        secret = None
        with suppress(ProjectError):
            secret = keyring.secret_of(target)
        if secret and keyring.secret_of(backup) != secret:
            convert(backup, new, secret)
            return
        with reading(backup) as conn:
            copy_whole(conn, new)


def _settle(target: Path) -> None:
    """Roll back what a writer that died began, and back the file up, where it can be read."""
    try:
        conn = connect_for_writing(target, _PATIENCE)
        try:
            Upkeep(target, conn).look_over(lambda: True)
        finally:
            let_go(conn)
    except sql_errors.any as error:
        if is_busy(error):
            raise plain(error, target, "restored") or error from error
    except AnnotatorError as error:
        if is_busy(error):
            raise


def _carry_numbers(target: Path, coming: Path) -> None:
    """Let pseudonyms that were given here be taken in what comes, too: they may be in print.

    Neither a damaged file nor one of an older schema is changed.
    """
    given, there = _pseudonyms(target), _pseudonyms(coming)
    known = {one.id for one in there} | {one.number for one in there}
    lacking = [one for one in given if known.isdisjoint({one.id, one.number})]
    if not lacking or not is_sound(coming) or schema_version(coming) < SCHEMA_VERSION:
        return
    conn = connect_for_writing(coming)
    try:
        with transaction(conn):
            for one in lacking:
                numbering.keep(conn, one)
    finally:
        let_go(conn)


def _pseudonyms(project: Path) -> list[Pseudonym]:
    try:
        with reading(project) as conn:
            return numbering.every(conn)
    except (*sql_errors.any, AnnotatorError):
        return []


def _roll_back(kept: Path) -> None:
    """Roll back what a writer that died began in a kept file, where that can be read."""
    if not _beside(kept, "-journal").exists():
        return
    try:
        with reading(kept):  # in a copy: SQLite drops what it cannot use
            pass
        let_go(connect_for_writing(kept))
    except (*sql_errors.any, ProjectError):
        pass


@contextmanager
def _keeping(target: Path, draft: Path) -> Iterator[Path]:
    """Copy the project, and what SQLite left beside it, to a name that says when that was.

    Where the block fails, the project is as it was, and nothing is kept of it.
    """
    kept = _free_name(target)
    try:
        for suffix in _COMPANIONS:
            if _beside(target, suffix).exists():
                copy_synced(_beside(target, suffix), _beside(kept, suffix))
        copy_synced(target, draft)
        draft.replace(kept)
        sync_folder(target.parent)
        yield kept
    except Exception:  # after an interrupt nobody knows which file is in place: all are kept
        for path in (kept, *(_beside(kept, suffix) for suffix in _COMPANIONS)):
            path.unlink(missing_ok=True)
        raise


def _clear(target: Path) -> None:
    """Remove what SQLite would apply to the file that is to come."""
    for suffix in _COMPANIONS:
        _beside(target, suffix).unlink(missing_ok=True)
    sync_folder(target.parent)


def _free_name(target: Path) -> Path:
    words = f"{_WORDS}{datetime.now().astimezone():%Y-%m-%d %H%M%S}"
    free = names_beside(target, stem_with(target, words))
    return next(path for path in free if not any(_beside(path, s).exists() for s in _COMPANIONS))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
