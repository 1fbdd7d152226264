"""Drawing a picture of the core in the colors of a theme."""

from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from annotator.palette import HATCHES, SIDES
from annotator.pictures import (
    SOLID,
    Anchor,
    Fill,
    Ink,
    Line,
    Path,
    Picture,
    Rect,
    SideInk,
    Text,
    Tint,
)
from ui.theme import Theme, sans


def color_of(fill: Fill, theme: Theme) -> QColor:
    """Return what a fill looks like in a theme."""
    if isinstance(fill, Tint):
        return theme.tint(fill.tag)
    if isinstance(fill, Ink):
        return theme.ink(fill.tag)
    if isinstance(fill, SideInk):
        return QColor(SIDES[fill.number % len(SIDES)][theme.is_dark])
    color: QColor = getattr(theme, fill.value)
    return color


def draw(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """Draw a picture with its top left corner at the painter's origin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.every_shape:
        if isinstance(shape, Rect):
            _draw_rect(painter, shape, theme)
        elif isinstance(shape, Line):
            painter.setPen(_pen(shape, shape.stroke, theme))
            painter.setOpacity(shape.opacity)
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
            painter.setOpacity(1)
        elif isinstance(shape, Path):
            _draw_path(painter, shape, theme)
        else:
            _draw_text(painter, shape, theme)
    painter.restore()


def _draw_rect(painter: QPainter, shape: Rect, theme: Theme) -> None:
    rect = QRectF(shape.x, shape.y, shape.width, shape.height)
    color = color_of(shape.fill, theme)
    hatch = QBrush()
    if shape.hatch != SOLID:
        scale = painter.device().devicePixelRatioF()
        hatch = QBrush(_hatched(shape.hatch, theme.paper.rgb(), scale))
    if not shape.radius:  # of which there are hundreds
        painter.fillRect(rect, color)
        if shape.hatch != SOLID:
            painter.fillRect(rect, hatch)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, shape.radius, shape.radius)
    if shape.hatch != SOLID:
        painter.setBrush(hatch)
        painter.drawRoundedRect(rect, shape.radius, shape.radius)


@cache
def _hatched(name: str, color: int, scale: float) -> QPixmap:
    """Return one square of a hatch, sharp on a screen with so many pixels for each of ours."""
    hatch = HATCHES[name]
    pixels = round(hatch.side * scale)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels / hatch.side, pixels / hatch.side)
    pen = QPen(QColor(color), hatch.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(*stroke) for stroke in hatch.strokes])
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def _draw_path(painter: QPainter, shape: Path, theme: Theme) -> None:
    path = QPainterPath(QPointF(*shape.start))
    for step in shape.steps:
        points = [QPointF(x, y) for x, y in zip(step[::2], step[1::2], strict=True)]
        if len(points) == 1:
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
    if shape.is_closed:
        path.closeSubpath()
    painter.setPen(_pen(shape, shape.stroke, theme) if shape.stroke else Qt.PenStyle.NoPen)
    painter.setBrush(color_of(shape.fill, theme) if shape.fill else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _draw_text(painter: QPainter, shape: Text, theme: Theme) -> None:
    font = sans(shape.size, bold=shape.is_bold)
    before = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[shape.anchor]
    width = QFontMetricsF(font).horizontalAdvance(shape.words)
    painter.setFont(font)
    painter.setPen(color_of(shape.fill, theme))
    painter.drawText(QPointF(shape.x - before * width, shape.y), shape.words)


def _pen(shape: Line | Path, stroke: Fill, theme: Theme) -> QPen:
    pen = QPen(color_of(stroke, theme), shape.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if shape.dashes:
        # Qt counts dashes in widths of the pen.
        pen.setDashPattern([dash / shape.width for dash in shape.dashes])
    return pen
