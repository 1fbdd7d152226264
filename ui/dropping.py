"""What is dropped or pasted, as files or as the text of an article."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QMimeData

from annotator.errors import UnreadableError
from annotator.importers import source_file
from annotator.importers.choices import USUAL, Choices
from annotator.importers.fields import is_web_address
from annotator.importers.imported import Found
from annotator.importers.source_file import SourceFile
from annotator.text import Words

TEXT_NAME, PAGE_NAME = "pasted text.txt", "pasted text.html"
ORIGIN = "where it was copied"
"""Where the address of pasted words comes from."""

_BLOCK = re.compile(r"<(?:p|h[1-6]|li|br|blockquote)\b", re.IGNORECASE)
_FEWEST_BLOCKS = 2
_SAME = 0.8
"""A page that keeps less of its own words than this share is read as plain text instead."""
_SOURCES = (
    # Firefox says it in UTF-16 (address, line end, title), browsers made of Chromium in UTF-8.
    ("text/x-moz-url", "utf-16-le"),
    ("text/x-moz-url-priv", "utf-16-le"),
    ("chromium/x-source-url", "utf-8"),
    ("org.chromium.source-url", "utf-8"),
    ('application/x-qt-windows-mime;value="Chromium internal source URL"', "utf-16-le"),
)
_CF_HTML = ("text/html", 'application/x-qt-windows-mime;value="HTML Format"')
_SOURCE_LINE = re.compile(rb"^SourceURL:([^\r\n]+)", re.MULTILINE)
_HEADER = 4_096

ReadAll = Callable[[SourceFile], tuple[Found, ...]]


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text from the clipboard or another window; `page` is the same as HTML where there is any.

    `url` is the address of the page it stood on, where the system tells it.
    """

    text: bytes
    page: bytes = b""
    url: str | None = None

    def read(self, read_all: ReadAll, choices: Choices = USUAL) -> tuple[Found, ...]:
        """Return it as an article; raises `UnreadableError`."""
        return tuple(self._at_its_address(one) for one in self._read(read_all, choices))

    def _read(self, read_all: ReadAll, choices: Choices) -> tuple[Found, ...]:
        def read(data: bytes, name: str) -> tuple[Found, ...]:
            return read_all(source_file.from_bytes(data, name, choices))

        if not self.page:
            return read(self.text, TEXT_NAME)
        try:
            page = read(self.page, PAGE_NAME)
        except UnreadableError:
            if self.text.strip():
                return read(self.text, TEXT_NAME)
            raise
        words = sum(len(Words(one.imported.text)) for one in page)
        if words < _SAME * len(Words(self.text.decode("utf-8"))):
            return read(self.text, TEXT_NAME)
        return page

    def _at_its_address(self, found: Found) -> Found:
        if self.url is None:
            return found
        origins = {**found.imported.origins, "url": ORIGIN}
        return replace(found, imported=replace(found.imported, url=self.url, origins=origins))


def dropped(mime: QMimeData) -> list[Path] | Pasted | None:
    """Return what was dropped or pasted: files, else text; None where it is neither.

    An address alone is neither: what it names is not here.
    """
    urls = mime.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if paths:
        return paths
    html, text = mime.html(), mime.text()
    page = html if len(_BLOCK.findall(html)) >= _FEWEST_BLOCKS else ""
    addresses = {url.toString() for url in urls}
    is_address = is_web_address(text.strip()) or (bool(urls) and set(text.split()) <= addresses)
    if not page and (is_address or not text.strip()):
        return None
    return Pasted(_encoded("" if is_address else text), _encoded(page), address_in(mime))


def is_address_alone(mime: QMimeData) -> bool:
    """Return whether this is the address of a page, without any of its words."""
    is_told = any(is_web_address(url.toString()) for url in mime.urls())
    return dropped(mime) is None and (is_told or is_web_address(mime.text().strip()))


def address_in(mime: QMimeData) -> str | None:
    """Return the address of the page that something was taken from; nothing is fetched."""
    return next((one for one in _addresses(mime) if is_web_address(one)), None)


def _addresses(mime: QMimeData) -> Iterable[str]:
    for kind in _CF_HTML:
        found = _SOURCE_LINE.search(mime.data(kind).data()[:_HEADER])
        if found:
            yield found.group(1).decode("utf-8", "replace").strip()
    for kind, encoding in _SOURCES:
        told = bytes(mime.data(kind).data()).decode(encoding, "replace").strip("\0\ufeff\r\n ")
        yield told.partition("\n")[0].strip()
    if mime.html():
        yield from (url.toString() for url in mime.urls())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
