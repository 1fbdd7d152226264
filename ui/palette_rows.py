"""The rows of the command palette: fetched as they are scrolled to, and how one is drawn."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.models.table import Index
from ui.palette_entries import Entry
from ui.panels.delegates import ThemedDelegate
from ui.reading.badges import draw_badges
from ui.theme import NORMAL, SMALL, sans

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
_MORE = 40
"""How many rows are fetched at once: more than are seen."""
_ROOT = QModelIndex()
_EDGE, _GAP, _BADGE = 12, 14, 15


class EntriesModel(QAbstractListModel):
    """Entries in their order, no more of them looked up than somebody scrolls to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._rest: Iterator[Entry] = iter(())
        self._next: Entry | None = None

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Become these entries."""
        self.beginResetModel()
        self._rest = iter(entries)
        self._entries = list(islice(self._rest, _MORE))
        self._next = next(self._rest, None)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many entries were fetched."""
        return 0 if parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there are more."""
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: Index) -> None:
        """Look the next ones up."""
        if parent.isValid() or self._next is None:
            return
        more = [self._next, *islice(self._rest, _MORE - 1)]
        self._next = next(self._rest, None)
        first = len(self._entries)
        self.beginInsertRows(_ROOT, first, first + len(more) - 1)
        self._entries += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the entry itself under ENTRY_ROLE, or the row as it is said."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: entry.title,
            Qt.ItemDataRole.AccessibleTextRole: entry.spoken,
            ENTRY_ROLE: entry,
        }.get(role)


class EntryRow(ThemedDelegate):
    """The title with the letters that were found, and at the right the keys or who says it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; its width is that of the palette."""
        del option, index
        return QSize(0, QFontMetrics(sans(NORMAL)).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.selection)
            if theme.is_strong:
                painter.fillRect(rect.adjusted(0, 0, 4 - rect.width(), 0), theme.accent)
        inner = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        inner.setRight(inner.right() - self._draw_detail(painter, inner, entry))
        if entry.tags is not None:
            width = _BADGE * max(1, len(entry.tags)) + _GAP // 2
            top = inner.center().y() - _BADGE / 2 + 1
            draw_badges(painter, entry.tags, inner.left() + width - _GAP // 2, top, theme)
            inner.setLeft(inner.left() + width)
        painter.setPen(theme.muted if entry.why else theme.text)
        self._draw_title(painter, inner, entry)
        painter.restore()

    def _draw_detail(self, painter: QPainter, inner: QRect, entry: Entry) -> int:
        """Draw what stands at the right; return the width that it takes."""
        words = entry.why or entry.detail
        font = sans(SMALL)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width() // 2)
        painter.setFont(font)
        painter.setPen(self._look.theme.muted)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, flags, shown)
        return metrics.horizontalAdvance(shown) + _GAP if shown else 0

    def _draw_title(self, painter: QPainter, inner: QRect, entry: Entry) -> None:
        font = sans(NORMAL)
        title = QFontMetrics(font).elidedText(
            entry.title, Qt.TextElideMode.ElideRight, inner.width()
        )
        layout = QTextLayout(title, font)
        layout.setFormats([_found(at, font) for at in entry.places if at < len(title)])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        layout.draw(painter, QPointF(inner.left(), inner.center().y() + 1 - line.height() / 2))


def _found(at: int, font: QFont) -> QTextLayout.FormatRange:
    """Return how a letter that was found is set."""
    letter = QTextCharFormat()
    letter.setFont(sans(font.pixelSize(), bold=True))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = at, 1, letter
    return found
