"""The registry of formats: by what a file holds first, by its suffix second."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from annotator.importers import signs, strangers
from annotator.importers.imported import Imported
from annotator.importers.sniffing import root_of
from annotator.importers.source_file import SourceFile

Reader = Callable[[SourceFile], Imported | tuple[Imported, ...]]
"""Reads the article of a file, or all where the format holds several."""
Holds = Callable[[SourceFile], bool]

WEB_PAGES, SAVED_PAGES, WEB_ARCHIVES = "web pages", "saved pages", "web archives"
PAGES = frozenset({WEB_PAGES, SAVED_PAGES, WEB_ARCHIVES})
"""What formats are told as of which more or less of a page can be taken."""

_LOOKED_AT = 4_096
_ZIP = b"PK\x03\x04"
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that articles are read from.

    `told` names it to a person; `module` has its `read`; `holds` says whether a file is of this
    kind whatever it is called, `begins` the same for formats that are told by their first bytes.
    """

    told: str
    module: str
    suffixes: tuple[str, ...]
    begins: bytes = b""
    holds: Holds | None = None

    def fits(self, source: SourceFile) -> bool:
        """Return whether the content says that it is of this kind."""
        if self.begins and source.data.startswith(self.begins):
            return True
        return self.holds is not None and self.holds(source)

    @property
    def read(self) -> Reader:
        """Return what reads it; its libraries are heavy, and loaded only now."""
        return cast("Reader", import_module(f"annotator.importers.{self.module}").read)


def _is_page(source: SourceFile) -> bool:
    is_text = source.suffix in _TEXT_SUFFIXES
    return not is_text and _PAGE.match(source.data[:_LOOKED_AT]) is not None


def _is_pdf(source: SourceFile) -> bool:
    # Some producers and mail gateways put a few bytes in front.
    return source.data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-")


def _is_feed(source: SourceFile) -> bool:
    name, attributes = root_of(source)
    is_first_version = name == "RDF" and "rss" in attributes
    return source.suffix not in _TEXT_SUFFIXES and (
        is_first_version or name in {"rss", "feed", "channel"}
    )


def _is_news_xml(source: SourceFile) -> bool:
    is_text = source.suffix in _TEXT_SUFFIXES
    return not is_text and root_of(source)[0] in {"nitf", "newsItem", "newsMessage"}


FORMATS: tuple[Format, ...] = (
    Format(
        "OpenDocument text",
        "open_document",
        (".odt", ".fodt", ".ott"),
        holds=signs.is_open_document,
    ),
    Format("e-books", "book", (".epub",), holds=signs.is_book),
    Format("rich text", "rich_text", (".rtf",), begins=rb"{\rtf"),
    # Archives that are nothing else come last of the archives, where they are turned away.
    Format("Word documents", "word_document", (".docx",), begins=_ZIP),
    Format("PDF", "pdf", (".pdf",), holds=_is_pdf),
    Format(SAVED_PAGES, "saved_page", (".mhtml", ".mht"), holds=signs.is_saved_page),
    Format(WEB_ARCHIVES, "safari_archive", (".webarchive",), holds=signs.is_safari_archive),
    Format("mail", "message", (".eml",), holds=signs.is_message),
    Format(WEB_PAGES, "web_page", (".html", ".htm", ".xhtml"), holds=_is_page),
    Format("feeds", "feed", (".rss", ".atom"), holds=_is_feed),
    Format("news in NITF or NewsML-G2", "news_xml", (".xml",), holds=_is_news_xml),
    Format("news in JSON (ninjs)", "ninjs", (".json",)),
    Format("Markdown", "markdown", (".md", ".markdown")),
    Format("plain text", "plain_text", (".txt", ".text", "")),
)
"""Asked in this order; the first that fits reads the file."""


def format_of(source: SourceFile) -> Format:
    """Return the format of a file; one that cannot be read is refused (UnreadableError)."""
    for kind in FORMATS:
        if kind.fits(source):
            return kind
    strangers.refuse(source)
    for kind in FORMATS:
        if source.suffix in kind.suffixes:
            return kind
    raise source.refused(
        f"is of a kind ({source.suffix}) that cannot be opened; "
        f"save it as one of these: {can_be_opened()}"
    )


def can_be_opened() -> str:
    """Return the formats as a person reads them: "plain text (.txt) and web pages (.html)"."""
    told = [f"{kind.told} ({kind.suffixes[0]})" for kind in reversed(FORMATS)]
    return f"{', '.join(told[:-1])} and {told[-1]}"


def suffixes() -> tuple[str, ...]:
    """Return every suffix of a file that can be opened, for the system's dialogs."""
    return tuple(suffix for kind in reversed(FORMATS) for suffix in kind.suffixes if suffix)
