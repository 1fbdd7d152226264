"""News agencies' XML: NITF, and NewsML-G2 with NITF, XHTML or plain text inside."""

from html import unescape
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from annotator.importers.archive import safe_parser
from annotator.importers.blocks import Piece
from annotator.importers.decoding import decode_xml
from annotator.importers.foreign import FAULTS
from annotator.importers.fragments import pieces_of_html, pieces_of_text
from annotator.importers.imported import Imported
from annotator.importers.items import MAX_ITEMS, Item, articles
from annotator.importers.nitf import headline_of, pieces_of, said_in
from annotator.importers.origins import NEWS_ITEM, Told
from annotator.importers.said import as_address, as_language, as_moment, as_person, clean
from annotator.importers.source_file import SourceFile

ROOTS = frozenset({"nitf", "newsItem", "newsMessage"})
"""The names of root elements that are read here."""

_TEXT_INSTEAD = "copy the article's text into a .txt file"
_UNKNOWN = f"is XML, but no article in NITF, NewsML-G2, RSS or Atom; {_TEXT_INSTEAD}"
_DAMAGED = f"is XML that is damaged and cannot be read; {_TEXT_INSTEAD}"
_OUTLETS = ("itemMeta/provider", "contentMeta/infoSource", "rightsInfo/copyrightHolder")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(source: SourceFile) -> tuple[Imported, ...]:
    """Read every news item of a file in one of the agencies' formats.

    Raises UnreadableError.
    """
    data, decoded = decode_xml(source)
    try:
        root = _plain(_root(source, data))
    except FAULTS as error:
        raise source.refused(_DAMAGED) from error
    if root.tag == "nitf":
        return articles(source, [_story(source, root)], 0, decoded)
    if root.tag not in ROOTS:
        raise source.refused(_UNKNOWN)
    found = list(islice(root.iter("newsItem"), MAX_ITEMS + 1))
    if not found:
        raise source.refused(f"lists no news item with a text; {_TEXT_INSTEAD}")
    try:
        items = [_item(source, item) for item in found[:MAX_ITEMS]]
    except FAULTS as error:
        raise source.refused(_DAMAGED) from error
    return articles(source, items, max(0, len(found) - MAX_ITEMS), decoded)


def _root(source: SourceFile, data: bytes) -> _Element:
    """Return the root; NITF names its DTD, which is never fetched, but may declare nothing."""
    root = etree.fromstring(data, safe_parser())
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise source.refused("declares entities in its DTD, as no news item does; save it again")
    for reference in list(root.iter(etree.Entity)):
        _spell_out(reference)
    return root


def _spell_out(reference: _Element) -> None:
    """Put the character in the place of a reference that HTML knows, as "&eacute;"."""
    words = unescape(str(reference.text))
    if words == reference.text:
        raise ValueError("an unknown entity")
    parent, before = reference.getparent(), reference.getprevious()
    if parent is None:
        return
    words += reference.tail or ""
    if before is None:
        parent.text = f"{parent.text or ''}{words}"
    else:
        before.tail = f"{before.tail or ''}{words}"
    reference.tail = None
    parent.remove(reference)


def _plain(root: _Element) -> _Element:
    """Return the tree with names that have no namespace, since the words differ enough."""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


def _story(source: SourceFile, nitf: _Element) -> Item:
    return Item(headline_of(nitf), pieces_of(source, nitf), said_in(nitf), _bytes(nitf))


def _item(source: SourceFile, item: _Element) -> Item:
    """Return what one newsItem says: the first of its contents that has words."""
    headline, pieces, inner = _content(source, item)
    said = {name: value if value[0] else inner.get(name, value)
            for name, value in _said_in(item).items()}  # fmt: skip
    own = _first(item, "contentMeta/headline")
    return Item(own or headline, pieces, said, _bytes(item))


def _content(
    source: SourceFile, item: _Element
) -> tuple[str | None, list[Piece], dict[str, Told]]:
    for part in item.iterfind("contentSet/*"):
        for nitf in part.iter("nitf"):
            pieces = pieces_of(source, nitf)
            if pieces:
                return headline_of(nitf), pieces, said_in(nitf)
        if part.tag == "inlineXML":
            page = next(part.iter("body"), part)
            pieces = pieces_of_html(source, _html(page))
        elif part.tag == "inlineData" and not part.get("encoding"):
            words = "".join(map(str, part.itertext()))
            is_html = "html" in part.get("contenttype", "").lower()
            pieces = pieces_of_html(source, words) if is_html else pieces_of_text(words)
        else:
            pieces = []
        if pieces:
            return None, pieces, {}
    return None, [], {}


def _said_in(item: _Element) -> dict[str, Told]:
    creators = [
        _first(one, "name") or clean(one.get("literal"))
        for one in item.iterfind("contentMeta/creator")
    ]
    bylines = [clean(_words(one)) for one in item.iterfind("contentMeta/by")]
    people = dict.fromkeys(filter(None, map(as_person, bylines if any(bylines) else creators)))
    outlets = [_first(one, "name") or clean(one.get("literal")) or _code(one)
               for path in _OUTLETS for one in item.iterfind(path)]  # fmt: skip
    links = [one for one in item.iterfind("itemMeta/link") if "html" in one.get("contenttype", "")]
    paths = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
    dates = [_words(one) for path in paths for one in item.iterfind(path)]
    tags = [one.get("tag") for one in item.iterfind("contentMeta/language")]
    values: dict[str, str | None] = {
        "title": None,
        "byline": ", ".join(people) or None,
        "outlet": next(filter(None, outlets), None),
        "url": next(filter(None, map(as_address, (one.get("href") for one in links))), None),
        "published": next(filter(None, map(as_moment, dates)), None),
        "language": next(filter(None, map(as_language, (*tags, item.get(_LANG)))), None),
    }
    return {name: (value, NEWS_ITEM) for name, value in values.items()}


def _code(element: _Element) -> str | None:
    """Return the last part of a code such as "nprov:Reuters"."""
    return clean(element.get("qcode", "").rpartition(":")[2])


def _first(element: _Element, path: str) -> str | None:
    return next(filter(None, (clean(_words(found)) for found in element.iterfind(path))), None)


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _html(element: _Element) -> str:
    return etree.tostring(element, method="html", encoding="unicode", with_tail=False)


def _bytes(element: _Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", with_tail=False)
