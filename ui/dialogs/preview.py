"""What a file would become: its blocks as they would be kept, and what is changed about them."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget

from annotator.importers import reshaping
from annotator.importers.imported import Imported
from annotator.model import Block
from annotator.vocabulary import BlockKind
from ui import clipboard
from ui.dialogs.preview_words import announce, block_told
from ui.dialogs.shapes import theme_now
from ui.positions import Positions
from ui.theme import SMALL, sans, serif

_SIZE, _HEADLINE = 15, 19
_GUTTER = 34
_MOST_BLOCKS, _LONGEST, _MOST = 2_000, 3_000, 300_000
"""A preview is a look: what is longer is cut here, never in what is kept."""
_AT_ONCE = 8_000
"""So many characters are set before the window is looked after again."""

_Key = Qt.Key
_STEPS = {_Key.Key_Up: -1, _Key.Key_Down: 1, _Key.Key_PageUp: -8, _Key.Key_PageDown: 8}


class ArticlePreview(QTextEdit):
    """An article's blocks with their paragraph numbers; its text is only looked at.

    A click or `G` greys a block or takes that back, `T` makes it the title; `reshaped` carries
    the article as it is then, `undo_wanted` asks for it as it was before.
    """

    reshaped = Signal(object)
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articlePreview")
        self.setAccessibleName(self.tr("Preview"))
        keys = self.tr("Up and Down go from block to block, G greys one, T makes it the title")
        self.setAccessibleDescription(keys)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(16)
        self.viewport().setMouseTracking(True)
        self._shown: Imported | None = None
        self._is_changeable = False
        self._set = 0
        self._size = 0
        self._pressed = QPoint()
        self._hovered = -1
        self.current = -1
        self._rest = QTimer(self, interval=0)
        self._rest.timeout.connect(self._insert_more)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected words without anything else, to be copied or dragged."""
        return clipboard.selected(self.textCursor())

    def show_article(self, imported: Imported | None, *, is_changeable: bool = True) -> None:
        """Show what was read, or nothing; where only blocks differ, what is seen stays."""
        was, self._shown, self._is_changeable = self._shown, imported, is_changeable
        if was and imported and _differ_in_looks(was, imported):
            for at in range(self._set):
                if imported.blocks[at] != was.blocks[at]:
                    self._dress(at)
            return
        self._show_anew()

    def go(self, at: int) -> None:
        """Make a block the one that the keys are about."""
        if 0 <= at < self._set and at != self.current:
            self.current = at
            block = self.document().findBlockByNumber(at)
            cursor = QTextCursor(block)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self.viewport().update()
            if self._shown:
                announce(self, block_told(self._shown, at))

    def toggle(self, at: int) -> None:
        """Grey a block, or take that back."""
        if self._can_change(at) and self._shown:
            is_furniture = not self._shown.blocks[at].is_furniture
            new = reshaping.with_furniture(self._shown, at, is_furniture=is_furniture)
            self._reshape(at, new)

    def make_title(self, at: int) -> None:
        """Make a block the headline and the title."""
        if self._can_change(at) and self._shown:
            self._reshape(at, reshaping.with_headline(self._shown, at))

    def split(self, at: int) -> None:
        """Cut the beginning of the body off a headline: after the selected words, if there are."""
        if self._can_change(at) and self._shown:
            self._reshape(at, reshaping.with_split_headline(self._shown, at, self._cut(at)))

    def put_into_body(self) -> None:
        """Make the headline a paragraph of the body."""
        if self._can_change(0) and self._shown:
            self._reshape(self.current, reshaping.without_headline(self._shown))

    def menu(self, at: int) -> QMenu:
        """Return what can be done with a block."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._shown is None or not self._can_change(at):
            return menu
        block = self._shown.blocks[at]
        words = self.tr("Part of the story") if block.is_furniture else self.tr("Grey it")
        menu.addAction(f"{words}\tG").triggered.connect(lambda: self.toggle(at))
        if block.kind is BlockKind.HEADLINE:
            action = menu.addAction(self.tr("Not the headline: part of the body"))
            action.triggered.connect(self.put_into_body)
        else:
            action = menu.addAction(self.tr("Make this the title") + "\tT")
            action.triggered.connect(lambda: self.make_title(at))
        if reshaping.can_be_split(self._shown, at, self._cut(at)):
            action = menu.addAction(self.tr("Split the title from the body") + "\tS")
            action.triggered.connect(lambda: self.split(at))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from block to block, and change the one that is gone to."""
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain:
            event.ignore()
        elif key in _STEPS:
            self.go(max(0, min(self._set - 1, self.current + _STEPS[key])))
        elif key in {_Key.Key_Home, _Key.Key_End}:
            self.go(0 if key == _Key.Key_Home else self._set - 1)
        elif key == _Key.Key_G:
            self.toggle(self.current)
        elif key == _Key.Key_T:
            self.make_title(self.current)
        elif key == _Key.Key_S:
            selected = self.textCursor()
            is_selected = selected.hasSelection()
            self.split(selected.blockNumber() if is_selected else self.current)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins, which may become a selection."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Change the block that was clicked, unless words were selected."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        is_click = (place - self._pressed).manhattanLength() < QApplication.startDragDistance()
        is_left = event.button() is Qt.MouseButton.LeftButton
        at = self._at(place)
        if is_left and is_click and at >= 0 and not self.textCursor().hasSelection():
            self.go(at)
            self.toggle(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which block a click would be about."""
        super().mouseMoveEvent(event)
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show it no more."""
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a block."""
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        at = self._at(event.pos()) if is_mouse else self.current
        self.go(at)
        menu = self.menu(at)
        if menu.actions():
            place = event.globalPos()
            if not is_mouse:
                place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            menu.popup(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first block."""
        super().focusInEvent(event)
        if self.current < 0:
            self.go(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, the paragraph numbers beside them, and which block the keys mean."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = QPointF(0, -self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(scrolled)
            if rect.top() > self.viewport().height():
                break
            self._paint(painter, block, rect)
            block = block.next()
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_anew()

    def _paint(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        theme, at = theme_now(), block.blockNumber()
        line = block.layout().lineAt(0)
        place = QRectF(0, rect.top() + line.y(), _GUTTER, line.height())
        sign = str(block.userState()) if block.userState() > 0 else ""
        if self._shown and at < self._set and self._shown.blocks[at].is_furniture:
            sign = "–"
        painter.setFont(sans(SMALL))
        painter.setPen(theme.muted)
        sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, sides, sign)
        is_current = at == self.current and self.hasFocus()
        if self._is_changeable and at < self._set and (is_current or at == self._hovered):
            color, width = (theme.accent, theme.focus_width) if is_current else (theme.lines, 1)
            painter.setPen(QPen(color, width))
            last = block.layout().lineAt(block.layout().lineCount() - 1)
            height = last.y() + last.height() - line.y()
            box = QRectF(8, rect.top() + line.y() - 2, self.viewport().width() - 14, height + 4)
            painter.drawRoundedRect(box, 4, 4)

    def _show_anew(self) -> None:
        self.clear()
        self._set = self._size = 0
        self.current = self._hovered = -1
        self._rest.stop()
        if self._shown:
            self._rest.start()
            self._insert_more()
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _insert_more(self) -> None:
        """Set some of the blocks that are not there yet, and what stands for the rest."""
        if self._shown is None:
            return
        blocks, text = self._shown.blocks, self._shown.text
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        until = min(self._size + _AT_ONCE, _MOST)
        most = min(len(blocks), _MOST_BLOCKS)
        while self._set < most and self._size < until:
            block = blocks[self._set]
            if self._set:
                cursor.insertBlock()
            self._insert(cursor, block, text)
            self._size += min(block.end - block.start, _LONGEST) + 20
            self._set += 1
        rest = len(blocks) - self._set
        if self._set == most or self._size >= _MOST:
            self._rest.stop()
            if rest:
                cursor.insertBlock(_shape(16), self._letters(BlockKind.FURNITURE))
                cursor.insertText(self.tr("… and {n} more paragraphs").format(n=rest))

    def _insert(self, cursor: QTextCursor, block: Block, text: str) -> None:
        letters = self._letters(block.kind)
        cursor.setBlockFormat(_shape(14 if block.kind is BlockKind.HEADLINE else 9))
        cursor.setBlockCharFormat(letters)
        # A line end inside a block stays inside it.
        shown = text[block.start : min(block.end, block.start + _LONGEST)].replace("\n", "\u2028")
        is_cut = block.end - block.start > _LONGEST
        cursor.insertText(shown + ("…" if is_cut else ""), letters)
        cursor.block().setUserState(block.paragraph or 0)

    def _dress(self, at: int) -> None:
        """Show a block as what it is now."""
        if self._shown is None:
            return
        block = self._shown.blocks[at]
        cursor = QTextCursor(self.document().findBlockByNumber(at))
        letters = self._letters(block.kind)
        cursor.block().setUserState(block.paragraph or 0)
        if cursor.blockCharFormat() != letters:
            cursor.setBlockFormat(_shape(14 if block.kind is BlockKind.HEADLINE else 9))
            cursor.setBlockCharFormat(letters)
            end = QTextCursor.MoveOperation.EndOfBlock
            cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(letters)
        self.viewport().update()

    def _cut(self, at: int) -> int | None:
        """Return the offset at which the selection ends, where it ends in a block."""
        cursor = self.textCursor()
        shown = self.document().findBlockByNumber(at)
        end = cursor.selectionEnd() - shown.position()
        if self._shown is None or not cursor.hasSelection() or not 0 < end < shown.length():
            return None
        block = self._shown.blocks[at]
        words = self._shown.text[block.start : min(block.end, block.start + _LONGEST)]
        return block.start + Positions(words).to_offset(end)

    def _reshape(self, at: int, new: Imported) -> None:
        if self._shown and new != self._shown:
            self.reshaped.emit(new)
            if 0 <= at < len(new.blocks):
                self.current = at
                announce(self, block_told(new, at))

    def _can_change(self, at: int) -> bool:
        return self._is_changeable and self._shown is not None and 0 <= at < self._set

    def _at(self, place: QPoint) -> int:
        at = self.cursorForPosition(place).blockNumber()
        return at if at < self._set else -1

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.viewport().update()

    def _letters(self, kind: BlockKind) -> QTextCharFormat:
        theme = theme_now()
        letters = QTextCharFormat()
        is_title = kind in {BlockKind.HEADLINE, BlockKind.SUBHEAD}
        font = serif(_HEADLINE if kind is BlockKind.HEADLINE else _SIZE, bold=is_title)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        letters.setFont(font)
        is_quiet = kind in {BlockKind.FURNITURE, BlockKind.CAPTION}
        letters.setForeground(theme.muted if is_quiet else theme.text)
        return letters


def _differ_in_looks(was: Imported, now: Imported) -> bool:
    """Return whether these are the same blocks, whatever each of them is."""
    return (
        was.text is now.text
        and len(was.blocks) == len(now.blocks)
        and all(a.start == b.start for a, b in zip(was.blocks, now.blocks, strict=True))
    )


def _shape(below: int) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLeftMargin(_GUTTER - 4)
    shape.setBottomMargin(below)
    shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return shape
