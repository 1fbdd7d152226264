"""What a panel reads of the whole project in the background: one thing at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.store.reader import Reader
from ui.lookup import IsWanted, Lookup
from ui.workspace import Workspace


class Survey(QObject):
    """Reads what was asked for last; nothing while no project is open.

    `gave_way` tells that it was given up for a write, so that it is asked for again.
    """

    gave_way = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lookup: Lookup | None = None
        workspace.file_wanted.connect(self._make_way)

    @property
    def is_running(self) -> bool:
        """Return whether something is being read."""
        return self._lookup is not None

    def begin(
        self,
        read: Callable[[Reader, IsWanted], Any],
        done: Callable[[Any], None],
        failed: Callable[[AnnotatorError], None],
    ) -> None:
        """Read something, and no longer what was asked for before."""
        self.cancel()
        if self._workspace.path:
            path = self._workspace.reader.path
            ends = partial(self._end, done), partial(self._end, failed)
            self._lookup = Lookup(path, Reader, read, *ends, self)

    def cancel(self) -> None:
        """Want nothing any more."""
        if self._lookup:
            self._lookup.cancel()
            self._lookup = None

    def _make_way(self) -> None:
        if self._lookup:
            self.cancel()
            self.gave_way.emit()

    def _end(self, tell: Callable[[Any], None], answer: Any) -> None:
        self._lookup = None
        tell(answer)
