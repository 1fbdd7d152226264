"""The backups of the open project: what each holds, and going back to one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from annotator import backups
from annotator.backups import Backup
from annotator.errors import AnnotatorError
from annotator.home import home
from annotator.store.upkeep import Upkeep
from ui import jobs
from ui.dialogs.backup_reading import BackupReading
from ui.dialogs.shapes import ShortenedLabel, TableDialog, WarningLabel, sentence_of
from ui.going_back import GoingBack
from ui.lookup import Lookup
from ui.models.backups import BackupColumn, BackupsModel, made
from ui.models.wording import shortened
from ui.panels.claims_table import QuietTable
from ui.panels.flow import FlowLayout
from ui.panels.offer_line import OfferLine
from ui.panels.shapes import empty_label, quiet_label
from ui.window_size import open_at

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_NAME = 60
"""How many characters of a file's name a sentence shows."""


class BackupsDialog(TableDialog):
    """A row a backup, newest first; `copied` names a copy of one that was made to be opened."""

    copied = Signal(object)

    def __init__(self, window: "MainWindow", project: Path) -> None:
        super().__init__(window)
        self.setObjectName("backupsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Backups"))
        self._workspace = window.workspace
        self._preferences = window.preferences
        self._project = project
        self._kept: Path | None = None
        self._is_undo = False
        self._is_changing = False
        self._newest: Path | None = None
        self._reading: BackupReading | None = None
        self._making: Lookup | None = None
        self._model = BackupsModel(self)
        self._going = GoingBack(window)
        self._going.done.connect(self._arrive)
        self._going.failed.connect(self._fail)
        self.table = QuietTable()
        self.offer = OfferLine()
        self.offer.setObjectName("undoRestoring")
        self.offer.take.setAutoDefault(False)
        self.offer.taken.connect(self._undo)
        self.warning = WarningLabel()
        self.state = ShortenedLabel()
        self.state.setObjectName("backupsState")
        self._make_table()
        self._make_buttons()
        self._lay_out()
        self._look()
        self.table.setFocus()

    def reject(self) -> None:
        """Close, but not while the project is being replaced."""
        if self._is_changing:
            return
        self._stop()
        super().reject()

    def _make_table(self) -> None:
        self.table.setObjectName("backupsTable")
        self.table.setAccessibleName(self.tr("Backups"))
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(QuietTable.SelectionMode.SingleSelection)
        self.table.setModel(self._model)
        for column, width in (
            (BackupColumn.AGE, 70),
            (BackupColumn.ARTICLES, 72),
            (BackupColumn.CLAIMS, 64),
            (BackupColumn.STATE, 84),
        ):
            self.table.setColumnWidth(column, width)
        self.table.widen(BackupColumn.MADE, 124)
        self.table.selectionModel().currentRowChanged.connect(self._settle)
        self._model.dataChanged.connect(self._settle)

    def _make_buttons(self) -> None:
        self.restore = self._button("restoreBackup", self.tr("Restore"), self._restore)
        self.copy = self._button("copyBackup", self.tr("Open a copy"), self._open_copy)
        self.make = self._button("makeBackup", self.tr("Back up now"), self._make)
        self.unlock = self._button("unlockBackup", self.tr("Unlock…"), self._unlock)
        self.unlock.setToolTip(self.tr("It has another passphrase than the project"))
        self.shut = self._button("closeBackups", self.tr("Close"), self.reject)

    def _button(self, name: str, words: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _lay_out(self) -> None:
        self._about = quiet_label(
            self.tr(
                "Restoring puts a backup in the project’s place. The project as it is now is kept "
                "beside it, and can be put back."
            )
        )
        nothing = empty_label(
            self.tr("No backups yet. One is made when you open a project that has changed.")
        )
        nothing.setContentsMargins(32, 24, 32, 24)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        below = QWidget()
        flow = FlowLayout(below)
        for button in (self.restore, self.copy, self.unlock, self.make, self.shut):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for part in (self._about, self.warning, self.offer):
            column.addWidget(part)
        column.addLayout(self._stack, 1)
        column.addWidget(self.state)
        column.addWidget(below)
        open_at(self, 620, 520)

    def _look(self) -> None:
        """Find the backups and read them."""
        self._stop()
        self.state.tell(self.tr("Looking for backups…"))
        self._reading = reading = BackupReading(self._project, self)
        reading.found.connect(self._show)
        reading.read.connect(self._model.put)
        reading.failed.connect(lambda error: self.warning.tell(sentence_of(error)))
        reading.ended.connect(self._rest)
        self._settle()

    def _show(self, found: list[Backup], kept: Path | None) -> None:
        if self._newest and found and found[0].path == self._newest:
            said = self.tr("Nothing has changed since the newest backup")
            self._workspace.said.emit(said)
            self.warning.tell(self.warning.text() or self.tr("{said}.").replace("{said}", said))
        self._newest = None
        self._kept = kept
        self._about.setVisible(kept is None)  # it was read by then
        if kept:
            words = self.tr("The project as it was before is kept as “{name}”.")
            told = words.replace("{name}", shortened(kept.name, _NAME))
            self.offer.offer(told, self.tr("Put it back"))
        else:
            self.offer.hide()
        self._model.show_backups(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self.state.tell(self.tr("Reading what they hold…"))
        if found:
            self.table.choose(self._model.index(0, 0))
        self._settle()

    def _rest(self) -> None:
        self._reading = None
        count = self._model.rowCount()
        second = self._preferences.backup_folder
        words = self.tr("1 backup in {here}") if count == 1 else self.tr("{n} backups in {here}")
        if second:
            words = self.tr("{backups}, copied to {second}").replace("{backups}", words)
        told = words.replace("{n}", str(count)).replace("{second}", second)
        self.state.tell(told.replace("{here}", str(home() / "backups")) if count else "")
        self._settle()

    def _settle(self) -> None:
        """Let be pressed what can be done now."""
        chosen = self._model.backup_at(self.table.currentIndex().row())
        is_sound = chosen is not None and chosen.is_sound is True
        can_change = not self._workspace.is_read_only and not self._is_changing
        self.restore.setEnabled(is_sound and can_change)
        self.copy.setEnabled(is_sound and not self._is_changing)
        is_locked = chosen is not None and chosen.is_locked
        self.unlock.setVisible(is_locked)
        self.unlock.setEnabled(is_locked and not self._is_changing)
        self.make.setEnabled(not self._is_changing and self._making is None)
        self.offer.take.setEnabled(can_change)
        self.shut.setEnabled(not self._is_changing)

    def _restore(self) -> None:
        chosen = self._model.backup_at(self.table.currentIndex().row())
        if chosen:
            said = self.tr("Restored the backup of {time}").replace("{time}", made(chosen))
            self._is_undo = False
            self._change(said, partial(self._going.restore, self._project, chosen.path))

    def _undo(self) -> None:
        if self._kept:
            said = self.tr("The project is again as it was before")
            self._is_undo = True
            self._change(said, partial(self._going.undo, self._project, self._kept))

    def _change(self, said: str, begin: Callable[[], bool]) -> None:
        self._stop()
        self.warning.tell("")
        self._said = said
        self._is_changing = True
        if begin():
            self.state.tell(self.tr("The project is being replaced…"))
        else:
            self._is_changing = False
            self.warning.tell(self.tr("What you typed last could not be kept; copy it first."))
        self._settle()

    def _arrive(self, kept: Path) -> None:
        self._is_changing = False
        self._workspace.said.emit(self._said)
        if not self._is_undo:
            self._going.offer_undo(self._said, self._project, kept)
        self._look()

    def _fail(self, error: AnnotatorError) -> None:
        self._is_changing = False
        self.warning.tell(sentence_of(error))
        self._look()

    def _unlock(self) -> None:
        """Ask for the passphrase of a backup that has one of its own."""
        from ui.dialogs.passphrase import PassphraseDialog

        chosen = self._model.backup_at(self.table.currentIndex().row())
        if chosen:
            words = self.tr("The backup of {time}").replace("{time}", made(chosen))
            dialog = PassphraseDialog(chosen.path, words, self)
            dialog.accepted.connect(self._look)
            dialog.failed.connect(lambda error: self.warning.tell(sentence_of(error)))
            dialog.open()

    def _open_copy(self) -> None:
        chosen = self._model.backup_at(self.table.currentIndex().row())
        if chosen is None:
            return
        self._stop()
        self._is_changing = True
        self.state.tell(self.tr("Copying the backup…"))
        self._settle()
        work = partial(backups.copy_beside, chosen, self._project)
        self._workspace.hold(self)
        jobs.start(work, self._leave, self._fail, self._be_free)

    def _be_free(self) -> None:
        """Let go after a mistake of ours, too, of which nothing came."""
        self._workspace.let_go(self)
        if self._is_changing:
            self._is_changing = False
            self._look()

    def _leave(self, made_copy: Path) -> None:
        self._is_changing = False
        self.copied.emit(made_copy)
        self.reject()

    def _make(self) -> None:
        self.warning.tell("")
        newest = self._model.backup_at(0)
        self._newest = newest.path if newest else None
        self._making = Lookup(
            self._project, Upkeep, Upkeep.back_up_now, self._told, self._not_made, self
        )
        self._settle()

    def _told(self, notices: list[str]) -> None:
        self._making = None
        self.warning.tell(" ".join(f"{words[:1].upper()}{words[1:]}." for words in notices))
        self._look()

    def _not_made(self, error: AnnotatorError) -> None:
        self._making = None
        self.warning.tell(sentence_of(error))
        self._settle()

    def _stop(self) -> None:
        if self._reading:
            self._reading.cancel()
            self._reading = None
        if self._making:
            self._making.cancel()
            self._making = None
