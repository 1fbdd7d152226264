"""Reading rows of the project, each checked against its digest."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from annotator.errors import DamageError, ReplacedError
from annotator.files import named
from annotator.store import keyring
from annotator.store.faults import in_plain_words
from annotator.store.rows import TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
MANY = 500
"""How many values one question holds at most; SQLite has a limit."""


class Reading:
    """A connection to a project, and its nouns read from it."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self._conn = conn
        self._is_beside = False
        self._scratch: Path | None = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything read inside come from one moment."""
        with self._in_words():
            self._conn.execute("BEGIN")
            try:
                yield
            finally:
                self._conn.execute("ROLLBACK")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Raise what keeps the project from being read as our errors.

        A file that another program wrote anew is no damaged one: what this connection reads was
        written over with zeros then.
        """
        try:
            with in_plain_words(self.path, "read"):
                yield
        except DamageError as error:
            if self._scratch or not keyring.has_another(self._conn, self.path):
                raise
            raise ReplacedError(
                f"{named(self.path.name)} was written anew since it was opened here, such as with "
                "another passphrase; open it again"
            ) from error

    def _nouns(self, noun: type[T], where: str, *values: object) -> list[T]:
        return self._read(TABLES[noun], where, *values)

    def _read(self, table: Table[T], where: str, *values: object) -> list[T]:
        sql = f"{table.select} WHERE {where}"
        with self._in_words():
            rows: Iterable[tuple[Any, ...]] = self._conn.execute(sql, values)
            if self._is_beside:
                rows = list(rows)  # the window must not wait with a write until all is read
            # Otherwise one by one: many rows at once would need their room twice.
            return [table.from_row(row) for row in rows]
