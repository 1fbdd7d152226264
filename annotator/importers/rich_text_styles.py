"""How the blocks of RTF look, and what their styles say that they are."""

from dataclasses import dataclass

from annotator.importers.blocks import Piece
from annotator.importers.headlines import Rank, Ranked
from annotator.vocabulary import BlockKind

_DEEPEST = 20
_MOST = 5_000
_KINDS = {
    "title": (BlockKind.SUBHEAD, Rank.TITLE),
    "heading 1": (BlockKind.SUBHEAD, Rank.HEADING),
    "quote": (BlockKind.QUOTE, Rank.OTHER),
    "intense quote": (BlockKind.QUOTE, Rank.OTHER),
    "quotations": (BlockKind.QUOTE, Rank.OTHER),
    "block text": (BlockKind.QUOTE, Rank.OTHER),
    "caption": (BlockKind.CAPTION, Rank.OTHER),
    "subtitle": (BlockKind.SUBHEAD, Rank.OTHER),
    **{f"heading {level}": (BlockKind.SUBHEAD, Rank.OTHER) for level in range(2, 10)},
}


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of a paragraph before its end."""

    style: int = 0
    is_listed: bool = False
    outline: int = -1


class StyleSheet:
    """The names of the paragraphs' styles, by their numbers."""

    def __init__(self) -> None:
        self.number = 0
        """Of the style that is being read, -1 where it is none of paragraphs."""
        self._names: dict[int, str] = {}
        self._bases: dict[int, int] = {}

    def name(self, text: str) -> None:
        """Take a part of the name of the style that is being read."""
        if self.number >= 0 and len(self._names) < _MOST:
            said = self._names.get(self.number, "") + text
            self._names[self.number] = said[:200]

    def base(self, number: int) -> None:
        """Take from which style the one that is being read is derived."""
        if self.number >= 0 and len(self._bases) < _MOST:
            self._bases[self.number] = number

    def ranked(self, text: str, look: Look) -> Ranked:
        """Return a block as what its look says that it is."""
        kind, rank = self._told(look.style)
        if rank is not Rank.TITLE and 0 <= look.outline < 9:
            kind, rank = BlockKind.SUBHEAD, Rank.OTHER if look.outline else Rank.HEADING
        if kind is BlockKind.PARAGRAPH and look.is_listed:
            kind = BlockKind.LIST_ITEM
        return Ranked(Piece(kind, text), rank)

    def _told(self, number: int) -> tuple[BlockKind, Rank]:
        for _ in range(_DEEPEST):
            name = self._names.get(number, "").strip().rstrip(";").casefold()
            if name in _KINDS:
                return _KINDS[name]
            if number not in self._bases:
                break
            number = self._bases[number]
        return BlockKind.PARAGRAPH, Rank.OTHER
