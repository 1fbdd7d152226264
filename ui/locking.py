"""Locking the open project: its words leave the window, and its key this process's memory."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError, PassphraseError
from annotator.store import cipher, keyring
from ui import clipboard, emptying
from ui.dialogs.shapes import sentence_of
from ui.idle import Idle
from ui.lock_card import LockCard
from ui.unlocking import unlock

if TYPE_CHECKING:
    from threading import Event

    from ui.main_window import MainWindow

_AGAIN = 500
"""Milliseconds until it is tried again to lock what was busy."""
_LATER = 30_000
"""Milliseconds until it is, where the disk refused what was typed last."""


@dataclass(frozen=True, slots=True)
class _Left:
    """Where a person was as the project was locked: in no words, by ids and offsets alone."""

    path: Path
    article_id: str = ""
    claim_id: str = ""
    caret: int = 0
    top: int | None = None


class Locking(QObject):
    """Locks the project of one window, on command or after a while without a touch.

    It waits for what must not be left half done. What is being typed is in the project before
    it is closed; where it cannot be, the project stays open and the band says so.
    """

    def __init__(self, window: "MainWindow", card: LockCard) -> None:
        super().__init__(window)
        self._window = window
        self._card = card
        self._left: _Left | None = None
        self._asked: Event | None = None
        self._salt: bytes | None = None
        self._told = ""
        self._idle = Idle(self)
        self._idle.passed.connect(self.lock)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.lock)
        card.given.connect(self._unlock)
        window.actions_.is_locked = lambda: self.is_locked
        window.workspace.project_opened.connect(self._follow)
        window.workspace.article_opened.connect(self._go_back)
        window.preferences.changed.connect(self._watch)

    @property
    def is_locked(self) -> bool:
        """Return whether the card stands where the project was."""
        return not self._card.isHidden()

    def why_not(self) -> str:
        """Return why nothing can be done with the project now; empty where it is not locked."""
        words = self.tr("This project is locked: give its passphrase first.")
        return words if self.is_locked else ""

    def can_lock(self) -> bool:
        """Return whether the open project is an encrypted one."""
        workspace = self._window.workspace
        return workspace.path is not None and workspace.reader.is_encrypted

    def lock(self) -> None:
        """Lock the open project, as soon as nothing is being written of it."""
        workspace = self._window.workspace
        if not self.can_lock() or workspace.path is None:
            return
        if workspace.is_held:
            words = self.tr("{name} is locked once what is being written is done")
            self._tell_once(words.replace("{name}", workspace.path.name))
            self._again.start(_AGAIN)
            return
        workspace.file_wanted.emit()
        if not workspace.settle():
            self._again.start(_LATER)  # which was told
            return
        error = workspace.drafts.settle()
        if error:
            self._stay(workspace.path, error)
            return
        self._close(workspace.path, workspace.reader.path)

    def _tell_once(self, words: str) -> None:
        if self._told != words:
            self._told = words
            self._window.workspace.said.emit(words)

    def _stay(self, path: Path, error: AnnotatorError) -> None:
        """Say why the project is still open."""
        words = self.tr(
            "{name} is not locked: what you typed last could not be kept ({why}). It is tried "
            "again until it can be; nothing of it is lost"
        )
        told = words.replace("{name}", path.name).replace("{why}", str(error))
        if self._told != told:
            self._told = told
            self._window.banner.tell(told)
        self._again.start(_LATER)

    def _close(self, path: Path, file: Path) -> None:
        window, self._told = self._window, ""
        self._left = self._place(path)
        window.opener.begin_at(path, self._left.article_id)
        emptying.restore_fields(window)
        emptying.close_dialogs(window)
        window.opener.cancel()
        far = window.workspace.far
        window.parts.show_locked(is_locked=True)
        window.workspace.leave()
        if far is None:
            cipher.forget(file)
        clipboard.take_back()
        emptying.empty(window)
        window.banner.empty()
        window.status_line.say("")
        window.setWindowTitle("On Record")
        self._card.ask()
        window.actions_.refresh()
        window.opener.once_let_go(self._forget)

    def _forget(self) -> None:
        """Forget every key, also of backups that have one of their own, if nothing is open."""
        if self.is_locked:
            cipher.forget_all()

    def _place(self, path: Path) -> _Left:
        view, claim = self._window.view, self._window.selection.claim
        article = self._window.workspace.article
        is_scrolled = view.verticalScrollBar().value() > 0
        return _Left(
            path,
            article.id if article else "",
            claim.id if claim else "",
            view.caret(),
            view.first_whole_line() if is_scrolled else None,
        )

    def _unlock(self, passphrase: str) -> None:
        if self._left and self._asked is None:
            self._card.wait()
            self._asked = unlock(self._left.path, passphrase, self._open, self._refuse)

    def _open(self, _: object) -> None:
        self._asked = None
        if self._left:
            self._card.rest()
            self._window.open_project(self._left.path)

    def _refuse(self, error: AnnotatorError) -> None:
        self._asked = None
        if self._left is None:
            return
        if isinstance(error, PassphraseError):
            # In words of its own: the error names the project.
            words = self.tr(
                "This is not its passphrase; mind capitals and the keyboard’s language, and try "
                "again."
            )
            self._card.rest(words)
            return
        self._card.rest(sentence_of(error))
        self._window.tell(str(error), error, self._left.path)

    def _follow(self) -> None:
        """Show what was opened; watch whether anybody is there, if it is encrypted."""
        path = self._window.workspace.path
        if path is None:
            self._watch()
            return
        if self._asked:
            self._asked.set()
            self._asked = None
        self._leave_others()
        if self._left and self._left.path != path:
            self._left = None
        if self.is_locked:
            self._card.leave()
            self._window.parts.show_locked(is_locked=False)
        self._watch()

    def _leave_others(self) -> None:
        """Forget what opens the project that was open before, once it is let go."""
        before, self._salt = self._salt, keyring.salt_of(self._window.workspace.reader.path)
        if before and before != self._salt:
            self._window.opener.once_let_go(partial(self._drop, before))

    def _drop(self, salt: bytes) -> None:
        if salt != self._salt:
            keyring.drop(salt)

    def _watch(self) -> None:
        minutes = self._window.preferences.lock_minutes
        self._idle.begin(minutes if self.can_lock() else 0)

    def _go_back(self) -> None:
        """Go where a person was as it was locked, once all of that article is there."""
        window, left = self._window, self._left
        desk = window.workspace.desk
        if left is None or desk is None:
            return
        self._left = None
        if desk.article.id != left.article_id:
            return
        # After all who show the article anew, and those who lead to what was being typed.
        QTimer.singleShot(0, self, partial(self._show, left))

    def _show(self, left: _Left) -> None:
        window = self._window
        desk = window.workspace.desk
        if desk is None or desk.article.id != left.article_id:
            return
        claim = desk.claim(left.claim_id) if left.claim_id else None
        if window.selection.claim is None and left.caret <= len(desk.text):
            window.view.put_caret(left.caret)
            window.selection.select(claim)
        if left.top is not None:
            window.view.scroll_to(min(left.top, len(desk.text)))
