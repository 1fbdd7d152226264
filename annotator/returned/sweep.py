"""One way through the document of a returned report: its words, bookmarks, anchors, changes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from annotator.export.article import ROW, WORDS
from annotator.export.contents import ARTICLE_PLACE
from annotator.export.markup import MARK
from annotator.importers.word_parts import TRANSITIONAL
from annotator.returned.returned_report import Stretch, Tracked

_W = f"{{{TRANSITIONAL}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE, _COME = {f"{_W}del", f"{_W}moveFrom"}, {f"{_W}ins", f"{_W}moveTo"}
SPACES = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
"""What stands for a character, and for which."""

_HEADING = re.compile(r"(?i)(heading|title|berschrift)")
_LABEL = re.compile(r"\d+")
_KEPT = 120
"""How many characters of a paragraph are kept to say where something stands."""


@dataclass(slots=True)
class Sweep:
    """One way through the document, from its first character to its last."""

    words: list[str] = field(default_factory=list)
    paragraphs: list[tuple[int, str, str]] = field(default_factory=list)
    changes: list[Tracked] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    _at: int = 0
    _all: int = 0
    _heading: str = ""
    _bookmarks: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _found: dict[str, Stretch] = field(default_factory=dict)
    _comments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _tracked: list[tuple[_Element, int, int, list[str]]] = field(default_factory=list)
    _is_mark: bool = False
    _anchor: str = ""
    _inside: list[int] = field(default_factory=list)
    _beginnings: dict[str, Callable[[_Element], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._beginnings = {
            f"{_W}r": self._begin_run,
            f"{_W}t": self._begin_text,
            f"{_W}delText": self._begin_text,
            **dict.fromkeys(SPACES, self._begin_space),
            f"{_W}p": self._begin_paragraph,
            f"{_W}hyperlink": self._begin_link,
            **dict.fromkeys(_GONE | _COME, self._begin_change),
            f"{_W}bookmarkStart": self._begin_bookmark,
            f"{_W}bookmarkEnd": self._close_bookmark,
            f"{_W}commentRangeStart": self._pass_anchor,
            f"{_W}commentRangeEnd": self._pass_anchor,
            f"{_W}commentReference": self._pass_anchor,
        }

    def through(self, document: _Element) -> None:
        """Read every word and every anchor."""
        tags = (*self._beginnings, _FALLBACK)
        walker = etree.iterwalk(document, events=("start", "end"), tag=tags)
        for event, element in walker:
            if event == "end":
                self._leave(element)
            elif element.tag == _FALLBACK:
                walker.skip_subtree()
            else:
                self._enter(element)

    def named(self) -> dict[str, dict[str, Stretch]]:
        """Return our bookmarks by prefix and by the rest of their names."""
        found: dict[str, dict[str, Stretch]] = {WORDS: {}, ARTICLE_PLACE: {}}
        for name, stretch in self._found.items():
            prefix, _, rest = name.partition("_")
            if rest and prefix in found:
                found[prefix][rest] = stretch
        return found

    def stretches(self) -> dict[str, Stretch]:
        """Return what comments stand on, by their numbers."""
        return {
            number: Stretch(places[0][0], places[-1][0], places[0][1], places[-1][1])
            for number, places in self._comments.items()
        }

    def _enter(self, element: _Element) -> None:
        self._beginnings[str(element.tag)](element)

    def _begin_run(self, element: _Element) -> None:
        self._is_mark = _style(element, "rPr", "rStyle") == MARK

    def _begin_space(self, element: _Element) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag == f"{_W}r":  # elsewhere it describes tab stops
            self._write(SPACES[str(element.tag)])

    def _begin_text(self, element: _Element) -> None:
        self._write(element.text or "")

    def _begin_paragraph(self, _element: _Element) -> None:
        self._inside.append(len(self.paragraphs))
        self.paragraphs.append((self._at, self._heading, ""))

    def _begin_link(self, element: _Element) -> None:
        self._anchor = value(element, "anchor")

    def _begin_change(self, element: _Element) -> None:
        self._tracked.append((element, self._at, self._all, []))

    def _begin_bookmark(self, element: _Element) -> None:
        name = value(element, "name")
        self._bookmarks[value(element, "id")] = (name, self._at, self._all)

    def _close_bookmark(self, element: _Element) -> None:
        name, start, first = self._bookmarks.pop(value(element, "id"), ("", 0, 0))
        known = self._found.get(name)
        # What was moved while changes are tracked stands twice; the words count.
        if name and (known is None or known.is_point):
            self._found[name] = Stretch(start, self._at, first, self._all)

    def _pass_anchor(self, element: _Element) -> None:
        places = self._comments.setdefault(value(element, "id"), [])
        if element.tag != f"{_W}commentReference" or not places:
            places.append((self._at, self._all))

    def _leave(self, element: _Element) -> None:
        tag = element.tag
        if tag == f"{_W}hyperlink":
            self._anchor = ""
        elif tag == f"{_W}p":
            self._end_paragraph(element)
        elif tag in _GONE | _COME and self._tracked:
            self._track(*self._tracked.pop())

    def _write(self, text: str) -> None:
        self._all += len(text)
        if self._is_mark:
            prefix, _, rest = self._anchor.partition("_")
            label = _LABEL.search(text) if prefix == ROW else None
            if label:
                self.labels.setdefault(rest, int(label[0]))
            return
        if self._tracked:
            self._tracked[-1][3].append(text)
            if any(tracked.tag in _GONE for tracked, *_ in self._tracked):
                return
        self.words.append(text)
        self._at += len(text)

    def _end_paragraph(self, element: _Element) -> None:
        number = self._inside.pop()
        start, heading, _ = self.paragraphs[number]
        written = "".join(self._since(start))
        if _HEADING.search(_style(element, "pPr", "pStyle")):
            self._heading = heading = written
        self.paragraphs[number] = (start, heading, written[:_KEPT])
        self._all += 1
        self.words.append("\n")
        self._at += 1

    def _since(self, start: int) -> Iterator[str]:
        """Return the pieces of words from an offset on."""
        at, number = self._at, len(self.words)
        while number and at > start:
            number -= 1
            at -= len(self.words[number])
        return iter(self.words[number:])

    def _track(self, element: _Element, start: int, first: int, texts: list[str]) -> None:
        text = "".join(texts)
        if text:
            is_gone = element.tag in _GONE
            old, new = (text, "") if is_gone else ("", text)
            stretch = Stretch(start, self._at, first, self._all)
            by, date = value(element, "author"), value(element, "date")
            self.changes.append(Tracked(by, date, old, new, stretch))


def merged(changes: list[Tracked]) -> Iterator[Tracked]:
    """Yield changes; what was deleted and written in one place by one person is one."""
    ordered = sorted(changes, key=lambda change: (change.stretch.first, change.stretch.last))
    previous: Tracked | None = None
    for change in ordered:
        if previous and previous.author == change.author and _touch(previous, change):
            stretch = Stretch(
                previous.stretch.start,
                change.stretch.end,
                previous.stretch.first,
                change.stretch.last,
            )
            old, new = previous.old + change.old, previous.new + change.new
            previous = Tracked(change.author, change.date or previous.date, old, new, stretch)
        else:
            if previous:
                yield previous
            previous = change
    if previous:
        yield previous


def _touch(one: Tracked, other: Tracked) -> bool:
    return one.stretch.last == other.stretch.first


def _style(element: _Element, properties: str, style: str) -> str:
    """Return the style in the properties, which come first in a run and in a paragraph."""
    first = next(iter(element), None)
    if first is not None and first.tag == f"{_W}{properties}":
        for found in first:
            if found.tag == f"{_W}{style}":
                return value(found, "val")
    return ""


def value(element: _Element, name: str) -> str:
    """Return an attribute in Word's namespace, "" where there is none."""
    return str(element.get(f"{_W}{name}", ""))
