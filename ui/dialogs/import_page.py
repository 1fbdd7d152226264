"""What one file of an import would become: title, what is known about it, its words."""

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from annotator.importers.imported import Imported
from ui.dialogs.import_list import Entry, State
from ui.dialogs.preview import ArticlePreview
from ui.dialogs.shapes import WarningLabel
from ui.panels.shapes import empty_label, plain_label, quiet_label
from ui.theme import LARGE, serif


class ImportPage(QStackedWidget):
    """The selected file: its preview, or why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self.title = QLineEdit()
        self.title.setObjectName("importTitle")
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setFont(serif(LARGE + 2, bold=True))
        self.title.textEdited.connect(self._retitle)
        self.facts = quiet_label()
        self.facts.setObjectName("importFacts")
        self._why = WarningLabel()
        self._notices = plain_label()
        self._notices.setObjectName("importNotices")
        self.preview = ArticlePreview()
        self.message = empty_label("")
        self.message.setObjectName("importMessage")
        self._article = QWidget()
        column = QVBoxLayout(self._article)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.facts, self._why, self._notices):
            column.addWidget(part)
        column.addWidget(_framed(self.preview), 1)
        self.addWidget(self._article)
        self.addWidget(self.message)

    def show_entry(self, entry: Entry) -> None:
        """Show what came of a file."""
        self._entry = entry
        if entry.state is State.WAITING:
            self._say(self.tr("Reading {name}…").format(name=entry.name))
        elif entry.found is None:
            self._say(entry.why)
        else:
            imported = entry.found.imported
            self.title.setText(entry.title)
            self.title.setCursorPosition(0)
            self.title.setReadOnly(entry.state is not State.READY)
            self.facts.setText(self._facts(imported, entry.found.words))
            self._why.tell(entry.why)
            self._notices.setText("\n".join(imported.notices))
            self._notices.setVisible(bool(imported.notices))
            self.preview.show_article(imported)
            self.setCurrentWidget(self._article)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.setCurrentWidget(self.message)

    def _retitle(self, words: str) -> None:
        if self._entry:
            self._entry.title = " ".join(words.split())

    def _facts(self, imported: Imported, words: int) -> str:
        counted = self.tr("{n} word") if words == 1 else self.tr("{n} words")
        parts = (
            imported.byline,
            imported.outlet,
            _date_told(imported.published),
            counted.format(n=QLocale().toString(words)),
            _encoding_told(imported.encoding),
        )
        return " · ".join(part for part in parts if part)


def _date_told(published: str | None) -> str:
    """Return an ISO 8601 date as people write it here, anything else as it is."""
    if not published:
        return ""
    date = QDate.fromString(published[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else published


def _encoding_told(encoding: str | None) -> str:
    known = encoding or ""
    return known.upper() if known.startswith("utf") else known


def _framed(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("previewFrame")
    frame.setStyleSheet(
        "#previewFrame { border: 1px solid palette(mid); border-radius: 6px;"
        " background: palette(base); }"
    )
    column = QVBoxLayout(frame)
    column.setContentsMargins(2, 4, 2, 4)
    column.addWidget(widget)
    return frame
