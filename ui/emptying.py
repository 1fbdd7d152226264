"""Taking every word of a project out of the window, seen or not, once it is let go."""

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)

from ui.panels.fields import LineField, NoteField, Pending
from ui.panels.freshness import Freshness
from ui.panels.inspector import Inspector
from ui.panels.offers import OfferList
from ui.panels.passphrase_field import PassphraseLine

_STAYS = {"crashDialog"}
"""What is about the program alone."""


def close_dialogs(window: QMainWindow) -> None:
    """Close every dialog and menu over a window, the last one first, as Esc does."""
    while popup := QApplication.activePopupWidget():
        popup.close()
        if popup is QApplication.activePopupWidget():
            break
    for dialog in reversed(QMainWindow.findChildren(window, QDialog)):
        if dialog.isVisible() and dialog.objectName() not in _STAYS:
            dialog.reject()
            for question in dialog.findChildren(QDialog):
                question.hide()  # such as whether to drop what was typed; nobody is there to ask
                question.deleteLater()
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)
            dialog.hide()  # what would not close; nothing of it may be seen
            dialog.deleteLater()


def restore_fields(window: QMainWindow) -> None:
    """Let go of what is being typed in every field, which is kept elsewhere."""
    fields: list[Pending] = [*QMainWindow.findChildren(window, LineField)]
    fields += QMainWindow.findChildren(window, NoteField)
    for field in fields:
        if field.pending:
            field.restore()


def empty(window: QMainWindow) -> None:
    """Have nothing in a window of a project that was let go, seen or not.

    Lines and notes are emptied with nothing left in them to be undone, and panels that wait for
    somebody to look at them see now that there is nothing.
    """
    for freshness in QMainWindow.findChildren(window, Freshness):
        freshness.expire()
        freshness.settle()
    for inspector in QMainWindow.findChildren(window, Inspector):
        inspector.empty()
    for line in QMainWindow.findChildren(window, QLineEdit):
        if not isinstance(line, PassphraseLine) and not _is_inside(line):
            line.setText("")  # which forgets what could be undone
    for note in QMainWindow.findChildren(window, QPlainTextEdit):
        if not note.isReadOnly():
            note.setPlainText("")
    for offers in QMainWindow.findChildren(window, OfferList):
        offers.show(())
    QToolTip.hideText()


def _is_inside(line: QLineEdit) -> bool:
    """Return whether a line is a part of another control, which says what stands in it."""
    parent: QWidget | None = line.parentWidget()
    return isinstance(parent, QComboBox)
