"""apsw with the face of `sqlite3`, as far as the store and sqlite-utils look at it.

apsw lets a test stand between SQLite and the disk. `install` puts it in the place of
`sqlite3.connect`, so that the store runs unchanged on it; that is for a process of its own, since
two copies of SQLite in one process would release each other's locks. Every statement outside a
transaction commits itself, where `sqlite3` would begin a transaction for some.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from os import fspath
from pathlib import Path
from types import TracebackType
from typing import Any

import apsw

_KINDS: dict[int, type[sqlite3.Error]] = {
    apsw.SQLITE_INTERNAL: sqlite3.InternalError,
    apsw.SQLITE_NOTFOUND: sqlite3.InternalError,
    apsw.SQLITE_TOOBIG: sqlite3.DataError,
    apsw.SQLITE_CONSTRAINT: sqlite3.IntegrityError,
    apsw.SQLITE_MISMATCH: sqlite3.IntegrityError,
    apsw.SQLITE_MISUSE: sqlite3.InterfaceError,
    apsw.SQLITE_RANGE: sqlite3.InterfaceError,
    apsw.SQLITE_CORRUPT: sqlite3.DatabaseError,
    apsw.SQLITE_NOTADB: sqlite3.DatabaseError,
    apsw.SQLITE_FORMAT: sqlite3.DatabaseError,
    apsw.SQLITE_AUTH: sqlite3.DatabaseError,
}
"""What Python raises for SQLite's results; an `OperationalError` for all others."""


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        raise _translated(error) from error


def _translated(error: apsw.Error) -> sqlite3.Error:
    extended = getattr(error, "extendedresult", 0) & 0xFFFFFFFF
    kind = _KINDS.get(extended & 0xFF, sqlite3.OperationalError)
    made = kind(str(error))
    names = apsw.mapping_extended_result_codes
    name = names.get(extended) or apsw.mapping_result_codes.get(extended & 0xFF, "")
    made.sqlite_errorcode = extended
    made.sqlite_errorname = str(name)
    return made


_INSTEAD: dict[str, str] = {}


class Cursor:
    """A cursor of apsw that counts rows and tells columns as that of `sqlite3` does."""

    def __init__(self, conn: apsw.Connection) -> None:
        self.below = conn
        self._cursor = conn.cursor()
        # Not a method of its own: a cursor in a ring of references would be freed late, and a
        # statement that still runs keeps others from committing.
        self._columns: list[Any] = []
        self._cursor.exec_trace = partial(_noted, self._columns)
        self.rowcount = -1

    @property
    def description(self) -> list[tuple[Any, ...]] | None:
        return [(name, *[None] * 6) for name, *_ in self._columns] or None

    @property
    def lastrowid(self) -> int:
        return self.below.last_insert_rowid()

    def execute(self, sql: str, values: Any = ()) -> "Cursor":
        with _as_sqlite3():
            self._cursor.execute(sql, values or None)
            self.rowcount = self.below.changes()
        return self

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        count = 0
        with _as_sqlite3():
            for row in rows:
                self._cursor.execute(sql, row)
                count += self.below.changes()
        self.rowcount = count
        return self

    def fetchone(self) -> Any:
        with _as_sqlite3():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        with _as_sqlite3():
            return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        with _as_sqlite3():
            yield from self._cursor

    def close(self) -> None:
        self._cursor.close(True)


def _noted(columns: list[Any], cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
    columns[:] = cursor.get_description()
    return True


class Connection:
    """A connection of apsw with the face of `sqlite3`'s."""

    isolation_level = None

    def __init__(self, conn: apsw.Connection) -> None:
        self.below = conn

    @property
    def in_transaction(self) -> bool:
        return self.below.in_transaction

    def cursor(self) -> Cursor:
        return Cursor(self.below)

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        return self.cursor().execute(_INSTEAD.get(sql.partition("=")[0], sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        return self.cursor().executemany(sql, rows)

    def executescript(self, sql: str) -> Cursor:
        return self.execute(sql)

    def create_function(self, name: str, count: int, made: Callable[..., Any], **_: Any) -> None:
        self.below.create_scalar_function(name, made, count)

    def commit(self) -> None:
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK")

    def interrupt(self) -> None:
        self.below.interrupt()

    def backup(
        self,
        target: "Connection",
        *,
        pages: int = -1,
        progress: Callable[[int, int, int], object] | None = None,
    ) -> None:
        with _as_sqlite3():
            copying = target.below.backup("main", self.below, "main")
            try:
                while not copying.done:
                    copying.step(pages)
                    if progress:
                        progress(0, copying.remaining, copying.page_count)
            finally:
                # Not `close`, which trips over a disk that refuses to take the copy back.
                copying.finish()

    def close(self) -> None:
        with _as_sqlite3():
            self.below.close(True)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.rollback()


def connect(
    database: str | Path,
    timeout: float = 5.0,
    *,
    uri: bool = False,
    check_same_thread: bool = True,
    factory: object = None,
) -> Connection:
    """Return a connection as `sqlite3.connect` does, over the default VFS of apsw."""
    del check_same_thread, factory  # those of apsw may be used in any thread
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with _as_sqlite3():
        conn = apsw.Connection(fspath(database), flags | (apsw.SQLITE_OPEN_URI if uri else 0))
        conn.set_busy_timeout(round(timeout * 1000))
    return Connection(conn)


def install() -> None:
    """Let whoever connects by `sqlite3` from now on get a connection of apsw."""
    sqlite3.connect = connect  # type: ignore[assignment]


def set_instead(setting: str) -> None:
    """Let connections have a setting, as in "synchronous = OFF", whatever they ask for."""
    pragma = f"PRAGMA {setting}"
    _INSTEAD[pragma.partition("=")[0]] = pragma
