"""Web pages: which blocks are the article is chosen, the words are the page's own."""

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePath

from lxml.html import HtmlElement

from annotator.importers.blocks import Piece, byline_of, check_size, compose, title_of
from annotator.importers.dateline import agency_of
from annotator.importers.decoding import decode
from annotator.importers.footnotes import take_marks
from annotator.importers.imported import Imported
from annotator.importers.origins import BYLINE, DATELINE, HEADLINE, Told, told
from annotator.importers.page_metadata import PageMetadata, metadata_of
from annotator.importers.page_tree import Leaf, leaves, parse, prune
from annotator.importers.selection import article_leaves, key
from annotator.importers.source_file import SourceFile
from annotator.vocabulary import BlockKind

_CHARSET = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:\-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:\-]+)""",
    re.IGNORECASE,
)
_LOOKED_AT = 16_384
_TOP = 6
"""How many blocks from the top a headline that is no heading may stand."""
_ALL_TAKEN = (
    "The article could not be told from the rest of the page; look for text that is not its."
)


def read(source: SourceFile) -> Imported:
    """Read the article of a saved web page, without any network call.

    Raises UnreadableError.
    """
    decoded = decode(source, _declared(source.data))
    root = parse(source, decoded.text)
    said = metadata_of(root, decoded.text)
    prune(root)
    notes = take_marks(root)
    found = leaves(root)
    check_size(source, "".join(leaf.text for leaf in found))
    chosen, is_told = article_leaves(root, found, source.choices.extent)
    text, blocks = compose(_pieces(found, chosen, notes, said))
    check_size(source, text)
    headline, byline = title_of(text, blocks), byline_of(text, blocks)
    fields, origins = told(
        title=_title(said, headline),
        byline=(said.byline, said.origins.get("byline", "")) if said.byline else (byline, BYLINE),
        outlet=(said.outlet, said.origins.get("outlet", ""))
        if said.outlet
        else (agency_of(text, blocks), DATELINE),
    )
    return Imported(
        text=text,
        blocks=blocks,
        title=fields["title"] or PurePath(source.name).stem,
        original=source.data,
        original_name=source.name,
        byline=fields["byline"],
        outlet=fields["outlet"],
        url=said.url,
        published=said.published,
        language=said.language,
        encoding=decoded.encoding,
        encodings=decoded.encodings,
        origins={**said.origins, **origins},
        notices=decoded.notices if is_told else (*decoded.notices, _ALL_TAKEN),
    )


def _title(said: PageMetadata, headline: str | None) -> Told:
    """Return the title that the page gives itself, without a site's name around the headline."""
    if headline and (not said.title or headline in said.title):
        return headline, HEADLINE
    return said.title, said.origins.get("title", "")


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_LOOKED_AT])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _pieces(
    found: Sequence[Leaf], chosen: Sequence[int], notes: list[HtmlElement], said: PageMetadata
) -> list[Piece]:
    """Return the headline, the chosen blocks and, at the end, the notes."""
    in_notes = [at for at, leaf in enumerate(found) if _is_note(leaf, notes)]
    body = [at for at in chosen if at not in set(in_notes)]
    headline = _headline(found, body, said)
    pieces: list[Piece] = []
    if headline is not None:
        pieces.append(Piece(BlockKind.HEADLINE, found[headline].text))
        body = [at for at in body if at > headline or not _is_link(found[at])]
    elif said.title:
        pieces.append(Piece(BlockKind.HEADLINE, said.title))
    links = _lists_of_links(found, body)
    pieces += [
        Piece(BlockKind.FURNITURE if at in links else found[at].kind, found[at].text)
        for at in body
        if at != headline
    ]
    pieces += [Piece(BlockKind.PARAGRAPH, found[at].text) for at in in_notes]
    return pieces


def _is_link(leaf: Leaf) -> bool:
    return leaf.linked * 10 > len(leaf.text) * 8


def _lists_of_links(found: Sequence[Leaf], body: Sequence[int]) -> set[int]:
    """Return blocks in a row that are nothing but links, unless they are most of the text."""
    links: set[int] = set()
    for is_link, group in groupby(body, key=lambda at: _is_link(found[at])):
        row = list(group)
        if is_link and row[1:]:
            links.update(row)
    total = sum(len(found[at].text) for at in body)
    return links if sum(len(found[at].text) for at in links) * 2 < total else set()


def _is_note(leaf: Leaf, notes: list[HtmlElement]) -> bool:
    if not notes:
        return False
    around = (leaf.element, *leaf.element.iterancestors())
    return any(element is note for element in around for note in notes)


def _headline(found: Sequence[Leaf], body: Sequence[int], said: PageMetadata) -> int | None:
    """Return the heading that fits the title, else the first h1 of the article."""
    outlet = key(said.outlet or "")
    headings = [
        at for at, leaf in enumerate(found) if leaf.tag == "h1" and key(leaf.text) != outlet
    ]
    title = said.title or ""
    fitting = [at for at in headings if fits(found[at].text, title)]
    if not fitting:
        others = [at for at, leaf in enumerate(found) if leaf.tag in {"h2", "h3"}]
        fitting = [at for at in (*others, *body[:_TOP]) if _is_most_of(found[at].text, title)]
    own = [at for at in headings if at in body or found[at].is_within("article", "main")]
    plain = [at for at in headings if not _is_link(found[at])]
    return next(iter(fitting or own or plain), None)


def _is_most_of(words: str, title: str) -> bool:
    """Return whether `words` are the title, with or without the name of the site."""
    part, whole = key(words), key(title)
    return part in whole and len(part) * 10 >= len(whole) * 6 > 0


def fits(heading: str, title: str) -> bool:
    """Return whether two wordings of a headline are of the same story."""
    left, right = key(heading), key(title)
    if not left or not right:
        return False
    if left == right or (min(len(left), len(right)) >= 10 and (left in right or right in left)):
        return True
    words = [set(re.findall(r"\w+", text.casefold())) for text in (heading, title)]
    return len(words[0] & words[1]) * 2 >= len(words[0] | words[1])
