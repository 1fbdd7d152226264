"""The command that imports from a web address: when it can be given, and what follows."""

from typing import TYPE_CHECKING

from annotator.settings import why_no_network

if TYPE_CHECKING:
    from annotator.fetching import Fetched
    from ui.main_window import MainWindow


def bind(window: "MainWindow") -> None:
    """Bind the command; where it cannot be given its tool tip says why."""

    def can_fetch() -> bool:
        why = why_no_network()
        action.setToolTip(f"{why[:1].upper()}{why[1:]}." if why else "")
        return why is None and window.workspace.path is not None

    action = window.actions_.bind("article.fetch", lambda: ask(window), can_fetch)
    window.preferences.changed.connect(window.actions_.refresh)


def ask(window: "MainWindow") -> None:
    """Ask for an address."""
    from ui.dialogs.fetching import FetchDialog

    dialog = FetchDialog(window)
    dialog.fetched.connect(lambda found: _show(window, found))
    dialog.open()


def _show(window: "MainWindow", found: "Fetched") -> None:
    from annotator import addresses
    from ui.dialogs.import_dialog import ImportDialog

    host = addresses.host_of(addresses.split(found.url))
    window.workspace.said.emit(window.tr("The page came from {host}").replace("{host}", host))
    dialog = ImportDialog(window.workspace, window.settings, window)
    dialog.read_bytes(found.data, f"{host}.html", found.url, found.charset)
    dialog.open()
