"""Importing: what each file would become, before it is kept."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError, UnreadableError
from annotator.folders import Gathered
from annotator.importers.choices import Choices
from ui.dialogs import files
from ui.dialogs.import_bar import ImportBar
from ui.dialogs.import_entry import (
    Answer,
    Entry,
    Means,
    Read,
    State,
    again_from_bytes,
    of_page,
    of_path,
    of_rest,
    stopped,
    with_digests,
)
from ui.dialogs.import_list import FileList
from ui.dialogs.import_near import NearQuestions
from ui.dialogs.import_page import ImportPage
from ui.dialogs.import_queue import ReadingQueue
from ui.dialogs.import_words import button_told, counted, passed_over, reading_told
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.dropping import Pasted, can_take, dropped
from ui.models.wording import shortened
from ui.panels.shapes import quiet_label
from ui.settings import Settings
from ui.window_size import open_at
from ui.workspace import Workspace

_NARROW, _WIDE = 720, 940
"""The width of the dialog without and with its list, in pixels."""
_AT_ONCE = 100
"""So many files of a folder are listed before the window is looked after again."""


class ImportDialog(QDialog):
    """Files on the left, what the selected one would become on the right; Enter keeps them.

    Files are read one after another in a process of their own. Enter before they are all read is
    remembered, unless something turns up that a person should see; Esc stops the reading first.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Import articles"))
        self._workspace = workspace
        self._settings = settings
        self.entries: list[Entry] = []
        self._here = {article.sha256: article for article in workspace.articles()}
        self._by_text: dict[str, Entry] = {}
        self._passed: list[str] = []
        self._is_wanted = False
        self.files = FileList()
        self.page = ImportPage()
        self.queue = ReadingQueue(self)
        self.near = NearQuestions(workspace, self)
        self.bar = ImportBar()
        self._passed_over = quiet_label()
        self._passed_over.setObjectName("importPassedOver")
        self._passed_over.hide()
        self._warning = WarningLabel()
        self._lay_out()
        self._connect()

    def read_files(self, paths: Sequence[Path]) -> None:
        """Begin to read files, and those in folders; each is read once."""
        known = {entry.path for entry in self.entries}
        new = [of_path(path) for path in dict.fromkeys(paths) if path not in known]
        self._begin(new)

    def read_pasted(self, pasted: Pasted) -> None:
        """Begin to read what was dropped or pasted as text."""
        if not self.entries:
            self.setWindowTitle(self.tr("Import pasted text"))

        def read(means: Means, choices: Choices) -> Answer:
            return with_digests(pasted.read(means.sandbox.read_all, choices))

        self._begin([Entry(self.tr("pasted text"), read)])

    def read_bytes(self, data: bytes, name: str, url: str, charset: str | None = None) -> None:
        """Begin to read a page that was fetched from `url`, in the charset that was told."""
        self._begin([of_page(data, name, url, charset)])

    def accept(self) -> None:
        """Keep every article that is ready; one that is here already is shown."""
        if self.queue.is_reading:
            self._is_wanted = True
            self._refresh()
            return
        ready = [entry for entry in self.entries if entry.state is State.READY]
        here = [entry for entry in self.entries if entry.state is State.HERE]
        wrong = next((entry for entry in ready if entry.wrong), None)
        if wrong:
            self.files.setCurrentRow(self.entries.index(wrong))
            self.page.fields.show_wrong()
        elif ready or here:
            self._warning.tell("")
            if self._keep(ready or here[:1]):
                super().accept()

    def done(self, result: int) -> None:
        """End the process that reads."""
        self.near.close()
        self.queue.close()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the reading at Esc, and close after it; Enter closes where nothing can be kept."""
        if event.key() == Qt.Key.Key_Escape and self.queue.is_reading:
            self._stop()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not self.bar.button.isEnabled()
        ):
            self.reject()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that more files can be dropped here."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what is dropped, too."""
        event.acceptProposedAction()
        self.take_in(event.mimeData())

    def take_in(self, mime: QMimeData) -> bool:
        """Begin to read what was dropped or pasted; return whether it is anything to read."""
        found = dropped(mime)
        if isinstance(found, Pasted):
            self.read_pasted(found)
        elif found:
            self.read_files(found)
        return found is not None

    def _keep(self, entries: list[Entry]) -> bool:
        """Keep articles in their order; stay, and say why, where one cannot be kept."""
        apart = [entry for entry in entries if not entry.earlier_id]
        later = [entry for entry in entries if entry.earlier_id]
        self._workspace.failed.connect(self._tell)
        try:
            batch = [(entry.article, entry.words) for entry in apart]
            kept = self._workspace.keep_all(batch) if batch else []
            for entry in later:
                article = entry.article
                kept.append(self._workspace.keep_version(article, entry.words, entry.earlier_id))
        finally:
            self._workspace.failed.disconnect(self._tell)
        if all(kept):
            return True
        for entry, there in zip((*apart, *later), kept, strict=True):
            if there:
                entry.state = State.HERE
                self.files.tell(self.entries.index(entry), entry)
        self._refresh()
        return False

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))

    def _lay_out(self) -> None:
        self.files.setFixedWidth(230)
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
        self.files.currentRowChanged.connect(self._show_row)
        self.queue.answered.connect(self._take)
        self.queue.refused.connect(self._refuse)
        self.queue.changed.connect(self._refresh)
        self.near.found.connect(self._show_again)
        self.page.changed.connect(self._show_choice)
        self.page.offers.choices_wanted.connect(self._read_again)
        self.page.offers.open_wanted.connect(self._open)
        self.bar.box.accepted.connect(self.accept)
        self.bar.box.rejected.connect(self.reject)
        self.bar.stop.clicked.connect(self._stop)
        choose, choose_folder = files.choose_articles, files.choose_folder
        self.bar.add_files.clicked.connect(lambda: choose(self, self._settings, self.read_files))
        self.bar.add_folder.clicked.connect(
            lambda: choose_folder(self, self._settings, self.read_folder)
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.page.undo)

    def read_folder(self, folder: Path) -> None:
        """Begin to read the files of a folder."""
        self.read_files([folder])

    def _begin(self, entries: Sequence[Entry]) -> None:
        is_first = not self.entries
        self._insert(len(self.entries), entries)
        if is_first:
            open_at(self, _WIDE if len(self.entries) > 1 else _NARROW, 740)
            (self.bar.button if self.files.isHidden() else self.files).setFocus()
        self.queue.add(entries)
        self._refresh()

    def _insert(self, row: int, entries: Iterable[Entry]) -> None:
        for at, entry in enumerate(entries, row):
            self.entries.insert(at, entry)
            self.files.add(at, entry)
        self._show_list()
        if self.files.currentRow() < 0 and self.entries:
            self.files.setCurrentRow(0)

    def _show_list(self) -> None:
        """Show the list where there is more than one article, and make room for it."""
        is_wanted = len(self.entries) > 1
        if is_wanted and self.files.isHidden() and self.isVisible():
            open_at(self, max(self.width(), _WIDE), self.height())
        self.files.setVisible(is_wanted)

    def _take(self, entry: Entry, answer: Answer) -> None:
        row = self.entries.index(entry)
        if isinstance(answer, Gathered):
            self._open_folder(row, entry, answer)
            return
        if entry.read is None:
            self._spread(row, entry, answer)
            return
        # Read again, otherwise than before.
        if entry.nth < len(answer):
            self._settle(entry, answer[entry.nth])
        else:
            entry.state = State.READY
            self._show_again(entry)

    def _spread(self, row: int, entry: Entry, answer: tuple[Read, ...]) -> None:
        """Give each article of a file an entry of its own."""
        file = entry.name
        parts = [entry]
        if len(answer) > 1:
            entry.file = file
            parts += [
                Entry(file, entry.reader, entry.path, file, nth) for nth in range(1, len(answer))
            ]
            self._insert(row + 1, parts[1:])
        for part, read in zip(parts, answer, strict=True):
            if part.file:
                part.name = shortened(read.found.imported.title)
            part.reader = again_from_bytes(part, read.found.imported)
            self._settle(part, read)

    def _open_folder(self, row: int, entry: Entry, found: Gathered) -> None:
        """Put the files of a folder in its place."""
        told = passed_over(entry.name, found)
        if self.queue.is_stopped:
            self._refuse(entry, stopped(entry.name))
        elif not found.files:
            words = self.tr("{name} holds no file that can be opened.").format(name=entry.name)
            self._refuse(entry, UnreadableError(" ".join(filter(None, (words, told)))))
        else:
            self._passed += [told] if told else []
            self._passed_over.setText("\n".join(self._passed))
            self._passed_over.setVisible(bool(self._passed))
            self._put_files(row, entry, found)

    def _put_files(self, row: int, entry: Entry, found: Gathered) -> None:
        """Put some files of a folder before it, and the others soon; at last it goes."""
        known = {other.path for other in self.entries}
        now, later = found.files[:_AT_ONCE], found.files[_AT_ONCE:]
        new = [of_path(path) for path in now if path not in known]
        self._insert(row, new)
        if later:
            entry.reader = of_rest(later)
            self.queue.add([entry], is_next=True)
        else:
            was_shown = self.files.currentRow() == row + len(new)
            self.entries.remove(entry)
            self.files.takeItem(row + len(new))
            if was_shown:
                self.files.setCurrentRow(0)
            self._show_list()
        self.queue.add(new)

    def _refuse(self, entry: Entry, error: AnnotatorError) -> None:
        if entry.read is None:
            entry.state, entry.why = State.REFUSED, str(error)
        else:  # it was read before, and stays as it was
            entry.state, entry.why, entry.choices = State.READY, str(error), entry.taken
        if not self.queue.is_stopped:
            self._workspace.failed.emit(error)
        self._show_again(entry)

    def _settle(self, entry: Entry, read: Read) -> None:
        """Become what was read, and find out whether it is here already."""
        if entry.read and self._by_text.get(entry.read.sha256) is entry:
            del self._by_text[entry.read.sha256]
        entry.take(read)
        entry.state, entry.why, entry.here = State.READY, "", ""
        other = self._by_text.setdefault(read.sha256, entry)
        if there := self._here.get(read.sha256):
            entry.state, entry.here = State.HERE, there.id
            words = self.tr("This text is in the project already, as “{title}”.")
            entry.why = words.replace("{title}", shortened(there.title))
        elif other is not entry:
            words = self.tr("{name} holds the same text.")
            entry.state, entry.why = State.HERE, words.replace("{name}", other.name)
        else:
            self.near.ask(entry)
        self._show_again(entry)

    def _read_again(self, choices: Choices) -> None:
        for entry in self._current:
            entry.choices, entry.near, entry.earlier_id = choices, [], ""
            self.queue.add([entry], is_next=True)

    def _open(self, article_id: str) -> None:
        """Show the article that is here already; stay where there is something else to do."""
        self._workspace.show_article(article_id)
        if all(entry.state is not State.READY for entry in self.entries):
            self.reject()

    def _stop(self) -> None:
        self._is_wanted = False
        self.queue.stop()

    def _show_again(self, entry: Entry) -> None:
        """Show what became of an entry."""
        row = self.entries.index(entry)
        self.files.tell(row, entry)
        if row == self.files.currentRow():
            self._show_row()
        self._refresh()

    @property
    def _current(self) -> list[Entry]:
        """Return the entry that is shown; none before the first is there."""
        row = self.files.currentRow()
        return self.entries[row : row + 1] if row >= 0 else []

    def _show_row(self) -> None:
        for entry in self._current:
            self.page.show_entry(entry)

    def _show_choice(self) -> None:
        for entry in self._current:
            self.files.tell(self.entries.index(entry), entry)

    def _refresh(self) -> None:
        """Say how far it is, and what Enter does; where that was wanted, do it."""
        states = [entry.state for entry in self.entries]
        is_reading = self.queue.is_reading
        words = reading_told(self.queue, is_wanted=self._is_wanted)
        if not is_reading:
            words = counted(states) if len(states) > 1 else ""
        self.bar.tell(
            words,
            button_told(states, is_reading=is_reading),
            is_reading=is_reading,
            is_enabled=is_reading or State.READY in states or State.HERE in states,
        )
        if self._is_wanted and not is_reading:
            self._is_wanted = False
            if not any(entry.wants_a_look for entry in self.entries):
                self.accept()
