"""A table as CSV (RFC 4180), which no spreadsheet takes for anything but words and numbers."""

import csv
import io
from collections.abc import Iterator

from annotator.export.glance import Writing
from annotator.export.guard import Finished, Passage
from annotator.export.sheets import Cell, Sheet

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, or skips on its way to one."""
_GUARD = "'"


def write(sheet: Sheet) -> bytes:
    """Return a table as UTF-8 with a byte order mark, without which Excel guesses the encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(guarded(column.title) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(map(_written, row))
    return out.getvalue().encode("utf-8-sig", "replace")


def read(content: bytes) -> Finished:
    """Return what can be read in a finished file, cell by cell."""
    return Finished(Writing.PLAIN, lambda: (content,), lambda: _passages(content))


def _passages(content: bytes) -> Iterator[Passage]:
    header: list[str] = []
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    for number, row in enumerate(rows, 1):
        header = header or row
        for title, cell in zip(header, row, strict=True):
            yield Passage(f"the cell “{title}” of row {number}", unguarded(cell), "table")
        yield Passage(f"row {number}", "\n".join(map(unguarded, row)), "table", is_rest=True)
    yield Passage("the table", content.decode("utf-8-sig"), "table", is_rest=True)


def guarded(words: str) -> str:
    """Return words with an apostrophe before what would begin a formula.

    One goes before words that begin with an apostrophe, too, so that `unguarded` gives every
    words back as they were.
    """
    return _GUARD + words if words.startswith((*_RISKY, _GUARD)) else words


def unguarded(cell: str) -> str:
    """Return the words that `guarded` was given: one leading apostrophe is taken off."""
    return cell.removeprefix(_GUARD)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell)
