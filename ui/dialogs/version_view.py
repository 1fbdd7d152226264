"""One claim in two versions: old and new words side by side, and where it may be now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from annotator.model import Span
from annotator.versions.anchoring import Anchor, Fate
from annotator.versions.differing import around, differing
from ui.dialogs.passage import Passage
from ui.models.versions import VersionsModel
from ui.models.wording import shortened, tags_told
from ui.panels.shapes import heading, quiet_label

_LEFT, _RIGHT = 16, 12
_MARGINS = _LEFT + _RIGHT


class VersionView(QWidget):
    """The earlier words left, the new ones right; what differs is struck out and underlined.

    `old_wanted` and `new_wanted` ask for the claim in its article; `chosen` tells that another
    place was chosen.
    """

    old_wanted = Signal()
    new_wanted = Signal()
    chosen = Signal()

    def __init__(self, rows: VersionsModel, selected: Callable[[], Span | None]) -> None:
        super().__init__()
        self._rows = rows
        self._selected = selected
        self._anchor: Anchor | None = None
        self._places: list[Span | None] = []
        self.head = heading("")
        self.old_words, self.new_words = Passage(is_old=True), Passage(is_old=False)
        self.old_words.setObjectName("oldWords")
        self.new_words.setObjectName("newWords")
        self.old = QPushButton(self.tr("Show in the earlier version"))
        self.old.setObjectName("showOld")
        self.old.clicked.connect(self.old_wanted)
        self.new = QPushButton(self.tr("Show in the article"))
        self.new.setObjectName("showNew")
        self.new.clicked.connect(self.new_wanted)
        self._where = heading(self.tr("WHERE IT MAY BE NOW"))
        self.choice = QComboBox()
        self.choice.setObjectName("versionPlace")
        self.choice.setAccessibleName(self.tr("Where it may be now"))
        self.choice.setMinimumContentsLength(12)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(policy)
        self.choice.currentIndexChanged.connect(self._show_new)
        self.told = quiet_label()
        self.told.setObjectName("versionTold")
        self._lay_out()

    def _lay_out(self) -> None:
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(16)
        self._sides.setVerticalSpacing(6)
        self._halves: tuple[tuple[QWidget, ...], ...] = (
            (heading(self.tr("EARLIER")), self.old_words, self.old),
            (heading(self.tr("NOW")), self.new_words, self.new),
        )
        self._place(is_narrow=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 4, _RIGHT, 12)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(self._sides)
        for part in (self._where, self.choice, self.told):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def place(self) -> Span | None:
        """Return where the claim would be taken over to; None where that is not known."""
        at = self.choice.currentIndex()
        if not 0 <= at < len(self._places):
            return None
        return self._places[at] or self._selected()

    def show_anchor(self, anchor: Anchor | None) -> None:
        """Show a claim, or nothing."""
        self._anchor = anchor
        self.setEnabled(anchor is not None)
        if anchor is None:
            return
        claim, now = anchor.claim, self._rows.renewal.now
        words = self.tr("CLAIM {n} OF THE EARLIER VERSION").format(n=self._rows.number_of(claim))
        tags = tags_told(claim.tags)
        self.head.setText(f"{words}  ·  {tags}" if tags else words)
        is_gone = anchor.fate is Fate.GONE
        self._places = [*anchor.candidates, None] if is_gone else [anchor.span]
        self.choice.blockSignals(True)
        self.choice.clear()
        for place in self._places:
            quoted = shortened(place.of(now.text), 60) if place else ""
            self.choice.addItem(
                f"“{quoted}”" if place else self.tr("The words selected in the article")
            )
        self.choice.blockSignals(False)
        self._where.setVisible(is_gone)
        self.choice.setVisible(is_gone)
        self._show_new()

    def minimumSizeHint(self) -> QSize:
        """Return the least width, that of one version above the other."""
        buttons = (self.old.sizeHint().width(), self.new.sizeHint().width())
        return QSize(max(buttons) + _MARGINS, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the versions side by side where there is room for both."""
        super().resizeEvent(event)
        both = self.old.sizeHint().width() + self.new.sizeHint().width()
        is_narrow = self.width() < both + self._sides.horizontalSpacing() + _MARGINS
        if is_narrow != self._is_narrow:
            self._place(is_narrow=is_narrow)

    def _place(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for at, half in enumerate(self._halves):
            for line, part in enumerate(half):
                self._sides.removeWidget(part)
                row, column = (3 * at + line, 0) if is_narrow else (line, at)
                flags = Qt.AlignmentFlag.AlignLeft if part in {self.old, self.new} else None
                self._sides.addWidget(part, row, column, *([flags] if flags else []))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnStretch(1, 0 if is_narrow else 1)

    def look_again(self) -> None:
        """Show what is selected in the article now, where that is chosen."""
        if self._anchor:
            self._show_new()

    def _show_new(self) -> None:
        anchor = self._anchor
        if anchor is None:
            return
        old, new, claim = self._rows.renewal.earlier.marks, self._rows.renewal.now, anchor.claim
        was = around(old.text, old.blocks, claim.span, old.article.language or "en")
        place = self.place
        gone, come = list[Span](), list[Span]()
        if place:
            now = around(new.text, new.blocks, place, new.article.language or "en")
            gone, come = differing(old.text, was, new.text, now)
            self.new_words.show_claim(new.text, now, place, come)
        else:
            self.new_words.say(
                self.tr("Nothing is like it any more. Select its words in the article.")
            )
        self.old_words.show_claim(old.text, was, claim.span, gone)
        lost, added = self.tr("No longer there: {words}"), self.tr("New: {words}")
        self.old_words.setAccessibleDescription(_spoken(lost, old.text, gone))
        self.new_words.setAccessibleDescription(_spoken(added, new.text, come))
        self.new.setEnabled(place is not None)
        self.told.setText(self._told(anchor, place))
        self.chosen.emit()

    def _told(self, anchor: Anchor, place: Span | None) -> str:
        if place is None:
            return ""
        if place.of(self._rows.renewal.now.text) == anchor.claim.quote:
            return self.tr("Its words are the same; what stands around them was changed.")
        return self.tr("Its words were changed: it has to be verified again.")


def _spoken(words: str, text: str, differ: Sequence[Span]) -> str:
    """Return what differs for those who do not see how it is drawn."""
    found = ", ".join(span.of(text) for span in differ)
    return words.replace("{words}", found) if found else ""
