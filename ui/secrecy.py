"""Whether the open project is confidential, and what is told and kept of it outside its file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from ui.telling import keep_back

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Secrecy(QObject):
    """Follows one window's project; one that becomes confidential is forgotten at once.

    The settings keep nothing then of what is done in it, and the title does not name it.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self.is_confidential = False
        for signal in (self._workspace.project_opened, self._workspace.moved_on):
            signal.connect(self.look)
        self._workspace.changed.connect(self._look_again)

    def look(self) -> None:
        """Find out anew whether the project is confidential, and what must not be told of it."""
        secrets: frozenset[str] = frozenset()
        is_confidential = False
        if self._workspace.path:
            try:
                reader = self._workspace.reader
                is_confidential = reader.is_confidential()  # asked after each change: one row
                secrets = reader.confidential() if is_confidential else secrets
            except AnnotatorError:
                return  # what was known holds on; whoever reads it is told
        keep_back(self, secrets)
        self.is_confidential = is_confidential
        if self._workspace.far:
            self._workspace.far.is_confidential = is_confidential
        self._window.settings.keep_silent(is_silent=is_confidential)

    def name(self, path: Path) -> None:
        """Say in the title which project is open; it is listed, and opened next time.

        One that is confidential is neither named nor listed, and taken out where it was.
        """
        settings, tr = self._window.settings, self._window.tr
        if self.is_confidential:
            settings.forget_project(path, [article.id for article in self._workspace.articles()])
            self._window.setWindowTitle(tr("A confidential project — On Record"))
        else:
            settings.opened(path)
            self._window.setWindowTitle(f"{path.stem} — On Record")

    def called(self, path: Path) -> str:
        """Return what the open project is called where others may look on."""
        return self._window.tr("a confidential project") if self.is_confidential else path.name

    def _look_again(self) -> None:
        before = self.is_confidential
        self.look()
        if self.is_confidential is not before and self._workspace.path:
            self.name(self._workspace.path)
