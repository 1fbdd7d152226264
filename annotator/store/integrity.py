"""The doctor: everything that can be wrong with a project file, each in one sentence."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from annotator.errors import ProjectError, StoreError
from annotator.model import Marks
from annotator.rules import HouseRules, shipped
from annotator.store import kept, soundness
from annotator.store.faults import error_name, is_busy, plain
from annotator.store.opening import (
    connect_for_reading,
    project_id,
    refuse_newer,
    refuse_strangers,
    schema_version,
)
from annotator.store.reader import Reader
from annotator.store.search import SEARCHED
from annotator.store.soundness import BACKUP

if TYPE_CHECKING:
    from annotator.sums import Sums

_NO_ROOM = {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}
_TRIES, _PAUSE = 5, 0.1
"""So often a part is looked at that others write to meanwhile, and seconds in between."""


def examine(path: Path, house: HouseRules | None = None) -> list[str]:
    """Return what is wrong with the project at `path`, each with what can be done.

    Nothing is changed. An empty list means that the file, its schema, every row and its history
    are as they were written, and that the figures kept by these house rules (without any, by
    those shipped) are what the marks come to. Raises `ProjectError` where somebody else writes to
    it all the time, `StoreError` where there is no room to check it in: that is no damage.
    """
    return _examine(path, house or shipped())


def _examine(path: Path, house: HouseRules | None) -> list[str]:
    scratch: Path | None = None
    try:
        refuse_newer(path, schema_version(path))
        conn, scratch = connect_for_reading(path)
    except ProjectError as error:
        return [str(error)]
    except sqlite3.Error as error:
        if is_busy(error):
            raise _written_to(path) from error
        named = plain(error, path, "opened")
        return [str(named or f"{path.name} cannot be opened ({_reason(error)}); {BACKUP}")]
    try:
        found = list(_findings(conn, path))
        # Of marks that are damaged nothing can be counted.
        return found or (_readable(lambda: _sums(conn, path, house), path) if house else [])
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def findings_of(conn: sqlite3.Connection, path: Path) -> list[str]:
    """Return what is wrong with a project that is open, but for its sums, as `examine` does."""
    return list(_findings(conn, path))


def is_sound(backup: Path) -> bool:
    """Return whether nothing is wrong with the project at `backup`, kept figures apart."""
    try:
        return not _examine(backup, None)
    except ProjectError:
        return False


def _findings(conn: sqlite3.Connection, path: Path) -> Iterator[str]:
    parts: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: soundness.pages(conn),
        lambda: _schema(conn, path),
        lambda: soundness.foreign_keys(conn),
        lambda: soundness.rows(conn),
        lambda: _own_id(conn, path),
        lambda: soundness.contents(conn),
        lambda: soundness.pseudonyms(conn),
        lambda: soundness.history(conn),
        lambda: _search_index(conn, path),
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
            _refuse_full(error, path)
            found.append(f"part of the file cannot be read ({_reason(error)}); {BACKUP}")
        return found
    raise _written_to(path)


def _refuse_full(error: Exception, path: Path) -> None:
    """Raise `StoreError` where it is the copy that cannot be written: the project has no part."""
    if isinstance(error, sqlite3.Error) and error_name(error) in _NO_ROOM:
        raise StoreError(
            f"{path.name} could not be checked: there is no room for a copy of it in "
            f"{tempfile.gettempdir()}; make room there and try again"
        ) from error


def _written_to(path: Path) -> ProjectError:
    return ProjectError(f"{path.name} is being written to; try again in a moment")


def _schema(conn: sqlite3.Connection, path: Path) -> Iterator[str]:
    try:
        refuse_strangers(conn, path)
    except ProjectError as error:
        yield str(error)


def _own_id(conn: sqlite3.Connection, path: Path) -> Iterator[str]:
    try:
        project_id(conn, path)
    except ProjectError:
        yield f"the project has lost its own id; {BACKUP}"


def _search_index(conn: sqlite3.Connection, path: Path) -> Iterator[str]:
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
                except sqlite3.DatabaseError as error:
                    _refuse_full(error, path)
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
