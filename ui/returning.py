"""The command that reads a returned report: asked for, read in the background, then shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.files import printable
from annotator.store.reader import Reader
from ui.arrival import Place
from ui.lookup import IsWanted
from ui.survey import Survey

if TYPE_CHECKING:
    from annotator.returned.matching import Matched
    from ui.main_window import MainWindow


class Returning(QObject):
    """Reads one report at a time and shows its replies."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._survey = Survey(window.workspace, self)
        self._survey.gave_way.connect(self._read_again)
        window.workspace.project_opened.connect(self._survey.cancel)
        self._path: Path | None = None

    def ask(self) -> None:
        """Ask for a report that came back."""
        from ui.dialogs import files

        window = self._window
        window.inspector.commit()
        window.commit_source()
        files.choose_returned(window, window.settings, self.read)

    def read(self, path: Path) -> None:
        """Read a report in the background."""
        self._path = path
        told = self.tr("Reading {name}…").replace("{name}", printable(path.name))
        self._window.workspace.said.emit(told)
        self._survey.begin(partial(_matched, path), self._show, self._fail)

    def _read_again(self) -> None:
        if self._path:
            self._survey.begin(partial(_matched, self._path), self._show, self._fail)

    def _show(self, matched: "Matched") -> None:
        from ui.dialogs.replies import RepliesDialog

        window = self._window
        told = self.tr("{n} replies in {name}").replace("{n}", str(len(matched.replies)))
        window.workspace.said.emit(told.replace("{name}", matched.name))
        house = window.preferences.house
        house.look()
        parts = (window.workspace, window.look, house.rules, window.keymap)
        dialog = RepliesDialog(*parts, matched, window)
        dialog.claim_wanted.connect(self._go)
        dialog.show()

    def _go(self, article_id: str, claim_id: str) -> None:
        told = self.tr("What came back on it, in “{title}”")
        self._window.goals.go(Place(article_id, told, claim_id))

    def _fail(self, error: AnnotatorError) -> None:
        self._window.workspace.said.emit("")
        self._window.banner.tell(str(error))


def _matched(path: Path, reader: Reader, is_wanted: IsWanted) -> "Matched | None":
    """Read a report and what it is about, in the pool."""
    from annotator.importers import source_file
    from annotator.returned import matching
    from annotator.returned.returned_report import WANTED
    from annotator.sandbox import REPORT, Sandbox

    with Sandbox(REPORT) as sandbox:
        source = source_file.from_path(path, wanted=WANTED)
        returned = sandbox.read_report(source, is_wanted)
    return reader.at_once(partial(matching.match, returned, reader), is_wanted)
