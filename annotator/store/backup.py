"""Backups: verified copies, outside the project's folder, thinned out with age."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Container, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.errors import ProjectError
from annotator.files import sync_folder
from annotator.home import home
from annotator.private import make_folder
from annotator.store import keyring
from annotator.store.faults import in_few_words, sql_errors
from annotator.store.keyring import Secret
from annotator.store.opening import discard, quick_check
from annotator.store.soundness import is_sound

KEPT_RECENT, KEPT_DAYS, KEPT_WEEKS = 10, 7, 4
NO_STEP = "0"
"""What stands for the last step of a project without any."""
_PAGES = 2_000
"""So many are copied before others have their turn."""
_TIME = "%Y%m%dT%H%M%S%fZ"
_DAMAGED = ".damaged.onrecord"
"""The end of the name of a backup that is of a damaged project: it takes no good one's place."""
_NAME = re.compile(r"\d{8}T\d{12}Z-[0-9a-f-]+(\.damaged)?\.onrecord")
_STALE_SECONDS = 24 * 3600


def folder_of(project_id: str) -> Path:
    """Return where a project's backups are kept."""
    return home() / "backups" / project_id


def backups_of(project_id: str) -> list[Path]:
    """Return a project's backups, newest first; other files in the folder are not ours."""
    return backups_in(folder_of(project_id))


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in a folder, newest first; of one that cannot be read none."""
    try:
        paths = [path for path in folder.glob("*.onrecord") if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(paths, reverse=True)


def last_step_in(backup: Path) -> str:
    """Return the id of a backup's last step, by its name."""
    return backup.name.partition("-")[2].partition(".")[0]


def taken(backup: Path) -> datetime:
    """Return when a backup was made, in UTC, by its name."""
    return datetime.strptime(backup.stem.partition("-")[0], _TIME).replace(tzinfo=UTC)


def id_with(steps: Container[str]) -> str | None:
    """Return the id of the project that has one of these steps in its history, by its backups.

    A backup is named after its last step.
    """
    for folder in (home() / "backups").glob("*"):
        if any(last_step_in(path) in steps for path in backups_of(folder.name)):
            return folder.name
    return None


def back_up(
    conn: sqlite3.Connection,
    project_id: str,
    last_step: str,
    is_wanted: Callable[[], bool] = lambda: True,
    *,
    is_newest_read: bool = False,
) -> Path | None:
    """Keep a verified copy, unless the newest backup already has the last step.

    `last_step` is its id: two copies of a project share their number of steps, not their steps.
    With `is_newest_read` the newest backup is believed only once every row of it was read. A
    damaged project is copied and never rotates out a good backup. Raises `OSError` or
    `sqlite3.Error` where the copy cannot be made, or is wanted no more.
    """
    newest = next(iter(backups_of(project_id)), None)
    is_known = newest is not None and last_step_in(newest) == last_step
    if newest is not None and is_known and keyring.can_open(newest):
        is_good = _is_sound_file(newest) if is_newest_read else not is_of_damage(newest)
        if is_good or not is_sound(conn):
            return None
    folder = folder_of(project_id)
    make_folder(folder)
    clean(folder)
    made = datetime.now(UTC)
    if newest is not None:
        made = max(made, taken(newest) + timedelta(microseconds=1))  # a clock can be set back
    temporary = folder / f"{made.strftime(_TIME)}-{last_step}.part"
    try:
        copy_whole(conn, temporary, is_wanted)
        is_good = _is_sound_file(temporary, keyring.secret_in(conn))
        kept = temporary.with_suffix(".onrecord" if is_good else _DAMAGED)
        temporary.replace(kept)
    finally:
        discard(temporary)
    sync_folder(folder)
    thin_out(folder)
    return kept


def is_of_damage(backup: Path) -> bool:
    """Return whether the project was damaged when the backup was made, by its name."""
    return backup.name.endswith(_DAMAGED)


def thin_out(folder: Path) -> None:
    """Delete the backups in a folder that are superseded; no good one where the newest is not.

    What has another passphrase is none of those that could take another's place, or lose its own.
    """
    newest_first = [path for path in backups_in(folder) if keyring.can_open(path)]
    is_damaged = bool(newest_first) and is_of_damage(newest_first[0])
    for path in superseded(newest_first):
        if is_of_damage(path) or not is_damaged:
            with suppress(OSError):  # another process may thin out, too; what stays does no harm
                path.unlink()


def clean(folder: Path) -> None:
    """Remove what a copy that was killed left."""
    for part in folder.glob("*.part*"):
        with suppress(OSError):
            if part.stat().st_mtime < time.time() - _STALE_SECONDS:
                part.unlink()


def _is_sound_file(path: Path, secret: Secret | None = None) -> bool:
    try:
        with closing(keyring.connect(path, "ro", secret=secret)) as conn:
            return is_sound(conn)
    except (*sql_errors.operational, ProjectError):
        return False  # it cannot be opened


def copy_whole(
    conn: sqlite3.Connection, target: Path, is_wanted: Callable[[], bool] = lambda: True
) -> None:
    """Copy the open database to `target`, for its owner alone, verified and on disk.

    The copy of an encrypted one is encrypted, and opens with the same entry of the keyring.
    Others can write between some pages and the next; the copy begins anew then. Raises
    `sqlite3.OperationalError` once it is wanted no more.
    """

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if not is_wanted():
            raise sqlite3.OperationalError("interrupted")

    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = keyring.connect_like(conn, target)
    try:
        conn.backup(copy, pages=_PAGES, progress=go_on)
        quick_check(copy, target)
    finally:
        copy.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def superseded(newest_first: Iterable[Path]) -> list[Path]:
    """Return the backups that are neither recent nor the last of a kept day or week.

    Of several with the same last step, as going back and forth makes, the newest counts alone.
    Of copies of a damaged project the recent ones are kept, beside the good.
    """
    paths = list(newest_first)
    good = [path for path in paths if not is_of_damage(path)]
    of_damage = [path for path in paths if is_of_damage(path)]
    steps: dict[str, Path] = {}
    days: dict[str, Path] = {}
    weeks: dict[str, Path] = {}
    for path in good:
        if steps.setdefault(last_step_in(path), path) is path:
            days.setdefault(taken(path).strftime("%Y%m%d"), path)
            weeks.setdefault(taken(path).strftime("%G%V"), path)
    recent = list(steps.values())[:KEPT_RECENT]
    kept = {*recent, *list(days.values())[:KEPT_DAYS], *list(weeks.values())[:KEPT_WEEKS]}
    return [path for path in good if path not in kept] + of_damage[KEPT_RECENT:]


def why_not(error: Exception) -> str:
    """Return in one sentence that a backup could not be made, and why."""
    return f"no backup could be made ({reason_of(error)}); the project itself is fine"


def reason_of(error: Exception) -> str:
    """Return in few words what stood in the way of a copy."""
    if isinstance(error, sql_errors.any):
        return in_few_words(error)
    if isinstance(error, OSError):
        return os.strerror(error.errno or 0).lower()
    return str(error)
