"""The full-text index: which words of which table it holds, and how it follows each write."""

import sqlite3
from collections.abc import Iterable, Sequence

SEARCHED = {
    "document": ("text",),
    "article": ("title", "byline", "outlet"),
    "claim": ("quote", "note"),
    "source": ("name", "aliases"),
}
"""The columns of each table that can be searched."""


def forget(conn: sqlite3.Connection, table: str, ids: Iterable[str]) -> None:
    """Take rows out of the index; must come before they change or go."""
    if table in SEARCHED:
        columns = ", ".join(SEARCHED[table])
        sql = (
            f"INSERT INTO {table}_fts ({table}_fts, rowid, {columns})"
            f" SELECT 'delete', rowid, {columns} FROM {table} WHERE id = ?"
        )
        conn.executemany(sql, _one_each(ids))


def learn(conn: sqlite3.Connection, table: str, ids: Iterable[str]) -> None:
    """Take rows into the index as they are now."""
    if table in SEARCHED:
        columns = ", ".join(SEARCHED[table])
        sql = (
            f"INSERT INTO {table}_fts (rowid, {columns})"
            f" SELECT rowid, {columns} FROM {table} WHERE id = ?"
        )
        conn.executemany(sql, _one_each(ids))


def _one_each(ids: Iterable[str]) -> Sequence[tuple[str]]:
    return [(key,) for key in ids]
