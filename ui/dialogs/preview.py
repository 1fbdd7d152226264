"""What a file would become: its blocks as they would be kept, in the face of the article."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.importers.imported import Imported
from annotator.model import Block
from annotator.vocabulary import BlockKind
from ui.dialogs.shapes import theme_now
from ui.theme import SMALL, sans, serif

_SIZE, _HEADLINE = 15, 19
_GUTTER = 34
_MOST_BLOCKS, _LONGEST = 200, 3_000
"""A preview is a look: what is longer is cut here, never in what is kept."""


class ArticlePreview(QTextEdit):
    """An article's blocks with their paragraph numbers; only to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articlePreview")
        self.setAccessibleName(self.tr("Preview"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(16)
        self._shown: Imported | None = None

    def show_article(self, imported: Imported | None) -> None:
        """Show what was read, or nothing."""
        self._shown = imported
        self.clear()
        if imported is None:
            return
        cursor = QTextCursor(self.document())
        for n, block in enumerate(imported.blocks[:_MOST_BLOCKS]):
            if n:
                cursor.insertBlock()
            self._insert(cursor, block, imported.text[block.start : block.end])
        if len(imported.blocks) > _MOST_BLOCKS:
            cursor.insertBlock(_shape(16), self._letters(BlockKind.FURNITURE))
            rest = len(imported.blocks) - _MOST_BLOCKS
            cursor.insertText(self.tr("… and {n} more paragraphs").format(n=rest))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the paragraph numbers beside them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(sans(SMALL))
        painter.setPen(theme_now().muted)
        scrolled = QPointF(0, -self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        block = self.document().begin()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(scrolled)
            if rect.top() > self.viewport().height():
                break
            if block.userState() > 0 and rect.bottom() >= 0:
                line = block.layout().lineAt(0)
                place = QRectF(0, rect.top() + line.y(), _GUTTER, line.height())
                painter.drawText(
                    place,
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                    str(block.userState()),
                )
            block = block.next()
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_article(self._shown)

    def _insert(self, cursor: QTextCursor, block: Block, text: str) -> None:
        is_headline = block.kind is BlockKind.HEADLINE
        cursor.setBlockFormat(_shape(14 if is_headline else 9))
        cursor.setBlockCharFormat(self._letters(block.kind))
        # A line end inside a block stays inside it.
        shown = text[:_LONGEST].replace("\n", "\u2028")
        cursor.insertText(shown + ("…" if len(text) > _LONGEST else ""), self._letters(block.kind))
        cursor.block().setUserState(block.paragraph or 0)

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


def _shape(below: int) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLeftMargin(_GUTTER - 4)
    shape.setBottomMargin(below)
    shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return shape
