"""SQLite's faults in plain words, and what they are called in each library that speaks it."""

import sqlite3
import sys
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

Kinds = tuple[type[sqlite3.Error], type[sqlite3.Error]]


class _SqlErrors:
    """The errors of SQLite, to be caught: `except sql_errors.any as error`.

    Those of the library for encrypted files are no kind of sqlite3's, and are raised only once
    it is loaded. So each is looked up as it is asked for, which is when something was raised.
    """

    @property
    def any(self) -> Kinds:
        """Return what all of them are a kind of."""
        return self._of("Error")

    @property
    def database(self) -> Kinds:
        """Return what the file, the disk or the schema is to blame for."""
        return self._of("DatabaseError")

    @property
    def integrity(self) -> Kinds:
        """Return what a constraint refuses."""
        return self._of("IntegrityError")

    @property
    def operational(self) -> Kinds:
        """Return what may be otherwise another time: busy, full, broken off, not there."""
        return self._of("OperationalError")

    @property
    def programming(self) -> Kinds:
        """Return what a connection says that is closed."""
        return self._of("ProgrammingError")

    @staticmethod
    def _of(name: str) -> Kinds:
        other = sys.modules.get("sqlcipher3.dbapi2", sqlite3)
        return getattr(sqlite3, name), getattr(other, name)


sql_errors = _SqlErrors()


@contextmanager
def in_plain_words(project: Path, doing: str) -> Iterator[None]:
    """Raise the environment's faults as our errors: "`name` could not be `doing`: why"."""
    try:
        yield
    except sql_errors.integrity as error:
        raise EditError(f"{project.name} was not changed: {_conflict(error)}") from error
    except sql_errors.database as error:
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
    name = error_name(error) if isinstance(error, sql_errors.any) else ""
    # A journal that a commit leaves behind for a moment looks like that of a writer who died.
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY_ROLLBACK"))


def may_pass(error: AnnotatorError) -> bool:
    """Return whether what was refused may be taken a little later, or once room is made."""
    cause = error.__cause__
    named = error_name(cause) if isinstance(cause, sql_errors.any) else ""
    return named.startswith(_PASSING)


def error_name(error: sqlite3.Error) -> str:
    """Return SQLite's symbolic name of an error, empty where it has none."""
    return str(getattr(error, "sqlite_errorname", ""))


def _conflict(error: sqlite3.Error) -> str:
    words = str(error)
    if "article.sha256" in words:
        return "the same text is already there"
    if "FOREIGN KEY" in words:
        return "something else in the project still needs what was to go, or is gone itself"
    return "it holds the same thing already"
