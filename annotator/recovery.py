"""What can be done about a damaged project: a good backup, or what its file still holds."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.backups import Backup, newest_sound
from annotator.errors import AnnotatorError, ProjectError, StoreError
from annotator.files import is_file, names_beside
from annotator.home import in_sight
from annotator.rules import HouseRules
from annotator.store import integrity
from annotator.store.creating import stem_with
from annotator.store.rebuilding import rebuild
from annotator.store.rebuilt import Rebuilt

_COUNTED = ("article", "claim", "source")


@dataclass(frozen=True, slots=True)
class Offers:
    """What is wrong with a project, each in one sentence, and what there is to go back to."""

    findings: tuple[str, ...]
    backup: Backup | None = None
    rebuilt: Rebuilt | None = None

    @property
    def is_damaged(self) -> bool:
        """Return whether anything is wrong."""
        return bool(self.findings)


def offers(
    path: Path, house: HouseRules | None = None, is_wanted: Callable[[], bool] = lambda: True
) -> Offers:
    """Return what is wrong with the project at `path`, and how much of it can be had again.

    Nothing is changed; what can be read of the file is put together for once and thrown away.
    Raises `ProjectError` where somebody writes to it all the time, `StoppedError` once it is
    wanted no more.
    """
    findings = tuple(integrity.examine(path, house))
    if not findings or not is_file(path):
        return Offers(findings)
    return Offers(findings, _newest(path), _readable(path, is_wanted))


def counts(rebuilt: Rebuilt) -> str:
    """Return in words how many articles, claims and sources of how many can be read."""
    told = [
        f"{rebuilt.kept[name]} of {rebuilt.known[name]} {name}s"
        for name in _COUNTED
        if rebuilt.known[name]
    ]
    return _listed(told) or f"{rebuilt.rows} rows"


def take_out(path: Path, is_wanted: Callable[[], bool] = lambda: True) -> Path:
    """Make a project beside a damaged one of what can be read of it, and return where."""
    place = in_sight(path)
    out = next(names_beside(place, stem_with(place, " recovered")))
    rebuild(path, out, is_wanted)
    return out


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _newest(path: Path) -> Backup | None:
    try:
        return newest_sound(path)
    except AnnotatorError:
        return None  # there is none, or no room to check it in


def _readable(path: Path, is_wanted: Callable[[], bool]) -> Rebuilt | None:
    try:
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            return rebuild(path, Path(folder) / "rebuilt", is_wanted)
    except (ProjectError, StoreError, OSError):
        return None  # nothing can be read, or there is no room to try
