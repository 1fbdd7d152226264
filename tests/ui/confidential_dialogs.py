"""Both dialogs about confidential sources, in each of their states."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QRadioButton, QWidget

from ui.dialogs.forgetting import ForgetDialog
from ui.dialogs.identity import IdentityDialog
from ui.main_window import MainWindow


def confidential(window: MainWindow, settle: Callable[[], None]) -> Iterator[QWidget]:
    """Yield who a source is, typed, kept and hidden, named again, and how it is forgotten."""
    workspace = window.workspace
    voice = next(one for one in workspace.reader.all_sources() if one.name == "ένας")
    dialog = IdentityDialog(window, voice)
    dialog.fields.name.setText("Δωροθέα Β.")
    yield dialog
    kept = IdentityDialog(window, voice)
    kept.fields.name.setText("Δωροθέα Β.")
    kept.save.click()
    settle()
    yield kept
    hidden = IdentityDialog(window, voice)
    yield hidden
    named = IdentityDialog(window, voice)
    button = named.findChild(QRadioButton, "level_public")
    assert button
    button.click()
    yield named
    forgetting = ForgetDialog(window, voice)
    settle()
    yield forgetting
