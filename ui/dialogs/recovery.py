"""A damaged project: what is wrong with it, and what can be had again, looked for meanwhile."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import recovery
from annotator.backups import Backup, copy_beside
from annotator.errors import AnnotatorError, DamageError, LockedError
from annotator.files import printable
from annotator.store.rebuilt import Rebuilt
from ui import jobs
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.models.history import full_time
from ui.panels.shapes import plain_label, quiet_label, scrolled
from ui.theme import LARGE, NORMAL, sans
from ui.window_size import open_at

_MOST = 6
"""So many sentences are shown of what is wrong, and of what is lost."""


class RecoveryDialog(QDialog):
    """What is wrong with the file at `path`, with a line and a button for each way on.

    A way makes a project of its own beside the file, which stays as it is, and `recovered` says
    where; or it leads to the list of backups, `backups_wanted`, which can take its place.
    """

    recovered = Signal(object)
    backups_wanted = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recoveryDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A damaged project"))
        self._path = path
        self._stopped = Event()
        self.title = plain_label(self.tr("“{name}” is damaged").format(name=path.stem))
        self.title.setFont(sans(LARGE, bold=True))
        self.findings = plain_label()
        self.findings.setObjectName("recoveryFindings")
        self.findings.hide()
        self.progress = quiet_label()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.warning = WarningLabel()
        self.ways = QVBoxLayout()
        self.ways.setSpacing(16)
        self.promise = quiet_label(
            self.tr("Nothing of the damaged file is lost, whichever way you go.")
        )
        self.promise.hide()
        self._lay_out()
        self._look()

    def _look(self) -> None:
        stopped, path = self._stopped, self._path
        self._run(
            self.tr("Looking for backups, and for what can be read in the file…"),
            lambda: recovery.offers(path, is_wanted=lambda: not stopped.is_set()),
            self._tell,
        )

    def _lay_out(self) -> None:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        box.rejected.connect(self.reject)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)  # buttons stay clear of the scroll bar
        column.setSpacing(12)
        for part in (self.title, self.findings, self.bar, self.progress):
            column.addWidget(part)
        column.addLayout(self.ways)
        column.addWidget(self.promise)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(scrolled(page), 1)
        outer.addWidget(self.warning)
        outer.addWidget(box)
        open_at(self, 620, 460)

    @property
    def is_busy(self) -> bool:
        """Return whether something is being looked for or written."""
        return not self.bar.isHidden()

    def add_way(
        self, name: str, title: str, words: str, button: str, take: Callable[[], object]
    ) -> None:
        """Add a way on: what it is, what comes of it, and the button that goes it."""
        heading = plain_label(title)
        heading.setFont(sans(NORMAL, bold=True))
        told = plain_label(words)
        told.setObjectName(f"{name}Words")
        go = QPushButton(button)
        go.setObjectName(f"{name}Button")
        go.clicked.connect(take)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(heading)
        texts.addWidget(told)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        self.ways.addLayout(row)

    def reject(self) -> None:
        """Stop what is being done, and close."""
        self._stopped.set()
        super().reject()

    def _tell(self, found: recovery.Offers) -> None:
        if self._stopped.is_set():
            return
        self._rest()
        if not found.findings:
            self.title.setText(
                self.tr("Nothing is wrong with “{name}”").format(name=self._path.stem)
            )
            return
        self.findings.setText(_few(found.findings, self.tr("And {n} more.")))
        self.findings.show()
        if found.backup:
            self._offer_backup(found.backup)
        if found.rebuilt:
            self._offer_rows(found.rebuilt)
        self.promise.setVisible(bool(found.backup or found.rebuilt))
        if not found.backup and not found.rebuilt:
            self.warning.tell(
                self.tr("There is no good backup of it, and nothing of a project can be read.")
            )

    def _offer_backup(self, backup: Backup) -> None:
        words = self.tr("Articles: {articles}. Claims: {claims}. Nothing is wrong in it.")
        self.add_way(
            "backup",
            self.tr("The newest good backup, of {at}").format(
                at=full_time(f"{backup.taken:%Y-%m-%dT%H:%M:%SZ}")
            ),
            words.format(articles=backup.articles, claims=backup.claims),
            self.tr("Open a copy of it"),
            lambda: self._take(partial(copy_beside, backup, self._path)),
        )
        self.add_way(
            "backups",
            self.tr("Back to this or an earlier backup"),
            self.tr("It takes the place of the damaged file, which is kept beside."),
            self.tr("Backups…"),
            self._ask_for_backups,
        )

    def _offer_rows(self, rebuilt: Rebuilt) -> None:
        words = self.tr("Articles: {kept} of {known}. Claims: {claims} of {all}.")
        told = words.format(
            kept=rebuilt.kept["article"],
            known=rebuilt.known["article"],
            claims=rebuilt.kept["claim"],
            all=rebuilt.known["claim"],
        )
        more = _few(rebuilt.losses, self.tr("And {n} more."))
        stopped = self._stopped
        self.add_way(
            "rows",
            self.tr("What can still be read in the file"),
            told,
            self.tr("Take it out"),
            lambda: self._take(
                partial(recovery.take_out, self._path, lambda: not stopped.is_set())
            ),
        )
        losses = quiet_label(more)
        losses.setObjectName("recoveryLosses")
        losses.setVisible(bool(more))
        self.ways.addWidget(losses)

    def _ask_for_backups(self) -> None:
        self.reject()
        self.backups_wanted.emit(self._path)

    def _take(self, work: Callable[[], Path]) -> None:
        self.warning.tell("")
        for button in self._buttons():
            button.setEnabled(False)
        self._run(self.tr("Writing the new project…"), work, self._arrive)

    def _run(self, words: str, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self.progress.setText(words)
        self.progress.show()
        self.bar.show()
        jobs.start(work, done, self._fail)

    def _rest(self) -> None:
        self.bar.hide()
        self.progress.hide()
        for button in self._buttons():
            button.setEnabled(True)

    def _buttons(self) -> list[QPushButton]:
        return [b for b in self.findChildren(QPushButton) if b.objectName().endswith("Button")]

    def _arrive(self, made: Path) -> None:
        if not self._stopped.is_set():
            self.recovered.emit(made)
            self.accept()

    def _fail(self, error: AnnotatorError) -> None:
        if not self._stopped.is_set():
            self._rest()
            self.warning.tell(sentence_of(error))
            if isinstance(error, LockedError):
                self._ask(error.path)

    def _ask(self, file: Path) -> None:
        """Ask for the passphrase, without which nobody can say what is wrong with the file."""
        from ui.dialogs.passphrase import PassphraseDialog

        def look_again() -> None:
            self.warning.tell("")
            self._look()

        dialog = PassphraseDialog(file, self._path.stem, self)
        dialog.accepted.connect(look_again)
        dialog.failed.connect(lambda error: self._again_if_known(error, look_again))
        dialog.open()

    def _again_if_known(self, error: AnnotatorError, look_again: Callable[[], None]) -> None:
        """Look again where the passphrase opens the backups: it is the file that is damaged."""
        if isinstance(error, DamageError):
            look_again()
        else:
            self.warning.tell(sentence_of(error))


def _few(sentences: Sequence[str], more: str) -> str:
    """Return sentences on lines of their own, the last ones only counted."""
    lines = [sentence_of(printable(sentence)) for sentence in sentences[:_MOST]]
    if len(sentences) > _MOST:
        lines.append(more.format(n=len(sentences) - _MOST))
    return "\n".join(lines)
