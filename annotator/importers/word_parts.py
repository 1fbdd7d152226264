"""The parts of a .docx, unpacked within limits and parsed without entities or network."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
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

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .doc begins, and a document with a password, whatever it is called."""

_CHUNK = 1 << 20
_MAIN = re.compile(r"word/document\d*\.xml")
_DAMAGED = "is damaged and cannot be unpacked; open it in Word and save it again"
_OTHERS = (
    ("content.xml", "is an OpenDocument file; open it in LibreOffice and save it as .docx"),
    ("xl/workbook.xml", "is a spreadsheet; copy its text into a .txt file"),
    ("ppt/presentation.xml", "is a presentation; copy its text into a .txt file"),
    ("META-INF/container.xml", "is an e-book; copy its text into a .txt file"),
)
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(slots=True)
class WordParts:
    """The parsed parts of a document that its text depends on, None where one is missing."""

    document: _Element
    styles: _Element | None = None
    numbering: _Element | None = None
    footnotes: _Element | None = None
    endnotes: _Element | None = None
    core: _Element | None = None
    has_comments: bool = False


def unpack(source: SourceFile) -> WordParts:
    """Read the parts of a .docx; raises UnreadableError for every other or damaged archive."""
    with _unpacking(source) as unpacking:
        return unpacking.parts()


def unpack_kinds(source: SourceFile, *kinds: str, most: int) -> dict[str, _Element]:
    """Read "document", and of these kinds the parts beside it that are there.

    None of them may have more than `most` bytes.
    Raises UnreadableError for everything that is no Word document, or a damaged one.
    """
    with _unpacking(source, most) as unpacking:
        main, names = unpacking.checked()
        return {"document": unpacking.parsed(main)} | unpacking.beside(main, names, kinds)


def members(source: SourceFile) -> set[str] | None:
    """Return the names in an archive, none of a file of another kind, None of a damaged one."""
    if not source.data.startswith(b"PK"):
        return set()
    with suppress(*FAULTS), ZipFile(io.BytesIO(source.data)) as archive:
        return set(archive.namelist())
    return None


@contextmanager
def _unpacking(source: SourceFile, most: int = MAX_MEMBER_BYTES) -> Iterator["_Unpacking"]:
    try:
        with ZipFile(io.BytesIO(source.data)) as archive:
            yield _Unpacking(source, archive, most)
    except FAULTS as error:
        raise source.refused(_DAMAGED) from error


@dataclass(slots=True)
class _Unpacking:
    source: SourceFile
    archive: ZipFile
    most: int
    _total: int = field(default=0)

    def parts(self) -> WordParts:
        """Return what an article's text depends on."""
        main, names = self.checked()
        kinds = ("styles", "numbering", "footnotes", "endnotes")
        parts = WordParts(self.parsed(main), has_comments="word/comments.xml" in names)
        for kind, root in self.beside(main, names, kinds).items():
            setattr(parts, kind, root)
        if "docProps/core.xml" in names:
            parts.core = self.parsed("docProps/core.xml")
        return parts

    def checked(self) -> tuple[str, set[str]]:
        """Return the name of the document and of every part, or refuse the archive."""
        members = self.archive.infolist()
        sizes = [member.file_size for member in members]
        if len(members) > MAX_MEMBERS or sum(sizes) > MAX_TOTAL_BYTES:
            raise self._too_much()
        if max(sizes, default=0) > self.most:
            raise self._too_much()
        names = {member.filename for member in members}
        main = next(filter(_MAIN.fullmatch, sorted(names)), None)
        if main is None:
            raise self._foreign(names)
        if any(member.flag_bits & 1 for member in members):
            raise self.source.refused("has a password; save it without one")
        return main, names

    def beside(self, main: str, names: set[str], kinds: Iterable[str]) -> dict[str, _Element]:
        """Return by kind the parts that belong to the document."""
        related = self._related(main, names)
        paths = {kind: related.get(kind, f"word/{kind}.xml") for kind in kinds}
        return {kind: self.parsed(path) for kind, path in paths.items() if path in names}

    def _related(self, main: str, names: set[str]) -> dict[str, str]:
        """Return where the document's relations say that its other parts are."""
        folder, name = posixpath.split(main)
        relations = f"{folder}/_rels/{name}.rels"
        found: dict[str, str] = {}
        if relations in names:
            for relation in self.parsed(relations):
                kind = str(relation.get("Type", "")).rpartition("/")[2]
                target = posixpath.join("/", folder, str(relation.get("Target", "")))
                if relation.get("TargetMode") != "External":
                    found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
        return {kind: path for kind, path in found.items() if path in names}

    def parsed(self, name: str) -> _Element:
        """Return the root of a part."""
        with self.archive.open(name) as member:
            data = b"".join(self._counted(member))
        # Transitional and strict documents differ in names alone.
        data = data.replace(_STRICT.encode(), TRANSITIONAL.encode())
        root = etree.fromstring(data, safe_parser())
        if root.getroottree().docinfo.doctype:
            raise self.source.refused(
                "holds a DTD, as no Word document does; save it again in Word"
            )
        return root

    def _counted(self, member: IO[bytes]) -> Iterator[bytes]:
        size = 0
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            self._total += len(chunk)
            # What the archive says of its sizes may be a lie.
            if size > self.most or self._total > MAX_TOTAL_BYTES:
                raise self._too_much()
            yield chunk

    def _too_much(self) -> Exception:
        why = "unpacks to far more than an article holds; copy its text into a new document"
        return self.source.refused(why)

    def _foreign(self, names: set[str]) -> Exception:
        for name, why in _OTHERS:
            if name in names:
                return self.source.refused(why)
        why = "is an archive and no Word document; unpack it and choose the files inside"
        return self.source.refused(why)


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


def packed(document: _Element, styles: _Element | None, numbering: _Element | None) -> bytes:
    """Return a small .docx of these parts alone, for a reader that must see nothing else."""
    kept = {"document": document, "styles": styles, "numbering": numbering}
    out = io.BytesIO()
    with ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, root in kept.items():
            if root is not None:
                archive.writestr(f"word/{name}.xml", etree.tostring(root, encoding="utf-8"))
    return out.getvalue()
