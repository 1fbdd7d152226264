"""What is known of the copies of far projects that are on this machine."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError, LockedError
from annotator.files import by_name, is_there, replacing
from annotator.home import copies
from annotator.places import Place
from annotator.store.far_files import mark_of
from annotator.store.lock import Lock

_FILE = "away.json"
_JUST_MADE = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Record:
    """One copy: kept beside it for the next start.

    `origin` is the file that it is a copy of, `asked` the name by which a person opened that.
    The file has one of the contents `bases`, by their SHA-256, unless somebody else changed it;
    what the copy held when it was last the same is `mark`.
    """

    folder: Path
    origin: Path
    asked: Path
    name: str
    place: Place | None
    bases: tuple[str, ...]
    mark: str

    @property
    def copy(self) -> Path:
        """Return the project on this machine."""
        return self.folder / self.name

    @property
    def held(self) -> Path:
        """Return what is locked while a program has the copy."""
        return self.folder / "held" / self.name

    def is_of(self, project: Path) -> bool:
        """Return whether the copy is of a project, by its name alone."""
        return by_name(project) in {self.origin, self.asked}

    def is_changed(self) -> bool:
        """Return whether the copy holds what is not written back, or is damaged and may."""
        if not is_there(self.copy):
            return False
        try:
            mark = mark_of(self.copy)
        except LockedError:
            return True  # it may, and is not to be lost
        return not mark or mark != self.mark

    def write(self) -> None:
        """Keep it, whole or as it was; raises `ExportError`."""
        known = {
            "origin": str(self.origin),
            "asked": str(self.asked),
            "name": self.name,
            "place": [self.place.name, self.place.is_network] if self.place else None,
            "bases": self.bases,
            "mark": self.mark,
        }
        with replacing(self.folder / _FILE) as file:
            file.write(json.dumps(known).encode())

    def forget(self) -> None:
        """Remove the copy and all that belongs to it; another project in its folder stays."""
        self.copy.unlink(missing_ok=True)
        with suppress(OSError):
            for each in self.folder.iterdir():
                if each.is_file() and each.suffix != ".onrecord":
                    each.unlink(missing_ok=True)

    def remove_folder(self) -> None:
        """Remove what is empty then, once nobody has the copy any more."""
        with suppress(OSError):
            self.held.parent.rmdir()
            self.folder.rmdir()


def clean_up() -> None:
    """Remove what programs that were killed over fetching a project left on this machine."""
    known = {record.folder for record in records()}
    with suppress(OSError):
        for folder in folder_of_all().iterdir():
            if folder not in known and not list(folder.glob("*.onrecord")):
                _remove_unless_held(folder)


def _remove_unless_held(folder: Path) -> None:
    locks = list((folder / "held").glob("*.lock"))
    is_new = time.time() - folder.stat().st_mtime < _JUST_MADE
    if is_new and not locks and not (folder / _FILE).exists():
        return  # it may be locked in a moment
    try:
        for lock in locks:
            Lock.take(lock.with_suffix("")).release()
    except AnnotatorError:
        return
    shutil.rmtree(folder, ignore_errors=True)


def folder_of_all() -> Path:
    """Return where the copies are, each in a folder of its own."""
    return copies()


def records() -> Iterator[Record]:
    """Yield what is known of each copy that is there."""
    with suppress(OSError):
        for folder in sorted(folder_of_all().iterdir()):
            with suppress(OSError, ValueError, KeyError, TypeError):
                record = _read(folder)
                if record.copy.is_file():
                    yield record


def left_of(project: Path) -> Record | None:
    """Return the copy of a project on this machine, in use or left; its own disk is not asked."""
    return next((record for record in records() if record.is_of(project)), None)


def name_of(project: Path) -> Path:
    """Return what a person calls a project, of which only the copy may be named."""
    if not project.is_relative_to(folder_of_all()):
        return project
    return next((record.asked for record in records() if record.copy == project), project)


def _read(folder: Path) -> Record:
    known = json.loads((folder / _FILE).read_bytes())
    name = str(known["name"])
    if Path(name).name != name:
        raise ValueError("a path")
    return Record(
        folder,
        Path(known["origin"]),
        Path(known["asked"]),
        name,
        Place(*known["place"]) if known["place"] else None,
        tuple(map(str, known["bases"])),
        str(known["mark"]),
    )
