"""What a person changes about the blocks of an article before it is kept; never its text."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from annotator.importers.blocks import MAX_TITLE, one_line
from annotator.importers.imported import Imported
from annotator.model import Block, Span
from annotator.text import WORD, is_line
from annotator.vocabulary import BlockKind


def with_furniture(imported: Imported, at: int, *, is_furniture: bool) -> Imported:
    """Return the article with a block left out of the story, or taken into it as a paragraph."""
    block = imported.blocks[at]
    if block.is_furniture == is_furniture:
        return imported
    kind = BlockKind.FURNITURE if is_furniture else BlockKind.PARAGRAPH
    return _with_block(imported, at, kind)


def with_headline(imported: Imported, at: int) -> Imported:
    """Return the article with a block as its headline and title; the one before is a paragraph."""
    plain = without_headline(imported)
    made = _with_block(plain, at, BlockKind.HEADLINE)
    return _titled(made, imported.blocks[at])


def without_headline(imported: Imported) -> Imported:
    """Return the article with every block in its body; its title stays."""
    blocks = (
        replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.HEADLINE else block
        for block in imported.blocks
    )
    return replace(imported, blocks=numbered(blocks))


def can_be_split(imported: Imported, at: int, place: int | None = None) -> bool:
    """Return whether a block is a headline with the beginning of the body in it."""
    block = imported.blocks[at]
    return block.kind is BlockKind.HEADLINE and _parts(imported, block, place) is not None


def with_split_headline(imported: Imported, at: int, place: int | None = None) -> Imported:
    """Return the article with its headline cut at `place`, an offset in the text.

    Without one it is cut at the first end of a line in it.
    """
    block = imported.blocks[at]
    parts = _parts(imported, block, place)
    if block.kind is not BlockKind.HEADLINE or parts is None:
        return imported
    blocks = numbered((*imported.blocks[:at], *parts, *imported.blocks[at + 1 :]))
    return _titled(replace(imported, blocks=blocks), blocks[at])


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with their paragraph numbers: 0 the headline, none for furniture."""
    made: list[Block] = []
    paragraph = 1
    for block in blocks:
        if block.kind is BlockKind.HEADLINE:
            made.append(replace(block, paragraph=0))
        elif block.is_furniture:
            made.append(replace(block, paragraph=None))
        else:
            made.append(replace(block, paragraph=paragraph))
            paragraph += 1
    return tuple(made)


def words_gained(before: Imported, after: Imported) -> int:
    """Return how many words more than before count, of the same text with other blocks."""
    out = {block.span for block in before.blocks if block.is_furniture}
    now_out = {block.span for block in after.blocks if block.is_furniture}
    count = partial(_words, before.text)
    return sum(map(count, out - now_out)) - sum(map(count, now_out - out))


def _words(text: str, span: Span) -> int:
    return sum(1 for _ in WORD.finditer(text, span.start, span.end))


def _with_block(imported: Imported, at: int, kind: BlockKind) -> Imported:
    blocks = list(imported.blocks)
    blocks[at] = replace(blocks[at], kind=kind)
    return replace(imported, blocks=numbered(blocks))


def _titled(imported: Imported, block: Block) -> Imported:
    words = one_line(imported.text[block.start : min(block.end, block.start + 4 * MAX_TITLE)])
    return replace(imported, title=words) if is_line(words) else imported


def _parts(imported: Imported, block: Block, place: int | None) -> tuple[Block, Block] | None:
    """Return what stands before and after a cut in a block, None where one of them is empty."""
    words = imported.text[block.start : block.end]
    if place is None:
        lead = len(words) - len(words.lstrip("\n"))
        place = block.start + words.find("\n", lead)
    line, rest = words[: max(0, place - block.start)], words[max(0, place - block.start) :]
    if not line.strip() or not rest.strip():
        return None
    end = block.start + len(line.rstrip())
    start = block.end - len(rest.lstrip())
    return (
        replace(block, end=end),
        Block(BlockKind.PARAGRAPH, start, block.end, None),
    )
