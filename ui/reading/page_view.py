"""The words of the page: where they stand, what of them is selected and seen, and scrolling."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.desk import Desk
from annotator.model import Span
from ui import clipboard
from ui.reading.geometry import Geometry
from ui.reading.page import Page, Setting
from ui.reading.room import AFTER, BEFORE
from ui.theme import Look

_LEAD = 4
"""How many pixels of paper are above the line that is read first."""
_CARET = 2
"""How wide the caret is in pixels."""
_SHOWN_BELOW = 0.25
"""How far from the top, of the view's height, what is jumped to is put."""


class PageView(QTextEdit):
    """Shows one article's words; nothing is ever read back from its document.

    `placed_anew` tells that words have moved on the page, `scrolled` that the page has moved.
    """

    placed_anew = Signal()
    scrolled = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setCursorWidth(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.setting = Setting()
        self.look = look
        self._shown: Desk | None = None
        self._document: QTextDocument | None = None
        self._page: Page | None = None
        self._geometry: Geometry | None = None
        self._read_from: float | None = None
        self._kept: tuple[int, int] | None = None
        look.changed.connect(self._set_anew)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected words without anything else, to be copied or dragged."""
        return clipboard.selected(self.textCursor())

    @property
    def geometry_of_page(self) -> Geometry | None:
        """Return where the words stand on the page, None where there is no article."""
        return self._geometry

    def show_words(self, desk: Desk | None) -> None:
        """Set an article, with the caret at its beginning; where its words stand there, stay."""
        if desk and self._shown and desk.document is self._shown.document:
            self._shown = desk
            self.placed_anew.emit()
            return
        document, before = QTextDocument(self), self._document
        self._document = document
        self._page = self._geometry = None
        self._shown = desk
        if desk:
            self._page = Page(desk, self.look.theme, document, self.setting)
            self._geometry = Geometry(self._page.layout, self._page.positions)
            self._page.layout.resized.connect(self._keep_place)
        self.setDocument(document)
        # Without an article a caret would stand in the words that say so.
        self.setCursorWidth(_CARET if desk else 0)
        self._kept = None
        self.verticalScrollBar().setValue(0)
        if before:
            before.deleteLater()
        self._fit_column()
        self._settle()
        self.placed_anew.emit()

    def set_page(self, setting: Setting) -> None:
        """Set the article in another size, measure or face; what is read stays in place."""
        if setting != self.setting:
            self.setting = setting
            self._set_anew()

    def span(self) -> Span | None:
        """Return the selected words as a span of whole graphemes, without white space around."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._page or not self._shown:
            return None
        to_offset = self._page.positions.to_offset
        start, end = to_offset(cursor.selectionStart()), to_offset(cursor.selectionEnd())
        return self._shown.graphemes.trimmed(start, end)

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._page.positions.to_offset(self.textCursor().position()) if self._page else 0

    def select(self, span: Span) -> None:
        """Select words and bring them into view."""
        self._move(span.start, span.end)

    def put_caret(self, offset: int) -> None:
        """Put the caret before a character, with nothing selected."""
        self._move(offset, offset)

    def drop_words(self) -> None:
        """Let go of the selected words; the caret and what is seen stay."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def is_right_to_left(self, offset: int) -> bool:
        """Return whether the paragraph at an offset is read from the right."""
        if not self._page:
            return False
        block = self.document().findBlock(self._page.positions.to_position(offset))
        return block.textDirection() is Qt.LayoutDirection.RightToLeft

    def seen_range(self) -> tuple[int, int]:
        """Return the offsets of the first and the last character on the screen."""
        if not self._geometry or not self._page:
            return 0, 0
        return tuple(
            self._page.positions.to_offset(
                self._page.layout.hitTest(QPointF(x, y), Qt.HitTestAccuracy.FuzzyHit)
            )
            for x, y in (
                (0.0, float(self.verticalScrollBar().value())),
                (1e6, float(self.verticalScrollBar().value() + self.viewport().height())),
            )
        )  # type: ignore[return-value]

    def first_whole_line(self) -> int:
        """Return the offset of the first line of words of which nothing is above the view."""
        top = self.verticalScrollBar().value()
        seen = self._geometry.seen(top, top + self.viewport().height()) if self._geometry else []
        for block in seen:
            layout = block.block.layout()
            for number in range(layout.lineCount() if block.start < block.end else 0):
                line = layout.lineAt(number)
                if block.top + line.y() >= top and self._page:
                    position = block.block.position() + line.textStart()
                    return self._page.positions.to_offset(position)
        return self.seen_range()[0]

    def is_above(self, offset: int) -> bool:
        """Return whether the line at an offset begins above the view."""
        if not self._geometry:
            return False
        return self._geometry.point_of(offset).y() < self.verticalScrollBar().value()

    def scroll_to(self, offset: int) -> None:
        """Put the line at an offset at the top, as far as there is page below it."""
        if self._geometry:
            for _ in range(2):  # lines set on the way may turn out longer than guessed
                top = self._geometry.point_of(offset).y() - _LEAD
                self.verticalScrollBar().setValue(top)

    def offset_at(self, point: QPointF) -> int | None:
        """Return the offset of the character under a point of the viewport, None beside words."""
        return self._geometry.offset_at(self._on_page(point)) if self._geometry else None

    def offset_near(self, point: QPointF) -> int:
        """Return the offset nearest to a point of the viewport."""
        if not self._page:
            return 0
        nearest = Qt.HitTestAccuracy.FuzzyHit
        position = self._page.layout.hitTest(self._on_page(point), nearest)
        return self._page.positions.to_offset(position)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Set the lines that come into view before they are drawn."""
        is_nested = self._read_from is not None
        if 0 < dy < self.viewport().height() and not is_nested:
            # What was seen stays in sight, and moves by no more than was scrolled.
            self._read_from = float(self.verticalScrollBar().value() + dy)
        self._settle()
        if not is_nested:
            self._read_from = None
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column; what is read stays in place."""
        super().resizeEvent(event)
        self._fit_column()
        self._settle()
        self.scrolled.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the page's own face when the application's changes."""
        if event.type() not in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            super().changeEvent(event)

    def _on_page(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self.verticalScrollBar().value())

    def _move(self, start: int, end: int) -> None:
        if not self._page:
            return
        self.bring_into_view(end)
        cursor = self.textCursor()
        cursor.setPosition(self._page.positions.to_position(start))
        if end != start:
            cursor.setPosition(
                self._page.positions.to_position(end), QTextCursor.MoveMode.KeepAnchor
            )
        self.setTextCursor(cursor)

    def bring_into_view(self, offset: int) -> None:
        """Scroll as little as there is need for, or put what is far away near the top."""
        if not self._geometry:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        room = min(3 * self.setting.pitch, height / 4)
        for _ in range(3):  # lines set on the way may turn out longer than guessed
            y = self._geometry.point_of(offset).y() - bar.value()
            if 0 <= y <= height - room:
                return
            is_near = -height <= y <= 2 * height
            if not is_near:
                bar.setValue(round(bar.value() + y - height * _SHOWN_BELOW))
            elif y < 0:
                bar.setValue(round(bar.value() + y - room / 2))
            else:
                bar.setValue(round(bar.value() + y - height + room))

    def _settle(self) -> None:
        """Set the lines that are seen; their heights are only guessed before."""
        if self._geometry and self._page:
            for _ in range(3):
                top = self.verticalScrollBar().value()
                seen = self._geometry.seen(top, top + self.viewport().height())
                if self.verticalScrollBar().value() == top:
                    break
            numbers = [block.block.blockNumber() for block in seen] or [0]
            self._page.layout.trim(numbers[0] - 50, numbers[-1] + 50)

    def _keep_place(self, top: float, before: float, grown: float) -> None:
        """Move with what stands above and turned out to be taller or shorter than guessed."""
        bar = self.verticalScrollBar()
        read_from = bar.value() if self._read_from is None else self._read_from
        self.viewport().update()
        self.scrolled.emit()
        if top + before <= read_from:
            if self._read_from is not None:
                self._read_from += grown
            bar.setValue(round(bar.value() + grown))

    def _fit_column(self) -> None:
        if self._page:
            place = self._place_read()
            width = self.viewport().width() - BEFORE - AFTER
            if self._page.layout.set_column(BEFORE, width):
                self._keep_reading(place)

    def _set_anew(self) -> None:
        if self._page:
            place = self._place_read()
            self._page.set_anew(self.look.theme, self.setting)
            self._keep_reading(place)

    def _place_read(self) -> int:
        """Return the offset of the first line that is read, the same until one scrolls."""
        top = self.verticalScrollBar().value()
        if self._kept and self._kept[0] == top:
            return self._kept[1]
        hit = self._page.layout.hit_line(QPointF(0, top + _LEAD + 1)) if self._page else None
        if hit is None or not self._page:
            return 0
        block, line, _ = hit
        return self._page.positions.to_offset(block.position() + line.textStart())

    def _keep_reading(self, place: int) -> None:
        if self.verticalScrollBar().value():
            self.scroll_to(place)
        self._settle()
        # Many changes one after another, as when a window is resized, never add up to a drift.
        self._kept = (self.verticalScrollBar().value(), place)
        self.placed_anew.emit()
