"""The sums that are kept of each article until something changes that counts in them."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from annotator.edits import Change
from annotator.model import Source
from annotator.store.rows import digest, table_of, tables_in

if TYPE_CHECKING:
    from annotator.rules import HouseRules
    from annotator.sums import Sums

_OF_CLAIM = "SELECT article_id FROM claim WHERE id = $."
COUNTED_IN = {
    "article": "SELECT $.id",
    "claim": "SELECT $.article_id",
    "waiver": "SELECT $.article_id",
    "listing": "SELECT $.article_id",
    "link": f"{_OF_CLAIM}from_id",
    "response": f"{_OF_CLAIM}claim_id",
    "source": (
        "SELECT article_id FROM claim WHERE source_id = $.id"
        " UNION SELECT article_id FROM listing WHERE source_id = $.id"
        " UNION SELECT article_id FROM waiver WHERE source_id = $.id"
        " UNION SELECT $.article_id"
    ),
}
"""By table, in SQL, the articles in whose sums a row counts; `$` is the row.

The schema's triggers say the same: a change here is a new step in `migrations`.
"""
NAMED_AS_A_PARTY = "SELECT id FROM standing WHERE instr(parties, char(10) || $.name || char(10))"
"""The articles that are about a source without a word of it; their sums hold its name."""

_SELECT = "SELECT id, basis, parties, figures, digest FROM standing"
_INSERT = (
    "INSERT OR REPLACE INTO standing (id, basis, parties, figures, digest)"
    " SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1)"
)
_AT_ONCE = 500
"""So many rows are read before somebody is asked whether they are still wanted."""


def kept(
    conn: sqlite3.Connection, house: "HouseRules", is_wanted: Callable[[], bool] = lambda: True
) -> Iterator["Sums"]:
    """Yield what is kept, where it was counted by these rules and is as it was written.

    A project of an older schema has nothing. No row is held while one is looked at.
    """
    from annotator.sums import basis_of, from_json

    basis = basis_of(house)
    for key, by, parties, figures, seal in _rows(conn, is_wanted):
        if basis == by and digest("standing", [key, by, parties, figures]) == seal:
            yield from_json(key, figures)


def damaged(conn: sqlite3.Connection) -> Iterator[int]:
    """Yield the number of each article whose figures are not as they were written."""
    for *row, seal in _rows(conn):
        if digest("standing", row) != seal:
            yield from conn.execute("SELECT number FROM article WHERE id = ?", row[:1]).fetchone()


def keep(conn: sqlite3.Connection, batch: Iterable["Sums"], house: "HouseRules") -> None:
    """Write sums of articles that are still there, in place of what was kept of them."""
    from annotator.sums import basis_of

    basis = basis_of(house)
    conn.executemany(_INSERT, [_sealed(sums, basis) for sums in batch])


def touched(conn: sqlite3.Connection, change: Change) -> set[str]:
    """Return the ids of the articles in whose marks or sources a change is.

    Those that only name one of its sources as a party are left out.
    """
    found: set[str] = set()
    for move in change.moves:
        name = table_of(move.noun).name
        for noun in filter(None, (move.before, move.after)):
            if name in COUNTED_IN:
                sql = COUNTED_IN[name].replace("$.", ":")
                about = {field: getattr(noun, field) for field in re.findall(r":(\w+)", sql)}
                rows = conn.execute(sql, about).fetchall()
                found |= {key for (key,) in rows if key}
    return found


def renamed(change: Change) -> set[str]:
    """Return the names of the sources of which a change is, before it and after."""
    nouns = (noun for move in change.moves for noun in (move.before, move.after))
    return {noun.name for noun in nouns if isinstance(noun, Source)}


def _rows(
    conn: sqlite3.Connection, is_wanted: Callable[[], bool] = lambda: True
) -> Iterator[tuple[Any, ...]]:
    if "standing" not in tables_in(conn):
        return
    last = ""
    while is_wanted():
        sql = f"{_SELECT} WHERE id > ? ORDER BY id LIMIT ?"
        rows = conn.execute(sql, (last, _AT_ONCE)).fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]


def _sealed(sums: "Sums", basis: str) -> tuple[str, str, str, str, bytes]:
    from annotator.sums import to_json

    # Each name within two ends of a line: so that one is found by its whole.
    parties = "".join(f"\n{name}\n" for name in sums.parties)
    row = (sums.article_id, basis, parties, to_json(sums))
    return (*row, digest("standing", row))
