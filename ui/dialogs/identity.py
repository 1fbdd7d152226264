"""Who a source is: the one place in the window that shows it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.confidential import confidential_in, gives_away
from annotator.describing import descriptor_of, named_in, stood_by_name
from annotator.errors import AnnotatorError, EditError
from annotator.model import Claim, Identity, Source, new_id
from annotator.protecting import called_before, protection
from annotator.pseudonyms import pseudonym
from annotator.store.reader import Reader
from annotator.store.withdrawing import LookingOn, Remaining, Withdrawing, Withdrawn
from annotator.vocabulary import Level
from ui.closed_work import ClosedWork, Tell, failure
from ui.dialogs.everywhere import EverywhereChoice
from ui.dialogs.identity_kept import KeptPage
from ui.dialogs.promise import PromiseChoice
from ui.dialogs.release import ReleaseFields
from ui.dialogs.secret_fields import SecretFields
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.lookup import IsWanted, Lookup
from ui.panels.form import Form
from ui.panels.shapes import plain_label, quiet_label, scrolled
from ui.theme import serif
from ui.window_size import open_at

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_BIG = 22
"""Pixels of the letters in which it stands what a source is called everywhere else."""
_SHORT = 400
"""Pixels of the height once there is little to say."""


class IdentityDialog(QDialog):
    """What was promised to a source, who it is, and what readers may know.

    `forgetting_wanted` asks to forget it, `place_wanted` carries an article's id.
    """

    forgetting_wanted = Signal()
    place_wanted = Signal(str)

    def __init__(self, window: "MainWindow", source: Source) -> None:
        super().__init__(window)
        self.setObjectName("identityDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Who is this source?"))
        self._window = window
        self._workspace = window.workspace
        self._source = source
        reader = self._workspace.reader
        self._people = reader.same_person(source.id)
        known = [one for who in self._people for one in reader.identities(who.id)]
        # Of a person who was forgotten a blank one is left.
        self._kept = next((one for one in known if one.names), None)
        self._key = self._kept.id if self._kept else new_id()
        self._number = reader.number_for(source.id)
        self._was = self._workspace.known_levels.of(source.id)
        self._is_read_only = self._workspace.is_read_only
        self._is_busy = self._is_done = False
        self._work = ClosedWork(window, self)
        self._lookup: Lookup | None = None
        self._make_parts(reader)
        self._lay_out()
        self._connect()
        self._settle()
        self._go_to_first()

    def accept(self) -> None:
        """Keep what is chosen; a name comes back only after a question."""
        if self._is_done:
            super().accept()
        elif self.save.isEnabled() and not self._is_busy:
            self.warning.tell("")
            if self.promise.level.hides:
                self._keep(is_everywhere=self.everywhere.isChecked())
            else:
                self._ask_to_release()

    def reject(self) -> None:
        """Close, but ask first where words would be lost; what is at work is stopped."""
        if self._is_busy:
            self._work.cancel()
        elif self._is_changed and not self._is_done:
            words = self.tr("Close without keeping what you typed here?")
            rest = self.tr("It is written down nowhere else.")
            self._ask(words, rest, self.tr("Discard it"), super().reject)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Let nothing stay behind of what was typed or shown."""
        if self._lookup:
            self._lookup.cancel()
        self.fields.wipe()
        self.release.wipe()
        super().done(result)

    @property
    def _is_changed(self) -> bool:
        return self.fields.is_changed or self._is_public_name_typed

    @property
    def _is_public_name_typed(self) -> bool:
        return not self.promise.level.hides and bool(self.release.name.words)

    def _make_parts(self, reader: Reader) -> None:
        is_new = not self._was.hides and self._kept is None
        level = Level.CONFIDENTIAL if is_new else self._was
        self.promise = PromiseChoice(self._window.look, level)
        self.promise.setEnabled(not self._is_read_only)
        self.fields = SecretFields(
            self._kept or named_in(self._source),
            is_kept=self._kept is not None,
            is_read_only=self._is_read_only,
        )
        self.release = ReleaseFields()
        claims = [one for one in reader.bound_to(self._source.id) if isinstance(one, Claim)]
        self.descriptor = QLineEdit(descriptor_of(self._source, claims))
        self.descriptor.setObjectName("identityDescriptor")
        self.descriptor.setPlaceholderText(self.tr("a senior official"))
        self.descriptor.setCursorPosition(0)
        self.descriptor.setReadOnly(self._is_read_only)
        self.preview = plain_label()
        self.preview.setObjectName("identityPreview")
        self.preview.setFont(serif(_BIG))
        self._everywhere = EverywhereChoice()
        self.everywhere = self._everywhere.box
        self._once_stood = bool(called_before(reader, [self._source], ()))
        self.warning = WarningLabel()
        self.bar = QProgressBar()
        self.bar.setFixedHeight(4)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._progress = quiet_label()
        self._progress.hide()
        self.kept = KeptPage()
        self._box = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.forget = self._box.addButton(self.tr("Forget this source…"), role.ResetRole)
        self.forget.setObjectName("identityForget")
        self.save = self._box.addButton(self.tr("Keep it"), role.AcceptRole)
        self.save.setObjectName("identitySave")
        self.shut = self._box.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.shut.setObjectName("identityClose")
        self.forget.setAutoDefault(False)

    def _lay_out(self) -> None:
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        form = Form()
        form.field(self.tr("What readers may know"), self.descriptor)
        self._told = QWidget()
        self._told.setLayout(form)
        form.setContentsMargins(0, 6, 0, 0)
        for part in (self._preview_frame(), self.promise, self.release, self.fields, self._told):
            column.addWidget(part)
        column.addWidget(self._everywhere)
        column.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolled(self._form))
        self._pages.addWidget(scrolled(self.kept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 14)
        whole.setSpacing(10)
        whole.addWidget(self._pages, 1)
        for part in (self.warning, self._progress, self.bar, self._box):
            whole.addWidget(part)
        open_at(self, 560, 720)

    def _preview_frame(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("secretFrame")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(2)
        self._above = quiet_label()
        inner.addWidget(self._above)
        inner.addWidget(self.preview)
        return frame

    def _connect(self) -> None:
        self.promise.changed.connect(self._settle)
        self.fields.changed.connect(self._settle)
        self.release.changed.connect(self._settle)
        self.descriptor.textChanged.connect(self._settle)
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        self.forget.clicked.connect(self._want_forgetting)
        self._work.told.connect(self._show_progress)
        self._work.ended.connect(self._end)
        self.kept.links.wanted.connect(self._go)
        self.kept.everywhere_wanted.connect(partial(self._keep, is_everywhere=True))

    def _go_to_first(self) -> None:
        first: QWidget = self.fields.show_button if self.fields.is_hidden else self.fields.name
        first.setFocus()

    def _settle(self) -> None:
        """Show what would come of what stands in the fields."""
        hides = self.promise.level.hides
        told = " ".join(self.descriptor.text().split())
        for part in (self.fields, self._told, self._everywhere):
            part.setVisible(hides)
        self.release.setVisible(not hides and self._was.hides)
        self._above.setText(
            self.tr("Everywhere else this source is called")
            if hides
            else self.tr("From now on this source is called")
        )
        self.preview.setText(
            pseudonym(self._number, told) if hides else self.release.name.words or "…"
        )
        stood = self._once_stood or stood_by_name(self._source, self.fields.names)
        self._everywhere.propose(is_on=stood and not self._was.hides)
        self._settle_buttons(told, hides=hides)

    def _settle_buttons(self, told: str, *, hides: bool) -> None:
        names = self.fields.names
        is_given_away = hides and gives_away(told, confidential_in(self._identity()))
        warning = ""
        if self._is_read_only:
            warning = self.tr("The project is read-only here, so nothing can be changed.")
        elif is_given_away:
            warning = self.tr("That would give away who it is; describe the source by less.")
        self.warning.tell(warning)
        can = bool(names) and not is_given_away if hides else self._is_public_name_typed
        self.save.setEnabled(can and not self._is_read_only and not self._is_busy)
        self.save.setText(self.tr("Keep it") if hides else self.tr("Name it…"))
        self.forget.setVisible(self._kept is not None)
        self.forget.setEnabled(not self._is_read_only and not self._is_busy)

    def _identity(self) -> Identity:
        return self.fields.identity(self._key, self._source.id)

    def _keep(self, *, is_everywhere: bool) -> None:
        identity, level = self._identity(), self.promise.level
        told = " ".join(self.descriptor.text().split())
        try:
            reader = self._workspace.reader
            if not self._window.is_kept():
                raise EditError(self.tr("What you typed in the window could not be kept."))
            # What makes no sense is told before the project is closed for it.
            people = reader.same_person(self._source.id)
            protection(reader, people, self._number, identity, told)
        except AnnotatorError as error:
            self.warning.tell(sentence_of(error))
            return
        if is_everywhere:
            self._set_busy(is_busy=True)
            if not self._work.begin(partial(_withdraw, identity, level, told)):
                self._set_busy(is_busy=False)
            return
        self._try(partial(self._workspace.protect, identity, level, told), self._show_kept)

    def _try(self, change: Any, then: Any) -> None:
        """Change the project, or say here why that is not to be."""
        failed = self._workspace.failed
        failed.connect(self._fail)
        try:
            made = change()
        finally:
            failed.disconnect(self._fail)
        if made is not None:
            then()

    def _fail(self, error: AnnotatorError) -> None:
        self.warning.tell(sentence_of(error))

    def _show_kept(self) -> None:
        self._turn_to_kept()
        path, key = self._workspace.reader.path, self._source.id
        self._lookup = Lookup(
            path, LookingOn, partial(_remaining, key), self._tell_remaining, self._fail, self
        )

    def _turn_to_kept(self) -> None:
        self._is_done = True
        self.fields.settle()
        self.kept.begin(self.preview.text())
        self._pages.setCurrentIndex(1)
        self.save.hide()
        self.forget.hide()
        self.shut.setText(self.tr("Close"))
        self.shut.setFocus()
        self.resize(self.width(), min(self.height(), _SHORT))

    def _tell_remaining(self, found: Remaining) -> None:
        self._lookup = None
        self.kept.tell(found, self.preview.text())

    def _end(self, came: Any) -> None:
        """Show what came of taking the name out of every file."""
        self._set_busy(is_busy=False)
        error = failure(came)
        if error:
            self.warning.tell(sentence_of(error))
        elif isinstance(came, Withdrawn):
            self._turn_to_kept()
            self.kept.tell_everywhere(came, self.preview.text())

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._pages.setEnabled(not is_busy)
        self.bar.setRange(0, 0)
        self.bar.setVisible(is_busy)
        self._progress.setVisible(is_busy)
        self._progress.setText(self.tr("Taking the name out of the project…"))
        self.shut.setText(self.tr("Stop") if is_busy else self.tr("Cancel"))
        if not self._is_done:
            self._settle()

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self._progress.setText(self.tr("File {n} of {m}").format(n=done, m=of))

    def _ask_to_release(self) -> None:
        words = self.tr("Name this source in all its articles?")
        rest = self.tr("The name that you typed then stands in every report, too.")
        self._ask(words, rest, self.tr("Name it"), self._release)

    def _release(self) -> None:
        name, forget = self.release.name.words, self.release.forget.isChecked()
        change = partial(self._workspace.release, self._source.id, name, forget=forget)
        self._try(change, super().accept)

    def _ask(self, words: str, rest: str, yes: str, do: Any) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), words, parent=self)
        box.setObjectName("identityQuestion")
        box.setInformativeText(rest)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        # Once the question is gone: what it asks about may close this dialog, too.
        box.finished.connect(lambda: do() if box.clickedButton() is button else None)
        box.open()

    def _want_forgetting(self) -> None:
        self.fields.settle()
        self.forgetting_wanted.emit()
        super().accept()

    def _go(self, article_id: str) -> None:
        self.place_wanted.emit(article_id)
        super().accept()


def _remaining(source_id: str, reader: LookingOn, _is_wanted: IsWanted) -> Remaining:
    return reader.remaining(source_id)


def _withdraw(
    identity: Identity,
    level: Level,
    descriptor: str,
    path: Path,
    reviewer: str,
    is_wanted: IsWanted,
    tell: Tell,
) -> Withdrawn:
    with Withdrawing.open(path, reviewer) as store:
        done = store.withdraw(identity, level, descriptor, is_wanted, tell)
        return replace(done, kept=(*store.notices, *done.kept))
