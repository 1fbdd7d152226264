"""The lists that lead into a report: of its articles, and the table of contents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.export.edition import PAGE_ONE, Edition
from annotator.export.grid import Column, Grid
from annotator.export.markup import Element, Look, line, linked, paragraph, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.pages import page_numbers
from annotator.export.parts import place_of
from annotator.export.story import Story, counted
from annotator.export.styles import CONTENTS

ARTICLE_PLACE = "article"
"""The prefix of the bookmark on an article's title."""

_TEXT = "OnRecordTableText"
_COLUMNS = (
    Column("No.", 12),
    Column("Article", 76),
    Column("Status", 24),
    Column("Claims", 18),
    Column("Allegations", 27),
    Column("Unanswered", 28),
)
_STEP = "240"
"""How far the parts of one article among several stand in, in twentieths of a point."""
_TAB, _BEGIN, _SEPARATE, _END = (
    f"<w:r>{inner}</w:r>"
    for inner in (
        "<w:tab/>",
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)


def write_articles(stories: Sequence[Story], edition: Edition, package: Package) -> None:
    """Write the list of articles, each leading to its place."""
    line(package.body, "OnRecordKicker", edition.kicker)
    line(package.body, "Title", package.title)
    if not stories:
        line(package.body, "Normal", "The project has no articles.")
        return
    line(package.body, "OnRecordByline", counted(len(stories), "article"))
    grid = Grid(package.body, _COLUMNS, package.page.text_width, "Articles", "OnRecordTable")
    for story in stories:
        article, counts = story.marks.article, story.counts()
        number, title, status, *numbers = grid.row()
        line(number, _TEXT, str(article.number))
        place = bookmark_name(ARTICLE_PLACE, article.id)
        linked(paragraph(title, _TEXT), place, article.title, Look(bold=True))
        line(status, _TEXT, article.status.value.capitalize())
        totals = (counts.claims, counts.allegations, counts.unanswered)
        for cell, total in zip(numbers, totals, strict=True):
            line(cell, _TEXT, f"{total:,}")


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    title: str
    place: str


class Contents:
    """The table of contents; its page numbers are filled in when everything else is written.

    Word and LibreOffice find the pages themselves when they are asked to update the table; until
    then it shows what is reckoned here.
    """

    def __init__(self, stories: Sequence[Story], package: Package) -> None:
        self._package = package
        self._numbers: dict[str, Element] = {}
        entries = tuple(_entries(stories))
        if not entries:
            return
        is_one = len(stories) == 1
        new_page = tag("pageBreakBefore") if is_one else ""
        line(package.body, CONTENTS, "Contents", properties=new_page)
        levels = "2-2" if is_one else "1-2"
        for entry in entries:
            indent = tag("ind", left=_STEP) if entry.level > 1 and not is_one else ""
            element = paragraph(package.body, f"TOC{entry.level}", self._right() + indent)
            if entry is entries[0]:
                element.markup(_field(f'TOC \\o "{levels}" \\h \\z \\u'))
            self._entry(element, entry)
            if entry is entries[-1]:
                element.markup(_END)

    def fill(self) -> None:
        """Write on which page each part begins, as far as that can be told without setting it."""
        if self._numbers:
            pages = page_numbers(self._package.body, self._package.page)
            for place, number in self._numbers.items():
                number.markup(str(pages.get(place, 1)))

    def _entry(self, parent: Element, entry: _Entry) -> None:
        link = parent.take(Element("w:hyperlink", f' w:anchor="{entry.place}" w:history="1"'))
        run(link, entry.title)
        link.markup(_TAB)
        link.markup(_field(f"PAGEREF {entry.place} \\h"))
        self._numbers[entry.place] = link.child("r").child("t")
        link.markup(_END)

    def _right(self) -> str:
        right = str(self._package.page.text_width)
        return f"<w:tabs>{tag('tab', 'right', leader='dot', pos=right)}</w:tabs>"


def _field(instruction: str) -> str:
    """Return the beginning of a field, up to what it shows."""
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{_BEGIN}{told}{_SEPARATE}"


def _entries(stories: Sequence[Story]) -> Iterator[_Entry]:
    """Yield what the table lists: the parts of one article, or each article with its parts."""
    for story in stories:
        article = story.marks.article
        if len(stories) > 1:
            yield _Entry(1, article.title, bookmark_name(ARTICLE_PLACE, article.id))
        for part in story.edition.parts:
            if part not in PAGE_ONE:
                yield _Entry(2, part.value, place_of(story, part))
