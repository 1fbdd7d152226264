"""Backups: verified copies, outside the project's folder, thinned out with age."""

import os
import re
import sqlite3
from collections.abc import Callable, Container, Iterable
from datetime import UTC, datetime
from pathlib import Path

from annotator.home import home
from annotator.store.faults import error_name
from annotator.store.opening import quick_check
from annotator.store.soundness import is_sound

KEPT_RECENT, KEPT_DAYS, KEPT_WEEKS = 10, 7, 4
_PAGES = 2_000
"""So many are copied before others have their turn."""
_TIME = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"\d{8}T\d{12}Z-[0-9a-f-]+\.onrecord")


def folder_of(project_id: str) -> Path:
    """Return where a project's backups are kept."""
    return home() / "backups" / project_id


def backups_of(project_id: str) -> list[Path]:
    """Return a project's backups, newest first; other files in the folder are not ours."""
    paths = folder_of(project_id).glob("*.onrecord")
    return sorted((path for path in paths if _NAME.fullmatch(path.name)), reverse=True)


def taken(backup: Path) -> datetime:
    """Return when a backup was made, in UTC, by its name."""
    return datetime.strptime(backup.stem.partition("-")[0], _TIME).replace(tzinfo=UTC)


def backups_after(steps: Container[str]) -> list[Path]:
    """Return the backups, newest first, of a project that has these steps in its history.

    A backup is named after its last step.
    """
    for folder in (home() / "backups").glob("*"):
        found = backups_of(folder.name)
        if any(path.stem.partition("-")[2] in steps for path in found):
            return found
    return []


def back_up(
    conn: sqlite3.Connection,
    project_id: str,
    last_step: str,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Path | None:
    """Keep a verified copy, unless the newest backup already has the last step.

    `last_step` is its id: two copies of a project share their number of steps, not their steps.
    A damaged project is copied and never rotates out a good backup. Raises `OSError` or
    `sqlite3.Error` where the copy cannot be made, or is wanted no more.
    """
    newest = next(iter(backups_of(project_id)), None)
    if newest is not None and newest.stem.partition("-")[2] == last_step:
        return None
    folder = folder_of(project_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = folder / f"{datetime.now(UTC).strftime(_TIME)}-{last_step}.onrecord"
    temporary = kept.with_suffix(".part")
    try:
        copy_whole(conn, temporary, is_wanted)
        temporary.replace(kept)
    finally:
        temporary.unlink(missing_ok=True)
    old = superseded(backups_of(project_id))
    if old and is_sound(conn):
        for path in old:
            path.unlink()
    return kept


def copy_whole(
    conn: sqlite3.Connection, target: Path, is_wanted: Callable[[], bool] = lambda: True
) -> None:
    """Copy the open database to `target`, for its owner alone, verified and on disk.

    Others can write between some pages and the next; the copy begins anew then. Raises
    `sqlite3.OperationalError` once it is wanted no more.
    """

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if not is_wanted():
            raise sqlite3.OperationalError("interrupted")

    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = sqlite3.connect(target)
    try:
        conn.backup(copy, pages=_PAGES, progress=go_on)
        quick_check(copy, target)
    finally:
        copy.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def superseded(newest_first: Iterable[Path]) -> list[Path]:
    """Return the backups that are neither recent nor the last of a kept day or week."""
    kept: set[Path] = set()
    days: dict[str, Path] = {}
    weeks: dict[str, Path] = {}
    paths = list(newest_first)
    kept.update(paths[:KEPT_RECENT])
    for path in paths:
        days.setdefault(taken(path).strftime("%Y%m%d"), path)
        weeks.setdefault(taken(path).strftime("%G%V"), path)
    kept.update(list(days.values())[:KEPT_DAYS], list(weeks.values())[:KEPT_WEEKS])
    return [path for path in paths if path not in kept]


def why_not(error: Exception) -> str:
    """Return in one sentence that a backup could not be made, and why."""
    if isinstance(error, sqlite3.Error):
        reason = error_name(error) or str(error)
    elif isinstance(error, OSError):
        reason = os.strerror(error.errno or 0).lower()
    else:
        reason = str(error)
    return f"no backup could be made ({reason}); the project itself is fine"
