"""Every key that the program knows, on one sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.actions import COMMANDS, GROUPS, Command, told
from ui.keymap import Keymap
from ui.keys import spelled
from ui.panels.shapes import heading, plain_label, quiet_label, scrolled
from ui.window_size import open_at

_COLUMNS = 2


@dataclass(slots=True)
class _Group:
    """A menu of the sheet: its title and the widgets of each of its commands."""

    title: QLabel
    rows: list[tuple[str, list[QWidget]]] = field(default_factory=list)

    def show_matching(self, words: list[str]) -> int:
        """Show the commands that hold all words; return how many."""
        shown = 0
        for text, widgets in self.rows:
            is_shown = all(word in text for word in words)
            shown += is_shown
            for widget in widgets:
                widget.setVisible(is_shown)
        self.title.setVisible(bool(shown))
        return shown


class KeySheet(QDialog):
    """Every command that has a key, by menu; typing looks for one."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.setObjectName("keySheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.search = QLineEdit()
        self.search.setObjectName("keySearch")
        self.search.setPlaceholderText(self.tr("Find a command or a key"))
        self.search.setAccessibleName(self.tr("Find a command or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        self._groups: list[_Group] = []
        self._nothing = quiet_label(self.tr("No command has these words."))
        self._nothing.hide()
        note = quiet_label(self.tr("Single keys work in the text and in the table of claims."))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self._sheet(), 1)
        column.addWidget(note)
        open_at(self, 860, 730)

    def _sheet(self) -> QScrollArea:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(36)
        for menus in self._halves():
            side = QVBoxLayout()
            side.setSpacing(2)
            for menu in menus:
                side.addWidget(self._menu(menu))
            side.addStretch(1)
            columns.addLayout(side, 1)
        return scrolled(inside)

    def _menu(self, menu: str) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        title = heading(told(menu).upper())
        grid.addWidget(title, 0, 0, 1, 2)
        group = _Group(title)
        for row, command in enumerate(self._with_keys(menu), 1):
            name = plain_label(told(command.title))
            keys = list(dict.fromkeys(map(spelled, self._keymap.keys(command.name))))
            shown = quiet_label("   ".join(keys), wraps=False)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 0)
            grid.addWidget(shown, row, 1)
            text = f"{name.text()} {' '.join(keys)} {told(menu)}".casefold()
            group.rows.append((text, [name, shown]))
        self._groups.append(group)
        return part

    def _look_for(self, words: str) -> None:
        wanted = words.casefold().split()
        found = sum(group.show_matching(wanted) for group in self._groups)
        self._nothing.setVisible(not found)

    def _with_keys(self, menu: str) -> list[Command]:
        found = (command for command in COMMANDS if command.menu == menu)
        return [command for command in found if self._keymap.keys(command.name)]

    def _halves(self) -> Iterator[list[str]]:
        """Yield the menus of each column, so that both are about as long."""
        lengths = {menu: len(found) + 2 for menu in GROUPS if (found := self._with_keys(menu))}
        column: list[str] = []
        length = 0
        for menu, more in lengths.items():
            column.append(menu)
            length += more
            if length >= sum(lengths.values()) / _COLUMNS:
                yield column
                column, length = [], 0
        if column:
            yield column
