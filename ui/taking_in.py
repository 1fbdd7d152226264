"""What is dropped or pasted is shown as articles to import."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from annotator.errors import UnreadableError
from ui.dialogs.import_dialog import ImportDialog
from ui.dropping import dropped, is_address_alone
from ui.settings import Settings
from ui.workspace import Workspace


def take_in(
    mime: QMimeData, workspace: Workspace, settings: Settings, parent: QWidget
) -> ImportDialog | None:
    """Show what was dropped or pasted as articles to import; else say why it is none."""
    if dropped(mime) is None:
        words = parent.tr("There is no text and no file here; save the page and import the file")
        if is_address_alone(mime):
            words = parent.tr(
                "This is an address alone; "
                "“Import from a web address…” in the menu Project fetches it"
            )
        workspace.failed.emit(UnreadableError(words))
        return None
    dialog = ImportDialog(workspace, settings, parent.window())
    dialog.take_in(mime)
    dialog.open()
    return dialog
