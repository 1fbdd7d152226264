"""Pieces of HTML inside other formats: their words as blocks, without scripts or navigation."""

import re
from collections.abc import Sequence

from annotator.importers.blocks import Piece, is_visible
from annotator.importers.footnotes import take_marks
from annotator.importers.page_tree import leaves, parse, prune
from annotator.importers.source_file import SourceFile
from annotator.vocabulary import BlockKind

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w+);")


def pieces_of_html(source: SourceFile, markup: str) -> list[Piece]:
    """Return the blocks of a piece of HTML in their order.

    Raises UnreadableError where it is nested too deeply.
    """
    if not is_visible(markup):
        return []
    root = parse(source, f"<html><body><div>{markup}</div></body></html>")
    prune(root)
    take_marks(root)
    return [Piece(leaf.kind, leaf.text) for leaf in leaves(root)]


def pieces_of_text(text: str) -> list[Piece]:
    """Return the paragraphs of plain text: between empty lines, or each line if there are none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = _EMPTY_LINE.split(text)
    if len(parts) == 1:
        parts = text.split("\n")
    return [Piece(BlockKind.PARAGRAPH, part.strip("\n")) for part in parts if is_visible(part)]


def words_of(source: SourceFile, markup: str) -> str:
    """Return a headline that may be HTML as words alone."""
    if not _MARKUP.search(markup):
        return markup
    return " ".join(piece.text.replace("\n", " ") for piece in pieces_of_html(source, markup))


def without_headline(pieces: Sequence[Piece], headline: str | None) -> list[Piece]:
    """Return `pieces` without a first one that only says the headline again."""
    if pieces and headline and pieces[0].text.strip().casefold() == headline.strip().casefold():
        return list(pieces[1:])
    return list(pieces)
