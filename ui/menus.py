"""The menu bar, made of the registry of actions."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from ui.actions import MENUS, PROJECT, VERIFICATION
from ui.main_window import MainWindow


def build(window: MainWindow) -> None:
    """Fill the menu bar from the registry; single keys are shown beside their titles."""
    for title in MENUS:
        menu = window.menuBar().addMenu(title)
        for command, action in window.actions_.in_menu(title):
            if command.name == "read.hide":
                continue  # no menu can be held
            if command.name in {"article.import", "edit.copy", "select.sentence", "view.system"}:
                menu.addSeparator()
            if command.scope.name == "TEXT" and command.keys:
                action.setText(f"{action.text()}\t{command.keys[0]}")
            menu.addAction(action)
            if command.name == "claim.asked":
                within = menu.addMenu(window.tr(VERIFICATION))
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


def _open_recent(window: MainWindow, path: Path) -> None:
    window.open_project(path)
