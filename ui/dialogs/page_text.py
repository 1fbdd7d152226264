"""A page of ours as it is read: its Markdown in the faces and colors of the window."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextList,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui import clipboard
from ui.dialogs.shapes import theme_now
from ui.help import pages
from ui.theme import LARGE, sans, serif

_MARGIN, _LINE = 24, 145
"""Around the page in pixels, and from line to line in percent of the letters' own height."""
_HEADINGS = {1: (26, 0, 10), 2: (19, 18, 4), 3: (16, 12, 4)}
"""By level: the size in pixels, and the room above and below."""


class PageText(QTextBrowser):
    """One of our pages; it loads no picture, no page and nothing of the web by itself."""

    page_wanted = Signal(str)
    web_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setObjectName("helpText")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDefaultFont(sans(LARGE))
        self.anchorClicked.connect(self._follow)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected words without anything else, to be copied or dragged."""
        return clipboard.selected(self.textCursor())

    def show_markdown(self, text: str) -> None:
        """Show a page from its beginning."""
        self._text = text
        self.setMarkdown(text)
        self._set_page()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def find_first(self, words: str) -> None:
        """Select the first place where the words stand, or the first of them."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        any(self.find(some) for some in (words, *words.split()[:1]) if some.strip())

    def go_to(self, heading: str) -> None:
        """Put a heading of the page at the top, where there is one of these words."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top) - _MARGIN // 2)
                return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        del kind, name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._text:
            self._set_page()

    def _set_page(self) -> None:
        document = self.document()
        whole = QTextCursor(document)
        whole.beginEditBlock()  # or the page is laid out anew after each of its paragraphs
        frame = document.rootFrame().frameFormat()
        frame.setMargin(_MARGIN)
        document.rootFrame().setFrameFormat(frame)
        for child in document.rootFrame().childFrames():
            if isinstance(child, QTextTable):
                child.setFormat(_table(child.format()))
        block = document.begin()
        while block.isValid():
            _set_block(block)
            block = block.next()
        whole.endEditBlock()

    def _follow(self, url: QUrl) -> None:
        name = url.path().rpartition("/")[2].removesuffix(".md")
        if not url.isRelative():
            self.web_wanted.emit(url.toString())
        elif url.path().endswith(".md") and name in pages():
            self.page_wanted.emit(name)


def _set_block(block: QTextBlock) -> None:
    """Give a paragraph its air, a heading its face, and a key the weight that is seen at once."""
    cursor = QTextCursor(block)
    size, above, below = _HEADINGS.get(block.blockFormat().headingLevel(), (0, 0, 8))
    is_dense = isinstance(cursor.currentFrame(), QTextTable)
    air = QTextBlockFormat()
    air.setTopMargin(above)
    air.setBottomMargin(0 if is_dense else 2 if isinstance(block.textList(), QTextList) else below)
    kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    air.setLineHeight(100 if size or is_dense else _LINE, kind)
    cursor.mergeBlockFormat(air)
    if size:
        _set_letters(block, 0, block.length() - 1, serif(size, bold=True))
        return
    keys = []
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        if piece.charFormat().fontFixedPitch():
            keys.append((piece.position() - block.position(), piece.length()))
        at += 1
    for start, length in keys:
        _set_letters(block, start, length, sans(LARGE, bold=True))


def _set_letters(block: QTextBlock, start: int, length: int, font: QFont) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
    letters = QTextCharFormat()
    letters.setFont(font)
    cursor.setCharFormat(letters)


def _table(form: QTextTableFormat) -> QTextTableFormat:
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(theme_now().lines)
    form.setCellPadding(5)
    form.setBottomMargin(10)
    return form
