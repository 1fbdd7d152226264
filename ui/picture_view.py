"""One picture of the core in the window: each mark tells what it is, and leads to its claims."""

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.pictures import Mark, Picture
from ui.models.wording import plain_tip
from ui.panels.fields import ENTER
from ui.pictures import draw
from ui.theme import Look

_AROUND = 3
"""Pixels between a mark and the line around it, where the picture has room for them."""
_NOTHING = Picture(0, 0, (), "")
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class PictureView(QWidget):
    """Shows a picture at the width that it was laid out for, in the colors of the theme.

    `chosen` carries the mark that was clicked on or entered, `reached` the place of the one that
    the keys came to, `told` what a screen reader is to say of it; `asked` tells that somebody
    wants to know what the picture means.
    """

    chosen = Signal(object)
    reached = Signal(QRect)
    told = Signal(str)
    asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self.picture = _NOTHING
        self._look = look
        self._at: int | None = None
        self._hovered: Mark | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def mark(self) -> Mark | None:
        """Return the mark that the keys are on."""
        return None if self._at is None else self.picture.marks[self._at]

    def show_picture(self, picture: Picture) -> None:
        """Show a picture in place of the one before; keys and mouse stay on what they were on."""
        shown, before, number = self.picture, self.mark, self._at
        self.picture = picture
        self._at = _same(picture, before, number)
        self.setFixedHeight(ceil(picture.height))
        self._hover(self._under_mouse())
        if (picture.shapes, picture.marks) != (shown.shapes, shown.marks):
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        return QSize(ceil(self.picture.width), ceil(self.picture.height))

    def place_of(self, mark: Mark) -> QRect:
        """Return the rectangle around all places of a mark, with the line around them."""
        whole = QRectF()
        for place in self._places(mark):
            whole |= place
        return whole.toAlignedRect().adjusted(-1, -1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, then the lines around what is under the mouse and under the keys."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        draw(painter, self.picture, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hovered and self._hovered.leads and self._hovered is not self.mark:
            self._outline(painter, self._hovered, QPen(theme.muted, 1))
        if self.mark and self.hasFocus():
            # On paper, so that it is seen around a bar of nearly its own color.
            self._outline(painter, self.mark, QPen(theme.paper, 3 + theme.focus_width))
            self._outline(painter, self.mark, QPen(theme.accent, 1 + theme.focus_width))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first mark, by Shift+Tab at the last, or where the keys were before."""
        super().focusInEvent(event)
        if (
            self._at is None
            and self.picture.marks
            and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            is_back = event.reason() == Qt.FocusReason.BacktabFocusReason
            self._at = len(self.picture.marks) - 1 if is_back else 0
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._reach()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no line around the mark any more."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark, and where they lead."""
        key, last = Qt.Key(event.key()), len(self.picture.marks) - 1
        if event.text() == "?":
            self.asked.emit()
        elif last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.go_to(min(max((-1 if self._at is None else self._at) + _STEPS[key], 0), last))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if key == Qt.Key.Key_Home else last)
        elif key in ENTER and self.mark:
            self.chosen.emit(self.mark)
        else:
            super().keyPressEvent(event)

    def go_to(self, number: int) -> None:
        """Put the keys on a mark by its number."""
        self._at = number
        self._reach()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keys on the mark under the mouse."""
        mark = self._mark_at(event.position())
        if mark and event.button() == Qt.MouseButton.LeftButton:
            self._at = self._number_of(mark)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead on from the mark that was pressed."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.mark and self._mark_at(event.position()) is self.mark:
            self.chosen.emit(self.mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which mark is under the mouse."""
        self._hover(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show that no mark is."""
        super().leaveEvent(event)
        self._hover(None)

    def event(self, event: QEvent) -> bool:
        """Tell of the mark under the mouse what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark_at(QPointF(event.pos()))
            if mark:
                tip = plain_tip(mark.name)
                QToolTip.showText(event.globalPos(), tip, self, self.place_of(mark))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _reach(self) -> None:
        if self.mark:
            self.told.emit(self.mark.name)
            self.reached.emit(self.place_of(self.mark))

    def _hover(self, mark: Mark | None) -> None:
        if mark is not self._hovered:
            self._hovered = mark
            leads = mark is not None and mark.leads
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def _under_mouse(self) -> Mark | None:
        if not self.underMouse():
            return None
        return self._mark_at(QPointF(self.mapFromGlobal(self.cursor().pos())))

    def _mark_at(self, point: QPointF) -> Mark | None:
        return self.picture.mark_at(point.x(), point.y())

    def _number_of(self, mark: Mark) -> int:
        return next(n for n, one in enumerate(self.picture.marks) if one is mark)

    def _places(self, mark: Mark) -> list[QRectF]:
        """Return where a mark is, a little larger, and within the picture."""
        room = QRectF(1, 1, self.picture.width - 2, self.picture.height - 2)
        around = (-_AROUND, -_AROUND, _AROUND, _AROUND)
        places = (QRectF(box.x, box.y, box.width, box.height) for box in mark.places)
        return [place.adjusted(*around) & room for place in places]

    def _outline(self, painter: QPainter, mark: Mark, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in self._places(mark):
            painter.drawRoundedRect(place, 4, 4)


def _same(picture: Picture, before: Mark | None, number: int | None) -> int | None:
    """Return which mark is the one that the keys were on: of its name, or in its place."""
    if before is None or number is None or not picture.marks:
        return None
    marks = picture.marks
    if number < len(marks) and marks[number].name == before.name:
        return number
    named = (n for n, mark in enumerate(marks) if mark.name == before.name)
    behind = (n for n, mark in enumerate(marks) if before.claims and mark.claims == before.claims)
    return next(named, next(behind, min(number, len(marks) - 1)))
