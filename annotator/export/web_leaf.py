"""How a web page that we wrote begins, read from the page itself, as it stands on a screen."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import html as markup
from lxml.html import HtmlElement

from annotator.leaf import Leaf, Paragraph, Words
from annotator.palette import LIGHT, LOOKS

_WIDTH, _HEIGHT, _MARGIN = 560.0, 760.0, 36.0
_MOST = 40
_SERIF, _SANS = "Source Serif 4", "Inter"
_LINES = {"thick": "thick", "double": "double", "dash": "dash", "dotted": "dotted"}
_TEXT = Words("", _SERIF, 11.5, color=LIGHT.text)
_PLAIN = Words("", _SANS, 9.5, color=LIGHT.text)
_QUIET = replace(_PLAIN, color=LIGHT.muted)
_BY_CLASS = {
    "kicker": (replace(_QUIET, size=8.5, is_bold=True), 0.0, 4.0),
    "about": (_QUIET, 0.0, 4.0),
    "verdict": (replace(_PLAIN, size=11.0, is_bold=True), 8.0, 12.0),
    "headline": (replace(_TEXT, size=16.0, is_bold=True), 4.0, 12.0),
    "subhead": (replace(_TEXT, is_bold=True), 4.0, 8.0),
    "caption": (replace(_TEXT, size=10.0, is_italic=True), 0.0, 8.0),
    "furniture": (replace(_TEXT, size=9.5, color=LIGHT.muted), 0.0, 8.0),
}
_BY_NAME = {
    "h1": (replace(_PLAIN, size=18.0, is_bold=True), 0.0, 6.0),
    "h2": (replace(_PLAIN, size=13.0, is_bold=True), 14.0, 6.0),
    "h3": (replace(_PLAIN, is_bold=True), 8.0, 2.0),
    "li": (_PLAIN, 0.0, 3.0),
    "blockquote": (replace(_TEXT, size=10.5), 2.0, 4.0),
}
_BLOCKS = {"p", "h1", "h2", "h3", "li", "blockquote", "div"}
_TAGS = {look.letter.lower(): look for look in LOOKS.values()}


def read(content: bytes) -> Leaf:
    """Return how a page begins."""
    page = markup.document_fromstring(content, parser=markup.HTMLParser(encoding="utf-8"))
    blocks: list[Paragraph] = []
    main = page.find(".//main")
    for block in _blocks(main) if main is not None else ():
        blocks.append(block)
        if len(blocks) == _MOST:
            break
    return Leaf(_WIDTH, _HEIGHT, (_MARGIN,) * 4, tuple(blocks))


def _blocks(element: HtmlElement) -> Iterator[Paragraph]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in {"figure", "table", "svg"}:
            continue
        if child.get("class") == "legend":
            yield Paragraph(tuple(_legend(child)), 0.0, 10.0, 1.35)
            continue
        inner = [one for one in child.iterdescendants() if one.tag in _BLOCKS]
        if child.tag in _BLOCKS and not inner:
            look, before, after = _look(child)
            words = tuple(_words(child, look))
            if any(one.text.strip() for one in words):
                yield Paragraph(words, before, after, 1.35)
        else:
            yield from _blocks(child)


def _legend(element: HtmlElement) -> Iterator[Words]:
    for one in element:
        yield from _words(one, _PLAIN)
        yield replace(_PLAIN, text="    ")


def _look(element: HtmlElement) -> tuple[Words, float, float]:
    for name in (element.get("class") or "").split():
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    is_story = any(one.tag == "article" for one in element.iterancestors())
    return _BY_NAME.get(str(element.tag), (_TEXT if is_story else _PLAIN, 0.0, 8.0))


def _words(element: HtmlElement, look: Words) -> Iterator[Words]:
    classes = (element.get("class") or "").split()
    tag = next((_TAGS[name] for name in classes if name in _TAGS), None)
    if element.tag == "sup":
        color = tag.light_ink if tag else LIGHT.muted
        look = replace(
            look, family=_SANS, is_raised=True, is_bold=True, color=color, underline="", tint=""
        )
    elif "claim" in classes:
        line = tag.line if tag else "single"
        color = tag.light_ink if tag else LIGHT.muted
        tint = tag.light_tint if tag else ""
        look = replace(look, underline=line, underline_color=color, tint=tint)
    elif element.tag == "a":
        look = replace(look, color=look.color if look.is_raised else LIGHT.accent)
    if element.text:
        yield replace(look, text=_spaced(element.text))
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child, look)
        if child.tail:
            yield replace(look, text=_spaced(child.tail))


def _spaced(text: str) -> str:
    return text.replace("\n", "\u2028").strip("\u2028")
