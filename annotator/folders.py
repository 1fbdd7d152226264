"""The files of a folder that could hold articles, and how many others were passed over."""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.importers.formats import FORMATS
from annotator.importers.source_file import SourceFile

DEEPEST = 12
"""No folder further down is looked into."""
MOST = 5_000
"""No more files are taken at once."""

_LOCK = "~$"
"""What Word calls the file that says that a document is open."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files in their order; `hidden` and `strange` were passed over, `closed` folders not seen."""

    files: tuple[Path, ...]
    hidden: int = 0
    strange: int = 0
    closed: int = 0
    is_cut: bool = False


def gathered(folder: Path, is_wanted: Callable[[], bool] = lambda: True) -> Gathered:
    """Return what is in a folder and in those within it; links to folders are not followed."""
    files: list[Path] = []
    counts = Counter[str]()
    is_cut = False
    suffixes = {suffix for kind in FORMATS for suffix in kind.suffixes}
    for entry, depth in _walked(folder, counts):
        if not is_wanted():
            break
        if _is_hidden(entry):
            counts["hidden"] += 1
        elif _is_folder(entry):
            counts["closed"] += depth >= DEEPEST or entry.is_symlink()
        elif not _is_file(entry) or SourceFile(entry.name, b"").suffix not in suffixes:
            counts["strange"] += 1
        elif len(files) == MOST:
            is_cut = True
            break
        else:
            files.append(Path(entry.path))
    return Gathered(tuple(files), counts["hidden"], counts["strange"], counts["closed"], is_cut)


def _walked(
    folder: Path, counts: Counter[str], depth: int = 1
) -> Iterator[tuple[os.DirEntry[str], int]]:
    """Yield what is in a folder by name, and right after each folder what is in that."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: (entry.name.casefold(), entry.name))
    except OSError:
        counts["closed"] += 1
        return
    for entry in entries:
        yield entry, depth
        if _is_folder(entry, is_followed=False) and not _is_hidden(entry) and depth < DEEPEST:
            yield from _walked(Path(entry.path), counts, depth + 1)


def _is_folder(entry: os.DirEntry[str], *, is_followed: bool = True) -> bool:
    try:
        return entry.is_dir(follow_symlinks=is_followed)
    except OSError:  # a link to itself
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", _LOCK)):
        return True
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2))
