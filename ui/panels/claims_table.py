"""The table of claims: badges painted, single keys passed on to the actions of the text."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.model import Claim
from ui.actions import Actions
from ui.keys import chord
from ui.models.claims import CLAIM_ROLE, Column, Index
from ui.models.claims_filter import ClaimsFilter
from ui.reading.badges import SIZE, draw_badges
from ui.theme import Look

ROW = 28
WIDTHS = {
    Column.NUMBER: 44,
    Column.BADGES: 54,
    Column.QUOTE: 170,
    Column.SOURCE: 116,
    Column.ANSWERED: 96,
    Column.KIND: 110,
    Column.SIDE: 130,
    Column.PARAGRAPH: 76,
    Column.STATUS: 110,
    Column.REVIEWER: 100,
}
"""Widths at 100 %; the quote takes what is left."""


class BadgeCell(QStyledItemDelegate):
    """Paint a claim's tags as its badges."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the letters to the badges."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then the badges at its left."""
        super().paint(painter, option, index)
        claim = index.data(CLAIM_ROLE)
        if not isinstance(claim, Claim):
            return
        rect = option.rect
        shown = max(1, len(claim.tags))
        right = rect.left() + 6 + shown * (SIZE + 4) - 4
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        top = rect.center().y() - SIZE / 2 + 0.5
        draw_badges(painter, claim.tags, right, top, self._look.theme)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the badges need."""
        claim = index.data(CLAIM_ROLE)
        shown = len(claim.tags) if isinstance(claim, Claim) else 1
        return QSize(
            int(12 + max(1, shown) * (SIZE + 4)), super().sizeHint(option, index).height()
        )


class QuietTable(QTableView):
    """A table of rows without a grid, that Tab leaves and that says when a row is activated."""

    row_activated = Signal(QModelIndex)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = (0, 0)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(ROW, self.fontMetrics().height() + 12))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Activate the current row on Enter; everything else is navigation."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.row_activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activate the row under the mouse."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.row_activated.emit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, but for the mouse, which begins where it is."""
        is_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        is_somewhere = self.currentIndex().isValid() or not self.model().rowCount()
        if not is_mouse and not is_somewhere:
            self.choose(self.model().index(0, 0))
        super().focusInEvent(event)
        self.focused.emit()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a letter is a command here, or means nothing."""

    def widen(self, column: int, least: int) -> None:
        """Give a column what the others leave, and no less than a width."""
        self._wide = (column, least)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the wide column in."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        column, least = self._wide
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(column) if header.count() else 0
        header.resizeSection(column, max(least, self.viewport().width() - others))

    def choose(self, index: QModelIndex) -> None:
        """Make a row the current and only selected one, and show it."""
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index.siblingAtColumn(0))


class ClaimsTable(QuietTable):
    """The claims, as what is left of them by the filter."""

    def __init__(self, shown: ClaimsFilter, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("claimsTable")
        self.setAccessibleName(self.tr("Claims"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(shown)
        self.sortByColumn(Column.NUMBER, Qt.SortOrder.AscendingOrder)
        self.setItemDelegateForColumn(Column.BADGES, BadgeCell(look, self))
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setMinimumSectionSize(34)
        self.widen(Column.QUOTE, WIDTHS[Column.QUOTE])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in the text; arrows and Enter are the table's own."""
        pressed = chord(event)
        is_ours = pressed in {"Return", "Enter"} or not pressed
        if is_ours or not self._actions.run_chord(pressed):
            super().keyPressEvent(event)
