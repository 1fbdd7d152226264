"""A picture's table at its full height, so that only what is around it scrolls."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from annotator.pictures import Row, Table
from ui.models.picture_rows import ROW_ROLE, PictureRows
from ui.panels.claims_table import QuietTable

_LEAST, _MOST = 110, 460
"""How narrow and how wide a column of words gets, in pixels."""
_LOOKED_AT = 50
"""So many rows tell how wide a column has to be; a project has thousands."""
_ROOM = 12
"""Left and right of what stands in a cell."""


class PictureTable(QuietTable):
    """The rows of a picture's table; `chosen` carries the one that was entered.

    `reached` carries the place of the row that the keys came to.
    """

    chosen = Signal(object)
    reached = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = PictureRows(self)
        self._wanted: list[int] = []
        self.setObjectName("pictureTable")
        self.setModel(self._rows)
        self.setSortingEnabled(False)
        self.horizontalHeader().setResizeContentsPrecision(_LOOKED_AT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.row_activated.connect(self._lead)
        self.selectionModel().currentRowChanged.connect(self._reach)

    def show_table(self, table: Table) -> None:
        """Show a table; the keys stay in the row that they were in, as far as it is there."""
        row = self.currentIndex().row()
        self._rows.show_table(table)
        last = self._rows.rowCount() - 1
        if row >= 0 and not self.currentIndex().isValid() and last >= 0:
            self.choose(self._rows.index(min(row, last), 0))
        header = self.horizontalHeader()
        self._wanted = [
            min(max(self.sizeHintForColumn(n), header.sectionSizeHint(n)) + _ROOM, _MOST)
            for n in range(self._rows.columnCount())
        ]
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is around, but for a turn to the side."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        """Give every column what it needs, or those of words less, the widest first."""
        room, widths = self.viewport().width(), list(self._wanted)
        words = [n for n in range(len(widths)) if n not in self._rows.numeric]
        if not widths:
            return
        while words and sum(widths) > room:
            widest = max(words, key=widths.__getitem__)
            if widths[widest] <= _LEAST:
                break
            widths[widest] = max(_LEAST, widths[widest] - max((sum(widths) - room) // 2, 1))
        if words and sum(widths) < room:
            widths[max(words, key=widths.__getitem__)] += room - sum(widths)
        for n, width in enumerate(widths):
            self.setColumnWidth(n, width)
        rows = self._rows.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > room else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + 2)

    def _lead(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self.chosen.emit(row)

    def _reach(self, index: QModelIndex) -> None:
        if self.hasFocus():
            place = self.visualRect(index.siblingAtColumn(0))
            self.reached.emit(place.translated(self.viewport().pos()))
