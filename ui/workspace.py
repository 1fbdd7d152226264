"""The one place through which the window changes anything, in the project that is open."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator import attribution
from annotator.edits import Change, Edit
from annotator.errors import (
    AnnotatorError,
    EditError,
    MovedError,
    OverwrittenError,
    UnconfirmedError,
)
from annotator.model import Article, Identity, Source, Span, Step
from annotator.sides import with_sides
from annotator.store import Store
from annotator.store.faults import may_pass
from annotator.vocabulary import Level
from ui.notices import import_told, step_told
from ui.open_project import OpenProject
from ui.versions import Versions

if TYPE_CHECKING:
    from annotator.importers.imported import Imported
    from annotator.importing import Kept
    from annotator.versions.renewing import Renewal
    from ui.recovering import Recovery


class Workspace(OpenProject):
    """The open project with all that changes it.

    Every change goes through `do`, `undo` or `redo`, which end in `changed`, or in `failed` with
    nothing changed; articles come in by `keep`, `keep_all`, `keeping` and `keep_version`,
    which end in `articles_changed`. `versions` knows which articles are new versions of others.

    Where the project's file was moved, replaced or deleted underneath, nothing is written into
    what is there now: its work is copied, the window goes on with that, `lost` tells so in a
    sentence, and what was to be changed is changed in the copy.
    """

    lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.versions = Versions(self)
        self._recovery: Recovery | None = None
        self._refused: Callable[[], object] | None = None
        self._steps: dict[Callable[[Store], Step | None], Step | None] = {}

    @property
    def is_behind(self) -> bool:
        """Return whether the last change could not be written; one that is refused is none."""
        return self._is_behind

    @property
    def can_try_again(self) -> bool:
        """Return whether the last change was refused by the disk, which may take it now."""
        return self._refused is not None

    def try_again(self) -> None:
        """Make the change again that the disk refused."""
        if self._refused:
            self._refused()

    def do(self, edit: Edit, said: str = "") -> Change | None:
        """Make an edit; tell what was done by `said`, or its label, in the status bar.

        A side that it gives to a source comes on the project's list.
        """
        return self._change(
            lambda store: store.apply(with_sides(store, edit)),
            lambda change: said or change.label,
        )

    def record(self, label: str) -> Change | None:
        """Note in the history that something was done that changed nothing."""
        return self._change(lambda store: store.record(label), lambda change: change.label)

    def undo(self) -> Change | None:
        """Take the last step back, whatever it was."""
        words = self.tr("Undone: {label}")
        return self._change(lambda store: store.undo(), partial(self._told_step, words))

    def redo(self) -> Change | None:
        """Take the last undo back."""
        words = self.tr("Done again: {label}")
        return self._change(lambda store: store.redo(), partial(self._told_step, words))

    def protect(self, identity: Identity, level: Level, descriptor: str) -> Change | None:
        """Keep who a source is: it goes by its pseudonym from now on, in all articles."""
        said = self.tr("Kept who a source is; it goes by its letter everywhere else")
        return self._change(
            lambda store: store.protect(identity.source_id, identity, level, descriptor),
            lambda _: said,
        )

    def release(self, source_id: str, name: str, *, forget: bool) -> Change | None:
        """Let a source go by its name again; with `forget`, how to reach it goes, too."""
        return self._change(lambda s: s.release(source_id, name, forget=forget), lambda c: c.label)

    def keep(self, imported: "Imported") -> Article | None:
        """Keep an imported article and show it; one that is there already is shown."""
        return self.keep_all([(imported, None)])[0]

    def keep_all(self, batch: Sequence[tuple["Imported", int | None]]) -> list[Article | None]:
        """Keep imported articles, each a step of its own, and show the first that is there.

        Each comes with how many words it has, where that is known. Return them in their order,
        None for each that could not be kept, which stops no other.
        """
        return list(self.keeping(batch))

    def keeping(
        self, batch: Sequence[tuple["Imported", int | None]]
    ) -> Generator[Article | None, None, None]:
        """Keep them as `keep_all` does, each when the next one is asked for.

        What came in is told at the end, also where it is closed before.
        """
        try:
            self._store()
        except AnnotatorError as error:
            self._fail(error)
            yield from [None] * len(batch)
            return
        kept: list[Kept | None] = []
        try:
            for imported, words in batch:
                self._make_way()
                one = self._keep_one(imported, words)
                kept.append(one)
                yield one.article if one else None
        finally:
            self._tell_kept(kept, len(batch))

    def _tell_kept(self, kept: "Sequence[Kept | None]", wanted: int) -> None:
        self._articles = None
        there = [one for one in kept if one]
        if len(there) == wanted and any(one.is_new for one in there):
            self._is_behind = False
        if there:
            self.articles_changed.emit()
            self._show(there[0].article.id)
            self.said.emit(import_told(there, wanted))
        else:
            self._read_again(())

    def keep_version(
        self, article: "Imported", words: int | None, earlier_id: str
    ) -> Article | None:
        """Keep an article as a new version of another, and show it.

        What is found again exactly is taken over from that; `versions.compared` tells the rest.
        """
        (kept,) = self.keep_all([(article, words)])
        if kept:
            self.versions.renew(kept, earlier_id)
        return kept

    def take_over(
        self, renewed: "Renewal", places: Mapping[str, Span], said: str = ""
    ) -> Change | None:
        """Take claims of an earlier version over at their new places, in one step."""
        from annotator.versions import renewing

        return self._change(
            lambda store: renewing.take_over(store, renewed, places),
            lambda change: said or change.label,
        )

    def show_article(self, article_id: str | None) -> None:
        """Put an article on the desk; where another file was copied over ours, show that one."""
        try:
            if isinstance(self._reader, Store):
                self._reader.file.refuse_if_lost()
        except MovedError:
            pass  # what is open can be read to the end
        except AnnotatorError as error:
            self._fail(error)
            return
        super().show_article(article_id)

    def can_write(self) -> bool:
        """Return whether the project can be changed; where not, `failed` tells why."""
        try:
            self._store().file.refuse_if_lost()
        except MovedError:
            self._recover()
            return False
        except AnnotatorError as error:
            self._fail(error)
            return False
        return True

    def follow_beside(self, change: Change, said: str) -> None:
        """Follow a large change that another thread wrote: what is shown is read anew."""
        self._is_behind = False
        if self.article:
            self._show(self.article.id)
        self.changed.emit(change)
        self.said.emit(said)

    def close(self) -> None:
        """Let the project go; where its file was deleted, what was done in it is kept first."""
        self.versions.stop()
        self.settle()
        self._refused = None
        self._steps.clear()
        super().close()

    def settle(self) -> bool:
        """Keep what was done in a file that was deleted since; return whether all is kept.

        What is being copied is waited for.
        """
        if self._is_lost():
            self._recover()
        if self._recovery:
            self._recovery.wait()
        return not self._is_lost()

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
        """Ask the project what it is asked after every change.

        Where it cannot say, what it said last: the command will tell what is wrong.
        """
        if not isinstance(self._reader, Store):
            return None
        with suppress(AnnotatorError):
            self._steps[ask] = ask(self._reader)
        return self._steps.get(ask)

    def _store(self) -> Store:
        reader = self.reader
        if isinstance(reader, Store):
            return reader
        raise EditError(f"{reader.path.name} is read-only here; close it where it is open")

    def _change(
        self, work: Callable[[Store], Change], tell: Callable[[Change], str]
    ) -> Change | None:
        self._make_way()
        if self._recovery:
            self._recovery.waiting.append(lambda: self._change(work, tell))
            return None
        try:
            store = self._store()
            store.file.refuse_if_lost()  # before anything is asked of it
            change: Change = work(store)
        except MovedError:
            self._recover().waiting.append(lambda: self._change(work, tell))
            return None
        except UnconfirmedError as error:
            self._read_all_again()
            self._fail(error)
            return None
        except AnnotatorError as error:
            if may_pass(error):
                self._refused = lambda: self._change(work, tell)
            self._read_again(())
            self._fail(error)
            return None
        self._is_behind = False
        self._refused = None
        self._follow(change)
        self.said.emit(tell(change))
        return change

    def _read_all_again(self) -> None:
        """Show what is in the file, where it is not known what a change did there."""
        self._refused = self._articles = None
        self.articles_changed.emit()
        self._show(self.article.id if self.article else None)

    def _recover(self) -> "Recovery":
        """Go on in a copy of the project, once it is made."""
        from ui.recovering import Recovery

        if self._recovery is None:
            self._is_behind = True
            self.versions.stop()
            self._recovery = Recovery(self._store(), self._go_on, self._stay, self)
        return self._recovery

    def _is_lost(self) -> bool:
        """Return whether the open file would be gone if it were closed."""
        return isinstance(self._reader, Store) and self._reader.file.is_deleted()

    def _go_on(self, store: Store) -> None:
        from annotator.store.recovering import what_happened

        recovery, self._recovery = self._recovery, None
        was = self.reader.path
        words = self.tr("{name} {happened} while it was open; your work goes on in {copy}")
        place = store.path.name if store.path.parent == was.parent else str(store.path)
        self._is_behind = False
        self._move_on(store)
        told = words.replace("{happened}", what_happened(was)).replace("{name}", was.name)
        self.lost.emit(told.replace("{copy}", place))
        for change in recovery.waiting if recovery else ():
            change()

    def _stay(self, error: AnnotatorError) -> None:
        recovery, self._recovery = self._recovery, None
        if recovery and recovery.waiting:
            self._refused = lambda: [change() for change in recovery.waiting]
        self._read_again(())
        self._fail(error)

    def _open_again(self) -> None:
        """Show what is in the file now, which is another's."""
        store, article = self._reader, self.article
        if not isinstance(store, Store) or not store.file.is_overwritten():
            return  # it was opened again already
        self.close()
        try:
            self.open(store.path, store.reviewer, article.id if article else "")
        except AnnotatorError as error:
            self.article_opened.emit()
            self._fail(error)

    def _told_step(self, words: str, change: Change) -> str:
        return step_told(words, change, self.article, self.reader)

    def _fail(self, error: AnnotatorError) -> None:
        # What makes no sense for the project was never to be written.
        self._is_behind |= not isinstance(error, EditError)
        self.failed.emit(error)
        if isinstance(error, OverwrittenError):
            # Once whoever asked for the change knows that it was not made.
            QTimer.singleShot(0, self, self._open_again)

    def _keep_one(self, imported: "Imported", words: int | None) -> "Kept | None":
        from annotator import importing

        try:
            return importing.keep(self._store(), imported, words)
        except MovedError as error:
            self._recover()
            self._fail(error)
            return None
        except UnconfirmedError as error:
            self._read_all_again()
            self._fail(error)
            return None
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
