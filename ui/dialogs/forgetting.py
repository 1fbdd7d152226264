"""Forgetting a source: first where it stands, then the question, then what is left: nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
)

from annotator.errors import AnnotatorError
from annotator.model import Source
from annotator.pseudonyms import pseudonym
from annotator.store.forgetting import Forgetting, Looking
from annotator.store.traces import Forgotten, Found
from ui.closed_work import ClosedWork, Tell, failure
from ui.dialogs.forgetting_pages import LeftPage, LookPage
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.lookup import IsWanted, Lookup
from ui.panels.claims import FilterLine
from ui.panels.shapes import plain_label, quiet_label, scrolled
from ui.window_size import open_at

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_SHORT = 360
"""Pixels of the height once there is little to say."""


class ForgetDialog(QDialog):
    """What gives a source away, in which files, and the end of it; nothing brings it back.

    `place_wanted` carries the id of an article in whose own words it stays.
    """

    place_wanted = Signal(str)
    _seen = Signal(int, int)

    def __init__(self, window: "MainWindow", source: Source) -> None:
        super().__init__(window)
        self.setObjectName("forgetDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Forget this source"))
        self._window = window
        self.workspace = window.workspace
        self._source = source
        self._lookup: Lookup | None = None
        self._is_busy = self._is_found = False
        self.work = ClosedWork(window, self)
        known = self.workspace.reader.pseudonyms().get(source.id)
        self._called = {source.name, *([pseudonym(known.number)] if known else [])}
        self.asked = min(self._called, key=len)
        self.look = LookPage()
        self.left = LeftPage()
        self.confirmation = QLineEdit()
        self._make_parts()
        self._lay_out()
        self._connect()
        self._begin()

    def accept(self) -> None:
        """Forget the source, once it is looked where it stands and its letter is typed."""
        if self.go.isVisible() and self.go.isEnabled():
            self.warning.tell("")
            self._stop_looking()
            self._set_busy(is_busy=True)
            also, deletes = self.look.words.lines, self.look.deletes.isChecked()
            work = partial(_forget, self._source.id, also, deletes)
            if not self.work.begin(work):
                self._set_busy(is_busy=False)

    def reject(self) -> None:
        """Stop what is at work, or close."""
        if self._is_busy:
            self.work.cancel()
        elif self._lookup:
            self._stop_looking()
            self.look.stop(self.tr("Not every file was looked through."))
            self._settle()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Let nothing stay behind of the words that were typed."""
        self._stop_looking()
        self.look.words.put("")
        super().done(result)

    def _make_parts(self) -> None:
        self.warning = WarningLabel()
        self.bar = QProgressBar()
        self.bar.setFixedHeight(4)
        self.bar.setTextVisible(False)
        self.progress = quiet_label()
        self.progress.setObjectName("forgetProgress")
        words = self.tr("Type “{label}” to forget who it is. Nothing brings it back.")
        self._ask = plain_label(words.replace("{label}", self.asked))
        self._ask.setBuddy(self.confirmation)
        self.confirmation.setObjectName("forgetConfirmation")
        self.confirmation.setAccessibleName(self._ask.text())
        box = QDialogButtonBox()
        self.go = box.addButton(self.tr("Forget it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("forgetButton")
        self.shut = box.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.shut.setObjectName("forgetClose")
        self._box = box

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolled(self.look))
        self._pages.addWidget(scrolled(self.left))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 14)
        whole.setSpacing(10)
        whole.addWidget(self._pages, 1)
        for part in (self.progress, self.bar, self.warning, self._ask, self.confirmation):
            whole.addWidget(part)
        whole.addWidget(self._box)
        # What cannot be taken back is no key's that was pressed for something else.
        self.go.setAutoDefault(False)
        self.shut.setAutoDefault(False)
        open_at(self, 580, 620)

    def _connect(self) -> None:
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        self.confirmation.textChanged.connect(self._settle)
        self.confirmation.returnPressed.connect(self.accept)
        self.look.again.clicked.connect(self._begin)
        self.look.words.textChanged.connect(self._look_anew)
        for links in (self.look.links, self.left.links):
            links.wanted.connect(self._go)
        self._seen.connect(self._show_progress)
        self.work.told.connect(self._show_progress)
        self.work.ended.connect(self._end)

    def _begin(self) -> None:
        """Look where it stands, in the background."""
        self._stop_looking()
        self._is_found = False
        self.warning.tell("")
        self.look.begin()
        read = partial(_look, self._source.id, self.look.words.lines, self._seen.emit)
        path = self.workspace.reader.path
        self._lookup = Lookup(path, Looking, read, self._show, self._fail, self)
        self._settle()

    def _look_anew(self) -> None:
        """Want to know of other words where they stand, too, before they are forgotten."""
        self._stop_looking()
        self._is_found = False
        self.look.ask_again()
        self._settle()

    def _stop_looking(self) -> None:
        if self._lookup:
            self._lookup.cancel()
            self._lookup = None

    def _show(self, found: Found) -> None:
        self._lookup, self._is_found = None, True
        self.look.tell(found, self.workspace.reader.path, self._articles(found))
        self._settle()

    def _fail(self, error: AnnotatorError) -> None:
        self._lookup = None
        self.look.stop("")
        self.warning.tell(sentence_of(error))
        self._settle()

    def _articles(self, found: Found) -> dict[str, int]:
        numbers = {one.number: one.id for one in self.workspace.articles()}
        return {numbers[n]: n for n in found.articles if n in numbers}

    def _settle(self) -> None:
        is_looking = self._lookup is not None
        for part in (self.bar, self.progress):
            part.setVisible(is_looking or self._is_busy)
        if is_looking:
            self.bar.setRange(0, 0)
            self.progress.setText(self.tr("Looking where it stands…"))
        self._ask.setVisible(self._is_found)
        self.confirmation.setVisible(self._is_found)
        self.confirmation.setEnabled(not self._is_busy)
        typed = " ".join(self.confirmation.text().split())
        is_typed = typed in self._called
        self.go.setEnabled(self._is_found and is_typed and not self._is_busy)
        self.shut.setText(self.tr("Stop") if is_looking or self._is_busy else self.tr("Cancel"))

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.progress.setText(self.tr("File {n} of {m}").format(n=done, m=of))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._pages.setEnabled(not is_busy)
        self._settle()
        if is_busy:
            self.bar.setRange(0, 0)
            self.progress.setText(self.tr("Forgetting…"))

    def _end(self, came: Any) -> None:
        self._set_busy(is_busy=False)
        error = failure(came)
        if error:
            self.warning.tell(sentence_of(error))
        elif isinstance(came, tuple):
            done, notices = came
            self._show_left(done, notices)

    def _show_left(self, done: Forgotten, notices: list[str]) -> None:
        self.look.words.put("")
        for line in self._window.findChildren(FilterLine):
            line.setText("")  # in which its name may have been looked for
        self.left.tell(done, notices, self._articles(done.found))
        self._pages.setCurrentIndex(1)
        for part in (self.go, self._ask, self.confirmation):
            part.hide()
        self.shut.setText(self.tr("Close"))
        self.shut.setFocus()
        self.resize(self.width(), min(self.height(), _SHORT))

    def _go(self, article_id: str) -> None:
        self.place_wanted.emit(article_id)
        self.done(QDialog.DialogCode.Rejected)


def _look(
    source_id: str,
    also: list[str],
    seen: Callable[[int, int], object],
    reader: Looking,
    is_wanted: IsWanted,
) -> Found:
    source = reader.source_meant(source_id)
    return reader.found(reader.confidences(source, also), is_wanted, seen)


def _forget(
    source_id: str,
    also: list[str],
    deletes: bool,
    path: Path,
    reviewer: str,
    is_wanted: IsWanted,
    tell: Tell,
) -> tuple[Forgotten, list[str]]:
    with Forgetting.open(path, reviewer) as store:
        done = store.forget(source_id, also, is_wanted, tell, delete_unreadable=deletes)
        return done, store.notices
