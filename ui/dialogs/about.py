"""What the program is, and every key it knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from ui.actions import COMMANDS, MENUS, Command
from ui.panels.shapes import heading, plain_label, quiet_label
from ui.theme import serif

_COLUMNS = 2


class AboutDialog(QDialog):
    """Name, version, license, and what it does not do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About On Record"))
        name = plain_label(self.tr("On Record"))
        name.setFont(serif(26, bold=True))
        version = quiet_label(self.tr("Version {version}").format(version=__version__))
        does = plain_label(
            self.tr("Mark who claims what in a news story, and report how it is sourced.")
        )
        keeps = plain_label(
            self.tr(
                "It sends nothing anywhere: no telemetry, no update check. Articles and marks "
                "stay in project files on this computer."
            )
        )
        free = quiet_label(
            self.tr(
                "Free software under the MIT license. Source Serif 4 and Inter under the SIL "
                "Open Font License; Qt for Python under the LGPL."
            )
        )
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 18)
        column.setSpacing(10)
        column.addWidget(name)
        column.addWidget(version)
        column.addSpacing(6)
        for label in (does, keeps, free):
            column.addWidget(label)
        column.addSpacing(10)
        column.addStretch(1)
        column.addWidget(box)
        self.setMinimumWidth(430)


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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.resize(860, 730)

    def _sheet(self) -> QScrollArea:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(36)
        for menus in _halves():
            side = QVBoxLayout()
            side.setSpacing(2)
            for menu in menus:
                side.addWidget(self._menu(menu))
            side.addStretch(1)
            columns.addLayout(side, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _menu(self, menu: str) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        title = heading(menu.upper())
        grid.addWidget(title, 0, 0, 1, 2)
        group = _Group(title)
        for row, command in enumerate(_with_keys(menu), 1):
            name = plain_label(QCoreApplication.translate("Actions", command.title))
            keys = [spelled(key) for key in command.keys]
            shown = quiet_label("   ".join(keys), wraps=False)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 0)
            grid.addWidget(shown, row, 1)
            text = f"{name.text()} {' '.join(keys)} {menu}".casefold()
            group.rows.append((text, [name, shown]))
        self._groups.append(group)
        return part

    def _look_for(self, words: str) -> None:
        wanted = words.casefold().split()
        found = sum(group.show_matching(wanted) for group in self._groups)
        self._nothing.setVisible(not found)


def spelled(key: str) -> str:
    """Return a key as this system shows it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


def _with_keys(menu: str) -> list[Command]:
    return [command for command in COMMANDS if command.menu == menu and command.keys]


def _halves() -> Iterator[list[str]]:
    """Yield the menus of each column, so that both are about as long."""
    menus = [menu for menu in MENUS if _with_keys(menu)]
    total = sum(len(_with_keys(menu)) + 2 for menu in menus)
    column: list[str] = []
    length = 0
    for menu in menus:
        column.append(menu)
        length += len(_with_keys(menu)) + 2
        if length >= total / _COLUMNS:
            yield column
            column, length = [], 0
    if column:
        yield column
