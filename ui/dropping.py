"""What is dropped or pasted, as files or as the text of an article."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from annotator.errors import UnreadableError
from annotator.text import Words

if TYPE_CHECKING:
    from annotator.importers.imported import Imported

TEXT_NAME, PAGE_NAME = "pasted text.txt", "pasted text.html"
_BLOCK = re.compile(r"<(?:p|h[1-6]|li|br|blockquote)\b", re.IGNORECASE)
_FEWEST_BLOCKS = 2
_SAME = 0.8
"""A page that keeps less of its own words than this share is read as plain text instead."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text from the clipboard or another window; `page` is the same as HTML where there is any."""

    text: bytes
    page: bytes = b""

    def read(self) -> "Imported":
        """Return it as an article; raises `UnreadableError`."""
        from annotator import importers

        if not self.page:
            return importers.read_bytes(self.text, TEXT_NAME)
        try:
            page = importers.read_bytes(self.page, PAGE_NAME)
        except UnreadableError:
            if self.text.strip():
                return importers.read_bytes(self.text, TEXT_NAME)
            raise
        plain = self.text.decode("utf-8")
        if len(Words(page.text, ())) < _SAME * len(Words(plain, ())):
            return importers.read_bytes(self.text, TEXT_NAME)
        return page


def dropped(mime: QMimeData) -> list[Path] | Pasted | None:
    """Return what was dropped or pasted: files, else text; None where it is neither.

    An address is neither: what it names is not here.
    """
    if mime.hasUrls():
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        return paths or None
    html, text = mime.html(), mime.text()
    page = html if len(_BLOCK.findall(html)) >= _FEWEST_BLOCKS else ""
    if not page and not text.strip():
        return None
    return Pasted(_encoded(text), _encoded(page))


def can_take(mime: QMimeData) -> bool:
    """Return whether a drag carries what could be an article."""
    return mime.hasUrls() or mime.hasText() or mime.hasHtml()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
