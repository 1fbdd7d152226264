"""The open project and article: the one place through which the window changes anything."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.desk import Desk
from annotator.edits import Change, Edit, Move
from annotator.errors import AnnotatorError, EditError, ProjectError, UsageError
from annotator.model import Article, Claim, Listing, Source, Step, Waiver
from annotator.store import Store
from annotator.store.reader import Reader
from ui.opening import LARGE_TEXT, MANY_CLAIMS, Opening
from ui.upkeep import Upkeep

if TYPE_CHECKING:
    from annotator.importers.imported import Imported
    from annotator.importing import Kept


class Workspace(QObject):
    """A project, open for writing or (where somebody else has it) for reading, and its desk.

    Every change goes through `do`, `undo` or `redo`, which end in `changed`, or in `failed` with
    nothing changed; articles come in by `keep` and `keep_all`, which end in `articles_changed`.
    `said` carries what the status bar tells, `opening` the article that is
    being read in the background, None when it is there or was cancelled. `file_wanted` asks
    whoever reads beside to let the file go, since a write is about to come.
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
        self._opening: Opening | None = None
        self._upkeep: Upkeep | None = None
        self._articles: list[Article] | None = None

    @property
    def is_opening(self) -> bool:
        """Return whether an article is being read in the background."""
        return self._opening is not None

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
        self.project_opened.emit()
        ids = [article.id for article in self.articles()]
        if ids:
            self.show_article(article_id if article_id in ids else ids[0])
        for notice in opened.notices if isinstance(opened, Store) else ():
            self.said.emit(notice)
        return why

    def close(self) -> None:
        """Let the project go."""
        self.cancel_opening()
        self.file_wanted.emit()
        if self._upkeep:
            self._upkeep.end()
        if self._reader:
            self._reader.close()
        self._upkeep = None
        self._reader = self._articles = None
        self.desk = None

    def articles(self) -> list[Article]:
        """Return the project's articles by number; none where no project is open.

        They are read once and after each change of one; do not change the list.
        """
        if self._articles is None:
            self._articles = self._reader.articles() if self._reader else []
        return self._articles

    def show_article(self, article_id: str | None) -> None:
        """Put an article on the desk, a large one once it is read; or clear the desk.

        Until a large one is there, what was on the desk stays.
        """
        if self._opening and self._opening.article.id == article_id:
            return
        self.cancel_opening()
        try:
            if article_id and self._is_large(article_id):
                self._open_later(article_id)
                return
            desk = Desk(self.reader.marks(article_id)) if article_id else None
        except AnnotatorError as error:
            self._miss(error)
            return
        self._put(desk)

    def cancel_opening(self) -> None:
        """Leave what is on the desk there, whatever was being opened."""
        if self._opening:
            self._opening.cancel()
            self._opening = None
            self.opening.emit(None)

    def _is_large(self, article_id: str) -> bool:
        characters, claims = self.reader.size_of(article_id)
        return characters > LARGE_TEXT or claims > MANY_CLAIMS

    def _open_later(self, article_id: str) -> None:
        article = next((a for a in self.articles() if a.id == article_id), None)
        if article is None:
            return
        self._opening = Opening(self.reader.path, article, self._arrive, self._miss, self)
        if self.desk is None:
            self.article_opened.emit()
        self.opening.emit(article)

    def _arrive(self, desk: Desk) -> None:
        self._opening = None
        self._put(desk)
        self.opening.emit(None)

    def _miss(self, error: AnnotatorError) -> None:
        """Tell why an article cannot be shown; list no more what was deleted elsewhere."""
        self.cancel_opening()
        if isinstance(error, UsageError):
            self._articles = None
            self.articles_changed.emit()
        self.failed.emit(error)

    def _put(self, desk: Desk | None) -> None:
        self.desk = desk
        self.article_opened.emit()

    def do(self, edit: Edit, said: str = "") -> Change | None:
        """Make an edit; tell what was done by `said`, or its label, in the status bar."""
        return self._change(lambda store: store.apply(edit), lambda change: said or change.label)

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
        self.cancel_opening()
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
            self.show_article(there[0].article.id)
            self.said.emit(self._told_import(there, len(batch)))
        return [one.article if one else None for one in kept]

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
        if isinstance(self._reader, Store):
            return self._reader
        if self._reader is None:
            raise ProjectError("no project is open; open one or create one first")
        raise EditError(f"{self._reader.path.name} is read-only here; close it where it is open")

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
        """Return what was taken back or done again, and where, if that is not on the screen."""
        with suppress(AnnotatorError):  # what was done is done, and is told in any case
            ids = self.reader.articles_changed_by(change)
            here = self.desk.article.id if self.desk else None
            away = [a for a in self.articles() if a.id in ids] if here not in ids else []
            if len(away) == 1 and away[0].title not in change.label:
                words = self.tr("{told} in “{title}”").replace("{told}", words)
                words = words.replace("{title}", away[0].title)
        return words.replace("{label}", change.label)

    def _make_way(self) -> None:
        """Stop what is read in the background, which would keep a write out; it begins anew."""
        if self._opening:
            self._opening.cancel()
        if self._upkeep:
            self._upkeep.make_way()
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

    def _told_import(self, kept: Sequence["Kept"], wanted: int) -> str:
        new = sum(one.is_new for one in kept)
        if wanted == 1:
            words = self.tr("Imported “{title}”") if new else self.tr("Already here: “{title}”")
            return words.replace("{title}", kept[0].article.title)
        is_whole = new == wanted
        words = self.tr("Imported {n} articles") if is_whole else self.tr("Imported {n} of {m}")
        return words.format(n=new, m=wanted)

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
                self._meet_speakers(self.desk, change)
                self.desk.follow(change)
        if moved:
            self.articles_changed.emit()
            if self.desk is None and self._opening is None:
                self.show_article(next((a.id for a in self.articles()), None))
        self.changed.emit(change)

    def _read_again(self, moved: Sequence[Move]) -> None:
        """Read what is being opened anew, as it is after a change; let go of what was deleted."""
        if self._opening is None:
            return
        article_id = self._opening.article.id
        is_gone = any(move.after is None and move.noun.id == article_id for move in moved)
        self.cancel_opening()
        if not is_gone:
            self.show_article(article_id)

    def _meet_speakers(self, desk: Desk, change: Change) -> None:
        """Let the desk know the sources of the project that the article has not named before."""
        after = [move.after for move in change.moves]
        claims = [noun for noun in after if isinstance(noun, Claim)]
        hanging = [noun for noun in after if isinstance(noun, Claim | Listing | Waiver)]
        strangers = {noun.source_id for noun in hanging} - desk.sources.keys() - {None}
        parties = {name for claim in claims for name in (*claim.targets, *claim.implicated)}
        parties -= {source.name for source in desk.sources.values()}
        if strangers or parties:
            known = self.project_sources()
            desk.meet(s for s in known if s.id in strangers or s.name in parties)
