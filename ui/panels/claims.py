"""The claims panel: filter, chips with counts, the table, and what is asked about its rows."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.attribution import offered_names
from annotator.model import Claim, Source
from ui.actions import Actions
from ui.details import Details
from ui.models.claim_cells import Column
from ui.models.claims import ClaimsModel
from ui.models.wording import how_to_begin, meant, reading_on, shortened
from ui.panels.claims_chips import ClaimsChips
from ui.panels.claims_menu import ClaimsMenu, show_columns_menu
from ui.panels.claims_selection import ClaimsSelection
from ui.panels.claims_table import ClaimsTable
from ui.panels.fields import ENTER
from ui.panels.question import Question
from ui.panels.shapes import empty_label, quiet_label, scrolled
from ui.selection import Selection
from ui.theme import Look
from ui.workspace import Workspace

_LEAST = 30
"""How low the table may become, in pixels, before what stands above it is cut."""


class FilterLine(QLineEdit):
    """A line whose Esc empties it, and whose Down and Enter go on to the table."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty or leave the line; everything else is typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {*ENTER, Qt.Key.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ClaimsPanel(QWidget):
    """Every claim of the open article, the full equivalent of the marked page.

    The rows that are selected are the claims that a command is about; what the filter hides is
    never among several.
    """

    activated = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        actions: Actions,
        details: Details,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._selection = selection
        self._actions = actions
        self._model = ClaimsModel(workspace, look, self)
        self.table = ClaimsTable(self._model, look, actions, self)
        self.rows = ClaimsSelection(self.table, selection)
        self.filter = FilterLine(self)
        self.filter.setObjectName("claimsFilter")
        self.filter.setAccessibleName(self.tr("Filter the claims"))
        self.filter.setPlaceholderText(self.tr("Filter by words, source, note or tag"))
        self.filter.setClearButtonEnabled(True)
        self.chips = ClaimsChips(self._model, self)
        self.source = self._question(
            "sourceOfClaims", details.attribute, self.tr("New source “{name}”")
        )
        self.target = self._question("targetOfClaims", details.aim, self.tr("Add “{name}”"))
        self._count = quiet_label(wraps=False)
        self._all = QToolButton(self)
        self._all.setText(self.tr("Show all"))
        self._all.setAutoRaise(True)
        self._nothing = empty_label("")
        self._empty = scrolled(self._nothing)
        self._lay_out()
        self._connect()
        self._turn_over()

    def focus_table(self) -> None:
        """Go to the table, and to its first row where none is selected."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self._model.rowCount():
            self.table.choose(self._model.index(0, 0))

    def focus_filter(self) -> None:
        """Go to the filter with its text selected."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.selectAll()

    def ask_source(self) -> None:
        """Ask who all selected claims come from."""
        desk, claims = self._workspace.desk, self._selection.claims
        if desk and claims:
            sources = {source.name if source else "" for source in map(desk.source_of, claims)}
            same = sources.pop() if len(sources) == 1 else ""
            words = self.tr("Source of {which}").format(which=meant(desk, claims))
            self.source.ask(words, claims, same)

    def ask_target(self) -> None:
        """Ask whom all selected claims are about, too."""
        desk, claims = self._workspace.desk, self._selection.claims
        if desk and claims:
            words = self.tr("Target of {which}").format(which=meant(desk, claims))
            self.target.ask(words, claims)

    def commit(self) -> bool:
        """Keep what is being typed; return whether nothing is left to keep."""
        kept = [question.line.commit() for question in (self.source, self.target)]
        return all(kept)

    def show_only(self, subject: str, claims: Iterable[str]) -> None:
        """Show the claims with these ids and no others, until their chip is let go."""
        self._let_go()
        self.chips.choose_only(subject, claims)
        self._ask()

    def show_source(self, source: Source) -> None:
        """Show the claims of a source and no others, until its chip is let go."""
        self._let_go()
        self.chips.source.choose(source.id)
        self._ask()

    def show_all(self) -> None:
        """Show every claim."""
        self._let_go()
        self._ask()

    def _let_go(self) -> None:
        self.chips.let_go()
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)

    def _question(
        self, name: str, answer: Callable[[Sequence[Claim], str], bool], new: str
    ) -> Question:
        question = Question(name, answer, self._names, new, self._workspace.drafts, self)
        question.answered.connect(self.focus_table)
        return question

    def _names(self) -> list[str]:
        desk, known = self._workspace.desk, self._workspace.project_sources()
        return offered_names(desk, self._selection.claim, known) if desk else []

    def _connect(self) -> None:
        workspace, model, table = self._workspace, self._model, self.table
        for opened in (workspace.article_opened, workspace.project_opened):
            opened.connect(self._turn_over)
        workspace.changed.connect(self.chips.follow)
        self.filter.textChanged.connect(self._ask)
        self.filter.left.connect(self.focus_table)
        self.chips.changed.connect(self._ask)
        self._all.clicked.connect(self.show_all)
        model.renumbered.connect(table.viewport().update)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._settle)
        self._selection.gathered.connect(self._tell_count)
        table.row_activated.connect(self._activate)
        table.arranged.connect(workspace.said)
        table.menu_wanted.connect(self._show_menu)
        table.only_wanted.connect(self._show_like)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda point: show_columns_menu(table, header.mapToGlobal(point))
        )

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(10, 10, 10, 6)
        top.setSpacing(8)
        top.addWidget(self.filter)
        top.addWidget(self.chips)
        line = QHBoxLayout()
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self._all)
        top.addLayout(line)
        top.addWidget(self.source)
        top.addWidget(self.target)
        shown = self._all.sizePolicy()
        shown.setRetainSizeWhenHidden(True)
        self._all.setSizePolicy(shown)
        self._stack = QStackedLayout()
        for page in (self.table, self._empty):
            page.setMinimumHeight(_LEAST)
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addLayout(self._stack, 1)

    def _ask(self) -> None:
        """Show what is asked for, and say how many claims that are."""
        asked = self.chips.asked(self.filter.text().casefold().split())
        if asked != self._model.asked:
            self._model.ask(asked)
            self._workspace.said.emit(self._shown_told())

    def _turn_over(self) -> None:
        """Show another article, of which neither a source nor a number is meant yet."""
        for question in (self.source, self.target):
            if typed := question.give_up():
                words = self.tr("{what} was not kept: “{words}”").replace("{what}", question.words)
                self._workspace.said.emit(words.replace("{words}", shortened(typed, 300)))
        self.chips.turn_over()
        self._settle()

    def _settle(self) -> None:
        """Show the table, or say why there is none; tell how many claims are shown."""
        desk = self._workspace.desk
        is_empty = desk is None or not desk.claims
        self._nothing.setText(
            how_to_begin(self._actions.keymap)
            if is_empty
            else self.tr("No claim passes the filter.")
        )
        is_coming = self._workspace.beginning is not None  # the table keeps the keys until then
        has_rows = self._model.rowCount() or is_coming
        self._stack.setCurrentWidget(self.table if has_rows else self._empty)
        self._count.setVisible(is_coming or not is_empty)
        self._all.setVisible(not is_empty and not self._model.asked.is_everything)
        self._tell_count()

    def _tell_count(self) -> None:
        chosen = len(self._selection.claims)
        words = [self._shown_told()]
        if chosen > 1:
            words.append(self.tr("{n} selected").format(n=chosen))
        self._count.setText(" · ".join(words))

    def _shown_told(self) -> str:
        desk = self._workspace.desk
        if self._workspace.beginning:
            return reading_on()
        total, shown = len(desk.claims) if desk else 0, self._model.rowCount()
        if self._model.asked.is_everything:
            words = self.tr("1 claim") if total == 1 else self.tr("{n} claims")
        else:
            words = self.tr("{m} of {n} claims shown")
        return words.format(n=total, m=shown)

    def _activate(self, index: QModelIndex) -> None:
        claim = self._model.claim_at(index.row())
        if claim:
            self._selection.select(claim)
            self.activated.emit(claim)

    def _show_like(self, index: QModelIndex) -> None:
        """Show the claims of the source or the side in a cell, or again all others, too."""
        claim, desk = self._model.claim_at(index.row()), self._workspace.desk
        source = desk.source_of(claim) if desk and claim else None
        if source and index.column() == Column.SOURCE:
            self.chips.source.take(source.id)
        elif source:
            self.chips.side.take(source.side)

    def _show_menu(self, place: QPoint) -> None:
        claim = self._model.claim_at(self.table.currentIndex().row())
        if claim:
            ClaimsMenu(self.table, self._actions, self.chips, claim).popup(place)
