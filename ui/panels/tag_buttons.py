"""The four tags as buttons, each with its badge."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.models.wording import told
from ui.panels.flow import FlowLayout
from ui.panels.shapes import chip
from ui.reading.badges import SIZE, draw_badge
from ui.theme import Look, Theme

_SHARP = 3
"""Pixels of an icon for each of the window's, enough for every screen."""


class TagButtons(QWidget):
    """Which tags a claim carries; a click adds one or takes it away."""

    def __init__(self, look: Look, toggle: Callable[[Tag], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._toggle = toggle
        self._buttons = {tag: self._button(tag) for tag in Tag}
        layout = FlowLayout(self, gap=6)
        for button in self._buttons.values():
            layout.addWidget(button)
        look.changed.connect(self._draw)
        self._draw()

    def load(self, tags: tuple[Tag, ...]) -> None:
        """Show what is stored."""
        for tag, button in self._buttons.items():
            button.setChecked(tag in tags)

    def _button(self, tag: Tag) -> QToolButton:
        title = told(tag)
        button = chip(title[:1].upper() + title[1:], title, self)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(self.tr("Shift+{letter} in the text").format(letter=LOOKS[tag].letter))
        button.clicked.connect(lambda checked: self._clicked(tag, is_on=checked))
        return button

    def _clicked(self, tag: Tag, *, is_on: bool) -> None:
        if not self._toggle(tag):
            self._buttons[tag].setChecked(not is_on)

    def _draw(self) -> None:
        for tag, button in self._buttons.items():
            button.setIcon(badge_icon(tag, self._look.theme))


def badge_icon(tag: Tag, theme: Theme) -> QIcon:
    """Return a tag's badge as an icon."""
    side = int(SIZE) + 3
    pixmap = QPixmap(side * _SHARP, side * _SHARP)
    pixmap.setDevicePixelRatio(_SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_badge(painter, tag, QRectF(1.5, 1.5, SIZE, SIZE), theme)
    painter.end()
    return QIcon(pixmap)
