"""SQLite's faults in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import AnnotatorError, DamageError, EditError, ProjectError, StoreError

_WORDS = {
    "SQLITE_FULL": (StoreError, "the disk is full; make room and try again"),
    "SQLITE_BUSY": (ProjectError, "another program is writing to it; try again in a moment"),
    "SQLITE_LOCKED": (ProjectError, "another program is writing to it; try again in a moment"),
    "SQLITE_READONLY": (StoreError, "it is read-only; copy it to a folder of your own"),
    "SQLITE_PERM": (StoreError, "it is read-only; copy it to a folder of your own"),
    "SQLITE_IOERR": (StoreError, "the disk does not take or give the data; check the disk"),
    "SQLITE_CANTOPEN": (ProjectError, "it or its folder cannot be opened; check the permissions"),
    "SQLITE_CORRUPT": (
        DamageError,
        "it is damaged; run `onrecord doctor` on it and go back to a backup",
    ),
    "SQLITE_NOTADB": (
        DamageError,
        "it is not an On Record project, or it is damaged; run `onrecord doctor` on it",
    ),
}

_PASSING = (
    *("SQLITE_FULL", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_PERM"),
    *("SQLITE_IOERR", "SQLITE_CANTOPEN"),
)


@contextmanager
def in_plain_words(project: Path, doing: str) -> Iterator[None]:
    """Raise the environment's faults as our errors: "`name` could not be `doing`: why"."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise EditError(f"{project.name} was not changed: {_conflict(error)}") from error
    except sqlite3.DatabaseError as error:
        named = plain(error, project, doing)
        if named is None:
            raise
        raise named from error


def plain(error: sqlite3.Error, project: Path, doing: str) -> AnnotatorError | None:
    """Return our error for SQLite's, or None where it is a bug of ours."""
    found = _WORDS.get(_primary_name(error))
    if found is None:
        return None
    kind, why = found
    return kind(f"{project.name} could not be {doing}: {why}")


def in_few_words(error: sqlite3.Error) -> str:
    """Return what is wrong, without what can be done about it."""
    found = _WORDS.get(_primary_name(error))
    return found[1].partition(";")[0] if found else error_name(error) or str(error)


def _primary_name(error: sqlite3.Error) -> str:
    # SQLITE_IOERR_WRITE and its like say the same to a person as SQLITE_IOERR.
    return "_".join(error_name(error).split("_")[:2])


def is_busy(error: BaseException | None) -> bool:
    """Return whether an error, ours or SQLite's, says that another program is writing."""
    if isinstance(error, ProjectError):
        error = error.__cause__
    name = error_name(error) if isinstance(error, sqlite3.Error) else ""
    # A journal that a commit leaves behind for a moment looks like that of a writer who died.
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY_ROLLBACK"))


def may_pass(error: AnnotatorError) -> bool:
    """Return whether what was refused may be taken a little later, or once room is made."""
    cause = error.__cause__
    named = error_name(cause) if isinstance(cause, sqlite3.Error) else ""
    return named.startswith(_PASSING)


def error_name(error: sqlite3.Error) -> str:
    """Return SQLite's symbolic name of an error, empty where it has none."""
    return str(getattr(error, "sqlite_errorname", ""))


def _conflict(error: sqlite3.IntegrityError) -> str:
    words = str(error)
    if "article.sha256" in words:
        return "the same text is already there"
    if "FOREIGN KEY" in words:
        return "something else in the project still needs what was to go, or is gone itself"
    return "it holds the same thing already"
