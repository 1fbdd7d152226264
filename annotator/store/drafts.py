"""Half-typed words: kept beside the marks until their field keeps them, with no step of theirs."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

from annotator.edits import Move
from annotator.errors import AnnotatorError, StoreError
from annotator.model import new_id
from annotator.store.faults import in_plain_words, is_busy
from annotator.store.opening import connect_for_writing, transaction
from annotator.store.rows import digest, tables_in

_SELECT = "SELECT id, about, field, words, digest FROM draft ORDER BY rowid"
_INSERT = "INSERT INTO draft (id, about, field, words, digest) VALUES (?, ?, ?, ?, ?)"
_DELETE = "DELETE FROM draft WHERE about = ? AND field = ?"


class Place(NamedTuple):
    """Where words are being typed: what they are about, by its id, and in which field of it."""

    about: str
    field: str


@dataclass(frozen=True, slots=True)
class DraftKeeper:
    """What keeps half-typed words in one project, in any thread; `identity` is the file's own.

    It never waits: neither for another program's write nor for this program's own.
    """

    path: Path
    identity: tuple[int, int]

    def keep(self, words: Mapping[Place, str | None]) -> bool:
        """Keep words by their places, None for those that are typed no more; return if it did.

        It did not where the file is busy. Raises `StoreError` where the name stands for another
        file now, or the disk refuses it.
        """
        try:
            with in_plain_words(self.path, "changed"):
                self._refuse_if_moved()
                conn = connect_for_writing(self.path, busy=0)
                try:
                    with transaction(conn):
                        keep(conn, words)
                finally:
                    conn.close()
        except AnnotatorError as error:
            if is_busy(error):
                return False
            raise
        return True

    def _refuse_if_moved(self) -> None:
        try:
            found = self.path.stat()
        except OSError as error:
            raise StoreError(f"{self.path.name} cannot be found any more") from error
        if (found.st_dev, found.st_ino) != self.identity:
            raise StoreError(f"{self.path.name} was replaced while it was open")


def keep(conn: sqlite3.Connection, words: Mapping[Place, str | None]) -> None:
    """Write words in place of those that stood there before; what was typed last is last."""
    conn.executemany(_DELETE, list(words))
    rows = [(new_id(), *place, typed) for place, typed in words.items() if typed is not None]
    conn.executemany(_INSERT, [(*row, digest("draft", row)) for row in rows])


def settle(conn: sqlite3.Connection, moves: Iterable[Move]) -> None:
    """Forget what was being typed in each field that a change gives another value.

    It goes with the change: were the program killed between the two, older words would come back.
    """
    if conn.execute("SELECT 1 FROM draft LIMIT 1").fetchone() is None:
        return
    for move in moves:
        if move.before is not None and move.after is not None:
            changed = [
                (move.noun.id, field.name)
                for field in fields(move.after)
                if getattr(move.before, field.name) != getattr(move.after, field.name)
            ]
            conn.executemany(_DELETE, changed)


def kept(conn: sqlite3.Connection) -> dict[Place, str]:
    """Return what was being typed when the program ended, the latest last.

    What is not as it was written is left out: the doctor tells it. An older project has nothing.
    """
    if "draft" not in tables_in(conn):
        return {}
    return {
        Place(about, field): words
        for key, about, field, words, seal in conn.execute(_SELECT)
        if digest("draft", (key, about, field, words)) == seal
    }
