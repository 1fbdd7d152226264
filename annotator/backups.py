"""The backups of a project: when each was made, what it holds, whether it is sound."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import AnnotatorError, LockedError, ProjectError, StoreError
from annotator.files import named, names_beside
from annotator.home import in_sight
from annotator.store.backup import NO_STEP, backups_of, is_of_damage, last_step_in, taken
from annotator.store.creating import stem_with
from annotator.store.integrity import is_sound
from annotator.store.opening import refuse_newer, schema_version
from annotator.store.reader import Reader
from annotator.store.safekeeping import copies_of, every_backup, id_of
from annotator.store.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made (UTC), its size, and once it was read what it holds.

    `is_sound` is None until it was read; one that is damaged may hold nothing that can be counted.
    One that `is_locked` has a passphrase that was not given here, and is never read.
    """

    path: Path
    taken: datetime
    bytes: int
    is_sound: bool | None = None
    is_locked: bool = False
    articles: int | None = None
    claims: int | None = None


def found(project: Path) -> list[Backup]:
    """Return a project's backups in both places, newest first, none of them read yet.

    A project that is damaged at its beginning, or gone, is known by its path.
    """
    key = id_of(project)
    listed = []
    for path in every_backup(key) if key else ():
        try:
            listed.append(Backup(path, taken(path), path.stat().st_size))
        except OSError:
            continue  # thinned out meanwhile, or on a drive that was pulled out
    return listed


def read(backup: Backup) -> Backup:
    """Return a backup with what it holds, every row of it verified.

    Where it is damaged, the copy in the second place is read. Raises `StoreError` where there is
    no room to check it in.
    """
    is_locked = False
    for path in copies_of(backup.path):
        try:
            if not is_sound(path):
                continue
        except LockedError:
            is_locked = True
            continue
        try:
            with Reader.open(path) as reader:
                claims = sum(reader.claim_counts().values())
                articles = len(reader.articles())
        except AnnotatorError:
            continue  # it went meanwhile
        return replace(backup, path=path, is_sound=True, articles=articles, claims=claims)
    return replace(backup, is_sound=None if is_locked else False, is_locked=is_locked)


def listed(project: Path, is_wanted: Callable[[], bool] = lambda: True) -> list[Backup]:
    """Return a project's backups, newest first, each read; fewer once they are wanted no more."""
    return [read(backup) for backup in found(project) if is_wanted()]


def newest_sound(project: Path) -> Backup:
    """Return the newest backup in which nothing is wrong, or raise `ProjectError`.

    Raises `LockedError` where all that could be have a passphrase that was not given here.
    """
    locked = None
    backups = found(project)
    for backup in backups:
        whole = read(backup)
        if whole.is_sound:
            return whole
        locked = locked or (whole if whole.is_locked else None)
    if locked:
        raise LockedError(
            f"the backups of {named(project.name)} are encrypted; give their passphrase",
            locked.path,
        )
    if backups:
        raise ProjectError(
            f"every backup of {named(project.name)} is damaged; see `onrecord doctor`"
        )
    raise ProjectError(f"there is no backup of {named(project.name)}")


def make(project: Path) -> tuple[Backup, list[str]]:
    """Back a project up now, unless the newest backup has it all; return that one, and notices.

    Works while a window has the project open. Raises `ProjectError` where it cannot be done.
    """
    with Upkeep.open(project) as upkeep:
        last, before = upkeep.last_step(), _newest_of(project)
        notices = upkeep.back_up_now(lambda: True) or []
    newest = _newest_of(project)
    # Somebody who goes on working makes what is there newer than what was asked for.
    has_all = newest and (
        newest != before or last_step_in(newest) == (last.id if last else NO_STEP)
    )
    if not newest or not has_all:
        busy = f"{named(project.name)} is being changed; try again in a moment"
        raise ProjectError(notices[0] if notices else busy)
    try:
        made = Backup(newest, taken(newest), newest.stat().st_size)
        whole = read(made)
    except OSError:
        return make(project)  # the newer one of somebody else took its place by now
    except StoreError as error:
        return made, [*notices, str(error)]  # it is there; how sound it is, the disk says later
    if not whole.is_sound and not newest.exists():
        return make(project)
    if is_of_damage(newest):
        told = f"{named(project.name)} is damaged, so this is no good backup"
        notices = [*notices, f"{told}; run `onrecord doctor` on it"]
    return whole, notices


def _newest_of(project: Path) -> Path | None:
    key = id_of(project)
    return next(iter(backups_of(key)), None) if key else None


def at(file: Path) -> Backup:
    """Return a file that somebody names as a backup, read, or raise `ProjectError`.

    Of a file that has not the name of a backup, the time is that of its last change.
    """
    version = schema_version(file)
    refuse_newer(file, version)
    stat = file.stat()
    return read(Backup(file, datetime.fromtimestamp(stat.st_mtime, UTC), stat.st_size))


def copy_beside(backup: Backup, project: Path) -> Path:
    """Copy a backup to a new file beside the project, and return where."""
    words = f" backup {backup.taken.astimezone():%Y-%m-%d %H%M%S}"
    place = in_sight(project)
    target = next(names_beside(place, stem_with(place, words)))
    with Reader.open(backup.path) as reader:
        reader.save_copy(target)
    return target
