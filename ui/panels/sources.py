"""The sources panel: who speaks in the article, and a form for the selected one."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QWidget,
)

from annotator.edits import Change
from annotator.model import Source
from ui.models.sources import SortedSources, SourceColumn, SourcesModel
from ui.panels.claims_table import QuietTable
from ui.panels.shapes import empty_label
from ui.panels.source_form import SourceForm
from ui.theme import Look
from ui.workspace import Workspace

WIDTHS = {
    SourceColumn.NAME: 180,
    SourceColumn.CLAIMS: 52,
    SourceColumn.WORDS: 52,
    SourceColumn.KIND: 96,
    SourceColumn.SIDE: 130,
    SourceColumn.SECTOR: 100,
}


class SourcesPanel(QWidget):
    """Every source of the open article, with its fields."""

    activated = Signal(object)

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._path = workspace.path
        self._source_id: str | None = None
        self._model = SourcesModel(workspace, look, self)
        self._sorted = SortedSources(self._model, self)
        self.table = QuietTable(self)
        self.table.setObjectName("sourcesTable")
        self.table.setAccessibleName(self.tr("Sources"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setModel(self._sorted)
        self.table.sortByColumn(SourceColumn.NAME, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setMinimumSectionSize(44)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self.table.widen(SourceColumn.NAME, WIDTHS[SourceColumn.NAME])
        self.form = SourceForm(workspace, self)
        self.form.finished.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self._lay_out()
        self.table.row_activated.connect(self._activate)
        self.table.selectionModel().currentRowChanged.connect(self._turn_to)
        for signal in (workspace.article_opened, workspace.project_opened):
            signal.connect(self._forget)
        workspace.changed.connect(self._follow)
        self._settle()

    def select(self, source: Source) -> None:
        """Select the row of a source."""
        row = self._model.row_of(source.id)
        if row is not None:
            self.table.choose(self._sorted.mapFromSource(self._model.index(row, 0)))

    def commit(self) -> bool:
        """Keep what is being typed; return whether nothing is left to keep."""
        return self.form.commit()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint = empty_label(self.tr("Select a source to name it, or to say who it is."))
        hint.setContentsMargins(32, 16, 32, 32)
        below = QWidget()
        self._below = QStackedLayout(below)
        self._below.addWidget(scroll)
        self._below.addWidget(hint)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setSizes([300, 360])
        self._stack = QStackedLayout(self)
        self._stack.addWidget(split)
        words = self.tr("No sources yet. Select a claim and press Enter to say who it comes from.")
        self._stack.addWidget(empty_label(words))

    def _turn_to(self, index: QModelIndex) -> None:
        source = self._sorted.source_at(index.row()) if index.isValid() else None
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
        self._show(None)

    def _follow(self, _: Change) -> None:
        desk = self._workspace.desk
        if self._source_id and desk:
            self._show(desk.sources.get(self._source_id))
        else:
            self._settle()

    def _settle(self) -> None:
        desk = self._workspace.desk
        self._stack.setCurrentIndex(0 if desk and desk.sources else 1)
        self._below.setCurrentIndex(0 if self._source_id else 1)

    def _activate(self, index: QModelIndex) -> None:
        source = self._sorted.source_at(index.row())
        if source:
            self.activated.emit(source)
