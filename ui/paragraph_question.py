"""Asking for the paragraph to go to."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def ask_paragraph(window: "MainWindow") -> None:
    """Ask for a number, and go to that paragraph."""
    going = window.text_commands.going
    dialog = QInputDialog(window)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setWindowTitle(window.tr("Paragraph"))
    dialog.setLabelText(window.tr("Go to paragraph (0 is the headline)"))
    dialog.setIntRange(0, going.last_paragraph())
    dialog.setIntValue(min(1, going.last_paragraph()))
    dialog.intValueSelected.connect(going.paragraph)
    dialog.finished.connect(window.back_to_text)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
