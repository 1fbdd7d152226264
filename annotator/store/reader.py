"""Reading a project: every row is checked against its digest as it is read."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID

from annotator.errors import ProjectError, UsageError
from annotator.library import Facts
from annotator.model import (
    Article,
    Claim,
    Document,
    Link,
    Listing,
    Marks,
    Noun,
    Response,
    Source,
    Step,
    Waiver,
    new_id,
)
from annotator.order import arranged
from annotator.store.allegations import gathered
from annotator.store.backup import copy_whole
from annotator.store.facts import facts
from annotator.store.faults import in_plain_words
from annotator.store.opening import (
    connect_for_reading,
    quick_check,
    refuse_strangers,
    schema_version,
)
from annotator.store.rows import DOCUMENTS, STEPS, TABLES, Table, damaged_row, digest
from annotator.text import sha256

T = TypeVar("T")
NEVER = "1970-01-01T00:00:00Z"
_MANY = 500
_SHORTEST_DIGITS = 6
"""An id that begins with digits alone is meant by at least so many of them."""


class Reader:
    """A project that is read and cannot be changed; works while a window has it open."""

    def __init__(self, path: Path, conn: sqlite3.Connection, scratch: Path | None = None) -> None:
        self.path = path
        self._conn = conn
        self._scratch = scratch
        self._is_beside = False

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return a reader on the project at `path`, or raise `ProjectError`."""
        version = schema_version(path)
        with in_plain_words(path, "opened"):
            conn, scratch = connect_for_reading(path)
            try:
                refuse_strangers(conn, path, version)
                quick_check(conn, path)
            except BaseException:
                conn.close()
                if scratch:
                    shutil.rmtree(scratch)
                raise
        return cls(path, conn, scratch)

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
        except OSError as error:
            raise ProjectError(
                f"{target.name} could not be written there; choose another folder"
            ) from error
        finally:
            draft.unlink(missing_ok=True)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything read inside come from one moment."""
        with in_plain_words(self.path, "read"):
            self._conn.execute("BEGIN")
            try:
                yield
            finally:
                self._conn.execute("ROLLBACK")

    def articles(self) -> list[Article]:
        """Return all articles by number."""
        return self._nouns(Article, "1 ORDER BY number")

    def claim_counts(self) -> dict[str, int]:
        """Return how many claims each article has; articles without one are left out."""
        with in_plain_words(self.path, "read"):
            rows = self._conn.execute("SELECT article_id, count(*) FROM claim GROUP BY article_id")
            return dict(rows.fetchall())

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

    def document(self, article_id: str) -> Document:
        """Return an article's frozen content."""
        found = self._read(DOCUMENTS, "id = ?", article_id)
        if not found:
            raise damaged_row("document", article_id)
        return found[0]

    def original(self, article_id: str) -> bytes:
        """Return the bytes that an article was imported from."""
        with in_plain_words(self.path, "read"):
            row = self._conn.execute(
                "SELECT data, digest FROM original WHERE id = ?", (article_id,)
            ).fetchone()
        if row is None or digest("original", [article_id, row[0]]) != row[1]:
            raise damaged_row("original", article_id)
        return bytes(row[0])

    def marks(self, article_id: str) -> Marks:
        """Return an article with everything marked in it, claims in reading order."""
        (article,) = self._nouns(Article, "id = ?", article_id)
        claims = self._nouns(Claim, "article_id = ?", article_id)
        inside = "IN (SELECT id FROM claim WHERE article_id = ?)"
        responses = self._nouns(Response, f"claim_id {inside}", article_id)
        waivers = self._nouns(Waiver, "article_id = ?", article_id)
        sources = self._sources_of(article_id, claims, responses, waivers)
        ids = {claim.id for claim in claims}
        links = [x for x in self._nouns(Link, f"from_id {inside}", article_id) if x.to_id in ids]
        document = self.document(article_id)
        return arranged(article, document, claims, sources, links, responses, waivers)

    def allegations(self, article_id: str | None = None) -> list[Marks]:
        """Return what is alleged in an article, or in each, with what answers it; no texts."""
        return gathered(self._nouns, article_id)

    def facts(self) -> dict[str, Facts]:
        """Return what is known of articles beside themselves, by id; many have nothing."""
        with in_plain_words(self.path, "read"):
            return facts(self._conn, self.allegations())

    def marks_at_once(self, article_id: str, is_wanted: Callable[[], bool]) -> Marks | None:
        """Return an article as it stood between two steps; None once it is wanted no more.

        No snapshot is held, since one keeps the window from writing: what changed is read again.
        After `interrupt` it is wanted no more.
        """
        try:
            while is_wanted():
                before = self.last_step()
                try:
                    marks = self.marks(article_id)
                except (LookupError, ValueError):
                    if self.last_step() == before:
                        raise
                else:
                    if self.last_step() == before:
                        return marks
        except sqlite3.OperationalError:
            if is_wanted():
                raise
        return None

    def interrupt(self) -> None:
        """Break off what another thread is reading, and let a write have the file."""
        with suppress(sqlite3.ProgrammingError):  # closed in the meantime
            self._conn.interrupt()

    def size_of(self, article_id: str) -> tuple[int, int]:
        """Return how many characters and how many claims an article has."""
        with in_plain_words(self.path, "read"):
            found = self._conn.execute(
                "SELECT (SELECT length(text) FROM document WHERE id = ?1),"
                " (SELECT count(*) FROM claim WHERE article_id = ?1)",
                (article_id,),
            ).fetchone()
        return found[0] or 0, found[1]

    def listings(self, article_id: str) -> list[Listing]:
        """Return what stands on an article's source list, heard or not."""
        return self._nouns(Listing, "article_id = ?", article_id)

    def sources(self, article_id: str | None) -> list[Source]:
        """Return the sources that can speak in an article, by name: its own and the project's."""
        return self._nouns(
            Source, "article_id IS NULL OR article_id = ? ORDER BY name", article_id
        )

    def sources_named(self, names: Iterable[str], article_id: str | None) -> dict[str, Source]:
        """Return the sources that `names` mean in an article, by name.

        A source that belongs to the article comes before one of the whole project.
        """
        found: dict[str, Source] = {}
        wanted = sorted(set(names))
        for at in range(0, len(wanted), _MANY):
            some = wanted[at : at + _MANY]
            marks = ", ".join("?" * len(some))
            where = f"name IN ({marks}) AND (article_id IS NULL OR article_id = ?)"
            ordered = f"{where} ORDER BY article_id IS NOT NULL"
            found |= {s.name: s for s in self._nouns(Source, ordered, *some, article_id)}
        return found

    def articles_of(self, source_id: str) -> list[str]:
        """Return the ids of the articles in which a source speaks, is listed or is waived."""
        with in_plain_words(self.path, "read"):
            rows = self._conn.execute(
                "SELECT article_id FROM claim WHERE source_id = ?1"
                " UNION SELECT article_id FROM listing WHERE source_id = ?1"
                " UNION SELECT article_id FROM waiver WHERE source_id = ?1",
                (source_id,),
            ).fetchall()
        return [str(row[0]) for row in rows]

    def naming(self, source: Source) -> list[Noun]:
        """Return the claims, responses, waivers and sources that name `source` as a party.

        A source of one article is named in it alone; one of the project is not meant in an
        article that has another of the same name.
        """
        own = "SELECT article_id FROM source WHERE name = ?1 AND article_id IS NOT NULL"
        here = f"(article_id = ?2 OR ?2 IS NULL AND article_id NOT IN ({own}))"
        values = (source.name, source.article_id)
        written = json.dumps(source.name, ensure_ascii=False)
        party = f"(instr(targets, ?3) OR instr(implicated, ?3)) AND {here}"
        their = f"target = ?1 AND claim_id IN (SELECT id FROM claim WHERE {here})"
        return [
            *self._nouns(Claim, party, *values, written),
            *self._nouns(Response, their, *values),
            *self._nouns(Waiver, f"target = ?1 AND {here}", *values),
            *self._nouns(Source, f"affiliation = ?1 AND (article_id IS ?2 OR {here})", *values),
        ]

    def confidential(self) -> frozenset[str]:
        """Return every string that names a confidential source."""
        with in_plain_words(self.path, "read"):
            rows = self._conn.execute("SELECT name, contact FROM identity").fetchall()
        return frozenset(word for row in rows for word in row if word)

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

    def history(self, before: int | None = None, limit: int = 200) -> list[Step]:
        """Return at most `limit` steps, newest first, older than the step number `before`."""
        last = before if before is not None else 1 << 62
        return self._read(STEPS, "seq < ? ORDER BY seq DESC LIMIT ?", last, limit)

    def _sources_of(
        self,
        article_id: str,
        claims: list[Claim],
        responses: list[Response],
        waivers: list[Waiver],
    ) -> list[Source]:
        """Return the sources that an article's marks name."""
        near = self._nouns(
            Source,
            "article_id = ?1 OR id IN (SELECT source_id FROM listing WHERE article_id = ?1"
            " UNION SELECT source_id FROM waiver WHERE article_id = ?1)",
            article_id,
        )
        heard = {claim.source_id for claim in claims if claim.source_id}
        wanted = sorted(heard - {source.id for source in near})
        for at in range(0, len(wanted), _MANY):
            some = wanted[at : at + _MANY]
            near += self._nouns(Source, f"id IN ({', '.join('?' * len(some))})", *some)
        known = {source.name for source in near}
        parties = {name for claim in claims for name in (*claim.targets, *claim.implicated)}
        parties |= {response.target for response in responses}
        parties |= {waiver.target for waiver in waivers if waiver.target}
        named = self.sources_named(parties - known, article_id)
        return [*near, *named.values()]

    def _nouns(self, noun: type[T], where: str, *values: object) -> list[T]:
        return self._read(TABLES[noun], where, *values)

    def _read(self, table: Table[T], where: str, *values: object) -> list[T]:
        sql = f"{table.select} WHERE {where}"
        with in_plain_words(self.path, "read"):
            rows: Iterable[tuple[Any, ...]] = self._conn.execute(sql, values)
            if self._is_beside:
                rows = list(rows)  # the window must not wait with a write until all is read
            # Otherwise one by one: many rows at once would need their room twice.
            return [table.from_row(row) for row in rows]


def project_id(conn: sqlite3.Connection, path: Path) -> str:
    """Return the UUID that a project keeps through copies and renames."""
    row = conn.execute("SELECT id, made_by, digest FROM project").fetchone()
    try:
        # It names a folder, and a file from elsewhere could name any.
        if row is None or digest("project", row[:-1]) != row[-1] or str(UUID(row[0])) != row[0]:
            raise ValueError
    except ValueError:
        raise ProjectError(
            f"{path.name} has lost its own id; run `onrecord doctor` on it"
        ) from None
    return str(row[0])
