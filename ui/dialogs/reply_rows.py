"""The rows of a returned report: whose claim, who and when above, the words below."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.models.table import Index
from ui.panels.delegates import ThemedDelegate
from ui.panels.row_cards import GAP, INNER, OUTER, CardList, card_of, draw_line, paint_card
from ui.theme import NORMAL, SMALL, Look, sans


class ReplyRow(ThemedDelegate):
    """Paints what a row says on its two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the place for two lines."""
        height = QFontMetrics(sans(SMALL)).height() + QFontMetrics(sans(NORMAL)).height()
        return QSize(1, height + GAP + 2 * INNER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one reply, or what stands above those about no claim."""
        above, _, words = str(index.data()).partition("\n")
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, option, card_of(option), theme)
        side = OUTER + INNER
        inner = QRect(option.rect).adjusted(side, INNER - 1, -side, 0)
        painter.setPen(theme.muted)
        inner = draw_line(painter, inner, above, sans(SMALL))
        if above:
            painter.setPen(theme.text)
        draw_line(painter, inner, words, sans(NORMAL) if above else sans(SMALL, bold=True))
        painter.restore()


class ReplyList(CardList):
    """The list of replies, the keys of which are the dialog's."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("repliesList")
        self.setAccessibleName(self.tr("Replies"))
        self.setItemDelegate(ReplyRow(look, self))
        self.setUniformItemSizes(True)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: every row begins alike."""
