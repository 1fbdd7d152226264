"""Protecting a source: who it is, where only its dialog looks; a letter everywhere else."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from annotator.edits import Change, Edit, Move, rename_source
from annotator.errors import EditError
from annotator.model import Claim, Identity, Noun, Pseudonym, Response, Source, Waiver, new_id
from annotator.protecting import LABEL, Renaming, called_before, meaning, protection
from annotator.store import drafts, numbering
from annotator.store.moves import write_moves
from annotator.store.rows import BY_NAME, Table, Value, digest
from annotator.store.writing import NAMING, Writing
from annotator.vocabulary import Level, SourceKind

Purge = Callable[[frozenset[str], str], object]
"""What takes confidential strings out of all the rest of a project, for a pseudonym."""
_PARTIES = "'source', 'claim', 'response', 'waiver'"
_ARTICLE_OF = """
    SELECT article_id FROM claim WHERE id = ?1 UNION ALL
    SELECT json_extract(coalesce(after, before), '$.article_id') FROM event
    WHERE noun = 'claim' AND key = ?1 LIMIT 1"""


class Protecting(Writing):
    """A project that can keep a source's name to itself."""

    def protect(
        self,
        source_id: str,
        identity: Identity,
        level: Level,
        descriptor: str | None = None,
        purge: Purge | None = None,
    ) -> Change:
        """Keep who a source is; from now on it goes by its pseudonym in all its articles.

        Its real names join those of `identity`, a role, an office or a label that hints at them
        joins its note, and all rows and events that name it as a party lose them. What can be
        undone of it brings no name back: a kind, a copy for another article.
        `descriptor` is what the story tells of it, None for what its label tells already. Raises
        `EditError` where a name is too short, or could be read in what stays.
        """
        if not level.hides:
            raise EditError("choose what was promised: on background, or confidential")
        with self._write():
            people = self.same_person(source_id)
            known = numbering.find(self._conn, source_id)
            number = known.number if known else numbering.free_number(self._conn, source_id)
            once = called_before(self, people, identity.names)
            found = protection(self, people, number, identity, descriptor, once)
            for one in people:
                numbering.keep(self._conn, Pseudonym(one.id, number, level))
            write_moves(self._conn, found.unseen)
            drafts.settle(self._conn, found.unseen)
            for renaming in found.renamings:
                for name in renaming.names:
                    _take_out_of_events(self._conn, replace(renaming, names=(name,), hints=()))
                for hint in renaming.hints:
                    _take_out_of_events(self._conn, replace(renaming, names=(), hints=(hint,)))
            # Words that left the index stand in its older parts until these are merged.
            self._conn.execute("INSERT INTO source_fts (source_fts) VALUES ('optimize')")
            step = self._keep_identities(NAMING, self._told_of(people, found.identity))
            change = Change(step.id, LABEL, found.told)
            if found.edit.moves:
                change = replace(change, step_id=self._apply(found.edit, found.copies).step_id)
            if purge:
                # The one place where names leave notes, labels of steps and the search, too.
                purge(self.confidential([source_id]), found.label)
        return change

    def release(self, source_id: str, name: str, *, forget: bool = False) -> Change:
        """Let a source go by its name again, in all its articles: a person said that it may.

        Undo brings the pseudonym back, but not the promise. With `forget`, who it is, is deleted.
        """
        if not name.strip():
            raise EditError("write the name by which the source may be known")
        with self._write():
            people = self.same_person(source_id)
            for known in self._known_as(source_id):
                numbering.keep(self._conn, replace(known, level=Level.PUBLIC))
            moves: dict[str, Move] = {}
            for one in people:
                for move in rename_source(one, name, meaning(self, one, name)).moves:
                    before = moves[move.noun.id].before if move.noun.id in moves else move.before
                    moves[move.noun.id] = Move(before, _released(move.after))
            if forget:
                self._forget(source_id)
            return self._apply(Edit(f"Name a source: “{name}”", tuple(moves.values())))

    def forget_identity(self, source_id: str) -> None:
        """Delete who a source is; it keeps its pseudonym, which nobody else ever gets."""
        with self._write():
            self._forget(source_id)

    def _known_as(self, source_id: str) -> list[Pseudonym]:
        """Return all by which a person is known, also as sources that an undo took away."""
        every = self.pseudonyms()
        number = every[source_id].number if source_id in every else None
        return [one for one in every.values() if one.number == number]

    def _forget(self, source_id: str) -> None:
        """Leave nothing of identities but their ids: a row that is gone would be told as lost."""
        ids = dict.fromkeys([source_id, *(one.id for one in self._known_as(source_id))])
        known = [one for key in ids for one in self.identities(key)]
        if known:
            self._keep_identities("Forget who a source is", map(_blank, known))

    def _told_of(self, people: Iterable[Source], told: Identity) -> list[Identity]:
        """Return one identity a source, and blanks for all else that was kept of it."""
        kept: list[Identity] = []
        for source in people:
            before = self._nouns(Identity, "source_id = ? ORDER BY id", source.id)
            ids = [one.id for one in before]
            key = told.id if told.id in ids else next(iter(ids), new_id())
            kept.append(replace(told, id=key, source_id=source.id))
            kept += [_blank(one) for one in before if one.id != key and one.names]
        return kept


def _blank(known: Identity) -> Identity:
    return Identity(known.id, known.source_id, "")


def _released(noun: Noun | None) -> Noun | None:
    is_nobody = isinstance(noun, Source) and noun.kind in {
        SourceKind.ANONYMOUS,
        SourceKind.UNNAMED_SPOKESPERSON,
    }
    if isinstance(noun, Source) and is_nobody:
        return replace(noun, kind=SourceKind.NAMED, article_id=None)
    return noun


def _take_out_of_events(conn: sqlite3.Connection, renaming: Renaming) -> None:
    """Rewrite what the history holds of a source and of those who name it as a party.

    So each row still equals the last event on it, and an undo brings no real name back. A name at
    a time: where each means the source is asked as `SourceReading.naming` asks it.
    """
    here = _Here(conn, renaming)
    (name,) = renaming.names or renaming.hints
    written = json.dumps(name, ensure_ascii=False)[1:-1]
    # A list is text in a text: its quotation marks are escaped twice.
    twice = json.dumps(written, ensure_ascii=False)[1:-1]
    rows = conn.execute(
        f"SELECT id, step_id, noun, key, before, after, position FROM event"
        f" WHERE noun IN ({_PARTIES}) AND (instr(before, ?1) OR instr(after, ?1)"
        " OR instr(before, ?2) OR instr(after, ?2))",
        (written, twice),
    ).fetchall()
    for *named, before, after, position in rows:
        states = [_without(BY_NAME[named[2]], state, renaming, here) for state in (before, after)]
        values: list[Value] = [*named, *states, position]
        conn.execute(
            "UPDATE event SET before = ?, after = ?, digest = ? WHERE id = ?",
            (*states, digest("event", values), named[0]),
        )


def _without(
    table: Table[Any], state: str | None, renaming: Renaming, here: "_Here"
) -> str | None:
    if state is None:
        return None
    noun = table.from_json(state)
    return table.to_json(renaming.of(noun)) if here.is_meant(noun) else state


class _Here:
    """Where a name means a source, as `SourceReading.naming` tells it."""

    def __init__(self, conn: sqlite3.Connection, renaming: Renaming) -> None:
        self._conn = conn
        self._source = renaming.source
        called = json.dumps([*renaming.names, renaming.label])
        self._others = {
            article
            for (article,) in conn.execute(
                "SELECT article_id FROM source WHERE article_id IS NOT NULL AND id != ?"
                " AND name IN (SELECT value FROM json_each(?))",
                (self._source.id, called),
            )
        }

    def is_meant(self, noun: Noun) -> bool:
        """Return whether a noun is the source, or means it by its name."""
        if isinstance(noun, Source):
            own = self._source.article_id
            return (
                noun.id == self._source.id or noun.article_id == own or self._is(noun.article_id)
            )
        if isinstance(noun, Claim | Waiver):
            return self._is(noun.article_id)
        if isinstance(noun, Response):
            row = self._conn.execute(_ARTICLE_OF, (noun.claim_id,)).fetchone()
            return row is not None and self._is(row[0])
        return False

    def _is(self, article_id: str | None) -> bool:
        own = self._source.article_id
        return article_id == own if own else bool(article_id) and article_id not in self._others
