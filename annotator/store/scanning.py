"""Looking for strings in every file of a project: in its rows, its index and its bare bytes."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from annotator.confidential import folded
from annotator.errors import AnnotatorError, LockedError
from annotator.files import is_there
from annotator.store.faults import sql_errors
from annotator.store.opening import reading
from annotator.store.patterns import Patterns
from annotator.store.purging import NOUNS, Purge, frozen_in, texts_of
from annotator.store.rows import BY_NAME, tables_in
from annotator.store.search import SEARCHED
from annotator.store.traces import Looked, Trace

_SHADOW = re.compile(r"\w+_fts(_\w+)?")
_TAIL = 3
"""The index leaves out how a word begins where the one before it begins so, too."""
_MOST = 1 << 29
"""Bytes of a project that are held at once."""


class Scanner:
    """Looks for strings, file by file; nothing is changed."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._what = Purge(frozenset(secrets), "")
        self._patterns = Patterns(self._what.secrets)
        found = {part for needle in self._what.needles for part in re.findall(r"\w+", needle)}
        self._tails = {word[_TAIL:] for word in found if len(word) > 2 * _TAIL}

    def look(self, file: Path, *, is_project: bool) -> Looked:
        """Look through a file; a missing one holds nothing. Raises `OSError`."""
        named = self._in_name(file)
        if not is_project:
            places = ["its bytes"] * self._patterns.count_in(file) if is_there(file) else []
            return Looked((*named, *(Trace(file, place) for place in places)))
        try:
            with reading(file) as conn:
                found = self.look_into(conn, file, is_open=False)
        except LockedError:
            return Looked(named, is_read=False, is_locked=True)
        except (*sql_errors.any, AnnotatorError, ValueError, TypeError):
            return self._unread(file, named)
        return Looked((*named, *found.traces), found.articles)

    def look_into(self, conn: sqlite3.Connection, file: Path, *, is_open: bool) -> Looked:
        """Look through a project: its values, its index and its pages.

        Where this process has it open otherwise, too, it is read by SQLite alone: closing it would
        release the locks that are there.
        """
        places: list[str] = []
        articles: set[str] = set()
        explained = 0
        for table, columns, row in _rows(conn):
            words = [value for value in row if isinstance(value, str | bytes)]
            hits = sum(self._patterns.count(_bytes(value)) for value in words)
            is_close = self._what.may_stand_in("\n".join(w for w in words if isinstance(w, str)))
            if not hits and not is_close:
                continue
            found, own = self._in_row(conn, table, dict(zip(columns, row, strict=True)))
            places += found
            articles |= own
            explained += hits
        for table in SEARCHED:
            if table in tables_in(conn):
                in_index, held = self._in_index(conn, table)
                places += in_index
                explained += held
        stray = self._in_pages(conn, file, is_open=is_open) - explained
        places += ["pages that no row stands on"] * max(stray, 0)
        return Looked(tuple(Trace(file, place) for place in places), frozenset(articles))

    def _unread(self, file: Path, named: tuple[Trace, ...]) -> Looked:
        found = self._patterns.count_in(file)
        traces = (Trace(file, "its bytes"),) * found
        return Looked((*named, *traces), is_read=False)

    def _in_name(self, file: Path) -> tuple[Trace, ...]:
        return (Trace(file, "its name"),) if self._what.stands_in(file.name) else ()

    def _in_row(
        self, conn: sqlite3.Connection, table: str, row: dict[str, Any]
    ) -> tuple[list[str], set[str]]:
        """Return the places in a row that hold it, and the articles whose own words do."""
        places, articles = [], set()
        text_of = texts_of(conn)
        for where, noun in _nouns_in(table, row):
            if noun is None:
                continue
            frozen = frozen_in(noun, text_of)
            for name, words in _words_of(noun):
                if not self._what.stands_in(words):
                    continue
                if name in frozen:
                    articles.add(str(getattr(noun, "article_id", None) or noun.id))
                else:
                    places.append(f"{where}, {name}")
        if table == "original" and self._patterns.count(_bytes(row["data"])):
            articles.add(str(row["id"]))
        if table not in {*NOUNS, "event", "original"}:
            said = ((name, value) for name, value in row.items() if isinstance(value, str))
            # Of JSON, what escapes it is no part of the words.
            found = (name for name, v in said if self._what.stands_in(v.replace("\\", "")))
            places += [f"{table}, {name}" for name in found]
        return places, articles

    def _in_index(self, conn: sqlite3.Connection, table: str) -> tuple[list[str], int]:
        """Return what a table's index knows and its rows do not say, and what it may hold."""
        index, columns = f"{table}_fts", SEARCHED[table]
        places = []
        is_known = False
        for needle in self._what.needles:
            words = re.findall(r"\w+", needle)
            if not words:
                continue
            said = " ".join(words)
            listed = ", ".join(f"{table}.{column}" for column in columns)
            sql = (
                f"SELECT {listed} FROM {index} LEFT JOIN {table} ON {table}.rowid = {index}.rowid"
                f" WHERE {index} MATCH ?"
            )
            matched = conn.execute(sql, (f'"{said}"',)).fetchall()
            is_known = is_known or bool(matched)
            rows = (folded(" ".join(str(part) for part in row if part)) for row in matched)
            in_rows = [said in " ".join(re.findall(r"\w+", row)) for row in rows]
            places += [f"search index of {table}"] * in_rows.count(False)
        blocks = [bytes(row[0]) for row in conn.execute(f"SELECT block FROM {index}_data")]
        if is_known:
            return places, sum(map(self._patterns.count, blocks))
        conn.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words"
            f" USING fts5vocab(main, {index}, row)"
        )
        for tail in self._tails:
            known = f"SELECT 1 FROM temp.{index}_words WHERE instr(term, ?) LIMIT 1"
            held = sum(block.count(tail.encode()) for block in blocks)
            if held and conn.execute(known, (tail,)).fetchone() is None:
                places += [f"search index of {table}"] * held
        return places, 0

    def _in_pages(self, conn: sqlite3.Connection, file: Path, *, is_open: bool) -> int:
        (pages,) = conn.execute("PRAGMA page_count").fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        if int(pages) * int(size) <= _MOST and hasattr(conn, "serialize"):
            return self._patterns.count(conn.serialize())
        return 0 if is_open else self._patterns.count_in(file)


def _rows(conn: sqlite3.Connection) -> Iterator[tuple[str, list[str], tuple[Any, ...]]]:
    """Yield every row of every table, whatever it is called, but for the parts of the index."""
    for table in sorted(tables_in(conn)):
        if not _SHADOW.fullmatch(table):
            rows = conn.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in rows.description]
            for row in rows:
                yield table, columns, row


def _nouns_in(table: str, row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what a row says of nouns, and where; what is damaged is left to the bare bytes."""
    with suppress(ValueError, TypeError, KeyError):
        if table in NOUNS:
            values = [row[name] for name in NOUNS[table].names]
            yield f"{table} {row['id']}", NOUNS[table].from_values(values)
    if table == "event" and row["noun"] in BY_NAME:
        for when in ("before", "after"):
            with suppress(ValueError, TypeError, KeyError):
                if row[when] is not None:
                    noun = BY_NAME[row["noun"]].from_json(row[when])
                    yield f"history of {row['noun']} {row['key']}", noun


def _words_of(noun: Any) -> Iterator[tuple[str, str]]:
    for each in fields(noun):
        for words in _strings(getattr(noun, each.name)):
            yield each.name, words


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _strings(getattr(value, each.name))


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
