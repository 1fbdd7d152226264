"""The head of the balance: whose it is in the whole window, and how it is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.keymap import Keymap
from ui.panels.pictures_page import edge_of
from ui.panels.shapes import plain_label, quiet_label
from ui.settings import Settings
from ui.theme import LARGE, sans

_TITLE = 24
_GREY = "picture_grey"


class BalanceHead(QWidget):
    """Buttons for tables, the whole window, and what can be done with the whole page."""

    tables_wanted = Signal()
    wide_wanted = Signal()
    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, settings: Settings, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._keymap = keymap
        self._is_wide = False
        self._article = ""
        self._title = plain_label(self.tr("Sourcing balance"), wraps=False)
        self._title.setFont(sans(_TITLE, bold=True))
        self._about = quiet_label(wraps=False)
        self._about.setFont(sans(LARGE))
        for label in (self._title, self._about):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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

    def tell_article(self, title: str) -> None:
        """Say whose balance it is."""
        from annotator.lettering import plain

        self._article = plain(title)
        self._fit()

    def show_wide(self, *, is_wide: bool) -> None:
        """Say what there is room for, and where the button leads."""
        self._is_wide = is_wide
        self._title.setVisible(is_wide)
        self._about.setVisible(is_wide)
        self.wide.setText(self.tr("Back") if is_wide else self.tr("Whole window"))
        self._set_edges()
        self._tell_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand above the pictures, with as much of the title as there is room for."""
        super().resizeEvent(event)
        self._set_edges()
        self._line.activate()
        self._fit()

    def _fit(self) -> None:
        metrics, right = self._about.fontMetrics(), Qt.TextElideMode.ElideRight
        self._about.setText(metrics.elidedText(self._article, right, self._about.width()))

    def _set_edges(self) -> None:
        edge = edge_of(self.width())
        self._line.setContentsMargins(edge, 24 if self._is_wide else 10, edge, 0)

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

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Save picture…"), self.save_wanted.emit)
        menu.addAction(self.tr("Copy picture"), self.copy_wanted.emit)
        menu.addSeparator()
        grey = menu.addAction(self.tr("In grey, for print"))
        grey.setCheckable(True)
        grey.setChecked(self._settings.flag(_GREY))
        grey.toggled.connect(lambda is_on: self._settings.remember(_GREY, is_on))
        return menu

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(3)
        titles.addWidget(self._title)
        titles.addWidget(self._about)
        self._line = QHBoxLayout(self)
        self._line.setSpacing(6)
        self._line.addLayout(titles, 1)
        for button in (self.tables, self.wide, self.more):
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def is_grey(settings: Settings) -> bool:
    """Return whether pictures are saved and copied in grey."""
    return settings.flag(_GREY)
