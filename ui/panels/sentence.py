"""A sentence with its buttons: beside it, or below it where there is little room."""

from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from ui.panels.flow import FlowLayout

_READABLE = 45
"""How many characters a line of the sentence holds at least, before the buttons go below it."""
_GAP = 8


class Sentence(QLabel):
    """Words on as many lines as they need; a long path, which has no spaces, is broken, too."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def heightForWidth(self, width: int) -> int:
        """Return how high the words are at a width."""
        return ceil(self._lines(width).boundingRect().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        self._lines(self.width()).draw(painter, QPointF())

    def _lines(self, width: int) -> QTextLayout:
        """Return the words on lines of a width; a label alone would cut a word that is longer."""
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout


class SentenceLayout(FlowLayout):
    """The buttons beside the sentence where that leaves it room to be read, else below it."""

    def __init__(self, words: QLabel, parent: QWidget) -> None:
        super().__init__(parent, _GAP)
        self._words = words

    def _arranged(self, rect: QRect, *, in_earnest: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        items = [item for item in self._items if not item.isEmpty()]  # a hidden button is
        sizes = [item.sizeHint() for item in items[1:]]
        room = inner.width() - sum(size.width() + _GAP for size in sizes) - _GAP
        metrics = self._words.fontMetrics()
        wanted = metrics.horizontalAdvance(self._words.text()) + 1
        is_beside = room >= min(wanted, _READABLE * metrics.averageCharWidth())
        width = room if is_beside else inner.width()
        words = QRect(inner.topLeft(), QSize(width, self._words.heightForWidth(width)))
        places = _beside(inner, words, sizes) if is_beside else _below(inner, words, sizes)
        if in_earnest:
            for item, place in zip(items, places, strict=True):
                item.setGeometry(place)
        end = max(place.bottom() + 1 for place in places)
        return end - rect.y() + self.contentsMargins().bottom()


def _beside(inner: QRect, words: QRect, sizes: list[QSize]) -> list[QRect]:
    """Return the places of the words and, at the right, of the buttons."""
    height = max(words.height(), *(size.height() for size in sizes))
    words.moveTop(inner.y() + (height - words.height()) // 2)
    places, x = [words], words.right() + 1 + 2 * _GAP
    for size in sizes:
        y = inner.y() + (height - size.height()) // 2
        places.append(QRect(QPoint(x, y), size))
        x += size.width() + _GAP
    return places


def _below(inner: QRect, words: QRect, sizes: list[QSize]) -> list[QRect]:
    """Return the places of the words and, line by line below them, of the buttons."""
    places, x, y = [words], inner.x(), words.bottom() + 1 + _GAP
    for size in sizes:
        if x > inner.x() and x + size.width() > inner.right() + 1:
            x, y = inner.x(), places[-1].bottom() + 1 + _GAP
        places.append(QRect(QPoint(x, y), size))
        x += size.width() + _GAP
    return places
