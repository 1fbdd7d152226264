"""Where a file goes, or the folder of several: its line, what stands there, a folder to make."""

from collections.abc import Sequence
from dataclasses import replace
from os import W_OK, access
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.export.kinds import KINDS
from annotator.exporting import Order, names_of
from annotator.files import is_folder, named
from annotator.model import Article
from annotator.naming import LONGEST_NAME
from annotator.private import make_folder
from ui.dialogs.export_order import is_ours
from ui.dialogs.files import choose_report, choose_report_folder
from ui.panels.shapes import quiet_label
from ui.settings import Settings

_FEW = 500
"""Of so many files it is looked whether they are there already."""


class PlaceChoice(QWidget):
    """The path of one file or folder; says what will be replaced, offers to make a folder."""

    changed = Signal()
    folder_made = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._order = Order(Path())
        self._articles: Sequence[Article] = ()
        self._title = QLabel()
        self.line = QLineEdit()
        self.line.setObjectName("exportPath")
        self.browse = QPushButton(self.tr("&Browse…"))
        self.browse.setObjectName("browseExport")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._ask)
        self.note = quiet_label()
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setObjectName("exportNote")
        self.make = QPushButton(self.tr("Create fol&der"))
        self.make.setObjectName("createFolder")
        self.make.setAutoDefault(False)
        self.make.clicked.connect(self._make_folder)
        self.opens = QCheckBox(self.tr("&Open it when it is written"))
        self.opens.setObjectName("openWhenWritten")
        self._title.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        below = QHBoxLayout()
        below.addWidget(self.opens, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.note, 1)
        below.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(below)
        self.line.textChanged.connect(self._look)

    @property
    def path(self) -> Path:
        """Return the file that is meant, with the suffix of its format, or the folder."""
        path = Path(self.line.text().strip()).expanduser()
        suffix = KINDS[self._order.kind].suffix
        if self._order.is_each or not path.name or path.suffix.casefold() == suffix:
            return path
        known = {kind.suffix for kind in KINDS.values()}
        if path.suffix.casefold() in known:
            return path.with_suffix(suffix)
        return path.with_name(f"{path.name}{suffix}")

    @property
    def is_named(self) -> bool:
        """Return whether there is a name at all."""
        return bool(Path(self.line.text().strip()).name)

    def suggest(self, order: Order, articles: Sequence[Article]) -> None:
        """Show where an order goes; `articles` are those that it is on."""
        self._order, self._articles = order, articles
        is_each = order.is_each
        words = self.tr("Folde&r") if is_each else self.tr("F&ile")
        self._title.setText(words)
        self.line.setAccessibleName(self.tr("Folder") if is_each else self.tr("File"))
        opens = self.tr("&Open the folder when they are written")
        self.opens.setText(opens if is_each else self.tr("&Open it when it is written"))
        self.put(order.path)

    def put(self, path: Path) -> None:
        """Show a path."""
        self.line.setText(str(path))
        self.line.setCursorPosition(len(self.line.text()))
        self._look()

    def offer_folder(self) -> bool:
        """Offer to make the folder where it is missing; return whether it is."""
        folder = self._folder
        is_missing = self.is_named and not is_folder(folder)
        self.make.setVisible(is_missing)
        return is_missing

    @property
    def _folder(self) -> Path:
        return self.path if self._order.is_each else self.path.parent

    def _look(self) -> None:
        is_missing = self.offer_folder()
        words = self._replaced()
        if is_missing:
            words = self.tr("There is no folder {name}.").format(name=named(self._folder))
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.changed.emit()

    def _replaced(self) -> str:
        path = self.path
        if not self.is_named or len(path.name) > LONGEST_NAME:
            return ""
        if not self._order.is_each:
            is_another = self._is_file(path) and not is_ours(self._settings, path)
            words = self.tr("There is a file of this name; it will be replaced.")
            return words if is_another else ""
        if len(self._articles) > _FEW or not is_folder(path):
            return ""
        names = names_of(replace(self._order, path=path), self._articles)
        n = sum(self._is_file(path / name) for name in names)
        words = self.tr("{n} files of these names are there; they will be replaced.")
        return words.format(n=n) if n else ""

    def _make_folder(self) -> None:
        try:
            make_folder(self._folder)
        except OSError:
            words = self.tr("{name} cannot be made; choose another folder.")
            self.note.setText(words.format(name=named(self._folder)))
            self.line.setFocus()
            return
        self._look()
        self.line.setFocus()
        self.folder_made.emit()

    def _ask(self) -> None:
        if self._order.is_each:
            choose_report_folder(self, self._settings, self.path, self.put)
        else:
            kind = KINDS[self._order.kind].suffix.removeprefix(".").upper()
            name = self.tr("{kind} files").format(kind=kind)
            choose_report(self, self._settings, self.path, name, self.put)

    @staticmethod
    def _is_file(path: Path) -> bool:
        try:
            return path.is_file()
        except OSError:
            return False


def is_held(path: Path, error: BaseException) -> bool:
    """Return whether a file is in use elsewhere or read-only, so that another name may do."""
    try:
        return path.is_file() and (
            isinstance(error.__cause__, PermissionError) or not access(path, W_OK)
        )
    except OSError:
        return False
