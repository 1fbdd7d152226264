"""Word documents: mammoth reads what is left of them when changes and hidden text are gone."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
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
    title_of,
)
from annotator.importers.dateline import agency_of
from annotator.importers.foreign import FAULTS
from annotator.importers.imported import Imported
from annotator.importers.origins import BYLINE, DATELINE, HEADLINE, PROPERTIES, Told, told
from annotator.importers.said import as_language, as_moment, as_person, clean
from annotator.importers.source_file import SourceFile
from annotator.importers.word_comments import Bound, Comments, remarks_of
from annotator.importers.word_parts import WordParts, packed, unpack
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
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_CREATED = "{http://purl.org/dc/terms/}created"
_NOBODY = frozenset({"microsoft office user", "windows user", "python-docx", "unknown", "owner"})
"""What programs write for an author where nobody told them one."""


def read(source: SourceFile) -> Imported:
    """Read the final text of a .docx, with footnotes at the end.

    Raises UnreadableError.
    """
    parts = unpack(source)
    try:
        comments = Comments.of(parts.comments)
        seen = word_cleanup.reduce(parts, comments)
        found = _pieces(_as_html(parts), comments)
    except RecursionError as error:
        why = "is nested too deeply to be an article; copy its text into a new document"
        raise source.refused(why) from error
    except FAULTS as error:
        why = "is damaged and cannot be read; open it in Word and save it again"
        raise source.refused(why) from error
    text, blocks = compose(piece for piece, _ in found)
    check_size(source, text)
    remarks = remarks_of(text, [(piece.text, bounds) for piece, bounds in found], comments)
    notices = [
        notice for true, notice in ((seen.changes, _CHANGED), (seen.hidden, _HIDDEN)) if true
    ]
    headline, byline = title_of(text, blocks), byline_of(text, blocks)
    core = parts.core
    fields, origins = told(
        title=_title(headline, core),
        byline=(byline, BYLINE) if byline else (_author(core), PROPERTIES),
        outlet=(agency_of(text, blocks), DATELINE),
        published=(as_moment(_property(core, _CREATED)), PROPERTIES),
        language=(as_language(_property(core, _LANGUAGE)), PROPERTIES),
    )
    return Imported(
        text=text,
        blocks=blocks,
        title=fields["title"] or PurePath(source.name).stem,
        original=source.data,
        original_name=source.name,
        byline=fields["byline"],
        outlet=fields["outlet"],
        published=fields["published"],
        language=fields["language"],
        origins=origins,
        notices=(*notices, *_about_comments(comments.there, len(remarks))),
        remarks=remarks,
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


def _pieces(page: _Element, comments: Comments) -> list[tuple[Piece, list[Bound]]]:
    """Return the blocks of mammoth's page, the headline first, with white space as it is."""
    found: list[tuple[_Element, str]] = []
    bounds: list[list[Bound]] = []
    waiting: list[Bound] = []
    for element in page.iter(*_BLOCKS):
        text, marks = comments.taken_from("".join(_own_text(element)))
        text = text.strip() if element.get("class") == "note" else text
        if text.strip():
            found.append((element, text))
            bounds.append([*waiting, *marks])
            waiting = []
        else:
            waiting += [replace(mark, solid=0) for mark in marks]
    if bounds:
        bounds[-1] += [replace(mark, solid=1 << 40) for mark in waiting]
    headline = _headline(found)
    pieces = [Piece(_kind(element), text) for element, text in found]
    if headline is not None:
        pieces.insert(0, Piece(BlockKind.HEADLINE, pieces.pop(headline).text))
        bounds.insert(0, bounds.pop(headline))
    return list(zip(pieces, bounds, strict=True))


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


def _title(headline: str | None, core: _Element | None) -> Told:
    said = _property(core, _TITLE)
    if headline and (len(headline) < MAX_TITLE or not said):
        return headline, HEADLINE
    return said, PROPERTIES


def _author(core: _Element | None) -> str | None:
    name = as_person(_property(core, _CREATOR))
    return None if name is None or name.casefold() in _NOBODY else name


def _property(core: _Element | None, name: str) -> str | None:
    said = None if core is None else core.findtext(name)
    return clean(said)


def _about_comments(there: int, kept: int) -> Iterator[str]:
    its = "it is" if kept == 1 else "they are"
    if kept:
        yield f"{_counted(kept)} in the document {_were(kept)} read with the words that {its} on."
    if lost := there - kept:
        yield f"{_counted(lost)} on text that is not kept {_were(lost)} left out."


def _counted(comments: int) -> str:
    return "One comment" if comments == 1 else f"{comments:,} comments"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
