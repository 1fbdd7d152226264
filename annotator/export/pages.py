"""On which page each part begins, reckoned from how much is written: nobody sets the pages here.

The table of contents shows these numbers until a word processor updates it.
"""

import re
from collections.abc import Sequence
from math import ceil

from annotator.export.markup import Element
from annotator.export.package import Page
from annotator.export.styles import ARTICLE, METRICS, Metrics

_POINTS = 20
_PLACE = re.compile(r'w:name="((?:_Toc|article_)\w+)"')
_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"')
_COLUMN = re.compile(r'<w:gridCol w:w="(\d+)"')
_PICTURE = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"')
_EMU = 12_700
"""English metric units in a point."""
_HEADER = "<w:tblHeader"
_TAG = re.compile("<[^>]*>")
_CELL_SIDES = 7.0
_CELL_ENDS = 7.0
_KEPT = 70.0
"""What must have room below a heading."""
_MEASURED = 60
"""So many rows of a table, and paragraphs of the text, are measured; others are like those."""


def page_numbers(body: Element, page: Page) -> dict[str, int]:
    """Return the page of each article and part by its bookmark, as far as can be told."""
    return _Reckoning(page).read(body)


def last_page(body: Element, page: Page) -> int:
    """Return how many pages there are, as far as can be told."""
    reckoning = _Reckoning(page)
    reckoning.read(body)
    return reckoning.page


class _Reckoning:
    """Fills pages of one height with paragraphs and rows, in points."""

    def __init__(self, page: Page) -> None:
        self._height = (page.height - page.top - page.bottom) / _POINTS
        self._width = page.text_width / _POINTS
        self.page, self._y = 1, 0.0
        self._blocks, self._block = 0, 0.0

    def read(self, body: Element) -> dict[str, int]:
        """Return the page of each place in the body."""
        places: dict[str, int] = {}
        for part in body.parts:
            if isinstance(part, Element) and part.name == "w:tbl":
                self._table(part)
                continue
            start = part if isinstance(part, str) else str(part.parts[0])
            style = _STYLE.search(start)
            if style and style[1] == ARTICLE:
                self._text(part)
                continue
            markup = _written(part)
            if "<w:pageBreakBefore" in start and self._y:
                self._turn()
            metrics = _metrics(start)
            self._put(_tall(markup, metrics, self._width), metrics)
            for place in _PLACE.findall(markup):
                places.setdefault(place, self.page)
        return places

    def _text(self, part: Element | str) -> None:
        """Put a paragraph of the article; of many, one in ten is measured."""
        metrics = METRICS[ARTICLE]
        if self._blocks < _MEASURED or not self._blocks % 10:
            self._block = _tall(_written(part), metrics, self._width)
        self._blocks += 1
        self._put(self._block, metrics)

    def _put(self, height: float, metrics: Metrics) -> None:
        """Put a paragraph, which begins on a new page where not one line of it has room."""
        kept = _KEPT if metrics.is_kept else 0.0
        if self._y + metrics.around + metrics.line + kept > self._height:
            self._turn()
        self._fill(height)

    def _table(self, table: Element) -> None:
        _, grid, *rows = table.parts
        columns = [int(width) / _POINTS for width in _COLUMN.findall(str(grid))]
        header = 0.0
        step = ceil(len(rows) / _MEASURED)
        height = 0.0
        for n, row in enumerate(rows):
            if not n % step:
                height = _row(_written(row), columns)
            if not n and _HEADER in _written(row):
                header = height
            if self._y + height > self._height:
                self._turn()
                self._y = header
            self._fill(height)

    def _fill(self, height: float) -> None:
        self._y += height
        while self._y > self._height:
            self.page, self._y = self.page + 1, self._y - self._height

    def _turn(self) -> None:
        self.page, self._y = self.page + 1, 0.0


def _row(markup: str, columns: Sequence[float]) -> float:
    """Return how tall a row is; the last of its cells may span more columns."""
    tallest = 0.0
    for cell, width in zip(markup.split("<w:tc>")[1:], columns, strict=False):
        paragraphs = cell.split("<w:p>")[1:]
        tall = sum(_tall(one, _metrics(one), width - _CELL_SIDES) for one in paragraphs)
        tallest = max(tallest, tall)
    return tallest + _CELL_ENDS


def _metrics(markup: str) -> Metrics:
    style = _STYLE.search(markup)
    return METRICS.get(style[1] if style else "", METRICS["Normal"])


def _tall(markup: str, metrics: Metrics, width: float) -> float:
    """Return how tall a paragraph is."""
    picture = _PICTURE.search(markup)
    if picture:
        return metrics.around + int(picture[1]) / _EMU
    per_line = max(1.0, (width - metrics.indent) / metrics.letter)
    lines = markup.count("<w:br/>") + max(1, ceil(len(_TAG.sub("", markup)) / per_line))
    return metrics.around + lines * metrics.line


def _written(part: Element | str) -> str:
    if isinstance(part, str):
        return part
    out: list[str] = []
    part.write(out)
    return "".join(out)
