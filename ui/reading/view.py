"""The reading pane: the caret, the selection and the mouse on the page, and its painting."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.desk import Desk
from annotator.model import Claim, Span
from annotator.text import whole_words
from ui.keys import chord
from ui.reading import margin, painting
from ui.reading.geometry import Geometry, VisibleBlock
from ui.reading.page import Page
from ui.selection import Selection
from ui.theme import Look
from ui.workspace import Workspace


class ArticleView(QTextEdit):
    """The open article with its marks; nothing is ever read back from its document."""

    focused = Signal()

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        run_chord: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("articleView")
        self.setAccessibleName(self.tr("Article"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setCursorWidth(2)
        self.setPlaceholderText(
            self.tr("No article is open. Drop one here, or press Ctrl+I to import one.")
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.hints: dict[str, str] = {}
        self._workspace = workspace
        self._selection = selection
        self._look = look
        self._run_chord = run_chord
        self._page: Page | None = None
        self._geometry: Geometry | None = None
        self._pressed_at: QPoint | None = None
        workspace.article_opened.connect(self.show_article)
        workspace.changed.connect(lambda _: self.viewport().update())
        selection.changed.connect(lambda _: self.viewport().update())
        look.changed.connect(self._follow_look)

    @property
    def desk(self) -> Desk | None:
        """Return the article that is shown."""
        return self._workspace.desk if self._page else None

    def show_article(self) -> None:
        """Set the article on the desk, with the caret at its beginning."""
        desk = self._workspace.desk
        document = QTextDocument(self)
        self._page = self._geometry = None
        if desk:
            self._page = Page(desk, self._look.theme, document)
            self._page.center(self.viewport().width())
            self._geometry = Geometry(self, self._page.positions)
        self.setDocument(document)
        self.hints = {}
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def span(self) -> Span | None:
        """Return the selected words as a span of whole graphemes, without white space around."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._page or not self.desk:
            return None
        to_offset = self._page.positions.to_offset
        start, end = to_offset(cursor.selectionStart()), to_offset(cursor.selectionEnd())
        return self.desk.graphemes.trimmed(start, end)

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._page.positions.to_offset(self.textCursor().position()) if self._page else 0

    def select(self, span: Span) -> None:
        """Select words and bring them into view."""
        self._move(span.start, span.end)

    def put_caret(self, offset: int) -> None:
        """Put the caret before a character, with nothing selected."""
        self._move(offset, offset)

    def show_claim(self, claim: Claim) -> None:
        """Bring a claim into view, with the caret at its end."""
        self._move(claim.start, claim.start)
        self._move(claim.end, claim.end)

    def seen_range(self) -> tuple[int, int]:
        """Return the offsets of the first and the last character on screen."""
        seen = list(self._geometry.visible()) if self._geometry else []
        return (seen[0].start, max(seen[-1].end - 1, seen[0].start)) if seen else (0, 0)

    def scroll_to(self, offset: int) -> None:
        """Put the block that holds the character at `offset` at the top."""
        if self._page:
            block = self.document().findBlock(self._page.positions.to_position(offset))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top))

    def claims_at(self, point: QPoint) -> list[Claim]:
        """Return the claims under a point of the viewport, the smallest first."""
        if not self.desk or not self._geometry:
            return []
        offset = self._geometry.offset_at(point)
        if offset is None:
            return []
        found = self.desk.over(offset, offset + 1)
        return sorted(found, key=lambda claim: claim.end - claim.start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tints and underlines, then Qt the words, then outlines and the margin."""
        desk, geometry = self.desk, self._geometry
        if desk is None or geometry is None:
            super().paintEvent(event)
            return
        theme = self._look.theme
        seen = list(geometry.visible())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.draw_underlines(painter, desk, geometry, seen, theme)
        painting.draw_tints(painter, desk, geometry, seen, theme)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_selected(painter, desk, geometry, seen)
        placed = margin.brackets(desk, geometry, seen)
        left = self.document().rootFrame().frameFormat().leftMargin()
        spots = margin.draw_margin(painter, desk, placed, left, theme, self._selection.claim)
        margin.draw_hints(painter, spots, self.hints, theme)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the registry have the key first; what it does not know moves the caret."""
        if self._run_chord(chord(event)):
            event.accept()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._selection.clear()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the claim that was clicked, or whole words (with Alt, characters)."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or not self.desk or not self._page:
            return
        if self.textCursor().hasSelection():
            self._selection.clear()
            if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                span = self.span()
                if span:
                    self.select(whole_words(self.desk.text, span))
            return
        self._click(event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        if self._page:
            self._page.center(event.size().width())
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys of the text work now."""
        super().focusInEvent(event)
        self.focused.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the page's own face when the application's changes."""
        if event.type() not in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            super().changeEvent(event)

    def _click(self, point: QPoint) -> None:
        """Select the smallest claim under a click, on a second one the claim around it."""
        found = self.claims_at(point)
        selected = self._selection.claim
        ids = [claim.id for claim in found]
        if selected and selected.id in ids and len(ids) > 1:
            found = found[ids.index(selected.id) + 1 :] or found
        self._selection.select(found[0] if found else None)

    def _draw_selected(
        self, painter: QPainter, desk: Desk, geometry: Geometry, seen: list[VisibleBlock]
    ) -> None:
        claim = self._selection.claim
        if claim is None:
            return
        theme = self._look.theme
        ends = {link.to_id for link in desk.links_from(claim)}
        ends |= {link.from_id for link in desk.links_to(claim)}
        for other in filter(None, map(desk.claim, ends)):
            fragments = geometry.of_claim(seen, other)
            color = painting.ink_of(other, theme)
            painting.draw_outline(painter, fragments, color, is_selected=False)
        fragments = geometry.of_claim(seen, claim)
        color = painting.ink_of(claim, theme)
        painting.draw_outline(painter, fragments, color, is_selected=True)

    def _move(self, start: int, end: int) -> None:
        if not self._page:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._page.positions.to_position(start))
        if end != start:
            cursor.setPosition(
                self._page.positions.to_position(end), QTextCursor.MoveMode.KeepAnchor
            )
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _follow_look(self) -> None:
        caret, scrolled = self.caret(), self.verticalScrollBar().value()
        self.show_article()
        self.put_caret(caret)
        self.verticalScrollBar().setValue(scrolled)
