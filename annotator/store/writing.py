"""Writing a project: one edit, one transaction, one step in the history."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.confidential import tells_who
from annotator.edits import Change, Edit, Move
from annotator.errors import AnnotatorError, EditError, ProjectError, StoreError, UnconfirmedError
from annotator.model import Claim, Document, Identity, Source, Step, new_id
from annotator.protecting import told_of
from annotator.pseudonyms import number_in
from annotator.store import drafts, numbering
from annotator.store.events import EVENTS_INSERT, EVENTS_SELECT, event_of, move_of
from annotator.store.faults import in_plain_words
from annotator.store.lock import Lock
from annotator.store.moves import write_moves
from annotator.store.open_file import OpenFile
from annotator.store.opening import transaction
from annotator.store.reader import Reader
from annotator.store.rows import STEPS
from annotator.store.schema import SCHEMA_VERSION

NAMING = "Name a confidential source"
"""The label of a step that keeps who a source is."""
_STEPS = 20
"""Steps of SQLite's machine after which it is asked whether a write is still wanted."""


class Writing(Reader):
    """A project into which edits are written."""

    def __init__(
        self, path: Path, conn: sqlite3.Connection, lock: Lock | None, reviewer: str
    ) -> None:
        super().__init__(path, conn)
        self.reviewer = reviewer
        self.notices: list[str] = []
        self._lock = lock
        self.file = OpenFile(path, conn)
        self._documents: dict[str, Document] = {}
        self._logged = ""

    def give_up_unless(self, is_wanted: Callable[[], bool]) -> None:
        """Break a write off, with nothing changed, once it is wanted no more."""
        self._conn.set_progress_handler(lambda: not is_wanted(), _STEPS)

    def renew_lock(self) -> None:
        """Tell other machines that the project is still open here; works in any thread.

        Raises `TakenError` where somebody else has it by now, too.
        """
        if self._lock:
            self._lock.renew()

    def apply(self, edit: Edit) -> Change:
        """Make an edit in one transaction, with its step and one event a move.

        Raises `EditError` where the edit does not fit what the project holds now, `StoreError`
        where the disk refuses it; then nothing is changed.
        """
        with self._write():
            return self._apply(edit)

    def apply_copying(self, edit: Edit, copies: Mapping[str, str]) -> Change:
        """Make an edit that copies sources into another article, as `apply` does.

        `copies` are the ids of those sources by the ids of their copies: each copy is the same
        person, under the same pseudonym and promise, and who it is, is kept of it, too.
        """
        with self._write():
            return self._apply(edit, copies)

    def undo(self) -> Change:
        """Take back the last step that is not taken back; the history keeps both."""
        return self._take_back(self.undoable(), "nothing to undo")

    def redo(self) -> Change:
        """Take back the last undo."""
        return self._take_back(self.redoable(), "nothing to redo")

    def keep_identity(self, identity: Identity) -> None:
        """Keep who a confidential source is; its event holds no values, so undo passes it by."""
        with self._write():
            is_new = not self._nouns(Identity, "id = ?", identity.id)
            self._keep_identities(NAMING, [identity])
            if is_new:
                numbering.follow(self._conn, [Move(None, identity)])

    def _keep_identities(self, label: str, kept: Iterable[Identity]) -> Step:
        """Write identities in a step that undo passes by; return it."""
        some = list(kept)
        old = {one.id: one for new in some for one in self._nouns(Identity, "id = ?", new.id)}
        moves = tuple(Move(old.get(new.id), new) for new in some)
        write_moves(self._conn, moves)
        return self._note(label, moves)

    def record(self, label: str) -> Change:
        """Note in the history what was done with the project and changed nothing in it.

        `label` is one of `events.BARE_STEPS`.
        """
        with self._write():
            return Change(self._note(label).id, label, ())

    def _note(self, label: str, moves: tuple[Move, ...] = ()) -> Step:
        """Write a step that undo passes by; return it."""
        last, step = self.last_step(), self._step(label, None)
        tops = (last.undo_top, last.redo_top) if last else (None, None)
        self._log(step, tops, None, moves)
        return step

    @contextmanager
    def _write(self) -> Iterator[None]:
        self.file.refuse_if_lost()
        self._logged = ""
        try:
            with in_plain_words(self.path, "changed"), transaction(self._conn):
                # The order of an edit's moves is for people; SQLite looks at the end result.
                self._conn.execute("PRAGMA defer_foreign_keys = ON")
                yield
        except StoreError as refused:
            self._make_certain(refused)
        self.file.note()
        with suppress(ProjectError):  # it is written; who else has it, the window asks itself
            self.renew_lock()

    def _make_certain(self, refused: StoreError) -> None:
        """Return where a refused step is in the file after all, and will outlive a power cut.

        The disk may refuse the last thing of a commit, by which the step is already there. Raises
        `refused` where it is not, and `UnconfirmedError` where nothing makes it certain.
        """
        try:
            last = self.last_step()
        except AnnotatorError:
            raise refused from refused.__cause__
        if last is None or last.id != self._logged:
            raise refused
        try:
            with in_plain_words(self.path, "changed"), transaction(self._conn):
                # Any commit syncs all that was written before it.
                self._conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except AnnotatorError as error:
            raise UnconfirmedError(
                f"{self.path.name} was changed, but the disk does not confirm it; save a copy of "
                "what is here and check the disk"
            ) from error

    def _apply(self, edit: Edit, copies: Mapping[str, str] | None = None) -> Change:
        self._refuse_misfits(edit)
        self._refuse_giveaways(edit)
        write_moves(self._conn, edit.moves)
        numbering.part(self._conn, edit.parted)
        numbering.follow(self._conn, edit.moves, copies)
        known = self._identities_for(copies or {})
        if known:
            self._keep_identities(NAMING, known)
        drafts.settle(self._conn, edit.moves)
        last = self.last_step()
        step = self._step(edit.label, None)
        below = last.undo_top if last else None
        self._log(step, (step.id, None), below, edit.moves)
        return Change(step.id, edit.label, edit.moves)

    def _take_back(self, step: Step | None, nothing: str) -> Change:
        if step is None:
            raise EditError(f"there is {nothing}")
        moves = Edit(step.label, self.moves_of(step.id)).inverse.moves
        with self._write():
            write_moves(self._conn, moves)
            numbering.follow(self._conn, moves)
            last = self.last_step()
            new = self._step(step.label, step.id)
            undo_top, redo_top = (last.undo_top, last.redo_top) if last else (None, None)
            if undo_top == step.id:
                self._log(new, (step.below, new.id), redo_top, moves)
            else:
                self._log(new, (new.id, step.below), undo_top, moves)
        return Change(new.id, step.label, moves)

    def moves_of(self, step_id: str) -> tuple[Move, ...]:
        """Return what a step did, from its events; those of an identity hold nothing."""
        with self._in_words():
            rows = self._conn.execute(
                f"{EVENTS_SELECT} WHERE step_id = ? AND noun != 'identity' ORDER BY position",
                (step_id,),
            ).fetchall()
        return tuple(move_of(row) for row in rows)

    def _step(self, label: str, undoes: str | None) -> Step:
        (last,) = self._conn.execute("SELECT max(seq) FROM step").fetchone()
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return Step(new_id(), (last or 0) + 1, now, self.reviewer, label, undoes)

    def _log(
        self,
        step: Step,
        tops: tuple[str | None, str | None],
        below: str | None,
        moves: tuple[Move, ...],
    ) -> None:
        """Write a step and its events; `tops` are the undo and redo stacks' after it."""
        logged = Step(
            step.id, step.seq, step.at, step.reviewer, step.label, step.undoes, below, *tops
        )
        self._conn.execute(STEPS.insert, STEPS.sealed(logged))
        self._logged = logged.id
        events = (event_of(step.id, position, move) for position, move in enumerate(moves))
        self._conn.executemany(EVENTS_INSERT, events)

    def _refuse_misfits(self, edit: Edit) -> None:
        """Raise `EditError` for a claim whose quote or source is not its article's."""
        if not edit.moves:
            raise EditError("there is nothing to change")
        claims = [move.after for move in edit.moves if isinstance(move.after, Claim)]
        new = {m.after.id: m.after for m in edit.moves if isinstance(m.after, Source)}
        for claim in claims:
            if not 0 <= claim.start < claim.end <= len(self._text(claim.article_id)):
                raise EditError(f"{claim.start} to {claim.end} is no place in the article")
            if self._text(claim.article_id)[claim.start : claim.end] != claim.quote:
                raise EditError(f"“{claim.quote[:80]}” is not what the article says there")
            if claim.source_id is None:
                continue
            if claim.source_id not in new:
                new |= {s.id: s for s in self._nouns(Source, "id = ?", claim.source_id)}
            source = new.get(claim.source_id)
            if source and source.article_id not in {None, claim.article_id}:
                raise EditError(f"“{source.name}” belongs to another article")

    def _refuse_giveaways(self, edit: Edit) -> None:
        """Raise `EditError` where a protected source says who it is, or loses its pseudonym."""
        for move in edit.moves:
            old, new = move.before, move.after
            if not (isinstance(old, Source) and isinstance(new, Source)):
                continue
            known = numbering.find(self._conn, new.id)
            if known is None or not known.level.hides:
                continue
            who = self.identities(new.id)
            was = {words for told in told_of(old).values() for words in told}
            now = {words for told in told_of(new).values() for words in told}
            if any(tells_who(words, who) for words in now - was):
                raise EditError(
                    "that would give away who a protected source really is; leave the name out, "
                    "or say first that the source may be named"
                )
            if known.number == number_in(old.name) != number_in(new.name):
                raise EditError(
                    f"“{old.name}” is protected, and goes by its pseudonym; say first that the "
                    "source may be named"
                )

    def _identities_for(self, copies: Mapping[str, str]) -> list[Identity]:
        """Return who copied sources are, where that is not kept of the copies yet."""
        return [
            replace(one, id=new_id(), source_id=key)
            for key, origin in copies.items()
            if not self.has_identity(key)
            for one in self.identities(origin)
        ]

    def _text(self, article_id: str) -> str:
        if article_id not in self._documents:
            # One article is worked on at a time; its text never changes.
            self._documents = {article_id: self.document(article_id)}
        return self._documents[article_id].text
