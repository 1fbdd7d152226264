"""Who is heard, in pictures, and under each the same numbers as a table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from annotator.charts.numbers import TITLE as NUMBERS
from annotator.charts.page import article_spread, project_spread
from annotator.charts.story import TITLE as STRIP
from annotator.export.article import WORDS
from annotator.export.contents import ARTICLE_PLACE
from annotator.export.drawing import PIXEL
from annotator.export.grid import Column, Grid
from annotator.export.markup import Element, line, linked, paragraph, run, tag
from annotator.export.package import Package, Page, bookmark_name
from annotator.export.story import Story
from annotator.lettering import width as wide
from annotator.overview import Overview, Told
from annotator.pictures import Picture, Row, Table
from annotator.slicing import slices
from annotator.sums import sums_of

_TEXT = "OnRecordTableText"
_AROUND = 130
"""The room on a page, in pixels, for a picture's heading and caption."""
_NUMBERS = {"Claim", "Answers"}
"""Columns whose cells are the numbers of claims."""
_BELOW_STRIP = 40.0
"""What is around the strip of page one, in points."""
_TRACED = "From claims"
_LAST = tag("keepNext", "0")
"""For a caption that no table follows: it does not go to the next page with what does."""
_FEW_ROWS = 8
_HELD = tag("keepNext")
_MOST = 60
"""So many numbers, or runs of numbers, stand in a cell; the others are counted."""
_SAMPLED = 200
"""So many rows tell how wide the columns of a table are."""
_EM, _PADDING, _WIDEST = 9.6, 9.0, 190.0
"""In points: the size of letters, the room around a cell, and the most that a column asks for.

Letters are counted larger than they are: where Arial is missing, a wider face takes its place.
"""


def write_strip(story: Story, package: Package) -> None:
    """Write the story strip, which shows on page one where the claims stand."""
    _draw(story.strip, package, _LAST)


def strip_height(story: Story, package: Package) -> float:
    """Return how much of page one the strip with its caption takes, in points."""
    page = package.page.text_width / 20
    return story.strip.height * page / story.strip.width + _BELOW_STRIP


def write_pictures(story: Story, package: Package) -> None:
    """Write every picture of an article but the numbers of page one, each with its table."""
    spread = article_spread(
        story.counted, story.edition.sides, _width(package.page), package.dated
    )
    for picture in spread.every:
        if picture.title != NUMBERS:
            _show(picture, package, _Claims(story))


def write_project(stories: Sequence[Story], package: Package) -> None:
    """Write the pictures of several articles as one project, each with its table."""
    told = [Told(story.marks.article, sums_of(story.counted, None)) for story in stories]
    sides = stories[0].edition.sides if stories else ()
    spread = project_spread(Overview(told), sides, _width(package.page))
    line(package.body, "Heading2", "Sourcing balance of all articles")
    for picture in spread.every:
        if picture.title != NUMBERS:
            _show(picture, package, None)


def _width(page: Page) -> int:
    return page.text_width // PIXEL


class _Claims:
    """The numbers of an article's claims, each leading to its words where they are shown."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def write(self, cell: Element, numbers: Iterable[int]) -> None:
        """Write numbers with commas, those that follow one another as a range."""
        runs = list(_runs(sorted(set(numbers))))
        for place, (first, last) in enumerate(runs[:_MOST]):
            if place:
                run(cell, ", ")
            self._number(cell, first)
            if last > first:
                run(cell, "–" if last > first + 1 else ", ")
                self._number(cell, last)
        rest = sum(last - first + 1 for first, last in runs[_MOST:])
        if rest:
            run(cell, f" and {rest:,} more")

    def of(self, row: Row) -> Iterator[int]:
        """Yield the numbers of the claims behind a row."""
        return map(self._story.marks.number_of, row.claims)

    def _number(self, cell: Element, number: int) -> None:
        claim = self._story.marks.claims[number - 1]
        if self._story.edition.has_text:
            linked(cell, bookmark_name(WORDS, claim.id), str(number))
        else:
            run(cell, str(number))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow one another, in order."""
    first = last = 0
    for number in numbers:
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last


def _show(picture: Picture, package: Package, claims: _Claims | None) -> None:
    line(package.body, "Heading3", picture.title)
    _draw(picture, package)
    if picture.table.rows:
        _tabulate(picture, package, claims)


def _draw(picture: Picture, package: Package, properties: str = "") -> None:
    """Write a picture and its caption, which has `properties` of its own."""
    page = package.page
    for part in slices(picture, page.text_height / PIXEL - _AROUND):
        package.picture(package.body, part, page.text_width)
    said = picture.description[:1].upper() + picture.description[1:]
    line(package.body, "Caption", said, properties=properties)


def _tabulate(picture: Picture, package: Package, claims: _Claims | None) -> None:
    table = picture.table
    if picture.title == STRIP:
        # The words of every claim stand in the table of claims, where its number leads.
        table = Table(table.headers[:-1], table.rows)
    is_traced = claims is not None and not _NUMBERS & set(table.headers)
    headers = (*table.headers, _TRACED) if is_traced else table.headers
    room = package.page.text_width
    grid = Grid(package.body, _columns(table, headers, room), room, picture.title, "OnRecordTable")
    # A few rows stay below their picture, all of them.
    held = len(table.rows) - 1 if len(table.rows) <= _FEW_ROWS else 0
    for number, row in enumerate(table.rows):
        cells = grid.row()
        kept = _HELD if number < held else ""
        for header, cell, words in zip(table.headers, cells, row.cells, strict=False):
            _fill(header, cell, words, row, claims, kept)
        if claims is not None and is_traced:
            claims.write(paragraph(cells[-1], _TEXT, kept), claims.of(row))


def _fill(
    header: str, cell: Element, words: str | int, row: Row, claims: _Claims | None, kept: str
) -> None:
    if claims is not None and header in _NUMBERS:
        numbers = [int(number) for number in str(words).split(", ") if number]
        claims.write(paragraph(cell, _TEXT, kept), numbers)
    elif header == "Title" and row.articles:
        place = bookmark_name(ARTICLE_PLACE, row.articles[0])
        linked(paragraph(cell, _TEXT, kept), place, str(words))
    else:
        told = f"{words:,}" if isinstance(words, int) else words
        line(cell, _TEXT, told, properties=kept)


def _columns(table: Table, headers: Sequence[str], room: int) -> tuple[Column, ...]:
    """Return columns in which no header breaks within a word, the wordier ones wider."""
    rows = list(islice(table.rows, _SAMPLED))
    least, wanted = [], []
    for n, header in enumerate(headers):
        is_traced = n == len(table.headers)
        cells = ["9, " * len(row.claims) if is_traced else str(row.cells[n]) for row in rows]
        least.append(max(wide(word, _EM, bold=True) for word in header.split()) + _PADDING)
        longest = max((wide(cell[:80], _EM) for cell in cells), default=0) + _PADDING
        wanted.append(min(max(longest, least[-1]), _WIDEST))
    left = room / 20 - sum(least)
    more = [want - floor + 1 for want, floor in zip(wanted, least, strict=True)]
    widths = [floor + left * part / sum(more) for floor, part in zip(least, more, strict=True)]
    return tuple(
        Column(header, round(10 * width)) for header, width in zip(headers, widths, strict=True)
    )
