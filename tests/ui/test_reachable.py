"""Everything by keyboard, and everything named: the whole window, every panel, every dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from tests.ui.everything import actions_of, greek_project, screens
from tests.ui.seat import seated
from ui.actions import COMMANDS, MENUS
from ui.palette_entries import entries

HELD = {"read.hide"}
"""What lasts as long as its key is held: no menu can be."""


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader calls a control."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    is_inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and not is_inner


def is_part_of_another(widget: QWidget) -> bool:
    """Return whether a widget is the inside of a control, which has the name."""
    parent = widget.parentWidget()
    return parent is not None and (
        (isinstance(parent, QAbstractScrollArea) and widget is parent.viewport())
        or parent.focusProxy() is widget
    )


@pytest.mark.slow
def test_every_control_that_takes_the_keys_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    project = greek_project(tmp_path / "δήμος.onrecord")
    file = tmp_path / "άλλο2.txt"
    file.write_text("Τρίτο\n\nΚείμενο τρίτο.\n", encoding="utf-8")
    nameless: set[str] = set()
    named: set[str] = set()
    for reviewer in seated(qtbot, project):
        for screen, top in screens(reviewer, file):
            for widget in top.findChildren(QWidget):
                if takes_keys(widget) and not is_part_of_another(widget):
                    kind = type(widget).__name__
                    name = spoken_name(widget).strip()
                    is_named = bool(name) and name not in {kind, widget.metaObject().className()}
                    told = f"{screen}: {kind} {widget.objectName()!r} {name!r}"
                    (named if is_named else nameless).add(told)
    assert not nameless, "\n".join(sorted(nameless))
    assert len(named) > 60


def test_every_command_is_bound_titled_and_in_a_menu_and_in_the_palette(desk: Reviewer) -> None:
    window = desk.window
    bound = {c.name: action for c, action in window.actions_.bound()}
    assert [command.name for command in COMMANDS if command.name not in bound] == []
    titles = {entry.command: entry.title for entry in entries(window, "")}
    menus = [m for m in window.menuBar().findChildren(QMenu) if m.title() in MENUS]
    in_menus = {action for menu in menus for action in actions_of(menu)}
    for command in COMMANDS:
        assert bound[command.name].text().partition("\t")[0] == command.title
        assert (bound[command.name] in in_menus) == (command.name not in HELD)
        assert titles.get(command.name) == command.title or command.name == "palette.open"


def test_every_menu_action_has_a_title(desk: Reviewer) -> None:
    for menu in (*desk.window.menuBar().findChildren(QMenu), desk.window.library.menu()):
        assert all(action.text() for action in actions_of(menu))
