"""What the import says of itself: how far it is, what Enter does, what was passed over."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.folders import Gathered
from ui.dialogs.import_entry import Entry, State
from ui.dialogs.import_queue import ReadingQueue

_PATIENCE = 2
"""After so many seconds it is said for how long a file is being read."""


def reading_told(queue: ReadingQueue, *, is_wanted: bool) -> str:
    """Return how far the reading is; nothing where nothing is read."""
    if not queue.is_reading:
        return ""
    total = queue.total
    words = _tr("Reading {at} of {total}…") if total > 1 else _tr("Reading…")
    if queue.is_stopped:
        words = _tr("Reading is being stopped…")
    elif is_wanted:
        words = _tr("Imported as soon as it is read…")
    words = words.format(at=queue.read + 1, total=total)
    if queue.seconds >= _PATIENCE:
        words = _tr("{reading} {n} s").format(reading=words, n=queue.seconds)
    return words


def keeping_told(count: int, total: int) -> str:
    """Return how many articles are kept of those that are to be."""
    return _tr("Importing {at} of {total}…").format(at=count + 1, total=total)


def counted(entries: Sequence[Entry]) -> str:
    """Return how many there are of each."""
    states = [entry.state for entry in entries]
    doubtful = sum(entry.is_doubtful for entry in entries)
    parts = (
        (states.count(State.READY), _tr("{n} ready")),
        (doubtful, _tr("{n} to look at")),
        (states.count(State.HERE), _tr("{n} already here")),
        (states.count(State.REFUSED), _tr("{n} cannot be read")),
        (states.count(State.STOPPED), _tr("{n} not read")),
    )
    return " · ".join(words.format(n=n) for n, words in parts if n)


def button_told(states: Sequence[State], *, is_reading: bool) -> str:
    """Return what Enter does."""
    ready = states.count(State.READY)
    if ready > 1:
        return _tr("Import {n} articles").format(n=ready)
    if not ready and State.HERE in states and not is_reading:
        return _tr("Show the article")
    return _tr("Import")


def passed_over(name: str, found: Gathered) -> str:
    """Return what of a folder was not taken; nothing where all was."""
    parts = (
        (found.hidden, _tr("{n} hidden")),
        (found.strange, _tr("{n} of a kind that cannot be opened")),
        (found.closed, _tr("{n} folders not looked into")),
    )
    told = [words.format(n=n) for n, words in parts if n]
    if found.is_cut:
        told.append(_tr("more than {n} files").format(n=len(found.files)))
    words = _tr("Passed over in {name}: {what}").replace("{name}", name)
    return words.replace("{what}", ", ".join(told)) if told else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Importing", words)
