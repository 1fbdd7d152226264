"""Reading an article's marks as they were, out of the history."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from annotator.errors import UsageError
from annotator.model import Claim, Link, Marks, Noun, Response, Source, Waiver
from annotator.order import arranged
from annotator.store.events import EVENT_COLUMNS, move_of
from annotator.store.marks import MarksReading
from annotator.store.rows import damaged_row, digest, tables_in

N = TypeVar("N", bound=Claim | Link | Response | Source | Waiver)
_OF_CLAIMS = "SELECT DISTINCT article_id FROM claim WHERE id IN (SELECT value FROM json_each(?))"
_SECOND = len("2026-11-30T14:05:09")
_SINCE = f"""
    SELECT {", ".join(f"event.{column}" for column in EVENT_COLUMNS.split(", "))}, event.digest
    FROM event JOIN step ON step.id = step_id
    WHERE seq > ? AND noun IN ('claim', 'link', 'response', 'source', 'waiver')
    ORDER BY seq DESC, position DESC"""
_WITHIN = f"SELECT seq FROM step WHERE substr(at, 1, {_SECOND}) = ? ORDER BY seq DESC LIMIT ?"
_BEFORE = f"SELECT max(seq) FROM step WHERE substr(at, 1, {_SECOND}) < ?"


@dataclass(frozen=True, slots=True)
class Compaction:
    """What of the history was given up: so many steps, the last made at `until`.

    `seq` is the number of the step that the history begins with, `at` when they were given up;
    moments are ISO 8601 in UTC.
    """

    seq: int
    at: str
    until: str
    steps: int


def given_up(conn: sqlite3.Connection) -> Compaction | None:
    """Return what of the history was given up; None where nothing was, as in an older project."""
    if "compaction" not in tables_in(conn):
        return None
    row = conn.execute(
        "SELECT seq, compaction.id, compaction.at, until, steps, compaction.digest"
        " FROM compaction JOIN step ON step.id = compaction.id"
    ).fetchone()
    if row is None:
        return None
    seq, key, at, until, steps, seal = row
    if digest("compaction", [key, at, until, steps]) != seal:
        raise damaged_row("compaction", key)
    return Compaction(seq, at, until, steps)


class PastReading(MarksReading):
    """What can be asked of a project about how it was."""

    def articles_with(self, claim_ids: Iterable[str]) -> set[str]:
        """Return the ids of the articles that claims stand in; what is no claim is left out."""
        with self._in_words():
            rows = self._conn.execute(_OF_CLAIMS, (json.dumps(sorted(claim_ids)),))
            return {article_id for (article_id,) in rows}

    def given_up(self) -> Compaction | None:
        """Return what of the history was given up; None where nothing was."""
        with self._in_words():
            return given_up(self._conn)

    def why_past_is_gone(self, moment: str) -> str:
        """Return in a sentence that the history of a moment was given up; empty where it was not.

        `moment` is ISO 8601 in UTC.
        """
        gone = self.given_up()
        if gone is None or moment[:_SECOND] >= gone.until[:_SECOND]:
            return ""
        return (
            f"what the project held before {gone.until[:10]} is not known any more: its "
            f"{gone.steps:,} steps until then were given up on {gone.at[:10]}"
        )

    def steps_within(self, moment: str, limit: int) -> list[int]:
        """Return the numbers of the steps made in one second of UTC, newest first.

        Where none was made in it, the last one before; where that was given up, the one that the
        history begins with. `moment` is ISO 8601; what is finer than a second counts for nothing.
        """
        gone = self.given_up()
        second = moment[:_SECOND]
        with self._in_words():
            found = [seq for (seq,) in self._conn.execute(_WITHIN, (second, limit))]
            if not found:
                (last,) = self._conn.execute(_BEFORE, (second,)).fetchone()
                found = [last] if last is not None else []
        known = [seq for seq in found if gone is None or seq >= gone.seq]
        return known if known or gone is None else [gone.seq]

    def marks_after(self, step: int, article_id: str) -> Marks:
        """Return an article with what was marked in it once this step of the history was done.

        Its metadata are those of now. Raises `UsageError` where that step was given up.
        """
        gone = self.given_up()
        if gone and step < gone.seq:
            raise UsageError(self.why_past_is_gone(""))
        now = self.marks(article_id)
        with self._in_words():
            rows = self._conn.execute(_SINCE, (step,)).fetchall()
        moves = [move_of(row) for row in rows]
        past = {move.noun.id: move.before for move in moves}  # the oldest is read last, and counts
        claims = [c for c in _turned_back(now.claims, past, Claim) if c.article_id == article_id]
        here = {claim.id for claim in claims}
        links = _turned_back(now.links, past, Link)
        responses = _turned_back(now.responses, past, Response)
        heard = _turned_back(now.sources, past, Source)
        sources = {s.id: s for s in heard if s.article_id in {None, article_id}}
        wanted = {claim.source_id for claim in claims if claim.source_id} - sources.keys()
        for source_id in sorted(wanted):
            sources |= {found.id: found for found in self._nouns(Source, "id = ?", source_id)}
        return arranged(
            now.article,
            now.document,
            [c for c in claims if c.source_id is None or c.source_id in sources],
            list(sources.values()),
            [link for link in links if link.from_id in here and link.to_id in here],
            [response for response in responses if response.claim_id in here],
            [w for w in _turned_back(now.waivers, past, Waiver) if w.article_id == article_id],
        )


def _turned_back(now: tuple[N, ...], past: dict[str, Noun | None], kind: type[N]) -> list[N]:
    """Return the nouns of a kind as they were; what changed nowhere is as it is."""
    same = [noun for noun in now if noun.id not in past]
    return [*same, *(noun for noun in past.values() if isinstance(noun, kind))]
