"""SQLite's rollback journal: pages as they were before a change that was not finished."""

import struct
from collections.abc import Iterator

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8sIIIII")
_TO_THE_END = 0xFFFFFFFF


def pages_before(journal: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number, from 1, and content of each page that a journal would put back.

    It ends, as SQLite does, at the first page whose checksum is wrong.
    """
    at = 0
    while at + _HEADER.size <= len(journal):
        magic, count, nonce, _pages, sector, size = _HEADER.unpack_from(journal, at)
        if magic != _MAGIC or not _is_size(size, 512) or not _is_size(sector, 32):
            return
        at += sector
        if count == _TO_THE_END:
            count = (len(journal) - at) // (size + 8)
        for _ in range(count):
            record = journal[at : at + size + 8]
            if len(record) < size + 8:
                return
            page = record[4:-4]
            if int.from_bytes(record[-4:], "big") != _checksum(page, nonce):
                return
            yield int.from_bytes(record[:4], "big"), page
            at += size + 8
        at = -(-at // sector) * sector  # each further header begins a sector


def _is_size(size: int, least: int) -> bool:
    return least <= size <= 65536 and size & (size - 1) == 0


def _checksum(page: bytes, nonce: int) -> int:
    places = range(len(page) - 200, 0, -200)
    return (nonce + sum(page[place] for place in places)) & 0xFFFFFFFF
