"""The table of findings: sentences whole over several lines, severity as a shape."""

from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.checks.finding import Finding
from annotator.vocabulary import Severity
from ui.actions import Actions
from ui.keys import chord
from ui.models.checks import FINDING_ROLE, CheckColumn, ChecksModel
from ui.models.table import Index
from ui.panels.claims_table import QuietTable
from ui.panels.delegates import DrawnCell
from ui.theme import NORMAL, SMALL, Look, sans

WIDTHS = {CheckColumn.SEVERITY: 26, CheckColumn.RULE: 60, CheckColumn.CLAIMS: 56}
LEAST = 130
"""The least width of a sentence."""
FITTED = 400
"""Up to so many rows are as high as their sentences; more are all of one height."""
SIDE, ABOVE = 6, 7
"""Left and right of a cell's words, and above and below."""
DISC = 9.0
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)


class CheckCell(DrawnCell):
    """Paint a finding's cells from the top, the sentence over as many lines as it takes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then its words or its shape."""
        super().paint(painter, option, index)
        finding = index.data(FINDING_ROLE)
        if not isinstance(finding, Finding):
            return
        column = CheckColumn(index.column())
        painter.save()
        painter.setClipRect(option.rect)
        if column is CheckColumn.SEVERITY:
            self._draw_severity(painter, option.rect, finding)
        else:
            theme = self._look.theme
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            is_text = is_chosen or (column is CheckColumn.SENTENCE and finding.is_open)
            painter.setFont(_font(column))
            painter.setPen(theme.text if is_text else theme.muted)
            inner = option.rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
            if column is not CheckColumn.SENTENCE:
                inner.translate(0, 1)
            painter.drawText(inner, _WRAPPED, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that a cell's words need at the width of its column."""
        del option
        column = CheckColumn(index.column())
        if column is CheckColumn.SEVERITY:
            return QSize(0, 0)
        table = self.parent()
        width = table.columnWidth(column) if isinstance(table, ChecksTable) else 0
        room = max(width - 2 * SIDE, 1)
        return QSize(width, _height(column, room, str(index.data())) + 2 * ABOVE)

    def _draw_severity(self, painter: QPainter, rect: QRect, finding: Finding) -> None:
        """Draw a disc for an error, half a one for a warning, a ring for a note."""
        theme = self._look.theme
        color = theme.text if finding.is_open else theme.muted
        line = QFontMetrics(_font(CheckColumn.SENTENCE)).height()
        middle = QPointF(rect.left() + rect.width() / 2 + 1, rect.top() + ABOVE + line / 2 + 0.5)
        disc = QRectF(0, 0, DISC, DISC)
        disc.moveCenter(middle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.2))
        painter.drawEllipse(disc)
        painter.setBrush(color)
        if finding.severity is Severity.ERROR:
            painter.drawEllipse(disc)
        elif finding.severity is Severity.WARNING:
            painter.drawChord(disc, 90 * 16, 180 * 16)


class ChecksTable(QuietTable):
    """The findings, each row as high as its sentence; several can be selected."""

    menu_wanted = Signal(QPoint)
    _is_fitted = True  # rows are laid out first while the table is being made

    def __init__(self, model: ChecksModel, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._findings = model
        self._actions = actions
        self.setObjectName("checksTable")
        self.setAccessibleName(self.tr("Checks"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(False)
        self.setModel(model)
        self.setItemDelegate(CheckCell(look, self))
        look.changed.connect(self.viewport().update)
        lines = 3 * self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(lines + 2 * ABOVE)
        self.horizontalHeader().setMinimumSectionSize(20)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.widen(CheckColumn.SENTENCE, LEAST)

    def chosen(self) -> list[Finding]:
        """Return the findings of the selected rows, from top to bottom."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        return [self._findings.findings[row] for row in sorted(rows)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key of the checks means; every other key is the table's own."""
        pressed = chord(event)
        owner = self._actions.keymap.owner(pressed) if pressed else None
        if owner and owner.name.startswith("checks."):
            self._actions.run(owner.name)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or by its key of the current one."""
        point = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            point = self.visualRect(self.currentIndex().siblingAtColumn(0)).bottomLeft()
        if self.currentIndex().isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(point))

    def fit_rows(self) -> None:
        """Make every row as high as it has to be, unless there are very many."""
        self._is_fitted = True
        if self.model().rowCount() <= FITTED:
            self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sentences be fitted in, once for many changes of the size in a row."""
        super().resizeEvent(event)
        self._is_fitted = False
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        """Fit the sentences in, before the rows are drawn or looked for.

        The current row, which moves with that, stays in view.
        """
        was_fitted = self._is_fitted
        if not was_fitted:
            self.fit_rows()
        super().doItemsLayout()
        if not was_fitted:
            self.scrollTo(self.currentIndex().siblingAtColumn(0))


@cache
def _font(column: CheckColumn) -> QFont:
    return sans(NORMAL if column is CheckColumn.SENTENCE else SMALL)


@lru_cache(maxsize=4_000)  # after a change of one claim most sentences are the same
def _height(column: CheckColumn, width: int, words: str) -> int:
    """Return how high words are in a column that leaves them `width` pixels."""
    room = QRect(0, 0, width, 1 << 20)
    return QFontMetrics(_font(column)).boundingRect(room, _WRAPPED, words).height()
