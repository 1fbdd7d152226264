"""What is painted in the cells of the claims table: badges, and the sign that filters."""

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.model import Claim
from ui.models.claims import CLAIM_ROLE
from ui.models.table import Index
from ui.panels.delegates import DrawnCell, ThemedDelegate
from ui.reading.badges import SIZE, draw_badges

SIGN, BESIDE = 22, 8
"""How wide the place of the sign is, and what a cell leaves free beside its words."""


class BadgeCell(DrawnCell):
    """Paint a claim's tags as its badges."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then the badges at its left."""
        super().paint(painter, option, index)
        claim = index.data(CLAIM_ROLE)
        if not isinstance(claim, Claim):
            return
        rect = option.rect
        shown = max(1, len(claim.tags))
        right = rect.left() + 6 + shown * (SIZE + 4) - 4
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        top = rect.center().y() - SIZE / 2 + 0.5
        draw_badges(painter, claim.tags, right, top, self._look.theme)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the badges need."""
        claim = index.data(CLAIM_ROLE)
        shown = len(claim.tags) if isinstance(claim, Claim) else 1
        return QSize(
            int(12 + max(1, shown) * (SIZE + 4)), super().sizeHint(option, index).height()
        )


class NamedCell(ThemedDelegate):
    """A name, and under the mouse a sign right of it: a click there shows its claims alone."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the sign."""
        super().initStyleOption(option, index)
        if _is_under_mouse(option):
            swatch = option.decorationSize.width() + BESIDE if not option.icon.isNull() else 0
            room = option.rect.width() - SIGN - BESIDE - swatch
            right = Qt.TextElideMode.ElideRight
            option.text = option.fontMetrics.elidedText(option.text, right, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the name, and the sign where it can be clicked."""
        super().paint(painter, option, index)
        if not _is_under_mouse(option) or not index.data():
            return
        place = sign_of(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.accent, 1.5))
        middle = QPointF(place.center()) + QPointF(0.5, 0.5)
        for half, down in ((5.0, -3.5), (3.0, 0.0), (1.0, 3.5)):
            at = middle + QPointF(0, down)
            painter.drawLine(QLineF(at - QPointF(half, 0), at + QPointF(half, 0)))
        painter.restore()


def _is_under_mouse(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_MouseOver)


def sign_of(cell: QRect) -> QRect:
    """Return where the sign of a cell stands."""
    return QRect(QPoint(cell.right() - SIGN + 1, cell.top()), QSize(SIGN, cell.height()))
