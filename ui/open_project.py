"""The open project, for reading: its articles, and which of them is on the desk."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from annotator.desk import Desk
from annotator.edits import Move
from annotator.errors import AnnotatorError, ProjectError, UsageError
from annotator.model import Article, Document, Side
from annotator.store import Store
from annotator.store.reader import Reader
from ui.drafts import Drafts
from ui.far_project import FarProject
from ui.levels import KnownLevels
from ui.lock_renewal import LockRenewal
from ui.opening import Beginning, Opening, Way, beginning_of, way_of
from ui.sides import KnownSides
from ui.upkeep import Upkeep


class OpenProject(QObject):
    """A project, open for writing or (where somebody else has it) for reading, and its desk.

    `said` carries what the status bar tells, `opening` the article that is
    being read in the background, None when it is there or was cancelled. `file_wanted` asks
    whoever reads beside to let the file go, since a write is about to come. `moved_on` tells that
    the same project is at another `path` now, since its file was lost underneath.

    Of an article with many claims the page shows the `beginning` while all of it is read. It is
    for looking alone: until the whole is there, nothing is on the desk that could be counted,
    selected or changed. `article_opened` tells of both.
    """

    project_opened = Signal()
    article_opened = Signal()
    opening = Signal(object)
    articles_changed = Signal()
    changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)
    file_wanted = Signal()
    moved_on = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self.far: FarProject | None = None
        self._is_behind = False
        self.desk: Desk | None = None
        self.beginning: Beginning | None = None
        self._opening: Opening | None = None
        # The first page is painted before anything works beside it.
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._read_rest)
        self._upkeep: Upkeep | None = None
        self._renewal: LockRenewal | None = None
        self._articles: list[Article] | None = None
        self._holders: set[object] = set()
        self.known_sides = KnownSides(self)
        self.known_levels = KnownLevels(self)
        self.drafts = Drafts(self)
        self.drafts.file_wanted.connect(self.file_wanted)
        self.drafts.failed.connect(self.failed)
        self.file_wanted.connect(self.drafts.make_way)
        for written in (self.changed, self.articles_changed, self.drafts.written):
            written.connect(self._note_far)

    @property
    def is_opening(self) -> bool:
        """Return whether an article is being read in the background."""
        return self._coming is not None

    @property
    def article(self) -> Article | None:
        """Return the article that the page shows, whole or not."""
        shown = self.desk or self.beginning
        return shown.article if shown else None

    @property
    def _coming(self) -> Article | None:
        """Return the article that is being read in the background."""
        if self.beginning:
            return self.beginning.article
        return self._opening.article if self._opening else None

    @property
    def path(self) -> Path | None:
        """Return the project that is open, as a person calls it; `reader` may read a copy."""
        if self.far:
            return self.far.origin
        return self._reader.path if self._reader else None

    @property
    def reader(self) -> Reader:
        """Return the open project for reading, or raise `ProjectError`."""
        if self._reader is None:
            raise ProjectError("no project is open; open one or create one first")
        return self._reader

    @property
    def is_read_only(self) -> bool:
        """Return whether somebody else has the project."""
        return self._reader is not None and not isinstance(self._reader, Store)

    @property
    def reviewer(self) -> str:
        """Return the name that changes are made under."""
        return self._reader.reviewer if isinstance(self._reader, Store) else ""

    @property
    def is_held(self) -> bool:
        """Return whether somebody is about something that must not be left half done."""
        return bool(self._holders)

    def hold(self, holder: object) -> None:
        """Have the project not locked until this holder lets go, or is no more about it."""
        self._holders.add(holder)

    def hold_while(self, holder: object, began: SignalInstance, *ends: SignalInstance) -> None:
        """Hold it from one signal until the first of others."""
        began.connect(lambda: self.hold(holder))
        for ended in ends:
            ended.connect(lambda *_: self.let_go(holder))

    def let_go(self, holder: object) -> None:
        """Do not mind any more that the project is locked."""
        self._holders.discard(holder)

    def mark_as(self, reviewer: str) -> None:
        """Make the changes of the open project under a name from now on."""
        if isinstance(self._reader, Store):
            self._reader.reviewer = reviewer

    def open(
        self, path: Path, reviewer: str, article_id: str = "", far: FarProject | None = None
    ) -> AnnotatorError | None:
        """Open a project; return why it is read-only, None where it can be changed.

        The article named is put on the desk, where there is none of that name the first. One
        that is far away comes as the copy `far`. Raises `ProjectError` where it cannot be read
        either; the present one stays open then.
        """
        if isinstance(self._reader, Store) and self._reader.file.is_at(path):
            return None  # our own lock would keep us out
        opened: Reader
        why = far.why if far else None
        try:
            if why:
                opened = Reader.open(path)
            else:
                opened = Store.open(path, reviewer, patience=0, is_looked_over_later=True)
        except ProjectError as error:
            if why:
                raise
            opened, why = Reader.open(path), error
        self.close()
        self._reader, self._is_behind, self._articles = opened, False, None
        self.far = far
        if isinstance(opened, Store):
            self.drafts.begin(opened)
            self._look_after(opened)
        self.project_opened.emit()
        ids = [article.id for article in self.articles()]
        if ids:
            self.show_article(article_id if article_id in ids else ids[0])
        for notice in opened.notices if isinstance(opened, Store) else ():
            self.said.emit(notice)
        return why

    def _look_after(self, store: Store) -> None:
        self._upkeep = Upkeep(store.path, self)
        self._upkeep.failed.connect(self.failed)
        self._upkeep.said.connect(self.said)
        self.file_wanted.connect(self._upkeep.make_way)
        self._renewal = LockRenewal(store, self)
        self._renewal.failed.connect(self.failed)

    def _look_no_more(self) -> None:
        if self._upkeep:
            self._upkeep.end()
        if self._renewal:
            self._renewal.end()
        self._upkeep = self._renewal = None

    def _move_on(self, store: Store) -> None:
        """Go on in a copy of the project, whose file is lost; what is on the desk stays there."""
        self.file_wanted.emit()
        self._look_no_more()
        if self._reader:
            self._reader.close()
        self._let_far_go()
        self._reader = store
        self.drafts.go_on(store)
        self._look_after(store)
        self.moved_on.emit()

    def close(self) -> None:
        """Let the project go."""
        self._stop_opening()
        self.drafts.end()
        self.file_wanted.emit()
        self._look_no_more()
        if self._reader:
            self._reader.close()
        self._let_far_go()
        self._reader = self._articles = None
        self.desk = self.beginning = None
        self._holders.clear()

    def _let_far_go(self) -> None:
        far, self.far = self.far, None
        if far:
            far.end()

    def _note_far(self) -> None:
        if self.far:
            self.far.note()

    def leave(self) -> None:
        """Let the project go and show that none is open."""
        self.close()
        self.project_opened.emit()
        self.articles_changed.emit()
        self.article_opened.emit()

    def back_up(self) -> None:
        """Back up what was changed, soon and in the background, also to the second place."""
        if self._upkeep:
            self._upkeep.back_up()

    def articles(self) -> list[Article]:
        """Return the project's articles by number; none where no project is open.

        They are read once and after each change of one; do not change the list.
        """
        if self._articles is None:
            self._articles = self._reader.articles() if self._reader else []
        return self._articles

    def sides(self) -> tuple[Side, ...]:
        """Return the project's sides in their order, each with its look; `unknown` is none."""
        return self.known_sides.listed()

    def show_article(self, article_id: str | None) -> None:
        """Put an article on the desk, a large one once it is read; or clear the desk.

        Until a large one is there, its first page is shown; where only all of it can be read,
        what was on the desk stays.
        """
        if self._coming is None or self._coming.id != article_id:
            self._show(article_id)

    def cancel_opening(self) -> None:
        """Leave what is on the desk there, whatever was to come; a first page stays to the end."""
        if self.beginning is None:
            self._stop_opening()

    def _show(self, article_id: str | None) -> None:
        self._stop_opening()
        desk = beginning = None
        try:
            way = way_of(self.reader, article_id) if article_id else None
            if article_id and way is Way.BEHIND_A_CARD:
                self._open_later(article_id)
                return
            if article_id and way is Way.PAGE_FIRST:
                beginning = beginning_of(self.reader, article_id, self.beginning)
            elif article_id:
                desk = Desk(self.reader.marks(article_id))
        except AnnotatorError as error:
            self._miss(error)
            return
        self._put(desk, beginning)
        if self.beginning:
            self._rest.start()

    def _stop_opening(self) -> None:
        self._rest.stop()
        if self._opening:
            self._opening.cancel()
            self._opening = None
            self.opening.emit(None)

    def _open_later(self, article_id: str) -> None:
        """Read an article of which nothing can be shown before."""
        article = next((a for a in self.articles() if a.id == article_id), None)
        if article is None:
            return
        self._begin(article, None)
        if self.desk is None:
            self._put(None)
        self.opening.emit(article)

    def _read_rest(self) -> None:
        """Read an article of which the first page is shown."""
        if self.beginning and self._opening is None:
            self._begin(self.beginning.article, self.beginning.document)

    def _begin(self, article: Article, document: Document | None) -> None:
        path = self.reader.path
        self._opening = Opening(path, article, document, self._arrive, self._miss, self)

    def _arrive(self, desk: Desk) -> None:
        self._opening = None
        self._put(desk)
        self.opening.emit(None)

    def _miss(self, error: AnnotatorError) -> None:
        """Tell that an article cannot be read; list no more what was deleted elsewhere.

        Of what is damaged no first page is left, too.
        """
        self._stop_opening()
        if self.beginning:
            self._put(None)
        if isinstance(error, UsageError):
            self._articles = None
            self.articles_changed.emit()
        self.failed.emit(error)

    def _put(self, desk: Desk | None, beginning: Beginning | None = None) -> None:
        self.desk, self.beginning = desk, beginning
        self.article_opened.emit()

    def _make_way(self) -> None:
        """Stop what is read in the background, which would keep a write out; it begins anew."""
        if self._opening:
            self._opening.cancel()
        self.file_wanted.emit()

    def _read_again(self, moved: Sequence[Move]) -> None:
        """Read what is being opened anew, as it is after a change; let go of what was deleted."""
        coming = self._coming
        if coming is None:
            return
        if any(move.after is None and move.noun.id == coming.id for move in moved):
            self._stop_opening()
            self.beginning = None
        else:
            self._show(coming.id)
