"""By which signs the kind of a file is told, whatever it is called."""

import re

from annotator.importers.source_file import SourceFile

_LOOKED_AT = 16_384
_MIMETYPE = 200
"""Some archives say at once what they are, so that it is known also of one that was cut."""

_ZIP = b"PK\x03\x04"
_TEXTS = (".txt", ".text", ".md", ".markdown")
_HEADER = re.compile(rb"(?:From [^\n]*\n)?(?:[!-9;-~]{1,76}:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z))+")
_NAMES = re.compile(rb"^([!-9;-~]{1,76}):", re.MULTILINE)
_OF_MAIL = frozenset({b"received", b"message-id", b"mime-version", b"return-path"})
_OF_PEOPLE = frozenset({b"from", b"to", b"subject", b"date"})
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:[^\n]*\bsaved by )", re.I | re.M)
_PROPERTY_LIST = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE plist[^>]*>\s*)?<plist\b")


def is_message(source: SourceFile) -> bool:
    """Return whether a file begins with the headers of a message."""
    if source.suffix in (*_TEXTS, ".mht", ".mhtml"):
        return False
    names = {name.lower() for name in _NAMES.findall(_head(source))}
    return bool(names & _OF_MAIL and names & _OF_PEOPLE)


def is_saved_page(source: SourceFile) -> bool:
    """Return whether a browser saved a page as this message."""
    head = b"" if source.suffix in _TEXTS else _head(source)
    return b"multipart/related" in head and _SAVED.search(head) is not None


def is_safari_archive(source: SourceFile) -> bool:
    """Return whether a file is a property list with a page in it."""
    is_list = source.data.startswith(b"bplist00") or _PROPERTY_LIST.match(source.data[:1_000])
    return bool(is_list) and b"WebMainResource" in source.data


def is_open_document(source: SourceFile) -> bool:
    """Return whether an archive, or a page of XML, is an OpenDocument file."""
    if source.data.startswith(_ZIP):
        is_called = b"mimetypeapplication/vnd.oasis.opendocument" in source.data[:_MIMETYPE]
        return is_called or "content.xml" in _names(source)
    head = source.data[:_LOOKED_AT]
    return b"<office:document" in head and b"opendocument:xmlns:office" in head


def is_book(source: SourceFile) -> bool:
    """Return whether an archive is an e-book."""
    is_called = b"mimetypeapplication/epub+zip" in source.data[:_MIMETYPE]
    is_zip = source.data.startswith(_ZIP)
    return is_zip and (is_called or "META-INF/container.xml" in _names(source))


def _head(source: SourceFile) -> bytes:
    found = _HEADER.match(source.data[:_LOOKED_AT].replace(b"\r\n", b"\n"))
    return found.group() if found else b""


def _names(source: SourceFile) -> frozenset[str]:
    from annotator.importers.archive import names_in  # with lxml, which text never needs

    return names_in(source)
