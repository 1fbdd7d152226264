"""Zip archives of strangers, read within limits; nothing in them is ever unpacked to disk."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from annotator.importers.foreign import FAULTS
from annotator.importers.source_file import SourceFile

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 64_000_000
MAX_TOTAL_BYTES = 256_000_000

_CHUNK = 1 << 20
_DAMAGED = "is damaged and cannot be unpacked; {instead}"
_TOO_MUCH = "unpacks to far more than an article holds; copy its text into a new document"


@dataclass(slots=True)
class Archive:
    """An open archive; what has been read of it is counted as it comes, whatever it declares."""

    source: SourceFile
    names: frozenset[str]
    _zip: ZipFile
    _most: int
    _total: int = field(default=0)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raises UnreadableError where they are too many."""
        with self._zip.open(name) as member:
            return b"".join(self._counted(member))

    def parsed(self, name: str) -> _Element:
        """Return the root of a member that is XML; one that brings a DTD is refused."""
        return xml_root(self.source, self.read(name))

    def refuse_locked(self) -> None:
        """Refuse an archive of which a member has a password."""
        if any(member.flag_bits & 1 for member in self._zip.infolist()):
            raise self.source.refused("has a password; save it without one")

    def check(self) -> None:
        """Refuse an archive that declares more than an article can need."""
        sizes = [member.file_size for member in self._zip.infolist()]
        if len(sizes) > MAX_MEMBERS or sum(sizes) > MAX_TOTAL_BYTES:
            raise self.source.refused(_TOO_MUCH)
        if max(sizes, default=0) > self._most:
            raise self.source.refused(_TOO_MUCH)

    def _counted(self, member: IO[bytes]) -> Iterator[bytes]:
        size = 0
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            self._total += len(chunk)
            # What the archive says of its sizes may be a lie.
            if size > self._most or self._total > MAX_TOTAL_BYTES:
                raise self.source.refused(_TOO_MUCH)
            yield chunk


@contextmanager
def unpacking(source: SourceFile, instead: str, most: int = MAX_MEMBER_BYTES) -> Iterator[Archive]:
    """Open `source` as an archive of which no member has more than `most` bytes.

    `instead` is what a person does with one that is damaged. Raises UnreadableError.
    """
    try:
        if _count(source.data) > MAX_MEMBERS:
            raise source.refused(_TOO_MUCH)
        with ZipFile(io.BytesIO(source.data)) as opened:
            archive = Archive(source, frozenset(opened.namelist()), opened, most)
            archive.check()
            yield archive
    except FAULTS as error:
        raise source.refused(_DAMAGED.format(instead=instead)) from error


def names_in(source: SourceFile) -> frozenset[str]:
    """Return the names of the members of an archive, none where it cannot be opened."""
    if _count(source.data) > MAX_MEMBERS:
        return frozenset()
    try:
        with ZipFile(io.BytesIO(source.data)) as archive:
            return frozenset(archive.namelist())
    except FAULTS:
        return frozenset()


def _count(data: bytes) -> int:
    """Return how many members an archive lists, before memory is spent on a list of them."""
    end = data.rfind(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data.count(b"PK\x01\x02", max(0, end - size), max(0, end))


def xml_root(source: SourceFile, data: bytes) -> _Element:
    """Return the root of strangers' XML; raises UnreadableError where it brings a DTD."""
    root = etree.fromstring(data, safe_parser())
    if root.getroottree().docinfo.doctype:
        raise source.refused("holds a DTD, as no document of its kind does; save it again")
    return root


def safe_parser() -> etree.XMLParser:
    """Return a parser for strangers' XML: no entities, no network, no comments."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def packed(members: dict[str, bytes]) -> bytes:
    """Return a small archive of these members, for a reader that must see nothing else."""
    out = io.BytesIO()
    with ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
