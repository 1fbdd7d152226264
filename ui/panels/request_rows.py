"""The rows of the responses panel: whom to ask, how it stands, and the words in question."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.right_of_reply import Request, Urgency
from annotator.vocabulary import Tag
from ui.models.requests import REQUEST_ROLE, STATE_ROLE, URGENCY_ROLE
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
    paint_card,
)
from ui.theme import NORMAL, SMALL, Look, sans, serif

_QUOTE = 13
_DOT = 7.0


class RequestRow(ThemedDelegate):
    """Paints a request; what is overdue has a filled dot, what was asked a ring."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the place for target, state, two lines of words and the article."""
        small = QFontMetrics(sans(SMALL)).height()
        height = QFontMetrics(sans(NORMAL, bold=True)).height() + 2 * small
        height += 2 * QFontMetrics(serif(_QUOTE)).height()
        return QSize(1, height + 3 * GAP + 2 * INNER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one request."""
        request, theme = index.data(REQUEST_ROLE), self._look.theme
        if not isinstance(request, Request):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, option, card_of(option), theme)
        side = OUTER + INNER
        inner = QRect(option.rect).adjusted(side, INNER - 1, -side, 0)
        painter.setPen(theme.text)
        inner = draw_line(painter, inner, request.pair.target, sans(NORMAL, bold=True))
        self._paint_dot(painter, inner, index.data(URGENCY_ROLE))
        is_late = index.data(URGENCY_ROLE) is Urgency.OVERDUE
        painter.setPen(theme.ink(Tag.ALLEGATION) if is_late else theme.muted)
        state = inner.adjusted(int(_DOT) + 6, 0, 0, 0)
        below = draw_line(painter, state, index.data(STATE_ROLE), sans(SMALL, bold=is_late))
        inner.setTop(below.top())
        painter.setPen(theme.text)
        height = draw_title(painter, inner, request.pair.claim.quote, serif(_QUOTE))
        inner.setTop(inner.top() + height + GAP)
        painter.setPen(theme.muted)
        draw_line(painter, inner, request.article.title, sans(SMALL))
        painter.restore()

    def _paint_dot(self, painter: QPainter, line: QRect, urgency: Urgency) -> None:
        theme = self._look.theme
        late = urgency is Urgency.OVERDUE
        ink = theme.ink(Tag.ALLEGATION) if late else theme.muted
        height = QFontMetrics(sans(SMALL)).height()
        dot = QRectF(line.left() + 0.5, line.top() + (height - _DOT) / 2, _DOT, _DOT)
        painter.setPen(QPen(ink, 1.4))
        is_filled = urgency in {Urgency.OVERDUE, Urgency.ANSWERED}
        painter.setBrush(ink if is_filled else Qt.BrushStyle.NoBrush)
        if urgency is Urgency.NOT_ASKED:
            painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DotLine))
        painter.drawEllipse(dot)


class RequestList(CardList):
    """The list of requests; Enter goes to the text, L writes the letter, Y says who was asked."""

    enter_pressed = Signal()
    letter_pressed = Signal()
    asked_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("responsesList")
        self.setAccessibleName(self.tr("Who still has to be heard"))
        self.setItemDelegate(RequestRow(look, self))
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the list's own keys mean."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() in ENTER:
            self.enter_pressed.emit()
        elif is_plain and event.text().casefold() == "l":
            self.letter_pressed.emit()
        elif is_plain and event.text().casefold() == "y":
            self.asked_pressed.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a letter is a command here, or means nothing."""
