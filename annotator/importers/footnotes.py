"""Footnotes of a web page: the marks go, the notes stay and stand at the end."""

import re

from lxml.html import HtmlElement

_MARK = re.compile(
    r"[\[(]?\s*(?:note\s)?(?:\d{1,3}|[a-z]|[ivxl]{1,6}|[*†‡§¶]{1,4})\s*[\])]?", re.I
)
_ARROW = re.compile(r"(?:[↑↩⤴⏎⇧⬆▲^]|jump up)\W*", re.I)
_NOTE_LABEL = re.compile(r"_?(?:ftn|edn|fn|en)[-_:]?(?:ref)?[-_:]?\w*\d|.*note|.*cite", re.I)
_HOLDERS = ("li", "p", "div", "aside", "dd", "td", "section", "blockquote")


def take_marks(root: HtmlElement) -> list[HtmlElement]:
    """Drop the marks in the text and the ways back to them; return what holds the notes."""
    places = {label: element for element in root.iter() for label in _labels(element)}
    references: set[str] = set()
    notes: list[HtmlElement] = []
    for anchor in list(root.iter("a")):
        _, _, target = anchor.get("href", "").partition("#")
        words = anchor.text_content().strip()
        if not target or not (_MARK.fullmatch(words) or _ARROW.fullmatch(words)):
            continue
        mark = _sup_of(anchor)
        if target in references or _ARROW.fullmatch(words):
            _drop(mark)
        elif target in places and _is_reference(anchor, target):
            references.update(label for element in (anchor, mark) for label in _labels(element))
            notes.append(_holder(places[target]))
            _drop(mark)
    for note in notes:
        _drop_number(note)
    return notes


def stands_in(element: HtmlElement, notes: list[HtmlElement]) -> bool:
    """Return whether `element` is one of `notes`, or is inside of one."""
    if not notes:
        return False
    around = (element, *element.iterancestors())
    return any(outer is note for outer in around for note in notes)


def _labels(element: HtmlElement) -> list[str]:
    return [label for label in (element.get("id"), element.get("name")) if label]


def _is_reference(anchor: HtmlElement, target: str) -> bool:
    raised = (
        next(anchor.iterancestors("sup"), None) is not None or anchor.find(".//sup") is not None
    )
    return raised or anchor.get("role") == "doc-noteref" or bool(_NOTE_LABEL.match(target))


def _sup_of(anchor: HtmlElement) -> HtmlElement:
    """Return the raised element around `anchor` where it holds nothing but marks."""
    sup = next(anchor.iterancestors("sup"), None)
    if sup is None:
        return anchor
    rest = re.sub(r"[\s,;\[\]()]", "", sup.text_content())
    words = re.sub(r"[\s,;\[\]()]", "", anchor.text_content())
    return sup if rest == words else anchor


def _holder(target: HtmlElement) -> HtmlElement:
    if target.tag in _HOLDERS:
        return target
    return next(target.iterancestors(*_HOLDERS), target)


def _drop_number(note: HtmlElement) -> None:
    first = next((element for element in note.iter("sup")), None)
    if first is None or not _MARK.fullmatch(first.text_content().strip()):
        return
    if note.text_content().lstrip().startswith(first.text_content().strip()):
        _drop(first)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
