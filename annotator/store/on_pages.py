"""What of a project's rows and words stands on its pages, as the bytes that it is there.

Rows and keys of indexes: https://sqlite.org/fileformat2.html. The pages of a full-text index are
those of fts5_index.c: one with words begins with the offset of its first row and that of its
footer, which lists, as differences, where each word begins. But for the first, a word leaves out
as many bytes as it has in common with the one before it; the first byte of all is no letter.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from struct import pack
from typing import Any

_SIZES = (1, 2, 3, 4, 6, 8)
"""Bytes that an integer can have."""
_APART = b"\xff"
"""Stands between what is kept apart; no text has it."""
_NUMBERS = 31
"""Bits of a page's id that number it within its part of the index."""
_KINDS = 0x3F << _NUMBERS
"""The bits that are set for what is no page of words."""
_PARTS = 37
_LONGEST = 9
"""Bytes that a number has at most, the last with eight bits of it."""


def indexed_in(conn: sqlite3.Connection, table: str) -> list[list[str]]:
    """Return the columns of each index of a table, in its order."""
    rows = conn.execute(
        "SELECT listed.name, i.name FROM pragma_index_list(?) AS listed,"
        " pragma_index_info(listed.name) AS i ORDER BY listed.name, i.seqno",
        (table,),
    )
    found: dict[str, list[str]] = {}
    for index, column in rows:
        found.setdefault(index, []).append(column)
    return list(found.values())


def as_kept(row: dict[str, Any], indexed: Iterable[Sequence[str]]) -> bytes:
    """Return the values of a row one behind the other, and again what each index has of them.

    Nothing stands between two values, so the end of one and the start of the next can be a word.
    """
    keys = ([row[column] for column in columns] for columns in indexed)
    return _APART.join(b"".join(map(_kept, values)) for values in (row.values(), *keys))


def _kept(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, float):
        return pack(">d", value)
    if value in {None, 0, 1}:
        return b""
    size = next(n for n in _SIZES if -(1 << 8 * n - 1) <= value < 1 << 8 * n - 1)
    return int(value).to_bytes(size, "big", signed=True)


def words_in(pages: Iterable[tuple[int, bytes]]) -> Iterator[str]:
    """Yield each word on the pages of an index, which are given by id; what is damaged ends."""
    for key, page in pages:
        if key >> _PARTS and not key & _KINDS:
            try:
                yield from _on_page(page)
            except IndexError:
                continue


def _on_page(page: bytes) -> Iterator[str]:
    footer = int.from_bytes(page[2:4], "big")
    begin, read, word = 0, footer, b""
    while read < len(page):
        past, read = _number(page, read)
        begin += past
        at, kept = begin, 0
        if word:
            kept, at = _number(page, at)
        size, at = _number(page, at)
        word = word[:kept] + page[at : at + size]
        yield word[1:].decode("utf-8", "replace")


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins there, and where it has ended."""
    number = 0
    for place in range(at, at + _LONGEST - 1):
        number = number << 7 | page[place] & 0x7F
        if page[place] < 0x80:
            return number, place + 1
    return number << 8 | page[at + _LONGEST - 1], at + _LONGEST
