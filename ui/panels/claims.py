"""The claims panel: filter, chips with counts, and the table."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from annotator.edits import Change
from annotator.model import Claim
from annotator.tally import Tally
from ui.actions import Actions
from ui.models.claims import ClaimsModel
from ui.models.claims_filter import CHIPS, ClaimsFilter
from ui.models.wording import how_to_begin, told
from ui.panels.claims_table import ClaimsTable
from ui.panels.flow import FlowLayout
from ui.panels.shapes import chip, empty_label, name_chip
from ui.selection import Selection
from ui.theme import Look
from ui.workspace import Workspace


class FilterLine(QLineEdit):
    """A line whose Esc empties it, and whose Down and Enter go on to the table."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty or leave the line; everything else is typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ClaimsPanel(QWidget):
    """Every claim of the open article, the full equivalent of the marked page."""

    activated = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._selection = selection
        self._model = ClaimsModel(workspace, look, self)
        self._shown = ClaimsFilter(self._model, self)
        self.table = ClaimsTable(self._shown, look, actions, self)
        self.table.row_activated.connect(self._activate)
        self.filter = FilterLine(self)
        self.filter.setObjectName("claimsFilter")
        self.filter.setAccessibleName(self.tr("Filter the claims"))
        self.filter.setPlaceholderText(self.tr("Filter by words, source, note or tag"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._ask)
        self.filter.left.connect(self.focus_table)
        self._chips = {item: self._chip() for item in CHIPS}
        self._only = self._chip()
        self._behind: frozenset[str] = frozenset()
        self._nothing = empty_label("")
        self._lay_out()
        self._tally = Tally({item.name: item.holds for item in CHIPS})
        for signal in (workspace.article_opened, workspace.project_opened):
            signal.connect(self._count)
            signal.connect(self._forget_only)
        workspace.changed.connect(self._recount)
        self._model.renumbered.connect(self.table.viewport().update)
        selection.changed.connect(self._show_selected)
        self.table.selectionModel().currentRowChanged.connect(self._select)
        self.table.pressed.connect(self._select)
        self._follow_rows()
        self._count()
        self._settle()

    def selected_claims(self) -> list[Claim]:
        """Return the claims of all selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [claim for claim in map(self._shown.claim_at, rows) if claim]

    def focus_table(self) -> None:
        """Go to the table, and to its first row where none is selected."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self._shown.rowCount():
            self.table.choose(self._shown.index(0, 0))

    def focus_filter(self) -> None:
        """Go to the filter with its text selected."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.selectAll()

    def show_only(self, subject: str, claims: Iterable[str]) -> None:
        """Show the claims with these ids and no others, until their chip is let go."""
        self._behind = frozenset(claims)
        for button in (*self._chips.values(), self._only):
            button.blockSignals(True)
            button.setChecked(button is self._only)
            button.blockSignals(False)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        spoken = self.tr("Only the claims behind “{subject}”; let go to show all")
        name_chip(self._only, f"{subject} ×", spoken.replace("{subject}", subject))
        self._only.show()
        self._ask()

    def _forget_only(self) -> None:
        """Show the claims of another article, of which none is meant yet."""
        self._only.setChecked(False)

    def _follow_rows(self) -> None:
        self._shown.rowsRemoved.connect(self._go_on)
        for changed in (
            self._shown.rowsInserted,
            self._shown.rowsRemoved,
            self._shown.rowsMoved,
            self._shown.layoutChanged,
            self._shown.modelReset,
        ):
            changed.connect(self._settle)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(10, 10, 10, 8)
        top.setSpacing(8)
        top.addWidget(self.filter)
        chips = FlowLayout()
        for button in self._chips.values():
            chips.addWidget(button)
        chips.addWidget(self._only)
        self._only.hide()
        top.addLayout(chips)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addLayout(self._stack, 1)

    def _chip(self) -> QToolButton:
        button = chip("", "", self)
        button.setCheckable(True)
        button.toggled.connect(self._ask)
        return button

    def _ask(self) -> None:
        checked = tuple(item for item, button in self._chips.items() if button.isChecked())
        only = self._behind if self._only.isChecked() else None
        self._only.setVisible(only is not None)
        self._shown.ask(self.filter.text(), checked, only)
        self._settle()
        self._show_selected(self._selection.claim)

    def _count(self) -> None:
        self._tally.count(self._workspace.desk)
        self._tell_counts()

    def _recount(self, change: Change) -> None:
        self._tally.follow(self._workspace.desk, change)
        self._tell_counts()

    def _tell_counts(self) -> None:
        for item, button in self._chips.items():
            count = self._tally.counts[item.name]
            name = self.tr(item.name)
            spoken = told(item.tag) if item.tag else name
            name_chip(
                button,
                f"{name} {count}",
                self.tr("{what}: {n} claims").format(what=spoken, n=count),
            )
            if item.tag:
                button.setToolTip(spoken[:1].upper() + spoken[1:])

    def _settle(self) -> None:
        """Show the table, or say why there is none."""
        if self._shown.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        filtered = self._model.rowCount() > 0
        self._nothing.setText(
            self.tr("No claim passes the filter.") if filtered else how_to_begin()
        )
        self._stack.setCurrentWidget(self._nothing)

    def _select(self, index: QModelIndex) -> None:
        """Select the claim of the row that a person went to, not one that a change put there."""
        shown = self._shown.claim_at(index.row()) if index.isValid() else None
        desk = self._workspace.desk
        claim = desk.claim(shown.id) if desk and shown else None
        is_marked = self.table.selectionModel().isRowSelected(index.row(), QModelIndex())
        if claim and is_marked and self.table.hasFocus():
            self._selection.select(claim)

    def _go_on(self) -> None:
        """Select the neighbor of a claim that went from the table while a person was there."""
        at = self.table.currentIndex()
        is_marked = self.table.selectionModel().hasSelection()
        if at.isValid() and self.table.hasFocus() and not is_marked:
            self.table.choose(at)
            self._select(at)

    def _show_selected(self, claim: Claim | None) -> None:
        at = self.table.currentIndex()
        current = self._shown.claim_at(at.row())
        is_marked = self.table.selectionModel().isRowSelected(at.row(), QModelIndex())
        if claim is None:
            if current and self._model.desk and self._model.desk.claim(current.id):
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
        elif current is None or current.id != claim.id or not is_marked:
            row = self._model.row_of(claim.id)
            index = (
                QModelIndex()
                if row is None
                else self._shown.mapFromSource(self._model.index(row, 0))
            )
            if index.isValid():
                self.table.choose(index)
            else:
                self.table.clearSelection()

    def _activate(self, index: QModelIndex) -> None:
        claim = self._shown.claim_at(index.row())
        if claim:
            self._selection.select(claim)
            self.activated.emit(claim)
