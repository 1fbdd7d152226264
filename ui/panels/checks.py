"""The checks panel: what to mend in the open article, one sentence each."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from annotator.checks.checking import check
from annotator.checks.finding import Finding
from annotator.desk import Desk
from annotator.model import Claim
from ui.models.checks import FINDING_ROLE, CheckColumn, ChecksModel, counts_told, heading, reason
from ui.panels.checks_table import ChecksTable
from ui.panels.freshness import Freshness, of_the_article
from ui.panels.shapes import empty_label, plain_label, quiet_label
from ui.selection import Selection
from ui.theme import NORMAL, Look, sans
from ui.workspace import Workspace


class ChecksPanel(QWidget):
    """Every finding of the open article; `activated` carries the claim to go to."""

    activated = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._selection = selection
        self._waiting: list[Finding] | None = None
        self._told: tuple[object, str | None] = (None, None)
        self._model = ChecksModel(self)
        self._fresh = Freshness(self, of_the_article(workspace), self._fill)
        self.table = ChecksTable(self._model, look, self)
        self._counts = quiet_label(wraps=False)
        self._title = plain_label()
        self._title.setFont(sans(NORMAL, bold=True))
        self._reason = quiet_label()
        self._nothing = empty_label("")
        self._lay_out()
        self.table.row_activated.connect(self._activate)
        self.table.selectionModel().currentRowChanged.connect(self._turn_to)
        selection.changed.connect(self._show_selected)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what has changed while nobody looked."""
        self._fresh.settle()
        self._show_selected(self._selection.claim)
        super().showEvent(event)

    def go(self, steps: int, caret: int) -> None:
        """Go to the next open finding (1) or the one before (-1), and say what to do.

        Counted from the selected claim, else from the caret; a finding that was gone to is
        followed by the next one, also on the same claim.
        """
        desk = self._workspace.desk
        if desk is None:
            return
        waiting = self.open_findings()
        if not waiting:
            self._workspace.said.emit(self._why_empty(desk))
            return
        self.turn_to(waiting[self._place_from(desk, waiting, steps, caret) % len(waiting)])

    def open_findings(self) -> list[Finding]:
        """Return what is to be mended in the open article, in reading order."""
        self._fresh.settle()
        desk = self._workspace.desk
        if self._waiting is None and desk:
            self._waiting = self._in_reading_order(desk)
        return self._waiting or []

    def turn_to(self, finding: Finding) -> None:
        """Go to a finding and the claim that it is about, and say what to do."""
        desk = self._workspace.desk
        claim = desk.claim(finding.claims[0]) if desk and finding.claims else None
        if claim:
            self.activated.emit(claim)
        self.table.choose(self._model.index(self._model.findings.index(finding), 0))
        self._told = (finding.key, self._selected())
        self._workspace.said.emit(finding.message)

    def _in_reading_order(self, desk: Desk) -> list[Finding]:
        """Return what is open by where its first claim stands, the gravest first on each."""
        found = (finding for finding in self._model.findings if finding.is_open)
        return sorted(found, key=lambda finding: _number(desk, finding))

    def _place_from(self, desk: Desk, waiting: list[Finding], steps: int, caret: int) -> int:
        key, selected = self._told
        keys = [finding.key for finding in waiting]
        if key in keys and selected == self._selected():
            return keys.index(key) + steps
        claim = self._selection.claim
        here = desk.number_of(claim) if claim else 1 + sum(c.start < caret for c in desk.claims)
        before = sum(_number(desk, finding) < here for finding in waiting)
        return before if steps > 0 else before - 1

    def _selected(self) -> str | None:
        return self._selection.claim.id if self._selection.claim else None

    def _lay_out(self) -> None:
        why = QFrame()
        why.setObjectName("checkReason")
        below = QVBoxLayout(why)
        below.setContentsMargins(12, 8, 12, 10)
        below.setSpacing(2)
        below.addWidget(self._title)
        below.addWidget(self._reason)
        self._counts.setContentsMargins(12, 8, 12, 8)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._counts)
        column.addWidget(self.table, 1)
        column.addWidget(why)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentIndex(1)

    def _fill(self) -> None:
        desk = self._workspace.desk
        if self._workspace.beginning:
            return  # what was shown stays until there is all to check
        found = check(desk.marks(), desk.words) if desk else ()
        self._waiting = None
        numbers = {claim.id: n for n, claim in enumerate(desk.claims, 1)} if desk else {}
        before = self.table.currentIndex().siblingAtColumn(0).data(FINDING_ROLE)
        self._model.show_findings(found, numbers)
        self._stay_at(before)
        self.table.fit_rows()
        self._counts.setText(counts_told(found))
        self._nothing.setText(self._why_empty(desk))
        self._stack.setCurrentIndex(0 if found else 1)
        self._tell_reason(self.table.currentIndex())

    def _stay_at(self, before: object) -> None:
        """Turn to a finding again, where all rows are new ones."""
        if isinstance(before, Finding) and not self.table.currentIndex().isValid():
            keys = [finding.key for finding in self._model.findings]
            if before.key in keys:
                self.table.choose(self._model.index(keys.index(before.key), 0))

    def _why_empty(self, desk: Desk | None) -> str:
        if desk and desk.claims:
            return self.tr("Nothing to fix by the checks that On Record knows.")
        return self.tr("No claims yet. What is to be mended in them will stand here.")

    def _turn_to(self, index: QModelIndex) -> None:
        """Say why it matters, and select the claim of a row that a person went to."""
        self._tell_reason(index)
        claim = self._claim_at(index)
        if claim and self.table.hasFocus():
            self._selection.select(claim)

    def _show_selected(self, claim: Claim | None) -> None:
        """Turn to what is to be mended in the selected claim, unless the keys are here."""
        if claim is None or not self.isVisible() or self.table.hasFocus():
            return
        rows = [n for n, found in enumerate(self._model.findings) if claim.id in found.claims]
        if rows and self.table.currentIndex().row() not in rows:
            self.table.choose(self._model.index(rows[0], 0))

    def _tell_reason(self, index: QModelIndex) -> None:
        shown = index if index.isValid() else self._model.index(0, 0)
        finding = shown.siblingAtColumn(CheckColumn.SEVERITY).data(FINDING_ROLE)
        if isinstance(finding, Finding):
            self._title.setText(heading(finding))
            self._reason.setText(reason(finding))

    def _claim_at(self, index: QModelIndex) -> Claim | None:
        finding = index.siblingAtColumn(0).data(FINDING_ROLE)
        desk = self._workspace.desk
        if desk and isinstance(finding, Finding) and finding.claims:
            return desk.claim(finding.claims[0])
        return None

    def _activate(self, index: QModelIndex) -> None:
        claim = self._claim_at(index)
        finding = index.siblingAtColumn(0).data(FINDING_ROLE)
        if claim and isinstance(finding, Finding):
            self.activated.emit(claim)
            self._told = (finding.key, self._selected())
            self._workspace.said.emit(finding.message)


def _number(desk: Desk, finding: Finding) -> int:
    claim = desk.claim(finding.claims[0]) if finding.claims else None
    return desk.number_of(claim) if claim else 0
