"""The table of sources: a row that is dragged onto another is the same source."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ui.models.sources import SourceColumn
from ui.models.sources_filter import ShownSources
from ui.panels.claims_table import QuietTable
from ui.theme import Look

WIDTHS = {
    SourceColumn.NAME: 180,
    SourceColumn.CLAIMS: 52,
    SourceColumn.WORDS: 52,
    SourceColumn.ARTICLES: 60,
    SourceColumn.KIND: 110,
    SourceColumn.ROLE: 130,
    SourceColumn.AFFILIATION: 140,
    SourceColumn.SECTOR: 100,
    SourceColumn.SIDE: 150,
    SourceColumn.ALIASES: 240,
}


class SourcesTable(QuietTable):
    """Several rows can be selected; `dropped` carries the source that was dragged, and onto which.

    The drag stays in the table, so that no name leaves the program by a slip of the hand.
    """

    dropped = Signal(object, object)

    def __init__(self, shown: ShownSources, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = shown
        self._pressed = QPoint()
        self._dragged = QPersistentModelIndex()
        self._goal = QPersistentModelIndex()
        self._is_dragging = False
        self.setObjectName("sourcesTable")
        self.setAccessibleName(self.tr("Sources"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(shown)
        self.sortByColumn(SourceColumn.NAME, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setMinimumSectionSize(44)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.widen(SourceColumn.NAME, WIDTHS[SourceColumn.NAME])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, and take hold of the row."""
        super().mousePressEvent(event)
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is Qt.MouseButton.LeftButton and is_plain:
            self._pressed = event.position().toPoint()
            self._dragged = QPersistentModelIndex(self.indexAt(self._pressed))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the row that was taken hold of; with a modifier held, select."""
        point = event.position().toPoint()
        if not self._dragged.isValid():
            super().mouseMoveEvent(event)
            return
        if not self._is_dragging:
            far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._is_dragging = far
            if far:
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        over = self.indexAt(point)
        is_other = self._is_dragging and over.isValid() and over.row() != self._dragged.row()
        self._goal = QPersistentModelIndex(over if is_other else QModelIndex())
        if is_other:
            self.scrollTo(over.siblingAtColumn(0))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the row go, onto another or nowhere."""
        rows = (self._dragged.row(), self._goal.row())
        self._let_go()
        dragged, goal = (self._shown.source_at(row) for row in rows)
        if dragged and goal:
            self.dropped.emit(dragged, goal)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop nothing after Esc; everything else is the table's own."""
        if event.key() == Qt.Key.Key_Escape and self._is_dragging:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame around the row that would be dropped on."""
        super().paintEvent(event)
        if self._goal.isValid():
            row = self.visualRect(self._shown.index(self._goal.row(), 0))
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._look.theme.accent, 2))
            painter.drawRect(
                QRect(1, row.top() + 1, self.viewport().width() - 3, row.height() - 2)
            )

    def _let_go(self) -> None:
        self._dragged, self._goal = QPersistentModelIndex(), QPersistentModelIndex()
        self._is_dragging = False
        self.viewport().unsetCursor()
        self.viewport().update()
