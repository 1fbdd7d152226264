"""A web address is asked for, told whose it is, and its page fetched once."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator import addresses
from annotator.errors import AnnotatorError, RedirectedError
from annotator.fetching import Fetch, Fetched
from ui import jobs
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.panels.shapes import plain_label, quiet_label
from ui.window_size import open_at


class _Progress(QObject):
    """Brings how much is there from the pool to the window."""

    told = Signal(int)


class FetchDialog(QDialog):
    """Enter asks the host that is named for the page; Esc stops that at once.

    `fetched` carries the page.
    """

    fetched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fetchDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import from a web address"))
        self._fetch: Fetch | None = None
        self.address = QLineEdit()
        self.address.setObjectName("addressField")
        self.address.setAccessibleName(self.tr("Web address"))
        self.address.setPlaceholderText(self.tr("https://…"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.address.textChanged.connect(self._tell_host)
        self.promise = plain_label()
        self.promise.setObjectName("fetchPromise")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.progress = quiet_label()
        self.progress.setObjectName("fetchProgress")
        self.warning = WarningLabel()
        self._lay_out()
        self._tell_host()
        self._stop_waiting()

    def _lay_out(self) -> None:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.go = box.addButton(self.tr("Fetch the page"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("fetchButton")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        label = QLabel(self.tr("Address of the page"))
        label.setBuddy(self.address)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for part in (label, self.address, self.promise, self.bar, self.progress, self.warning):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(box)
        self.go.setDefault(True)
        open_at(self, 520, 230)

    def accept(self) -> None:
        """Ask for the page; the dialog stays until it is there."""
        if self._fetch or not addresses.host_typed(self.address.text()):
            return
        fetch = Fetch(self.address.text())
        progress = _Progress()  # of nobody: it may outlive the dialog
        progress.told.connect(self._tell_progress)
        self._fetch = fetch
        self.warning.tell("")
        self.address.setReadOnly(True)
        self.bar.show()
        self._tell_progress(0)
        self.progress.show()
        self.go.setEnabled(False)
        jobs.start(
            lambda: fetch.run(progress.told.emit),
            self._arrive,
            self._fail,
        )

    def reject(self) -> None:
        """Stop what is asked for, and close."""
        if self._fetch:
            self._fetch.cancel()
            self._fetch = None
        super().reject()

    def _arrive(self, found: Fetched) -> None:
        if self._fetch:
            self._fetch = None
            self.fetched.emit(found)
            super().accept()

    def _fail(self, error: AnnotatorError) -> None:
        if self._fetch:
            self._fetch = None
            self._stop_waiting()
            if isinstance(error, RedirectedError):
                self.address.setText(error.address)  # its host is named before it is asked
            self._tell_host()
            self.warning.tell(sentence_of(error))
            self.address.setFocus()

    def _stop_waiting(self) -> None:
        self.address.setReadOnly(False)
        self.bar.hide()
        self.progress.hide()

    def _tell_host(self) -> None:
        """Say who will be asked; without a host there is nobody to ask."""
        host = addresses.host_typed(self.address.text())
        words = self.tr("On Record will ask {host} for this page, once. Nothing else is sent.")
        nobody = self.tr("Nothing is asked for before you press “Fetch the page”.")
        self.promise.setText(words.replace("{host}", host) if host else nobody)
        self.go.setEnabled(bool(host))

    def _tell_progress(self, count: int) -> None:
        words = self.tr("{n} KB are there; Esc stops") if count else self.tr("Waiting; Esc stops")
        self.progress.setText(words.format(n=-(-count // 1000)))
