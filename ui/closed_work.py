"""Work on the file of the open project, which is let go for it and opened again afterwards."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, StoreError
from ui import jobs
from ui.far_project import once_back
from ui.lookup import IsWanted

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Tell = Callable[[int, int], object]
Work = Callable[[Path, str, IsWanted, Tell], Any]
"""What is done: with the project's path, under a reviewer's name, while it is wanted."""


class ClosedWork(QObject):
    """One piece of work at a time; whatever comes of it, the project is open again.

    `told` carries how many files of how many are done, `ended` what came, or the error.
    """

    told = Signal(int, int)
    ended = Signal(object)

    def __init__(self, window: "MainWindow", parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._is_wanted = True
        self._came: Any = None

    def begin(self, work: Work) -> bool:
        """Begin; return whether what stands in the fields of the window could be kept first."""
        window = self._window
        workspace, path = window.workspace, window.workspace.path
        if path is None or not window.is_kept():
            return False
        self._is_wanted, self._came = True, None
        article_id = workspace.article.id if workspace.article else ""
        reviewer, far = workspace.reviewer, workspace.far
        window.opener.begin_at(path, article_id)
        workspace.leave()
        ask = partial(work, path, reviewer, lambda: self._is_wanted, self.told.emit)
        # What still reads or writes the file was stopped, and has ended then.
        ended = partial(self._end, path)
        jobs.start_when_idle(path, partial(once_back, far, ask), self._take, ended, self)
        return True

    def cancel(self) -> None:
        """Want no more of it than is done."""
        self._is_wanted = False

    def _take(self, came: Any) -> None:
        self._came = came

    def _end(self, path: Path) -> None:
        """Open what is there, also after a mistake of ours, of which nothing came."""
        self._window.open_project(path, partial(self._tell, path))

    def _tell(self, path: Path) -> None:
        came, self._came = self._came, None
        if came is None:
            came = StoreError(f"{path.name} could not be changed")
        self.ended.emit(came)


def failure(came: Any) -> AnnotatorError | None:
    """Return what kept a piece of work from being done, None where it was done."""
    return came if isinstance(came, AnnotatorError) else None
