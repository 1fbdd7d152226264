"""Invisible marks that make words read otherwise than they are written: counted, and shown."""

import re
from dataclasses import replace

from annotator.importers.imported import Imported

_OVERRIDE = re.compile("[\u202d\u202e]")
"""Those that force a direction; the others belong to texts in Arabic and Hebrew."""

_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SHOWN = 3
_AROUND = 15


def told(imported: Imported) -> Imported:
    """Return an article with a notice of such marks in it, each with the words around it."""
    text = imported.text
    places = [found.start() for found in _OVERRIDE.finditer(text)]
    if not places:
        return imported
    marks = "One invisible mark forces" if len(places) == 1 else (
        f"{len(places):,} invisible marks force")  # fmt: skip
    examples = ", ".join(_shown(text, place) for place in places[:_SHOWN])
    more = " and elsewhere" if len(places) > _SHOWN else ""
    notice = f"{marks} words to be read in another direction than they stand: {examples}{more}."
    return replace(imported, notices=(*imported.notices, notice))


def _shown(text: str, place: int) -> str:
    """Return the words around a mark as they are kept, with every such mark made visible."""
    around = " ".join(text[max(0, place - _AROUND) : place + _AROUND].split())
    return f"“{_STEERING.sub(lambda mark: f'[U+{ord(mark.group()):04X}]', around)}”"
