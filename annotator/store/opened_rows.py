"""Rows read through SQLite out of a damaged file that can be searched in no other way."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import StoppedError
from annotator.store.carving import LIVE, Row
from annotator.store.faults import sql_errors
from annotator.store.keyring import Secret
from annotator.store.opening import connect_for_reading
from annotator.store.rows import digest

_AT_ONCE = 256


def opened_rows(
    path: Path, secret: Secret, columns: dict[str, str], is_wanted: Callable[[], bool]
) -> Iterator[Row]:
    """Yield each row of an encrypted file, by the columns of its table, as far as it opens.

    What stands behind a damaged page is read from the table's other end. Rows that are not as they
    were written are left out. Raises `StoppedError` once it is wanted no more.
    """
    try:
        conn, scratch = connect_for_reading(path, secret=secret)
    except sql_errors.any:
        return  # not even its beginning can be read
    try:
        for table, names in columns.items():
            for order in ("ASC", "DESC"):
                yield from _read(conn, table, names, order, is_wanted)
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def _read(
    conn: sqlite3.Connection, table: str, names: str, order: str, is_wanted: Callable[[], bool]
) -> Iterator[Row]:
    try:
        rows = conn.execute(f"SELECT {names}, digest FROM {table} ORDER BY rowid {order}")
        for count, (*values, seal) in enumerate(rows):
            if count % _AT_ONCE == 0 and not is_wanted():
                raise StoppedError("the search for rows was stopped")
            if digest(table, values) == seal:
                yield Row(table, tuple(values), seal, LIVE)
    except sql_errors.any:
        return
