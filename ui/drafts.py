"""Half-typed words: kept in the project while they are typed, back in their field afterwards."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QElapsedTimer,
    QObject,
    QThreadPool,
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtWidgets import QDialog, QLineEdit

from annotator.errors import AnnotatorError, StoreError
from annotator.store import Store
from annotator.store.drafts import DraftKeeper, Place
from ui import jobs
from ui.panels.fields import EMPTIED, LineField, NoteField

SOON = 700
"""Milliseconds after a key until what was typed is written: with it, what was typed meanwhile."""
AGAIN = 200
"""Milliseconds until a write that found the file busy is tried again."""
URGENT = 1_200
"""Milliseconds after a key from which on what is read in the background makes way."""
_LONGEST_WAIT = 1_000
"""Milliseconds for which a change waits for a write of drafts, which the disk holds up then."""

Where = Callable[[], Place | None]
"""What a field is about now, and which field it is; None where it is about nothing."""


class Drafts(QObject):
    """What is being typed in the open project, and what was when the program last ended.

    It is written in a thread of its own, on which no key waits. `file_wanted` asks whoever reads
    beside to let the file go, `failed` tells once why the words cannot be kept.
    """

    file_wanted = Signal()
    failed = Signal(object)
    written = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper: DraftKeeper | None = None
        self._found: dict[Place, str] = {}
        self._there: set[Place] = set()
        self._waiting: dict[Place, str | None] = {}
        self._on_way: dict[Place, str | None] = {}
        self._was_told = False
        self._age = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._write)
        self._job: jobs.Job | None = None
        # Not the common pool: there it could stand behind work of minutes.
        self._pool = QThreadPool(self, maxThreadCount=1)

    def begin(self, store: Store) -> None:
        """Follow what is typed in a project; find what was being typed in it before."""
        self._keeper, self._was_told = store.draft_keeper, False
        try:
            self._found = store.drafts()
        except AnnotatorError as error:
            self.failed.emit(error)
        self._there = set(self._found)

    def go_on(self, store: Store) -> None:
        """Keep what is being typed in a copy of the project from now on, whose file is lost."""
        self._keeper, self._was_told = store.draft_keeper, False

    def found(self) -> list[Place]:
        """Return where something was being typed that is not back in its field, latest first."""
        return list(reversed(self._found))

    def end(self) -> None:
        """Write what is still to be written, and follow the project no more."""
        self._timer.stop()
        self.make_way()
        left = {**self._on_way, **self._waiting}
        if self._keeper and left:
            try:
                self._keeper.keep(left)
            except AnnotatorError as error:
                self.failed.emit(error)
        self._keeper = self._job = None
        for words in (self._found, self._waiting, self._on_way, self._there):
            words.clear()

    def settle(self) -> AnnotatorError | None:
        """Write what is still to be written, and follow the project no more, if that went well.

        Return why it did not: then all is followed as before, and the words are still there.
        """
        self._timer.stop()
        self.make_way()
        left = {**self._on_way, **self._waiting}
        error: AnnotatorError | None = None
        if self._keeper and left:
            try:
                if not self._keeper.keep(left):
                    error = StoreError("the project is being read or written; try again")
            except AnnotatorError as refused:
                error = refused
        if error:
            self._timer.start(URGENT)
        else:
            self._waiting.clear()
            self._on_way.clear()
            self.end()
        return error

    def make_way(self) -> None:
        """Let a write that has begun come to its end: a change is about to be written."""
        if self._job:
            self._pool.waitForDone(_LONGEST_WAIT)

    def take(self, place: Place) -> str:
        """Return what was being typed at a place, once; empty where nothing was."""
        return self._found.pop(place, "")

    def note(self, place: Place, words: str) -> None:
        """Keep what is being typed at a place; empty where nothing is any more."""
        if self._keeper is None or (not words and place not in self._there):
            return
        if words:
            self._there.add(place)
        else:
            self._there.discard(place)
            self._found.pop(place, None)
        # What was typed last is to be the last.
        self._waiting.pop(place, None)
        self._waiting[place] = words or None
        if not self._age.isValid():
            self._age.start()
        if self._job is None and not self._timer.isActive():
            self._timer.start(SOON if words else 0)

    def follow(self, field: LineField | NoteField, where: Where) -> None:
        """Keep what is typed in a field, and put it back there; `where` is asked at each time."""
        _Followed(self, field, where)

    def follow_line(self, line: QLineEdit, place: Place, dialog: QDialog) -> None:
        """Do so for a line that says nothing itself, until its dialog is done with it."""
        typed = TypedLine(line)
        _Followed(self, typed, lambda: place)
        typed.loaded.emit()
        dialog.finished.connect(typed.forget)

    def _write(self) -> None:
        if self._keeper is None or self._job or not self._waiting:
            return
        if self._age.isValid() and self._age.elapsed() > URGENT:
            self.file_wanted.emit()
        self._on_way, self._waiting = self._waiting, {}
        keep = partial(self._keeper.keep, self._on_way)
        job = self._job = jobs.start(
            keep,
            lambda is_kept: self._end_write(job, is_kept=is_kept),
            lambda error: self._fail(job, error),
            pool=self._pool,
        )

    def _end_write(self, job: jobs.Job, *, is_kept: bool) -> None:
        if job is not self._job:  # of a project that is closed
            return
        self._job = None
        if is_kept:
            self.written.emit()
            self._was_told = False
            self._age.invalidate()
            if self._waiting:
                self._age.start()
        else:
            self._waiting = {**self._on_way, **self._waiting}
        self._on_way = {}
        if self._waiting:
            self._timer.start(SOON if is_kept else AGAIN)

    def _fail(self, job: jobs.Job, error: AnnotatorError) -> None:
        """Say once that the words cannot be kept; they stay in their field and are tried again."""
        if job is not self._job:
            return
        self._end_write(job, is_kept=False)
        self._timer.start(URGENT)
        if not self._was_told:
            self._was_told = True
            self.failed.emit(error)


class TypedLine(QObject):
    """A line that begins with words, seen as a field whose other words are not kept yet."""

    drafted = Signal(str)
    loaded = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._began = line.text()
        line.textChanged.connect(self._tell)  # no longer than this lives

    @property
    def pending(self) -> str:
        """Return what was typed."""
        words = self._line.text()
        return (words or EMPTIED) if words != self._began else ""

    def resume(self, words: str) -> None:
        """Show words as if they had just been typed."""
        self._line.setText(words)
        self._tell()

    def forget(self) -> None:
        """Be done with the line: what was typed is kept, or given up."""
        self.drafted.emit("")

    @Slot()
    def _tell(self) -> None:
        self.drafted.emit(self.pending)


class _Followed(QObject):
    """One field; words belong to what it was about when their first letter was typed."""

    def __init__(
        self,
        drafts: Drafts,
        field: LineField | NoteField | TypedLine,
        where: Where,
    ) -> None:
        super().__init__(field)
        self._drafts, self._field, self._where = drafts, field, where
        self._place: Place | None = None
        drafted: SignalInstance = field.drafted
        drafted.connect(self._note)
        field.loaded.connect(self._offer)

    def _note(self, words: str) -> None:
        if words and self._place is None:
            self._place = self._where()
        if self._place:
            self._drafts.note(self._place, words)
        if not words:
            self._place = None

    def _offer(self) -> None:
        place = self._where()
        words = self._drafts.take(place) if place else ""
        if words:
            self._field.resume("" if words == EMPTIED else words)
            # Where the field keeps these very words by now, nothing is typed any more.
            if self._place is None and place:
                self._drafts.note(place, "")
