"""Writing a project: one edit, one transaction, one step in the history."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.edits import Change, Edit, Move, add
from annotator.errors import AnnotatorError, EditError, ProjectError, StoreError, UnconfirmedError
from annotator.files import named
from annotator.home import home
from annotator.model import (
    Article,
    Claim,
    Document,
    Identity,
    Source,
    Step,
    new_id,
)
from annotator.store import drafts, kept, safekeeping, search
from annotator.store.backup import NO_STEP, back_up, reason_of
from annotator.store.creating import create
from annotator.store.drafts import DraftKeeper
from annotator.store.events import EVENTS_INSERT, EVENTS_SELECT, event_of, move_of
from annotator.store.faults import in_plain_words
from annotator.store.lock import Lock
from annotator.store.moves import write_moves
from annotator.store.open_file import OpenFile
from annotator.store.opening import (
    connect_for_writing,
    let_go,
    project_id,
    quick_check,
    refuse_newer,
    refuse_strangers,
    schema_version,
    transaction,
    wrap,
)
from annotator.store.reader import Reader
from annotator.store.rows import DOCUMENTS, STEPS, digest
from annotator.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from annotator.rules import HouseRules
    from annotator.store.compacting import GivenUp
    from annotator.sums import Sums

SHORTEST_WAIT = 0.1
"""Seconds for which even a window waits for another program's write."""

PATIENCE = 3.0
"""How long a command waits for another that is writing, in seconds."""

_STEPS = 20
"""Steps of SQLite's machine after which it is asked whether a write is still wanted."""

LARGE_FILE = 1 << 20
"""Bytes above which a person would wait for a file to be checked."""


class Store(Reader):
    """A project that this process alone may change, until it is closed."""

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

    @staticmethod
    def create(path: Path) -> None:
        """Make an empty project at `path`, whole or not at all; never over another file."""
        create(path)

    @classmethod
    def open(
        cls,
        path: Path,
        reviewer: str = "",
        patience: float = PATIENCE,
        *,
        is_looked_over_later: bool = False,
    ) -> Self:
        """Return the project at `path` for writing, locked, checked, backed up and migrated.

        A large one that `upkeep.look_over` will check and back up is opened at once. Raises
        `ProjectError` where another program has it, or it is not ours, newer or damaged, or is of
        an older schema and cannot be backed up.
        """
        refuse_newer(path, schema_version(path))
        if not os.access(path, os.W_OK):
            raise ProjectError(f"{path.name} is read-only; copy it to a folder of your own")
        # A link's target is what is locked, so that two names of one file are one project.
        lock = Lock.take(path.resolve(), patience)
        try:
            with in_plain_words(path, "opened"):
                conn = connect_for_writing(path, busy=max(patience, SHORTEST_WAIT))
                store = cls(path, conn, lock, reviewer)
                try:
                    is_old = refuse_strangers(conn, path) < SCHEMA_VERSION
                    waits = is_looked_over_later and path.stat().st_size > LARGE_FILE
                    if is_old or not waits:
                        quick_check(conn, path)
                        if is_old:
                            store._back_up_or_refuse()
                        store._back_up(is_second_due=not is_looked_over_later)
                    if is_old:
                        store._migrate()
                    store.file.note()
                except BaseException:
                    conn.close()
                    raise
        except BaseException:
            lock.release()
            raise
        return store

    @classmethod
    def beside(cls, path: Path) -> Self:
        """Return a project that this process has open, for a write in another thread."""
        with in_plain_words(path, "opened"):
            conn = connect_for_writing(path, busy=PATIENCE)
            # What is not written whole yet must not keep the window from reading.
            conn.execute("PRAGMA cache_spill = OFF")
        store = cls(path, conn, None, "")
        store._is_beside = True
        return store

    def give_up_unless(self, is_wanted: Callable[[], bool]) -> None:
        """Break a write off, with nothing changed, once it is wanted no more."""
        self._conn.set_progress_handler(lambda: not is_wanted(), _STEPS)

    def renew_lock(self) -> None:
        """Tell other machines that the project is still open here; works in any thread.

        Raises `TakenError` where somebody else has it by now, too.
        """
        if self._lock:
            self._lock.renew()

    @property
    def draft_keeper(self) -> DraftKeeper:
        """Return what keeps half-typed words in this very file, in any thread."""
        return DraftKeeper(self.path, self.file.identity)

    def close(self) -> None:
        """Let the file and its lock go."""
        if self._is_beside:
            self._conn.close()
        if self._lock:
            if self.file.is_at(self.path):
                let_go(self._conn)
            else:
                self._conn.close()  # a journal of the name may belong to another file by now
                self.file.tidy_up()
            self._lock.release()
            self._lock = None

    def keep_article(
        self, article: Article, document: Document, original: bytes, claims: Iterable[Claim] = ()
    ) -> Change:
        """Keep a new article with its frozen content, and claims that come with it, as one step.

        Undo takes it out of the project again.
        """
        with self._write():
            self._conn.execute(DOCUMENTS.insert, DOCUMENTS.sealed(document))
            search.learn(self._conn, "document", [document.id])
            seal = digest("original", [document.id, original])
            self._conn.execute(
                "INSERT INTO original VALUES (?, ?, ?)", (document.id, original, seal)
            )
            return self._apply(add(f"Import “{article.title}”", article, *claims))

    def next_number(self) -> int:
        """Return the number that the next article gets."""
        with in_plain_words(self.path, "read"):
            (last,) = self._conn.execute("SELECT max(number) FROM article").fetchone()
        return (last or 0) + 1

    def apply(self, edit: Edit) -> Change:
        """Make an edit in one transaction, with its step and one event a move.

        Raises `EditError` where the edit does not fit what the project holds now, `StoreError`
        where the disk refuses it; then nothing is changed.
        """
        with self._write():
            return self._apply(edit)

    def undo(self) -> Change:
        """Take back the last step that is not taken back; the history keeps both."""
        return self._take_back(self.undoable(), "nothing to undo")

    def redo(self) -> Change:
        """Take back the last undo."""
        return self._take_back(self.redoable(), "nothing to redo")

    def keep_identity(self, identity: Identity) -> None:
        """Keep who a confidential source is; its event holds no values, so undo passes it by."""
        with self._write():
            old = next(iter(self._nouns(Identity, "id = ?", identity.id)), None)
            write_moves(self._conn, (move := Move(old, identity),))
            self._note("Name a confidential source", move)

    def record(self, label: str) -> Change:
        """Note in the history what was done with the project and changed nothing in it."""
        with self._write():
            return Change(self._note(label), label, ())

    def _note(self, label: str, *moves: Move) -> str:
        last, step = self.last_step(), self._step(label, None)
        self._log(step, (last.undo_top, last.redo_top) if last else (None, None), None, moves)
        return step.id

    def keep_sums(self, batch: Iterable["Sums"], house: "HouseRules", seen: str | None) -> bool:
        """Keep what was counted by house rules after the step `seen`; return whether it is kept.

        It is not where anything was changed since, or where the file is busy. It is no step.
        """
        (wait,) = self._conn.execute("PRAGMA busy_timeout").fetchone()
        self._conn.execute("PRAGMA busy_timeout = 0")
        try:
            with self._write():
                last = self.last_step()
                if (last.id if last else None) != seen:
                    return False
                kept.keep(self._conn, batch, house)
        except AnnotatorError:
            return False
        finally:
            self._conn.execute(f"PRAGMA busy_timeout = {wait}")
        return True

    def compact(self, given: "GivenUp") -> None:
        """Give these steps of the history up, which no undo brings back, after a backup.

        What is to be told is in `notices`. Raises `ProjectError` where the project is damaged,
        `StoreError` where no backup can be made; then nothing is given up.
        """
        from annotator.store import compacting

        self.file.refuse_if_lost()
        try:
            self.notices += compacting.compact(self._conn, self.path, given, self.reviewer)
        finally:
            self.file.note()

    def _migrate(self) -> None:
        from annotator.store.migrations import migrations

        migrations.apply(wrap(self._conn))

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

    def _apply(self, edit: Edit) -> Change:
        self._refuse_misfits(edit)
        write_moves(self._conn, edit.moves)
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
            last = self.last_step()
            new = self._step(step.label, step.id)
            undo_top, redo_top = (last.undo_top, last.redo_top) if last else (None, None)
            if undo_top == step.id:
                self._log(new, (step.below, new.id), redo_top, moves)
            else:
                self._log(new, (new.id, step.below), undo_top, moves)
        return Change(new.id, step.label, moves)

    def moves_of(self, step_id: str) -> tuple[Move, ...]:
        """Return what a step did, from its events."""
        with in_plain_words(self.path, "read"):
            rows = self._conn.execute(
                f"{EVENTS_SELECT} WHERE step_id = ? ORDER BY position", (step_id,)
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

    def _text(self, article_id: str) -> str:
        if article_id not in self._documents:
            # One article is worked on at a time; its text never changes.
            self._documents = {article_id: self.document(article_id)}
        return self._documents[article_id].text

    def _back_up(self, *, is_second_due: bool) -> None:
        """Back the project up; a second place may be far away, and no window waits for it."""
        key, last = self._state()
        self.notices += safekeeping.keep_safe(
            self._conn, self.path, key, last, is_second_due=is_second_due
        )

    def _back_up_or_refuse(self) -> None:
        """Raise `ProjectError` where there is no backup to go back to from a newer schema."""
        try:
            back_up(self._conn, *self._state())
        except (OSError, sqlite3.Error) as error:
            raise ProjectError(
                f"{self.path.name} was made by an older On Record and is changed only after a "
                f"backup, which failed ({reason_of(error)}); make room in {named(home())}, or let "
                "it take files"
            ) from error

    def _state(self) -> tuple[str, str]:
        """Return the ids of the project and of its last step, by which a backup is known."""
        last = self.last_step()
        return project_id(self._conn, self.path), last.id if last else NO_STEP
