"""Importing: what each file would become, before it is kept."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator import importers
from annotator.errors import AnnotatorError, UnreadableError
from annotator.files import printable
from ui import jobs
from ui.dialogs.import_list import Entry, FileList, Found, State, read
from ui.dialogs.import_page import ImportPage
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.dropping import Pasted, dropped
from ui.models.wording import shortened
from ui.panels.shapes import quiet_label
from ui.settings import Settings
from ui.window_size import open_at
from ui.workspace import Workspace


class ImportDialog(QDialog):
    """Files on the left, what the selected one would become on the right; Enter keeps them.

    Files are read one after another in the background. Enter before they are all read is
    remembered, unless something turns up that a person should see.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import articles"))
        self._workspace = workspace
        self._settings = settings
        self._entries: list[Entry] = []
        self._reading: int | None = None
        self._job: jobs.Job | None = None
        self._is_wanted = False
        self.files = FileList()
        self.page = ImportPage()
        self._progress = quiet_label(wraps=False)
        self._progress.setObjectName("importProgress")
        self._warning = WarningLabel()
        self._lay_out()
        self.files.currentRowChanged.connect(self._show_row)

    def read_files(self, paths: Sequence[Path]) -> None:
        """Begin to read files; each is read once."""
        for path in dict.fromkeys(paths):
            self._add(Entry(printable(path.name or str(path)), partial(importers.read, path)))
        self._begin()

    def read_pasted(self, pasted: Pasted) -> None:
        """Begin to read what was dropped or pasted as text."""
        self.setWindowTitle(self.tr("Import pasted text"))
        self._add(Entry(self.tr("pasted text"), pasted.read))
        self._begin()

    def read_bytes(self, data: bytes, name: str, url: str, charset: str | None = None) -> None:
        """Begin to read a page that was fetched from `url`, in the charset that was told."""
        choices = importers.Choices(encoding=charset)
        source = importers.SourceFile(printable(name), data, choices)
        self._add(Entry(printable(name), partial(importers.fetched, source, url)))
        self._begin()

    def accept(self) -> None:
        """Keep every article that is ready; one that is here already is shown."""
        if self._reading is not None:
            self._is_wanted = True
            self._refresh()
            return
        ready = [entry for entry in self._entries if entry.state is State.READY]
        here = [entry for entry in self._entries if entry.state is State.HERE]
        if not ready and not here:
            return
        self._warning.tell("")
        if self._keep(ready or here[:1]):
            super().accept()

    def _keep(self, entries: list[Entry]) -> bool:
        """Keep articles in their order; stay, and say why, where one cannot be kept."""
        self._workspace.failed.connect(self._tell)
        try:
            kept = self._workspace.keep_all([(entry.article, entry.words) for entry in entries])
        finally:
            self._workspace.failed.disconnect(self._tell)
        if all(kept):
            return True
        for entry, article in zip(entries, kept, strict=True):
            if article:
                entry.state = State.HERE
                self.files.tell(self._entries.index(entry), entry)
        self._refresh()
        return False

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))

    def _lay_out(self) -> None:
        self.files.setFixedWidth(230)
        self.files.setStyleSheet("#importFiles { background: transparent; }")
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.files)
        middle.addWidget(self.page, 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._button = box.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._button.setObjectName("importButton")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(self._progress, 1)
        bottom.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addWidget(self._warning)
        column.addLayout(bottom)
        self._button.setDefault(True)  # only now is it the dialog's

    def _add(self, entry: Entry) -> None:
        self._entries.append(entry)
        self.files.add(entry)

    def _begin(self) -> None:
        several = len(self._entries) > 1
        self.files.setVisible(several)
        open_at(self, 900 if several else 680, 640)
        if self._entries:
            self.files.setCurrentRow(0)
        self._read_next()

    def _read_next(self) -> None:
        waiting = (n for n, entry in enumerate(self._entries) if entry.state is State.WAITING)
        self._reading = next(waiting, None)
        self._refresh()
        if self._reading is not None:
            work = partial(read, self._entries[self._reading])
            self._job = jobs.start(work, self._done, self._failed)
            self._job.ended.connect(self._ended)
        elif self._is_wanted:
            self._is_wanted = False
            if all(entry.state is not State.REFUSED for entry in self._entries):
                self.accept()

    def _done(self, found: Found) -> None:
        if self._reading is None:
            return
        entry = self._entries[self._reading]
        entry.found, entry.title = found, found.imported.title
        try:
            entry.state, entry.why = self._standing(entry, found)
        except AnnotatorError as error:
            entry.state, entry.why = State.REFUSED, sentence_of(error)
        self._settle()

    def _failed(self, error: AnnotatorError) -> None:
        if self._reading is None:
            return
        entry = self._entries[self._reading]
        entry.state, entry.why = State.REFUSED, str(error)
        self._workspace.failed.emit(error)
        self._settle()

    def _ended(self) -> None:
        """Go on to the next file after a mistake of ours, which is told elsewhere."""
        if self._reading is not None and self.sender() is self._job:
            words = self.tr("{name} could not be read because of a mistake in On Record.")
            self._failed(UnreadableError(words.format(name=self._entries[self._reading].name)))

    def _standing(self, entry: Entry, found: Found) -> tuple[State, str]:
        there = self._workspace.reader.article_with(found.imported.text)
        if there:
            words = self.tr("This text is in the project already, as “{title}”.")
            return State.HERE, words.format(title=shortened(there.title))
        for other in self._entries:
            same = other.found and other.found.imported.text == found.imported.text
            if other is not entry and same:
                words = self.tr("{name} holds the same text.").format(name=other.name)
                return State.HERE, words
        return State.READY, ""

    def _settle(self) -> None:
        """Show what came of the file that was read, and go on to the next."""
        row = self._reading
        if row is not None:
            self.files.tell(row, self._entries[row])
            if row == self.files.currentRow():
                self._show_row(row)
        self._read_next()

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._entries):
            self.page.show_entry(self._entries[row])

    def _refresh(self) -> None:
        """Say how far it is, and what Enter does."""
        states = [entry.state for entry in self._entries]
        ready, total = states.count(State.READY), len(states)
        if self._reading is None:
            self._progress.setText(self._counted(states) if total > 1 else "")
        else:
            at = total - states.count(State.WAITING) + 1
            words = self.tr("Reading {at} of {total}…") if total > 1 else self.tr("Reading…")
            if self._is_wanted:
                words = self.tr("Imported as soon as it is read…")
            self._progress.setText(words.format(at=at, total=total))
        if ready > 1:
            self._button.setText(self.tr("Import {n} articles").format(n=ready))
        elif not ready and State.HERE in states and self._reading is None:
            self._button.setText(self.tr("Show the article"))
        else:
            self._button.setText(self.tr("Import"))
        self._button.setEnabled(self._reading is not None or ready > 0 or State.HERE in states)

    def _counted(self, states: list[State]) -> str:
        parts = (
            (State.READY, self.tr("{n} ready")),
            (State.HERE, self.tr("{n} already here")),
            (State.REFUSED, self.tr("{n} cannot be read")),
        )
        told = [words.format(n=states.count(s)) for s, words in parts if s in states]
        return " · ".join(told)


def take_in(
    mime: QMimeData, workspace: Workspace, settings: Settings, parent: QWidget
) -> ImportDialog | None:
    """Show what was dropped or pasted as articles to import; else say why it is none."""
    found = dropped(mime)
    if found is None:
        words = parent.tr("There is no text and no file here; save the page and import the file")
        workspace.failed.emit(UnreadableError(words))
        return None
    dialog = ImportDialog(workspace, settings, parent.window())
    if isinstance(found, Pasted):
        dialog.read_pasted(found)
    else:
        dialog.read_files(found)
    dialog.open()
    return dialog
