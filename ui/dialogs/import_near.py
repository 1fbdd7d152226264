"""Which articles of the project, or coming in with it, a new one is much the same as."""

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.store.reader import Reader
from annotator.versions.batch import Batch, Sketch, sketch
from annotator.versions.near import Near, candidates, nearest
from ui.dialogs.import_entry import Entry
from ui.lookup import IsWanted
from ui.survey import Survey
from ui.workspace import Workspace


class NearQuestions(QObject):
    """Asks about one entry after another; `found` tells of each that is near to something."""

    found = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Entry] = deque()
        self._entry: Entry | None = None
        self._batch: Batch[Entry] = Batch()
        self._survey = Survey(workspace, self)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._next)
        self._survey.gave_way.connect(self._ask_again)

    @property
    def is_asking(self) -> bool:
        """Return whether an answer is still to come."""
        return self._entry is not None or bool(self._waiting)

    def ask(self, entry: Entry) -> None:
        """Ask about an article that was read."""
        self._waiting.append(entry)
        if self._entry is None:
            self._next()

    def close(self) -> None:
        """Ask nothing more."""
        self._waiting.clear()
        self._entry = None
        self._survey.cancel()

    def _next(self) -> None:
        self._entry = self._waiting.popleft() if self._waiting else None
        imported = self._entry.now if self._entry else None
        if imported is None:
            return
        text, url = imported.text, imported.url

        def read(reader: Reader, is_wanted: IsWanted) -> tuple[list[Near], Sketch] | None:
            known = reader.at_once(lambda: candidates(reader, text, url), is_wanted)
            if known is None or not is_wanted():
                return None
            return nearest(text, known, url), sketch(text)

        self._survey.begin(read, self._take, self._give_up)

    def _take(self, answer: tuple[list[Near], Sketch]) -> None:
        entry = self._entry
        if entry:
            entry.near, own = answer
            found = self._batch.add(entry, own)
            entry.alike = (found[0].name, found[1]) if found else None
            if entry.near or entry.alike:
                self.found.emit(entry)
        self._next()

    def _give_up(self, _: object) -> None:
        self._next()

    def _ask_again(self) -> None:
        if self._entry:
            self._waiting.appendleft(self._entry)
            self._entry = None
            self._again.start()
