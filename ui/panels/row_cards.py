"""Lists of rows of several lines: a card below the chosen one, titles, lines."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from ui.positions import Positions
from ui.theme import Look, Theme

OUTER, INNER, GAP = 8, 10, 3
"""Around a card, within it, and between its lines, in pixels."""
_ON_ONE_LINE = int(Qt.AlignmentFlag.AlignLeading) | int(Qt.TextFlag.TextSingleLine)


class CardList(QListView):
    """A list whose rows are as wide as it is, each as high as what stands in it."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        look.changed.connect(self.viewport().update)


def card_of(option: QStyleOptionViewItem) -> QRectF:
    """Return where the card of a row stands."""
    return QRectF(option.rect).adjusted(OUTER + 0.5, 1.5, -OUTER - 0.5, -2.5)


def paint_card(
    painter: QPainter, option: QStyleOptionViewItem, card: QRectF, theme: Theme
) -> None:
    """Draw the card that a chosen row stands on, a veil on one that is pointed at."""
    has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if option.state & QStyle.StateFlag.State_Selected:
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


def draw_line(painter: QPainter, rect: QRect, words: str, font: QFont, gap: int = GAP) -> QRect:
    """Draw words on one line, cut where it ends; return what is left below it."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    cut = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, rect.width())
    place = QRect(rect.left(), rect.top(), rect.width(), metrics.height())
    painter.drawText(place, _ON_ONE_LINE, cut)
    return rect.adjusted(0, metrics.height() + gap, 0, 0)


def draw_title(painter: QPainter, rect: QRect, title: str, font: QFont) -> int:
    """Draw a title on at most two lines, as it is and never as markup; return its height."""
    height = QFontMetrics(font).height()
    painter.setFont(font)
    lines = lines_of(title, font, rect.width())
    for n, line in enumerate(lines):
        place = QRect(rect.left(), rect.top() + n * height, rect.width(), height)
        painter.drawText(place, _ON_ONE_LINE, line)
    return len(lines) * height


def lines_of(title: str, font: QFont, width: int) -> list[str]:
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
