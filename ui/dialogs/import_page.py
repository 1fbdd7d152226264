"""What one file of an import would become: what is known about it, what to decide, its words."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.importers.imported import Imported
from ui.dialogs.import_entry import Entry, State
from ui.dialogs.import_fields import ImportFields
from ui.dialogs.import_offers import ImportOffers
from ui.dialogs.preview import ArticlePreview
from ui.dialogs.shapes import WarningLabel
from ui.panels.shapes import empty_label, plain_label, quiet_label, scrolled
from ui.theme import SMALL, sans

_LEAST = 150
"""What is seen of the words at least, in pixels; the rest is scrolled."""

_LONG_TITLE = 150
"""A title of more characters may be more than a title."""


class ImportPage(QStackedWidget):
    """The selected file: its preview, or why there is none.

    `changed` tells of what is chosen, `again_wanted` asks to read a file again that was not read.
    """

    changed = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self.fields = ImportFields()
        self.title = self.fields.title
        self.facts = quiet_label()
        self.facts.setObjectName("importFacts")
        self.offers = ImportOffers()
        self._why = WarningLabel()
        self._notices = plain_label()
        self._notices.setObjectName("importNotices")
        self.preview = ArticlePreview()
        self.preview.setMinimumHeight(_LEAST)
        self._hint = quiet_label()
        self._hint.setObjectName("importHint")
        self._hint.setFont(sans(SMALL))
        self.message = empty_label("")
        self.message.setObjectName("importMessage")
        self.message.setContentsMargins(32, 32, 32, 16)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.again = QPushButton(self.tr("Read &again"))
        self.again.setObjectName("importAgain")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.again_wanted)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for part in (self.fields, self.facts, self._why, self._notices, self.offers):
            column.addWidget(part)
        column.addWidget(_framed(self.preview), 1)
        column.addWidget(self._hint)
        self._article = scrolled(inner)
        self.addWidget(self._article)
        self._nothing = QWidget()
        column = QVBoxLayout(self._nothing)
        column.addStretch(2)
        column.addWidget(self.message)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.addWidget(self._nothing)
        self.preview.reshaped.connect(self._reshape)
        self.preview.undo_wanted.connect(self.undo)
        self.fields.edited.connect(self._tell_facts)
        self.fields.edited.connect(self.changed)
        self.offers.changed.connect(self.changed)

    def show_entry(self, entry: Entry) -> None:
        """Show what came of a file."""
        self._entry = entry
        if entry.now is None and entry.state is State.WAITING:
            self._say(self.tr("Reading {name}…").replace("{name}", entry.name))
        elif entry.now is None:
            self._say(entry.why, is_final=True)
        else:
            is_ready = entry.state is State.READY
            self.fields.show_entry(entry)
            self._tell_facts()
            self._why.tell("" if entry.here else entry.why)
            self._notices.setText("\n".join(entry.now.notices))
            self._notices.setVisible(bool(entry.now.notices))
            self.offers.show_entry(entry)
            self.preview.show_article(entry.now, is_changeable=is_ready)
            self._hint.setText(self._hinted(entry.now))
            self._hint.setVisible(is_ready)
            self.setCurrentWidget(self._article)

    def undo(self) -> None:
        """Take the last change of the blocks back."""
        if self._entry and self._entry.undo():
            self._show_change()

    def _reshape(self, new: Imported) -> None:
        if self._entry:
            self._entry.reshape(new)
            self._show_change()

    def _show_change(self) -> None:
        if self._entry:
            self.show_entry(self._entry)
            self.changed.emit()

    def _tell_facts(self) -> None:
        if self._entry and self._entry.now:
            self.facts.setText(self._facts(self._entry.now, self._entry.words or 0))

    def _say(self, words: str, *, is_final: bool = False) -> None:
        self.message.setText(words)
        self.again.setVisible(is_final)
        self.setCurrentWidget(self._nothing)

    def _hinted(self, imported: Imported) -> str:
        title = next((block for block in imported.blocks if block.paragraph == 0), None)
        if title and title.end - title.start > _LONG_TITLE:
            return self.tr(
                "Where the title holds the beginning of the body, select the words of the title "
                "and press S. A click or G greys a paragraph: grey is not counted."
            )
        return self.tr(
            "A click or G greys a paragraph: grey is not counted. T makes it the title, "
            "Ctrl+Z takes that back."
        )

    def _facts(self, imported: Imported, words: int) -> str:
        counted = self.tr("{n} word") if words == 1 else self.tr("{n} words")
        origin = imported.origins.get("title", "")
        title = self.tr("title from {origin}").format(origin=origin)
        if self._entry and "title" in self._entry.edited:
            title = self.tr("title edited here")
        encoding = _encoding_told(imported.encoding)
        in_encoding = self.tr("read as {format}, {encoding}")
        read_as = (in_encoding if encoding else self.tr("read as {format}")).format(
            format=imported.format, encoding=encoding
        )
        parts = (
            counted.format(n=QLocale().toString(words)),
            read_as if imported.format else encoding,
            title if origin else "",
        )
        return " · ".join(part for part in parts if part)


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
