"""Markdown: the words without the marks, block by block as a reader of the page sees them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from annotator.importers import front_matter, plain_text
from annotator.importers.blocks import Piece, check_bytes, check_size
from annotator.importers.decoding import decode
from annotator.importers.foreign import FAULTS
from annotator.importers.headlines import Rank, Ranked, headline_first
from annotator.importers.imported import Imported
from annotator.importers.page_tree import leaves, parse, prune
from annotator.importers.properties import article
from annotator.importers.source_file import SourceFile
from annotator.text import canonical
from annotator.vocabulary import BlockKind

_MAX_NESTING = 60
"""The parser passes over what stands deeper without a word."""

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_EDGES = re.compile(rf"^([ \t>#*+\-\d.)]*)(?=[{_WIDE}])|(?<=[{_WIDE}])([ \t]*)$", re.MULTILINE)
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PLAIN = "Its Markdown could not be told from its words, so it was read line for line."


def read(source: SourceFile) -> Imported:
    """Read a Markdown file; front matter becomes metadata, and footnotes stand at the end.

    Raises UnreadableError.
    """
    check_bytes(source)
    decoded = decode(source)
    said, body = front_matter.split(canonical(decoded.text))
    check_size(source, body)
    try:
        pieces = headline_first(list(_pieces(source, body)))
    except FAULTS:
        return plain(source)
    return article(
        source,
        pieces,
        said,
        "front matter",
        is_named=True,
        encoding=decoded.encoding,
        notices=decoded.notices,
    )


def plain(source: SourceFile) -> Imported:
    """Return the file line for line, with a notice that says so."""
    lines = plain_text.read(source)
    return replace(lines, notices=(*lines.notices, _PLAIN))


def _tokens(body: str) -> list[Token]:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    tokens = parser.parse(body)
    if any(token.level >= _MAX_NESTING - 2 for token in tokens):
        raise RecursionError
    return tokens


def _pieces(source: SourceFile, body: str) -> Iterator[Ranked]:
    """Yield the blocks in order."""
    # The parser strips every kind of space at the edges of a block, where many are words' own.
    guard = next(map(chr, filter(lambda code: chr(code) not in body, range(0xE000, 0xF8FF))))
    guarded = _EDGES.sub(lambda edge: _guarded(edge, guard), body)
    around: list[Token] = []
    for token in _tokens(guarded):
        if token.nesting == 1:
            around.append(token)
        elif token.nesting == -1 and around:
            around.pop()
        elif token.type == "html_block":
            yield from map(Ranked, _page(source, token.content, guard))
        elif token.type in {"inline", "fence", "code_block"}:
            inline = token.type == "inline"
            words = "".join(_words(token.children or ())) if inline else token.content
            is_top = bool(around) and around[-1].tag == "h1"
            piece = Piece(_kind(around), words.replace(guard, ""))
            yield Ranked(piece, Rank.HEADING if is_top else Rank.OTHER)


def _guarded(edge: re.Match[str], guard: str) -> str:
    marks, spaces = edge.groups()
    return f"{guard}{spaces}" if marks is None else f"{marks}{guard}"


def _words(children: Sequence[Token]) -> Iterator[str]:
    """Yield what is seen of a run of text; pictures and marks of notes are not words."""
    for child in children:
        if child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak" or _is_break(child):
            yield "\n"
        elif child.type not in {"html_inline", "image", "footnote_ref", "footnote_anchor"}:
            yield child.content


def _is_break(child: Token) -> bool:
    return child.type == "html_inline" and _BREAK.fullmatch(child.content) is not None


def _kind(around: Sequence[Token]) -> BlockKind:
    for token in reversed(around):
        if token.type == "heading_open":
            return BlockKind.SUBHEAD
        if token.type == "list_item_open":
            return BlockKind.LIST_ITEM
        if token.type == "blockquote_open":
            return BlockKind.QUOTE
    return BlockKind.PARAGRAPH


def _page(source: SourceFile, content: str, guard: str) -> Iterator[Piece]:
    """Yield the blocks of HTML that stands between those of the Markdown."""
    content = content.replace(guard, "")
    if _TAGS.sub("", content).strip():
        root = parse(source, content)
        prune(root)
        yield from (Piece(leaf.kind, leaf.text) for leaf in leaves(root))
