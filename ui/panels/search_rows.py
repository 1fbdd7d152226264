"""The rows of a search: headlines, and below each its hits with the found words set off."""

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.hits import Part
from ui.models.hits import ROW_ROLE, Row
from ui.models.table import Index
from ui.panels.delegates import ThemedDelegate
from ui.panels.fields import ENTER
from ui.panels.row_cards import CardList, draw_line, paint_card
from ui.positions import Positions
from ui.reading.badges import draw_badge
from ui.theme import NORMAL, SMALL, Look, sans

_TITLE = 13
_SIDE, _INDENT, _GAP, _PAD = 12, 22, 2, 6
_BADGE = 13.0
_LONGEST = 400
"""More than fits into the lines of a row, in characters."""
_MOST_LINES = {True: 2, False: 4}
"""How many lines are shown of a headline, and of a hit."""


class HitRow(ThemedDelegate):
    """Paints a row from plain text: no markup, and each script in its own direction."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for the words and what is said about them."""
        row: Row = index.data(ROW_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 200
        layout = self._words(row, self._inner(QRect(0, 0, width, 0), row).width())
        height = round(layout.boundingRect().height()) + 2 * _PAD + _above(index)
        if row.about:
            height += QFontMetrics(sans(SMALL)).height() + _GAP
        return QSize(1, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(ROW_ROLE)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect).adjusted(0, _above(index), 0, 0)
        if _above(index):
            painter.setPen(theme.lines)
            top = option.rect.top() + _above(index) // 2
            painter.drawLine(_SIDE, top, option.rect.right() - _SIDE, top)
        paint_card(painter, option, QRectF(rect).adjusted(4.5, 0.5, -4.5, -0.5), theme)
        inner = self._inner(rect, row)
        top = inner.top()
        if row.about and not row.is_article:
            top = self._paint_about(painter, row, inner, top)
        layout = self._words(row, inner.width())
        painter.setPen(theme.text if row.article else theme.muted)
        layout.draw(painter, QPointF(inner.left(), top))
        if row.about and row.is_article:
            below = top + round(layout.boundingRect().height()) + _GAP
            self._paint_about(painter, row, inner, below)
        if row.hit and row.hit.part in {Part.CLAIM, Part.NOTE}:
            tag = row.hit.tags[0] if row.hit.tags else None
            badge = QRectF(inner.left() - _INDENT + 2, inner.top() + 1, _BADGE, _BADGE)
            draw_badge(painter, tag, badge, theme)
        painter.restore()

    def _paint_about(self, painter: QPainter, row: Row, inner: QRect, top: int) -> int:
        """Draw what is said about a row; return where the next line begins."""
        painter.setPen(self._look.theme.muted)
        place = inner.adjusted(0, top - inner.top(), 0, 0)
        return draw_line(painter, place, row.about, sans(SMALL), gap=_GAP).top()

    def _inner(self, rect: QRect, row: Row) -> QRect:
        indent = 0 if row.is_article else _INDENT
        return QRect(rect).adjusted(_SIDE + indent, _PAD, -_SIDE, 0)

    def _words(self, row: Row, width: int) -> QTextLayout:
        """Return the words of a row in lines, cut with an ellipsis where there are too many."""
        words = row.words[:_LONGEST].replace("\n", " ")
        layout, end = self._laid_out(row, words, width)
        shown = Positions(words).to_offset(end)
        if shown < len(words):
            fitting = words[:shown].rstrip()
            cut = fitting.rpartition(" ")[0] or fitting[:-2]  # room for the ellipsis
            layout, _ = self._laid_out(row, f"{cut}…", width)
        return layout

    def _laid_out(self, row: Row, words: str, width: int) -> tuple[QTextLayout, int]:
        """Return the first lines of words, and the position after the last that has room."""
        layout = QTextLayout(words, _font(row))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(row, words))
        layout.beginLayout()
        height, end = 0.0, 0
        for _ in range(_MOST_LINES[row.is_article]):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += line.height()
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, end

    def _formats(self, row: Row, words: str) -> list[QTextLayout.FormatRange]:
        """Return how the words that were found are set off."""
        theme, positions, formats = self._look.theme, Positions(words), []
        for span in (span for span in row.found if span.end <= len(words)):
            one = QTextLayout.FormatRange()
            one.start = positions.to_position(span.start)
            one.length = positions.to_position(span.end) - one.start
            made = QTextCharFormat()
            made.setFont(_font(row, is_found=True))
            made.setBackground(theme.selection)
            made.setFontUnderline(theme.is_strong)
            one.format = made
            formats.append(one)
        return formats


class ResultList(CardList):
    """The results: Enter or a click goes there, Up from the first goes back to the line."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("searchResults")
        self.setAccessibleName(self.tr("What was found"))
        self.setItemDelegate(HitRow(look, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what is selected, or back to the line."""
        at = self.currentIndex()
        if event.key() in ENTER and at.isValid():
            self.chosen.emit(at)
        elif event.key() == Qt.Key.Key_Up and at.row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to what is clicked."""
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew where the width is another."""
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)


def _above(index: Index) -> int:
    """Return the room above a row."""
    row: Row = index.data(ROW_ROLE)
    return 14 if row.is_article and index.row() else 0


def _font(row: Row, *, is_found: bool = False) -> QFont:
    return sans(_TITLE, bold=True) if row.is_article else sans(NORMAL, bold=is_found)
