"""What was carved from a damaged project, in a file that is thrown away, to be looked up there."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.errors import ProjectError
from annotator.store import keyring
from annotator.store.carving import LIVE, STALE, Row, ids_in, rows_in
from annotator.store.faults import sql_errors
from annotator.store.opened_rows import opened_rows
from annotator.store.opening import is_uuid, reading
from annotator.store.rows import BY_NAME, DOCUMENTS, PLAIN, STEPS, Table, digest
from annotator.store.safekeeping import every_backup, id_of

_NOUNS: tuple[Table[Any], ...] = (*BY_NAME.values(), DOCUMENTS, STEPS)
COLUMNS = {table.name: ", ".join(f'"{name}"' for name in table.names) for table in _NOUNS} | PLAIN
"""The columns of each table as SQL names them, without the digest."""

_FROZEN = ("document", "original")

Values = list[Any]


@dataclass(frozen=True, slots=True)
class Last:
    """What the history says last of a noun: its values as JSON, None where it was removed."""

    after: str | None


class Found:
    """The rows of a file, in tables named `found` of a connection."""

    def __init__(self, conn: sqlite3.Connection, scratch: Path) -> None:
        self._conn = conn
        self.filled_in: list[tuple[str, str]] = []
        """Table and id of each row that came from a backup."""
        secret = keyring.secret_in(conn)
        key, words = (" KEY ?", (secret.words,)) if secret else ("", ())
        conn.execute(f"ATTACH ? AS found{key}", (str(scratch), *words))
        conn.execute("PRAGMA found.journal_mode = OFF")
        conn.execute("PRAGMA found.synchronous = OFF")
        for name, columns in COLUMNS.items():
            conn.execute(
                f"CREATE TABLE found.{name} ({columns}, digest, standing, UNIQUE (id, digest))"
            )
        conn.execute("CREATE INDEX found.told ON event (noun, key)")
        conn.execute("CREATE TABLE found.named (id PRIMARY KEY) WITHOUT ROWID")
        conn.execute("CREATE TABLE found.last (noun, key, after, PRIMARY KEY (noun, key))")

    def gather(self, path: Path, is_wanted: Callable[[], bool]) -> None:
        """Take in every row of a file; of one that comes twice, where it stands best.

        In an encrypted one nothing can be searched for: what still opens is read.
        """
        secret = keyring.secret_of_remains(path)
        if secret:
            for row in opened_rows(path, secret, COLUMNS, is_wanted):
                self._take_in(row)
            return
        for row in rows_in(path, is_wanted):
            self._take_in(row)
        named = ((key,) for key in ids_in(path))
        self._conn.executemany("INSERT OR IGNORE INTO found.named VALUES (?)", named)

    def _take_in(self, row: Row) -> None:
        marks = ", ".join("?" * (len(row.values) + 2))
        self._conn.execute(
            f"INSERT INTO found.{row.table} VALUES ({marks}) ON CONFLICT (id, digest)"
            " DO UPDATE SET standing = min(standing, excluded.standing)",
            (*row.values, row.digest, row.standing),
        )

    def fill_in(self, path: Path) -> None:
        """Take texts and originals that cannot be read out of backups: they never change."""
        lacking = self._lacking()
        key = self._project_id() or id_of(path) if lacking else None
        for backup in every_backup(key) if key else ():
            if not lacking:
                return
            for row in _rows_of(backup, lacking):
                self._take_in(row)
                self.filled_in.append((row.table, str(row.values[0])))
            lacking = self._lacking()

    def _project_id(self) -> str | None:
        row = self._conn.execute("SELECT id FROM found.project ORDER BY standing").fetchone()
        return row[0] if row and is_uuid(row[0]) else None

    def _lacking(self) -> list[tuple[str, str]]:
        """Return table and id of each text and original that an article or its history names."""
        sql = (
            "SELECT id FROM found.article UNION SELECT key FROM found.event WHERE noun = 'article'"
        )
        return [
            (name, key)
            for name in _FROZEN
            for (key,) in self._conn.execute(f"{sql} EXCEPT SELECT id FROM found.{name}")
        ]

    def counted(self) -> tuple[int, int]:
        """Return how many rows are here, and how many more are only named."""
        ours = " UNION ".join(f"SELECT id FROM found.{name}" for name in COLUMNS)
        many = " + ".join(f"(SELECT count(DISTINCT id) FROM found.{name})" for name in COLUMNS)
        (here,) = self._conn.execute(f"SELECT {many}").fetchone()
        # What was removed may be named yet by a page that lost it since.
        (named,) = self._conn.execute(
            f"SELECT count(*) FROM found.named WHERE id NOT IN ({ours})"
            " AND id NOT IN (SELECT key FROM found.event)"
        ).fetchone()
        return here, named

    def learn_history(self) -> None:
        """Note what the history that was taken over says last of each noun."""
        self._conn.execute(
            "INSERT OR REPLACE INTO found.last SELECT noun, key, after FROM main.event"
            " JOIN main.step ON step.id = step_id ORDER BY seq, event.position"
        )

    def keys(self, name: str) -> Iterator[str]:
        """Yield the id of each noun of a table of which there is a row or an event."""
        sql = (
            f"SELECT id FROM (SELECT id, min(rowid) AS at FROM found.{name} GROUP BY id)"
            f" ORDER BY at"
        )
        yield from (key for (key,) in self._conn.execute(sql))
        told = "SELECT DISTINCT key FROM found.event WHERE noun = ? AND key NOT IN"
        rows = self._conn.execute(f"{told} (SELECT id FROM found.{name})", (name,))
        yield from (key for (key,) in rows)

    def rows(self, name: str, key: str) -> list[Values]:
        """Return the rows of a noun, which stand best first; at their end digest and standing."""
        sql = f"SELECT * FROM found.{name} WHERE id = ? ORDER BY standing, rowid DESC"
        return [list(row) for row in self._conn.execute(sql, (key,))]

    def last(self, name: str, key: str) -> Last | None:
        """Return what the history says last of a noun, None where it says nothing."""
        sql = "SELECT after FROM found.last WHERE noun = ? AND key = ?"
        row = self._conn.execute(sql, (name, key)).fetchone()
        return Last(row[0]) if row else None

    def values(self, name: str, key: str) -> Values | None:
        """Return what a noun is: its newest state, None where it was removed or cannot be read.

        The history says which of several is the newest. A row of which it does not know is newer
        than the history, whose last steps are lost then.
        """
        rows = self.rows(name, key)
        last = self.last(name, key)
        if last is None or name == "identity":
            return rows[0][:-2] if rows else self._told(name, key)
        if last.after is None:
            # A row that is on its page's list was there after all: nothing is thrown away.
            live = [row for row in rows if row[-1] == LIVE]
            return live[0][:-2] if live else None
        newest = _values(name, last.after)
        if not rows:
            return newest
        if rows[0][-2] == digest(name, newest) or rows[0][-2] in self._states(name, key):
            return newest
        return rows[0][:-2]

    def _states(self, name: str, key: str) -> set[bytes]:
        sql = "SELECT before, after FROM found.event WHERE noun = ? AND key = ?"
        told = {state for row in self._conn.execute(sql, (name, key)) for state in row if state}
        return {digest(name, _values(name, state)) for state in told}

    def _told(self, name: str, key: str) -> Values | None:
        """Return a noun from events whose steps are lost: a state that none of them leaves."""
        sql = "SELECT before, after FROM found.event WHERE noun = ? AND key = ?"
        rows = self._conn.execute(sql, (name, key)).fetchall()
        left = {before for before, _ in rows}
        states = [after for _, after in rows if after is not None and after not in left]
        return _values(name, states[-1]) if states else None


def _rows_of(backup: Path, wanted: list[tuple[str, str]]) -> list[Row]:
    """Return the rows of a backup that are wanted, by table and id, and as they were written."""
    rows = []
    try:
        with reading(backup) as conn:
            for name, key in wanted:
                sql = f"SELECT {COLUMNS[name]}, digest FROM {name} WHERE id = ?"
                for *values, seal in conn.execute(sql, (key,)):
                    if digest(name, values) == seal:
                        rows.append(Row(name, tuple(values), seal, STALE))
    except (*sql_errors.any, ProjectError):
        pass  # it is damaged, or has another passphrase
    return rows


def _values(name: str, told: str) -> Values:
    row = json.loads(told)
    return [row[column] for column in BY_NAME[name].names]
