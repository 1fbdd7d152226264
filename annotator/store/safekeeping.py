"""Where a project's backups are, here and in a second place, and which project was at a path."""

import errno
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotator import settings
from annotator.errors import DamageError, ExportError, LockedError, ProjectError, StoreError
from annotator.files import copy_synced, is_file, named, replacing, sync_folder
from annotator.home import copies, home
from annotator.model import new_id
from annotator.private import make_folder
from annotator.store import keyring
from annotator.store.backup import (
    back_up,
    backups_in,
    backups_of,
    clean,
    id_with,
    reason_of,
    thin_out,
    why_not,
)
from annotator.store.faults import sql_errors
from annotator.store.opening import connect_for_reading, is_uuid, project_id
from annotator.veiled import is_veiled, veiled

_MOST_PATHS = 1_000
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def keep_safe(
    conn: sqlite3.Connection,
    path: Path,
    project_id: str,
    last_step: str,
    is_wanted: Callable[[], bool] = lambda: True,
    *,
    is_second_due: bool = True,
    is_newest_read: bool = False,
) -> list[str]:
    """Back up what was changed, here and in the second place; return a notice of each failure.

    With `is_newest_read` the newest backup is believed only once every row of it was read.
    """
    notices = []
    remember(path, project_id)
    try:
        back_up(conn, project_id, last_step, is_wanted, is_newest_read=is_newest_read)
    except (OSError, *sql_errors.any) as error:
        notices.append(why_not(error))
    if is_second_due:
        try:
            _copy_newest(project_id, is_wanted)
        except (OSError, *sql_errors.any) as error:
            notices.append(
                f"no second backup could be made in {named(settings.backup_folder() or '')} "
                f"({reason_of(error)}); choose another folder in the settings, or make that one "
                "ready"
            )
    return notices


def every_backup(project_id: str) -> list[Path]:
    """Return a project's backups in both places, newest first; each once, the one here first."""
    second = second_folder_of(project_id)
    found = {path.name: path for path in backups_in(second)} if second else {}
    found |= {path.name: path for path in backups_of(project_id)}
    return [found[name] for name in sorted(found, reverse=True)]


def every_place_of(project_id: str) -> list[list[Path]]:
    """Return a project's backups, newest first, by place: here, then in the second one."""
    second = second_folder_of(project_id)
    return [backups_of(project_id), backups_in(second) if second else []]


def copies_of(backup: Path) -> list[Path]:
    """Return the places where a backup stands: the one that is named, then the second place."""
    second = second_folder_of(backup.parent.name)
    return [backup, second / backup.name] if second and second != backup.parent else [backup]


def second_folder_of(project_id: str) -> Path | None:
    """Return where a project's backups are copied to, None where no second place was chosen."""
    chosen = settings.backup_folder()
    return chosen / project_id if chosen else None


def id_of(path: Path) -> str | None:
    """Return the id of the project at `path`.

    Where it cannot say it any more, what is left of it does: a row, or a step that a backup has,
    too. Where nothing is left, or it is encrypted, it is that of the project last opened there.
    """
    if not is_file(path):
        return last_at(path)
    try:
        conn, scratch = connect_for_reading(path)
    except (LockedError, DamageError):
        return last_at(path)
    except (*sql_errors.any, OSError, StoreError):
        return _id_by_remains(path)
    try:
        return project_id(conn, path)
    except (*sql_errors.any, ProjectError):
        return _id_by_remains(path)
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def _id_by_remains(path: Path) -> str | None:
    from annotator.store.carving import rows_in

    if keyring.salt_of(path):
        return last_at(path)  # there is nothing to be seen in it
    steps = set()
    try:
        for row in rows_in(path):
            key = str(row.values[0])
            if row.table == "project" and is_uuid(key):
                return key
            if row.table == "step":
                steps.add(key)
    except OSError:
        pass  # it is gone
    return id_with(steps) or last_at(path)


def last_at(path: Path) -> str | None:
    """Return the id of the project that was last opened at `path`."""
    with suppress(OSError):  # without the secret nothing is known again
        return _index().get(veiled(os.path.realpath(path)))
    return None


def _copy_newest(project_id: str, is_wanted: Callable[[], bool]) -> None:
    """Copy the newest backup to the second place, whole or not at all, unless it is there."""
    folder = second_folder_of(project_id)
    newest = next(iter(backups_of(project_id)), None)
    if folder is None or newest is None or (folder / newest.name).exists():
        return
    if not folder.parent.is_dir():
        # Not made: where a drive is not plugged in, its folder would come to be on this disk.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    make_folder(folder)
    clean(folder)
    draft = folder / f"{newest.stem}.{new_id()}.part"  # a command and a window may copy at once
    try:
        copy_synced(newest, draft, is_wanted)
        draft.replace(folder / newest.name)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    sync_folder(folder)
    thin_out(folder)


def remember(path: Path, project_id: str) -> None:
    """Keep which project is at a path: a file that is gone cannot say so itself."""
    if path.is_relative_to(copies()):
        return  # the copy of a far project goes, under a name that nobody asks for
    with suppress(OSError, ExportError):
        key, kept = veiled(os.path.realpath(path)), _index()
        if kept.pop(key, None) != project_id:
            _keep(dict([*kept.items(), (key, project_id)][-_MOST_PATHS:]))


def _keep(index: dict[str, str]) -> None:
    make_folder(_index_path().parent)
    with replacing(_index_path()) as file:
        file.write(json.dumps(index, indent=1).encode())


def _index() -> dict[str, str]:
    """Return the ids of projects by their paths, as numbers: a path may name whom it is about.

    An index that was kept before, by the paths themselves, is kept anew at once.
    """
    kept = _kept()
    if all(map(is_veiled, kept)):
        return kept
    kept = {key if is_veiled(key) else veiled(key): known for key, known in kept.items()}
    with suppress(OSError, ExportError):
        _keep(kept)
    return kept


def _kept() -> dict[str, str]:
    try:
        # Nobody waits for a pipe that has the place of the file.
        kept = json.loads(_index_path().read_bytes() if _index_path().is_file() else b"{}")
    except (OSError, ValueError):
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {key: known for key, known in pairs if isinstance(known, str) and _ID.fullmatch(known)}


def _index_path() -> Path:
    return home() / "backups" / "index.json"
