"""The numbers behind pseudonyms: each is given to one person, and never again."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.edits import Move
from annotator.model import Claim, Identity, Pseudonym, Source
from annotator.pseudonyms import number_in
from annotator.store.rows import PSEUDONYMS, tables_in
from annotator.vocabulary import Level, SourceKind, Tag

HIDDEN = f"""(
    SELECT id FROM source WHERE kind = '{SourceKind.ANONYMOUS}'
    UNION SELECT source_id FROM identity
    UNION SELECT source_id AS id FROM claim WHERE source_id IS NOT NULL
        AND instr(tags, '"{Tag.ANONYMOUS}"')
)"""
"""The ids of all sources that a public report hides, but for what was promised to them."""


def follow(
    conn: sqlite3.Connection, moves: Iterable[Move], copies: Mapping[str, str] | None = None
) -> None:
    """Give a number to each source that has to be hidden from now on, and had none.

    `copies` are the ids of copied sources by those of the copies, which get the same number.
    """
    hidden: dict[str, Level] = {}
    for move in moves:
        now = move.after
        if isinstance(now, Source) and now.kind is SourceKind.ANONYMOUS:
            hidden.setdefault(now.id, Level.PUBLIC)
        elif isinstance(now, Claim) and now.source_id and Tag.ANONYMOUS in now.tags:
            hidden.setdefault(now.source_id, Level.PUBLIC)
        elif isinstance(now, Identity) and move.before is None:
            hidden[now.source_id] = Level.CONFIDENTIAL
    for key, origin in (copies or {}).items():
        same = find(conn, origin)
        if same and find(conn, key) is None:
            keep(conn, Pseudonym(key, same.number, same.level))
    for key, level in hidden.items():
        known = find(conn, key)
        if known is None:
            keep(conn, Pseudonym(key, free_number(conn, key), level))
        elif level.hides and not known.level.hides:
            keep(conn, replace(known, level=level))


def part(conn: sqlite3.Connection, parted: Iterable[tuple[str, str]]) -> None:
    """Give sources that are split off others numbers of their own, and the same promise."""
    for key, origin in parted:
        other = find(conn, origin)
        level = other.level if other else Level.CONFIDENTIAL
        keep(conn, Pseudonym(key, free_number(conn, key), level))


def take_over(conn: sqlite3.Connection) -> tuple[int, int]:
    """Take the pseudonyms over that were found; return how many, and how many there were.

    Whose pseudonym is lost gets the number back by which it is called, else a new one. Nothing is
    taken for public of which that cannot be read.
    """
    conn.execute(
        "INSERT OR IGNORE INTO main.pseudonym (id, number, level, digest)"
        " SELECT id, number, level, digest FROM found.pseudonym"
        f" ORDER BY standing, level = '{Level.PUBLIC}', level = '{Level.BACKGROUND}'"
    )
    (kept,) = conn.execute("SELECT count(*) FROM main.pseudonym").fetchone()
    lacking = conn.execute(
        "SELECT id, name FROM main.source WHERE id NOT IN (SELECT id FROM main.pseudonym)"
        f" AND (id IN {HIDDEN} OR kind = '{SourceKind.UNNAMED_SPOKESPERSON}')"
        " UNION SELECT source_id, '' FROM main.identity WHERE source_id NOT IN"
        " (SELECT id FROM main.pseudonym UNION SELECT id FROM main.source) ORDER BY name, id"
    ).fetchall()
    known = {key for (key,) in conn.execute("SELECT source_id FROM main.identity")}
    hidden = {key for (key,) in conn.execute(f"SELECT id FROM {HIDDEN}")}
    lost = 0
    for key, name in lacking:
        is_called = number_in(name) is not None
        if is_called or key in hidden:
            level = Level.CONFIDENTIAL if is_called or key in known else Level.PUBLIC
            keep(conn, Pseudonym(key, free_number(conn, key), level))
            lost += 1
    return kept, kept + lost


def lacking(conn: sqlite3.Connection) -> list[str]:
    """Return the ids of hidden sources whose number is gone; an older project gives none."""
    if PSEUDONYMS.name not in tables_in(conn):
        return []
    rows = conn.execute(f"SELECT id FROM {HIDDEN} WHERE id NOT IN (SELECT id FROM pseudonym)")
    return sorted(key for (key,) in rows)


def find(conn: sqlite3.Connection, key: str) -> Pseudonym | None:
    """Return by which number a source is known; None where it is not hidden."""
    row = conn.execute(f"{PSEUDONYMS.select} WHERE id = ?", (key,)).fetchone()
    return PSEUDONYMS.from_row(row) if row else None


def every(conn: sqlite3.Connection, source_ids: Iterable[str] | None = None) -> list[Pseudonym]:
    """Return the pseudonyms of a project by number, also of sources that are gone.

    Of all sources, or of those with these ids.
    """
    if PSEUDONYMS.name not in tables_in(conn):
        return []
    if source_ids is None:
        rows = conn.execute(f"{PSEUDONYMS.select} ORDER BY number, id").fetchall()
    else:
        some = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number, id"
        wanted = json.dumps(sorted(set(source_ids)))
        rows = conn.execute(f"{PSEUDONYMS.select} {some}", (wanted,)).fetchall()
    return [PSEUDONYMS.from_row(row) for row in rows]


def keep(conn: sqlite3.Connection, known: Pseudonym) -> None:
    """Write a pseudonym in place of what was known of its source."""
    conn.execute("DELETE FROM pseudonym WHERE id = ?", (known.id,))
    conn.execute(PSEUDONYMS.insert, PSEUDONYMS.sealed(known))


def free_number(conn: sqlite3.Connection, key: str) -> int:
    """Return a number that nobody ever had: that of the source's own name, else the next.

    What some other source is called is left out, so that no pseudonym means two.
    """
    (last,) = conn.execute("SELECT coalesce(max(number), -1) FROM pseudonym").fetchone()
    called = dict(conn.execute("SELECT id, name FROM source WHERE name GLOB 'Source [A-Z]*'"))
    own = number_in(called.pop(key, ""))
    told = {number_in(name) for name in called.values()}
    if own is not None and own not in told and not _is_taken(conn, own):
        return own
    number = last + 1
    while number in told:
        number += 1
    return int(number)


def _is_taken(conn: sqlite3.Connection, number: int) -> bool:
    row = conn.execute("SELECT 1 FROM pseudonym WHERE number = ?", (number,)).fetchone()
    return row is not None
