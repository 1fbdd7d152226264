"""The head of the balance: whose it is in the whole window, and how it is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.keymap import Keymap
from ui.panels.pictures_page import edge_of
from ui.panels.shapes import plain_label, quiet_label
from ui.settings import Settings
from ui.theme import LARGE, sans

_TITLE = 24
_GAP = 4
_NARROW = 200
"""The least width, in pixels; the buttons stand in two lines long before."""
_GREY = "picture_grey"


class BalanceHead(QWidget):
    """Buttons for its scope, tables, the whole window, and what can be done with the whole page.

    `scope_wanted` carries whether it is to be that of the project.
    """

    scope_wanted = Signal(bool)
    tables_wanted = Signal()
    wide_wanted = Signal()
    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, settings: Settings, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._keymap = keymap
        self._is_wide = False
        self._told = ""
        self._title = plain_label(self.tr("Sourcing balance"), wraps=False)
        self._title.setFont(sans(_TITLE, bold=True))
        self._about = quiet_label(wraps=False)
        self._about.setFont(sans(LARGE))
        for label in (self._title, self._about):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.article = self._scope(self.tr("This article"), self.tr("Balance of this article"))
        self.project = self._scope(self.tr("Project"), self.tr("Balance of the whole project"))
        scopes = QButtonGroup(self)
        for button in (self.article, self.project):
            scopes.addButton(button)
        self.article.clicked.connect(lambda: self.scope_wanted.emit(False))
        self.project.clicked.connect(lambda: self.scope_wanted.emit(True))
        self.tables = self._button()
        self.tables.setCheckable(True)
        self.tables.setText(self.tr("Tables"))
        self.tables.setAccessibleName(self.tr("Tables in place of the pictures"))
        self.tables.clicked.connect(self.tables_wanted)
        self.wide = self._button()
        self.wide.clicked.connect(self.wide_wanted)
        self.more = self._button()
        self.more.setText("…")
        self.more.setAccessibleName(self.tr("More about these pictures"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self._lay_out()
        self.show_wide(is_wide=False)
        keymap.changed.connect(self._tell_keys)

    def tell_scope(self, *, is_project: bool) -> None:
        """Say whether it is that of the project."""
        (self.project if is_project else self.article).setChecked(True)

    def tell_about(self, title: str) -> None:
        """Say whose balance it is."""
        from annotator.lettering import plain

        self._told = plain(title)
        self._fit()

    def show_wide(self, *, is_wide: bool) -> None:
        """Say what there is room for, and where the button leads."""
        self._is_wide = is_wide
        self._title.setVisible(is_wide)
        self._about.setVisible(is_wide)
        self._set_edges()
        self._fold()
        self._tell_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand above the pictures, with as much of the title as there is room for."""
        super().resizeEvent(event)
        self._set_edges()
        self._fold()
        self._line.activate()
        self._fit()

    def _fit(self) -> None:
        metrics, right = self._about.fontMetrics(), Qt.TextElideMode.ElideRight
        self._about.setText(metrics.elidedText(self._told, right, self._about.width()))

    def _set_edges(self) -> None:
        edge = edge_of(self.width())
        self._line.setContentsMargins(edge, 24 if self._is_wide else 10, edge, 0)
        self._scopes.setContentsMargins(0, 10 if self._is_wide else 0, 0, 0)

    def _tell_keys(self) -> None:
        back = self.tr("Back to the text and all panels ({view.balance_wide})")
        wide = self.tr("Balance in the whole window ({view.balance_wide})")
        words = self._keymap.told(back if self._is_wide else wide)
        self.wide.setToolTip(words)
        self.wide.setAccessibleName(words)
        self.tables.setToolTip(
            self._keymap.told(self.tr("Tables in place of the pictures ({balance.table})"))
        )

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("chip", True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _scope(self, words: str, spoken: str) -> QToolButton:
        button = self._button()
        button.setCheckable(True)
        button.setText(words)
        button.setAccessibleName(spoken)
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Save picture…"), self.save_wanted.emit)
        menu.addAction(self.tr("Copy numbers"), self.copy_wanted.emit)
        menu.addSeparator()
        grey = menu.addAction(self.tr("In grey, for print"))
        grey.setCheckable(True)
        grey.setChecked(self._settings.flag(_GREY))
        grey.toggled.connect(lambda is_on: self._settings.remember(_GREY, is_on))
        return menu

    def _lay_out(self) -> None:
        self._scopes = QHBoxLayout()
        self._scopes.setSpacing(_GAP)
        for button in (self.article, self.project):
            self._scopes.addWidget(button)
        self._scopes.addStretch(1)
        titles = QVBoxLayout()
        titles.setSpacing(3)
        for label in (self._title, self._about):
            titles.addWidget(label)
        titles.addLayout(self._scopes)
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        for button in (self.tables, self.wide, self.more):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setSpacing(_GAP)
        self._line.addLayout(titles, 1)
        self._line.addLayout(buttons)
        self.setMinimumWidth(_NARROW)

    def _fold(self) -> None:
        """Say less on a button, then put some below the others, where they have no room."""
        directions = QBoxLayout.Direction
        self._say_wide(is_short=False)
        is_narrow = not self._has_room()
        if is_narrow:
            self._say_wide(is_short=True)
        is_folded = is_narrow and not self._has_room()
        self._line.setDirection(directions.TopToBottom if is_folded else directions.LeftToRight)

    def _has_room(self) -> bool:
        buttons = (self.article, self.project, self.tables, self.wide, self.more)
        gaps = (len(buttons) - 1) * _GAP + 2 * edge_of(self.width())
        return sum(button.sizeHint().width() for button in buttons) + gaps <= self.width()

    def _say_wide(self, *, is_short: bool) -> None:
        wide = self.tr("Wide") if is_short else self.tr("Whole window")
        self.wide.setText(self.tr("Back") if self._is_wide else wide)


def is_grey(settings: Settings) -> bool:
    """Return whether pictures are saved and copied in grey."""
    return settings.flag(_GREY)
