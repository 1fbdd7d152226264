"""The table of claims: its columns, its rows, and single keys passed on to the actions."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.actions import Actions
from ui.keys import chord
from ui.models.claim_cells import Column
from ui.models.claims import ClaimsModel
from ui.models.table import Index
from ui.panels.claims_cells import BadgeCell, NamedCell, sign_of
from ui.panels.fields import ENTER
from ui.theme import Look

ROW = 28
WIDTHS = {
    Column.NUMBER: 44,
    Column.BADGES: 54,
    Column.QUOTE: 170,
    Column.SOURCE: 116,
    Column.KIND: 110,
    Column.SIDE: 150,
    Column.ANSWERED: 96,
    Column.PARAGRAPH: 76,
    Column.STATUS: 110,
    Column.REVIEWER: 100,
}
"""Widths at 100 %; the quote takes what is left."""
_ALWAYS = (Column.NUMBER, Column.QUOTE)
_NAMED = (Column.SOURCE, Column.SIDE)
_NARROWEST = 60
"""The least width of a quote."""


class QuietTable(QTableView):
    """A table of rows without a grid, that Tab leaves and that says when a row is activated."""

    row_activated = Signal(QModelIndex)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = (0, 0)
        self._is_fitting = False
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
        header.sectionResized.connect(self._follow_width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Activate the current row on Enter; everything else is navigation."""
        if event.key() in ENTER and self.currentIndex().isValid():
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
        self._is_fitting = True
        header.resizeSection(column, max(least, self.viewport().width() - others))
        self._is_fitting = False

    def _follow_width(self, column: int, _: int, width: int) -> None:
        """Keep the width that a person gave the wide column as its least."""
        if column == self._wide[0] and not self._is_fitting:
            self._wide = (column, width)

    def choose(self, index: QModelIndex) -> None:
        """Make a row the current and only selected one, and show it."""
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index.siblingAtColumn(0))


class ClaimsTable(QuietTable):
    """The claims that pass the filter; `arranged` tells of another order or other columns."""

    arranged = Signal(str)
    menu_wanted = Signal(QPoint)
    only_wanted = Signal(QModelIndex)

    def __init__(self, claims: ClaimsModel, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.claims = claims
        self._actions = actions
        self.setObjectName("claimsTable")
        self.setAccessibleName(self.tr("Claims"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(claims)
        self.setItemDelegateForColumn(Column.BADGES, BadgeCell(look, self))
        for column in _NAMED:
            self.setItemDelegateForColumn(column, NamedCell(look, self))
        self.viewport().setMouseTracking(True)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(34)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(True)
        header.sectionClicked.connect(lambda _: self.arranged.emit(claims.sort_told()))
        self.set_as_usual()

    def set_as_usual(self) -> None:
        """Show all columns as they were at first, in reading order."""
        header = self.horizontalHeader()
        for column, width in WIDTHS.items():
            self.setColumnHidden(column, False)
            header.moveSection(header.visualIndex(column), column)
            self.setColumnWidth(column, width)
        self.sortByColumn(Column.NUMBER, Qt.SortOrder.AscendingOrder)
        self.widen(Column.QUOTE, WIDTHS[Column.QUOTE])

    def hideable(self) -> list[Column]:
        """Return the columns that can be hidden: all but the number and the words."""
        return [column for column in Column if column not in _ALWAYS]

    def show_column(self, column: Column, *, on: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(column, not on)
        self._fit()
        words = self.tr("Shown: {column}") if on else self.tr("Hidden: {column}")
        self.arranged.emit(words.format(column=self.claims.title(column)))

    def sort_by(self, column: Column) -> None:
        """Sort by a column, or the other way round where it is sorted by it already."""
        header = self.horizontalHeader()
        is_again = header.sortIndicatorSection() == column
        was_up = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        down = Qt.SortOrder.DescendingOrder
        self.sortByColumn(column, down if is_again and was_up else Qt.SortOrder.AscendingOrder)
        self.arranged.emit(self.claims.sort_told())

    def columns(self) -> QByteArray:
        """Return widths, order, sorting, and what is hidden, to be remembered."""
        column, least = self._wide
        self.horizontalHeader().resizeSection(column, least)
        saved = self.horizontalHeader().saveState()
        self._fit()
        return saved

    def restore_columns(self, remembered: QByteArray) -> None:
        """Set the columns as they were remembered."""
        if self.horizontalHeader().restoreState(remembered):
            for column in _ALWAYS:
                self.setColumnHidden(column, False)
            least = max(self.columnWidth(Column.QUOTE), _NARROWEST)
            self.widen(Column.QUOTE, least)

    def chosen_rows(self) -> list[int]:
        """Return the selected rows, from top to bottom."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        return sorted({n for some in ranges for n in range(some.top(), some.bottom() + 1)})

    def choose_rows(self, rows: Sequence[int], current: int) -> None:
        """Select rows, of which one is the current one, and show that."""
        flags = QItemSelectionModel.SelectionFlag
        selection, last = QItemSelection(), self.claims.columnCount() - 1
        for run in runs(rows):
            first, end = self.claims.index(run.start, 0), self.claims.index(run.stop - 1, last)
            selection.append(QItemSelectionRange(first, end))
        index = self.claims.index(current, max(self.currentIndex().column(), 0))
        # The current row first: whoever follows the selection asks which one it is.
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
        self.scrollTo(index.siblingAtColumn(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in the text; arrows and Enter are the table's own."""
        pressed = chord(event)
        is_ours = pressed in {"Return", "Enter"} or not pressed
        is_between = self.currentIndex().isValid() and not self.selectionModel().hasSelection()
        if is_between and pressed == "Down":
            # A change hid the selected row: the next one stands in its place.
            self.choose(self.currentIndex())
        elif is_ours or not self._actions.run_chord(pressed):
            super().keyPressEvent(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw the rows that changed, where Qt would draw all that are seen."""
        if QAccessible.isActive():
            super().dataChanged(first, last, roles)
            return
        top = self.rowViewportPosition(first.row())
        end = self.rowViewportPosition(last.row()) + self.rowHeight(last.row())
        self.viewport().update(0, top, self.viewport().width(), end - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the claims of a name alone where its sign is clicked."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers().value
        is_named = index.column() in _NAMED and index.data()
        if is_plain and is_named and sign_of(self.visualRect(index)).contains(point):
            self.only_wanted.emit(index)
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the rows, at the mouse or by its key at the current row."""
        point = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            point = self.visualRect(self.currentIndex().siblingAtColumn(0)).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))


def runs(numbers: Iterable[int]) -> Iterator[range]:
    """Yield the runs of neighbors among ascending numbers."""
    start = end = -1
    for number in numbers:
        if number != end:
            if end > start:
                yield range(start, end)
            start = number
        end = number + 1
    if end > start:
        yield range(start, end)
