"""The command that gives old history up: the project is closed meanwhile, and opened again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError, ProjectError
from annotator.store import Store
from ui import jobs

if TYPE_CHECKING:
    from annotator.store.compacting import GivenUp
    from ui.dialogs.compacting import CompactDialog
    from ui.main_window import MainWindow


class Compacting(QObject):
    """Asks what of the history is given up, and does it where nobody reads the project."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

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
        article_id = article.id if article else ""
        window.workspace.close()
        ends = (
            partial(self._end, dialog, path, article_id),
            partial(self._fail, dialog, path, article_id),
        )
        start = partial(jobs.start, partial(_compact, path, reviewer, given), *ends)
        busy = ProjectError(f"{path.name} is still being read; try again in a moment")
        jobs.when_idle(start, partial(ends[1], busy), self)

    def _end(self, dialog: "CompactDialog", path: Path, article_id: str, told: list[str]) -> None:
        self._open_again(dialog, path, article_id)
        said = self.tr("Gave up old history of {name}").replace("{name}", path.name)
        self._window.workspace.said.emit(". ".join([said, *told]))

    def _fail(
        self, dialog: "CompactDialog", path: Path, article_id: str, error: AnnotatorError
    ) -> None:
        self._open_again(dialog, path, article_id)
        self._window.banner.tell(str(error))

    def _open_again(self, dialog: "CompactDialog", path: Path, article_id: str) -> None:
        dialog.shut()
        self._window.settings.remember("article", article_id)
        self._window.open_project(path)


def _compact(path: Path, reviewer: str, given: "GivenUp") -> list[str]:
    with Store.open(path, reviewer) as store:
        store.compact(given)
        return store.notices
