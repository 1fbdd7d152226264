"""Printing the marked page: the system's print dialog, and how far the print is."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from annotator.desk import Desk
from annotator.errors import AnnotatorError
from annotator.naming import fit_name
from ui.dialogs.export_order import next_free
from ui.reading.page import Setting
from ui.reading.printing import PrintedPage, Progress

if TYPE_CHECKING:
    from collections.abc import Generator

MANY = 50
"""Above so many pages one sees how far the print is, and can end it."""
_TURN = 0.03
"""Seconds of printing after which the window has its turn."""
_MARGIN = 15.0
"""Millimeters of white around the page until a person chooses others."""


def new_printer(title: str, folder: Path) -> QPrinter:
    """Return the system's printer, ready for an article with this title.

    Where there is none it prints to a file in `folder`.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(" ".join(title.split()))
    printer.setCreator("On Record")
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        name = f"{fit_name(title, 'Article')}.pdf"
        printer.setOutputFileName(str(next_free(folder / name)))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    return printer


class PrintRun(QObject):
    """One print, from `started` on: all at once where it is short, else with its progress.

    Ends in `finished`, in `failed`, or in `stopped` where a person ended it, which removes a file
    that would hold a part only.
    """

    started = Signal()
    finished = Signal()
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, printer: QPrinter, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self._setting = setting
        self._window = parent
        self._steps: Generator[Progress, None, None] | None = None
        self._dialog: QProgressDialog | None = None
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def ask(self) -> None:
        """Ask where to print, and print; nothing happens where a person thinks better of it."""
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.start)
        dialog.rejected.connect(self.deleteLater)
        QDialog.open(dialog)  # Python knows the print dialog's own `open` by its slot alone

    def start(self) -> None:
        """Print what was chosen: everything, or some pages."""
        page = PrintedPage(self._desk, self._printer, self._setting)
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or None
        self._steps = page.run(first, last)
        self.started.emit()
        if page.guess > MANY:
            self._dialog = self._progress()
            self._timer.start(0)
        else:
            while self._step():
                pass

    def _progress(self) -> QProgressDialog:
        words = self.tr("Printing the marked page…")
        dialog = QProgressDialog(words, self.tr("Cancel"), 0, 1000, self._window)
        dialog.setObjectName("printProgress")
        dialog.setWindowTitle(self.tr("Print"))
        # Nobody changes a mark between two pages of one print.
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setAutoReset(False)
        dialog.setAutoClose(False)
        dialog.canceled.connect(self._stop)
        dialog.show()
        return dialog

    def _go_on(self) -> None:
        # A modal progress dialog runs events of its own as its value is set.
        if self._is_busy:
            return
        self._is_busy = True
        until = monotonic() + _TURN
        while self._step() and monotonic() < until:
            pass
        self._is_busy = False

    def _step(self) -> bool:
        """Print a little; return whether there is more."""
        if self._steps is None:
            return False
        try:
            progress = next(self._steps, None)
        except AnnotatorError as error:
            self._end()
            self.failed.emit(error)
            return False
        if progress is None:
            self._end()
            self.finished.emit()
        elif self._dialog:
            self._dialog.setValue(1000 * progress.done // max(progress.total, 1))
        return self._steps is not None

    def _stop(self) -> None:
        self._printer.abort()
        self._end()
        if self._printer.outputFileName():
            Path(self._printer.outputFileName()).unlink(missing_ok=True)
        self.stopped.emit()

    def _end(self) -> None:
        self._timer.stop()
        if self._steps:
            self._steps.close()
        self._steps = None
        if self._dialog:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None
        self.deleteLater()
