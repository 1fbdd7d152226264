"""What a person can decide about a file that was read: a row for each, and only where it fits."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.importers.choices import Choices, Extent
from annotator.importers.formats import PAGES
from ui.dialogs.import_entry import Entry, State
from ui.models.wording import shortened
from ui.panels.shapes import plain_label

_NARROW = 60
"""So many characters are too few for a sentence with a choice beside it."""


class ImportOffers(QWidget):
    """Likeness, encoding, damage, extent and comments of the article that is shown.

    `choices_wanted` asks to read it again otherwise, `open_wanted` for the article that is the
    same, `changed` tells that what is kept is another.
    """

    choices_wanted = Signal(object)
    open_wanted = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._lines: list[QBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.open = self._button("importOpen", self.tr("Op&en it"))
        self.near = self._combo("importNear", self.tr("What becomes of it"))
        self.encoding = self._combo("importEncoding", self.tr("Encoding"))
        self.repair = self._button("importRepair", self.tr("Re&pair"))
        self.extent = self._combo("importExtent", self.tr("How much of the page"))
        self.remarks = QCheckBox()
        self.remarks.setObjectName("importRemarks")
        self._rows: dict[QWidget, QLabel] = {
            widget: self._row(widget)
            for widget in (self.open, self.near, self.encoding, self.repair, self.extent)
        }
        self._column.addWidget(self.remarks)
        for extent, words in self._extents():
            self.extent.addItem(words, extent)
        self.open.clicked.connect(self._ask_open)
        self.near.activated.connect(self._choose_near)
        self.encoding.activated.connect(self._choose_encoding)
        self.repair.clicked.connect(self._choose_repair)
        self.extent.activated.connect(self._choose_extent)
        self.remarks.clicked.connect(self._choose_remarks)

    def show_entry(self, entry: Entry) -> None:
        """Show what can be decided about an article."""
        self._entry = entry
        imported = entry.now
        is_ready = entry.state is State.READY and imported is not None
        self._tell(self.open, entry.why if entry.here else "")
        self._tell(self.near, self._near_told(entry) if is_ready else "")
        self._tell(self.encoding, self._encoding_told(entry) if is_ready else "")
        self._tell(self.repair, self._damage_told(entry) if is_ready else "")
        is_page = imported is not None and imported.format in PAGES
        is_wanted = is_ready and is_page and not entry.file
        self._tell(self.extent, self.tr("How much of the page is taken:") if is_wanted else "")
        self.extent.setCurrentIndex(list(Extent).index(entry.choices.extent))
        count = len(imported.remarks) if imported and is_ready else 0
        words = self.tr("1 comment: keep it as a note")
        if count > 1:
            words = self.tr("{n} comments: keep them as notes").format(n=count)
        self.remarks.setText(words)
        self.remarks.setVisible(bool(count))
        self.remarks.setChecked(entry.is_noted)
        self.setVisible(any(not label.isHidden() for label in self._rows.values()) or count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is chosen below its sentence where there is no room beside it."""
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().averageCharWidth() * _NARROW
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for line in self._lines:
            line.setDirection(below if is_narrow else beside)

    def _tell(self, widget: QWidget, words: str) -> None:
        label = self._rows[widget]
        label.setText(words)
        label.setVisible(bool(words))
        widget.setVisible(bool(words))
        widget.setAccessibleDescription(words)

    def _near_told(self, entry: Entry) -> str:
        if not entry.near:
            return self._alike_told(entry)
        near = entry.near[0]
        title = shortened(near.article.title)
        self.near.clear()
        self.near.addItem(self.tr("Keep as a separate article"), "")
        for one in entry.near[:3]:
            words = self.tr("Keep as a new version of “{title}”")
            self.near.addItem(
                words.replace("{title}", shortened(one.article.title)), one.article.id
            )
        self.near.setCurrentIndex(max(0, self.near.findData(entry.earlier_id)))
        words = self.tr("{percent} % the same as “{title}”.")
        if near.percent < 30:  # found by its address
            words = self.tr("Of the same address as “{title}”.")
        return words.replace("{percent}", str(near.percent)).replace("{title}", title)

    def _alike_told(self, entry: Entry) -> str:
        if entry.alike is None:
            return ""
        self.near.clear()
        self.near.addItem(self.tr("Keep as a separate article"), "")
        name, percent = entry.alike
        words = self.tr("{percent} % the same as {name}, which comes in with it.")
        return words.replace("{percent}", str(percent)).replace("{name}", name)

    def _encoding_told(self, entry: Entry) -> str:
        if not entry.encodings:
            return ""
        self.encoding.clear()
        for encoding in entry.encodings:
            words = self.tr("Read as {encoding}").format(encoding=encoding)
            self.encoding.addItem(words, encoding)
        now = entry.now.encoding if entry.now else None
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(now)))
        if entry.charset and entry.choices.encoding == entry.charset:
            return self.tr("The encoding is the one that the server told.")
        if entry.choices.encoding:
            return self.tr("The encoding is the one you chose.")
        return self.tr("The encoding is a guess: look for letters that are wrong.")

    def _damage_told(self, entry: Entry) -> str:
        self.repair.setText(self.tr("Re&pair"))
        if entry.choices.is_repaired:
            self.repair.setText(self.tr("As it &was"))
            return self.tr("Damaged letters were repaired.")
        damage = entry.now.damage if entry.now else None
        if damage is None:
            return ""
        words = self.tr("1 place looks damaged: “{before}” → “{after}”.")
        if damage.places != 1:
            words = self.tr("{n} places look damaged: “{before}” → “{after}”.")
        return words.format(n=damage.places, before=damage.before, after=damage.after)

    def _extents(self) -> tuple[tuple[Extent, str], ...]:
        return (
            (Extent.ARTICLE, self.tr("The article")),
            (Extent.LESS, self.tr("Less")),
            (Extent.MORE, self.tr("More")),
            (Extent.WHOLE, self.tr("The whole page")),
        )

    def _ask_open(self) -> None:
        if self._entry:
            self.open_wanted.emit(self._entry.here)

    def _choose_near(self) -> None:
        if self._entry:
            self._entry.earlier_id = self.near.currentData()
            self.changed.emit()

    def _choose_remarks(self) -> None:
        if self._entry:
            self._entry.is_noted = self.remarks.isChecked()
            self.changed.emit()

    def _choose_encoding(self) -> None:
        self._choose(encoding=self.encoding.currentData())

    def _choose_repair(self) -> None:
        if self._entry:
            self._choose(is_repaired=not self._entry.choices.is_repaired)

    def _choose_extent(self) -> None:
        self._choose(extent=self.extent.currentData())

    def _choose(self, **chosen: object) -> None:
        if self._entry:
            new: Choices = replace(self._entry.choices, **chosen)  # type: ignore[arg-type]
            if new != self._entry.choices:
                self.choices_wanted.emit(new)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _combo(self, name: str, spoken: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(spoken)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(16)
        return combo

    def _row(self, widget: QWidget) -> QLabel:
        label = plain_label()
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        self._lines.append(row)
        row.addWidget(label, 1)
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(row)
        return label
