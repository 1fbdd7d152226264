"""What can be read in a finished page, as a browser would show it, search it and tell it."""

import base64
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape

from annotator.export.glance import Writing
from annotator.export.guard import Finished, Passage
from annotator.export.opened import of_bytes

_PARTING = frozenset({"p", "h1", "h2", "h3", "li", "td", "th", "tr", "title", "desc", "text"})
_EMPTY = frozenset({"meta", "br", "rect", "line", "path"})
_TAG = re.compile("(<[^>]*>)")
_NAME = re.compile(r"</?([^\s/>]+)")
_VALUE = re.compile('="([^"]+)"')
_CODED = re.compile(rb"base64,([A-Za-z0-9+/=]+)")
_SEGMENT = re.compile(r'(?=<(?:h2|header|article |footer)|<li class="[^"]*" id="card_)')
_HEADING = re.compile(r"<h[123][^>]*>(.*?)</h[123]>", re.DOTALL)
_PLACES = {
    "<header": "its heading",
    "<article": "the article's words in it",
    "<footer": "its footer",
}


def read(content: bytes) -> Finished:
    """Return what can be read in a finished page."""

    def contents() -> Iterator[bytes]:
        yield content
        for text in _coded(content):
            yield text.replace("\0", "").encode("utf-8", "replace")

    return Finished(Writing.MARKUP, contents, lambda: _passages(content))


def _passages(content: bytes) -> Iterator[Passage]:
    """Yield the page card by card and part by part, then as a whole."""
    page = content.decode()
    for segment in _SEGMENT.split(page):
        for text in words(segment.encode()):
            yield Passage(_place(segment), text, "page")
    for text in (*words(content), page, unescape(page)):
        yield Passage("the page", text, "page", is_rest=True)
    for text in _coded(content):
        yield Passage("a picture", text)


def _place(segment: str) -> str:
    found = _HEADING.search(segment)
    heading = unescape(found[1]) if found else ""
    if segment.startswith("<li") and heading.split():
        return f"the card of claim {heading.split()[0]}"
    if segment.startswith("<h2"):
        return f"its part “{heading}”"
    return next((told for start, told in _PLACES.items() if segment.startswith(start)), "its head")


def _coded(content: bytes) -> Iterator[str]:
    for match in _CODED.finditer(content):
        with suppress(ValueError):
            yield from of_bytes(base64.b64decode(match[1]))


def words(content: bytes) -> Iterator[str]:
    """Yield the page's words with what is not the article's, without it, and its attributes.

    Words are joined across elements; blocks stand apart. The page is one of ours, in which no
    value and no text has a bare < or >: so it is read ten times as fast as any page can be.
    """
    every: list[str] = []
    own: list[str] = []
    values: list[str] = []
    marks = [False]
    # What is split by tags has text at even places and a tag at each odd one.
    pieces = _TAG.split(content.decode())
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            text = unescape(piece) if "&" in piece else piece
        else:
            values += _VALUE.findall(piece)
            text = " " if _enter(piece, marks) else ""
        if text:
            every.append(text)
            if not marks[-1]:
                own.append(text)
    yield "".join(every)
    yield "".join(own)
    yield unescape("\n".join(values))


def _enter(piece: str, marks: list[bool]) -> bool:
    """Follow a tag into its element or out of it; return whether words stand apart there."""
    name = _NAME.match(piece)
    if name is None or piece.endswith("/>") or name[1] in _EMPTY:
        return False
    if piece.startswith("</"):
        if len(marks) > 1:
            marks.pop()
    elif not piece.startswith("<!"):
        # An element in what is not the article's is not the article's either.
        marks.append(marks[-1] or (" data-mark" in piece and _is_mark(piece)))
    return name[1] in _PARTING


def _is_mark(piece: str) -> bool:
    # A value may have the word as well.
    return " data-mark" in _VALUE.sub("", piece)
