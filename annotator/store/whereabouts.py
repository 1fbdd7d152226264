"""Where a project's rows are: each file that holds it, and what killed programs left of it."""

import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator import settings
from annotator.errors import AnnotatorError
from annotator.files import is_file, is_there
from annotator.home import copies, home
from annotator.store.away_record import Record, records
from annotator.store.backup import folder_of
from annotator.store.restoring import kept_beside
from annotator.store.safekeeping import id_of, second_folder_of

DRAFT = ".forgotten.part"
"""The end of the name under which a file is made ready that takes the place of another."""
_LEFT = re.compile(r"\.onrecord-.+\.(part|tmp)(-journal)?|\.[0-9a-f-]{16,36}\.tmp(-journal)?")
"""What creating, restoring, copying and forgetting leave in a folder where they are killed."""
_PLAIN = b"SQLite format 3\x00"
_STALE = 600
"""Seconds after which what is being made is taken for left by a program that was killed."""
_COMPANIONS = ("-journal", "-wal")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The files of one project beside the one that is open.

    `projects` hold it or did, `leftovers` are files and folders that no program uses any more,
    `busy` those that one may just be making. `absent` are folders in which it should stand, and
    which are not there now. `others` belong to the program and hold no project.
    """

    projects: tuple[Path, ...]
    leftovers: tuple[Path, ...]
    busy: tuple[Path, ...]
    others: tuple[Path, ...]
    absent: tuple[Path, ...]


def whereabouts(path: Path, key: str) -> Whereabouts:
    """Return where else the project at `path` is, whose id is `key`; disks are asked."""
    live = Path(os.path.realpath(path))
    away = _away_of(live, key)
    origins = [record.origin for record in records() if record.copy == live]
    folders = [live.parent, *(origin.parent for origin in origins)]
    second = second_folder_of(key)
    chosen = settings.backup_folder()
    absent = [chosen] if chosen and not is_there(chosen) else []
    # What a window works on far away is written back by it, whole.
    own = {path, live, *origins}
    near = [home() / "recovered", *folders]
    candidates = dict.fromkeys(each for one in near for each in _projects_in(one))
    projects = dict.fromkeys(
        [
            *_projects_in(folder_of(key)),
            *(_projects_in(second) if second else ()),
            *(each for one in (live, *origins) for each in kept_beside(one)),
            *(each for each in candidates if each not in own and _id_in(each) == key),
            *(record.copy for record in away),
        ]
    )
    left = list(_left_in([*folders, folder_of(key), *([second] if second else [])], key, away))
    stale = [each for each in left if _is_stale(each)]
    return Whereabouts(
        tuple(projects),
        tuple(stale),
        tuple(each for each in left if each not in stale),
        tuple(_of_the_program(live)),
        tuple(absent),
    )


def beside(file: Path) -> Path:
    """Return where what takes a file's place is made ready."""
    name = file.name if file.name.startswith(".") else f".onrecord-{file.name}"
    return file.with_name(f"{name[:200]}{DRAFT}")


def companions(file: Path) -> list[Path]:
    """Return what SQLite left beside a file."""
    found = (file.with_name(file.name + end) for end in _COMPANIONS)
    return [each for each in found if is_there(each)]


def _projects_in(folder: Path) -> list[Path]:
    """Return the projects in a folder, newest name first; one that cannot be listed has none."""
    with suppress(OSError):
        found = [each for each in folder.glob("*.onrecord") if is_file(each)]
        return sorted((each for each in found if not each.name.startswith(".")), reverse=True)
    return []


def _away_of(live: Path, key: str) -> list[Record]:
    return [
        record
        for record in records()
        if record.copy != live and (record.is_of(live) or _id_in(record.copy) == key)
    ]


def _left_in(folders: list[Path], key: str, away: list[Record]) -> Iterator[Path]:
    """Yield what is half made, or left so, where this project's files are made."""
    seen = set()
    for folder in [*folders, *(record.folder for record in away)]:
        with suppress(OSError):
            for each in folder.iterdir():
                is_of_backups = folder.name == key and ".part" in each.name
                is_of_copy = folder.parent == copies() and each.suffix == ".part"
                if (is_of_backups or is_of_copy or _LEFT.fullmatch(each.name)) and each.is_file():
                    seen.add(each)
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob("onrecord-*"):
            if folder.is_dir() and _is_mine(folder, key):
                seen.add(folder)
    yield from sorted(seen)


def _is_mine(folder: Path, key: str) -> bool:
    """Return whether a temporary folder of ours holds a copy of this project."""
    try:
        return any(is_file(each) and _holds(each, key) for each in folder.iterdir())
    except OSError:
        return False  # somebody else's


def _holds(file: Path, key: str) -> bool:
    """Return whether a file is a copy of the project; many programs may have left many."""
    data = file.read_bytes()
    return key.encode() in data if data.startswith(_PLAIN) else _id_in(file) == key


def _id_in(file: Path) -> str | None:
    with suppress(AnnotatorError, OSError):
        return id_of(file)
    return None


def _is_stale(left: Path) -> bool:
    if left.name.endswith((DRAFT, f"{DRAFT}-journal")):
        return True  # whoever has the project makes none but us
    try:
        return left.stat().st_mtime < time.time() - _STALE
    except OSError:
        return False


def _of_the_program(live: Path) -> Iterator[Path]:
    """Yield what the program keeps of a person: settings, logs, the list of projects."""
    yield from companions(live)
    places = (home().glob("*"), (home() / "logs").glob("*"), (home() / "backups").glob("*.json"))
    with suppress(OSError):
        for place in places:
            yield from sorted(each for each in place if is_file(each))
    with suppress(OSError):
        for record in records():
            yield from sorted(each for each in record.folder.glob("*.json") if is_file(each))
