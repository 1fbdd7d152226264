"""E-books (.epub): each document that has words enough is an article, in the book's order."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from lxml.html import HtmlElement

from annotator.importers.archive import unpacking
from annotator.importers.blocks import MAX_TITLE, Piece, is_visible
from annotator.importers.book_package import CONTAINER, Package, package_of
from annotator.importers.decoding import decode
from annotator.importers.footnotes import stands_in, take_marks
from annotator.importers.headlines import Rank, Ranked, headline_first
from annotator.importers.imported import Imported
from annotator.importers.origins import PROPERTIES
from annotator.importers.page_tree import Leaf, leaves, parse, prune
from annotator.importers.properties import article
from annotator.importers.said import as_line
from annotator.importers.source_file import SourceFile
from annotator.text import WORD

_INSTEAD = "get the book again, or copy its text into a .txt file"
_FEW = 20
"""A document of fewer words is no article in a book that has longer ones."""

_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:\-]+)""")
_EMPTY = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)"
    r"([A-Za-z][\w:.\-]*)((?:\s[^<>]*)?)/>",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_TYPE = "epub:type"
_NO_ARTICLES = frozenset({
    "cover", "titlepage", "halftitlepage", "copyright-page", "toc", "landmarks", "loi", "lot",
    "index",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A document of a book with its blocks."""

    path: str
    data: bytes
    blocks: list[Ranked]
    is_article: bool

    @property
    def words(self) -> int:
        """Return how many words there are, counted no further than needed."""
        count = 0
        for block in self.blocks:
            count += sum(1 for _ in WORD.finditer(block.piece.text[:10_000]))
            if count >= _FEW:
                break
        return count

    @property
    def heading(self) -> str | None:
        """Return the first heading."""
        return next((one.piece.text for one in self.blocks if one.rank is Rank.HEADING), None)


def read(source: SourceFile) -> tuple[Imported, ...]:
    """Read the documents of a book as articles.

    Raises UnreadableError.
    """
    with unpacking(source, _INSTEAD) as archive:
        archive.refuse_locked()
        package = package_of(archive) if CONTAINER in archive.names else None
        if package is None:
            raise source.refused(f"is no e-book inside, or it is damaged; {_INSTEAD}")
        read_all = [_chapter(source, path, archive.read(path)) for path in package.documents]
    chapters = [one for one in read_all if any(is_visible(b.piece.text) for b in one.blocks)]
    long = [one for one in chapters if one.is_article and one.words >= _FEW] or chapters
    if not long:
        raise source.refused("holds no text; choose a file that holds an article")
    found = [_article(source, package, one, is_alone=len(long) == 1) for one in long]
    return (_with_notice(found[0], len(chapters) - len(long)), *found[1:])


def _article(
    source: SourceFile, package: Package, chapter: _Chapter, *, is_alone: bool
) -> Imported:
    said = replace(package.said, title=package.said.title if is_alone else None)
    found = article(source, headline_first(chapter.blocks), said, PROPERTIES)
    label = package.said.title if is_alone else package.labels.get(chapter.path)
    if label and not chapter.heading:
        where = PROPERTIES if is_alone else "table of contents"
        found = replace(found, title=label, origins={**found.origins, "title": where})
    if is_alone:
        return found
    # The book would be kept once for each of its articles.
    name = as_line(f"{source.name} ({PurePath(chapter.path).name})") or source.name
    return replace(found, original=chapter.data, original_name=name)


def _with_notice(found: Imported, left: int) -> Imported:
    if not left:
        return found
    parts = "One short part" if left == 1 else f"{left} short parts"
    verb = "was" if left == 1 else "were"
    notice = f"{parts} of the book, such as a cover or a title page, {verb} left out."
    return replace(found, notices=(*found.notices, notice))


def _chapter(source: SourceFile, path: str, data: bytes) -> _Chapter:
    if not data.strip():
        return _Chapter(path, data, [], is_article=False)
    declared = _ENCODING.search(data[:1_000])
    inside = SourceFile(source.name, data, source.choices)
    page = decode(inside, declared.group(1).decode("ascii") if declared else None).text
    # A reader of HTML takes the end of a long doctype for words.
    page = _DOCTYPE.sub("", page, count=1)
    # What XML may write as an empty element is open to a reader of HTML, to the page's end.
    root = parse(source, _EMPTY.sub(r"<\1\2></\1>", page))
    kinds = _kinds(root)
    _drop_marks(root)
    prune(root)
    notes = take_marks(root)
    found = leaves(root)
    in_notes = [leaf for leaf in found if stands_in(leaf.element, notes)]
    body = [leaf for leaf in found if not any(leaf is note for note in in_notes)]
    linked = sum(leaf.linked for leaf in found) * 10
    is_contents = linked > 8 * sum(len(leaf.text) for leaf in found)
    return _Chapter(
        path,
        data,
        [*map(_ranked, body), *(Ranked(Piece(leaf.kind, leaf.text)) for leaf in in_notes)],
        is_article=not (kinds & _NO_ARTICLES or is_contents),
    )


def _ranked(leaf: Leaf) -> Ranked:
    is_top = leaf.tag in _HEADINGS and len(leaf.text) < MAX_TITLE
    return Ranked(Piece(leaf.kind, leaf.text), Rank.HEADING if is_top else Rank.OTHER)


def _kinds(root: HtmlElement) -> set[str]:
    """Return what the document says that it is, in its body or in what all of it stands in."""
    body = root.find("body")
    outer = [] if body is None else [body, *(body if len(body) == 1 else [])]
    return {kind for element in outer for kind in element.get(_TYPE, "").split()}


def _drop_marks(root: HtmlElement) -> None:
    """Drop the numbers of printed pages, and the marks of notes in other documents."""
    for element in list(root.iter()):
        kinds = {element.get(_TYPE, ""), element.get("role", "")}
        is_page = kinds & {"pagebreak", "doc-pagebreak"}
        is_mark = kinds & {"noteref", "doc-noteref"} and element.get("href", "#")[:1] != "#"
        if (is_page or is_mark) and element.getparent() is not None:
            element.drop_tree()
