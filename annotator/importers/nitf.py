"""The words and the head of a story in NITF, the XML of news agencies."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from annotator.importers.blocks import Piece
from annotator.importers.fragments import pieces_of_html
from annotator.importers.origins import NEWS_ITEM, Told
from annotator.importers.said import as_address, as_language, as_moment, as_person, clean
from annotator.importers.source_file import SourceFile
from annotator.vocabulary import BlockKind

_AS_HTML = {"hl1": "h2", "hl2": "h2", "bq": "blockquote", "media": "figure", "block": "div",
            "media-caption": "figcaption", "fn": "p", "note": "aside", "tagline": "p",
            "body.content": "div", "credit": "p", "lq": "q"}  # fmt: skip
_SILENT = ("media-reference", "media-metadata", "media-object", "media-producer", "datasource",
           "nitf-table-metadata", "copyrite", "pronounce")  # fmt: skip
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def headline_of(nitf: _Element) -> str | None:
    """Return the story's headline."""
    paths = ("body/body.head/hedline/hl1", "body/body.head/hedline", "head/title")
    words = (_words(found) for path in paths for found in nitf.iterfind(path))
    return next(filter(None, words), None)


def pieces_of(source: SourceFile, nitf: _Element) -> list[Piece]:
    """Return the blocks of a story without its headline: subheads above, body, tagline."""
    above = [_words(head) for head in nitf.iterfind("body/body.head/hedline/hl2")]
    pieces = [Piece(BlockKind.SUBHEAD, words) for words in above if words]
    for path in ("body/body.content", "body/body.end/tagline"):
        for part in nitf.iterfind(path):
            pieces += pieces_of_html(source, _html(part))
    return pieces


def said_in(nitf: _Element) -> dict[str, Told]:
    """Return the fields that a story's head tells, None where it does not."""
    head = "body/body.head"
    dates = (*_all(nitf, "head/docdata/date.issue", "norm"),
             *_all(nitf, "head/docdata/date.release", "norm"),
             *_all(nitf, "head/pubdata", "date.publication"),
             *_all(nitf, f"{head}/dateline/story.date", "norm"))  # fmt: skip
    outlets = (*_all(nitf, "head/pubdata", "name"),
               *map(_words, nitf.iterfind(f"{head}/distributor")),
               *_all(nitf, "head/docdata/doc.copyright", "holder"))  # fmt: skip
    places = (*_all(nitf, "head/pubdata", "ex-ref"),
              *_all(nitf, "head/docdata/doc-id", "id-string"))  # fmt: skip
    people = [_byline(found) for found in nitf.iterfind(f"{head}/byline")]
    values: dict[str, str | None] = {
        "title": None,
        "byline": ", ".join(dict.fromkeys(filter(None, people))) or None,
        "outlet": next(filter(None, map(clean, outlets)), None),
        "url": next(filter(None, map(as_address, places)), None),
        "published": next(filter(None, map(as_moment, dates)), None),
        "language": as_language(nitf.get(_LANG)) or as_language(nitf.get("lang")),
    }
    return {name: (value, NEWS_ITEM) for name, value in values.items()}


def _html(part: _Element) -> str:
    """Return a part as the HTML that a browser would lay out in the same way."""
    copy = deepcopy(part)
    copy.tail = None
    for silent in list(copy.iter(*_SILENT)):
        tail, silent.tail = silent.tail, None
        silent.clear()
        silent.tag, silent.tail = "span", tail
    for element in copy.iter(*_AS_HTML):
        element.tag = _AS_HTML[str(element.tag)]
    return etree.tostring(copy, method="html", encoding="unicode")


def _byline(found: _Element) -> str | None:
    people = [words for one in found.iterfind(".//person") if (words := _words(one))]
    return as_person(clean(", ".join(people) or _words(found)))


def _all(nitf: _Element, path: str, name: str) -> Iterator[str | None]:
    for element in nitf.iterfind(path):
        yield element.get(name)


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
