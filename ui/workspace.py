"""The open project and article: the one place through which the window changes anything."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator import attribution
from annotator.desk import Desk
from annotator.edits import Change, Edit, Move
from annotator.errors import AnnotatorError, EditError, ProjectError, UsageError
from annotator.model import Article, Document, Side, Source, Step
from annotator.sides import with_sides
from annotator.store import Store
from annotator.store.reader import Reader
from ui.keeping import keep_version
from ui.notices import import_told, step_told
from ui.opening import Beginning, Opening, Way, beginning_of, way_of
from ui.sides import KnownSides
from ui.upkeep import Upkeep

if TYPE_CHECKING:
    from annotator.importers.imported import Imported
    from annotator.importing import Kept


class Workspace(QObject):
    """A project, open for writing or (where somebody else has it) for reading, and its desk.

    Every change goes through `do`, `undo` or `redo`, which end in `changed`, or in `failed` with
    nothing changed; articles come in by `keep`, `keep_all` and `keep_version`, which end in
    `articles_changed`. `said` carries what the status bar tells, `opening` the article being read
    in the background, None when it is there or cancelled. `file_wanted` asks whoever reads beside
    to let the file go for a write.

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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self._is_behind = False
        self.desk: Desk | None = None
        self.beginning: Beginning | None = None
        self._opening: Opening | None = None
        # The first page is painted before anything works beside it.
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._read_rest)
        self._upkeep: Upkeep | None = None
        self._articles: list[Article] | None = None
        self.known_sides = KnownSides(self)

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
        """Return the project that is open."""
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
    def is_behind(self) -> bool:
        """Return whether the last change could not be written; one that is refused is none."""
        return self._is_behind

    @property
    def reviewer(self) -> str:
        """Return the name that changes are made under."""
        return self._reader.reviewer if isinstance(self._reader, Store) else ""

    def mark_as(self, reviewer: str) -> None:
        """Make the changes of the open project under a name from now on."""
        if isinstance(self._reader, Store):
            self._reader.reviewer = reviewer

    def open(self, path: Path, reviewer: str, article_id: str = "") -> str | None:
        """Open a project; return why it is read-only, None where it can be changed.

        The article named is put on the desk, where there is none of that name the first.
        Raises `ProjectError` where it cannot be read either; the present one stays open then.
        """
        if isinstance(self._reader, Store) and self._reader.is_still(path):
            return None  # our own lock would keep us out
        opened: Reader
        why = None
        try:
            opened = Store.open(path, reviewer, patience=0, is_looked_over_later=True)
        except ProjectError as error:
            opened, why = Reader.open(path), str(error)
        self.close()
        self._reader, self._is_behind, self._articles = opened, False, None
        if isinstance(opened, Store):
            self._upkeep = Upkeep(path, self, is_due=not opened.is_looked_over)
            self._upkeep.failed.connect(self.failed)
            self._upkeep.said.connect(self.said)
            self.file_wanted.connect(self._upkeep.make_way)
        self.project_opened.emit()
        if ids := [article.id for article in self.articles()]:
            self.show_article(article_id if article_id in ids else ids[0])
        for notice in opened.notices if isinstance(opened, Store) else ():
            self.said.emit(notice)
        return why

    def close(self) -> None:
        """Let the project go."""
        self._stop_opening()
        self.file_wanted.emit()
        if self._upkeep:
            self._upkeep.end()
        if self._reader:
            self._reader.close()
        self._upkeep = self._reader = self._articles = None
        self.desk = self.beginning = None

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

    def do(self, edit: Edit, said: str = "") -> Change | None:
        """Make an edit; tell what was done by `said`, or its label, in the status bar.

        A side that it gives to a source comes on the project's list.
        """
        return self._change(
            lambda store: store.apply(with_sides(store, edit)),
            lambda change: said or change.label,
        )

    def undo(self) -> Change | None:
        """Take the last step back, whatever it was."""
        words = self.tr("Undone: {label}")
        return self._change(lambda store: store.undo(), partial(self._told_step, words))

    def redo(self) -> Change | None:
        """Take the last undo back."""
        words = self.tr("Done again: {label}")
        return self._change(lambda store: store.redo(), partial(self._told_step, words))

    def keep(self, imported: "Imported") -> Article | None:
        """Keep an imported article and show it; one that is there already is shown."""
        return self.keep_all([(imported, None)])[0]

    def keep_all(self, batch: Sequence[tuple["Imported", int | None]]) -> list[Article | None]:
        """Keep imported articles, each a step of its own, and show the first that is there.

        Each comes with how many words it has, where that is known. Return them in their order,
        None for each that could not be kept, which stops no other.
        """
        try:
            store = self._store()
        except AnnotatorError as error:
            self._fail(error)
            return [None] * len(batch)
        self._make_way()
        kept = [self._keep_one(store, imported, words) for imported, words in batch]
        self._articles = None
        there = [one for one in kept if one]
        if len(there) == len(kept) and any(one.is_new for one in there):
            self._is_behind = False
        if there:
            self.articles_changed.emit()
            self._show(there[0].article.id)
            self.said.emit(import_told(there, len(batch)))
        else:
            self._read_again(())
        return [one.article if one else None for one in kept]

    keep_version = keep_version

    def undoable(self) -> Step | None:
        """Return what an undo would take back."""
        return self._read(Store.undoable)

    def redoable(self) -> Step | None:
        """Return what a redo would do again."""
        return self._read(Store.redoable)

    def history(self, before: int | None = None, limit: int = 200) -> Sequence[Step]:
        """Return at most `limit` steps of the project, newest first."""
        return self._reader.history(before, limit) if self._reader else []

    def project_sources(self) -> list[Source]:
        """Return every source of the project that is not another article's own."""
        article = self.desk.article.id if self.desk else None
        return self._reader.sources(article) if self._reader else []

    def _read(self, ask: Callable[[Store], Step | None]) -> Step | None:
        """Ask the project what it is asked after every change; where it cannot say, nothing.

        A file that was damaged underneath is told of once, by the change that failed.
        """
        try:
            return ask(self._reader) if isinstance(self._reader, Store) else None
        except AnnotatorError:
            return None

    def _store(self) -> Store:
        reader = self.reader
        if isinstance(reader, Store):
            return reader
        raise EditError(f"{reader.path.name} is read-only here; close it where it is open")

    def _change(
        self, work: Callable[[Store], Change], tell: Callable[[Change], str]
    ) -> Change | None:
        self._make_way()
        try:
            change: Change = work(self._store())
        except AnnotatorError as error:
            self._read_again(())
            self._fail(error)
            return None
        self._is_behind = False
        self._follow(change)
        self.said.emit(tell(change))
        return change

    def _told_step(self, words: str, change: Change) -> str:
        return step_told(words, change, self.article, self.reader)

    def _make_way(self) -> None:
        """Stop what is read in the background, which would keep a write out; it begins anew."""
        if self._opening:
            self._opening.cancel()
        self.file_wanted.emit()

    def _fail(self, error: AnnotatorError) -> None:
        # What makes no sense for the project was never to be written.
        self._is_behind |= not isinstance(error, EditError)
        self.failed.emit(error)

    def _keep_one(self, store: Store, imported: "Imported", words: int | None) -> "Kept | None":
        from annotator import importing

        try:
            return importing.keep(store, imported, words)
        except AnnotatorError as error:
            self._fail(error)
            return None

    def _follow(self, change: Change) -> None:
        moved = [move for move in change.moves if isinstance(move.noun, Article)]
        if moved:
            self._articles = None
        self._read_again(moved)
        if self.desk:
            gone = any(m.after is None and m.noun.id == self.desk.article.id for m in moved)
            if gone and self._opening:
                self._put(None)
            elif gone:
                self.desk = None
                self.show_article(next((a.id for a in self.articles()), None))
            else:
                attribution.acquaint(self.desk, change, self.project_sources)
                self.desk.follow(change)
        if moved:
            self.articles_changed.emit()
            if self.desk is None and not self.is_opening:
                self.show_article(next((a.id for a in self.articles()), None))
        self.changed.emit(change)

    def _read_again(self, moved: Sequence[Move]) -> None:
        """Read what is being opened anew, as it is after a change; let go of what was deleted."""
        if (coming := self._coming) is None:
            return
        if any(move.after is None and move.noun.id == coming.id for move in moved):
            self._stop_opening()
            self.beginning = None
        else:
            self._show(coming.id)
