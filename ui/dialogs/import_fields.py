"""The fields of an article before it is kept, each with where its value was found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.import_entry import EDITED, Entry, State
from ui.dialogs.shapes import ShortenedLabel, WarningLabel
from ui.models.wording import plain_tip
from ui.theme import LARGE, SMALL, sans, serif

_PLACES = {
    "byline": (0, 0, 6),
    "outlet": (0, 6, 6),
    "published": (1, 0, 4),
    "language": (1, 4, 3),
    "url": (1, 7, 5),
}
"""Row, column and width in columns."""


class ImportFields(QWidget):
    """Title, byline, outlet, address, date and language; `edited` tells of each that is typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self.title = QLineEdit()
        self.title.setObjectName("importTitle")
        self.title.setFont(serif(LARGE + 2, bold=True))
        self.lines: dict[str, QLineEdit] = {"title": self.title}
        self._labels: dict[str, ShortenedLabel] = {}
        self.warning = WarningLabel()
        self._lay_out()
        for name, line in self.lines.items():
            line.setAccessibleName(self._named(name))
            line.textEdited.connect(lambda words, name=name: self._edit(name, words))

    def show_entry(self, entry: Entry) -> None:
        """Show what is known about an article."""
        self._entry = entry
        for name, line in self.lines.items():
            value = getattr(entry.now, name) if entry.now else None
            words = entry.wrong.get(name, value or "")
            if " ".join(line.text().split()) != " ".join(words.split()):
                line.setText(words)
                line.setCursorPosition(0)
            line.setReadOnly(entry.state is not State.READY)
        self._tell()

    def show_wrong(self) -> None:
        """Go to the first field that makes no sense."""
        name = next((name for name in self.lines if self._entry and name in self._entry.wrong), "")
        if name:
            self.lines[name].setFocus()
            self.lines[name].selectAll()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for at in range(12):
            grid.setColumnStretch(at, 1)
        for name, (row, at, width) in _PLACES.items():
            label = ShortenedLabel(sans(SMALL))
            line = QLineEdit()
            line.setObjectName(f"import{name.capitalize()}")
            line.setMinimumWidth(40)
            grid.addWidget(label, 2 * row, at, 1, width)
            grid.addWidget(line, 2 * row + 1, at, 1, width)
            self.lines[name], self._labels[name] = line, label
        self.lines["published"].setPlaceholderText(self.tr("2026-03-31"))
        self.lines["language"].setPlaceholderText(self.tr("en"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(grid)
        column.addWidget(self.warning)

    def _edit(self, name: str, words: str) -> None:
        if self._entry:
            self._entry.edit(name, words)
            self._tell()
            self.edited.emit()

    def _tell(self) -> None:
        """Say where each value was found, and what makes no sense."""
        entry = self._entry
        origins = entry.now.origins if entry and entry.now else {}
        for name, line in self.lines.items():
            origin = origins.get(name, "")
            words = self._origin_told(origin) if line.text() else ""
            line.setAccessibleDescription(words)
            if name in self._labels:
                told = self._named(name)
                if words:
                    told = self.tr("{field} · {origin}").format(field=told, origin=words)
                self._labels[name].tell(told)
            else:
                line.setToolTip(plain_tip(words))
        wrong = next((name for name in self.lines if entry and name in entry.wrong), "")
        self.warning.tell(self._sentence(wrong))

    def _origin_told(self, origin: str) -> str:
        if origin == EDITED:
            return self.tr("edited here")
        return self.tr("from {origin}").format(origin=origin) if origin else ""

    def _named(self, name: str) -> str:
        return {
            "title": self.tr("Title"),
            "byline": self.tr("Byline"),
            "outlet": self.tr("Outlet"),
            "url": self.tr("Address"),
            "published": self.tr("Published"),
            "language": self.tr("Language"),
        }[name]

    def _sentence(self, name: str) -> str:
        return {
            "": "",
            "title": self.tr("An article needs a title."),
            "url": self.tr("Write the address as it begins, with http:// or https://."),
            "published": self.tr("Write the date as year, month and day, as in 2026-03-31."),
            "language": self.tr("Write the language in its short form, as in en or pt-BR."),
        }.get(name, self.tr("This cannot be read on one line; write it anew."))
