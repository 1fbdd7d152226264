"""Giving up the older part of the history, on command: what is there stays, what was goes.

The steps before a moment become one, the step that the history begins with: its events say how
every row was then, so that each row still equals the last event on it. The steps in which a waiver
was made keep that event, since a report says when a finding was set aside.
"""

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import ProjectError, StoreError
from annotator.model import Step, new_id
from annotator.store import backup, search
from annotator.store.events import EVENTS_INSERT
from annotator.store.faults import in_plain_words, plain, sql_errors
from annotator.store.integrity import findings_of
from annotator.store.opening import project_id, transaction
from annotator.store.past import given_up
from annotator.store.rows import STEPS, Value, digest

_ALL = 1 << 62
"""More than any step's number."""
_LOST_TEXTS = """
    SELECT id FROM document
    WHERE id NOT IN (SELECT id FROM article)
    AND NOT EXISTS (
        SELECT 1 FROM event JOIN step ON step.id = step_id
        WHERE seq > ?
        AND (instr(before, document.id) OR instr(after, document.id) OR key = document.id)
    )"""
_BOUND = """
    SELECT id FROM version WHERE article_id = ?1 OR earlier_id = ?1
    UNION SELECT id FROM omission WHERE article_id = ?1"""
"""What names a text and outlives its article: a text that is bound by it would never go."""
_LOST_IDENTITIES = """
    SELECT id FROM identity
    WHERE source_id NOT IN (SELECT id FROM source)
    AND NOT EXISTS (
        SELECT 1 FROM event JOIN step ON step.id = step_id
        WHERE seq > ? AND noun = 'source' AND key = identity.source_id
    )"""
_LAST_EVENTS = """
    SELECT noun, key, after FROM (
        SELECT noun, key, after, row_number() OVER (
            PARTITION BY noun, key ORDER BY seq DESC, position DESC
        ) AS newest
        FROM event JOIN step ON step.id = step_id
        WHERE seq <= ? AND noun != 'identity'
    ) WHERE newest = 1 AND after IS NOT NULL ORDER BY noun, key"""
_WAIVED = """
    SELECT min(seq), event.id FROM event JOIN step ON step.id = step_id
    WHERE seq <= ? AND noun = 'waiver' AND before IS NULL AND undoes IS NULL
    AND key IN (SELECT id FROM waiver UNION SELECT key FROM event JOIN step ON step.id = step_id
        WHERE seq > ? AND noun = 'waiver')
    GROUP BY key"""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What a person gives up: so many steps, the last made at `until` (ISO 8601, UTC).

    `texts` counts the deleted articles, `identities` the confidential sources, that no undo brings
    back after it.
    """

    steps: int
    until: str
    texts: int
    identities: int
    last: int
    """The number of the last step, as the history counts them."""


def plan(conn: sqlite3.Connection, before: str | None) -> GivenUp | None:
    """Return what would be given up of the steps made before a moment; None for nothing.

    Without a moment (ISO 8601, UTC) it is all of them. One made after a later one is not.
    """
    last = _ALL
    if before is not None:
        (kept,) = conn.execute("SELECT min(seq) FROM step WHERE at >= ?", (before,)).fetchone()
        last = kept - 1 if kept is not None else _ALL
    begins = given_up(conn)
    first = begins.seq if begins else -_ALL
    steps, until, last = conn.execute(
        "SELECT count(*), max(at), max(seq) FROM step WHERE seq <= ? AND seq > ?", (last, first)
    ).fetchone()
    if not steps:
        return None
    texts = len(conn.execute(_LOST_TEXTS, (last,)).fetchall())
    identities = len(conn.execute(_LOST_IDENTITIES, (last,)).fetchall())
    return GivenUp(steps, until, texts, identities, last)


def compact(conn: sqlite3.Connection, path: Path, given: GivenUp, reviewer: str) -> list[str]:
    """Give that up, after a backup; return what is to be told.

    Raises `ProjectError` where the project is damaged, `StoreError` where no backup can be made or
    something was changed in the meantime; then nothing is given up.
    """
    with in_plain_words(path, "read"):
        found = findings_of(conn, path)
        last = conn.execute(f"{STEPS.select} ORDER BY seq DESC LIMIT 1").fetchone()
    if found:
        raise ProjectError(f"{path.name} is damaged, so its history is kept: {found[0]}")
    try:
        backup.back_up(conn, project_id(conn, path), str(last[0]), is_newest_read=True)
    except (OSError, *sql_errors.any) as error:
        raise StoreError(f"nothing was given up: {backup.why_not(error)}") from error
    with in_plain_words(path, "changed"), transaction(conn):
        conn.execute("PRAGMA defer_foreign_keys = ON")
        _give_up(conn, given, reviewer)
    return _make_room(conn, path)


def _give_up(conn: sqlite3.Connection, given: GivenUp, reviewer: str) -> None:
    last = given.last
    waived = {event: seq for seq, event in conn.execute(_WAIVED, (last, last))}
    texts = conn.execute(_LOST_TEXTS, (last,)).fetchall()
    identities = conn.execute(_LOST_IDENTITIES, (last,)).fetchall()
    bound = {key for text in texts for (key,) in conn.execute(_BOUND, text)}
    events = [
        event for event in conn.execute(_LAST_EVENTS, (last,)).fetchall() if event[1] not in bound
    ]
    old = [STEPS.from_row(row) for row in conn.execute(f"{STEPS.select} WHERE seq <= ?", (last,))]
    before = given_up(conn)
    conn.execute(
        "DELETE FROM event WHERE step_id IN (SELECT id FROM step WHERE seq <= ?)"
        " AND id NOT IN (SELECT value FROM json_each(?))",
        (last, json.dumps(list(waived))),
    )
    conn.execute("DELETE FROM step WHERE seq <= ?", (last,))
    _begin(conn, given, reviewer, before.steps if before else 0, events)
    _keep_waived(conn, [step for step in old if step.seq in waived.values()], last)
    _cut(conn, {step.id for step in old}, last)
    _forget(conn, texts, identities, bound)


def _begin(
    conn: sqlite3.Connection,
    given: GivenUp,
    reviewer: str,
    before: int,
    events: list[tuple[str, str, str]],
) -> None:
    """Write the step that the history begins with now: how every row was after it."""
    count = given.steps + before
    label = f"Give up the {count:,} steps before this" if count > 1 else "Give up the step before"
    step = Step(new_id(), given.last, given.until, reviewer, label)
    conn.execute(STEPS.insert, STEPS.sealed(step))
    rows: list[list[Value]] = [
        [new_id(), step.id, noun, key, None, after, position]
        for position, (noun, key, after) in enumerate(events)
    ]
    conn.executemany(EVENTS_INSERT, [[*row, digest("event", row)] for row in rows])
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    told: list[Value] = [step.id, now, given.until, count]
    conn.execute("DELETE FROM compaction")
    conn.execute(
        "INSERT INTO compaction (id, at, until, steps, digest) VALUES (?, ?, ?, ?, ?)",
        (*told, digest("compaction", told)),
    )


def _keep_waived(conn: sqlite3.Connection, steps: list[Step], last: int) -> None:
    """Keep the steps in which a waiver was made, before the one that the history begins with.

    None of them can be undone, nor can one undo to them.
    """
    newest_first = sorted(steps, key=lambda step: -step.seq)
    for place, step in enumerate(newest_first, 1):
        kept = replace(step, seq=last - place, below=None, undo_top=step.id, redo_top=None)
        conn.execute(STEPS.insert, STEPS.sealed(kept))


def _cut(conn: sqlite3.Connection, gone: set[str], last: int) -> None:
    """End the stacks of undo and redo where the history begins."""
    later = conn.execute(f"{STEPS.select} WHERE seq > ?", (last,)).fetchall()
    for step in map(STEPS.from_row, later):
        stacks = (step.below, step.undo_top, step.redo_top)
        if gone.isdisjoint(stacks):
            continue
        below, undo_top, redo_top = (None if top in gone else top for top in stacks)
        cut = replace(step, below=below, undo_top=undo_top, redo_top=redo_top)
        conn.execute(STEPS.update, [*STEPS.sealed(cut), step.id, STEPS.sealed(step)[-1]])


def _forget(
    conn: sqlite3.Connection,
    texts: list[tuple[str]],
    identities: list[tuple[str]],
    bound: set[str],
) -> None:
    """Let go of what only the steps that are gone could have brought back."""
    for table in ("version", "omission"):
        conn.executemany(f"DELETE FROM {table} WHERE id = ?", ((key,) for key in bound))
    search.forget(conn, "document", [key for (key,) in texts])
    conn.executemany("DELETE FROM original WHERE id = ?", texts)
    conn.executemany("DELETE FROM document WHERE id = ?", texts)
    conn.executemany("DELETE FROM identity WHERE id = ?", identities)
    conn.execute(
        "DELETE FROM draft WHERE about != 'project'"
        " AND about NOT IN (SELECT key FROM event) AND about NOT IN (SELECT id FROM article)"
    )
    # Words that were taken out of the index stand in its older parts until these are merged.
    for table in search.SEARCHED:
        conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")


def _make_room(conn: sqlite3.Connection, path: Path) -> list[str]:
    """Give the room back that the file does not need; return what is to be told."""
    # Every table has a key, so rows keep the numbers by which the index knows them.
    try:
        conn.execute("VACUUM")
    except sql_errors.any as error:
        why = plain(error, path, "made smaller")
        if why is None:
            raise
        return [f"the history was given up, but {why}"]
    return []
