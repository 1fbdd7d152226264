"""Which block of a document is its headline, by what the document itself says of its blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from annotator.importers.blocks import MAX_TITLE, Piece
from annotator.vocabulary import BlockKind

_ABOVE = 3
"""How many short blocks (a slug, a date, a byline) may stand above a headline."""


class Rank(IntEnum):
    """What a document says of a block: the title, a heading of the first rank, or neither."""

    OTHER = 0
    HEADING = 1
    TITLE = 2


@dataclass(frozen=True, slots=True)
class Ranked:
    """A block and its rank."""

    piece: Piece
    rank: Rank = Rank.OTHER


def as_note(found: Iterable[Ranked]) -> Iterator[Ranked]:
    """Yield the blocks of a note: none is a headline, nor begins with the space after its mark."""
    for one in found:
        yield Ranked(replace(one.piece, text=one.piece.text.strip(" \t")))


def headline_first(found: Sequence[Ranked]) -> list[Piece]:
    """Return the blocks with the title, or else a first heading at the top, before the others."""
    pieces = [one.piece for one in found]
    at = _headline(found)
    if at is None:
        return pieces
    return [Piece(BlockKind.HEADLINE, pieces[at].text), *pieces[:at], *pieces[at + 1 :]]


def _headline(found: Sequence[Ranked]) -> int | None:
    for at, one in enumerate(found):
        if one.rank is Rank.TITLE and one.piece.text.strip():
            return at
    above = 0
    for at, one in enumerate(found):
        if one.rank is Rank.HEADING and one.piece.text.strip():
            return at
        above += bool(one.piece.text.strip())
        if above > _ABOVE or len(one.piece.text) >= MAX_TITLE:
            return None
    return None
