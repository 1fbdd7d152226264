"""The balance panel: who is heard, and how much, each number leading to its claims."""

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.model import UNKNOWN_SIDE
from annotator.vocabulary import Tag
from ui.models.wording import side_told, told
from ui.panels.figures import PAD, BarRow, ClaimsButton, ColumnHeads, Figure
from ui.panels.freshness import Freshness, of_the_article
from ui.panels.shapes import empty_label, quiet_label, scrolled
from ui.theme import SMALL, Look, sans
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.measures.balance import Balance
    from annotator.measures.shares import Group, Share

Leading = TypeVar("Leading", bound=ClaimsButton)
WIDE = 560
"""From this width, in pixels, the four numbers stand side by side."""


class BalancePanel(QWidget):
    """The numbers of the open article; `claims_wanted` carries a name and the ids behind it."""

    claims_wanted = Signal(str, object)

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("balanceView")
        self.setAccessibleName(self.tr("Balance"))
        self._workspace = workspace
        self._look = look
        self._fresh = Freshness(self, of_the_article(workspace), self._fill)
        self.answered, self.attributed, self.unnamed, self.untagged = (
            self._leading(Figure(look)) for _ in range(4)
        )
        self._tag_rows = {tag: self._leading(BarRow(look, tag)) for tag in Tag}
        self._side_rows: list[BarRow] = []
        self._few = self._note(
            self.tr("Fewer than five claims have a source: too few to speak of shares.")
        )
        self._twice = self._note()
        self._lay_out()

    @property
    def start(self) -> QWidget:
        """Return the first number that leads anywhere."""
        figures = (self.answered, self.attributed, self.unnamed, self.untagged)
        numbers = (*figures, *self._tag_rows.values())
        return next((number for number in numbers if number.isEnabled()), self.answered)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what has changed while nobody looked."""
        self._fresh.settle()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the numbers side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setBackgroundRole(QPalette.ColorRole.Base)
        content.setAutoFillBackground(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._sides = QVBoxLayout()
        self._sides.setSpacing(0)
        columns = (self.tr("claims"), self.tr("words"))
        column = QVBoxLayout(content)
        column.setContentsMargins(PAD, 12, PAD, 16)
        column.setSpacing(0)
        column.addLayout(self._grid)
        self._arrange()  # now, so that Tab comes to the numbers before the rows
        column.addWidget(self._few)
        column.addSpacing(14)
        column.addWidget(ColumnHeads(self._look, self.tr("Tags"), columns))
        for row in self._tag_rows.values():
            column.addWidget(row)
        column.addWidget(self._twice)
        column.addSpacing(14)
        self._sides_head = ColumnHeads(self._look, self.tr("Sides"), columns)
        column.addWidget(self._sides_head)
        column.addLayout(self._sides)
        column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(scrolled(content))
        words = self.tr("Mark claims to see who is heard, and how much.")
        self._stack.addWidget(empty_label(words))
        self._stack.setCurrentIndex(1)

    def _arrange(self) -> None:
        across = 4 if self.width() >= WIDE else 2
        figures = (self.answered, self.attributed, self.unnamed, self.untagged)
        for n, figure in enumerate(figures):
            self._grid.addWidget(figure, n // across, n % across)
        for n in range(4):
            self._grid.setColumnStretch(n, int(n < across))

    def _note(self, words: str = "") -> QLabel:
        label = quiet_label(words)
        label.setFont(sans(SMALL))
        label.setContentsMargins(PAD, 8, PAD, 0)
        return label

    def _fill(self) -> None:
        from annotator.measures.balance import balance

        desk = self._workspace.desk
        if self._workspace.beginning:
            return  # what was shown stays until there is all to count
        has_claims = desk is not None and bool(desk.claims)
        if desk and has_claims:
            self._show(balance(desk.marks(), desk.words))
        self._stack.setCurrentIndex(0 if has_claims else 1)

    def _show(self, found: "Balance") -> None:
        self._show_answered(found.answered)
        self._show_attributed(found.attributed)
        self._show_unnamed(found.anonymous, found.anonymous_words)
        self._show_untagged(found)
        self._few.setVisible(not found.has_shares)
        self._show_tags(found)
        self._show_sides(found)

    def _show_answered(self, share: "Share") -> None:
        caption = self.tr("Answered")
        if share.denominator:
            number = self._ratio(share)
            detail = self.tr("allegations, by target")
            spoken = self.tr("Answered {number}").format(number=number)
        else:
            number, detail = "–", self.tr("nothing to answer")
            spoken = self.tr("Answered: nothing to answer")
        is_loud = share.numerator < share.denominator
        self.answered.show_number(number, caption, detail, is_loud=is_loud)
        self.answered.lead(caption, spoken, share.of)

    def _show_attributed(self, share: "Share") -> None:
        caption, number = self.tr("With a source"), self._ratio(share)
        spoken = self.tr("With a source {number}").format(number=number)
        self.attributed.show_number(number, caption, self.tr("claims"))
        self.attributed.lead(caption, spoken, share.claims)

    def _show_unnamed(self, claims: "Share", words: "Share") -> None:
        caption = self.tr("Unnamed sources")
        if claims.denominator:
            number, ratio = self._ratio(claims), self._ratio(words)
            detail = self.tr("{ratio} words").format(ratio=ratio)
            phrase = self.tr("From unnamed sources {number} claims, {ratio} words")
            spoken = phrase.format(number=number, ratio=ratio)
        else:
            number, detail = "–", self.tr("no sources yet")
            spoken = self.tr("From unnamed sources: no sources yet")
        self.unnamed.show_number(number, caption, detail)
        self.unnamed.lead(caption, spoken, claims.claims)

    def _show_untagged(self, found: "Balance") -> None:
        caption, number = self.tr("Untagged"), str(found.untagged.count)
        detail = self.tr("of {n} claims").format(n=found.claims.count)
        self.untagged.show_number(number, caption, detail)
        spoken = self.tr("Untagged {n}").format(n=number)
        self.untagged.lead(caption, spoken, found.untagged.claims)

    def _show_tags(self, found: "Balance") -> None:
        every = found.claims.words if found.has_shares else 0
        for tag, row in self._tag_rows.items():
            name = told(tag)
            self._show_group(row, name[:1].upper() + name[1:], found.tags[tag], every)
        self._twice.setVisible(found.multi_tagged.count > 0)
        phrase = self.tr("Claims with two tags, counted by both: {n}")
        self._twice.setText(phrase.format(n=found.multi_tagged.count))

    def _show_sides(self, found: "Balance") -> None:
        self._sides_head.setVisible(bool(found.sides))
        while len(self._side_rows) < len(found.sides):
            row = self._leading(BarRow(self._look))
            self._side_rows.append(row)
            self._sides.addWidget(row)
        for row in self._side_rows[len(found.sides) :]:
            row.hide()
        every = found.anonymous_words.denominator if found.has_shares else 0
        for row, (side, group) in zip(self._side_rows, found.sides.items(), strict=False):
            is_known = side != UNKNOWN_SIDE
            self._show_group(row, side_told(side), group, every)
            row.set_hollow(is_hollow=not is_known)
            row.show()

    def _show_group(self, row: BarRow, name: str, group: "Group", every: int) -> None:
        row.show_row(name, (group.count, group.words), group.words / every if every else None)
        phrase = self.tr("{name}; claims: {n}, words: {words}")
        spoken = phrase.format(name=name, n=group.count, words=group.words)
        row.lead(name, spoken, group.claims)

    def _ratio(self, share: "Share") -> str:
        phrase = self.tr("{n} of {all}")
        return phrase.format(n=share.numerator, all=share.denominator)

    def _leading(self, button: Leading) -> Leading:
        button.clicked.connect(lambda: self.claims_wanted.emit(button.subject, button.claims))
        return button
