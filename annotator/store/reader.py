"""Reading a project: every row is checked against its digest as it is read."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from annotator.edits import Change
from annotator.errors import ProjectError, UsageError
from annotator.files import sync_folder
from annotator.hits import Found, Rest
from annotator.library import Facts
from annotator.model import (
    Article,
    Listing,
    Marks,
    Noun,
    Omission,
    Step,
    Version,
    new_id,
)
from annotator.query import Query
from annotator.store import drafts, kept, keyring
from annotator.store.allegations import gathered
from annotator.store.backup import copy_whole
from annotator.store.facts import CLAIM_COUNTS, facts
from annotator.store.faults import in_plain_words, sql_errors
from annotator.store.finding import FIRST, Finder
from annotator.store.opening import (
    connect_for_reading,
    discard,
    quick_check,
    refuse_strangers,
    schema_version,
)
from annotator.store.past import PastReading
from annotator.store.phrases import articles_holding
from annotator.store.rows import STEPS, TABLES, damaged_row, digest, tables_in
from annotator.text import sha256

if TYPE_CHECKING:
    from annotator.rules import HouseRules
    from annotator.store.compacting import GivenUp
    from annotator.sums import Sums

T = TypeVar("T")
NEVER = "1970-01-01T00:00:00Z"
_SHORTEST_DIGITS = 6
"""An id that begins with digits alone is meant by at least so many of them."""


class Reader(PastReading):
    """A project that is read and cannot be changed; works while a window has it open."""

    def __init__(self, path: Path, conn: sqlite3.Connection, scratch: Path | None = None) -> None:
        super().__init__(path, conn)
        self._scratch = scratch

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return a reader on the project at `path`, or raise `ProjectError`."""
        schema_version(path)
        with in_plain_words(path, "opened"):
            conn, scratch = connect_for_reading(path)
            try:
                refuse_strangers(conn, path)
                quick_check(conn, path)
            except BaseException:
                conn.close()
                if scratch:
                    shutil.rmtree(scratch)
                raise
        return cls(path, conn, scratch)

    def is_confidential(self) -> bool:
        """Return whether nothing outside the project may tell of it.

        It holds who a source is, or is encrypted.
        """
        return self.is_encrypted or super().is_confidential()

    @property
    def is_encrypted(self) -> bool:
        """Return whether the project can be read with its passphrase alone."""
        return keyring.secret_in(self._conn) is not None

    @classmethod
    def beside(cls, path: Path) -> Self:
        """Return a reader on a project that this process has open, for use in another thread.

        The file was checked when it was opened. It is left to SQLite alone: opening and closing
        it otherwise would release the locks of the connection that is there.
        """
        with in_plain_words(path, "opened"):
            conn, scratch = connect_for_reading(path)
        reader = cls(path, conn, scratch)
        reader._is_beside = True
        return reader

    def close(self) -> None:
        """Let the file go."""
        self._conn.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def save_copy(self, target: Path) -> None:
        """Write a verified copy of the project to `target`, whole or not at all.

        Raises `ProjectError` where `target` is this project, and where it cannot be written.
        """
        if target.exists() and self.path.exists() and target.samefile(self.path):
            raise ProjectError(f"{target.name} is the project that is open; choose another name")
        draft = target.with_name(f".{new_id()}.tmp")
        try:
            with in_plain_words(target, "written"):
                copy_whole(self._conn, draft)
            draft.replace(target)
            sync_folder(target.parent)
        except OSError as error:
            raise ProjectError(
                f"{target.name} could not be written there; choose another folder"
            ) from error
        finally:
            discard(draft)

    def articles(self) -> list[Article]:
        """Return all articles by number."""
        return self._nouns(Article, "1 ORDER BY number")

    def claim_counts(self) -> dict[str, int]:
        """Return how many claims each article has; articles without one are left out."""
        with self._in_words():
            return dict(self._conn.execute(CLAIM_COUNTS).fetchall())

    def find_article(self, reference: str) -> Article:
        """Return the article that a person means by a number, an id or the beginning of one."""
        asked = reference
        if not reference.isprintable():
            reference = ""
        if reference.isascii() and reference.isdigit() and len(reference) < 10:
            by_number = self._nouns(Article, "number = ?", int(reference))
            if by_number:
                return by_number[0]
            if len(reference) < _SHORTEST_DIGITS:
                # "7" where there are six articles is a slip, not the beginning of an id.
                reference = ""
        upper = reference + "\U0010ffff"
        found = self._nouns(Article, "id >= ? AND id < ? LIMIT 2", reference, upper)
        if not reference or not found:
            raise UsageError(
                f"there is no article “{asked}” in {self.path.name}; "
                "`onrecord articles` lists them"
            )
        if len(found) > 1:
            raise UsageError(
                f"more than one article begins with “{reference}”; give more of its id"
            )
        return found[0]

    def article_with(self, text: str) -> Article | None:
        """Return the article that has exactly this canonical text, if there is one."""
        found = self._nouns(Article, "sha256 = ?", sha256(text))
        return found[0] if found else None

    def original(self, article_id: str) -> bytes:
        """Return the bytes that an article was imported from."""
        with self._in_words():
            row = self._conn.execute(
                "SELECT data, digest FROM original WHERE id = ?", (article_id,)
            ).fetchone()
        if row is None or digest("original", [article_id, row[0]]) != row[1]:
            raise damaged_row("original", article_id)
        return bytes(row[0])

    def find(
        self,
        query: Query,
        is_wanted: Callable[[], bool] = lambda: True,
        limit: int = FIRST,
        rest: Rest | None = None,
    ) -> Found:
        """Return at most `limit` hits, and where to go on; where unwanted, perhaps none."""
        with self._in_words():
            return Finder(self._conn, self._read, self.marks, query).find(is_wanted, limit, rest)

    def allegations(self, article_id: str | None = None) -> list[Marks]:
        """Return what is alleged in an article, or in each, with what answers it; no texts."""
        return gathered(self._nouns, article_id)

    def facts(self) -> dict[str, Facts]:
        """Return what is known of articles beside themselves, by id; many have nothing."""
        with self._in_words():
            return facts(self._conn, self.allegations())

    def kept_sums(
        self, house: "HouseRules", is_wanted: Callable[[], bool] = lambda: True
    ) -> list["Sums"]:
        """Return what is kept of articles' figures that were counted by these house rules.

        What was never counted, or changed since, is not among them.
        """
        with self._in_words():
            return list(kept.kept(self._conn, house, is_wanted))

    def touched_by(self, change: Change) -> set[str]:
        """Return the ids of the articles in whose marks or sources a change is."""
        with self._in_words():
            return kept.touched(self._conn, change)

    def at_once(self, read: Callable[[], T], is_wanted: Callable[[], bool]) -> T | None:
        """Return what `read` reads as it stood between two steps; None once it is wanted no more.

        No snapshot is held, since one keeps the window from writing: what changed is read again.
        After `interrupt` it is wanted no more.
        """
        try:
            while is_wanted():
                before = self.last_step()
                try:
                    found = read()
                except (LookupError, ValueError):
                    if self.last_step() == before:
                        raise
                else:
                    if self.last_step() == before:
                        return found
        except sql_errors.operational:
            if is_wanted():
                raise
        return None

    @staticmethod
    def while_wanted(work: Callable[[], T], is_wanted: Callable[[], bool]) -> T | None:
        """Return what `work` returns; None where it was broken off, since it is wanted no more."""
        try:
            return work()
        except sql_errors.operational:
            if is_wanted():
                raise
        return None

    def interrupt(self) -> None:
        """Break off what another thread is reading, and let a write have the file."""
        with suppress(*sql_errors.programming):  # closed in the meantime
            self._conn.interrupt()

    def size_of(self, article_id: str, until: int) -> tuple[int, int, int]:
        """Return how many characters and claims an article has, and how many begin early.

        Early is before the offset `until`.
        """
        with self._in_words():
            found = self._conn.execute(
                "SELECT (SELECT length(text) FROM document WHERE id = ?1),"
                " (SELECT count(*) FROM claim WHERE article_id = ?1),"
                " (SELECT count(*) FROM claim WHERE article_id = ?1 AND start < ?2)",
                (article_id, until),
            ).fetchone()
        return found[0] or 0, found[1], found[2]

    def listings(self, article_id: str) -> list[Listing]:
        """Return what stands on an article's source list, heard or not."""
        return self._nouns(Listing, "article_id = ?", article_id)

    def articles_holding(self, phrases: Iterable[str]) -> Counter[str]:
        """Return for each article how many of `phrases` its text holds."""
        with self._in_words():
            return articles_holding(self._conn, phrases)

    def versions(self) -> list[Version]:
        """Return which articles are new versions of others; an older project knows none."""
        with self._in_words():
            is_there = Version.__name__.lower() in tables_in(self._conn)
        return self._nouns(Version, "1 ORDER BY id") if is_there else []

    def omissions(self, article_id: str) -> list[Omission]:
        """Return which claims of an earlier version a person left out of an article."""
        with self._in_words():
            is_there = Omission.__name__.lower() in tables_in(self._conn)
        return self._nouns(Omission, "article_id = ?", article_id) if is_there else []

    def drafts(self) -> dict[drafts.Place, str]:
        """Return what was being typed and not kept when the program ended, the latest last."""
        with self._in_words():
            return drafts.kept(self._conn)

    def known(self, kind: type[Noun], ids: Iterable[str]) -> set[str]:
        """Return those of `ids` that some noun of this kind in the project has."""
        sql = f"SELECT id FROM {TABLES[kind].name} WHERE id IN (SELECT value FROM json_each(?))"
        with self._in_words():
            return {key for (key,) in self._conn.execute(sql, (json.dumps(sorted(ids)),))}

    def dated(self) -> str:
        """Return when the project last changed, ISO 8601 in UTC."""
        step = self.last_step()
        return step.at if step else NEVER

    def last_step(self) -> Step | None:
        """Return the newest step of the history."""
        found = self._read(STEPS, "1 ORDER BY seq DESC LIMIT 1")
        return found[0] if found else None

    def undoable(self) -> Step | None:
        """Return the step that an undo would take back."""
        last = self.last_step()
        return self.step(last.undo_top) if last and last.undo_top else None

    def redoable(self) -> Step | None:
        """Return the undo that a redo would take back."""
        last = self.last_step()
        return self.step(last.redo_top) if last and last.redo_top else None

    def step(self, step_id: str) -> Step:
        """Return one step of the history."""
        return self._read(STEPS, "id = ?", step_id)[0]

    def waiving(self, waiver_id: str) -> Step | None:
        """Return the step in which a waiver was made: who set the check aside, and when."""
        made = (
            "undoes IS NULL AND id IN (SELECT step_id FROM event"
            " WHERE noun = 'waiver' AND key = ? AND before IS NULL) ORDER BY seq LIMIT 1"
        )
        found = self._read(STEPS, made, waiver_id)
        return found[0] if found else None

    def waived_at(self) -> dict[str, str]:
        """Return when each waiver of the project was made, ISO 8601 in UTC, by its id."""
        made = (
            "SELECT event.key, min(step.at) FROM event JOIN step ON step.id = event.step_id"
            " WHERE event.noun = 'waiver' AND event.before IS NULL AND step.undoes IS NULL"
            " GROUP BY event.key ORDER BY event.key"
        )
        with self._in_words():
            return dict(self._conn.execute(made).fetchall())

    def reasons(self, limit: int = 50) -> list[str]:
        """Return the reasons of the project's waivers, each once, the latest first."""
        asked = "SELECT reason FROM waiver GROUP BY reason ORDER BY max(rowid) DESC LIMIT ?"
        with self._in_words():
            return [reason for (reason,) in self._conn.execute(asked, [limit])]

    def what_goes(self, before: str | None) -> "GivenUp | None":
        """Return what `Store.compact` would give up of the steps made before a moment.

        None for nothing; without a moment (ISO 8601, UTC) it is all of them.
        """
        from annotator.store import compacting

        with self._in_words():
            return compacting.plan(self._conn, before)

    def history(self, before: int | None = None, limit: int = 200) -> list[Step]:
        """Return at most `limit` steps, newest first, older than the step number `before`."""
        last = before if before is not None else 1 << 62
        return self._read(STEPS, "seq < ? ORDER BY seq DESC LIMIT ?", last, limit)
