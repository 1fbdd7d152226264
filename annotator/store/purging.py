"""Taking strings out of a project for good: its rows, its history, its drafts, its index.

Every table that keeps rows is gone through, whatever it is called. What an article says is frozen
and stays: its text, its original, and the words of it that a claim quotes.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from itertools import count
from typing import Any

from annotator.confidential import (
    can_be_read,
    folded,
    holds,
    needles_of,
    withheld,
)
from annotator.errors import ProjectError
from annotator.model import UNKNOWN_SIDE, Claim, Document, Identity, Noun, Response, Side, Source
from annotator.store.patterns import InFiles
from annotator.store.rows import (
    BY_NAME,
    DOCUMENTS,
    PSEUDONYMS,
    STEPS,
    Value,
    digest,
    selects,
    tables_in,
)
from annotator.store.search import SEARCHED

MADE = ("standing",)
"""Tables of what is counted from others: emptied, and counted anew."""
_OF_THE_PROGRAM = re.compile(r"sqlite_.*|_sqlite_migrations|\w+_fts(_\w+)?")
"""Tables that hold no row of a person's; the index is made anew."""
KEYS = {"id", "about", "noun", "key", "sha256", "undoes", "below", "undo_top", "redo_top", "until"}
"""Columns by which rows are known, beside those that end in `_id` or `_sha256`."""
_FROZEN = {("document", "text"), ("original", "data")}
NOUNS = BY_NAME | {table.name: table for table in (DOCUMENTS, STEPS, PSEUDONYMS)}
"""The tables whose rows are read as what they are, by name."""
_ESCAPED = re.compile(r"\\(?:[nrtbf]|u00[01][0-9a-f])|\\")
_BETWEEN = " | "
"""Stands between the values of a row where they are looked at together: no name goes over it."""
_CHANGED = 500
"""So many changed rows are held at once."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What goes out of a project, and `instead`, which stands in its place.

    Of the sources that `labels` names by their ids nothing stays but the label: neither role nor
    names nor side, at no time. Who they really are goes, too; with `is_identity_kept` the table of
    identities is left as it is. A short name of one word goes only where it is a word: Ann is not
    taken out of what was planned, and is none of its traces.
    """

    secrets: frozenset[str]
    instead: str
    labels: Mapping[str, str] = field(default_factory=dict)
    is_identity_kept: bool = False
    needles: frozenset[str] = field(init=False)
    _runs: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        needles = needles_of(self.secrets)
        object.__setattr__(self, "needles", needles)
        # No escape of JSON stands within letters and digits, so they are found in any row.
        runs = (max(re.findall(r"[^\W_]+", needle) or [""], key=len) for needle in needles)
        object.__setattr__(self, "_runs", frozenset(runs))

    def may_stand_in(self, row: Iterable[Any]) -> bool:
        """Return whether a row must be looked at closely."""
        told = _BETWEEN.join(value for value in row if isinstance(value, str))
        return holds(folded(told), self._runs) or self.stands_in(unescaped(told))

    def stands_in(self, text: str) -> bool:
        """Return whether one of the secrets can be read in a text, in an address, too."""
        return can_be_read(text, self.needles)

    def taken_out(self, text: str) -> str:
        """Return a text in which none can be read."""
        return withheld(text, self.needles, self.instead) if self.stands_in(text) else text


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows were written anew or removed, and in which frozen articles a secret stands.

    `articles` are their ids; one that was deleted counts, too, since undo brings it back.
    """

    rows: int
    articles: tuple[str, ...]


def purge(conn: sqlite3.Connection, what: Purge) -> Purged:
    """Take it out of everything but frozen words; the caller's transaction makes it all or none.

    Raises `ProjectError` for a project that holds what this program does not know.
    """
    strangers = unknown_tables(conn)
    if strangers:
        raise ProjectError(
            f"the project holds what this On Record does not know ({min(strangers)}); update it"
        )
    there = tables_in(conn)
    for name in there.intersection(MADE):
        conn.execute(f"DELETE FROM {name}")
    rows = 0 if what.is_identity_kept else sum(_blank(conn, key) for key in what.labels)
    rewriter = _Rewriter(conn, what)
    for name, select in list(selects(conn)):
        if name != "identity" or not what.is_identity_kept:
            rows += rewriter.rewrite(name, select)
    for table in SEARCHED:
        # Made from nothing: words that were taken out of an index stand in its older parts.
        conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    return Purged(rows, tuple(articles_with(conn, what)))


def unknown_tables(conn: sqlite3.Connection) -> set[str]:
    """Return the tables of a project that `purge` would leave as they are."""
    known = {name for name, _ in selects(conn)} | set(MADE)
    return {name for name in tables_in(conn) - known if not _OF_THE_PROGRAM.fullmatch(name)}


def articles_with(conn: sqlite3.Connection, what: Purge) -> Iterator[str]:
    """Yield the id of each article in whose text or original a secret can be read."""
    in_files = InFiles(what.secrets)
    for (key,) in conn.execute("SELECT id FROM document ORDER BY id").fetchall():
        (text,) = conn.execute("SELECT text FROM document WHERE id = ?", (key,)).fetchone()
        data = conn.execute("SELECT data FROM original WHERE id = ?", (key,)).fetchone()
        if what.stands_in(str(text)) or (data and in_files.count(data[0])):
            yield str(key)


def unescaped(words: str) -> str:
    """Return what JSON escapes as it reads: no letter of an escape stands at a word."""
    return _ESCAPED.sub(lambda m: " " if len(m[0]) > 1 else "", words)


def is_key(column: str) -> bool:
    """Return whether a column holds no words, but what other rows know its row by."""
    return column in KEYS or column.endswith(("_id", "_sha256"))


def frozen_in(noun: Noun | Document, text_of: Callable[[str], str]) -> set[str]:
    """Return the fields of a noun that hold an article's own words, by `text_of` its id."""
    if isinstance(noun, Document):
        return {"text"}
    if not isinstance(noun, Claim):
        return set()
    text = text_of(noun.article_id)
    held = (("quote", noun.start), ("mention", noun.mention_start), ("cue", noun.cue_start))
    return {
        name
        for name, start in held
        if start is not None and text.startswith(getattr(noun, name) or "\0", start)
    }


def texts_of(conn: sqlite3.Connection) -> Callable[[str], str]:
    """Return what finds an article's text by its id, empty where it is gone; the last is kept."""
    last: dict[str, str] = {}

    def text_of(key: str) -> str:
        if key not in last:
            row = conn.execute("SELECT text FROM document WHERE id = ?", (key,)).fetchone()
            last.clear()
            last[key] = str(row[0]) if row else ""
        return last[key]

    return text_of


def bare(source: Source, label: str) -> Source:
    """Return a source of which nothing is kept but its label and what the story tells of it."""
    return replace(source, name=label, side=UNKNOWN_SIDE, role=None, affiliation=None, aliases=())


def _blank(conn: sqlite3.Connection, source_id: str) -> int:
    """Leave nothing of who a source is but the row's id, and nothing half typed about it.

    A row that is gone, of which the history has an event, would be told as lost by `recover`.
    """
    table = BY_NAME["identity"]
    rows = conn.execute(f"{table.select} WHERE source_id = ?", [source_id]).fetchall()
    if "draft" in tables_in(conn):
        conn.executemany(
            "DELETE FROM draft WHERE about = ?", [[source_id], *([r[0]] for r in rows)]
        )
    for key, *_, seal in rows:
        left = table.sealed(Identity(key, source_id, ""))
        conn.execute(table.update, [*left, key, seal])
    return len(rows)


class _Rewriter:
    """Writes rows anew; the same value comes out the same in a row and in each event on it."""

    def __init__(self, conn: sqlite3.Connection, what: Purge) -> None:
        self._conn = conn
        self._what = what
        self._text_of = texts_of(conn)
        self._apart = _told_apart(conn, what)

    def rewrite(self, table: str, select: str) -> int:
        """Write the rows of a table anew that hold what goes; return how many these are."""
        asked = self._conn.execute(select.replace("SELECT ", "SELECT rowid, ", 1))
        columns = [column[0] for column in asked.description][1:]
        settings = ", ".join(f'"{column}" = ?' for column in columns)
        changed: list[list[Value]] = []
        done = 0
        place = -(1 << 63)
        sql = f"{select.replace('SELECT ', 'SELECT rowid, ', 1)} WHERE rowid > ? ORDER BY rowid"
        while rows := self._conn.execute(f"{sql} LIMIT {_CHANGED}", (place,)).fetchall():
            changed.clear()
            for place, *row in rows:
                now = self._row(table, columns[:-1], row[:-1])
                if now != row[:-1]:
                    # A row that was damaged before is not called sound after.
                    is_sound = digest(table, row[:-1]) == row[-1]
                    changed.append([*now, digest(table, now) if is_sound else row[-1], place])
            self._conn.executemany(f"UPDATE {table} SET {settings} WHERE rowid = ?", changed)
            done += len(changed)
        return done

    def _row(self, table: str, columns: list[str], row: list[Value]) -> list[Value]:
        is_own = not self._what.labels.keys().isdisjoint(value for value in row if value)
        if not is_own and not self._what.may_stand_in(row):
            return row
        try:
            if table in NOUNS:
                return self._noun(table, row)
            if table == "event":
                return self._event(columns, row)
        except (ValueError, TypeError, KeyError):
            pass  # it is damaged: it is gone through as the text that it is
        return [
            value if is_key(name) or (table, name) in _FROZEN else self._value(value)
            for name, value in zip(columns, row, strict=True)
        ]

    def _noun(self, table: str, row: list[Value]) -> list[Value]:
        return NOUNS[table].values(self._rewritten(NOUNS[table].from_values(row)))

    def _event(self, columns: list[str], row: list[Value]) -> list[Value]:
        table = BY_NAME[str(row[columns.index("noun")])]
        return [
            table.to_json(self._rewritten(table.from_json(str(value))))
            if name in {"before", "after"} and value is not None
            else value
            for name, value in zip(columns, row, strict=True)
        ]

    def _rewritten(self, noun: Any) -> Any:
        if isinstance(noun, Source) and noun.id in self._what.labels:
            return bare(noun, self._what.labels[noun.id])
        frozen = frozen_in(noun, self._text_of)
        now = {
            each.name: self._value(getattr(noun, each.name))
            for each in fields(noun)
            if each.name not in frozen and not is_key(each.name)
        }
        return replace(noun, **now)

    def _value(self, value: Any) -> Any:
        if isinstance(value, StrEnum):
            return value
        if isinstance(value, str):
            return self._apart.get(value) or self._what.taken_out(value)
        if isinstance(value, tuple):
            now = tuple(map(self._value, value))
            is_list_of_names = now != value and all(type(part) is str for part in now)
            return tuple(dict.fromkeys(now)) if is_list_of_names else now
        if is_dataclass(value) and not isinstance(value, type):
            parts = {each.name: self._value(getattr(value, each.name)) for each in fields(value)}
            return replace(value, **parts)
        return value


def _told_apart(conn: sqlite3.Connection, what: Purge) -> dict[str, str]:
    """Return what becomes of names that would be one name where two must be told apart.

    A claim has one outcome of asking each party, and the list of sides has each name once.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for noun in _named(conn):
        if isinstance(noun, Response):
            groups[noun.claim_id].add(noun.target)
        elif isinstance(noun, Side):
            groups[""].add(noun.name)
        elif isinstance(noun, Source) and noun.id not in what.labels:
            groups[""].add(noun.side)
    taken = {name for names in groups.values() for name in names}
    apart: dict[str, str] = {}
    for names in groups.values():
        used = {name for name in names if not what.stands_in(name)}
        for name in sorted(names - used):
            now = apart.get(name) or what.taken_out(name)
            if now in used:
                numbered = (f"{now} ({n})" for n in count(2))
                now = apart[name] = next(new for new in numbered if new not in taken)
            used.add(now)
            taken.add(now)
    return apart


def _named(conn: sqlite3.Connection) -> Iterator[Any]:
    there = tables_in(conn)
    for name in ("response", "side", "source"):
        table = BY_NAME[name]
        if name in there:
            for row in conn.execute(table.select):
                yield from _read(table.from_values, list(row[:-1]))
        for row in conn.execute("SELECT before, after FROM event WHERE noun = ?", (name,)):
            for told in filter(None, row):
                yield from _read(table.from_json, told)


def _read(read: Callable[[Any], Any], kept: Any) -> Iterator[Any]:
    try:
        yield read(kept)
    except (ValueError, TypeError, KeyError, json.JSONDecodeError):
        return  # it is damaged
