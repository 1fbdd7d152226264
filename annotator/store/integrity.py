"""The doctor: everything that can be wrong with a project file, each in one sentence."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

from annotator.errors import ProjectError
from annotator.model import Marks
from annotator.rules import HouseRules, shipped
from annotator.store import kept
from annotator.store.backup import backups_of
from annotator.store.faults import error_name, is_busy, plain
from annotator.store.opening import (
    connect_for_reading,
    project_id,
    refuse_newer,
    refuse_strangers,
    schema_version,
)
from annotator.store.reader import Reader
from annotator.store.rows import BY_NAME, DOCUMENTS, damaged_rows, tables_in
from annotator.store.search import SEARCHED
from annotator.text import are_in_order
from annotator.text import sha256 as text_sha256

if TYPE_CHECKING:
    from annotator.sums import Sums

_BACKUP = "go back to a backup"
_TRIES, _PAUSE = 5, 0.1
"""So often a part is looked at that others write to meanwhile, and seconds in between."""


def examine(path: Path, house: HouseRules | None = None) -> list[str]:
    """Return what is wrong with the project at `path`, each with what can be done.

    Nothing is changed. An empty list means that the file, its schema, every row and its history
    are as they were written, and that the figures kept by these house rules (without any, by
    those shipped) are what the marks come to. Raises `ProjectError` where somebody else writes to
    it all the time: that is no damage.
    """
    return _examine(path, house or shipped())


def _examine(path: Path, house: HouseRules | None) -> list[str]:
    scratch: Path | None = None
    try:
        version = schema_version(path)
        refuse_newer(path, version)
        conn, scratch = connect_for_reading(path)
    except ProjectError as error:
        return [str(error)]
    except sqlite3.Error as error:
        if is_busy(error):
            raise _written_to(path) from error
        named = plain(error, path, "opened")
        return [str(named or f"{path.name} cannot be opened ({_reason(error)}); {_BACKUP}")]
    try:
        found = list(_findings(conn, path, version))
        # Of marks that are damaged nothing can be counted.
        return found or (_readable(lambda: _sums(conn, path, house), path) if house else [])
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def findings_of(conn: sqlite3.Connection, path: Path) -> list[str]:
    """Return what is wrong with a project that is open, but for its sums, as `examine` does."""
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    return list(_findings(conn, path, version))


def newest_backup(path: Path) -> Path | None:
    """Return the newest sound backup of the project at `path`, if its id can still be read."""
    try:
        conn, scratch = connect_for_reading(path)
    except (sqlite3.Error, OSError):
        return None
    try:
        backups = backups_of(project_id(conn, path))
    except (sqlite3.Error, OSError, ProjectError):
        return None
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
    return next((backup for backup in backups if _is_sound(backup)), None)


def _is_sound(backup: Path) -> bool:
    try:
        return not _examine(backup, None)
    except ProjectError:
        return False


def _findings(conn: sqlite3.Connection, path: Path, version: int) -> Iterator[str]:
    parts: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _pages(conn),
        lambda: _schema(conn, path, version),
        lambda: _foreign_keys(conn),
        lambda: _rows(conn),
        lambda: _own_id(conn, path),
        lambda: _contents(conn),
        lambda: _history(conn),
        lambda: _search_index(conn),
    )
    for part in parts:
        yield from _readable(part, path)


def _readable(part: Callable[[], Iterator[str]], path: Path) -> list[str]:
    """Return what is found, and where something cannot be read, that; busy is tried again."""
    found: list[str] = []
    for _ in range(_TRIES):
        found.clear()
        try:
            found.extend(part())
        except (sqlite3.Error, ProjectError, ValueError, TypeError, KeyError) as error:
            if is_busy(error):
                sleep(_PAUSE)
                continue
            found.append(f"part of the file cannot be read ({_reason(error)}); {_BACKUP}")
        return found
    raise _written_to(path)


def _written_to(path: Path) -> ProjectError:
    return ProjectError(f"{path.name} is being written to; try again in a moment")


def _pages(conn: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in conn.execute("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield f"SQLite finds the file damaged ({answer}); {_BACKUP}"


def _schema(conn: sqlite3.Connection, path: Path, version: int) -> Iterator[str]:
    try:
        refuse_strangers(conn, path, version)
    except ProjectError as error:
        yield str(error)


def _foreign_keys(conn: sqlite3.Connection) -> Iterator[str]:
    for table, row, other, _ in conn.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a {other} that is gone; {_BACKUP}"


def _rows(conn: sqlite3.Connection) -> Iterator[str]:
    for table, key in damaged_rows(conn):
        yield f"the {table} {key} is not what was saved; {_BACKUP}"


def _own_id(conn: sqlite3.Connection, path: Path) -> Iterator[str]:
    try:
        project_id(conn, path)
    except ProjectError:
        yield f"the project has lost its own id; {_BACKUP}"


def _contents(conn: sqlite3.Connection) -> Iterator[str]:
    """Compare every article with its hashes, and every claim with its article's words."""
    claims = BY_NAME["claim"]
    for key, number, hashed in conn.execute("SELECT id, number, sha256 FROM article"):
        found = conn.execute(f"{DOCUMENTS.select} WHERE id = ?", (key,)).fetchone()
        original = conn.execute("SELECT data FROM original WHERE id = ?", (key,)).fetchone()
        if found is None or original is None:
            yield f"article {number} has lost its text or its original; {_BACKUP}"
            continue
        document = DOCUMENTS.from_values(list(found[:-1]))
        if text_sha256(document.text) != hashed or not are_in_order(
            document.blocks, document.text
        ):
            yield f"the text of article {number} is not what was imported; {_BACKUP}"
        if sha256(original[0]).hexdigest() != document.original_sha256:
            yield f"the original of article {number} is not what was imported; {_BACKUP}"
        for row in conn.execute(f"{claims.select} WHERE article_id = ?", (key,)):
            claim = claims.from_values(list(row[:-1]))
            is_place = 0 <= claim.start < claim.end <= len(document.text)
            if not is_place or document.text[claim.start : claim.end] != claim.quote:
                yield f"claim {claim.id} does not quote article {number}'s words; {_BACKUP}"


def _history(conn: sqlite3.Connection) -> Iterator[str]:
    """Compare every row with the last event on it: a row that vanished leaves its event behind.

    A window may write between the events and the rows: what does not fit is looked at again.
    """
    last: dict[tuple[str, str], str | None] = {}
    events = conn.execute(
        "SELECT noun, key, after FROM event JOIN step ON step.id = step_id"
        " WHERE noun != 'identity' ORDER BY seq, event.position"
    )
    for noun, key, after in events:
        last[noun, key] = after
    suspects = []
    there = tables_in(conn) - {"identity"}
    for name, table in BY_NAME.items():
        if name in there:
            suspects += [
                (name, row[0])
                for row in conn.execute(table.select)
                if not _is_as_left(name, row, last.pop((name, row[0]), None))
            ]
    suspects += [about for about, after in last.items() if after is not None]
    for name, key in suspects:
        yield from _apart(conn, name, key)


def _is_as_left(name: str, row: tuple[Any, ...] | None, after: str | None) -> bool:
    if row is None or after is None:
        return row is None and after is None
    return bool(json.loads(after) == dict(zip(BY_NAME[name].names, row[:-1], strict=True)))


def _apart(conn: sqlite3.Connection, name: str, key: str) -> Iterator[str]:
    """Compare one row with the last event on it, both as they are at one moment."""
    conn.execute("BEGIN")
    try:
        row = conn.execute(f"{BY_NAME[name].select} WHERE id = ?", (key,)).fetchone()
        event = conn.execute(
            "SELECT after FROM event JOIN step ON step.id = step_id"
            " WHERE noun = ? AND key = ? ORDER BY seq DESC, event.position DESC LIMIT 1",
            (name, key),
        ).fetchone()
    finally:
        conn.rollback()
    if not _is_as_left(name, row, event and event[0]):
        if row:
            yield f"the {name} {key} is not as the history left it; {_BACKUP}"
        else:
            yield f"the {name} {key} is gone, and the history does not say so; {_BACKUP}"


def _search_index(conn: sqlite3.Connection) -> Iterator[str]:
    """Let FTS5 compare its index with the tables; it can do so only where it may write: a copy."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        copy = sqlite3.connect(folder / "copy")
        try:
            conn.backup(copy)
            for table in SEARCHED:
                index = f"{table}_fts"
                check = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
                try:
                    copy.execute(check)
                except sqlite3.DatabaseError:
                    yield f"the search index of {table} is wrong; searching may miss words"
        finally:
            copy.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sums(conn: sqlite3.Connection, path: Path, house: HouseRules) -> Iterator[str]:
    """Count every article anew whose figures are kept.

    A window may write meanwhile: what does not fit is looked at again, all of it at one moment.
    """
    from annotator.measures.counted import counted
    from annotator.sums import sums_of

    def is_off(marks: Marks, kept_of_it: "Sums") -> bool:
        return sums_of(counted(marks), house) != kept_of_it

    reader = Reader(path, conn)
    for number in kept.damaged(conn):
        yield f"the figures kept of article {number} are damaged; they will be counted anew"
    found = {sums.article_id: sums for sums in reader.kept_sums(house)}
    every = reader.marks_by_turns(list(found))
    off = {marks.article.id for marks in every if is_off(marks, found[marks.article.id])}
    if not off:
        return
    with reader.snapshot():
        now = {sums.article_id: sums for sums in reader.kept_sums(house)}
        still = [reader.marks(key) for key in off & now.keys()]
    for marks in sorted(still, key=lambda marks: marks.article.number):
        if is_off(marks, now[marks.article.id]):
            yield (
                f"the figures kept of article {marks.article.number} are not what its marks come "
                "to; any change of the article has them counted anew"
            )


def _reason(error: Exception) -> str:
    return (isinstance(error, sqlite3.Error) and error_name(error)) or str(error)
