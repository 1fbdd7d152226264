"""The command about the passphrase: the project is closed meanwhile, and opened again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.store import cipher, keyring
from ui import jobs
from ui.far_project import FarProject, once_back

if TYPE_CHECKING:
    from ui.dialogs.change_passphrase import ChangePassphraseDialog
    from ui.main_window import MainWindow


class Rekeying(QObject):
    """Asks for the present passphrase and the new one, and has every file encrypted anew.

    The present one is tried first, while the project is still open.
    """

    _moved = Signal(int, int)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ChangePassphraseDialog | None = None
        self._came: list[str] | AnnotatorError | None = None
        self._moved.connect(self._tell_progress)

    def ask(self) -> None:
        """Ask what is to become of the passphrase."""
        from ui.dialogs.change_passphrase import ChangePassphraseDialog

        workspace = self._window.workspace
        if workspace.path is None:
            return
        try:
            keyring.refuse_without_library(self._window.secrecy.called(workspace.path))
        except AnnotatorError as error:
            self._window.banner.tell(str(error))
            return
        is_encrypted = workspace.reader.is_encrypted
        dialog = self._dialog = ChangePassphraseDialog(self._window, is_encrypted=is_encrypted)
        dialog.wanted.connect(self._try)
        dialog.open()

    def _try(self, present: str, new: str) -> None:
        """Look whether the present passphrase is right before anything is closed."""
        path = self._window.workspace.path
        if path is None or self._dialog is None:
            return
        file = self._window.workspace.reader.path
        confirm = partial(cipher.confirm, file, present) if present else lambda: None
        jobs.start_aside(confirm, partial(self._begin, path, new), self._dialog.refuse)

    def _begin(self, path: Path, new: str, _: None) -> None:
        window, dialog = self._window, self._dialog
        if dialog is None or window.workspace.path != path or not window.is_kept():
            if dialog:
                dialog.shut()
            return
        workspace = window.workspace
        reviewer, article, far = workspace.reviewer, workspace.article, workspace.far
        window.opener.begin_at(path, article.id if article else "")
        workspace.close()
        tell = self._moved.emit
        work = partial(_rekeyed, far, path, new or None, reviewer, tell)
        said = self._said(new)
        jobs.start_when_idle(path, work, self._take, partial(self._end, path, said), self)

    def _said(self, new: str) -> str:
        if not new:
            return self.tr("The passphrase is removed, from the project and from its backups")
        return self.tr("The project and its backups are encrypted; only the passphrase opens them")

    def _tell_progress(self, done: int, of: int) -> None:
        if self._dialog:
            self._dialog.tell_progress(done, of)

    def _take(self, came: list[str] | AnnotatorError) -> None:
        self._came = came

    def _end(self, path: Path, said: str) -> None:
        """Open it again, also after a mistake of ours, of which nothing came."""
        dialog, self._dialog = self._dialog, None
        if dialog:
            dialog.shut()
        self._window.open_project(path, partial(self._tell, said))

    def _tell(self, said: str) -> None:
        """Tell what came of it, once the project is open: opening it sends away what was said."""
        came, self._came = self._came, None
        if isinstance(came, AnnotatorError):
            self._window.banner.tell(str(came))
        elif came is not None:
            self._window.workspace.said.emit(said)
            if came:
                self._window.banner.tell(". ".join([said, *(_sentence(one) for one in came)]))


def _rekeyed(
    far: FarProject | None,
    path: Path,
    new: str | None,
    reviewer: str,
    tell: Callable[[int, int], object],
) -> list[str]:
    from annotator.store.rekeying import set_passphrase

    return once_back(far, partial(set_passphrase, path, new, reviewer, tell))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] if words.partition(" ")[0].isalpha() else words
