"""What can be wrong with what a project holds, each in one sentence, from its rows alone."""

import json
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from annotator.errors import ProjectError
from annotator.store import numbering
from annotator.store.rows import BY_NAME, DOCUMENTS, damaged_rows, tables_in
from annotator.text import are_in_order
from annotator.text import sha256 as text_sha256

BACKUP = "go back to a backup"


def is_sound(conn: sqlite3.Connection) -> bool:
    """Return whether pages, rows and history can be read and are as they were written."""
    try:
        parts = (pages, foreign_keys, rows, contents, pseudonyms, history)
        return not any(any(part(conn)) for part in parts)
    except (sqlite3.Error, ProjectError, ValueError, TypeError, KeyError):
        return False


def pages(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield what SQLite itself finds wrong."""
    for (answer,) in conn.execute("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield f"SQLite finds the file damaged ({answer}); {BACKUP}"


def foreign_keys(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield each row that refers to one that is gone."""
    for table, row, other, _ in conn.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a {other} that is gone; {BACKUP}"


def rows(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield each row that is not what was written."""
    for table, key in damaged_rows(conn):
        yield f"the {table} {key} is not what was saved; {BACKUP}"


def contents(conn: sqlite3.Connection) -> Iterator[str]:
    """Compare every article with its hashes, and every claim with its article's words."""
    claims = BY_NAME["claim"]
    for key, number, hashed in conn.execute("SELECT id, number, sha256 FROM article"):
        found = conn.execute(f"{DOCUMENTS.select} WHERE id = ?", (key,)).fetchone()
        original = conn.execute("SELECT data FROM original WHERE id = ?", (key,)).fetchone()
        if found is None or original is None:
            yield f"article {number} has lost its text or its original; {BACKUP}"
            continue
        document = DOCUMENTS.from_values(list(found[:-1]))
        if text_sha256(document.text) != hashed or not are_in_order(
            document.blocks, document.text
        ):
            yield f"the text of article {number} is not what was imported; {BACKUP}"
        if sha256(original[0]).hexdigest() != document.original_sha256:
            yield f"the original of article {number} is not what was imported; {BACKUP}"
        for row in conn.execute(f"{claims.select} WHERE article_id = ?", (key,)):
            claim = claims.from_values(list(row[:-1]))
            is_place = 0 <= claim.start < claim.end <= len(document.text)
            if not is_place or document.text[claim.start : claim.end] != claim.quote:
                yield f"claim {claim.id} does not quote article {number}'s words; {BACKUP}"


def pseudonyms(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield each source that public reports hide, and that has lost its pseudonym."""
    for key in numbering.lacking(conn):
        yield f"the pseudonym of the source {key} is gone; {BACKUP}"


def history(conn: sqlite3.Connection) -> Iterator[str]:
    """Compare every row with the last event on it: a row that vanished leaves its event behind.

    A window may write between the events and the rows: what does not fit is looked at again.
    """
    last: dict[tuple[str, str], str | None] = {}
    events = conn.execute(
        "SELECT noun, key, after FROM event JOIN step ON step.id = step_id"
        " WHERE noun != 'identity' ORDER BY seq, event.position"
    )
    for noun, key, after in events:
        last[noun, key] = after
    suspects = []
    there = tables_in(conn) - {"identity"}
    for name, table in BY_NAME.items():
        if name in there:
            suspects += [
                (name, row[0])
                for row in conn.execute(table.select)
                if not _is_as_left(name, row, last.pop((name, row[0]), None))
            ]
    suspects += [about for about, after in last.items() if after is not None]
    for name, key in suspects:
        yield from _apart(conn, name, key)


def _is_as_left(name: str, row: tuple[Any, ...] | None, after: str | None) -> bool:
    if row is None or after is None:
        return row is None and after is None
    return bool(json.loads(after) == dict(zip(BY_NAME[name].names, row[:-1], strict=True)))


def _apart(conn: sqlite3.Connection, name: str, key: str) -> Iterator[str]:
    """Compare one row with the last event on it, both as they are at one moment."""
    conn.execute("BEGIN")
    try:
        row = conn.execute(f"{BY_NAME[name].select} WHERE id = ?", (key,)).fetchone()
        event = conn.execute(
            "SELECT after FROM event JOIN step ON step.id = step_id"
            " WHERE noun = ? AND key = ? ORDER BY seq DESC, event.position DESC LIMIT 1",
            (name, key),
        ).fetchone()
    finally:
        conn.rollback()
    if not _is_as_left(name, row, event and event[0]):
        if row:
            yield f"the {name} {key} is not as the history left it; {BACKUP}"
        else:
            yield f"the {name} {key} is gone, and the history does not say so; {BACKUP}"
