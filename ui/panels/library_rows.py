"""The rows of the library: title, what is marked, and a small strip of the story."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.pictures import Picture
from annotator.story_strip import Strip
from ui.models.library import ARTICLE_ROLE, STRIP_ROLE, SUMMARY_ROLE
from ui.models.table import Index
from ui.panels.delegates import ThemedDelegate
from ui.panels.fields import ENTER
from ui.panels.row_cards import (
    GAP,
    INNER,
    OUTER,
    CardList,
    card_of,
    draw_line,
    draw_title,
    lines_of,
    paint_card,
)
from ui.pictures import draw
from ui.theme import SMALL, Look, sans

_TITLE = 13
_STRIP = 14
_BARE = Strip(1, cells=1)
"""What is drawn for an article without claims, or not looked at yet."""
_REMOVING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class ArticleRow(ThemedDelegate):
    """Paints an article; the one on the desk stands on a card."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
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
            inner = width - 2 * (OUTER + INNER)
            self._heights[key] = self._title_height(title, inner)
        below = QFontMetrics(sans(SMALL)).height() + GAP + _STRIP + 2 * GAP
        height = self._heights[key] + below + 2 * INNER
        return QSize(1, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one article."""
        theme = self._look.theme
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, option, card_of(option), theme)
        inner = self._inner(option.rect)
        painter.setPen(theme.text)
        height = draw_title(painter, inner, str(index.data()), sans(_TITLE, bold=is_current))
        painter.setPen(theme.muted)
        below = inner.adjusted(0, height + GAP - 1, 0, 0)
        rest = draw_line(painter, below, str(index.data(SUMMARY_ROLE)), sans(SMALL))
        painter.translate(inner.left(), rest.top() + GAP - 1)
        draw(painter, self._strip(index, inner.width()), theme)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the line for a new title over the old one."""
        super().updateEditorGeometry(editor, option, index)
        rect = QRect(option.rect).adjusted(OUTER, 3, -OUTER, 0)
        rect.setHeight(INNER + 2 * QFontMetrics(sans(_TITLE, bold=True)).height())
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
        side = OUTER + INNER
        return QRect(rect).adjusted(side, INNER - 1, -side, 0)

    def _title_height(self, title: str, width: int) -> int:
        lines = len(lines_of(title, sans(_TITLE, bold=True), width))
        return lines * QFontMetrics(sans(_TITLE, bold=True)).height()

    def _strip(self, index: Index, width: int) -> Picture:
        """Return the story strip of a row, drawn anew where it or the width has changed."""
        article_id = index.data(ARTICLE_ROLE).id
        strip: Strip = index.data(STRIP_ROLE) or _BARE
        kept = self._pictures.get(article_id)
        if kept is None or kept[0] is not strip or kept[1] != width:
            kept = (strip, width, strip.lanes(width, _STRIP))
            self._pictures[article_id] = kept
        return kept[2]


class ArticleList(CardList):
    """The list of articles: F2 renames, Delete deletes, Ctrl+V pastes, Enter goes to the text."""

    paste_pressed = Signal()
    delete_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("libraryList")
        self.setAccessibleName(self.tr("Articles"))
        self.setItemDelegate(ArticleRow(look, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Drops are the panel's, also those on a row.
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.viewport().setAcceptDrops(False)

    def choose(self, index: QModelIndex) -> None:
        """Make a row the current and only chosen one, also while a key such as Ctrl is held."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the list's own keys mean."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
        elif event.key() in _REMOVING and not event.modifiers():
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif event.key() in ENTER:
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)
