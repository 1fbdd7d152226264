"""The tables as an Excel workbook: numbers and dates are such, and no cell is ever evaluated."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from annotator.errors import ExportError
from annotator.export.edition import OUR_NAME
from annotator.export.markup import xml_safe
from annotator.export.sheets import Cell, Kind, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CELL = 32_767
"""How many UTF-16 units Excel reads in one cell."""
MAX_ROWS = 1_048_576
_FIRST_DAY = 1900
"""Excel counts days from then on; older ones stay words."""
_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(sheets: Sequence[Sheet], made: datetime) -> bytes:
    """Return the tables as a workbook; `made` stands for the clock."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, _SETTINGS)
    created = made.replace(microsecond=0, tzinfo=None)
    book.set_properties({"title": OUR_NAME, "author": OUR_NAME, "created": created})
    looks = _Looks(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name.capitalize()), sheet, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """The few formats of the workbook."""

    def __init__(self, book: "Workbook") -> None:
        self.head: Format = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.words: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.number: Format = book.add_format({"valign": "top"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})


def _write_sheet(page: "Worksheet", sheet: Sheet, looks: _Looks) -> None:
    if len(sheet.rows) >= MAX_ROWS:
        raise ExportError(
            f"Excel reads at most {MAX_ROWS:,} rows in one table;"
            " export fewer articles at a time, or as CSV."
        )
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, looks.head)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    kinds = [column.kind for column in sheet.columns]
    for number, row in enumerate(sheet.rows, 1):
        for at, (kind, cell) in enumerate(zip(kinds, row, strict=True)):
            if cell is not None:
                _write_cell(page, (number, at), kind, cell, looks)


def _write_cell(
    page: "Worksheet", at: tuple[int, int], kind: Kind, cell: Cell, looks: _Looks
) -> None:
    if isinstance(cell, int | float):
        page.write_number(*at, cell, looks.number)
        return
    told = str(cell)
    day = _day(told) if kind is Kind.DATE else None
    if day:
        page.write_datetime(*at, day, looks.day)
    else:
        page.write_string(*at, _fitting(xml_safe(told)), looks.words)


def _day(moment: str) -> date | None:
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return None
    return day if day.year >= _FIRST_DAY else None


def _fitting(told: str) -> str:
    """Return as much as Excel reads in a cell; what is cut short ends in an ellipsis."""
    if len(told) <= MAX_CELL // 2 or len(told.encode("utf-16-le")) // 2 <= MAX_CELL:
        return told
    short = told.encode("utf-16-le")[: 2 * (MAX_CELL - 1)].decode("utf-16-le", "ignore")
    return f"{short}…"
