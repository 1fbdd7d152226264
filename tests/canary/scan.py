"""Looks into every file of a folder for canaries: raw, in archives, documents, tables."""

import gzip
import os
import sqlite3
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from tests.canary.folding import Watch, packed_in, texts_of
from tests.canary.names import Canary

_DEEPEST = 4
_LARGEST_TEXT = 3_000_000
"""Bytes up to which a file is also read as text; beyond that it is looked through as it is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A canary, the file it was found in, and how one gets to it there."""

    canary: Canary
    file: str
    place: str

    def __str__(self) -> str:
        return f"{self.canary.where} ({self.canary.kind}) in {self.file}, {self.place}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in how many files of how many bytes."""

    hits: tuple[Hit, ...]
    files: int
    size: int


def scan(
    folders: Iterable[Path],
    canaries: Iterable[Canary],
    passes_by: Callable[[Path], bool] = lambda _: False,
) -> Looked:
    """Look into every file under `folders` but those that `passes_by` names; names count, too."""
    watch, hits, files, size = Watch(canaries), set(), 0, 0
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            shown = str(path.relative_to(folder.parent))
            hits |= {Hit(c, shown, "its name") for c in watch.in_text(path.name)}
            hits |= {Hit(c, shown, "its attributes") for c in _attributes(path, watch)}
            if path.is_symlink():
                hits |= {Hit(c, shown, "its goal") for c in watch.in_text(str(path.readlink()))}
            elif path.is_file() and not passes_by(path):
                try:
                    data = path.read_bytes()
                except FileNotFoundError:  # let go by a program that still runs
                    continue
                files, size = files + 1, size + len(data)
                hits |= {Hit(c, shown, place) for c, place in found_in(data, watch)}
    return Looked(tuple(sorted(hits, key=str)), files, size)


def found_in(data: bytes, watch: Watch, depth: int = _DEEPEST) -> set[tuple[Canary, str]]:
    """Return the canaries in bytes, with the way to each place through what contains it."""
    found = {(canary, "its bytes") for canary in watch.in_bytes(data)}
    if len(data) <= _LARGEST_TEXT:
        for text, escapes in texts_of(data):
            found |= {(canary, "its text") for canary in watch.in_text(text, escapes)}
    if depth:
        for place, inner in contained(data):
            for canary, deeper in found_in(inner, watch, depth - 1):
                found.add((canary, f"{place}: {deeper}"))
    return found


def contained(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what stands within a file, each with the name of its place."""
    if data[:4] == b"PK\x03\x04":
        yield from _zip(data)
    elif data[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error):
            yield "gzip", gzip.decompress(data)
    elif data[:5] == b"%PDF-":
        yield from _pdf(data)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _png(data)
    elif data[:16] == b"SQLite format 3\0":
        yield from _sqlite(data)
    elif data[257:262] == b"ustar":
        yield from _tar(data)
    elif len(data) <= _LARGEST_TEXT:
        yield from packed_in(data)


def _attributes(path: Path, watch: Watch) -> set[Canary]:
    found: set[Canary] = set()
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(path, follow_symlinks=False):
                value = os.getxattr(path, name, follow_symlinks=False)
                found |= watch.in_bytes(name.encode() + value)
    return found


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(data)) as package:
        yield "zip's comment", package.comment
        for member in package.infolist():
            yield "zip's names", member.filename.encode() + member.comment + member.extra
            yield member.filename, package.read(member)


def _tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    with suppress(tarfile.TarError), tarfile.open(fileobj=BytesIO(data)) as package:
        for member in package.getmembers():
            yield "tar's names", f"{member.name} {member.linkname}".encode()
            if file := package.extractfile(member):
                yield member.name, file.read()


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        name = kind.decode("latin-1")
        if kind == b"IDAT":
            continue
        yield name, body
        for start in range(min(len(body), 120)):
            # Where the words of a chunk begin that are packed depends on its keyword.
            if body[start : start + 1] == b"\x78":
                with suppress(zlib.error):
                    yield f"{name} unpacked", zlib.decompress(body[start:])
    yield "behind its end", data[at:]


def _sqlite(data: bytes) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        copy.write_bytes(data)
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as conn:
            conn.text_factory = bytes
            tables = conn.execute("SELECT name, sql FROM sqlite_schema").fetchall()
            for name, sql in tables:
                yield "the schema", sql or b""
                with suppress(sqlite3.Error):
                    for row in conn.execute(f'SELECT * FROM "{name.decode()}"'):
                        values = [v for v in row if isinstance(v, bytes)]
                        yield f"a row of {name.decode()}", b"\n".join(values)
                        yield from ((f"a value of {name.decode()}", v) for v in values if v)


def _pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    import pypdfium2

    with suppress(pypdfium2.PdfiumError), closing(pypdfium2.PdfDocument(data)) as paper:
        yield "its metadata", repr(paper.get_metadata_dict()).encode()
        yield "its bookmarks", " ".join(b.get_title() for b in paper.get_toc()).encode()
        for number, page in enumerate(paper, 1):
            words = page.get_textpage().get_text_range()
            yield f"page {number}", words.encode("utf-8", "ignore")
            lines = [line[::-1] for line in words.splitlines()]
            yield f"page {number} from right to left", "".join(lines).encode("utf-8", "ignore")
        for number in range(paper.count_attachments()):
            file = paper.get_attachment(number)
            yield "an attached file", file.get_name().encode() + bytes(file.get_data())
    at = 0
    while (at := data.find(b"stream", at) + 6) > 5:
        body = data[at : at + 2].count(b"\r") + data[at : at + 2].count(b"\n") + at
        with suppress(zlib.error):
            yield "a stream", zlib.decompressobj().decompress(data[body:])
