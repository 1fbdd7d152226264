"""The badges: a letter in a shape, so that color never stands alone."""

from functools import cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.theme import Theme, sans

SIZE = 15.0
_ROOM = 3.0


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
    ink = theme.ink(tag) if tag else theme.muted
    if is_on_paper(painter):
        _draw_shape(painter, tag, rect, ink, theme.paper)
        return
    scale = painter.device().devicePixelRatioF()
    pixmap = _pictured(tag, rect.width(), ink.rgb(), theme.paper.rgb(), scale)
    painter.drawPixmap(QPointF(rect.left() - _ROOM, rect.top() - _ROOM), pixmap)


class PaperImage(QImage):
    """An image of a printed sheet, which is drawn as on paper."""


def is_on_paper(painter: QPainter) -> bool:
    """Return whether a painter prints: pictures made for a screen would be coarse there."""
    return isinstance(painter.device(), QPagedPaintDevice | PaperImage)


@cache
def _pictured(tag: Tag | None, size: float, ink: int, paper: int, scale: float) -> QPixmap:
    """Return a badge with a little room around: it is drawn once, and shown at every frame."""
    whole = ceil((size + 2 * _ROOM) * scale)
    pixmap = QPixmap(whole, whole)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(_ROOM, _ROOM, size, size)
    _draw_shape(painter, tag, rect, QColor(ink), QColor(paper))
    painter.end()
    return pixmap


def _draw_shape(
    painter: QPainter, tag: Tag | None, rect: QRectF, ink: QColor, paper: QColor
) -> None:
    if tag is None:
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(badge_path(LOOKS[tag].badge, rect))
    painter.setPen(paper)
    painter.setFont(sans(rect.width() * 0.66, bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, LOOKS[tag].letter)


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


def badge_icon(tag: Tag | None, theme: Theme) -> QIcon:
    """Return a tag's badge as an icon, sharp on dense screens."""
    ink = theme.ink(tag) if tag else theme.muted
    return QIcon(_pictured(tag, SIZE - 2, ink.rgb(), theme.paper.rgb(), 3))
