"""The bar above the page: the four tags with their keys."""

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
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
from ui.keys import spelled
from ui.models.wording import told
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
        self._library.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._library.clicked.connect(self.library_wanted)
        self._library.hide()
        self._buttons: dict[str, TagButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self._library)
        for tag, name in COMMAND_OF.items():
            button = TagButton(tag, look)
            button.clicked.connect(lambda _=False, command=name: actions.run(command))
            row.addWidget(button)
            self._buttons[name] = button
        row.addStretch(1)
        self._palette = QToolButton()
        self._palette.setObjectName("paletteButton")
        self._palette.setAutoRaise(True)
        self._palette.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._palette.setAccessibleName(self.tr("Command palette"))
        self._palette.clicked.connect(lambda: actions.run("palette.open"))
        row.addWidget(self._palette)
        self._keymap = actions.keymap
        self._keymap.changed.connect(self._tell_keys)
        self._tell_keys()
        actions.refreshed.connect(lambda: self._enable(actions))

    def _tell_keys(self) -> None:
        words = self.tr("Show the library ({key})")
        self._library.setToolTip(words.format(key=self._keymap.spelled("pane.library")))
        for name, button in self._buttons.items():
            button.set_keys([spelled(key) for key in self._keymap.keys(name)])
        keys = [spelled(key) for key in self._keymap.keys("palette.open")]
        self._palette.setToolTip(tip_of(self._palette.accessibleName(), keys))
        # The key alone: with words the bar would take its room from the panels.
        self._palette.setText("".join(keys[:1]) or self.tr("Command"))

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
    """A tag's badge, its name where there is room, and its first key on a quiet key cap."""

    def __init__(self, tag: Tag, look: Look) -> None:
        super().__init__()
        self._tag = tag
        self._look = look
        self._is_compact = False
        self.key = ""
        self.setObjectName(f"tagButton{LOOKS[tag].letter}")
        self.setText(told(LOOKS[tag].title))
        self.setAccessibleName(self.text())
        self.setAutoRaise(True)
        # The words stay selected and the keys stay with the text.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.update)

    def set_keys(self, keys: list[str]) -> None:
        """Show the first of a tag's keys, and tell of all."""
        self.key = keys[0] if keys else ""
        self.setToolTip(tip_of(self.text(), keys))
        self.setAccessibleDescription(self.tr("Key {n}").format(n=self.key) if keys else "")
        self.updateGeometry()
        self.update()

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave out the name where there is little room."""
        self._is_compact = is_compact
        self.updateGeometry()
        self.update()

    def cap(self) -> QRectF:
        """Return where the key cap stands."""
        size = self._cap_size()
        left = (self.width() + self._contents().width()) // 2 - size.width()
        return QRectF(QPoint(left, (self.height() - size.height()) // 2), size)

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
        if not self.key:
            return
        cap = self.cap()
        painter.setPen(theme.lines)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
        painter.setPen(theme.muted)
        painter.setFont(sans(SMALL))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)

    def _contents(self) -> QSize:
        metrics = self.fontMetrics()
        name = 0 if self._is_compact else metrics.horizontalAdvance(self.text()) + _GAP
        cap = self._cap_size()
        gap = _GAP if cap.width() else 0
        return QSize(_BADGE + name + gap + cap.width(), max(cap.height(), metrics.height()))

    def _cap_size(self) -> QSize:
        """Return the room of the key cap: none where the tag has no key."""
        if not self.key:
            return QSize(0, _CAP.height())
        words = QFontMetrics(sans(SMALL)).horizontalAdvance(self.key) + 8
        return QSize(max(_CAP.width(), words), _CAP.height())


def tip_of(what: str, keys: list[str]) -> str:
    """Return what a button does, with the keys that do the same."""
    words = QCoreApplication.translate("TagBar", "{what} (key {keys})") if keys else "{what}"
    either = QCoreApplication.translate("TagBar", " or ")
    return words.format(what=what, keys=either.join(keys))
