"""What the library knows of all articles: read in the background, once a question needs it."""

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.library import NOTHING, Facts
from annotator.store.reader import Reader
from ui.lookup import IsWanted
from ui.survey import Survey
from ui.workspace import Workspace

_PAUSE = 400
"""How long a change rests before everything is read again, in milliseconds."""


class LibraryFacts(QObject):
    """The facts of a project's articles; `read` tells that they are there, or are new ones."""

    read = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._facts: dict[str, Facts] | None = None
        self._is_wanted = False
        self._survey = Survey(workspace, self)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._begin)
        workspace.project_opened.connect(self._forget)
        workspace.changed.connect(self._follow)
        self._survey.gave_way.connect(self._timer.start)

    @property
    def is_there(self) -> bool:
        """Return whether they have been read."""
        return self._facts is not None

    @property
    def reviewers(self) -> list[str]:
        """Return who has marked anything in the project, as far as it is known."""
        known = (self._facts or {}).values()
        return sorted({name for facts in known for name in facts.reviewers})

    def of(self, article_id: str) -> Facts:
        """Return what is known of an article."""
        return (self._facts or {}).get(article_id, NOTHING)

    def want(self, *, is_wanted: bool) -> None:
        """Keep them fresh from now on, or no more."""
        self._is_wanted = is_wanted
        if is_wanted and self._facts is None:
            self._begin()

    def _forget(self) -> None:
        self._survey.cancel()
        self._facts = None
        if self._is_wanted:
            self._begin()

    def _follow(self) -> None:
        if self._is_wanted:
            self._timer.start()
        else:
            self._facts = None

    def _begin(self) -> None:
        self._survey.begin(_read, self._take, self._miss)

    def _take(self, facts: dict[str, Facts]) -> None:
        self._facts = facts
        self.read.emit()

    def _miss(self, error: AnnotatorError) -> None:
        self._workspace.said.emit(str(error))


def _read(reader: Reader, is_wanted: IsWanted) -> dict[str, Facts] | None:
    return reader.at_once(reader.facts, is_wanted)
