"""Tables of fixed columns, row by row; their header repeats on each page and rows stay whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.export.markup import Element, line, tag


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title, its share of the width, and the borders of its cells if any."""

    title: str
    share: int
    borders: str = ""


class Grid:
    """A table at the end of `body`, `width` twentieths of a point wide.

    `name` is what a screen reader says of it. Columns without titles make no header.
    """

    def __init__(
        self, body: Element, columns: Sequence[Column], width: int, name: str, style: str
    ) -> None:
        whole = sum(column.share for column in columns)
        widths = [width * column.share // whole for column in columns]
        widths[-1] += width - sum(widths)
        has_header = any(column.title for column in columns)
        self._widths = widths
        self._cells = [
            f"<w:tcPr>{tag('tcW', w=str(n), type='dxa')}{column.borders}</w:tcPr>"
            for n, column in zip(widths, columns, strict=True)
        ]
        self._table = body.child("tbl")
        self._describe(name, style, widths, has_header=has_header)
        if has_header:
            for cell, column in zip(
                self._row("<w:cantSplit/><w:tblHeader/>"), columns, strict=True
            ):
                line(cell, "OnRecordTableHeader", column.title)

    def row(self, *, may_break: bool = False) -> list[Element]:
        """Append a row and return its cells, each to be filled with one paragraph or more.

        With `may_break` it may go on on the next page, for what is longer than one.
        """
        return self._row("" if may_break else "<w:cantSplit/>")

    def pair(self) -> list[Element]:
        """Append a row of two cells, the second as wide as all columns but the first."""
        self._table.settle()
        row = self._table.child("tr")
        row.markup("<w:trPr><w:cantSplit/></w:trPr>")
        cells = [row.take(Element("w:tc")) for _ in range(2)]
        cells[0].markup(self._cells[0])
        width = tag("tcW", w=str(sum(self._widths[1:])), type="dxa")
        span = tag("gridSpan", str(len(self._widths) - 1))
        cells[1].markup(f"<w:tcPr>{width}{span}</w:tcPr>")
        return cells

    def _row(self, properties: str) -> list[Element]:
        self._table.settle()
        row = self._table.child("tr")
        row.markup(f"<w:trPr>{properties}</w:trPr>")
        cells = [row.take(Element("w:tc")) for _ in self._cells]
        for cell, described in zip(cells, self._cells, strict=True):
            cell.markup(described)
        return cells

    def _describe(self, name: str, style: str, widths: list[int], *, has_header: bool) -> None:
        look = {
            "firstRow": "1" if has_header else "0",
            "lastRow": "0",
            "firstColumn": "0",
            "lastColumn": "0",
            "noHBand": "0",
            "noVBand": "1",
        }
        described = (
            tag("tblStyle", style),
            tag("tblW", w=str(sum(widths)), type="dxa"),
            tag("tblLayout", type="fixed"),
            tag("tblLook", "0420" if has_header else "0400", **look),
            tag("tblCaption", name),
        )
        columns = "".join(tag("gridCol", w=str(width)) for width in widths)
        self._table.markup(f"<w:tblPr>{''.join(described)}</w:tblPr>")
        self._table.markup(f"<w:tblGrid>{columns}</w:tblGrid>")
