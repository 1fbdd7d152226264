"""What this window does about encrypted projects: new ones, their passphrases, locking them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.store import Store, keyring
from ui import jobs
from ui.main_window import MainWindow
from ui.rekeying import Rekeying

if TYPE_CHECKING:
    from ui.dialogs.new_passphrase import NewPassphraseDialog


def bind(window: MainWindow) -> None:
    """Bind what can be done about passphrases."""
    actions, workspace = window.actions_, window.workspace
    actions.bind("project.new_encrypted", lambda: _new_project(window))
    rekeying = Rekeying(window)
    actions.bind("project.passphrase", rekeying.ask, lambda: workspace.path is not None)
    actions.bind("project.lock", window.locking.lock, window.locking.can_lock)


def _new_project(window: MainWindow) -> None:
    """Ask where it is to be, then for its passphrase: the system's dialog has no line for that."""
    from ui.dialogs import files

    try:
        keyring.refuse_without_library(window.tr("an encrypted project"))
    except AnnotatorError as error:
        window.banner.tell(str(error))
        return
    files.choose_new_project(window, window.settings, partial(_ask, window))


def _ask(window: MainWindow, path: Path) -> None:
    from ui.dialogs.new_passphrase import NewPassphraseDialog

    dialog = NewPassphraseDialog(path.stem, window)
    dialog.chosen.connect(lambda passphrase: _create(window, dialog, path, passphrase))
    dialog.open()


def _create(
    window: MainWindow, dialog: "NewPassphraseDialog", path: Path, passphrase: str
) -> None:
    def done(_: None) -> None:
        dialog.shut()
        window.open_project(path)

    jobs.start_aside(partial(Store.create, path, passphrase), done, dialog.refuse)
