"""The last file once more, of what is open now."""

from PySide6.QtWidgets import QWidget

from annotator.errors import AnnotatorError
from annotator.exporting import Written
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.export_order import last_order
from ui.dialogs.export_writing import Writing
from ui.settings import Settings
from ui.workspace import Workspace


def export_again(
    workspace: Workspace, settings: Settings, parent: QWidget | None = None
) -> ExportDialog | None:
    """Write the last file once more, of what is open now; ask where there was none yet.

    Where it cannot be written, the dialog says why and offers what to do.
    """
    order = last_order(workspace, settings)
    if order is None:
        dialog = ExportDialog(workspace, settings, parent)
        dialog.open()
        return dialog

    def ask(error: AnnotatorError) -> None:
        dialog = ExportDialog(workspace, settings, parent)
        dialog.open()
        dialog.refuse(error)

    def tell(written: Written) -> None:
        failed = next((outcome.error for outcome in written.outcomes if outcome.error), None)
        if failed:
            workspace.failed.emit(failed)

    writing = Writing(workspace, settings, order)
    writing.refused.connect(ask)
    writing.written.connect(tell)
    writing.start()
    return None
