"""Pictures as they stand in a panel: one below the other, or in two columns where it is wide."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.pictures import Picture
from ui.panels.picture_card import PictureCard
from ui.panels.shapes import quiet_label, scrolled
from ui.theme import SMALL, Look, sans

if TYPE_CHECKING:
    from annotator.charts.page import Spread

EDGE, WIDE_EDGE = 14, 36
"""Left and right of the pictures, in pixels; the wider where there is much room."""
_ROOMY = 700
_TOP, _BOTTOM = 16, 28
_BETWEEN = 26
"""Between one picture and the next."""
MOST = 1400
"""Pictures never get wider together, so that they are seen at a glance."""
_SEEN = 40
"""So much around what the keys came to is shown with it."""


def edge_of(width: int) -> int:
    """Return the room left and right of the pictures in a width, all in pixels."""
    return max(WIDE_EDGE if width >= _ROOMY else EDGE, (width - MOST) // 2)


class PicturesPage(QWidget):
    """Lays a spread out for its own width, with a card for each picture.

    `spread_at` makes the spread at a width in pixels. Signals are those of the cards;
    `save_wanted` and `copy_wanted` carry the title of one of them.
    """

    chosen = Signal(object)
    told = Signal(str)
    explained = Signal(str)
    save_wanted = Signal(str)
    copy_wanted = Signal(str)

    def __init__(
        self,
        spread_at: "Callable[[float], Spread | None]",
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spread_at = spread_at
        self._look = look
        self._cards: dict[str, PictureCard] = {}
        self._placed: list[tuple[str, ...]] = []
        self._width = 0
        self.is_table = False
        self.note = quiet_label()
        self.note.setFont(sans(SMALL))
        self.note.hide()
        self._lay_out()

    @property
    def cards(self) -> list[PictureCard]:
        """Return the cards that are shown, in the order in which they are read."""
        return [self._cards[title] for titles in self._placed for title in titles]

    def refresh(self) -> None:
        """Lay everything out anew, as it is to be seen now."""
        self._width = self._inner()
        spread = self._spread_at(self._width)
        if spread:
            self._place(spread)
            for picture in spread.every:
                self._cards[picture.title].show_picture(picture)
                self._cards[picture.title].updateGeometry()
            # At once, so that no picture is painted at the height of the one before.
            QCoreApplication.sendPostedEvents(self._content, QEvent.Type.LayoutRequest)

    def clear(self) -> None:
        """Have no pictures any more, not even unseen ones."""
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards.clear()
        self._placed.clear()

    def to_top(self) -> None:
        """Show the first picture."""
        self._area.verticalScrollBar().setValue(0)

    def show_tables(self, *, is_wanted: bool) -> None:
        """Show the table of every picture in its place, or the pictures again."""
        self.is_table = is_wanted
        for card in self._cards.values():
            card.show_table(is_wanted=is_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the pictures out for the width that there is now."""
        super().showEvent(event)
        self._set_edges()
        if self._width and self._inner() != self._width:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pictures out for another width."""
        super().resizeEvent(event)
        self._set_edges()
        if self._inner() != self._width and self.isVisible():
            self.refresh()

    def _inner(self) -> int:
        """Return the width of the pictures; whether there is a scroll bar makes no difference."""
        return max(self.width() - self._bar() - 2 * edge_of(self.width() - self._bar()), 120)

    def _bar(self) -> int:
        return self._area.verticalScrollBar().sizeHint().width()

    def _set_edges(self) -> None:
        edge = edge_of(self.width() - self._bar())
        self._column.setContentsMargins(edge, _TOP, edge, _BOTTOM)

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setBackgroundRole(QPalette.ColorRole.Base)
        self._content.setAutoFillBackground(True)
        self._above, self._left, self._right = (QVBoxLayout() for _ in range(3))
        both = QHBoxLayout()
        self._both = both
        for column in (self._left, self._right):
            both.addLayout(column, 1)
        for column in (self._above, self._left, self._right):
            column.setSpacing(_BETWEEN)
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(_BETWEEN)
        self._column.addWidget(self.note)
        self._column.addLayout(self._above)
        self._column.addLayout(both)
        self._column.addStretch(1)
        self._area: QScrollArea = scrolled(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def _place(self, spread: "Spread") -> None:
        """Put the cards where they stand, if they do not stand there yet."""
        from annotator.charts.page import BETWEEN

        columns = (spread.above, spread.left, spread.right)
        wanted = [tuple(picture.title for picture in column) for column in columns]
        if wanted == self._placed:
            return
        self._both.setSpacing(BETWEEN if spread.right else 0)
        self._placed = wanted
        for layout, column in zip((self._above, self._left, self._right), columns, strict=True):
            self._fill(layout, column)
        shown = self.cards
        for card in self._cards.values():
            card.setVisible(card in shown)
        for card, after in pairwise(shown):
            QWidget.setTabOrder(card.help, after.view)
            QWidget.setTabOrder(after.view, after.table)
            QWidget.setTabOrder(after.table, after.help)

    def _fill(self, layout: QBoxLayout, column: Sequence[Picture]) -> None:
        while layout.count():
            layout.takeAt(0)
        for picture in column:
            card = self._cards.get(picture.title) or self._made(picture.title)
            layout.addWidget(card)
        layout.addStretch(1)

    def _made(self, title: str) -> PictureCard:
        card = PictureCard(title, self._look, self._content)
        self._cards[title] = card
        card.show_table(is_wanted=self.is_table)
        card.chosen.connect(self.chosen)
        card.told.connect(self.told)
        card.explained.connect(self.explained)
        card.save_wanted.connect(lambda: self.save_wanted.emit(title))
        card.copy_wanted.connect(lambda: self.copy_wanted.emit(title))
        card.reached.connect(lambda place: self._show(card, place))
        return card

    def _show(self, card: PictureCard, place: QRect) -> None:
        """Scroll to what the keys came to; of what is higher than the view, to its top."""
        top = card.mapTo(self._content, QPoint(0, 0)).y() + place.y()
        height = min(place.height(), self._area.viewport().height() - 2 * _SEEN)
        middle = top + height // 2
        self._area.ensureVisible(0, middle, 0, height // 2 + _SEEN)
