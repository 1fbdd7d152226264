"""What the styles of an OpenDocument file say of its blocks: their kind, and what is hidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from annotator.importers.headlines import Rank
from annotator.vocabulary import BlockKind

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_DEEPEST = 50
_KINDS = {
    "Title": (BlockKind.SUBHEAD, Rank.TITLE),
    "Subtitle": (BlockKind.SUBHEAD, Rank.OTHER),
    "Heading 1": (BlockKind.SUBHEAD, Rank.HEADING),
    "Heading": (BlockKind.SUBHEAD, Rank.OTHER),
    "Quotations": (BlockKind.QUOTE, Rank.OTHER),
    "Quote": (BlockKind.QUOTE, Rank.OTHER),
    "Intense Quote": (BlockKind.QUOTE, Rank.OTHER),
    "Block Text": (BlockKind.QUOTE, Rank.OTHER),
    "Caption": (BlockKind.CAPTION, Rank.OTHER),
    "caption": (BlockKind.CAPTION, Rank.OTHER),
}
"""By the names that LibreOffice and Word write; others lead to them as their parents."""


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    display: str | None


class Styles:
    """The styles of all parts, each with those that it is derived from."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                shown = style.find(f"{STYLE}text-properties")
                display = None if shown is None else shown.get(f"{TEXT}display")
                parent = style.get(f"{STYLE}parent-style-name", "")
                self._styles.setdefault(key, _Style(parent, display))

    def kind_of(self, name: str) -> tuple[BlockKind, Rank] | None:
        """Return what a paragraph of this style is, None where no style in its line tells."""
        names = (_shown(one) for one, _ in self._line("paragraph", name))
        return next((_KINDS[shown] for shown in names if shown in _KINDS), None)

    def is_hidden(self, family: str, name: str) -> bool:
        """Return whether what has this style is not shown."""
        displays = (style.display for _, style in self._line(family, name) if style)
        return next((display for display in displays if display), "") == "none"

    def _line(self, family: str, name: str) -> Iterator[tuple[str, _Style | None]]:
        for _ in range(_DEEPEST):
            if not name:
                return
            style = self._styles.get((family, name))
            yield name, style
            name = style.parent if style else ""


def _shown(name: str) -> str:
    """Return a style's name as a person reads it: LibreOffice writes "Heading_20_1"."""
    return name.replace("_20_", " ")
