"""The checks panel: what to mend in the open article, one sentence each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator import edits
from annotator.checks.checking import check
from annotator.checks.finding import Finding
from annotator.checks.waivers import take_back
from annotator.desk import Desk
from annotator.model import Claim
from ui.actions import Actions
from ui.house import House
from ui.models.checks import FINDING_ROLE, ChecksModel, waiving_told
from ui.panels.check_reason import CheckReason
from ui.panels.checks_chips import CheckChips
from ui.panels.checks_table import ChecksTable
from ui.panels.fitting import Fitting
from ui.panels.freshness import Freshness, of_the_article
from ui.panels.house_line import HouseLine, HouseNotice
from ui.panels.offer_line import OfferLine
from ui.panels.shapes import empty_label, stack_in
from ui.panels.waiving import WaiveLine
from ui.selection import Selection
from ui.theme import Look
from ui.workspace import Workspace

LARGE, REST = 2_000, 700
"""From so many claims on a change is followed after so many milliseconds without another."""
UNCONFIRMED = "TXT-01"
_FEW = 3
"""So many of the lines that are left out are read out before they are confirmed."""


class ChecksPanel(QWidget):
    """Every finding of the open article; `activated` carries the claim to go to.

    `settings_wanted` asks for where the house rules are told of, `page_wanted` for the help.
    """

    activated = Signal(object)
    settings_wanted = Signal()
    page_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        actions: Actions,
        house: House,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._selection = selection
        self._actions = actions
        self._house = house
        self._found: Sequence[Finding] = ()
        self._waiting: list[Finding] | None = None
        self._numbers: dict[str, int] = {}
        self._told: tuple[object, str | None] = (None, None)
        self._model = ChecksModel(self)
        self._fresh = Freshness(self, (*of_the_article(workspace), house.changed), self._fill)
        self.table = ChecksTable(self._model, look, actions, self)
        self.chips = CheckChips(self)
        self.reason = CheckReason(actions, self)
        self.waiving = WaiveLine(workspace, self.table, self.open_findings, self)
        self.offer = OfferLine()
        self._nothing = empty_label("")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.chips.changed.connect(self._show_passing)
        self.reason.page_wanted.connect(self.page_wanted)
        self._workspace.article_opened.connect(self.offer.hide)  # it was about the one before
        self.offer.taken.connect(self._confirm)
        self.offer.declined.connect(self._leave_offer)
        self.offer.take.setAutoDefault(True)  # Enter presses it
        self.table.row_activated.connect(self._activate)
        self.table.menu_wanted.connect(lambda place: self.menu().popup(place))
        self.table.selectionModel().currentRowChanged.connect(self._turn_to)
        self._selection.changed.connect(self._show_selected)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what has changed while nobody looked."""
        self._house.look()
        self._fresh.settle()
        self._show_selected(self._selection.claim)
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Look at the house rules when the window comes to the front: they may be edited there."""
        if event.type() == QEvent.Type.WindowActivate:
            self._house.look()
        return super().event(event)

    @property
    def is_fresh(self) -> bool:
        """Return whether what is shown is what there is to be mended now."""
        return self._fresh.is_fresh

    def go(self, steps: int, caret: int) -> None:
        """Go to the next open finding (1) or the one before (-1), and say what to do.

        Counted from the selected claim, else from the caret; a finding that was gone to is
        followed by the next one, also on the same claim, and where that was let go of.
        """
        waiting, desk = self.open_findings(), self._workspace.desk
        if desk and waiting:
            self.turn_to(waiting[self._place_from(desk, waiting, steps, caret) % len(waiting)])
        elif desk:
            self.tell_empty()

    def open_findings(self) -> list[Finding]:
        """Return what is to be mended in the open article, in reading order."""
        self._house.look()
        self._fresh.settle()
        desk = self._workspace.desk
        if self._waiting is None and desk:
            found = (finding for finding in self._found if finding.is_open)
            self._waiting = sorted(found, key=lambda finding: _number(desk, finding))
        return self._waiting or []

    def meant(self, caret: int) -> Finding | None:
        """Return the finding that a key is about.

        Where the keys are here it is that of the current row; else the one that was gone to
        last, the first open one of the selected claim, or the next one.
        """
        waiting, desk = self.open_findings(), self._workspace.desk
        current = self._current() if self._has_keys() else None
        if current or desk is None or not waiting:
            return current
        key, selected = self._told
        last = [f for f in waiting if f.key == key and selected == self._selected()]
        claim = self._selection.claim
        here = [f for f in waiting if claim and claim.id in f.claims]
        first = [f for f in here if claim and claim.id == f.claims[0]]
        near = next(iter((*last, *first, *here)), None)
        return near or waiting[self._place_from(desk, waiting, 1, caret) % len(waiting)]

    def chosen(self, caret: int) -> list[Finding]:
        """Return the findings that are to be waived: the selected rows, else the one meant."""
        rows = [f for f in self.table.chosen() if f.is_open] if self._has_keys() else []
        one = self.meant(caret)
        return rows if one in rows else [one] if one else []

    def turn_to(self, finding: Finding) -> None:
        """Go to a finding and the claim that it is about, and say what to do."""
        desk = self._workspace.desk
        claim = desk.claim(finding.claims[0]) if desk and finding.claims else None
        if claim:
            self.activated.emit(claim)
        if finding not in self._model.findings:
            self.chips.let_go()
            self._show_passing()
        self.table.choose(self._model.index(self._model.findings.index(finding), 0))
        self._told = (finding.key, self._selected())
        self._workspace.said.emit(finding.message)

    def waive(self, findings: Sequence[Finding]) -> None:
        """Ask why findings may stay as they are; one that is waived is taken back."""
        if not findings:
            self.tell_empty()
        elif len({finding.rule for finding in findings}) > 1:
            self._workspace.said.emit(
                self.tr("Select findings of one check, so that one reason fits them all.")
            )
        elif findings[0].is_open:
            self.waiving.ask(findings)
        elif self._workspace.desk:
            waivers = self._workspace.desk.waivers.values()
            said = self.tr("Took back the waiver of {rule}").format(rule=findings[0].rule)
            self._workspace.do(take_back(waivers, findings[0]), said)

    def ask_to_confirm(self) -> None:
        """Ask whether what is left out is no part of the story."""
        desk = self._workspace.desk
        left_out = [b.span.of(desk.text) for b in desk.blocks if b.is_furniture] if desk else []
        told = [f"“{words.strip()[:80]}”" for words in left_out[:_FEW]]
        if len(left_out) > _FEW:
            told.append(self.tr("and {n} more").format(n=len(left_out) - _FEW))
        words = self.tr("No part of the story: {lines}?").replace("{lines}", ", ".join(told))
        self.offer.offer(words, self.tr("Confirm"), self.tr("Leave it open"))
        self.offer.take.setFocus()

    def tell_empty(self) -> None:
        """Say why there is nothing to be mended."""
        self._workspace.said.emit(self._why_empty(self._workspace.desk))

    def _confirm(self) -> None:
        self._leave_offer()
        if self._workspace.desk:
            self._workspace.do(
                edits.confirm_furniture(self._workspace.desk.article),
                self.tr("Confirmed what is left out of the story"),
            )

    def _leave_offer(self) -> None:
        self.table.setFocus()
        self.offer.hide()

    def _has_keys(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _current(self) -> Finding | None:
        """Return the finding of the current row, without one of the first."""
        index = self.table.currentIndex()
        return _finding_at(index if index.isValid() else self._model.index(0, 0))

    def _place_from(self, desk: Desk, waiting: list[Finding], steps: int, caret: int) -> int:
        key, selected = self._told
        keys = [finding.key for finding in waiting]
        at = keys.index(key) if key in keys else None
        if at is not None and (
            selected == self._selected() or self._is_left_at(waiting[at], caret)
        ):
            return at + steps
        claim = self._selection.claim
        here = desk.number_of(claim) if claim else 1 + sum(c.start < caret for c in desk.claims)
        before = sum(_number(desk, finding) < here for finding in waiting)
        return before if steps > 0 else before - 1

    def _is_left_at(self, finding: Finding, caret: int) -> bool:
        """Return whether the caret is where a finding led, and its claim was but let go of."""
        claim = None if self._selection.claim else self._claim_of(finding)
        return claim is not None and claim.start <= caret <= claim.end

    def _selected(self) -> str | None:
        return self._selection.claim.id if self._selection.claim else None

    def _lay_out(self) -> None:
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        below = Fitting(self.reason)
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part, stretch in ((self.table, 1), (self.waiving, 0), (below, 0)):
            column.addWidget(part, stretch)
        self.chips.setContentsMargins(10, 8, 10, 8)
        self.house_line = line = HouseLine(self._house)
        notice = HouseNotice(self._house)
        for asking in (notice.taken, line.clicked):
            asking.connect(self.settings_wanted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for above in (notice, self.chips, self.offer):
            whole.addWidget(above)
        self._stack = stack_in(whole, self._filled, self._nothing)
        self._stack.setCurrentIndex(1)
        whole.addWidget(line)

    def _fill(self) -> None:
        desk = self._workspace.desk
        if self._workspace.beginning:
            return  # what was shown stays until there is all to check
        self._found = check(desk.marks(), desk.words, self._house.rules) if desk else ()
        self._waiting = None
        self._numbers = {claim.id: n for n, claim in enumerate(desk.claims, 1)} if desk else {}
        self._fresh.rest(REST if desk and len(desk.claims) >= LARGE else 0)
        if all(finding.rule != UNCONFIRMED for finding in self._found):
            self.offer.hide()
        self._show_passing()

    def _show_passing(self) -> None:
        """Show what the chips ask for, at the row where one was."""
        shown = self.chips.passing(self._found)
        before = _finding_at(self.table.currentIndex())
        self._model.show_findings(shown, self._numbers)
        self._stay_at(before)
        self.table.fit_rows()
        self.chips.setVisible(bool(self._found))
        self._nothing.setText(
            self.tr("No finding is of that kind.")
            if self._found
            else self._why_empty(self._workspace.desk)
        )
        self._stack.setCurrentIndex(0 if shown else 1)
        self._tell_reason()

    def _stay_at(self, before: Finding | None) -> None:
        """Turn to a finding again, where all rows are new ones."""
        if before and not self.table.currentIndex().isValid():
            keys = [finding.key for finding in self._model.findings]
            if before.key in keys:
                self.table.choose(self._model.index(keys.index(before.key), 0))

    def _why_empty(self, desk: Desk | None) -> str:
        if desk and desk.claims:
            words = self.tr("Nothing to fix by the house rules “{name}”.")
            return words.replace("{name}", self._house.rules.name)
        return self.tr("No claims yet. What is to be mended in them will stand here.")

    def _turn_to(self, index: QModelIndex) -> None:
        """Say why it matters, and select the claim of a row that a person went to."""
        self._tell_reason()
        claim = self._claim_of(_finding_at(index))
        if claim and self.table.hasFocus():
            self._selection.select(claim)

    def _show_selected(self, claim: Claim | None) -> None:
        """Turn to what is to be mended in the selected claim, unless the keys are here.

        What was gone to last stays, also where it is about the article as a whole.
        """
        current = _finding_at(self.table.currentIndex())
        is_told = current is not None and self._told == (current.key, self._selected())
        if claim is None or is_told or not self.isVisible() or self.table.hasFocus():
            return
        rows = [n for n, found in enumerate(self._model.findings) if claim.id in found.claims]
        if rows and self.table.currentIndex().row() not in rows:
            self.table.choose(self._model.index(rows[0], 0))

    def _tell_reason(self) -> None:
        finding = self._current()
        if finding:
            waived = "" if finding.is_open else waiving_told(self._workspace, finding)
            self.reason.show_finding(finding, self._house.rules, waived)

    def _claim_of(self, finding: Finding | None) -> Claim | None:
        desk = self._workspace.desk
        return desk.claim(finding.claims[0]) if desk and finding and finding.claims else None

    def _activate(self, index: QModelIndex) -> None:
        finding = _finding_at(index)
        claim = self._claim_of(finding)
        if claim and finding:
            self.activated.emit(claim)
            self._told = (finding.key, self._selected())
            self._workspace.said.emit(finding.message)

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the current row."""
        menu = QMenu(self.table)
        go = menu.addAction(self.tr("Go to the text") + "\tEnter")
        go.triggered.connect(lambda: self._activate(self.table.currentIndex()))
        for name, button in (("checks.fix", self.reason.fix), ("checks.waive", self.reason.waive)):
            key = self._actions.keymap.spelled(name)
            action = menu.addAction(f"{button.text()}\t{key}" if key else button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.addAction(self.reason.page.text()).triggered.connect(self.page_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _finding_at(index: QModelIndex) -> Finding | None:
    finding = index.siblingAtColumn(0).data(FINDING_ROLE)
    return finding if isinstance(finding, Finding) else None


def _number(desk: Desk, finding: Finding) -> int:
    claim = desk.claim(finding.claims[0]) if finding.claims else None
    return desk.number_of(claim) if claim else 0
