"""The history panel: what was done, by whom, and a way back."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.model import Step
from ui.models.history import STEP_ROLE, HistoryColumn, HistoryModel
from ui.panels.claims_table import QuietTable
from ui.panels.shapes import empty_label, stack_in
from ui.workspace import Workspace

WIDTHS = {HistoryColumn.TIME: 82, HistoryColumn.WHO: 84}


class HistoryPanel(QWidget):
    """Every step of the project, newest first; `Undo to here` takes back what came after one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = HistoryModel(workspace, self)
        self.table = QuietTable(self)
        self.table.setObjectName("historyTable")
        self.table.setAccessibleName(self.tr("History"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(False)
        self.table.setModel(self._model)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self.table.widen(HistoryColumn.WHAT, 100)
        self._back = QAction(self.tr("Undo to here"), self)
        self._back.triggered.connect(self._undo_to_here)
        self.table.addAction(self._back)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.button = QPushButton(self._back.text(), self)
        self.button.setAutoDefault(False)
        self.button.setToolTip(self.tr("Take back everything that was done after this step"))
        self.button.clicked.connect(self._undo_to_here)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._refresh)
        for signal in (self._model.rowsInserted, self._model.modelReset):
            signal.connect(self._refresh)
        self._refresh()

    def step(self) -> Step | None:
        """Return the step that is selected."""
        step = self.table.currentIndex().siblingAtColumn(0).data(STEP_ROLE)
        return step if isinstance(step, Step) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out who it was where there is no room for it."""
        super().resizeEvent(event)
        self.table.setColumnHidden(HistoryColumn.WHO, self.width() < 300)

    def _lay_out(self) -> None:
        empty = empty_label(self.tr("Everything you do is kept here, and can be taken back."))
        bottom = QHBoxLayout()
        bottom.setContentsMargins(10, 8, 10, 10)
        bottom.addWidget(self.button)
        bottom.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._stack = stack_in(whole, self.table, empty)
        whole.addLayout(bottom)

    def _refresh(self, *_: object) -> None:
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        step = self.step()
        possible = step is not None and self._is_on_the_way_back(step)
        self.button.setEnabled(possible)
        self._back.setEnabled(possible)

    def _is_on_the_way_back(self, step: Step) -> bool:
        """Return whether undoing alone leads to the state just after a step."""
        try:
            top = self._workspace.undoable()
            if top is None or top.seq <= step.seq:
                return False
            while top is not None and top.seq > step.seq:
                top = self._workspace.reader.step(top.below) if top.below else None
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return False
        return (top.id if top else None) == step.undo_top

    def _undo_to_here(self) -> None:
        step = self.step()
        if step is None or not self._is_on_the_way_back(step):
            return
        count = 0
        while (top := self._workspace.undoable()) and top.seq > step.seq:
            if self._workspace.undo() is None:
                return
            count += 1
        words = self.tr("Undone: {n} step") if count == 1 else self.tr("Undone: {n} steps")
        self._workspace.said.emit(words.format(n=count))
        self._refresh(QModelIndex())
