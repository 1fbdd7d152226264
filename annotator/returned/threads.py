"""The comments of a returned report, their threads, and which are resolved."""

from collections.abc import Iterator

from lxml.etree import _Element

from annotator.importers.word_parts import TRANSITIONAL
from annotator.returned.returned_report import Comment, Stretch
from annotator.returned.sweep import SPACES, value

_W = f"{{{TRANSITIONAL}}}"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_TRUE = {"1", "true", "on"}


def comments_of(
    comments: _Element | None, extended: _Element | None, places: dict[str, Stretch]
) -> Iterator[Comment]:
    """Yield comments, each with the one its thread began with; `places` are by number."""
    parents, resolved = _threads(extended)
    elements = list(comments.iter(f"{_W}comment")) if comments is not None else []
    by_paragraph: dict[str, str] = {}
    last: dict[str, str] = {}
    for element in elements:
        number = value(element, "id")
        for paragraph in element.iter(f"{_W}p"):
            key = str(paragraph.get(_PARAGRAPH_ID, ""))
            if key:
                by_paragraph[key] = number
                last[number] = key
    for element in elements:
        number = value(element, "id")
        own = last.get(number, "")
        root = _root(own, parents)
        yield Comment(
            number,
            " ".join(value(element, "author").split()),
            value(element, "date"),
            tuple(_lines(element)),
            places.get(number),
            by_paragraph.get(root) if root != own else None,
            own in resolved,
        )


def _threads(extended: _Element | None) -> tuple[dict[str, str], set[str]]:
    """Return by paragraph which comment each answers, and which are resolved."""
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    for entry in extended.iter(f"{_W15}commentEx") if extended is not None else ():
        key = str(entry.get(f"{_W15}paraId", ""))
        if entry.get(f"{_W15}paraIdParent"):
            parents[key] = str(entry.get(f"{_W15}paraIdParent"))
        if entry.get(f"{_W15}done") in _TRUE:
            resolved.add(key)
    return parents, resolved


def _root(key: str, parents: dict[str, str]) -> str:
    seen = {key}
    while key in parents and parents[key] not in seen:
        key = parents[key]
        seen.add(key)
    return key


def _lines(comment: _Element) -> Iterator[str]:
    """Yield a comment's lines as they read; what was deleted in it is left out."""
    for paragraph in comment.iter(f"{_W}p"):
        pieces = []
        for element in paragraph.iter(f"{_W}t", *SPACES):
            parent = element.getparent()
            if element.tag == f"{_W}t":
                pieces.append(element.text or "")
            elif parent is not None and parent.tag == f"{_W}r":
                pieces.append(SPACES[str(element.tag)])
        for line in "".join(pieces).split("\n"):
            if words := " ".join(line.split()):
                yield words
