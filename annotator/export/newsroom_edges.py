"""A newsroom's page headers and footers: their words, tables and pictures, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Element

from annotator.export.cleaning import W, cleaned, removed, renamed, unwrapped
from annotator.export.drawing import MAIN, PICTURE, PLACED
from annotator.export.markup import RELATIONSHIPS, WORD

MAX_PIXELS = 20_000_000
_R = f"{{{RELATIONSHIPS}}}"
_FIELDS = re.compile(
    r"\s*(PAGE|NUMPAGES|SECTION|SECTIONPAGES|STYLEREF|TITLE)\b[^\\]*"
    r"(\\\* (MERGEFORMAT|Arabic|roman|ROMAN)\s*)*",
    re.IGNORECASE,
)
"""What may be computed in a header: never anything that reads a file or tells its name."""
_FIRST_NUMBER = 100_001
"""Drawings in headers are counted from here, far from those of the report."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A page header or footer; `kind` is "header" or "footer", `pages` default, first or even.

    `images` are PNG files by the ids that the XML has for them.
    """

    kind: str
    pages: str
    xml: bytes
    images: tuple[tuple[str, bytes], ...] = ()


def edge(
    kind: str,
    pages: str,
    root: Element,
    images: Mapping[str, bytes],
    names: Mapping[str, str],
    first_number: int = 0,
) -> Edge:
    """Return a header or footer as a report takes it.

    `images` are the files of its pictures by relation, `names` the ids of styles that are others
    now; drawings are numbered from `first_number` on.
    """
    _without_fields(root)
    for bound in [
        sdt for sdt in root.iter(f"{W}sdt") if sdt.find(f".//{W}dataBinding") is not None
    ]:
        removed(bound)
    # Cleaning takes all relations away; those of pictures are put back.
    kept = dict(_pictures(root, images))
    used = _embedded(root, kept)
    cleaned(root, (WORD, MAIN, PICTURE, PLACED))
    for link in list(root.iter(f"{W}hyperlink")):
        unwrapped(link)
    renamed(root, names)
    _number(root, _FIRST_NUMBER + first_number)
    for blip in root.iter(f"{{{MAIN}}}blip"):
        blip.set(f"{_R}embed", used[blip])
    _completed(root)
    content = etree.tostring(root, encoding="utf-8")
    return Edge(
        kind, pages, content, tuple(sorted((key, kept[key]) for key in set(used.values())))
    )


def _pictures(root: Element, images: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for key in {str(blip.get(f"{_R}embed")) for blip in root.iter(f"{{{MAIN}}}blip")}:
        content = as_png(images[key]) if key in images else None
        if content:
            yield key, content


def _embedded(root: Element, kept: Mapping[str, bytes]) -> dict[Element, str]:
    """Take out all drawings but plain pictures, and return the relation of each that is left."""
    used: dict[Element, str] = {}
    for drawn in list(root.iter(f"{W}drawing")):
        blips = list(drawn.iter(f"{{{MAIN}}}blip"))
        uris = {str(data.get("uri")) for data in drawn.iter(f"{{{MAIN}}}graphicData")}
        if uris == {PICTURE} and blips and all(blip.get(f"{_R}embed") in kept for blip in blips):
            used |= {blip: str(blip.get(f"{_R}embed")) for blip in blips}
            for extra in list(drawn.iter(f"{{{MAIN}}}extLst", f"{{{MAIN}}}hlinkClick")):
                removed(extra)
        else:
            removed(drawn)
    return used


def as_png(data: bytes) -> bytes | None:
    """Return a picture as a PNG file without what is told about it; None if it is no picture."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF")) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            has_holes = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
            plain = image.convert("RGBA" if has_holes else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _number(root: Element, first: int) -> None:
    """Give drawings numbers of their own; Word names pictures by the path of their file."""
    for n, about in enumerate(root.iter(f"{{{PLACED}}}docPr", f"{{{PICTURE}}}cNvPr"), first):
        told = str(about.get("descr", ""))
        for attribute in list(about.attrib):
            del about.attrib[attribute]
        about.set("id", str(n))
        about.set("name", f"Picture {n}")
        if told and not set(told) & set("\\/") and about.tag == f"{{{PLACED}}}docPr":
            about.set("descr", told)


def _without_fields(root: Element) -> None:
    """Take out fields that read files or tell names and hours, with what they last said."""
    for simple in list(root.iter(f"{W}fldSimple")):
        if not _FIELDS.fullmatch(str(simple.get(f"{W}instr", ""))):
            removed(simple)
    for field in list(_fields(root)):
        if not field.is_closed or not _FIELDS.fullmatch(field.said):
            for run in field.runs:
                removed(run)


@dataclass(slots=True)
class _Field:
    """A field over several runs."""

    runs: list[Element]
    said: str = ""
    is_closed: bool = False


def _fields(root: Element) -> Iterator[_Field]:
    inside: list[_Field] = []
    for run in root.iter(f"{W}r"):
        kinds = [str(char.get(f"{W}fldCharType")) for char in run.iter(f"{W}fldChar")]
        inside += [_Field([]) for kind in kinds if kind == "begin"]
        for field in inside:
            field.runs.append(run)
        if inside:
            inside[-1].said += "".join(text.text or "" for text in run.iter(f"{W}instrText"))
        for kind in kinds:
            if kind == "end" and inside:
                inside[-1].is_closed = True
                yield inside.pop()
    yield from inside


def _completed(root: Element) -> None:
    """Give a paragraph to what cannot be without: the part itself and every cell."""
    for holder in [root, *root.iter(f"{W}tc")]:
        last = holder[-1] if len(holder) else None
        if last is None or last.tag != f"{W}p":
            etree.SubElement(holder, f"{W}p")
