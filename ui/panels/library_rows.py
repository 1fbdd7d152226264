"""The rows of the library: title, what is marked, and a small strip of the story."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.pictures import Picture
from annotator.story_strip import Strip
from ui.models.library import ARTICLE_ROLE, STRIP_ROLE, SUMMARY_ROLE
from ui.pictures import draw
from ui.positions import Positions
from ui.theme import SMALL, Look, sans

Index = QModelIndex | QPersistentModelIndex
_TITLE = 13
_OUTER, _INNER, _GAP = 8, 10, 3
_STRIP = 14
_BARE = Strip(1, cells=1)
"""What is drawn for an article without claims, or not looked at yet."""
_ON_ONE_LINE = int(Qt.AlignmentFlag.AlignLeading) | int(Qt.TextFlag.TextSingleLine)
_REMOVING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class ArticleRow(QStyledItemDelegate):
    """Paints an article; the one on the desk stands on a card."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._heights: dict[tuple[str, int], int] = {}
        self._pictures: dict[str, tuple[Strip, int, Picture]] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the place for a title of one or two lines and what is below it."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 200
        title = str(index.data())
        key = (title, width)
        if key not in self._heights:
            # Measured as if it were the current one, so that no row moves when it becomes it.
            inner = width - 2 * (_OUTER + _INNER)
            self._heights[key] = self._title_height(title, inner)
        below = QFontMetrics(sans(SMALL)).height() + _GAP + _STRIP + 2 * _GAP
        height = self._heights[key] + below + 2 * _INNER
        return QSize(1, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one article."""
        theme = self._look.theme
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option, is_current=is_current)
        inner = self._inner(option.rect)
        painter.setPen(theme.text)
        height = draw_title(painter, inner, str(index.data()), sans(_TITLE, bold=is_current))
        summary = QRect(inner)
        summary.setTop(inner.top() + height + _GAP - 1)
        painter.setFont(sans(SMALL))
        painter.setPen(theme.muted)
        metrics = QFontMetrics(sans(SMALL))
        summary.setHeight(metrics.height())
        words = metrics.elidedText(
            str(index.data(SUMMARY_ROLE)), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(summary, _ON_ONE_LINE, words)
        painter.translate(inner.left(), summary.bottom() + 2 * _GAP)
        draw(painter, self._strip(index, inner.width()), theme)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the line for a new title over the old one."""
        super().updateEditorGeometry(editor, option, index)
        rect = QRect(option.rect).adjusted(_OUTER, 3, -_OUTER, 0)
        rect.setHeight(_INNER + 2 * QFontMetrics(sans(_TITLE, bold=True)).height())
        editor.setGeometry(rect)

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Return a line for a new title; Qt's own would grow out of the card."""
        editor = QLineEdit(parent)
        editor.setObjectName("titleEditor")
        editor.setAccessibleName(self.tr("Title"))
        return editor

    def _inner(self, rect: QRect) -> QRect:
        side = _OUTER + _INNER
        return QRect(rect).adjusted(side, _INNER - 1, -side, 0)

    def _title_height(self, title: str, width: int) -> int:
        lines = len(_lines(title, sans(_TITLE, bold=True), width))
        return lines * QFontMetrics(sans(_TITLE, bold=True)).height()

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_current: bool
    ) -> None:
        theme = self._look.theme
        card = QRectF(option.rect).adjusted(_OUTER + 0.5, 1.5, -_OUTER - 0.5, -2.5)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_current:
            painter.setBrush(theme.paper)
            width = theme.focus_width if has_focus else 1
            painter.setPen(QPen(theme.accent if has_focus else theme.lines, width))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            veil = QColor(theme.lines)
            veil.setAlphaF(0.45)
            painter.setBrush(veil)
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        painter.drawRoundedRect(card, 7, 7)

    def _strip(self, index: Index, width: int) -> Picture:
        """Return the story strip of a row, drawn anew where it or the width has changed."""
        article_id = index.data(ARTICLE_ROLE).id
        strip: Strip = index.data(STRIP_ROLE) or _BARE
        kept = self._pictures.get(article_id)
        if kept is None or kept[0] is not strip or kept[1] != width:
            kept = (strip, width, strip.lanes(width, _STRIP))
            self._pictures[article_id] = kept
        return kept[2]


class ArticleList(QListView):
    """The list of articles: F2 renames, Delete deletes, Ctrl+V pastes, Enter goes to the text."""

    paste_pressed = Signal()
    delete_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryList")
        self.setAccessibleName(self.tr("Articles"))
        self.setItemDelegate(ArticleRow(look, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Drops are the panel's, also those on a row.
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.viewport().setAcceptDrops(False)
        look.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the list's own keys mean."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
        elif event.key() in _REMOVING and not event.modifiers():
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)


def draw_title(painter: QPainter, rect: QRect, title: str, font: QFont) -> int:
    """Draw a title on at most two lines, as it is and never as markup; return its height."""
    height = QFontMetrics(font).height()
    painter.setFont(font)
    lines = _lines(title, font, rect.width())
    for n, line in enumerate(lines):
        place = QRect(rect.left(), rect.top() + n * height, rect.width(), height)
        painter.drawText(place, _ON_ONE_LINE, line)
    return len(lines) * height


def _lines(title: str, font: QFont, width: int) -> list[str]:
    """Return a title as at most two lines, the second cut with an ellipsis."""
    words = " ".join(title.split())[:400]
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(width, 40))
    layout.endLayout()
    cut = Positions(words).to_offset(first.textLength())
    rest = words[cut:].strip()
    if not rest:
        return [words]
    metrics = QFontMetrics(font)
    return [words[:cut].rstrip(), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
