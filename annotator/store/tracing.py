"""Traces of a source by the kind of file that they are in, as a person is told of them."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from annotator import settings
from annotator.home import home
from annotator.store.traces import Found, Trace


class Where(StrEnum):
    """In what a trace is found, in the order in which it is told."""

    PROJECT = "project"
    HISTORY = "history"
    INDEX = "search index"
    BACKUPS = "backups"
    COPIES = "copies and other files"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many traces are in how many files of a kind; of the project there is one file."""

    where: Where
    traces: int
    files: int


def tallied(found: Found, project: Path) -> list[Tally]:
    """Return each kind of file that was looked through, also where nothing was found in it."""
    traces = Counter(_where(trace, project) for trace in found.traces)
    files = Counter(_kind(file, project) for file in found.by_file)
    files[Where.HISTORY] = files[Where.INDEX] = files[Where.PROJECT]
    return [Tally(where, traces[where], files[where]) for where in Where if files[where]]


def _where(trace: Trace, project: Path) -> Where:
    kind = _kind(trace.file, project)
    if kind is not Where.PROJECT:
        return kind
    if trace.place.startswith(("history of ", "step ", "event")):
        return Where.HISTORY
    return Where.INDEX if trace.place.startswith("search index") else Where.PROJECT


def _kind(file: Path, project: Path) -> Where:
    if file == project:
        return Where.PROJECT
    chosen = settings.backup_folder()
    folders = [home() / "backups", *([chosen] if chosen else [])]
    is_backup = file.suffix == ".onrecord" and any(map(file.is_relative_to, folders))
    return Where.BACKUPS if is_backup else Where.COPIES
