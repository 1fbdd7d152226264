"""Importing: what each file would become, before it is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from ui.dialogs import files
from ui.dialogs.import_entry import (
    Entry,
    State,
)
from ui.dialogs.import_keeping import Keeping
from ui.dialogs.import_reading import ImportReading
from ui.dialogs.import_words import button_told, counted, keeping_told, reading_told
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.dragging import can_take
from ui.settings import Settings
from ui.workspace import Workspace

_LIST = 230
"""The width of the list at most."""


class ImportDialog(ImportReading):
    """Files on the left, what the selected one would become on the right; Enter keeps them.

    Files are read one after another in a process of their own. Enter before they are all read is
    remembered, unless something turns up that a person should see; Esc stops the reading first.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Import articles"))
        self._settings = settings
        self._is_wanted = False
        self._keeping: Keeping | None = None
        self._warning = WarningLabel()
        self._lay_out()
        self._connect()

    def accept(self) -> None:
        """Keep every article that is ready; one that is here already is shown."""
        if self._keeping:
            return
        if self.queue.is_reading:
            self._is_wanted = True
            self.refresh()
            return
        ready = [entry for entry in self.entries if entry.state is State.READY]
        here = [entry for entry in self.entries if entry.state is State.HERE]
        wrong = next((entry for entry in ready if entry.wrong), None)
        if wrong:
            self.files.setCurrentRow(self.entries.index(wrong))
            self.page.fields.show_wrong()
        elif ready or here:
            self._keep(ready or here[:1])

    def done(self, result: int) -> None:
        """End the process that reads, and keep no more."""
        self._workspace.let_go(self)
        if self._keeping:
            self._keeping.ended.disconnect()
            self._keeping.stop()
        self.near.close()
        self.queue.close()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the reading at Esc, and close after it; Enter closes where nothing can be kept."""
        is_busy = self.queue.is_reading or self._keeping is not None
        if event.key() == Qt.Key.Key_Escape and is_busy:
            self._stop()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not self.bar.button.isEnabled()
        ):
            self.reject()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a small window to the words."""
        super().resizeEvent(event)
        self.files.setFixedWidth(min(_LIST, self.width() // 3))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that more files can be dropped here."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what is dropped, too."""
        event.acceptProposedAction()
        self.take_in(event.mimeData())

    def _keep(self, entries: list[Entry]) -> None:
        """Keep articles in their order; stay, and say why, where one cannot be kept."""
        self._warning.tell("")
        self._workspace.failed.connect(self._tell)
        self._keeping = Keeping(self._workspace, entries, self)
        self._keeping.changed.connect(self.refresh)
        self._keeping.ended.connect(self._end_keeping)
        self._workspace.hold(self)
        self._keeping.begin()

    def _end_keeping(self) -> None:
        keeping, self._keeping = self._keeping, None
        self._workspace.let_go(self)
        self._workspace.failed.disconnect(self._tell)
        if keeping and keeping.missed:
            for entry in keeping.entries:
                self.files.tell(self.entries.index(entry), entry)
            self._show_row()
            self.refresh()
            self._focus_first()
        else:
            super().accept()

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))

    def _lay_out(self) -> None:
        self.files.hide()
        self.files.setStyleSheet("#importFiles { background: transparent; }")
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.files)
        middle.addWidget(self.page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addWidget(self._passed_over)
        column.addWidget(self._warning)
        column.addWidget(self.bar)
        self.bar.button.setDefault(True)  # only now is it the dialog's

    def _connect(self) -> None:
        self.page.changed.connect(self._show_choice)
        self.page.offers.open_wanted.connect(self._open)
        self.bar.box.accepted.connect(self.accept)
        self.bar.box.rejected.connect(self.reject)
        self.bar.stop.clicked.connect(self._stop)
        self.bar.go_on.clicked.connect(self._go_on)
        choose, choose_folder = files.choose_articles, files.choose_folder
        self.bar.add_files.clicked.connect(lambda: choose(self, self._settings, self.read_files))
        self.bar.add_folder.clicked.connect(
            lambda: choose_folder(self, self._settings, self.read_folder)
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.page.undo)

    def _go_on(self) -> None:
        self._begin_again([entry for entry in self.entries if entry.state is State.STOPPED])

    def _open(self, article_id: str) -> None:
        """Show the article that is here already; stay where there is something else to do."""
        self._workspace.show_article(article_id)
        if all(entry.state is not State.READY for entry in self.entries):
            self.reject()

    def _stop(self) -> None:
        self._is_wanted = False
        if self._keeping:
            self._keeping.stop()
            return
        self.queue.stop()
        self._focus_first()

    def _show_choice(self) -> None:
        for entry in self._current:
            self.files.tell(self.entries.index(entry), entry)
        self.refresh()

    def refresh(self) -> None:
        """Say how far it is, and what Enter does; where that was wanted, do it."""
        states = [entry.state for entry in self.entries]
        is_reading, keeping = self.queue.is_reading, self._keeping
        words = reading_told(self.queue, is_wanted=self._is_wanted)
        if keeping:
            words = keeping_told(keeping.count, keeping.total)
        elif not is_reading:
            words = counted(self.entries) if len(states) > 1 else ""
        self.bar.tell(words, button_told(states, is_reading=is_reading))
        self.bar.stop.setVisible(is_reading or keeping is not None)
        self.bar.go_on.setVisible(not is_reading and not keeping and State.STOPPED in states)
        is_sound = is_reading or State.READY in states or State.HERE in states
        self.bar.button.setEnabled(is_sound and not keeping)
        for part in (self.page, self.bar.add_files, self.bar.add_folder):
            part.setEnabled(not keeping)
        self.setAcceptDrops(not keeping)
        if self._is_wanted and not is_reading:
            self._is_wanted = False
            if not any(entry.wants_a_look for entry in self.entries):
                self.accept()
