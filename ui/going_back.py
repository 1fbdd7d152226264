"""Putting a backup in the place of the open project, in the background."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, StoreError
from annotator.files import named
from annotator.store import restoring
from ui import jobs
from ui.far_project import once_back

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class GoingBack(QObject):
    """The project is closed for it and opened again, whatever came of it.

    `done` carries where the former file is kept, `failed` why everything is as it was.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._came: Path | AnnotatorError | None = None

    def restore(self, project: Path, backup: Path) -> bool:
        """Put a backup in the project's place; return whether that was begun."""
        return self._begin(project, partial(restoring.restore, project, backup))

    def undo(self, project: Path, kept: Path) -> bool:
        """Put back what a restoring kept; return whether that was begun."""
        return self._begin(project, partial(restoring.undo, project, kept))

    def offer_undo(self, restored: str, project: Path, kept: Path) -> None:
        """Offer in the banner, once, to put back what a restoring kept."""
        window = self._window
        if window.workspace.is_read_only:
            return  # of which the banner tells why
        words = self.tr("{restored}; what was there before is kept as “{name}”")
        words = words.replace("{restored}", restored).replace("{name}", named(kept.name))
        window.banner.offer(words, self.tr("Undo"), partial(_undo, window, project, kept))

    def _begin(self, project: Path, work: Callable[[], Path]) -> bool:
        window = self._window
        if not window.fields_are_kept():
            return False
        if window.workspace.article:
            window.opener.begin_at(project, window.workspace.article.id)
        far = window.workspace.far if window.workspace.path == project else None
        window.workspace.leave()
        self._came = None
        # What still reads or writes the file was stopped, and has ended then.
        work = partial(once_back, far, work)
        jobs.start_when_idle(project, work, self._take, partial(self._end, project), self)
        return True

    def _take(self, came: Path | AnnotatorError) -> None:
        self._came = came

    def _end(self, project: Path) -> None:
        """Open what is there, also after a mistake of ours, of which nothing came."""
        self._window.open_project(project, partial(self._tell, project))

    def _tell(self, project: Path) -> None:
        """Tell what came of it, once the project is open: opening it sends away what was said."""
        if isinstance(self._came, Path):
            self.done.emit(self._came)
        else:
            self.failed.emit(self._came or StoreError(f"{project.name} could not be replaced"))


def _undo(window: "MainWindow", project: Path, kept: Path) -> None:
    going, said = GoingBack(window), window.workspace.said
    going.done.connect(lambda _: said.emit(window.tr("The project is again as it was before")))
    going.failed.connect(lambda error: window.banner.tell(str(error)))
    if not going.undo(project, kept):
        window.banner.tell(window.tr("What you typed last could not be kept; copy it first."))
