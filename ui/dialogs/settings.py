"""The settings: three pages, each choice kept as soon as it is made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.settings_files import FilesPage
from ui.dialogs.settings_general import GeneralPage
from ui.dialogs.settings_keys import KeysPage
from ui.keymap import Keymap
from ui.panels.shapes import scrolled
from ui.preferences import Preferences
from ui.settings import Settings
from ui.window_size import open_at


class SettingsDialog(QDialog):
    """General, keys and files; there is nothing to accept, and closing loses nothing."""

    def __init__(
        self,
        preferences: Preferences,
        keymap: Keymap,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.general = GeneralPage(preferences)
        self.keys = KeysPage(keymap)
        self.files = FilesPage(preferences, settings)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("settingsPages")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(self.tr("Pages of the settings"))
        self.tabs.addTab(scrolled(self.general), self.tr("General"))
        self.tabs.addTab(self.keys, self.tr("Keys"))
        self.tabs.addTab(scrolled(self.files), self.tr("Files"))
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 10, 20, 14)
        foot.addWidget(box)
        column.addLayout(foot)
        open_at(self, 620, 560)
        self.general.name.setFocus()

    def show_page(self, name: str) -> None:
        """Turn to a page: general, keys or files."""
        self.tabs.setCurrentIndex(["general", "keys", "files"].index(name))

    def done(self, result: int) -> None:
        """Keep what is being typed, and close."""
        self.general.name.commit()
        super().done(result)
