"""What this program put on the clipboard never tells who a confidential source is."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from annotator.confidential import gives_away, withheld
from annotator.errors import AnnotatorError
from ui.workspace import Workspace


class ClipboardGuard(QObject):
    """Puts other words instead of a name, whatever was copied and by which key.

    What a person cuts or copies out of a field to type in stays as it is: it would be lost there.
    `withheld` tells that something was changed.
    """

    withheld = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(lambda: self._look(QClipboard.Mode.Clipboard))
        clipboard.selectionChanged.connect(lambda: self._look(QClipboard.Mode.Selection))

    def _look(self, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        if (
            not _is_ours(mode)
            or self._workspace.path is None
            or _is_typed_in(QApplication.focusWidget())
        ):
            return
        words = clipboard.text(mode)
        if not words:
            return
        try:
            secrets = self._workspace.reader.confidential()
        except AnnotatorError:
            clipboard.clear(mode)  # what cannot be looked at is not given away
            return
        if gives_away(words, secrets):
            # Plain text alone: anything else would still have the name.
            clipboard.setText(withheld(words, secrets), mode)
            self.withheld.emit()


def _is_ours(mode: QClipboard.Mode) -> bool:
    """Return whether this program put it there: what others copied is theirs."""
    if QGuiApplication.platformName() == "offscreen":
        return True  # without a display there is no other program, and nobody says who it was
    clipboard = QGuiApplication.clipboard()
    if mode is QClipboard.Mode.Clipboard:
        return clipboard.ownsClipboard()
    return clipboard.ownsSelection()


def _is_typed_in(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return False
