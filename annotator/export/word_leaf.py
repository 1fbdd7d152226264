"""Page one of a Word document that we wrote, read from its own markup and styles."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree
from lxml.etree import _Element as Element

from annotator.export.cleaning import W
from annotator.export.drawing import MAIN, PLACED
from annotator.export.markup import RELATIONSHIPS
from annotator.leaf import Cell, Grid, Image, Leaf, Line, Paragraph, Words

_TWENTIETHS = 20
_EMU = 12_700
_MOST = 80
"""So many blocks, or rows of one table, are on no page."""
_SIDES = ("top", "right", "bottom", "left")
_SETTINGS = {"b", "i", "caps"}
_NO = {"0", "false", "off", "none"}


def read(files: Mapping[str, bytes]) -> Leaf:
    """Return what stands on the first page of a sealed package."""
    return _Reading(files).leaf()


@dataclass(frozen=True, slots=True)
class _Style:
    """A style with those that it is based on: the nearest last."""

    elements: tuple[Element, ...]

    def every(self, name: str) -> Iterator[Element]:
        for element in self.elements:
            yield from element.findall(f"{W}{name}")


class _Reading:
    """One package's first page."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._document = etree.fromstring(files["word/document.xml"])
        styles = etree.fromstring(files["word/styles.xml"])
        self._styles = {_get(one, "styleId"): one for one in styles.findall(f"{W}style")}
        self._defaults = styles.find(f"{W}docDefaults")
        self._known: dict[str, _Style] = {}
        relations = etree.fromstring(files["word/_rels/document.xml.rels"])
        self._targets = {one.get("Id", ""): one.get("Target", "") for one in relations}

    def leaf(self) -> Leaf:
        body = self._document.find(f"{W}body")
        section = self._document.find(f"{W}body/{W}sectPr")
        if body is None or section is None:
            raise ValueError("a document without a body")
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        around = tuple(_points(margins, side) for side in _SIDES)
        width, height = _points(size, "w"), _points(size, "h")
        blocks = tuple(self._blocks(body, width - around[1] - around[3]))
        return Leaf(width, height, (around[0], around[1], around[2], around[3]), blocks)

    def _blocks(self, body: Element, room: float) -> Iterator[Paragraph | Grid]:
        for n, element in enumerate(body):
            if n and (n > _MOST or element.find(f"{W}pPr/{W}pageBreakBefore") is not None):
                return
            if element.tag == f"{W}p":
                yield self._paragraph(element, room)
            elif element.tag == f"{W}tbl":
                yield self._table(element)

    def _paragraph(self, element: Element, room: float) -> Paragraph:
        own = element.find(f"{W}pPr")
        style = self._style(_get(_child(own, "pStyle"), "val") or "Normal")
        found = Paragraph(())
        defaults = self._defaults.findall(f".//{W}pPr") if self._defaults is not None else []
        for described in (*defaults, *style.every("pPr"), own):
            found = _shaped(found, described)
        ground = self._ground(style)
        content = tuple(self._content(element, ground))
        return replace(found, content=content, tab=room if _has_tab(content) else 0.0)

    def _ground(self, style: _Style) -> Words:
        found = Words("")
        defaults = self._defaults.findall(f".//{W}rPr") if self._defaults is not None else []
        for described in (*defaults, *style.every("rPr")):
            found = _lettered(found, described)
        return found

    def _content(self, element: Element, ground: Words) -> Iterator[Words | Image]:
        for run in element.iter(f"{W}r"):
            own = run.find(f"{W}rPr")
            look = ground
            style = _get(_child(own, "rStyle"), "val")
            for described in (*self._style(style).every("rPr"), own):
                look = _lettered(look, described)
            for part in run:
                if part.tag == f"{W}t" and part.text:
                    yield replace(look, text=part.text)
                elif part.tag in {f"{W}br", f"{W}tab"}:
                    yield replace(look, text="\t" if part.tag == f"{W}tab" else "\u2028")
                elif part.tag == f"{W}drawing":
                    yield from self._image(part)

    def _image(self, drawing: Element) -> Iterator[Image]:
        extent = drawing.find(f".//{{{PLACED}}}extent")
        blip = drawing.find(f".//{{{MAIN}}}blip")
        if extent is None or blip is None:
            return
        target = self._targets.get(blip.get(f"{{{RELATIONSHIPS}}}embed") or "", "")
        content = self._files.get(posixpath.normpath(posixpath.join("word", target)))
        if content:
            wide, high = (int(extent.get(side) or 0) / _EMU for side in ("cx", "cy"))
            yield Image(content, wide, high)

    def _table(self, table: Element) -> Grid:
        widths = tuple(_points(one, "w") for one in table.findall(f"{W}tblGrid/{W}gridCol"))
        style = self._style(_get(table.find(f"{W}tblPr/{W}tblStyle"), "val"))
        edges = _edges(style)
        rows = table.findall(f"{W}tr")
        return Grid(
            widths,
            tuple(
                tuple(self._cells(row, widths, edges, n, len(rows)))
                for n, row in enumerate(rows[:_MOST])
            ),
        )

    def _cells(
        self, row: Element, widths: tuple[float, ...], edges: "_Edges", n: int, rows: int
    ) -> Iterator[Cell]:
        at = 0
        under = edges.header if row.find(f"{W}trPr/{W}tblHeader") is not None else None
        for cell in row.findall(f"{W}tc"):
            span = int(_get(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1)
            width = sum(widths[at : at + span])
            at += span
            lines = dict.fromkeys(_SIDES, None) | {
                "top": edges.top if n == 0 else None,
                "bottom": under or (edges.bottom if n == rows - 1 else edges.between),
            }
            own = cell.find(f"{W}tcPr/{W}tcBorders")
            for one in own if own is not None else ():
                lines[etree.QName(one).localname] = _line(one)
            inner = width - edges.room[1] - edges.room[3]
            blocks = tuple(self._paragraph(one, inner) for one in cell.findall(f"{W}p"))
            yield Cell(width, blocks, tuple(lines[side] for side in _SIDES), edges.room, span)

    def _style(self, key: str) -> _Style:
        if key not in self._known:
            found: list[Element] = []
            current: str | None = key
            while current and current in self._styles and self._styles[current] not in found:
                found.append(self._styles[current])
                current = _get(found[-1].find(f"{W}basedOn"), "val")
            self._known[key] = _Style(tuple(reversed(found)))
        return self._known[key]


@dataclass(frozen=True, slots=True)
class _Edges:
    """The lines of a table's style, and the room within its cells."""

    top: Line | None
    bottom: Line | None
    between: Line | None
    header: Line | None
    room: tuple[float, ...]


def _edges(style: _Style) -> _Edges:
    lines: dict[str, Line | None] = {}
    room = dict.fromkeys(_SIDES, 0.0)
    header = None
    for element in style.elements:
        for one in element.iterfind(f"{W}tblPr/{W}tblBorders/*"):
            lines[etree.QName(one).localname] = _line(one)
        for one in element.iterfind(f"{W}tblPr/{W}tblCellMar/*"):
            room[etree.QName(one).localname] = _points(one, "w")
        first = element.find(f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr/{W}tcBorders/{W}bottom")
        header = _line(first) if first is not None else header
    around = tuple(room[side] for side in _SIDES)
    return _Edges(lines.get("top"), lines.get("bottom"), lines.get("insideH"), header, around)


def _shaped(found: Paragraph, described: Element | None) -> Paragraph:
    """Return a paragraph with what its properties say on top."""
    if described is None:
        return found
    spacing = described.find(f"{W}spacing")
    if spacing is not None:
        kept = {"before": found.before, "after": found.after}
        room = {k: _points(spacing, k) if _get(spacing, k) else old for k, old in kept.items()}
        line = _get(spacing, "line")
        is_factor = (_get(spacing, "lineRule") or "auto") == "auto"
        factor = int(line) / 240 if line and is_factor else found.line
        found = replace(found, before=room["before"], after=room["after"], line=factor)
    indent = described.find(f"{W}ind")
    if indent is not None:
        found = replace(found, indent=_points(indent, "left"))
    rule = described.find(f"{W}pBdr/{W}top")
    if rule is not None:
        found = replace(found, rule=_line(rule))
    return replace(found, is_rtl=found.is_rtl or described.find(f"{W}bidi") is not None)


def _lettered(look: Words, described: Element | None) -> Words:
    """Return a look with what run properties say on top."""
    for one in described if described is not None else ():
        name, value = etree.QName(one).localname, _get(one, "val")
        if name in _SETTINGS:
            is_on = value not in _NO
            look = {
                "b": replace(look, is_bold=is_on),
                "i": replace(look, is_italic=is_on),
                "caps": replace(look, is_caps=is_on),
            }[name]
        elif name == "rFonts" and _get(one, "ascii"):
            look = replace(look, family=_get(one, "ascii"))
        elif name == "sz" and value.isdigit():
            look = replace(look, size=int(value) / 2)
        elif name == "color":
            look = replace(look, color=_color(value) or look.color)
        elif name == "shd":
            look = replace(look, tint=_color(_get(one, "fill")))
        elif name == "vertAlign":
            look = replace(look, is_raised=value == "superscript")
        elif name == "u":
            color = _color(_get(one, "color"))
            look = replace(look, underline="" if value in _NO else value, underline_color=color)
    return look


def _line(element: Element) -> Line | None:
    if _get(element, "val") in _NO | {"nil"}:
        return None
    return Line(int(_get(element, "sz") or 4) / 8, _color(_get(element, "color")) or "#1a1a1a")


def _has_tab(content: tuple[Words | Image, ...]) -> bool:
    return any(isinstance(one, Words) and one.text == "\t" for one in content)


def _color(value: str) -> str:
    return f"#{value.lower()}" if len(value) == 6 else ""


def _child(element: Element | None, name: str) -> Element | None:
    return element.find(f"{W}{name}") if element is not None else None


def _get(element: Element | None, name: str) -> str:
    return (element.get(f"{W}{name}") or "") if element is not None else ""


def _points(element: Element | None, name: str) -> float:
    value = _get(element, name)
    return float(value) / _TWENTIETHS if value else 0.0
