"""Looking for strings in every file of a project: in its rows, its index and its bare bytes."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from annotator.confidential import folded, short_words
from annotator.errors import AnnotatorError, LockedError
from annotator.files import is_there
from annotator.store.faults import sql_errors
from annotator.store.on_pages import as_kept, indexed_in, words_in
from annotator.store.opening import reading
from annotator.store.patterns import InFiles, Patterns
from annotator.store.purging import NOUNS, Purge, frozen_in, is_key, texts_of, unescaped
from annotator.store.rows import BY_NAME, tables_in
from annotator.store.search import SEARCHED
from annotator.store.traces import Looked, Trace

_SHADOW = re.compile(r"\w+_fts(_\w+)?")
_SCHEMA = "sqlite_schema"
_PARTS = re.compile(r"[^\W_]+")
_LONG = 7
"""Letters from which on a part of what is looked for is told where it stands alone."""
_MOST = 1 << 29
"""Bytes of a project that are held at once."""


class Scanner:
    """Looks for strings, file by file; nothing is changed."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._what = Purge(frozenset(secrets), "")
        self._patterns = Patterns(self._what.secrets)
        self._in_files = InFiles(self._what.secrets)
        short = short_words(self._what.needles)
        self._short = {f"{word}{end}" for word in short for end in ("", "s")}
        phrases: list[list[str]] = [
            re.findall(r"\w+", needle)
            for needle in self._what.needles
            if needle not in short or " " in needle
        ]
        self._asked = {*filter(None, map(" ".join, phrases)), *self._short}
        self._parts = {
            part for words in phrases for part in words if len(part) >= _LONG or len(words) == 1
        }

    def look(self, file: Path, *, is_project: bool) -> Looked:
        """Look through a file; a missing one holds nothing. Raises `OSError`."""
        named = self._in_name(file)
        if not is_project:
            places = ["its bytes"] * self._in_files.count_in(file) if is_there(file) else []
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
        indexed = {table: indexed_in(conn, table) for table in (_SCHEMA, *tables_in(conn))}
        for table, columns, row in _rows(conn):
            values = dict(zip(columns, row, strict=True))
            hits = self._patterns.count(as_kept(values, indexed[table]))
            # What is packed has none of its words in its bytes.
            is_packed = table == "original"
            if not hits and not is_packed and not self._what.may_stand_in(row):
                continue
            found, own = self._in_row(conn, table, values)
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
        if table == "original" and self._in_files.count(_bytes(row["data"])):
            articles.add(str(row["id"]))
        if table not in {*NOUNS, "event", "original", _SCHEMA}:
            said = ((n, v) for n, v in row.items() if isinstance(v, str) and not is_key(n))
            # Of JSON, what escapes it is no part of the words.
            found = (n for n, v in said if any(map(self._what.stands_in, (v, unescaped(v)))))
            places += [f"{table}, {name}" for name in found]
        return places, articles

    def _in_index(self, conn: sqlite3.Connection, table: str) -> tuple[list[str], int]:
        """Return what a table's index knows and its rows do not say, and what it may hold."""
        index = f"{table}_fts"
        conn.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words"
            f" USING fts5vocab(main, {index}, row)"
        )
        pages = conn.execute(f"SELECT id, block FROM {index}_data").fetchall()
        known = f"SELECT 1 FROM temp.{index}_words WHERE term = ?"
        # An older part of the index may have a word that no row has any more.
        stray = sum(
            conn.execute(known, (word,)).fetchone() is None
            for word in words_in(pages)
            if self._is_part(folded(word))
        )
        for said in self._asked:
            stray += sum(not self._says(row, said) for row in self._matched(conn, table, said))
        kept = [block for _, block in pages]
        kept += [term for (term,) in conn.execute(f"SELECT term FROM {index}_idx")]
        held = sum(self._patterns.count(bytes(each)) for each in kept)
        return [f"search index of {table}"] * stray, held

    def _is_part(self, word: str) -> bool:
        """Return whether a word of the index is one of what is looked for, or has one in it."""
        return word in self._short or any(part in word for part in self._parts)

    def _matched(self, conn: sqlite3.Connection, table: str, said: str) -> list[str]:
        """Return the rows that a table's index has for some words, each as its words."""
        listed = ", ".join(f"{table}.{column}" for column in SEARCHED[table])
        rows = conn.execute(
            f"SELECT {listed} FROM {table}_fts LEFT JOIN {table}"
            f" ON {table}.rowid = {table}_fts.rowid WHERE {table}_fts MATCH ?",
            (f'"{said}"',),
        )
        return [" ".join(str(part) for part in row if part) for row in rows]

    def _says(self, row: str, said: str) -> bool:
        if said not in self._short:
            return said in " ".join(re.findall(r"\w+", folded(row)))
        # The index ends a word also where there is a character without a shape.
        told = (map(folded, _PARTS.findall(row)), _PARTS.findall(folded(row)))
        return any(f" {said} " in f" {' '.join(parts)} " for parts in told)

    def _in_pages(self, conn: sqlite3.Connection, file: Path, *, is_open: bool) -> int:
        (pages,) = conn.execute("PRAGMA page_count").fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        if int(pages) * int(size) <= _MOST and hasattr(conn, "serialize"):
            return self._patterns.count(conn.serialize())
        return 0 if is_open else self._patterns.count_in(file)


def _rows(conn: sqlite3.Connection) -> Iterator[tuple[str, list[str], tuple[Any, ...]]]:
    """Yield every row of every table, whatever it is called, but for the parts of the index."""
    for table in (_SCHEMA, *sorted(tables_in(conn))):
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
        if not is_key(each.name):
            yield from ((each.name, words) for words in _strings(getattr(noun, each.name)))


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
