"""The page: an article set for reading, in lines of 60 to 75 characters."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from annotator.desk import Desk
from annotator.model import Block
from annotator.vocabulary import BlockKind
from ui.positions import Positions
from ui.theme import Theme, serif

BODY_PIXELS = 18
LINE_PITCH = 1.7
"""Of the em, not of the font's own height, on which Qt's percentages are based."""
MEASURE = 66
"""Characters a line."""
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP = 128, 40, 26
NARROW_MARGIN_LEFT = 76


class Page:
    """An article's text in a Qt document, and where its offsets stand in it."""

    def __init__(self, desk: Desk, theme: Theme, document: QTextDocument) -> None:
        self.positions = Positions(desk.text)
        self._document = document
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(serif(BODY_PIXELS))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setPlainText(self.positions.shown)
        self._set_lines()
        for block in desk.blocks:
            if block.kind is not BlockKind.PARAGRAPH:
                self._set_block(block, theme)

    @staticmethod
    def column_width() -> float:
        """Return the width of the column of words in pixels."""
        return QFontMetricsF(serif(BODY_PIXELS)).averageCharWidth() * MEASURE

    def center(self, width: float) -> None:
        """Put the column of words in the middle of `width`, with room for the marks beside it."""
        spare = width - self.column_width()
        left = max(MARGIN_LEFT, spare / 2) if width > 560 else NARROW_MARGIN_LEFT
        right = max(16.0, width - left - self.column_width())
        frame = self._document.rootFrame()
        form = frame.frameFormat()
        if (form.leftMargin(), form.rightMargin()) != (left, right):
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setTopMargin(MARGIN_TOP)
            form.setBottomMargin(4 * MARGIN_TOP)
            frame.setFrameFormat(form)

    def _set_lines(self) -> None:
        pitch = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        pitch.setLineHeight(round(BODY_PIXELS * LINE_PITCH), fixed)
        gap = QTextBlockFormat()
        gap.setLineHeight(round(BODY_PIXELS * 0.6), fixed)
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(pitch)
        block = self._document.begin()
        while block.isValid():
            if block.length() == 1:
                cursor.setPosition(block.position())
                cursor.setBlockFormat(gap)
            block = block.next()
        cursor.endEditBlock()

    def _set_block(self, block: Block, theme: Theme) -> None:
        cursor = QTextCursor(self._document)
        cursor.setPosition(self.positions.to_position(block.start))
        cursor.setPosition(self.positions.to_position(block.end), QTextCursor.MoveMode.KeepAnchor)
        lines, letters = QTextBlockFormat(), QTextCharFormat()
        pixels = BODY_PIXELS
        if block.kind is BlockKind.HEADLINE:
            pixels = round(BODY_PIXELS * 1.6)
            letters.setFont(serif(pixels, bold=True))
        elif block.kind is BlockKind.SUBHEAD:
            letters.setFont(serif(pixels, bold=True))
        elif block.kind is BlockKind.FURNITURE:
            pixels = round(BODY_PIXELS * 0.85)
            letters.setFont(serif(pixels))
            letters.setForeground(theme.muted)
        elif block.kind is BlockKind.CAPTION:
            letters.setForeground(theme.muted)
        elif block.kind in {BlockKind.QUOTE, BlockKind.LIST_ITEM}:
            lines.setLeftMargin(BODY_PIXELS)
        pitch = 1.35 if block.kind is BlockKind.HEADLINE else LINE_PITCH
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        lines.setLineHeight(round(pixels * pitch), fixed)
        lines.setAlignment(Qt.AlignmentFlag.AlignLeading)
        cursor.mergeBlockFormat(lines)
        cursor.mergeCharFormat(letters)
