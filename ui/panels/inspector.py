"""The inspector: the selected claim with every field, kept when focus leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.edits import Change
from annotator.model import Claim
from ui.keymap import Keymap
from ui.models.wording import how_to_begin, shortened
from ui.panels.claim_form import ClaimForm
from ui.panels.fields import ENTER
from ui.panels.shapes import empty_label, plain_label, quiet_label
from ui.panels.shown import Shown
from ui.selection import Selection
from ui.theme import LARGE, Look, sans, serif
from ui.workspace import Workspace

QUOTE_SIZE = 16
LONGEST_QUOTE = 280
_NO_CLAIM = Claim("", "", 0, 1, " ")
"""What an emptied form shows."""

_NOTHING = Claim("", "", 0, 0, "")
"""What the hidden form shows while there is no claim."""


class Inspector(QWidget):
    """The fields of the selected claim; `finished` gives the focus back to the text."""

    finished = Signal()

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        keymap: Keymap,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("claimInspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._workspace = workspace
        self._selection = selection
        self._keymap = keymap
        self._shown = Shown(workspace)
        self._path = workspace.path
        self._number = plain_label(wraps=False)
        self._number.setFont(sans(LARGE, bold=True))
        self._reviewer = quiet_label(wraps=False)
        self._quote = plain_label()
        self._quote.setFont(serif(QUOTE_SIZE))
        self.form = ClaimForm(self._shown, look, self)
        self.form.finished.connect(self.finished)
        self.form.followed.connect(self._selection.select)
        self._lay_out()
        workspace.project_opened.connect(self._leave_project)
        workspace.moved_on.connect(self._move_on)
        workspace.changed.connect(self._follow)
        workspace.article_opened.connect(self._tell_nothing)
        selection.changed.connect(self._turn_to)
        keymap.changed.connect(self._tell_nothing)
        self._turn_to(selection.claim)

    def focus_source(self) -> None:
        """Go to the source, and offer names where there is none."""
        self._go_to(self.form.source)
        self.form.source.selectAll()
        if not self.form.source.text():
            self.form.source.offer_all()

    def focus_target(self) -> None:
        """Go to the line that adds a target."""
        self._go_to(self.form.targets.line)
        self.form.targets.line.selectAll()

    def focus_note(self) -> None:
        """Go to the note with its text selected."""
        self._go_to(self.form.note)
        self.form.note.selectAll()

    def focus_verification(self) -> None:
        """Go to what came of checking the claim."""
        self._go_to(self.form.verification)

    def focus_evidence(self) -> None:
        """Go to where evidence is added."""
        self._go_to(self.form.evidence.button)

    def focus_outcome(self, target: str | None) -> None:
        """Go to what came of asking a target, the first one where none is named."""
        row = self.form.outcomes.row(target)
        if row:
            self._go_to(row.first)

    def empty(self) -> None:
        """Hold nothing of any claim, also where nobody sees it."""
        self._shown.show(None)
        self.form.load(_NO_CLAIM)
        for label in (self._number, self._reviewer, self._quote):
            label.clear()

    def commit(self) -> bool:
        """Keep what is being typed in any field; return whether nothing is left to keep."""
        kept = [field.commit() for _, field in list(self.form.pending())]
        return all(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with a field that has no use for Enter or Esc of its own."""
        if event.key() in {*ENTER, Qt.Key.Key_Escape}:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self._number)
        top.addStretch(1)
        top.addWidget(self._reviewer)
        column.addLayout(top)
        column.addWidget(self._quote)
        column.addSpacing(4)
        column.addWidget(self.form, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = empty_label("")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)

    def _go_to(self, field: QWidget) -> None:
        if self._shown.claim:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(field)

    def _turn_to(self, claim: Claim | None) -> None:
        """Show another claim; what is being typed is kept on the one before first."""
        before = self._shown.claim
        if before and claim and before.id == claim.id:
            return
        if before:
            self._shown.renew()
            self._leave()
        self._shown.show(self._selection.claim)
        self._show(is_other=True)

    def _follow(self, _: Change) -> None:
        if not self._shown.claim:
            self._tell_nothing()
            return
        if self._shown.renew():
            self._show(is_other=False)
        else:
            self._leave()
            self._show(is_other=True)

    def _leave_project(self) -> None:
        if self._shown.claim and self._workspace.path != self._path:
            self._shown.claim = None
            self._leave()
        self._path = self._workspace.path

    def _move_on(self) -> None:
        self._path = self._workspace.path

    def _leave(self) -> None:
        """Keep what is being typed; say what cannot be kept, with its words."""
        for words, field in list(self.form.pending()):
            if self._shown.claim and field.commit():
                continue
            typed = self.tr("{field} of claim {n} was not kept: “{words}”")
            told = typed.replace("{field}", words).replace("{n}", str(self._shown.number))
            self._workspace.said.emit(told.replace("{words}", shortened(field.pending, 300)))
            field.restore()

    def _show(self, *, is_other: bool) -> None:
        claim = self._shown.claim
        if claim is None:
            self._show_nothing()
            return
        self._number.setText(self.tr("Claim {n}").format(n=self._shown.number))
        self._reviewer.setText(claim.reviewer)
        self._quote.setText(shortened(claim.quote, LONGEST_QUOTE))
        self.form.setEnabled(not self._workspace.is_read_only)
        self.form.load(claim)
        self._stack.setCurrentWidget(self._scroll)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _tell_nothing(self) -> None:
        """Say how one comes to see a claim here."""
        desk = self._workspace.desk
        words = self.tr(
            "Select a claim to see everything about it: click on it, or press {go.next}."
        )
        if self._workspace.article is None:
            words = self.tr("Everything about a claim stands here, once an article is open.")
        is_new = desk is not None and not desk.claims
        self._empty.setText(how_to_begin(self._keymap) if is_new else self._keymap.told(words))

    def _show_nothing(self) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._tell_nothing()
        self._stack.setCurrentWidget(self._empty)
        # No word of it stays behind: who spoke may be protected by now.
        self.form.load(_NOTHING)
        if had_focus:
            self.finished.emit()
