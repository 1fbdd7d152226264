"""A web page as a tree without what no reader sees, and its text as leaf blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from annotator.importers.source_file import SourceFile
from annotator.vocabulary import BlockKind

MAX_DEPTH = 256
"""No article is nested deeper; libraries written in C crash far below."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
_DROPPED = (
    "script", "style", "template", "noscript", "nav", "button", "select", "option", "optgroup",
    "datalist", "input", "textarea", "iframe", "object", "embed", "applet", "svg", "canvas",
    "audio", "video", "map", "frameset", "noframes", "progress", "meter", "output", "rp", "rt",
    # Not the head: where a page has no body, the parser puts its words there.
    "title", "menuitem",
)  # fmt: skip
_LITERAL = frozenset({"pre", "listing", "xmp"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_HIDDEN_ROLES = frozenset({"navigation", "search", "menu", "menubar", "tablist"})
_WHITE = re.compile(r"[ \t\n\r\f]+")
_UNUSABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f]"
    r"|&#(?:0*(?:[0-8]|1[4-9]|2\d|3[01])(?!\d)|x0*(?:[0-8ef]|1[0-9a-f])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\v\f]|&#(?:0*1[12](?!\d)|x0*[bc](?![0-9a-f]));?", re.IGNORECASE)
_NO_CHARACTERS = re.compile(
    "[\ud800-\udfff\ufffe\uffff]|&#(?:0*6553[45](?!\\d)|x0*fff[ef](?![0-9a-f]));?", re.IGNORECASE
)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{30000,}")
_ATTRIBUTE = re.compile(r"\s[^\s=]")
_MAX_ATTRIBUTES = 10_000
"""The parser's time grows with the square of one element's attributes."""
_INLINE = re.compile(r"""(?<=["'(=])data:[\w/+.;=\-]{0,200},[\w+/=%.\-]{1000,}""", re.ASCII)
"""Pictures and fonts that are written into a page; they would be copied again and again."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A run of text that no block element interrupts; `linked` counts characters in links."""

    text: str
    element: HtmlElement
    linked: int

    @property
    def tag(self) -> str:
        """Return the innermost block element's name."""
        return str(self.element.tag)

    @property
    def kind(self) -> BlockKind:
        """Return what the element and those around it say the block is."""
        for element in (self.element, *self.element.iterancestors()):
            if element.tag in _HEADINGS:
                return BlockKind.SUBHEAD
            if element.tag in {"figcaption", "caption"}:
                return BlockKind.CAPTION
            if element.tag == "li":
                return BlockKind.LIST_ITEM
            if element.tag == "blockquote":
                return BlockKind.QUOTE
        return BlockKind.PARAGRAPH

    def is_within(self, *tags: str) -> bool:
        """Return whether one of the elements around the leaf has one of these names."""
        return self.tag in tags or next(self.element.iterancestors(*tags), None) is not None


def parse(source: SourceFile, text: str) -> HtmlElement:
    """Return the page's tree, read without network, entities or scripts.

    Raises UnreadableError where there is no page or it is nested too deeply.
    """
    # No text of a tree may be set to these, also where the page writes them as references.
    usable = _BREAKS.sub("\n", _UNUSABLE.sub("", _INLINE.sub("data:,", text)))
    usable = _NO_CHARACTERS.sub("\ufffd", usable)
    if any(len(_ATTRIBUTE.findall(tag)) > _MAX_ATTRIBUTES for tag in _LONG_TAG.findall(usable)):
        raise source.refused("is no page that a browser can show; copy its text into a .txt file")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(usable.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise source.refused("holds no text; choose a file that holds an article") from error
    if _is_too_deep(root):
        why = "is nested too deeply to be an article; copy its text into a .txt file"
        raise source.refused(why)
    return root


def prune(root: HtmlElement) -> None:
    """Take away scripts, forms, navigation and hidden text."""
    for element in list(root.iter(*_DROPPED)):
        _drop(element)
    total = len(root.text_content())
    for element in list(root.iter(etree.Element)):
        if element.tag in {"html", "body"} or not isinstance(element, HtmlElement):
            continue
        if _is_hidden(element, total) or (element.tag == "form" and not _holds_article(element)):
            _drop(element)


def leaves(root: HtmlElement) -> list[Leaf]:
    """Return the text of the tree in reading order, with insignificant white space collapsed."""
    return list(_Walk().through(root))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_too_deep(root: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _is_hidden(element: HtmlElement, total: int) -> bool:
    if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    if element.get("role") in _HIDDEN_ROLES:
        return True
    # A page saved under an open cookie notice hides all of itself from screen readers.
    read_aloud = element.get("aria-hidden", "").strip().lower() != "true"
    return not read_aloud and len(element.text_content()) * 2 < total


def _holds_article(form: HtmlElement) -> bool:
    """Return whether a form is the kind that some systems wrap around their whole page."""
    if next(form.iter("article", "main", "h1"), None) is not None:
        return True
    return sum(len(paragraph.text_content()) for paragraph in form.iter("p")) > 500


class _Walk:
    """Reads a tree as a browser lays out its text."""

    def __init__(self) -> None:
        self._blocks: list[HtmlElement] = []
        self._parts: list[str] = []
        self._linked = 0
        self._literal = 0
        self._links = 0
        self._takes_space = False
        self._line_is_empty = False

    def through(self, root: HtmlElement) -> Iterator[Leaf]:
        """Yield the leaves of `root` in order."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                yield from self._start(element)
                self._text(element.text)
            else:
                yield from self._end(element)
                if element is not root:
                    self._text(element.tail)

    def _start(self, element: HtmlElement) -> Iterator[Leaf]:
        if element.tag in _BLOCKS:
            yield from self._flush()
            self._blocks.append(element)
        self._literal += element.tag in _LITERAL
        self._links += element.tag == "a"
        if element.tag == "br":
            yield from self._break()
        elif element.tag == "q":
            self._text("“")  # browsers draw it, so that the reader saw it

    def _end(self, element: HtmlElement) -> Iterator[Leaf]:
        if element.tag == "q":
            self._text("”")
        self._literal -= element.tag in _LITERAL
        self._links -= element.tag == "a"
        if element.tag in _BLOCKS:
            yield from self._flush()
            self._blocks.pop()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._literal:
            text = _WHITE.sub(" ", text)
            text = text if self._takes_space else text.lstrip(" ")
        if text:
            self._parts.append(text)
            self._takes_space = bool(self._literal) or not text.endswith(" ")
            self._linked += len(text) if self._links else 0
            self._line_is_empty = self._line_is_empty and text.isspace()

    def _break(self) -> Iterator[Leaf]:
        """End the line; an empty line ends the block."""
        if self._line_is_empty:
            yield from self._flush()
        self._trim()
        self._parts.append("\n")
        self._takes_space, self._line_is_empty = False, True

    def _trim(self) -> None:
        if self._parts and not self._takes_space:
            self._parts[-1] = self._parts[-1].removesuffix(" ")

    def _flush(self) -> Iterator[Leaf]:
        self._trim()
        text = "".join(self._parts)
        if text.strip() and self._blocks:
            yield Leaf(text, self._blocks[-1], self._linked)
        self._parts, self._linked = [], 0
        self._takes_space, self._line_is_empty = False, False
