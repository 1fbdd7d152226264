"""The badges: a letter in a shape, so that color never stands alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.theme import Theme, sans

SIZE = 15.0


def badge_path(badge: str, rect: QRectF) -> QPainterPath:
    """Return the outline of a badge: square, diamond, shield or circle."""
    path = QPainterPath()
    if badge == "circle":
        path.addEllipse(rect)
    elif badge == "diamond":
        grown = rect.adjusted(-1.5, -1.5, 1.5, 1.5)
        center = grown.center()
        corners = [
            QPointF(center.x(), grown.top()),
            QPointF(grown.right(), center.y()),
            QPointF(center.x(), grown.bottom()),
            QPointF(grown.left(), center.y()),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif badge == "shield":
        path.moveTo(rect.topLeft())
        path.lineTo(rect.topRight())
        path.lineTo(rect.right(), rect.top() + rect.height() * 0.6)
        bottom = QPointF(rect.center().x(), rect.bottom() + 1)
        path.quadTo(rect.right(), rect.bottom() - 1, bottom.x(), bottom.y())
        path.quadTo(rect.left(), rect.bottom() - 1, rect.left(), rect.top() + rect.height() * 0.6)
        path.closeSubpath()
    else:
        path.addRoundedRect(rect, 2, 2)
    return path


def draw_badge(painter: QPainter, tag: Tag | None, rect: QRectF, theme: Theme) -> None:
    """Draw the badge of `tag`, a hollow one for a claim with no tag."""
    if tag is None:
        painter.setPen(QPen(theme.muted, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        return
    look = LOOKS[tag]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ink(tag))
    painter.drawPath(badge_path(look.badge, rect))
    painter.setPen(theme.paper)
    painter.setFont(sans(rect.height() * 0.66, bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.letter)


def draw_badges(
    painter: QPainter, tags: tuple[Tag, ...], right: float, top: float, theme: Theme
) -> float:
    """Draw the badges of `tags` side by side up to `right`; return where the first begins."""
    shown: tuple[Tag | None, ...] = tags or (None,)
    left = right - len(shown) * (SIZE + 4) + 4
    for n, tag in enumerate(shown):
        draw_badge(painter, tag, QRectF(left + n * (SIZE + 4), top, SIZE, SIZE), theme)
    return left


def draw_ring(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw the one loud mark: a dashed ring with "?" for an unanswered allegation."""
    ink = theme.ink(Tag.ALLEGATION)
    pen = QPen(ink, 1.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect)
    painter.setPen(ink)
    painter.setFont(sans(rect.height() * 0.66, bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?")
