"""What can be read in a finished workbook: by sheet and cell, then part by part."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from annotator.export.glance import Writing
from annotator.export.guard import Finished, Passage
from annotator.export.opened import contents_of, named, rest_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "xl/sharedStrings.xml"


def read(content: bytes) -> Finished:
    """Return what can be read in a finished workbook."""
    files = _parts(content)
    return Finished(Writing.MARKUP, lambda: contents_of(files), lambda: _passages(files))


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _passages(files: Mapping[str, bytes]) -> Iterator[Passage]:
    strings = [
        "".join(text.text or "" for text in each.iter(f"{_MAIN}t"))
        for each in etree.fromstring(files[_STRINGS]).iter(f"{_MAIN}si")
    ]
    sheets = etree.fromstring(files["xl/workbook.xml"]).iter(f"{_MAIN}sheet")
    for number, sheet in enumerate(sheets, 1):
        title = sheet.get("name", "")
        yield Passage("the name of a sheet", title, "xl/workbook.xml")
        part = f"xl/worksheets/sheet{number}.xml"
        for cell in etree.fromstring(files[part]).iter(f"{_MAIN}c"):
            value = cell.findtext(f"{_MAIN}v") or ""
            words = "".join(cell.itertext())
            if cell.get("t") == "s":
                words += f"\n{strings[int(value)]}"
            where = f"the sheet “{title}”, cell {cell.get('r')}"
            # The words of a cell stand in a part of their own, told of here.
            yield Passage(where, words, _STRINGS)
    for name, content in files.items():
        yield named(name)
        yield from rest_of(name, content)
