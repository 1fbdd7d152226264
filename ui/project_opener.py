"""Opening a project: at once, or, where it lies far away, once a copy of it is here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError, DamageError, LockedError, StoppedError
from ui import jobs
from ui.bringing import Brought, Coming
from ui.far_project import FarProject, Looked, WrittenBack
from ui.opening import OpeningCard

if TYPE_CHECKING:
    from annotator.store.away_record import Record
    from ui.dialogs.passphrase import PassphraseDialog
    from ui.main_window import MainWindow

_SHOWN = 300
"""Milliseconds after which a person is shown that a project is still on its way."""
_LATER = 5_000
"""Milliseconds after which a new window looks for work that was never written back."""


class ProjectOpener(QObject):
    """Opens projects for one window, and lets those that lie far away go again.

    Nobody waits for a drive: while a project is on its way, what was open stays so. It stays so,
    too, while the passphrase of an encrypted one is asked for, and where it is not given.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._coming: Coming | None = None
        self._let_go: list[WrittenBack] = []
        self._busy: list[tuple[Path, Event]] = []
        self._card: OpeningCard | None = None
        self._asking: PassphraseDialog | None = None
        self._beginning: tuple[Path | None, str] = (None, "")
        self._told = ""
        self._clock = QTimer(self, interval=_SHOWN)
        self._clock.timeout.connect(self._show_coming)
        QTimer.singleShot(_LATER, self, self._settle_what_was_left)

    @property
    def is_coming(self) -> bool:
        """Return whether a project is on its way."""
        return self._coming is not None

    @property
    def is_asking(self) -> bool:
        """Return whether a passphrase is asked for."""
        return self._asking is not None

    def open(self, path: Path, then: Callable[[], object]) -> bool:
        """Open a project, or begin to fetch it; return whether it is open or on its way.

        `then` is done once it is open, or is not to be.
        """
        from annotator.store.away_record import name_of

        self.cancel()
        path = name_of(path)
        workspace = self._window.workspace
        if workspace.far and path == workspace.path:
            if not workspace.is_read_only:
                then()
                return True
            if not workspace.far.why:
                workspace.leave()  # the copy itself can be had only once it is let go
        coming = Coming(path, self._busy_with(path), then, self)
        coming.start(partial(self._arrive, coming), partial(self._miss, coming))
        if coming.is_near():
            coming.is_wanted = False
            return self._open(path, then)
        self._coming = coming
        self._busy.append((path, coming.is_settled))
        self._clock.start()
        return True

    def begin_at(self, path: Path, article_id: str) -> None:
        """Have a project begin with an article, the next time that it is opened here.

        That is no setting: those tell nothing of a confidential project.
        """
        self._beginning = (path, article_id)

    def cancel(self) -> None:
        """Want the project no more that is on its way, or whose passphrase is asked for."""
        if self._asking:
            self._asking.reject()
        coming = self._coming
        self._settle()
        if coming:
            coming.is_wanted = False
            coming.then()

    def try_again(self) -> None:
        """Make what was refused again: a change, or opening what somebody else had."""
        workspace = self._window.workspace
        if workspace.is_read_only and workspace.path:
            self._window.open_project(workspace.path)
        else:
            workspace.try_again()

    def has_let_go(self) -> bool:
        """Return whether what was open is back in its place, or a person was told that it is not.

        Where it is not, they are asked to wait, and the window is closed again afterwards.
        """
        waiting = [far for far in self._let_go if not far.is_settled()]
        if not waiting:
            return True
        from ui.dialogs.writing_back import WritingBackDialog

        dialog = WritingBackDialog(waiting, self._window)
        dialog.finished.connect(self._let_go.clear)
        dialog.finished.connect(lambda: QTimer.singleShot(0, self._window.close))
        dialog.open()
        return False

    def once_let_go(self, then: Callable[[], object]) -> None:
        """Do something once all that lies far away is back in its place, or is given up."""
        waiting = [far for far in self._let_go if not far.is_over]
        if waiting:
            waiting[0].ended.connect(lambda: self.once_let_go(then))
        else:
            then()

    def _busy_with(self, path: Path) -> list[Event]:
        """Return what must have happened before a project can be had again."""
        self._busy = [(asked, event) for asked, event in self._busy if not event.is_set()]
        busy = [*self._busy, *((far.origin, far.is_let_go) for far in self._let_go)]
        return [event for asked, event in busy if asked == path]

    def _arrive(self, coming: Coming, brought: Brought) -> None:
        if not coming.is_wanted:
            coming.discard(brought)
            return
        self._settle()
        if self._window.is_kept():
            coming.is_settled.set()
            self._open(coming.path, coming.then, self._far_of(coming, brought))
        else:
            coming.discard(brought)
            coming.then()

    def _far_of(self, coming: Coming, brought: Brought) -> FarProject | None:
        if brought.copy:
            return self._followed(WrittenBack(brought.copy))
        if brought.look and brought.why:
            return Looked(coming.path, brought.look, brought.why)
        return None

    def _miss(self, coming: Coming, error: AnnotatorError) -> None:
        if coming.is_wanted:
            self._settle()
            if isinstance(error, LockedError):
                self._ask(error, coming.path, coming.then)
                return
            if not isinstance(error, StoppedError):
                self._window.tell(str(error), error, coming.path)
            coming.then()

    def _ask(self, locked: LockedError, path: Path, then: Callable[[], object]) -> None:
        """Ask for the passphrase of a project, and open it with that."""
        from annotator.store import keyring
        from ui.dialogs.passphrase import PassphraseDialog

        try:
            keyring.refuse_without_library(path.name)
        except AnnotatorError as error:
            self._window.tell(str(error), error, path)
            then()
            return

        def tell(error: AnnotatorError) -> None:
            self._window.tell(str(error), error, path)

        def end(result: int) -> None:
            self._asking = None
            if result == PassphraseDialog.DialogCode.Accepted:
                self.open(path, then)
            else:
                then()

        dialog = self._asking = PassphraseDialog(locked.path, path.stem, self._window)
        dialog.failed.connect(tell)
        dialog.finished.connect(end)
        dialog.open()

    def _settle(self) -> None:
        self._coming = None
        self._clock.stop()
        if self._card:
            self._card.tell("")

    def _open(self, path: Path, then: Callable[[], object], far: FarProject | None = None) -> bool:
        """Open what is here; return whether it is open, or may be once its passphrase is given."""
        window = self._window
        workspace = window.workspace
        try:
            shown = workspace.article if path == workspace.path else None
            asked, last = self._beginning
            if asked != path:
                last = shown.id if shown else window.settings.text("article")
            window.banner.hide()  # before anything can be told of what comes
            why = workspace.open(far.path if far else path, window.settings.reviewer, last, far)
        except AnnotatorError as error:
            if far:
                far.end()
            if isinstance(error, LockedError):
                self._ask(error, path, then)
                return True
            window.tell(str(error), error, far.path if far and far.is_left else path)
            then()
            return False
        if why:
            window.tell(self.tr("Read-only: {why}").format(why=why), why, path)
        elif far and far.is_left:
            words = self.tr(
                "Here is what you did in {name} that was not yet back in its place when On "
                "Record ended; it is written back now"
            )
            window.banner.tell(words.replace("{name}", path.name))
        self._beginning = (None, "")
        window.name_project(path)
        workspace.said.emit(
            self.tr("Opened {name}").replace("{name}", window.secrecy.called(path))
        )
        window.actions_.refresh()
        window.goals.back_to_drafts()
        window.view.setFocus()
        then()
        return True

    def _followed(self, far: WrittenBack) -> WrittenBack:
        self._let_go = [one for one in self._let_go if not one.is_over]
        self._let_go.append(far)
        # Their windows may be gone by the time that they end.
        far.failed.connect(self._tell_failure)
        far.written.connect(self._tell_written)
        far.moved.connect(self._tell_move)
        return far

    def _tell_failure(self, far: WrittenBack, error: AnnotatorError) -> None:
        self._window.status_line.renew()
        self._told = far.told  # nothing where somebody else has it, too: that is not over then
        is_open = far is self._window.workspace.far
        if isinstance(error, DamageError):
            self._window.banner.tell_damage(str(error), far.path, is_open=is_open)
        elif is_open:
            doing = self.tr("Write back now")
            self._window.banner.offer(str(error), doing, far.write_back, has_copy=True)
        else:
            self._window.banner.tell(str(error))

    def _tell_written(self, far: WrittenBack) -> None:
        self._window.status_line.renew()
        if self._told:
            self._window.banner.take_back(self._told)
            self._told = ""
            words = self.tr("{name} is back in its place")
            self._window.workspace.said.emit(words.replace("{name}", far.origin.name))

    def _tell_move(self, far: WrittenBack, words: str) -> None:
        if far is self._window.workspace.far:
            self._window.name_project(far.origin)
        elif not far.is_confidential:
            self._window.settings.opened(far.origin)
        self._window.banner.tell(words)

    def _show_coming(self) -> None:
        if self._coming is None:
            return
        if self._card is None:
            self._card = OpeningCard(self._window.pane, self.cancel)
        words = self.tr("Bringing {name} to this machine… Esc cancels")
        if self._coming.size:
            words = self.tr("Bringing {name} to this machine: {n} of {m} MB… Esc cancels")
            here, size = (round(n / 1e6, 1) for n in (self._coming.here, self._coming.size))
            words = words.replace("{n}", f"{here:n}").replace("{m}", f"{size:n}")
        self._card.tell(words.replace("{name}", self._coming.path.name))

    def _settle_what_was_left(self) -> None:
        """Write back what an earlier window could not, of projects that are not open."""
        from annotator.store.away_record import records

        open_now = {self._window.workspace.path, self._coming and self._coming.path}
        for record in records():
            asked, event = record.asked, Event()
            if asked in open_now or self._busy_with(asked):
                continue
            self._busy.append((asked, event))
            jobs.start_aside(
                partial(_written_back, record, event),
                partial(self._tell_settled, record),
                lambda _: None,  # its drive is still away, or somebody has it: another time
            )

    def _tell_settled(self, record: "Record", came: Path | None) -> None:
        if came and came != record.origin:
            words = self.tr(
                "{name} was changed by somebody else before what you last did in it was back in "
                "its place; nothing of either is lost: theirs is there, yours is beside it in "
                "{file}"
            )
            words = words.replace("{name}", record.asked.name).replace("{file}", came.name)
            self._window.banner.tell(words)
        elif came:
            words = self.tr("What you last did in {name} is back in its place: {file}")
            told = words.replace("{name}", record.asked.name).replace("{file}", came.name)
            self._window.workspace.said.emit(told)


def _written_back(record: "Record", event: Event) -> Path | None:
    from annotator.store.away import WorkingCopy

    try:
        copy = WorkingCopy.take_up(record)
        try:
            return copy.write_back() if copy else None
        finally:
            if copy:
                copy.end()
    finally:
        event.set()
