"""The text of an OpenDocument file, block by block, as seen when all changes are accepted."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from annotator.importers.anchors import Anchor
from annotator.importers.blocks import Piece
from annotator.importers.headlines import Rank, Ranked, as_note
from annotator.importers.open_styles import TEXT, Styles
from annotator.vocabulary import BlockKind

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_BLOCKS = frozenset({"p", "h"})
_LISTS = frozenset({"list", "numbered-paragraph"})
_LEFT = frozenset({
    # Deleted text, scripts and forms; what lists the parts of the document; numbers of notes.
    "tracked-changes", "script", "event-listeners", "forms", "sequence-decls", "variable-decls",
    "user-field-decls", "dde-connection-decls", "table-of-content", "illustration-index",
    "table-index", "object-index", "user-index", "alphabetical-index", "note-citation",
    "ruby-text", "title", "desc", "object", "object-ole", "settings", "meta", "label",
})  # fmt: skip
_CHARACTERS = {"s": " ", "tab": "\t", "line-break": "\n"}
_MAX_SPACES = 1_000
_WHITE = re.compile(r"[ \t\r\n]+")


class Body:
    """Walks the body of a document; knows then what was hidden, and the comments."""

    def __init__(self, styles: Styles) -> None:
        self.hidden = False
        self.anchors: list[Anchor] = []
        self._styles = styles
        self._notes: list[Ranked] = []
        self._deletions: set[str] = set()
        self._deleting: set[str] = set()
        """The deletions that have begun and not ended, where they stand in their place."""
        self._cut: _Line | None = None

    def through(self, body: _Element) -> list[Ranked]:
        """Return the blocks in order, the notes at the end."""
        for region in body.iter(f"{TEXT}changed-region"):
            if region.find(f"{TEXT}deletion") is not None:
                names = (value for key, value in region.items() if key.endswith("}id"))
                self._deletions.update(names)
        found = list(self._within(body, in_list=False))
        if self._cut:
            found.append(self._ranked(body, self._cut.ended(), in_list=False))
        return [*found, *self._notes]

    def _within(self, parent: _Element, *, in_list: bool) -> Iterator[Ranked]:
        for element in parent:
            name = _name(element)
            self._note_change(element, name)
            if name in _LEFT or name == "annotation" or self._is_hidden(element, name):
                continue
            if name in _BLOCKS:
                yield from self._block(element, in_list=in_list)
            else:
                yield from self._within(element, in_list=in_list or name in _LISTS)

    def _is_hidden(self, element: _Element, name: str) -> bool:
        style = element.get(f"{TEXT}style-name", "")
        hidden = (
            element.get(f"{TEXT}is-hidden") == "true"
            or (name == "section" and element.get(f"{TEXT}display") == "none")
            or (name in _BLOCKS and self._styles.is_hidden("paragraph", style))
            or (name in _BLOCKS and _hides_itself(element))
            or (name == "span" and self._styles.is_hidden("text", style))
        )
        self.hidden = self.hidden or (hidden and bool("".join(element.itertext()).strip()))
        return hidden

    def _note_change(self, element: _Element, name: str) -> None:
        if name == "change-start":
            self._deleting |= {element.get(f"{TEXT}change-id", "")} & self._deletions
        elif name == "change-end":
            self._deleting.discard(element.get(f"{TEXT}change-id", ""))

    def _block(self, element: _Element, *, in_list: bool) -> Iterator[Ranked]:
        line, self._cut = self._cut or _Line(), None
        beside: list[Ranked] = []
        self._inline(element, line, beside)
        if self._deleting:
            # With the end of a block deleted, the next goes on where this one was.
            self._cut = line
            yield from beside
            return
        text = line.ended()
        for anchor in line.anchors:
            anchor.block = text
        self.anchors += line.anchors
        yield self._ranked(element, text, in_list=in_list)
        yield from beside

    def _ranked(self, element: _Element, text: str, *, in_list: bool) -> Ranked:
        kind, rank = BlockKind.PARAGRAPH, Rank.OTHER
        told = self._styles.kind_of(element.get(f"{TEXT}style-name", ""))
        if told:
            kind, rank = told
        if _name(element) == "h" and rank is not Rank.TITLE:
            top = element.get(f"{TEXT}outline-level", "1") == "1"
            kind, rank = BlockKind.SUBHEAD, Rank.HEADING if top else Rank.OTHER
        if in_list and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.LIST_ITEM
        return Ranked(Piece(kind, text), rank)

    def _inline(self, element: _Element, line: "_Line", beside: list[Ranked]) -> None:
        line.add(None if self._deleting else element.text)
        for child in element:
            self._child(child, line, beside)
            line.add(None if self._deleting else child.tail)

    def _child(self, child: _Element, line: "_Line", beside: list[Ranked]) -> None:
        name = _name(child)
        self._note_change(child, name)
        if name in _CHARACTERS:
            if not self._deleting:
                line.put(_CHARACTERS[name] * (_count(child) if name == "s" else 1))
        elif name == "annotation":
            line.begin(child)
        elif name == "annotation-end":
            line.end(child.get(f"{_OFFICE}name", ""))
        elif name == "note" and not self._deleting:
            for body in child.iterchildren(f"{TEXT}note-body"):
                self._notes += as_note(self._within(body, in_list=False))
        elif str(child.tag).startswith(_DRAW):
            if name not in _LEFT:
                beside += self._within(child, in_list=False)
        elif name not in _LEFT and not self._is_hidden(child, name):
            self._inline(child, line, beside)


class _Line:
    """The text of one block as it grows, with white space as the format takes it."""

    def __init__(self) -> None:
        self.anchors: list[Anchor] = []
        self._parts: list[str] = []
        self._size = 0
        self._takes_space = False
        self._open: dict[str, Anchor] = {}

    def add(self, text: str | None) -> None:
        """Add text out of the file, in which white space in a row is one space."""
        if text:
            text = _WHITE.sub(" ", text)
            text = text if self._takes_space else text.removeprefix(" ")
        if text:
            self.put(text)
            self._takes_space = not text.endswith(" ")

    def put(self, text: str) -> None:
        """Add text as it is."""
        self._parts.append(text)
        self._size += len(text)
        self._takes_space = text != "\n"

    def begin(self, annotation: _Element) -> None:
        """Note a comment that begins here; one without a name stands on no words."""
        author = annotation.findtext(f"{_DC}creator") or ""
        lines = ("".join(line.itertext()) for line in annotation.iter(f"{TEXT}p"))
        anchor = Anchor(author, "\n".join(lines), self._size)
        name = annotation.get(f"{_OFFICE}name", "")
        if name:
            self._open[name] = anchor
        else:
            anchor.end = self._size
        self.anchors.append(anchor)

    def end(self, name: str) -> None:
        """Note that the comment of this name ends here."""
        if name in self._open:
            self._open[name].end = self._size

    def ended(self) -> str:
        """Return the text, without a space at its end that nobody sees."""
        text = "".join(self._parts)
        return text if self._takes_space else text.removesuffix(" ")


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _hides_itself(block: _Element) -> bool:
    mark = block.find(f".//{TEXT}hidden-paragraph")
    return mark is not None and mark.get(f"{TEXT}is-hidden", "true") == "true"


def _count(space: _Element) -> int:
    said = space.get(f"{TEXT}c", "1")
    is_number = said.isascii() and said.isdigit() and len(said) < 9
    return min(int(said), _MAX_SPACES) if is_number else 1
