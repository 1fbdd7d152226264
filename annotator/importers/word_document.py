"""Word documents: mammoth reads what is left of them when changes and hidden text are gone."""

import io
import re
from collections.abc import Iterator
from pathlib import PurePath

import mammoth
from lxml import etree
from lxml.etree import _Element

from annotator.importers import word_cleanup
from annotator.importers.blocks import (
    MAX_TITLE,
    Piece,
    byline_of,
    check_size,
    compose,
    one_line,
    title_of,
)
from annotator.importers.foreign import FAULTS
from annotator.importers.imported import Imported
from annotator.importers.source_file import SourceFile
from annotator.importers.word_parts import WordParts, packed, unpack
from annotator.text import canonical
from annotator.vocabulary import BlockKind

_STYLES = f"""
p.{word_cleanup.NOTE_STYLE} => p.note:fresh
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Heading 7'] => h6:fresh
p[style-name='Heading 8'] => h6:fresh
p[style-name='Heading 9'] => h6:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
p[style-name='Quotations'] => blockquote:fresh
p.Title => h1.title:fresh
p.Subtitle => h2:fresh
p.Caption => p.caption:fresh
p.Quote => blockquote:fresh
p.IntenseQuote => blockquote:fresh
br[type='page'] => br:fresh
br[type='column'] => br:fresh
"""
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th"})
_ABOVE = 3
"""How many short lines (a slug, a date, a byline) may stand above a headline in Heading 1."""

_CHANGED = "The document has tracked changes; its text was read as if all were accepted."
_HIDDEN = "Hidden text in the document was left out."
_COMMENTS = "Comments in the document were left out."
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read(source: SourceFile) -> Imported:
    """Read the final text of a .docx, with footnotes at the end.

    Raises UnreadableError.
    """
    parts = unpack(source)
    try:
        seen = word_cleanup.reduce(parts)
        pieces = _pieces(_as_html(parts))
    except RecursionError as error:
        why = "is nested too deeply to be an article; copy its text into a new document"
        raise source.refused(why) from error
    except FAULTS as error:
        why = "is damaged and cannot be read; open it in Word and save it again"
        raise source.refused(why) from error
    text, blocks = compose(pieces)
    check_size(source, text)
    said = (
        (seen.changes, _CHANGED),
        (seen.hidden, _HIDDEN),
        (parts.comments is not None, _COMMENTS),
    )
    return Imported(
        text=text,
        blocks=blocks,
        title=_title(title_of(text, blocks), parts) or PurePath(source.name).stem,
        original=source.data,
        original_name=source.name,
        byline=byline_of(text, blocks),
        notices=tuple(notice for true, notice in said if true),
    )


def _as_html(parts: WordParts) -> _Element:
    result = mammoth.convert_to_html(
        io.BytesIO(packed(parts.document, parts.styles, parts.numbering)),
        style_map=_STYLES,
        include_embedded_style_map=False,
    )
    # As XML, since an HTML parser has its own mind about white space.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f"<div>{result.value}</div>".encode(), parser)


def _pieces(page: _Element) -> list[Piece]:
    """Return the blocks of mammoth's page, the headline first, with white space as it is."""
    found: list[tuple[_Element, str]] = []
    for element in page.iter(*_BLOCKS):
        text = "".join(_own_text(element))
        text = text.strip() if element.get("class") == "note" else text
        if text.strip():
            found.append((element, text))
    headline = _headline(found)
    pieces = [Piece(_kind(element), text) for element, text in found]
    if headline is not None:
        pieces.insert(0, Piece(BlockKind.HEADLINE, pieces.pop(headline).text))
    return pieces


def _headline(found: list[tuple[_Element, str]]) -> int | None:
    """Return what has the Title style, else a Heading 1 at the top; None: the first block."""
    for at, (element, _) in enumerate(found):
        if element.get("class") == "title":
            return at
    for at, (element, _) in enumerate(found[: _ABOVE + 1]):
        if element.tag == "h1" and all(len(text) < MAX_TITLE for _, text in found[:at]):
            return at
    return None


def _own_text(element: _Element) -> Iterator[str]:
    """Yield the text of `element` without that of the blocks inside it."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag not in _BLOCKS and child.tag not in {"table", "ul", "ol"}:
            yield from _own_text(child)
        yield child.tail or ""


def _kind(element: _Element) -> BlockKind:
    style = element.get("class")
    if style == "caption":
        return BlockKind.CAPTION
    if re.fullmatch(r"h\d", str(element.tag)):
        return BlockKind.SUBHEAD
    if element.tag == "blockquote":
        return BlockKind.QUOTE
    in_list = element.tag == "li" or next(element.iterancestors("li"), None) is not None
    return BlockKind.LIST_ITEM if in_list else BlockKind.PARAGRAPH


def _title(headline: str | None, parts: WordParts) -> str | None:
    said = None if parts.core is None else parts.core.findtext(_TITLE)
    core = one_line(canonical(said)) if said else None
    return headline if headline and len(headline) < MAX_TITLE else core or headline
