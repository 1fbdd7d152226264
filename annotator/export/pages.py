"""On which page each part begins, reckoned from how much is written: nobody sets the pages here.

The table of contents shows these numbers until a word processor updates it.
"""

import re
from math import ceil

from annotator.export.markup import Element
from annotator.export.package import Page
from annotator.export.styles import METRICS

_POINTS = 20
_TOKEN = re.compile(
    r'<w:pStyle w:val="(?P<style>\w+)"/>'
    r'|<w:t xml:space="preserve">(?P<text>[^<]*)'
    r'|w:name="(?P<place>(?:_Toc|article_)\w+)"'
    r'|<w:gridCol w:w="(?P<column>\d+)"/>'
    r"|(?P<paragraph></w:p>)|(?P<cell></w:tc>)|(?P<row></w:tr>)|(?P<table></w:tbl>)"
    r"|(?P<header><w:tblHeader/>)|(?P<new><w:pageBreakBefore/>)|(?P<line><w:br/>)"
)
_CELL_SIDES = 7.0
_CELL_ENDS = 7.0
_KEPT = 40.0
"""What must have room below a heading."""


def page_numbers(body: Element, page: Page) -> dict[str, int]:
    """Return the page of each article and part by its bookmark, as far as can be told."""
    out: list[str] = []
    body.write(out)
    return _Reckoning(page).read("".join(out))


class _Reckoning:
    """Fills pages of one height with paragraphs and rows, in points."""

    def __init__(self, page: Page) -> None:
        self._height = (page.height - page.top - page.bottom) / _POINTS
        self._width = page.text_width / _POINTS
        self._places: dict[str, int] = {}
        self._waiting: list[str] = []
        self._page, self._y = 1, 0.0
        self._columns: list[float] = []
        self._style, self._letters, self._lines = "Normal", 0, 0
        self._is_new = self._is_header = False
        self._cell = self._row = self._header = 0.0
        self._number = 0

    def read(self, markup: str) -> dict[str, int]:
        """Return the page of each place in the body."""
        ends = {
            "paragraph": self._end_paragraph,
            "cell": self._end_cell,
            "row": self._end_row,
            "table": self._end_table,
        }
        for token in _TOKEN.finditer(markup):
            kind = token.lastgroup or ""
            if kind == "text":
                self._letters += len(token["text"])
            elif kind == "style":
                self._style = token["style"]
            elif kind in ends:
                ends[kind]()
            else:
                self._begin(kind, token[kind])
        return self._places

    def _begin(self, kind: str, told: str) -> None:
        if kind == "place":
            self._waiting.append(told)
        elif kind == "line":
            self._lines += 1
        elif kind == "column":
            self._columns.append(int(told) / _POINTS)
        elif kind == "header":
            self._is_header = True
        else:
            self._is_new = True

    def _end_table(self) -> None:
        self._columns, self._header = [], 0.0

    def _end_cell(self) -> None:
        self._row = max(self._row, self._cell)
        self._cell, self._number = 0.0, self._number + 1

    def _end_paragraph(self) -> None:
        metrics = METRICS.get(self._style, METRICS["Normal"])
        width = self._columns[self._number] - _CELL_SIDES if self._columns else self._width
        per_line = max(1.0, (width - metrics.indent) / metrics.letter)
        lines = self._lines + max(1, ceil(self._letters / per_line))
        self._letters = self._lines = 0
        if self._columns:
            self._cell += metrics.around + lines * metrics.line
            return
        if self._is_new:
            self._turn()
        kept = _KEPT if metrics.is_kept else 0.0
        if self._y + metrics.around + metrics.line + kept > self._height:
            self._turn()
        self._note()
        self._y += metrics.around + lines * metrics.line
        while self._y > self._height:
            self._page, self._y = self._page + 1, self._y - self._height

    def _end_row(self) -> None:
        height = self._row + _CELL_ENDS
        if self._is_header:
            self._header = height
        elif self._y + height > self._height:
            self._turn()
            self._y = self._header
        self._note()
        self._y += height
        while self._y > self._height:
            self._page, self._y = self._page + 1, self._y - self._height
        self._row, self._number, self._is_header = 0.0, 0, False

    def _turn(self) -> None:
        if self._y:
            self._page, self._y = self._page + 1, 0.0
        self._is_new = False

    def _note(self) -> None:
        for place in self._waiting:
            self._places.setdefault(place, self._page)
        self._waiting.clear()
