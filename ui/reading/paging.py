"""Where a printed article is cut into pages: between lines, and rather between paragraphs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_GIVEN_UP = 4
"""How many lines of a page may stay empty so that a paragraph is not cut."""


class Row(NamedTuple):
    """One line of the page: line `line` of the `lines` of a block, from `top` to `bottom`.

    `leads` says that it belongs to what follows, as a headline does; an `is_empty` row is the
    room between two blocks.
    """

    block: int
    line: int
    lines: int
    top: float
    bottom: float
    leads: bool = False
    is_empty: bool = False


class Slice(NamedTuple):
    """What one sheet shows: from a line of a block to a line of a block, both included."""

    first: Row
    last: Row


def slices(rows: Iterable[Row], height: float) -> Iterator[Slice]:
    """Yield what each page of `height` shows; every row that is not empty is on one of them."""
    page: list[Row] = []
    for row in rows:
        while page and row.bottom - page[0].top > height and not row.is_empty:
            cut = _cut(page, row)
            yield from _slice(page[:cut])
            page = _without_gap(page[cut:])
        if page or not row.is_empty:
            page.append(row)
    yield from _slice(page)


def _slice(page: Sequence[Row]) -> Iterator[Slice]:
    filled = [row for row in page if not row.is_empty]
    if filled:
        yield Slice(filled[0], filled[-1])


def _without_gap(page: list[Row]) -> list[Row]:
    first = next((n for n, row in enumerate(page) if not row.is_empty), len(page))
    return page[first:]


def _cut(page: list[Row], following: Row) -> int:
    """Return how many rows stay on a page that has no room for `following`."""
    rows = [*page, following]
    allowed = [at for at in range(len(page), 0, -1) if _may_part(rows, at)]
    if not allowed:
        return len(page)
    best = allowed[0]
    for at in allowed:
        if best - at > _GIVEN_UP:
            break
        if rows[at].line == 0:
            return at
    return best


def _may_part(rows: list[Row], at: int) -> bool:
    """Return whether a page may end before a row: not below a headline, nor with a lone line."""
    after = rows[at]
    before = next((row for row in reversed(rows[:at]) if not row.is_empty), None)
    if before is None or before.leads:
        return False
    is_alone = after.line == 1 or after.line == after.lines - 1
    return after.line == 0 or not is_alone
