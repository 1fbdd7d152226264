"""From the pieces that a reader of a format found to canonical text with blocks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.errors import UnreadableError
from annotator.importers.furniture import Furniture, load
from annotator.importers.source_file import SourceFile
from annotator.model import Block
from annotator.text import BYTE_ORDER_MARKS, MAX_TEXT_BYTES, canonical, is_line
from annotator.vocabulary import BlockKind

_LOOKED_AT = 1 << 16
MAX_TITLE = 300
"""A longer title is cut, in characters: lists show it on one line."""

_CONTROLS = re.compile("[\x7f-\x9f]")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_NAME = r"[^\W\d_a-z][\w.'’\-]*"
_SMALL = r"and|&|of|in|for|the|at|with|de|del|da|di|la|le|du|van|von|der|den|ter|al|el|bin|ibn"
_BYLINE = re.compile(
    rf"By (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)({_NAME}(?:,? (?:{_NAME}|{_SMALL}))*"
    r"(?:(?:,|\s*[|–—])\s[^.!?\n]+)?)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of an article before it has its place in the text."""

    kind: BlockKind
    text: str


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join `pieces` by empty lines into canonical text; empty ones go, furniture is recognized.

    The headline must come first; where there is none, the first piece that is not furniture
    becomes it. Empty lines inside a piece end the block.
    """
    kept = _with_headline(list(_split(pieces)), load())
    texts = [piece.text for piece in kept]
    blocks: list[Block] = []
    start, paragraph = 0, 1
    for piece in kept:
        end = start + len(piece.text)
        blocks.append(Block(piece.kind, start, end, _number(piece.kind, paragraph)))
        paragraph += piece.kind not in {BlockKind.HEADLINE, BlockKind.FURNITURE}
        start = end + 2
    return "\n\n".join(texts), tuple(blocks)


def compose_lines(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text`, one for every line with a non-white character."""
    furniture = load()
    blocks: list[Block] = []
    paragraph = 0
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        if not words.strip():
            continue
        if furniture.holds(words):
            blocks.append(Block(BlockKind.FURNITURE, line.start(), line.end(), None))
            continue
        kind = BlockKind.PARAGRAPH if paragraph else BlockKind.HEADLINE
        blocks.append(Block(kind, line.start(), line.end(), paragraph))
        paragraph += 1
    return tuple(blocks)


def check_bytes(source: SourceFile) -> None:
    """Refuse plain text that is too long in whatever encoding, before memory is spent on it.

    UTF-16 and UTF-32 need up to four bytes where UTF-8 needs one, and have zeros in them.
    """
    most = MAX_TEXT_BYTES * (4 if b"\0" in source.data[:_LOOKED_AT] else 1)
    if len(source.data) > most:
        raise _too_long(source)


def check_size(source: SourceFile, text: str) -> None:
    """Refuse text without a visible character and text above the longest that is taken."""
    if not is_visible(text):
        raise source.refused("holds no text; choose a file that holds an article")
    if len(text) > MAX_TEXT_BYTES or len(text.encode()) > MAX_TEXT_BYTES:
        raise _too_long(source)


def title_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the headline on one line, None where every block is furniture."""
    for block in blocks:
        if block.paragraph == 0:
            words = one_line(block.span.of(text))
            return words if is_line(words) else None
    return None


def one_line(words: str) -> str:
    """Return `words` without line breaks, TABs and controls, at most 300 characters long."""
    words = _CONTROLS.sub("", re.sub(r"[ \t\n]*[\t\n][ \t\n]*", " ", words.strip())).strip()
    if len(words) <= MAX_TITLE:
        return words
    return f"{words[: MAX_TITLE - 1].rsplit(' ', 1)[0]}…"


def byline_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Return who wrote it, from a line "By ..." right after the headline."""
    after = next((block for block in blocks if block.paragraph == 1), None)
    if after is None or after.end - after.start > MAX_TITLE:
        return None
    found = _BYLINE.fullmatch(after.span.of(text).strip())
    byline = found.group(1).strip() if found else ""
    return byline if is_line(byline) else None


def is_visible(text: str) -> bool:
    """Return whether `text` has a character that a reader can see."""
    return any(not ch.isspace() and unicodedata.category(ch) != "Cf" for ch in text)


def _too_long(source: SourceFile) -> UnreadableError:
    limit = MAX_TEXT_BYTES // 1_000_000
    return source.refused(f"holds more than {limit} MB of text; split it into articles")


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    first = True
    for piece in pieces:
        # Marks at the very beginning go; inside the text they are evidence.
        text = canonical(piece.text) if first else canonical(f"x{piece.text}")[1:]
        for part in _EMPTY_LINES.split(text):
            block = _without_empty_ends(part.lstrip(f"\n{BYTE_ORDER_MARKS}") if first else part)
            if is_visible(block):
                first = False
                yield replace(piece, text=block)


def _without_empty_ends(text: str) -> str:
    """Return `text` without the empty lines that it begins or ends with."""
    words = text.strip()
    start = text.find(words)
    before, after = text[:start], text[start + len(words) :]
    return before.rpartition("\n")[2] + words + after.partition("\n")[0]


def _with_headline(pieces: list[Piece], furniture: Furniture) -> list[Piece]:
    found = [piece.kind for piece in pieces].count(BlockKind.HEADLINE)
    kept: list[Piece] = []
    for piece in pieces:
        kind = piece.kind
        if kind is BlockKind.HEADLINE and kept:
            kind = BlockKind.SUBHEAD
        elif kind is not BlockKind.HEADLINE and furniture.holds(piece.text):
            kind = BlockKind.FURNITURE
        elif not found and kind is not BlockKind.FURNITURE:
            kind, found = BlockKind.HEADLINE, 1
        kept.append(replace(piece, kind=kind))
    return kept


def _number(kind: BlockKind, paragraph: int) -> int | None:
    if kind is BlockKind.FURNITURE:
        return None
    return 0 if kind is BlockKind.HEADLINE else paragraph
