"""The parts of a .docx, unpacked within limits and parsed without entities or network."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from annotator.importers import archive
from annotator.importers.archive import MAX_MEMBER_BYTES, Archive, safe_parser
from annotator.importers.source_file import SourceFile

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .doc begins, and a document with a password, whatever it is called."""

_W = f"{{{TRANSITIONAL}}}"
_MAIN = re.compile(r"word/document\d*\.xml")
_INSTEAD = "open it in Word and save it again"
_OTHERS = (
    ("content.xml", "is an OpenDocument file; open it in LibreOffice and save it as .docx"),
    ("META-INF/container.xml", "is an e-book; copy its text into a .txt file"),
    ("xl/workbook.xml", "is a spreadsheet; copy its text into a .txt file"),
    ("ppt/presentation.xml", "is a presentation; copy its text into a .txt file"),
)
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(slots=True)
class WordParts:
    """The parsed parts of a document that its text depends on, None where one is missing."""

    document: _Element
    styles: _Element | None = None
    numbering: _Element | None = None
    footnotes: _Element | None = None
    endnotes: _Element | None = None
    comments: _Element | None = None
    core: _Element | None = None


def is_word(names: Iterable[str]) -> bool:
    """Return whether an archive with members of these names is a Word document."""
    return any(map(_MAIN.fullmatch, names))


def unpack(source: SourceFile) -> WordParts:
    """Read the parts of a .docx; raises UnreadableError for every other or damaged archive."""
    with _opened(source) as document:
        return document.parts()


def unpack_kinds(source: SourceFile, *kinds: str, most: int) -> dict[str, _Element]:
    """Read "document", and of these kinds the parts beside it that are there.

    None of them may have more than `most` bytes.
    Raises UnreadableError for everything that is no Word document, or a damaged one.
    """
    with _opened(source, most) as document:
        return {"document": document.parsed(document.main)} | document.beside(kinds)


def packed(document: _Element, styles: _Element | None, numbering: _Element | None) -> bytes:
    """Return a small .docx of these parts alone, for a reader that must see nothing else."""
    names = None if styles is None else _names_alone(styles)
    kept = {"document": document, "styles": names, "numbering": numbering}
    return archive.packed(
        {
            f"word/{name}.xml": etree.tostring(root, encoding="utf-8")
            for name, root in kept.items()
            if root is not None
        }
    )


def _names_alone(styles: _Element) -> _Element:
    """Return styles with nothing but what tells them apart, and their lists.

    The reader parses this part slowly, and most of it, how styles look, is nothing to it.
    """
    root = etree.Element(styles.tag, nsmap=styles.nsmap)
    for style in styles.iterchildren(f"{_W}style"):
        kept = etree.SubElement(root, style.tag, dict(style.attrib))
        parts = (style.find(f"{_W}name"), style.find(f"{_W}pPr/{_W}numPr/{_W}numId"))
        for part, around in zip(parts, ((), ("pPr", "numPr")), strict=True):
            if part is not None:
                place = kept
                for name in around:
                    place = etree.SubElement(place, f"{_W}{name}")
                etree.SubElement(place, part.tag, dict(part.attrib))
    return root


@contextmanager
def _opened(source: SourceFile, most: int = MAX_MEMBER_BYTES) -> Iterator["_Document"]:
    with archive.unpacking(source, _INSTEAD, most) as found:
        main = next(filter(_MAIN.fullmatch, sorted(found.names)), None)
        if main is None:
            raise _foreign(source, found.names)
        found.refuse_locked()
        yield _Document(found, main)


@dataclass(frozen=True, slots=True)
class _Document:
    archive: Archive
    main: str

    def parts(self) -> WordParts:
        """Return what an article's text depends on."""
        kinds = ("styles", "numbering", "footnotes", "endnotes", "comments")
        parts = WordParts(self.parsed(self.main))
        for kind, root in self.beside(kinds).items():
            setattr(parts, kind, root)
        if "docProps/core.xml" in self.archive.names:
            parts.core = self.parsed("docProps/core.xml")
        return parts

    def beside(self, kinds: Iterable[str]) -> dict[str, _Element]:
        """Return by kind the parts that belong to the document."""
        related = self._related()
        paths = {kind: related.get(kind, f"word/{kind}.xml") for kind in kinds}
        names = self.archive.names
        return {kind: self.parsed(path) for kind, path in paths.items() if path in names}

    def parsed(self, name: str) -> _Element:
        """Return the root of a part."""
        # Transitional and strict documents differ in names alone.
        data = self.archive.read(name).replace(_STRICT.encode(), TRANSITIONAL.encode())
        root = etree.fromstring(data, safe_parser())
        if root.getroottree().docinfo.doctype:
            why = "holds a DTD, as no Word document does; save it again in Word"
            raise self.archive.source.refused(why)
        return root

    def _related(self) -> dict[str, str]:
        """Return where the document's relations say that its other parts are."""
        folder, name = posixpath.split(self.main)
        relations = f"{folder}/_rels/{name}.rels"
        found: dict[str, str] = {}
        if relations in self.archive.names:
            for relation in self.parsed(relations):
                kind = str(relation.get("Type", "")).rpartition("/")[2]
                target = posixpath.join("/", folder, str(relation.get("Target", "")))
                if relation.get("TargetMode") != "External":
                    found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
        return {kind: path for kind, path in found.items() if path in self.archive.names}


def _foreign(source: SourceFile, names: Iterable[str]) -> Exception:
    for name, why in _OTHERS:
        if name in names:
            return source.refused(why)
    return source.refused(
        "is an archive and no Word document; unpack it and choose the files inside"
    )
