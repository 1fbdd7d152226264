"""The file that is open, and whether its name still stands for it and its history is in it."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from annotator.errors import AnnotatorError, MovedError, OverwrittenError
from annotator.files import is_nameless, is_there
from annotator.store.faults import error_name, in_plain_words, sql_errors
from annotator.store.opening import reading

_WAIT = 0.1
"""Seconds for which another program's write is waited for."""


class OpenFile:
    """What a project was when it was opened or last written, to be compared before a write."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self._path = path
        self._conn = conn
        self.identity = _identity(path.stat())
        self._written: tuple[int, int] | None = None
        self._last_step = ""

    def is_at(self, path: Path) -> bool:
        """Return whether `path` names the very file that is open."""
        try:
            return _identity(path.stat()) == self.identity
        except OSError:
            return False

    def is_deleted(self) -> bool:
        """Return whether the file has no name any more, and ends as it is closed."""
        return not self.is_at(self._path) and is_nameless(self.identity)

    def note(self) -> None:
        """Take the file as it is now for what this process knows.

        Where it cannot be read just now, what was known before does as well.
        """
        with suppress(*sql_errors.any, OSError):
            last = self._conn.execute("SELECT id FROM step ORDER BY seq DESC LIMIT 1").fetchone()
            self._last_step = last[0] if last else ""
            self._written = _moment(self._path.stat())

    def is_overwritten(self) -> bool:
        """Return whether another program copied its own content onto the file."""
        try:
            self.refuse_if_lost()
        except OverwrittenError:
            return True
        except AnnotatorError:
            pass
        return False

    def tidy_up(self) -> None:
        """Remove the empty journal that a lost file left under its name, if nobody has that."""
        journal = self._path.with_name(self._path.name + "-journal")
        with suppress(OSError):
            if not is_there(self._path) and journal.stat().st_size == 0:
                journal.unlink()

    def refuse_if_lost(self) -> None:
        """Raise `MovedError` where the name no longer stands for the file.

        SQLite would write on into a file that has no name, and call it done. Raises
        `OverwrittenError` where another program copied its own content onto the file, which
        keeps its name and its number then.
        """
        try:
            found = self._path.stat()
        except OSError:
            found = None
        if found is None or _identity(found) != self.identity:
            raise MovedError(
                f"{self._path.name} was moved, replaced or deleted while it was open; "
                "save a copy of what is here before you close it"
            )
        if self._written not in {None, _moment(found)}:
            self._refuse_if_overwritten()
            self._written = _moment(found)

    def _refuse_if_overwritten(self) -> None:
        """Raise `OverwrittenError` where the last step is not in the file: histories only grow.

        It is asked anew: the open connection may go by what it remembers of the file.
        """
        known, last = "SELECT 1 FROM step WHERE id = ?", self._last_step
        # Where a disk refused a change, its journal is still to be rolled back.
        with in_plain_words(self._path, "changed"), reading(self._path, _WAIT) as conn:
            try:
                is_known = not last or conn.execute(known, (last,)).fetchone() is not None
            except sql_errors.operational as error:
                if error_name(error) != "SQLITE_ERROR":
                    raise
                is_known = False  # it has no such table
        if not is_known:
            raise OverwrittenError(
                f"{self._path.name} was overwritten by another program; what it holds now is "
                "shown, nothing of it was changed, and the newest backup is what is left of yours"
            )


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _moment(found: os.stat_result) -> tuple[int, int]:
    return found.st_mtime_ns, found.st_size
