"""The bar above the page: the four tags with their keys."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.actions import Actions
from ui.reading.badges import draw_badge
from ui.theme import SMALL, Look, Theme, sans

_BADGE, _GAP, _CAP = 16, 7, QSize(18, 18)

_FAINT = 0.4
"""How much is seen of a tag that no key can give now."""

COMMAND_OF = {
    Tag.ALLEGATION: "tag.allegation",
    Tag.DENIAL: "tag.denial",
    Tag.OFFICIAL: "tag.official",
    Tag.ANONYMOUS: "tag.anonymous",
}


class TagBar(QWidget):
    """One button a tag: badge, name, key; a click does what the key does."""

    library_wanted = Signal()

    def __init__(self, actions: Actions, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = QToolButton()
        self._library.setObjectName("libraryButton")
        self._library.setText(self.tr("Library"))
        self._library.setToolTip(self.tr("Show the library (Ctrl+1)"))
        self._library.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._library.clicked.connect(self.library_wanted)
        self._library.hide()
        self._buttons: dict[str, TagButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self._library)
        for number, (tag, name) in enumerate(COMMAND_OF.items(), 1):
            button = TagButton(tag, str(number), look)
            button.setToolTip(
                self.tr("{what} (key {n} or {letter})").format(
                    what=LOOKS[tag].title, n=number, letter=LOOKS[tag].letter
                )
            )
            button.clicked.connect(lambda _=False, command=name: actions.run(command))
            row.addWidget(button)
            self._buttons[name] = button
        row.addStretch(1)
        actions.refreshed.connect(lambda: self._enable(actions))

    def show_library_button(self, *, is_wanted: bool) -> None:
        """Offer the library by a button where it has no room of its own."""
        self._library.setVisible(is_wanted)

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave out the names where there is little room."""
        for button in self._buttons.values():
            button.set_compact(is_compact=is_compact)

    def _enable(self, actions: Actions) -> None:
        """Offer what can be done now."""
        for name, button in self._buttons.items():
            button.setEnabled(actions.action(name).isEnabled())


class TagButton(QToolButton):
    """A tag's badge, its name where there is room, and its digit on a quiet key cap."""

    def __init__(self, tag: Tag, digit: str, look: Look) -> None:
        super().__init__()
        self._tag = tag
        self._look = look
        self._is_compact = False
        self.digit = digit
        self.setObjectName(f"tagButton{LOOKS[tag].letter}")
        self.setText(LOOKS[tag].title)
        self.setAccessibleName(LOOKS[tag].title)
        self.setAccessibleDescription(self.tr("Key {n}").format(n=digit))
        self.setAutoRaise(True)
        # The words stay selected and the keys stay with the text.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.update)

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave out the name where there is little room."""
        self._is_compact = is_compact
        self.updateGeometry()
        self.update()

    def cap(self) -> QRectF:
        """Return where the key cap stands."""
        left = (self.width() + self._contents().width()) // 2 - _CAP.width()
        return QRectF(QPoint(left, (self.height() - _CAP.height()) // 2), _CAP)

    def sizeHint(self) -> QSize:
        """Return the room for everything that is shown."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        kind = QStyle.ContentsType.CT_ToolButton
        return self.style().sizeFromContents(kind, option, self._contents(), self)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing of it can be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of a button, and what stands in it."""
        del event
        painter, option, theme = QStylePainter(self), QStyleOptionToolButton(), self._look.theme
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - self._contents().width()) // 2
        painter.setOpacity(1 if self.isEnabled() else _FAINT)
        badge = QRectF(left, (self.height() - _BADGE) // 2, _BADGE, _BADGE)
        draw_badge(painter, self._tag, badge.adjusted(1.5, 1.5, -1.5, -1.5), theme)
        painter.setFont(self.font())
        painter.setPen(theme.text)
        if not self._is_compact:
            name = self.rect().adjusted(left + _BADGE + _GAP, 0, 0, 0)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self.text())
        self._draw_cap(painter, theme)

    def _draw_cap(self, painter: QPainter, theme: Theme) -> None:
        cap = self.cap()
        painter.setPen(theme.lines)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
        painter.setPen(theme.muted)
        painter.setFont(sans(SMALL))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.digit)

    def _contents(self) -> QSize:
        metrics = self.fontMetrics()
        name = 0 if self._is_compact else metrics.horizontalAdvance(self.text()) + _GAP
        return QSize(_BADGE + name + _GAP + _CAP.width(), max(_CAP.height(), metrics.height()))
