"""The bar above the page: the four tags with their keys."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.actions import Actions
from ui.reading.badges import SIZE, draw_badge
from ui.theme import Look, Theme

COMMAND_OF = {
    Tag.ALLEGATION: "tag.allegation",
    Tag.DENIAL: "tag.denial",
    Tag.OFFICIAL: "tag.official",
    Tag.ANONYMOUS: "tag.anonymous",
}


class TagBar(QWidget):
    """One button a tag: badge, name, key; a click does what the key does."""

    def __init__(self, actions: Actions, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[Tag, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        for number, (tag, name) in enumerate(COMMAND_OF.items(), 1):
            button = QToolButton()
            button.setObjectName(f"tagButton{LOOKS[tag].letter}")
            button.setText(f"{LOOKS[tag].title}  {number}")
            button.setToolTip(
                self.tr("{what} (key {n} or {letter})").format(
                    what=LOOKS[tag].title, n=number, letter=LOOKS[tag].letter
                )
            )
            button.setAccessibleName(LOOKS[tag].title)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            # The words stay selected and the keys stay with the text.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _=False, command=name: actions.run(command))
            row.addWidget(button)
            self._buttons[tag] = button
        row.addStretch(1)
        look.changed.connect(self._paint)
        self._paint()

    def set_compact(self, *, is_compact: bool) -> None:
        """Show the badges alone where there is little room."""
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if is_compact else style.ToolButtonTextBesideIcon
            )

    def _paint(self) -> None:
        for tag, button in self._buttons.items():
            button.setIcon(badge_icon(tag, self._look.theme))


def badge_icon(tag: Tag | None, theme: Theme) -> QIcon:
    """Return a tag's badge as an icon, sharp on dense screens."""
    scale = 3
    pixmap = QPixmap(16 * scale, 16 * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(scale)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = (16 - SIZE) / 2 + 1
    rect = pixmap.rect().toRectF()
    rect.setSize(rect.size() / scale)
    draw_badge(painter, tag, rect.adjusted(inset, inset, -inset, -inset), theme)
    painter.end()
    return QIcon(pixmap)
