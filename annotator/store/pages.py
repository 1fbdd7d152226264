"""The pages of a damaged file: how large they may be, and what of a row stands on further ones."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass

Bytes = mmap.mmap | bytes

_MAGIC = b"SQLite format 3\x00"
_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
"""Ours first; SQLite takes no other."""
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_LONGEST_ROWID = 9


class Pages:
    """A file as pages of a size that its header tells, or that its rows show."""

    def __init__(self, data: Bytes) -> None:
        self._data = data
        self._sizes = list(_SIZES)
        self._reserved = 0
        self._known_strays: _Strays | None = None
        self._listed: tuple[int, tuple[int, frozenset[int]]] = (-1, (0, frozenset()))
        if data[:16] == _MAGIC:
            told = int.from_bytes(data[16:18], "big")
            self.prefer(65536 if told == 1 else told)
            self._reserved = data[20] if data[20] < 64 else 0

    @property
    def size(self) -> int:
        """Return the size that is most likely."""
        return self._sizes[0]

    def prefer(self, size: int) -> None:
        """Try a size first from now on, where it is one."""
        if size in self._sizes:
            self._sizes.remove(size)
            self._sizes.insert(0, size)

    def payloads(self, data: Bytes, start: int, length: int) -> Iterator[tuple[int, bytes]]:
        """Yield what a record of `length` bytes at `start` of `data` can be, by size of page.

        It is one run of bytes, or begins one that further pages of the file go on with.
        """
        if length > len(data) + len(self._data):
            return
        is_one_run = False
        for size in list(self._sizes):
            here = _local(length, size - self._reserved)
            if here < length:
                found = self._followed(data, start, here, length, size)
                if found is not None:
                    yield size, found
            elif not is_one_run:
                is_one_run = True
                yield self.size, data[start : start + length]
        for found in self._looked_for(data, start, length):
            yield self.size, found

    def is_listed(self, data: Bytes, start: int, length: int) -> bool:
        """Return whether a record of `length` bytes at `start` is on the list of its own page."""
        kind, cells = self._page_of(data, start)
        told = _varint(length)
        # A cell is the record's length, the row's number, the record.
        return kind == _TABLE_LEAF and any(
            cell in cells and data[cell : cell + len(told)] == told
            for cell in range(start - len(told) - _LONGEST_ROWID, start - len(told))
        )

    def is_indexed(self, data: Bytes, start: int) -> bool:
        """Return whether a short record at `start` is on the list of its page of an index."""
        kind, cells = self._page_of(data, start)
        # A cell is the record's length, in one byte, and the record; further up a page before.
        before = {_INDEX_LEAF: 1, _INDEX_INTERIOR: 5}.get(kind)
        return before is not None and start - before in cells

    def _page_of(self, data: Bytes, start: int) -> tuple[int, frozenset[int]]:
        """Return of which kind the page at `start` says it is, and where its cells begin."""
        page = start - start % self.size
        if data is not self._data:
            return 0, frozenset()
        if self._listed[0] != page:
            kind = data[page]
            count = int.from_bytes(data[page + 3 : page + 5], "big")
            first = page + (12 if kind == _INDEX_INTERIOR else 8)
            places = data[first : first + 2 * count]
            pairs = zip(places[::2], places[1::2], strict=False)
            cells = frozenset(page + high * 256 + low for high, low in pairs)
            self._listed = page, (kind, cells)
        return self._listed[1]

    def _followed(
        self, data: Bytes, start: int, here: int, length: int, size: int
    ) -> bytes | None:
        """Return a record that goes on from page to page, None where the chain is broken."""
        parts = [data[start : start + here]]
        left = length - here
        number = int.from_bytes(data[start + here : start + here + 4], "big")
        usable = size - self._reserved - 4
        while left > 0:
            at = (number - 1) * size
            if number < 2 or at >= len(self._data):
                return None
            number = int.from_bytes(self._data[at : at + 4], "big")
            parts.append(self._data[at + 4 : at + 4 + min(usable, left)])
            left -= usable
        return b"".join(parts)

    def _looked_for(self, data: Bytes, start: int, length: int) -> Iterator[bytes]:
        """Yield what a record can be whose further pages are not at the places of their numbers.

        A page of a chain names the next one, which is mostly that after its own; the last shows
        by how much of it is filled.
        """
        here = _local(length, self.size - self._reserved)
        if here == length:
            return
        usable = self.size - self._reserved - 4
        parts, left = [data[start : start + here]], length - here
        number = int.from_bytes(data[start + here : start + here + 4], "big")
        while left > usable:
            at = self._strays.by_number.get(number)
            if at is None:
                return
            parts.append(self._data[at + 4 : at + 4 + usable])
            number = int.from_bytes(self._data[at : at + 4], "big")
            left -= usable
        # A digest can end in zeros.
        for filled in range(left, max(0, left - 4), -1):
            for at in self._strays.last.get(filled, ()):
                yield b"".join([*parts, self._data[at + 4 : at + 4 + left]])

    @property
    def _strays(self) -> "_Strays":
        if self._known_strays is None or self._known_strays.size != self.size:
            self._known_strays = _Strays.of(self._data, self.size)
        return self._known_strays


@dataclass(frozen=True, slots=True)
class _Strays:
    """Pages that can be part of a chain: by number, and the last ones by how much is filled."""

    size: int
    by_number: dict[int, int]
    last: dict[int, list[int]]

    @classmethod
    def of(cls, data: Bytes, size: int) -> "_Strays":
        """Look through a file."""
        by_number: dict[int, int] = {}
        last: dict[int, list[int]] = {}
        for at in range(0, len(data) - size + 1, size):
            after = int.from_bytes(data[at : at + 4], "big")
            if after == 0:
                filled = len(data[at + 4 : at + size].rstrip(b"\0"))
                last.setdefault(filled, []).append(at)
            elif after <= len(data) // size:
                by_number[after - 1] = at
        return cls(size, by_number, last)


def _local(length: int, usable: int) -> int:
    """Return how many bytes of a record stand on its leaf; the rest is on further pages."""
    if length <= usable - 35:
        return length
    least = (usable - 12) * 32 // 255 - 23
    most = least + (length - least) % (usable - 4)
    return most if most <= usable - 35 else least


def _varint(number: int) -> bytes:
    """Return a number as SQLite writes it: seven bits a byte, the highest first."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
