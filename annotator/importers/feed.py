"""RSS and Atom: an article for each entry, its full content before its summary."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import feedparser
from lxml import etree

from annotator.importers.archive import safe_parser
from annotator.importers.blocks import Piece
from annotator.importers.decoding import decode_xml
from annotator.importers.foreign import FAULTS
from annotator.importers.fragments import pieces_of_html, pieces_of_text, words_of
from annotator.importers.imported import Imported
from annotator.importers.items import MAX_ITEMS, Item, articles
from annotator.importers.origins import ENTRY, FEED, Told
from annotator.importers.said import as_address, as_language, as_moment, as_person, clean
from annotator.importers.source_file import SourceFile

# The first versions of RSS name a DTD, which is never fetched.
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE[^>]*\[|ENTITY)", re.IGNORECASE)
_MAILED = re.compile(r"\S+@\S+\s*\(([^()]+)\)|([^<>@]+?)\s*<\S+@\S+>")
_MARKUP_TYPES = ("html", "xhtml", "xml")
_NO_FEED = "is a feed that is damaged and cannot be read; save it again"


def read(source: SourceFile) -> tuple[Imported, ...]:
    """Read every entry of a feed that has a text; nothing is fetched.

    Raises UnreadableError.
    """
    data, decoded = decode_xml(source)
    if _DECLARES.search(data.replace(b"\0", b"")):
        raise source.refused("declares entities in a DTD, as no feed needs; save it without them")
    try:
        # As a stream: bytes would be tried as the name of a file first.
        found = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
        entries: Sequence[Mapping[str, Any]] = found.entries
        feed: Mapping[str, Any] = found.feed
        originals = _originals(source.data, len(entries))
    except FAULTS as error:
        raise source.refused(_NO_FEED) from error
    if not entries:
        why = _NO_FEED if found.bozo else "is a feed without entries; choose one that has some"
        raise source.refused(why)
    items = [
        _item(source, entry, feed, originals[at] if originals else source.data)
        for at, entry in enumerate(entries[:MAX_ITEMS])
    ]
    return articles(source, items, max(0, len(entries) - MAX_ITEMS), decoded)


def _originals(data: bytes, count: int) -> list[bytes] | None:
    """Return the bytes of each entry, None where they cannot be told from the rest."""
    parser = safe_parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    found = [
        element
        for element in root.iter("{*}item", "{*}entry")
        if next(element.iterancestors("{*}item", "{*}entry"), None) is None
    ]
    if len(found) != count:
        return None
    return [etree.tostring(one, encoding="utf-8", with_tail=False) for one in found]


def _item(
    source: SourceFile, entry: Mapping[str, Any], feed: Mapping[str, Any], original: bytes
) -> Item:
    title, kind = _text(entry.get("title_detail"))
    headline = words_of(source, title) if kind in _MARKUP_TYPES else title
    own = as_language(_of(entry, "content", "language")) or as_language(entry.get("language"))
    of_feed = as_language(feed.get("language"))
    outlet, outlet_kind = _text(feed.get("title_detail"))
    name = words_of(source, outlet) if outlet_kind in _MARKUP_TYPES else outlet
    said: dict[str, Told] = {
        "title": (None, ENTRY),
        "byline": (_authors(entry), ENTRY),
        "outlet": (clean(name), FEED),
        "url": (as_address(entry.get("link")), ENTRY),
        "published": (_date(entry), ENTRY),
        "language": (own, ENTRY) if own else (of_feed, FEED),
    }
    return Item(headline, _pieces(source, entry), said, original)


def _date(entry: Mapping[str, Any]) -> str | None:
    # The library's own `get` warns and guesses where a name is not there.
    own = dict(entry)
    return as_moment(own.get("published")) or as_moment(own.get("updated"))


def _pieces(source: SourceFile, entry: Mapping[str, Any]) -> list[Piece]:
    """Return the blocks of the longest content, else of the summary."""
    contents = [_text(content) for content in entry.get("content") or ()]
    longest = sorted(contents, key=lambda content: -len(content[0]))
    for words, kind in (*longest, _text(entry.get("summary_detail"))):
        marked = kind in _MARKUP_TYPES
        pieces = pieces_of_html(source, words) if marked else pieces_of_text(words)
        if pieces:
            return pieces
    return []


def _text(detail: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return the words of what feedparser tells, and "html", "xhtml" or "plain"."""
    if not detail:
        return "", "plain"
    kind = str(detail.get("type", "")).rpartition("/")[2].partition("+")[0]
    return str(detail.get("value") or ""), kind


def _of(entry: Mapping[str, Any], name: str, key: str) -> object:
    values = entry.get(name)
    return values[0].get(key) if values else None


def _authors(entry: Mapping[str, Any]) -> str | None:
    whole = clean(entry.get("author")) or ""
    mailed = _MAILED.fullmatch(whole)
    if mailed:
        # The library takes the address for another where its last part is a long one.
        return as_person(clean(mailed.group(1) or mailed.group(2)))
    names = [clean(author.get("name")) for author in entry.get("authors") or ()]
    names = names if any(names) else [whole]
    return ", ".join(dict.fromkeys(filter(None, map(as_person, names)))) or None
