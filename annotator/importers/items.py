"""Files that hold several articles: each item becomes one, and those without text are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from annotator.importers.blocks import (
    Piece,
    byline_of,
    check_size,
    compose,
    is_visible,
    one_line,
    title_of,
)
from annotator.importers.dateline import agency_of
from annotator.importers.decoding import Decoded
from annotator.importers.fragments import without_headline
from annotator.importers.imported import Imported
from annotator.importers.origins import BYLINE, DATELINE, HEADLINE, Told, told
from annotator.importers.source_file import SourceFile
from annotator.text import canonical
from annotator.vocabulary import BlockKind

MAX_ITEMS = 300
"""Of a longer file the first are read; a feed has a few dozen."""

_NONE: Told = (None, "")


@dataclass(frozen=True, slots=True)
class Item:
    """What a file says of one article: its words, fields by name, and its own bytes."""

    headline: str | None
    pieces: Sequence[Piece]
    said: Mapping[str, Told]
    original: bytes
    notices: tuple[str, ...] = field(default=())


def articles(
    source: SourceFile, items: Sequence[Item], left_out: int, decoded: Decoded
) -> tuple[Imported, ...]:
    """Return an article for each item with text; `left_out` were too many to be read.

    `decoded` is how the whole file was decoded.

    Raises UnreadableError where none has text.
    """
    kept = [item for item in items if any(is_visible(piece.text) for piece in item.pieces)]
    if not kept:
        raise source.refused("holds no article; no entry in it has a text of its own")
    alone = len(items) == 1 and not left_out
    made = [_article(source, item, number, alone) for number, item in enumerate(kept, 1)]
    if decoded.encodings or source.choices.encoding:
        encoding, encodings = decoded.encoding, decoded.encodings
        made = [replace(one, encoding=encoding, encodings=encodings) for one in made]
    notices = list(decoded.notices)
    if empty := len(items) - len(kept):
        entries = "One entry" if empty == 1 else f"{empty} entries"
        notices.append(f"{entries} without text {'was' if empty == 1 else 'were'} left out.")
    if left_out:
        notices.append(f"The file holds more than {MAX_ITEMS} entries; the first were read.")
    made[0] = replace(made[0], notices=(*made[0].notices, *notices))
    return tuple(made)


def _article(source: SourceFile, item: Item, number: int, alone: bool) -> Imported:
    headline = item.headline if item.headline and is_visible(item.headline) else None
    pieces = without_headline(item.pieces, headline)
    if headline:
        pieces.insert(0, Piece(BlockKind.HEADLINE, one_line(canonical(headline))))
    text, blocks = compose(pieces or item.pieces)
    check_size(source, text)
    found, byline = title_of(text, blocks), byline_of(text, blocks)
    said = item.said
    title = (found, said.get("title", (None, HEADLINE))[1]) if found else _NONE
    fields, origins = told(
        title=title,
        byline=said["byline"] if said["byline"][0] else (byline, BYLINE),
        outlet=said["outlet"] if said["outlet"][0] else (agency_of(text, blocks), DATELINE),
        url=said["url"],
        published=said["published"],
        language=said["language"],
    )
    path = PurePath(source.name)
    return Imported(
        text=text,
        blocks=blocks,
        title=fields["title"] or path.stem,
        original=source.data if alone else item.original,
        original_name=source.name if alone else f"{path.stem}-{number}{path.suffix}",
        byline=fields["byline"],
        outlet=fields["outlet"],
        url=fields["url"],
        published=fields["published"],
        language=fields["language"],
        origins=origins,
        notices=item.notices,
    )
