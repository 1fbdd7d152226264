"""The menu bar, made of the registry of actions."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from ui.actions import MENUS, PROJECT, VERIFICATION, told
from ui.main_window import MainWindow


def build(window: MainWindow) -> None:
    """Fill the menu bar from the registry."""
    for title in MENUS:
        menu = window.menuBar().addMenu(told(title))
        menu.setToolTipsVisible(title == PROJECT)  # one says why it cannot be done
        for command, action in window.actions_.in_menu(title):
            if command.name == "read.hide":
                continue  # no menu can be held
            if command.name in {"article.import", "edit.copy", "select.sentence", "view.system"}:
                menu.addSeparator()
            menu.addAction(action)
            if command.name == "claim.asked":
                within = menu.addMenu(told(VERIFICATION))
                within.addActions([action for _, action in window.actions_.in_menu(VERIFICATION)])
            if title == PROJECT and command.name == "project.open":
                recent = menu.addMenu(window.tr("Recent"))
                recent.aboutToShow.connect(partial(_fill_recent, window, recent))


def _fill_recent(window: MainWindow, menu: QMenu) -> None:
    menu.clear()
    for path in window.settings.recent:
        action = menu.addAction(path.stem.replace("&", "&&"))
        action.setToolTip(str(path))
        action.triggered.connect(partial(_open_recent, window, path))
    menu.addSeparator()
    menu.addAction(window.tr("Confidential projects are not listed here")).setEnabled(False)


def _open_recent(window: MainWindow, path: Path) -> None:
    window.open_project(path)
