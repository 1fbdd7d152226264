"""The command that gives old history up: the project is closed meanwhile, and opened again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.store import Store
from ui import jobs
from ui.far_project import once_back

if TYPE_CHECKING:
    from annotator.store.compacting import GivenUp
    from ui.dialogs.compacting import CompactDialog
    from ui.main_window import MainWindow


class Compacting(QObject):
    """Asks what of the history is given up, and does it where nobody reads the project."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._came: list[str] | AnnotatorError | None = None

    def ask(self) -> None:
        """Ask what is given up."""
        from ui.dialogs.compacting import CompactDialog

        dialog = CompactDialog(self._window.workspace, self._window)
        dialog.wanted.connect(partial(self._give_up, dialog))
        dialog.open()

    def _give_up(self, dialog: "CompactDialog", given: "GivenUp") -> None:
        window = self._window
        path = window.workspace.path
        if path is None or not window.fields_are_kept():
            dialog.shut()
            return
        reviewer, article = window.workspace.reviewer, window.workspace.article
        far = window.workspace.far
        window.workspace.close()
        ended = partial(self._end, dialog, path, article.id if article else "")
        work = partial(once_back, far, partial(_compact, path, reviewer, given))
        jobs.start_when_idle(path, work, self._take, ended, self)

    def _take(self, came: list[str] | AnnotatorError) -> None:
        self._came = came

    def _end(self, dialog: "CompactDialog", path: Path, article_id: str) -> None:
        """Open it again, also after a mistake of ours, of which nothing came."""
        dialog.shut()
        self._window.opener.begin_at(path, article_id)
        self._window.open_project(path, partial(self._tell, path))

    def _tell(self, path: Path) -> None:
        """Tell what came of it, once the project is open: opening it sends away what was said."""
        came, self._came = self._came, None
        if isinstance(came, list):
            said = self.tr("Gave up old history of {name}").replace("{name}", path.name)
            self._window.workspace.said.emit(". ".join([said, *came]))
        elif came:
            self._window.banner.tell(str(came))


def _compact(path: Path, reviewer: str, given: "GivenUp") -> list[str]:
    with Store.open(path, reviewer) as store:
        store.compact(given)
        return store.notices
