"""The sources panel: who speaks, in the article or the whole project, and who is the same."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.model import UNKNOWN_SIDE, Claim, Source
from ui.keymap import Keymap
from ui.models.sources import SourcesModel
from ui.models.sources_filter import ShownSources
from ui.models.wording import listed, shortened
from ui.panels.claims import FilterLine
from ui.panels.freshness import Freshness, of_the_article
from ui.panels.merging import Merging, Offers
from ui.panels.offer_line import OfferLine
from ui.panels.shapes import chip, empty_label, scrolled, stack_in
from ui.panels.source_form import SourceForm
from ui.panels.sources_table import SourcesTable
from ui.settings import Settings
from ui.theme import Look
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.likeness import Proposal

WIDE = 520
"""From this width, in pixels, the scopes stand beside the filter."""


class SourcesPanel(QWidget):
    """Every source, with its fields; `activated` carries the one whose claims are wanted.

    `chosen` are the claims that are selected elsewhere in the window; `sides_wanted` asks for the
    project's list of sides.
    """

    activated = Signal(object)
    sides_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        settings: Settings,
        keymap: Keymap,
        chosen: Callable[[], Sequence[Claim]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keymap = keymap
        self._path = workspace.path
        self._source_id: str | None = None
        self._proposal: Proposal | None = None
        self._model = SourcesModel(workspace, look, self)
        self._shown = ShownSources(self._model, self)
        self._merging = Merging(workspace, self)
        self._offers = Offers(workspace, settings, self._merging, self)
        self._fresh = Freshness(self, of_the_article(workspace), self._propose)
        self.table = SourcesTable(self._shown, look, self)
        self.form = SourceForm(workspace, look, self._merging, chosen, self)
        self.offer = OfferLine()
        self.filter = FilterLine(self)
        self.filter.setObjectName("sourcesFilter")
        self.filter.setAccessibleName(self.tr("Filter the sources"))
        self.filter.setPlaceholderText(self.tr("Filter by name"))
        self.filter.setClearButtonEnabled(True)
        self._here, self._everywhere = self._scopes()
        self._lay_out()
        self._connect()
        self._settle()

    def _connect(self) -> None:
        self.form.finished.connect(self.focus_table)
        self.form.split_off.connect(self._go_to)
        self.form.sides_wanted.connect(self.sides_wanted)
        self.filter.textChanged.connect(self._look_for)
        self.filter.left.connect(self.focus_table)
        self._everywhere.toggled.connect(self._show_scope)
        self.offer.taken.connect(self._take)
        self.offer.declined.connect(self._decline)
        self.table.row_activated.connect(self._activate)
        self.table.dropped.connect(lambda other, kept: self._merge(kept, [other]))
        self.table.selectionModel().currentRowChanged.connect(self._turn_to)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        workspace = self._workspace
        for signal in (workspace.article_opened, workspace.project_opened):
            signal.connect(self._forget)
        workspace.moved_on.connect(self._move_on)
        workspace.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what could be merged, which nobody did while this was hidden."""
        self._fresh.settle()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the scopes beside the filter where there is room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= WIDE
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def select(self, source: Source) -> None:
        """Select the row of a source."""
        row = self._model.row_of(source.id)
        if row is not None:
            self.table.choose(self._shown.mapFromSource(self._model.index(row, 0)))

    def set_sides(self) -> None:
        """Go to the side of the first source of the article of whom none is known."""
        self.show_project(is_wanted=False)
        self.filter.clear()
        sources = [self._shown.source_at(row) for row in range(self._shown.rowCount())]
        known = [source for source in sources if source]
        unknown = (source for source in known if source.side == UNKNOWN_SIDE)
        first = next(unknown, known[0] if known else None)
        if first is None:
            self.focus_table()
            return
        self.select(first)
        self.form.side.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.side.selectAll()

    def show_source(self, source: Source) -> None:
        """Show the fields of a source, whatever the filter says."""
        self.filter.clear()
        self.select(source)

    @property
    def source(self) -> Source | None:
        """Return the source whose fields are shown."""
        return self._model.source(self._source_id)

    def commit(self) -> bool:
        """Keep what is being typed; return whether nothing is left to keep."""
        return self.form.commit()

    @property
    def is_of_project(self) -> bool:
        """Return whether the sources of the whole project are shown."""
        return self._model.is_of_project

    def show_project(self, *, is_wanted: bool) -> None:
        """Show every source of the project, or those of the open article."""
        (self._everywhere if is_wanted else self._here).setChecked(True)

    def find_source(self) -> None:
        """Look for a source in the whole project: the first that fits shows who it is."""
        self.show_project(is_wanted=True)
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.selectAll()

    def focus_table(self) -> None:
        """Go to the table, or to the filter where it is empty."""
        goal = self.table if self._shown.rowCount() else self.filter
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def merge_selected(self) -> None:
        """Merge the selected sources into the current one."""
        selected = self._selected()
        if len(selected) < 2:
            words = self.tr(
                "Select two sources or more first: hold Ctrl and click, or Shift+Down."
            )
            self._workspace.said.emit(words)
            self.focus_table()
            return
        kept, *others = selected
        self._merge(kept, others)

    def split_alias(self) -> None:
        """Open the menu of the current source's first alias."""
        if not self._source_id or not self.form.aliases.open_first():
            words = self.tr("Select a source first that is also called something else.")
            self._workspace.said.emit(words)

    def _selected(self) -> list[Source]:
        """Return the selected sources, the one that is current first."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        current = self.table.currentIndex().row()
        ordered = sorted(rows, key=lambda row: (row != current, row))
        return [source for source in map(self._shown.source_at, ordered) if source]

    def _merge(self, kept: Source, others: Sequence[Source]) -> None:
        if self.form.commit() and self._merging.merge(kept, others):
            self.select(kept)

    def _propose(self) -> None:
        """Find which of the sources that are shown may be one."""
        self._proposal = self._offers.first(self._model.sources()) if self.isVisible() else None
        self._offer()

    def _offer(self) -> None:
        """Say what merging would do or why it cannot be, else which may be one, else nothing."""
        selected = self._selected()
        if len(selected) > 1 and not self._workspace.is_read_only:
            kept, *others = selected
            if refusal := self._merging.refusal(kept, others):
                self.offer.tell(refusal)
            else:
                self.offer.offer(self._merge_told(kept, others), self.tr("Merge"))
        elif self._proposal:
            words = self.tr("The same source? {reason}")
            said = words.replace("{reason}", self._proposal.reason)
            self.offer.offer(said, self.tr("Merge"), self.tr("Not the same"))
        else:
            self.offer.hide()

    def _merge_told(self, kept: Source, others: Sequence[Source]) -> str:
        """Say what merging would do."""
        names = listed([f"“{shortened(other.name, 40)}”" for other in others[:3]])
        words = self.tr("{source.merge} merges {others} into “{kept}”, which keeps its name.")
        if len(others) > 3:
            words = self.tr(
                "{source.merge} merges {n} sources into “{kept}”, which keeps its name."
            )
        words = self._keymap.told(words)
        words = words.replace("{n}", str(len(others))).replace("{others}", names)
        return words.replace("{kept}", shortened(kept.name, 40))

    def _take(self) -> None:
        if len(self._selected()) > 1:
            self.merge_selected()
        elif self._proposal:
            self._merge(self._proposal.kept, [self._proposal.other])
        self._stay_at_offers()

    def _decline(self) -> None:
        if self._proposal:
            self._offers.decline(self._proposal)
            words = self.tr("Not the same: “{one}” and “{other}”; this is not offered again")
            names = (self._proposal.kept.name, self._proposal.other.name)
            said = words.replace("{one}", shortened(names[0], 40))
            self._workspace.said.emit(said.replace("{other}", shortened(names[1], 40)))
        self._stay_at_offers()

    def _stay_at_offers(self) -> None:
        """Go on with the next offer, or to the table where there is none."""
        self._propose()
        if not self.offer.words:
            self.focus_table()

    def _scopes(self) -> tuple[QToolButton, QToolButton]:
        here = chip(self.tr("This article"), self.tr("Sources of this article"), self)
        everywhere = chip(self.tr("Whole project"), self.tr("Sources of the whole project"), self)
        both = QButtonGroup(self)
        for button in (here, everywhere):
            button.setCheckable(True)
            both.addButton(button)
        here.setChecked(True)
        return here, everywhere

    def _lay_out(self) -> None:
        scopes = QHBoxLayout()
        scopes.setSpacing(4)
        scopes.addWidget(self._here)
        scopes.addWidget(self._everywhere)
        scopes.addStretch(1)
        sides = chip(self.tr("Sides…"), self.tr("Sides of the project"), self)
        sides.clicked.connect(self.sides_wanted)
        scopes.addWidget(sides)
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._top.setContentsMargins(10, 10, 10, 8)
        self._top.setSpacing(8)
        self._top.addWidget(self.filter)
        self._top.addLayout(scopes)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._below_the_table())
        split.setChildrenCollapsible(False)
        split.setSizes([300, 360])
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offer)
        column.addWidget(split, 1)
        self._nothing = empty_label("")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top)
        self._stack = stack_in(whole, filled, self._nothing)

    def _below_the_table(self) -> QWidget:
        hint = empty_label(self.tr("Select a source to name it, or to say who it is."))
        hint.setContentsMargins(32, 16, 32, 32)
        below = QWidget()
        self._below = QStackedLayout(below)
        self._below.addWidget(scrolled(self.form))
        self._below.addWidget(hint)
        return below

    def _look_for(self, text: str) -> None:
        self._shown.look_for(text)
        if text and self._shown.rowCount() and not self._selected():
            self.table.choose(self._shown.index(0, 0))
        self._settle()

    def _show_scope(self, is_of_project: bool) -> None:
        source = self._model.source(self._source_id)
        self.form.commit()
        self._model.show_project(is_wanted=is_of_project)
        self._show(self._model.source(self._source_id))
        if source:
            self.select(source)
        self._propose()

    def _go_to(self, source: Source) -> None:
        self.select(source)
        self.focus_table()

    def _turn_to(self, index: QModelIndex) -> None:
        source = self._shown.source_at(index.row()) if index.isValid() else None
        if source and source.id != self._source_id:
            self._show(source)

    def _show(self, source: Source | None) -> None:
        self._source_id = source.id if source else None
        self.form.show_source(source)
        self._settle()

    def _forget(self) -> None:
        if self._workspace.path == self._path:
            self.form.commit()
        self._path = self._workspace.path
        self._show(self._model.source(self._source_id) if self.is_of_project else None)

    def _move_on(self) -> None:
        self._path = self._workspace.path

    def _follow(self, _: Change) -> None:
        self._show(self._model.source(self._source_id))

    def _settle(self) -> None:
        """Show the table, or say why there is none."""
        is_coming = self._workspace.beginning is not None  # the table keeps the keys until then
        self._stack.setCurrentIndex(0 if self._shown.rowCount() or is_coming else 1)
        self._below.setCurrentIndex(0 if self._source_id else 1)
        self._nothing.setText(
            self.tr("No source passes the filter.")
            if self._model.rowCount()
            else self._keymap.told(
                self.tr(
                    "No sources yet. Select a claim and press {claim.source} to say who it comes "
                    "from."
                )
            )
        )

    def _activate(self, index: QModelIndex) -> None:
        """Show a source's claims, in the first article where it speaks if not in the open one."""
        source, desk = self._shown.source_at(index.row()), self._workspace.desk
        if source is None or self._workspace.beginning:
            return
        if self.is_of_project and not (desk and source.id in desk.sources):
            try:
                speaks_in = set(self._workspace.reader.articles_of(source.id))
            except AnnotatorError as error:
                self._workspace.failed.emit(error)
                return
            articles = [a for a in self._workspace.articles() if a.id in speaks_in]
            if not articles:
                words = self.tr("“{name}” says nothing in any article.")
                self._workspace.said.emit(words.replace("{name}", shortened(source.name)))
                return
            self._workspace.show_article(articles[0].id)
            words = self.tr("“{name}” speaks in {n} articles; this is the first")
            words = (
                words if len(articles) > 1 else self.tr("“{name}” speaks in this article alone")
            )
            said = words.replace("{n}", str(len(articles)))
            self.activated.emit(source)
            self._workspace.said.emit(said.replace("{name}", shortened(source.name)))
        else:
            self.activated.emit(source)
