"""What can be read in the parts of a finished package, whatever they are: markup or bytes."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

from lxml import etree
from lxml.etree import _Element as Element

from annotator.confidential import as_words
from annotator.export.guard import Passage

PART_NAME = "the name of one of its parts"
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = {b"IDAT", b"IHDR", b"PLTE"}
_MARKUP = (".xml", ".rels", ".svg")
_LONGEST = 1_000_000
"""Bytes of a compressed text in a picture, unpacked; a longer one is no text of ours."""
_PLACES = {
    "word/document.xml": "its pages",
    "word/comments.xml": "a comment",
    "docProps/core.xml": "its properties",
    "docProps/app.xml": "its properties",
    "docProps/custom.xml": "its properties",
}


def is_markup(name: str) -> bool:
    """Return whether a part is XML, by its name."""
    return name.endswith(_MARKUP)


def place_of(name: str) -> str:
    """Return what a person calls a part."""
    if name in _PLACES:
        return _PLACES[name]
    if name.endswith(".rels"):
        return "its links"
    if "/media/" in name:
        return "a picture"
    for edge in ("header", "footer"):
        if name.startswith(f"word/{edge}"):
            return f"its page {edge}"
    return f"its part {name}"


def named(name: str) -> Passage:
    """Return the name of a part as it is read."""
    return Passage(PART_NAME, as_words(name), PART_NAME)


def contents_of(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the parts and their names for a quick look; of what is no markup, its words."""
    yield "\n".join(files).encode("utf-8", "replace")
    for name, content in files.items():
        if is_markup(name):
            yield content
        else:
            for text in of_bytes(content):
                yield text.replace("\0", "").encode("utf-8", "replace")


def rest_of(name: str, content: bytes) -> Iterator[Passage]:
    """Yield all that is in a part: texts joined and apart, values, hidden notes, bytes."""
    where = place_of(name)
    texts = _of_markup(content) if is_markup(name) else of_bytes(content)
    for text in texts:
        yield Passage(where, text, name, is_rest=True)


def _of_markup(content: bytes) -> Iterator[str]:
    tree = etree.fromstring(content)
    yield "".join(tree.itertext())
    yield " ".join(tree.itertext())
    yield from values_of(tree)
    for note in tree.xpath("//comment() | //processing-instruction()"):
        yield f"{note.text or ''}\n{getattr(note, 'target', '')}"
    yield from of_bytes(content)


def values_of(tree: Element) -> Iterator[str]:
    """Yield the values of all attributes, each once, also as addresses."""
    for value in {str(value) for each in tree.iter("*") for value in each.attrib.values()}:
        yield f"{value} | {as_words(value)}"


def of_bytes(content: bytes) -> Iterator[str]:
    """Yield bytes as UTF-8 and UTF-16; of a picture all but its pixels, which are no words."""
    for piece in _chunks(content) if content.startswith(_PNG) else [content]:
        yield piece.decode("utf-8", "ignore")
        if not piece.isascii():
            yield piece.decode("latin-1")
        if b"\0" in piece:
            for start in (0, 1):
                yield piece[start:].decode("utf-16-le", "ignore")
                yield piece[start:].decode("utf-16-be", "ignore")


def _chunks(content: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG, unpacked, and what stands after the last."""
    at = len(_PNG)
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind not in _PIXELS:
            yield data
            yield from _unpacked(data)
        at += length + 12
        if kind == b"IEND":
            break
    yield content[at:]


def _unpacked(data: bytes) -> Iterator[bytes]:
    for start in (match.end() for match in re.finditer(b"\0", data[:100])):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start:], _LONGEST)
