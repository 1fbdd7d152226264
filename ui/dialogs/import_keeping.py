"""Articles are kept a few at a time, so that the window is looked after in between."""

from collections.abc import Generator, Sequence
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model import Article
from ui.dialogs.import_entry import Entry, State
from ui.workspace import Workspace

_AT_FIRST, _AT_ONCE = 4, 2
"""So many are kept before the window is looked after for the first time, and then each time."""


class Keeping(QObject):
    """Keeps entries, new versions last; each that is there is `HERE` from then on.

    `changed` tells how far it is, `ended` that it is over: all of it, or as far as it was wanted.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, workspace: Workspace, entries: Sequence[Entry], parent: QObject) -> None:
        super().__init__(parent)
        apart = [entry for entry in entries if not entry.earlier_id]
        later = [entry for entry in entries if entry.earlier_id]
        self.total = len(entries)
        self.entries: list[Entry] = [*apart, *later]
        self.count = 0
        self.missed = 0
        self._kept = _kept(workspace, apart, later)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self._keep(_AT_ONCE))

    def begin(self) -> None:
        """Keep the first; where those are all, it is over."""
        self._timer.start()
        self._keep(_AT_FIRST)

    def stop(self) -> None:
        """Keep no more."""
        if self._timer.isActive():
            self._timer.stop()
            self._kept.close()
            self.missed += self.total - self.count
            self.ended.emit()

    def _keep(self, most: int) -> None:
        for article in islice(self._kept, most):
            entry = self.entries[self.count]
            self.count += 1
            if article:
                entry.state = State.HERE
            else:
                self.missed += 1
        if self.count < self.total:
            self.changed.emit()
            return
        self._timer.stop()
        next(self._kept, None)  # it tells of all of them at its end
        self.ended.emit()


def _kept(
    workspace: Workspace, apart: Sequence[Entry], later: Sequence[Entry]
) -> Generator[Article | None, None, None]:
    if apart:
        yield from workspace.keeping([(entry.article, entry.words) for entry in apart])
    for entry in later:
        yield workspace.keep_version(entry.article, entry.words, entry.earlier_id)
