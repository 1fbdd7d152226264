"""The articles of an import: read one after another, and shown in a list as they come."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QDialog, QWidget

from annotator.errors import AnnotatorError, UnreadableError
from annotator.folders import Gathered
from annotator.importers.choices import Choices
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
from ui.dialogs.import_known import KnownTexts
from ui.dialogs.import_list import FileList
from ui.dialogs.import_near import NearQuestions
from ui.dialogs.import_page import ImportPage
from ui.dialogs.import_queue import ReadingQueue
from ui.dialogs.import_words import passed_over
from ui.dropping import Pasted, dropped
from ui.models.wording import shortened
from ui.panels.shapes import quiet_label
from ui.window_size import open_at
from ui.workspace import Workspace

_NARROW, _WIDE = 720, 940
"""The width of the dialog without and with its list, in pixels."""
_AT_ONCE = 100
"""So many files of a folder are listed before the window is looked after again."""


class ImportReading(QDialog):
    """A dialog with the entries of an import, what becomes of each, and the one that is shown.

    `refresh` is called when how far it is, or what there is to keep, may be other than before.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.entries: list[Entry] = []
        self._known = KnownTexts(workspace.articles())
        self._passed: list[str] = []
        self.files = FileList()
        self.page = ImportPage()
        self.bar = ImportBar()
        self.queue = ReadingQueue(self)
        self.near = NearQuestions(workspace, self)
        self._passed_over = quiet_label()
        self._passed_over.setObjectName("importPassedOver")
        self._passed_over.hide()
        self.files.currentRowChanged.connect(self._show_row)
        self.queue.answered.connect(self._take)
        self.queue.refused.connect(self._refuse)
        self.queue.changed.connect(self.refresh)
        self.near.found.connect(self._show_again)
        self.page.offers.choices_wanted.connect(self._read_again)
        self.page.again_wanted.connect(lambda: self._begin_again(self._current))

    def refresh(self) -> None:
        """Say how far it is, and what can be kept."""

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

    def take_in(self, mime: QMimeData) -> bool:
        """Begin to read what was dropped or pasted; return whether it is anything to read."""
        found = dropped(mime)
        if isinstance(found, Pasted):
            self.read_pasted(found)
        elif found:
            self.read_files(found)
        return found is not None

    def read_folder(self, folder: Path) -> None:
        """Begin to read the files of a folder."""
        self.read_files([folder])

    def _begin(self, entries: Sequence[Entry]) -> None:
        is_first = not self.entries
        self._insert(len(self.entries), entries)
        if is_first:
            open_at(self, _WIDE if len(self.entries) > 1 else _NARROW, 740)
            self._focus_first()
        self.queue.add(entries)
        self.refresh()

    def _focus_first(self) -> None:
        """Give the keys to what stays, as a button that goes would pass them on to Cancel."""
        (self.bar.button if self.files.isHidden() else self.files).setFocus()

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
        # Read again, otherwise than before; the others of its file with it, where they wait too.
        wanted = entry.choices
        for part in self._of_file(entry):
            if part is not entry and not part.choices == wanted != part.taken:
                continue
            if part.nth < len(answer):
                self._settle(part, answer[part.nth])
            else:
                part.choices = part.taken
                self._show_again(part)

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
            entry.state = State.STOPPED if self.queue.is_stopped else State.REFUSED
        else:  # it was read before, and stays as it was, with the others of its file
            wanted = entry.choices
            for part in self._of_file(entry):
                part.choices = part.taken if part.choices == wanted else part.choices
        entry.why = str(error)
        if not self.queue.is_stopped:
            self._workspace.failed.emit(error)
        self._show_again(entry)

    def _settle(self, entry: Entry, read: Read) -> None:
        """Become what was read, and find out whether it is here already."""
        self._known.settle(entry, read)
        if entry.file:
            entry.name = shortened(read.found.imported.title)
        if entry.state is State.READY:
            self.near.ask(entry)
        self._show_again(entry)

    def _read_again(self, choices: Choices) -> None:
        """Read the article that is shown otherwise; its file has one encoding for all of them."""
        for entry in self._current:
            is_of_file = choices.encoding != entry.choices.encoding
            parts = self._of_file(entry) if is_of_file else [entry]
            for part in parts:
                part.choices = replace(part.choices, encoding=choices.encoding)
                part.near, part.earlier_id = [], ""
            entry.choices = choices
            others = [part for part in parts if part.choices != choices]
            self.queue.add([entry, *others], is_next=True)

    def _of_file(self, entry: Entry) -> list[Entry]:
        """Return the articles of the same file."""
        if not entry.file:
            return [entry]
        return [part for part in self.entries if part.reader is entry.reader]

    def _begin_again(self, entries: Sequence[Entry]) -> None:
        """Read anew what was stopped, or could not be read."""
        for entry in entries:
            entry.state, entry.why = State.WAITING, ""
            self.files.tell(self.entries.index(entry), entry)
        self.queue.add(entries)
        self._show_row()
        self.refresh()
        self._focus_first()

    def _show_again(self, entry: Entry) -> None:
        """Show what became of an entry."""
        row = self.entries.index(entry)
        self.files.tell(row, entry)
        if row == self.files.currentRow():
            self._show_row()
        self.refresh()

    @property
    def _current(self) -> list[Entry]:
        """Return the entry that is shown; none before the first is there."""
        row = self.files.currentRow()
        return self.entries[row : row + 1] if row >= 0 else []

    def _show_row(self) -> None:
        for entry in self._current:
            self.page.show_entry(entry)
