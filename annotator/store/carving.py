"""Rows taken out of the bytes of a damaged project: without its header, its schema or its trees.

Each row of ours begins with a UUID and ends with a digest over its values. So a record shows by
its own header, wherever it stands, and is believed only where the digest fits. What pages and
records are made of is told in https://sqlite.org/fileformat2.html.
"""

import errno
import mmap
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from struct import unpack

from annotator.errors import StoppedError
from annotator.files import is_file
from annotator.store.opening import journal_of, wrap
from annotator.store.pages import Bytes, Pages
from annotator.store.rollback_journal import pages_before
from annotator.store.rows import BY_NAME, DIGEST_BYTES, DOCUMENTS, PLAIN, STEPS, Value, digest

LIVE, STALE = range(2)
"""How a row stands in the file: on its page's own list; or elsewhere, with its page's beginning
lost, as it was before a change, or in a journal."""

_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UUID_TYPE, _DIGEST_TYPE = 13 + 2 * 36, 12 + 2 * DIGEST_BYTES
"""The types of a text of 36 characters and of a digest, with which the header of each of our
records begins and ends; both take one byte."""
# In small pages no more may stand beside the header than how a UUID begins.
_END_OF_HEADER = re.compile(re.escape(bytes([_DIGEST_TYPE])) + rb"(?=[0-9a-f]{8}-)")
_INDEXED = re.compile(rb"\x03" + bytes([_UUID_TYPE]) + rb"[\x01-\x06\x08\x09](" + _UUID + rb")")
_LONGEST_HEADER = 127
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
"""Bytes of an integer by its type; those of none are 0 and 1."""
_REAL, _RESERVED, _FIRST_BLOB = 7, {10, 11}, 12
_AT_ONCE = 256
"""So many candidates are looked at before somebody is asked whether they are still wanted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was written: its values, the digest apart, and how it stands in the file."""

    table: str
    values: tuple[Value, ...]
    digest: bytes
    standing: int


def rows_in(path: Path, is_wanted: Callable[[], bool] = lambda: True) -> Iterator[Row]:
    """Yield each row of ours that stands in a file, or in the journal beside it.

    A row can come more than once, and also as it was before a change; what a change that was not
    finished had written does not come. Nothing is changed, and no more than one row is held.
    Raises `OSError` where the file cannot be read, `StoppedError` once it is wanted no more.
    """
    journal = _journal_of(path)
    with _mapped(path) as data:
        pages = Pages(data)
        _put_back(journal, data, pages)
        yield from _rows(data, pages, is_wanted)
        # What of it cannot be put back was in the file once.
        yield from _rows(journal, pages, is_wanted)


def ids_in(path: Path) -> Iterator[str]:
    """Yield the ids that a file's indexes name; there are or were rows of them."""
    with _mapped(path) as data:
        pages = Pages(data)
        for found in _INDEXED.finditer(data):
            # Beside the lists are remains, of what was removed or written over in part.
            if pages.is_indexed(data, found.start()):
                yield found[1].decode("ascii")


def _journal_of(path: Path) -> bytes:
    try:
        return journal_of(path).read_bytes()
    except OSError:
        return b""


@contextmanager
def _mapped(path: Path) -> Iterator[Bytes]:
    """Give a file's bytes as memory of one's own; what is written there never reaches the file."""
    if not is_file(path):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with path.open("rb") as file:
        if file.seek(0, 2) == 0:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as data:
            yield data


def _put_back(journal: bytes, data: Bytes, pages: Pages) -> None:
    """Take an unfinished change back, as SQLite would before anybody reads."""
    for number, page in pages_before(journal):
        at = (number - 1) * len(page)
        if isinstance(data, mmap.mmap) and at + len(page) <= len(data):
            data[at : at + len(page)] = page
            pages.prefer(len(page))


def _rows(data: Bytes, pages: Pages, is_wanted: Callable[[], bool]) -> Iterator[Row]:
    for count, found in enumerate(_END_OF_HEADER.finditer(data)):
        if count % _AT_ONCE == 0 and not is_wanted():
            raise StoppedError("the search for rows was stopped")
        end = found.end()
        possible = (_row(data, pages, start, end) for start in _starts(data, end))
        yield from filter(None, (next(filter(None, possible), None),))


def _starts(data: Bytes, end: int) -> Iterator[int]:
    """Yield where a record can begin whose header ends at `end`: it says its own length first."""
    first = max(0, end - _LONGEST_HEADER)
    window = data[first:end]
    at = window.find(_UUID_TYPE, 1)
    while at > 0:
        if window[at - 1] == len(window) - at + 1:
            yield first + at - 1
        at = window.find(_UUID_TYPE, at + 1)


def _row(data: Bytes, pages: Pages, start: int, end: int) -> Row | None:
    """Return the row whose record begins at `start`, its values at `end`, if its digest fits."""
    types = _types(data[start + 1 : end])
    if len(types) not in _layouts() or _RESERVED & set(types):
        return None
    length = end - start + sum(map(_size, types))
    for size, payload in pages.payloads(data, start, length):
        found = _believed(_values(types, payload[end - start :]))
        if found:
            pages.prefer(size)
            is_live = pages.is_listed(data, start, length)
            return replace(found, standing=LIVE if is_live else STALE)
    return None


def _believed(values: list[Value] | None) -> Row | None:
    """Return the row of whichever table values are by their digest."""
    if values is None:
        return None
    *plain, seal = values
    for table, layout in _layouts().get(len(values), ()):
        # SQLite keeps a whole number as an integer, in a column of any type.
        read = [_as_real(plain[at]) if is_real else plain[at] for at, is_real in layout]
        if digest(table, read) == seal:
            return Row(table, tuple(read), seal, STALE)
    return None


def _as_real(value: Value) -> Value:
    return float(value) if isinstance(value, int) else value


def _types(header: bytes) -> list[int]:
    types, value = [], 0
    for byte in header:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            types.append(value)
            value = 0
    return types


def _size(kind: int) -> int:
    if kind >= _FIRST_BLOB:
        return (kind - _FIRST_BLOB) // 2
    return 8 if kind == _REAL else _INTEGERS.get(kind, 0)


def _values(types: list[int], body: bytes) -> list[Value] | None:
    """Return a record's values, None where a text is none."""
    values: list[Value] = []
    at = 0
    for kind in types:
        part = body[at : at + _size(kind)]
        at += len(part)
        if kind >= _FIRST_BLOB:
            try:
                values.append(part.decode() if kind % 2 else part)
            except UnicodeDecodeError:
                return None
        elif kind == _REAL and len(part) == 8:
            values.append(float(unpack(">d", part)[0]))
        elif kind in {8, 9}:
            values.append(kind - 8)
        else:
            values.append(int.from_bytes(part, "big", signed=True) if kind else None)
    return values


@cache
def _layouts() -> dict[int, list[tuple[str, list[tuple[int, bool]]]]]:
    """Return by number of values, the digest among them, each table with the places of its values.

    A table's columns stand in the file as it was created, in a noun as it is told of: each value
    has its place in the file, and whether it is a real. An empty project knows.
    """
    from annotator.store.migrations import migrations

    named = {table.name: table.names for table in (*BY_NAME.values(), DOCUMENTS, STEPS)}
    named |= {name: columns.split(", ") for name, columns in PLAIN.items()}
    found: dict[int, list[tuple[str, list[tuple[int, bool]]]]] = {}
    with closing(sqlite3.connect(":memory:")) as conn:
        migrations.apply(wrap(conn))
        for name, columns in named.items():
            rows = conn.execute("SELECT name, cid, type FROM pragma_table_info(?)", (name,))
            places = {column: (at, kind == "REAL") for column, at, kind in rows}
            layout = [places[column] for column in columns]
            found.setdefault(len(places), []).append((name, layout))
    return found
