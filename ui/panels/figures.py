"""Numbers that are buttons: a large one on a card, and a row with a thin bar."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.vocabulary import Tag
from ui.models.wording import plain_tip
from ui.panels.fields import ENTER
from ui.reading.badges import SIZE, draw_badge
from ui.theme import NORMAL, SMALL, Look, sans

NUMERAL = 20
PAD = 10
COLUMN = 56
"""Width of a column of numbers."""
BAR = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClaimsButton(QAbstractButton):
    """A button, painted flat, that leads to the claims which a number is made of."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.subject = ""
        self.claims: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def lead(self, subject: str, words: str, claims: tuple[str, ...]) -> None:
        """Lead to claims by the name of a subject, or nowhere without any; `words` are spoken."""
        self.subject, self.claims = subject, claims
        self.setText(words)
        self.setAccessibleName(words)
        self.setEnabled(bool(claims))
        self.setCursor(Qt.CursorShape.PointingHandCursor if claims else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the claims on Enter, too."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _frame(self, painter: QPainter, border: QColor | None) -> None:
        """Draw the ground: a line around where there is one, and what hover and focus change."""
        theme = self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setBrush(theme.chrome)
        color = theme.accent if self.hasFocus() else border
        painter.setPen(QPen(color, 1) if color else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)


class Figure(ClaimsButton):
    """One number on a card, with what it counts."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._number = self._caption = self._detail = ""
        self._is_loud = False

    def show_number(
        self, number: str, caption: str, detail: str, *, is_loud: bool = False
    ) -> None:
        """Show a number; a loud one is in the ink of allegations."""
        self._number, self._caption, self._detail = number, caption, detail
        self._is_loud = is_loud
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for three lines."""
        lines = [_height(sans(NUMERAL, bold=True)), _height(sans(NORMAL)), _height(sans(SMALL))]
        return QSize(136, sum(lines) + 2 * PAD)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which every word can still be read."""
        return QSize(110, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number above its words."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        self._frame(painter, theme.lines)
        ink = theme.ink(Tag.ALLEGATION) if self._is_loud else theme.text
        top = PAD - 1
        for words, font, color in (
            (self._number, sans(NUMERAL, bold=True), ink),
            (self._caption, sans(NORMAL), theme.text),
            (self._detail, sans(SMALL), theme.muted),
        ):
            line = QRect(PAD, top, self.width() - 2 * PAD, _height(font))
            _draw(painter, line, words, font, color)
            top = line.bottom() + 1


class BarRow(ClaimsButton):
    """A name with its claims and words, and a bar below where shares are meant."""

    def __init__(self, look: Look, tag: Tag | None = None) -> None:
        super().__init__(look)
        self.setObjectName(tag.name.lower() if tag else "")
        self._name = ""
        self._tag = tag
        self._numbers = ("", "")
        self._share: float | None = None
        self._is_hollow = False

    def show_row(self, name: str, numbers: tuple[int, int], share: float | None) -> None:
        """Show claims and words of a tag or a side; None for `share` draws no bar."""
        self._name, self._share = name, share
        self._numbers = (str(numbers[0]), str(numbers[1]))
        self.setToolTip(plain_tip(name))
        self.updateGeometry()
        self.update()

    def set_hollow(self, *, is_hollow: bool) -> None:
        """Draw the bar in outline, for what nobody knows."""
        self._is_hollow = is_hollow

    def sizeHint(self) -> QSize:
        """Return the room for a line and a bar."""
        bar = 0 if self._share is None else BAR + 5
        return QSize(240, _height(sans(NORMAL)) + 10 + bar)

    def minimumSizeHint(self) -> QSize:
        """Return the size at which the numbers still stand beside a name."""
        return QSize(2 * COLUMN + 90, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw badge, name and numbers in one line, the bar below."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        self._frame(painter, None)
        left, height = PAD, _height(sans(NORMAL))
        if self._tag:
            top = 5 + (height - SIZE) / 2
            draw_badge(painter, self._tag, QRectF(left, top, SIZE, SIZE), theme)
            left += round(SIZE) + 8
        right = self.width() - PAD
        name = QRect(left, 5, right - 2 * COLUMN - left, height)
        _draw(painter, name, self._name, sans(NORMAL), theme.text)
        claims = QRect(right - 2 * COLUMN, 5, COLUMN, height)
        _draw(painter, claims, self._numbers[0], sans(NORMAL), theme.muted, _RIGHT)
        words = QRect(right - COLUMN, 5, COLUMN, height)
        _draw(painter, words, self._numbers[1], sans(NORMAL), theme.text, _RIGHT)
        if self._share is not None:
            self._draw_bar(painter, QRectF(left, 8 + height, right - left, BAR))

    def _draw_bar(self, painter: QPainter, track: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.lines)
        middle = QRectF(track.left(), track.center().y() - 0.5, track.width(), 1)
        painter.drawRect(middle)
        if not self._share:
            return
        filled = QRectF(track)
        filled.setWidth(max(2.0, track.width() * min(self._share, 1.0)))
        painter.setBrush(theme.ink(self._tag) if self._tag else theme.muted)
        if self._is_hollow:
            painter.setBrush(theme.paper)
            painter.setPen(QPen(theme.muted, 1))
            filled = filled.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRect(filled)


class ColumnHeads(QWidget):
    """The title of some rows, and what their two numbers count."""

    def __init__(self, look: Look, title: str, columns: tuple[str, str]) -> None:
        super().__init__()
        self._look = look
        self._title, self._columns = title, columns
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room for one line."""
        return QSize(240, _height(sans(NORMAL)) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title at the left, the columns' names above their numbers."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        right, height = self.width() - PAD, self.height()
        title = QRect(PAD, 0, right - 2 * COLUMN - PAD, height)
        _draw(painter, title, self._title, sans(NORMAL, bold=True), theme.text)
        for n, name in enumerate(self._columns):
            column = QRect(right - (2 - n) * COLUMN, 0, COLUMN, height)
            _draw(painter, column, name, sans(SMALL), theme.muted, _RIGHT)


def _height(font: QFont) -> int:
    return QFontMetrics(font).height() + 2


def _draw(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    color: QColor,
    alignment: Qt.AlignmentFlag = _LEFT,
) -> None:
    """Draw words on one line, as much of them as there is room for."""
    font.setFeature(QFont.Tag("tnum"), 1)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, alignment, shown)
