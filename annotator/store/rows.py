"""Nouns as rows and back, with a digest on each row."""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from annotator.errors import DamageError
from annotator.model import (
    Article,
    Claim,
    Document,
    Identity,
    Link,
    Listing,
    Noun,
    Omission,
    Pseudonym,
    Response,
    Side,
    Source,
    Step,
    Version,
    Waiver,
)

T = TypeVar("T")
Value = str | int | float | bytes | None

DIGEST_BYTES = 16
_SHARED = {"article_id", "source_id", "reviewer"}
"""Columns whose text stands in many rows: one string is enough for all of them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a noun as SQLite keeps it."""

    name: str
    kept: Callable[[Any], Value]
    read: Callable[[Any], Any]


class Table(Generic[T]):
    """How one noun is kept; its columns are its fields."""

    def __init__(self, name: str, noun: type[T]) -> None:
        hints = get_type_hints(noun)
        self.name = name
        self.noun = noun
        self.columns = [_column(f.name, hints[f.name]) for f in fields(noun)]  # type: ignore[arg-type]
        readers = enumerate(column.read for column in self.columns)
        self._readers = [(at, read) for at, read in readers if read is not _same]
        self.names = [column.name for column in self.columns]
        quoted = [f'"{column}"' for column in (*self.names, "digest")]
        marks = ", ".join("?" * len(quoted))
        self.insert = f'INSERT INTO "{name}" ({", ".join(quoted)}) VALUES ({marks})'
        settings = ", ".join(f"{column} = ?" for column in quoted)
        self.update = f'UPDATE "{name}" SET {settings} WHERE id = ? AND digest = ?'
        self.select = f'SELECT {", ".join(quoted)} FROM "{name}"'
        self.delete = f'DELETE FROM "{name}" WHERE id = ? AND digest = ?'

    def values(self, noun: T) -> list[Value]:
        """Return a noun's columns, without the digest."""
        return [column.kept(getattr(noun, column.name)) for column in self.columns]

    def sealed(self, noun: T) -> list[Value]:
        """Return a noun's columns with the digest at the end."""
        values = self.values(noun)
        return [*values, digest(self.name, values)]

    def from_values(self, values: list[Value]) -> T:
        """Return the noun that `values` were made from."""
        made: list[Any] = list(values)
        for at, read in self._readers:
            made[at] = read(made[at])
        return self.noun(*made)

    def to_json(self, noun: T) -> str:
        """Return a noun as an event holds it."""
        return _dumps(dict(zip(self.names, self.values(noun), strict=True)))

    def from_json(self, text: str) -> T:
        """Return the noun that an event holds."""
        row = json.loads(text)
        return self.from_values([row[name] for name in self.names])

    def from_row(self, row: Sequence[Value]) -> T:
        """Return a noun from a row as `select` gives it, or raise `DamageError`."""
        values = list(row[:-1])
        if digest(self.name, values) != row[-1]:
            raise damaged_row(self.name, str(row[0]))
        return self.from_values(values)


def damaged_row(table: str, key: str) -> DamageError:
    """Return the error for a row that is not what was written."""
    return DamageError(
        f"the project is damaged: the {table} {key} is not what was saved; "
        "run `onrecord doctor` on it and go back to a backup"
    )


def digest(table: str, values: Sequence[Value]) -> bytes:
    """Return the BLAKE2b digest of a row; SQLite's own check misses most flips of content."""
    hashed = blake2b(digest_size=DIGEST_BYTES)
    data = [value for value in values if type(value) is bytes]
    plain = [None if type(value) is bytes else value for value in values] if data else values
    hashed.update(_dumps([table, plain]).encode())
    for value in data:
        hashed.update(value)
    return hashed.digest()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _dumps(value: object) -> str:
    return _ENCODER.encode(value)


def _same(value: Any) -> Any:
    return value


_PLAIN: dict[object, tuple[Callable[[Any], Value], Callable[[Any], Any]]] = {
    bool: (int, bool),
    float: (float, float),
    **dict.fromkeys((str, int, bytes), (_same, _same)),
}


def _column(name: str, hint: object) -> Column:
    if get_origin(hint) is UnionType:
        (inner,) = [arg for arg in get_args(hint) if arg is not NoneType]
        column = _column(name, inner)
        if column.read is _same:
            return Column(name, _same, _same)
        return Column(
            name,
            lambda value: None if value is None else column.kept(value),
            lambda value: None if value is None else column.read(value),
        )
    if name in _SHARED:
        return Column(name, _same, sys.intern)
    if hint in _PLAIN:
        return Column(name, *_PLAIN[hint])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Column(name, str, _Members(hint).__getitem__)
    plain = _plain_reader(hint)

    # Few values are common to many rows, and all are immutable: an empty list, one tag.
    @lru_cache(maxsize=4096)
    def kept(value: Any) -> Value:
        return _dumps(_plain(value))

    @lru_cache(maxsize=4096)
    def read(text: str) -> Any:
        return plain(json.loads(text))

    return Column(name, kept, read)


class _Members(dict[str, StrEnum]):
    """The members of a vocabulary by value: asking the class itself takes ten times as long."""

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__({str(member): member for member in vocabulary})
        self._vocabulary = vocabulary

    def __missing__(self, value: str) -> StrEnum:
        return self._vocabulary(value)


def _plain(value: object) -> object:
    """Return `value` as JSON can hold it."""
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return [_plain(getattr(value, f.name)) for f in fields(value)]
    return value


@cache
def _plain_reader(hint: Any) -> Callable[[Any], Any]:
    """Return what makes a value of type `hint` from its JSON."""
    if get_origin(hint) is tuple:
        inner = _plain_reader(get_args(hint)[0])
        return lambda parts: tuple(inner(part) for part in parts)
    if get_origin(hint) is UnionType:
        (only,) = [arg for arg in get_args(hint) if arg is not NoneType]
        some = _plain_reader(only)
        return lambda value: None if value is None else some(value)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        readers = [_plain_reader(hints[f.name]) for f in fields(hint)]
        noun: Any = hint
        return lambda parts: noun(*(read(p) for read, p in zip(readers, parts, strict=True)))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _same


DOCUMENTS = Table("document", Document)
STEPS = Table("step", Step)
PSEUDONYMS = Table("pseudonym", Pseudonym)

NOUNS = (
    *(Article, Source, Listing, Identity, Side, Claim, Link, Response, Waiver, Version, Omission),
)

TABLES: dict[type, Table[Any]] = {noun: Table(noun.__name__.lower(), noun) for noun in NOUNS}
"""The table of each noun that an edit can touch."""

BY_NAME: dict[str, Table[Any]] = {table.name: table for table in TABLES.values()}


def table_of(noun: Noun) -> Table[Any]:
    """Return the table that keeps `noun`."""
    return TABLES[type(noun)]


PLAIN = {
    "original": "id, data",
    "event": "id, step_id, noun, key, before, after, position",
    "project": "id, made_by",
    "draft": "id, about, field, words",
    "compaction": "id, at, until, steps",
    "pseudonym": "id, number, level",
}
"""The tables that keep no noun, with the columns that their digests cover."""


def tables_in(conn: sqlite3.Connection) -> set[str]:
    """Return the names of a project's tables; one of an older schema lacks some."""
    rows = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {name for (name,) in rows}


def selects(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield each table whose rows have a digest, with what reads them and it at the end."""
    there = tables_in(conn)
    for table in (*BY_NAME.values(), STEPS, DOCUMENTS):
        if table.name in there:
            yield table.name, table.select
    for name, columns in PLAIN.items():
        if name in there:
            yield name, f"SELECT {columns}, digest FROM {name}"


def damaged_rows(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield table and id of each row that is not what was written."""
    for name, select in selects(conn):
        for row in conn.execute(select):
            if digest(name, row[:-1]) != row[-1]:
                yield name, str(row[0])
