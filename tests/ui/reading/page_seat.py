"""A reader at a page: what is seen where, asked of the page's own lines."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextLine
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.desk import Desk
from ui.reading.layout import PageLayout
from ui.reading.lines import x_of
from ui.reading.page_view import PageView


class PageSeat:
    """A page on the screen, and questions about where its words are."""

    def __init__(self, view: PageView, desk: Desk) -> None:
        self.view = view
        self.desk = desk

    @property
    def layout(self) -> PageLayout:
        found = self.view.document().documentLayout()
        assert isinstance(found, PageLayout)
        return found

    @property
    def text(self) -> str:
        return self.view.document().toRawText().replace("\u2029", "\n")

    @property
    def scrolled(self) -> int:
        return self.view.verticalScrollBar().value()

    @property
    def last(self) -> int:
        return self.view.verticalScrollBar().maximum()

    def scroll(self, value: int) -> None:
        self.view.verticalScrollBar().setValue(value)
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.view, key, held or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()

    def line_of(self, position: int) -> tuple[QTextLine, float, int]:
        """Return the line that holds a position, its block's top, and where the block begins."""
        block = self.view.document().findBlock(position)
        self.layout.lay_out(block)
        line = block.layout().lineForTextPosition(position - block.position())
        return line, self.layout.top_of(block), block.position()

    def y_of(self, position: int) -> float:
        """Return where a line stands on the screen, for it or for what follows to jump."""
        line, top, _ = self.line_of(position)
        return top + line.y() - self.scrolled

    def edges_of(self, position: int) -> tuple[float, float]:
        """Return the left and the right edge of a character."""
        line, _, at = self.line_of(position)
        edge = QTextLine.Edge
        one = x_of(line, position - at, edge.Leading)
        other = x_of(line, position - at, edge.Trailing)
        return min(one, other), max(one, other)

    def is_drawn_over(self, position: int, x: float) -> bool:
        left, right = self.edges_of(position)
        return left - 0.5 <= x <= right + 0.5

    def middle_of(self, position: int) -> QPointF | None:
        """Return the middle of a character on the page; None for one without width."""
        line, top, _ = self.line_of(position)
        left, right = self.edges_of(position)
        if right - left < 1:
            return None
        return QPointF((left + right) / 2, top + line.y() + line.height() / 2)

    def width_of(self, position: int) -> float:
        left, right = self.edges_of(position)
        return right - left

    def beginning_of(self, position: int) -> QPoint:
        """Return a point of the screen just inside a character, where the reading begins."""
        line, top, at = self.line_of(position)
        x = x_of(line, position - at, QTextLine.Edge.Leading)
        left, right = self.edges_of(position)
        inward = 2 if x < (left + right) / 2 else -2
        y = top + line.y() + line.height() / 2 - self.scrolled
        return QPoint(round(x + inward), round(y))

    def seen_positions(self) -> list[int]:
        """Return where the lines begin that are wholly on the screen."""
        found = []
        block = self.layout.block_at(self.scrolled)
        while block.isValid() and self.layout.top_of(block) < self.scrolled + self.height:
            self.layout.lay_out(block)
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                y = self.layout.top_of(block) + line.y() - self.scrolled
                if y >= 0 and y + line.height() <= self.height:
                    found.append(block.position() + line.textStart())
            block = block.next()
        return found

    def seen_words(self) -> list[int]:
        """Return the same without empty lines."""
        return [at for at in self.seen_positions() if self.text[at] != "\n"]

    def following(self, position: int) -> int:
        """Return where the line of words begins that follows the one at a position."""
        line, _, at = self.line_of(position)
        following = at + line.textStart() + line.textLength()
        while following < len(self.text) and self.text[following] == "\n":
            following += 1
        return following

    @property
    def height(self) -> int:
        return self.view.viewport().height()

    def set_all(self) -> None:
        """Set every line, as a page of Qt's own would."""
        block = self.view.document().begin()
        while block.isValid():
            self.layout.lay_out(block)
            block = block.next()

    def caret_is_seen(self) -> bool:
        rect = self.view.cursorRect()
        return rect.top() >= 0 and rect.bottom() <= self.height
