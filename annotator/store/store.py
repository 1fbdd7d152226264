"""A project that is open for writing: locked, checked, backed up, and brought up to date."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.edits import Change, add
from annotator.errors import AnnotatorError, ProjectError
from annotator.files import named
from annotator.home import home
from annotator.model import Article, Claim, Document
from annotator.store import kept, safekeeping, search
from annotator.store.backup import NO_STEP, back_up, reason_of
from annotator.store.creating import create
from annotator.store.drafts import DraftKeeper
from annotator.store.faults import in_plain_words, sql_errors
from annotator.store.leftovers import clean_up
from annotator.store.lock import Lock
from annotator.store.opening import (
    connect_for_writing,
    let_go,
    project_id,
    quick_check,
    refuse_newer,
    refuse_strangers,
    schema_version,
    wrap,
)
from annotator.store.protecting import Protecting
from annotator.store.rows import DOCUMENTS, digest
from annotator.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from annotator.rules import HouseRules
    from annotator.store.compacting import GivenUp
    from annotator.sums import Sums

SHORTEST_WAIT = 0.1
"""Seconds for which even a window waits for another program's write."""

PATIENCE = 3.0
"""How long a command waits for another that is writing, in seconds."""

LARGE_FILE = 1 << 20
"""Bytes above which a person would wait for a file to be checked."""


class Store(Protecting):
    """A project that this process alone may change, until it is closed."""

    @staticmethod
    def create(path: Path, passphrase: str | None = None) -> None:
        """Make an empty project at `path`, whole or not at all; never over another file.

        With a passphrase it is encrypted, and unlocked here; see `cipher.refuse_weak`.
        """
        create(path, passphrase)

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
            clean_up(path)
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
        with self._in_words():
            (last,) = self._conn.execute("SELECT max(number) FROM article").fetchone()
        return (last or 0) + 1

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
        except (OSError, *sql_errors.any) as error:
            raise ProjectError(
                f"{self.path.name} was made by an older On Record and is changed only after a "
                f"backup, which failed ({reason_of(error)}); make room in {named(home())}, or let "
                "it take files"
            ) from error

    def _state(self) -> tuple[str, str]:
        """Return the ids of the project and of its last step, by which a backup is known."""
        last = self.last_step()
        return project_id(self._conn, self.path), last.id if last else NO_STEP
