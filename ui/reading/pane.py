"""The reading pane: margin, words, cards and scroll map side by side."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.reading.beside import CardColumn, CardSheet, MarginStrip
from ui.reading.room import Room, arrange
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.theme import Look


class ReadingPane(QWidget):
    """Gives each part its room as the window, the size of the words and the measure change."""

    def __init__(
        self, view: ArticleView, selection: Selection, look: Look, scroll_map: QWidget
    ) -> None:
        super().__init__()
        self.view = view
        self._selection = selection
        self._look = look
        self.margin = MarginStrip(view, selection, look)
        self.cards = CardColumn(view, selection, look)
        self.sheet = CardSheet(view, selection, look)
        self.keeps_sheet = False
        self.scroll_map = scroll_map
        for part in (self.margin, view, self.cards, self.sheet, scroll_map):
            part.setParent(self)
        self.setFocusProxy(view)
        view.placed_anew.connect(self.arrange)
        selection.changed.connect(lambda _: self.arrange())
        look.changed.connect(self.update)

    def show_sheet(self, *, is_wanted: bool) -> None:
        """Show the selected claim's card below the words, where nothing else tells of it."""
        self.keeps_sheet = is_wanted
        self.arrange()

    def arrange(self) -> None:
        """Give each part its place."""
        room = arrange(self.width(), self.view.setting.column)
        has_article = self.view.desk is not None
        has_sheet = self.keeps_sheet and self._selection.claim is not None and not room.has_cards
        height = self.height() - (CardSheet.HEIGHT if has_sheet else 0)
        self.margin.is_narrow = room.is_narrow
        if not has_article:
            room = Room(0, room.scroll_map, room.scroll_map, room.scroll_map, room.is_narrow)
        self.scroll_map.setVisible(has_article)
        self.scroll_map.setGeometry(
            QRect(room.scroll_map, 0, self.width() - room.scroll_map, self.height())
        )
        self.margin.setVisible(has_article)
        self.cards.setVisible(has_article and room.has_cards)
        self.sheet.setVisible(has_sheet)
        self.margin.setGeometry(QRect(0, 0, room.words, height))
        self.view.setGeometry(QRect(room.words, 0, room.cards - room.words, height))
        self.cards.setGeometry(QRect(room.cards, 0, room.after_cards - room.cards, height))
        self.sheet.setGeometry(QRect(0, height, room.scroll_map, CardSheet.HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its place."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the paper."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.theme.paper)
        painter.end()
