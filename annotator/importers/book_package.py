"""The package of an e-book: which documents it has, in which order, and what it says of itself."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from annotator.importers.archive import Archive, safe_parser
from annotator.importers.foreign import FAULTS
from annotator.importers.properties import Properties
from annotator.importers.said import as_language, as_line, as_moment, as_names

CONTAINER = "META-INF/container.xml"

_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable outside of their book; that is no lock."""

_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_LOCKED = "is protected against copying (DRM); ask its publisher for a copy without it"


@dataclass(frozen=True, slots=True)
class Package:
    """What a book is made of: documents in reading order, their labels, what it says of itself."""

    documents: tuple[str, ...]
    labels: dict[str, str]
    said: Properties


def package_of(archive: Archive) -> Package | None:
    """Return the package of a book, None where it has none; a locked one is refused."""
    place = next((root.get("full-path", "") for root in _named(_root(archive, CONTAINER),
                  "rootfile")), "")  # fmt: skip
    if place not in archive.names:
        return None
    package = _root(archive, place)
    folder = posixpath.dirname(place)
    items = {item.get("id", ""): item for item in _named(package, "item")}
    spine = [items[ref.get("idref", "")] for ref in _named(package, "itemref")
             if ref.get("idref", "") in items]  # fmt: skip
    documents = dict.fromkeys(
        path
        for item in spine
        if item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split()
        for path in [_path(folder, item.get("href", ""))]
        if path in archive.names
    )
    _refuse_locked(archive, documents)
    return Package(tuple(documents), _labels(archive, items.values(), folder), _said(package))


def _root(archive: Archive, name: str) -> _Element:
    """Return the root of a part; many have a doctype, of which nothing is taken."""
    return etree.fromstring(archive.read(name), safe_parser())


def _named(root: _Element, name: str) -> Iterator[_Element]:
    return root.iter(f"{{*}}{name}")


def _path(folder: str, address: str) -> str:
    """Return the name of the member that an address means."""
    path = unquote(address.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _refuse_locked(archive: Archive, documents: Iterable[str]) -> None:
    if _ENCRYPTION not in archive.names:
        return
    for data in _named(_root(archive, _ENCRYPTION), "EncryptedData"):
        ways = [way.get("Algorithm", "") for way in data.iterchildren("{*}EncryptionMethod")]
        paths = {_path("", place.get("URI", "")) for place in _named(data, "CipherReference")}
        if paths & set(documents) and not set(ways) & set(_FONTS):
            raise archive.source.refused(_LOCKED)


def _labels(archive: Archive, items: Iterable[_Element], folder: str) -> dict[str, str]:
    """Return by document what the table of contents calls it."""
    labels: dict[str, str] = {}
    for item in items:
        path = _path(folder, item.get("href", ""))
        is_list = item.get("media-type") == "application/x-dtbncx+xml"
        is_page = "nav" in item.get("properties", "").split()
        if path not in archive.names or not (is_list or is_page):
            continue
        try:
            root = _root(archive, path)
        except FAULTS:
            continue
        for address, words in _points(root) if is_list else _links(root):
            label = as_line(words)
            if label:
                labels.setdefault(_path(posixpath.dirname(path), address), label)
    return labels


def _points(root: _Element) -> Iterator[tuple[str, str]]:
    for point in _named(root, "navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            yield content.get("src", ""), "".join(label.itertext())


def _links(root: _Element) -> Iterator[tuple[str, str]]:
    for link in _named(root, "a"):
        yield link.get("href", ""), "".join(link.itertext())


def _said(package: _Element) -> Properties:
    def texts(name: str) -> list[str]:
        found = package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        return [element.text for element in found if element.text]

    return Properties(
        title=next(filter(None, map(as_line, texts("title"))), None),
        byline=as_names(texts("creator")),
        outlet=next(filter(None, map(as_line, texts("publisher"))), None),
        published=next(filter(None, map(as_moment, texts("date"))), None),
        language=next(filter(None, map(as_language, texts("language"))), None),
    )
