"""Comments in a Word document: which words of the article each of them is on.

Their bounds pass through the reader of the format as characters that the document does not have.
They are found again by how many visible letters stand before them, since nothing of what follows
changes the number or the order of those.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from annotator.importers.blocks import one_line
from annotator.importers.imported import Remark
from annotator.importers.word_parts import TRANSITIONAL
from annotator.model import Span
from annotator.text import WORD, canonical

W = f"{{{TRANSITIONAL}}}"
_PLANES = (0x100000, 0xF0000)
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_MOST = 10_000
_LONGEST = 20_000
_MARKERS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_GONE = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True, slots=True)
class _Said:
    author: str
    text: str


@dataclass(slots=True)
class Comments:
    """The comments of a document by their ids, and the characters that stand for their bounds."""

    said: dict[str, _Said]
    plane: int | None = None
    ids: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    there: int = 0

    @classmethod
    def of(cls, root: _Element | None) -> "Comments":
        """Return those of the part that holds them; one without words is none."""
        found: dict[str, _Said] = {}
        there = 0
        for comment in () if root is None else root.iter(f"{W}comment"):
            words = canonical("\n".join(map(_words, comment.iter(f"{W}p"))).strip())
            there += bool(words)
            if words and len(found) < _MOST:
                author = one_line(canonical(comment.get(f"{W}author", "")))
                found.setdefault(str(comment.get(f"{W}id")), _Said(author, words[:_LONGEST]))
        return cls(found, there=there)

    def choose_characters(self, roots: Iterable[_Element]) -> None:
        """Choose the characters that stand for bounds: a plane of which the document has none."""
        used = {ord(found) >> 16 for root in roots for text in root.itertext()
                for found in _PRIVATE.findall(str(text))}  # fmt: skip
        self.plane = next((plane for plane in _PLANES if plane >> 16 not in used), None)

    def mark(self, root: _Element) -> None:
        """Put a run with one such character in the place of every bound."""
        markers = [one for one in root.iter(*_MARKERS) if one.get(f"{W}id") in self.said]
        if self.plane is None:
            return
        for marker in markers:
            name = str(marker.get(f"{W}id"))
            number = self.ids.setdefault(name, len(self.ids))
            if number == len(self.names):
                self.names.append(name)
            kind = _MARKERS.index(str(marker.tag))
            letter = chr(self.plane + number * len(_MARKERS) + kind)
            _put(marker, letter, is_start=kind == 0)

    def taken_from(self, text: str) -> tuple[str, tuple["Bound", ...]]:
        """Return `text` without the characters, and the bounds that they stood for."""
        if self.plane is None or not self.ids or not _PRIVATE.search(text):
            return text, ()
        last = chr(self.plane + len(self.ids) * len(_MARKERS))
        first = chr(self.plane)
        kept: list[str] = []
        bounds: list[Bound] = []
        solid = 0
        for letter in text:
            if first <= letter < last:
                at, kind = divmod(ord(letter) - self.plane, len(_MARKERS))
                bounds.append(Bound(self.names[at], kind, solid))
            else:
                kept.append(letter)
                solid += _is_solid(letter)
        return "".join(kept), tuple(bounds)


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a comment begins (0), ends (1) or is pinned (2), after so many visible letters."""

    comment: str
    kind: int
    solid: int


def hoist(root: _Element) -> None:
    """Put the bounds that stand in deleted text in front of it, where they outlast it."""
    for marker in list(root.iter(*_MARKERS[:2])):
        around = list(marker.iterancestors(*_GONE))
        if around:
            around[-1].addprevious(_without_tail(marker))


def remarks_of(
    text: str, pieces: Sequence[tuple[str, Sequence[Bound]]], comments: Comments
) -> tuple[Remark, ...]:
    """Return the comments on words of `text`, which was made of `pieces` in this order."""
    if not comments.said:
        return ()
    solid = [at for at, letter in enumerate(text) if _is_solid(letter)]
    places: dict[tuple[str, int], int] = {}
    before = 0
    for words, bounds in pieces:
        count = sum(map(_is_solid, words))
        for bound in bounds:
            places.setdefault((bound.comment, bound.kind), before + min(bound.solid, count))
        before += count
    if before != len(solid):
        return ()
    found = []
    for name, said in comments.said.items():
        span = _span(text, solid, [places.get((name, kind)) for kind in range(3)])
        if span is not None:
            found.append(Remark(span, said.author, said.text))
    return tuple(sorted(found, key=lambda remark: (remark.span.start, remark.span.end)))


def _span(text: str, solid: Sequence[int], places: Sequence[int | None]) -> Span | None:
    start, end, pin = places
    if start is not None and end is not None:
        return Span(solid[start], solid[end - 1] + 1) if start < end else None
    # A comment that is pinned to a place is on the word that it touches.
    if pin is None or start is not None or end is not None:
        return None
    for at in (pin - 1, pin):
        if 0 <= at < len(solid):
            for word in _words_at(text, solid[at]):
                return word
    return None


def _words_at(text: str, at: int) -> Iterator[Span]:
    begin = max(text.rfind("\n", 0, at) + 1, at - 200)
    for word in WORD.finditer(text, begin, min(len(text), at + 200)):
        if word.start() <= at < word.end():
            yield Span(word.start(), word.end())


def _put(marker: _Element, letter: str, *, is_start: bool) -> None:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = letter
    outer = next(marker.iterancestors(f"{W}r"), None)
    if outer is not None:
        outer.addnext(run)
    elif next(marker.iterancestors(f"{W}p"), None) is not None:
        marker.addnext(run)
    else:
        _put_beside(marker, run, is_start=is_start)


def _put_beside(marker: _Element, run: _Element, *, is_start: bool) -> None:
    """Put a run for a marker between paragraphs where the next begins or the last ended."""
    spaces = {"w": TRANSITIONAL}
    if is_start:
        after = marker.xpath("following::w:p[1]", namespaces=spaces)
        if isinstance(after, list) and after and isinstance(after[0], _Element):
            properties = after[0].find(f"{W}pPr")
            after[0].insert(0 if properties is None else 1, run)
        return
    above = marker.xpath("preceding::w:p[1]", namespaces=spaces)
    if isinstance(above, list) and above and isinstance(above[0], _Element):
        above[0].append(run)


def _without_tail(element: _Element) -> _Element:
    element.tail = None
    return element


def _words(paragraph: _Element) -> str:
    spelled = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
    parts = paragraph.iter(f"{W}t", *spelled)
    return "".join(spelled.get(str(part.tag), part.text or "") for part in parts)


def _is_solid(letter: str) -> bool:
    """Return whether a character outlasts all that is done to white space and marks."""
    if letter.isspace() or letter in "\ufffe\ufdd0\ufdd1":
        return False
    return unicodedata.category(letter) not in {"Cc", "Cf"}
