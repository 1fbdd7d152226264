"""The small bar that stands below words chosen with the mouse: the four tags, one click each."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.actions import Actions
from ui.keys import spelled
from ui.models.wording import told
from ui.reading.badges import badge_icon
from ui.reading.view import ArticleView
from ui.tag_bar import tip_of
from ui.theme import Look

COMMANDS: dict[Tag | None, str] = {
    Tag.ALLEGATION: "tag.allegation",
    Tag.DENIAL: "tag.denial",
    Tag.OFFICIAL: "tag.official",
    Tag.ANONYMOUS: "tag.anonymous",
    None: "tag.none",
}
_BELOW = 14


class MiniBar(QFrame):
    """Comes when the mouse lets go of words, and goes with the next key, click, scroll or mark.

    That the mouse passes over claims on its way here is none of these.
    """

    def __init__(self, view: ArticleView, actions: Actions, look: Look) -> None:
        super().__init__(view.viewport())
        self.setObjectName("miniBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._view = view
        self._look = look
        self._buttons: dict[Tag | None, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(1)
        for tag, command in COMMANDS.items():
            button = QToolButton()
            title = told(LOOKS[tag].title) if tag else self.tr("Claim without a tag")
            button.setObjectName(f"miniBar{LOOKS[tag].letter if tag else 0}")
            button.setAccessibleName(title)
            button.setAutoRaise(True)
            # The words stay selected and the keys stay with the text.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _=False, name=command: actions.run(name))
            row.addWidget(button)
            self._buttons[tag] = button
        view.words_chosen.connect(self._come)
        for signal in (view.left_alone, view.scrolled, view.placed_anew):
            signal.connect(self.hide)
        look.changed.connect(self._paint)
        self._keymap = actions.keymap
        self._keymap.changed.connect(self._tell_keys)
        self._tell_keys()
        self._paint()
        self.hide()

    def _come(self, point: QPoint) -> None:
        """Stand below the mouse, within the page."""
        self.adjustSize()
        port = self._view.viewport()
        x = min(max(point.x() - self.width() // 2, 2), port.width() - self.width() - 2)
        y = point.y() + _BELOW + round(self._view.setting.pitch / 3)
        if y + self.height() > port.height():
            y = point.y() - self.height() - _BELOW - round(self._view.setting.pitch / 3)
        self.move(x, y)
        self.show()
        self.raise_()

    def _tell_keys(self) -> None:
        for tag, button in self._buttons.items():
            keys = [spelled(key) for key in self._keymap.keys(COMMANDS[tag])]
            button.setToolTip(tip_of(button.accessibleName(), keys))

    def _paint(self) -> None:
        for tag, button in self._buttons.items():
            button.setIcon(badge_icon(tag, self._look.theme))
