"""The reading pane's words: the caret, the selection, the scrolling, and what is painted there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.desk import Desk
from annotator.model import Claim, Span
from ui.keys import chord
from ui.reading import painting
from ui.reading.geometry import Frame
from ui.reading.page_view import PageView
from ui.reading.painting import Outline
from ui.reading.pointer import Pointer
from ui.selection import Selection
from ui.theme import Look
from ui.workspace import Workspace

_FOR_A_WHILE = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
"""Why the keys go away and come back by themselves."""


class ArticleView(PageView):
    """The open article with its marks, its keys and what the mouse does to it.

    `refreshed` tells the margin and the cards to be drawn anew; `edition` counts how often it was
    for another reason than scrolling. `words_chosen` tells where the mouse let go of words,
    `left_alone` that a person went on to something else, `claim_clicked` the claim that is about
    to be selected by a click, None beside all of them.
    """

    focused = Signal()
    refreshed = Signal()
    boundary_moved = Signal(object, object)
    words_chosen = Signal(QPoint)
    left_alone = Signal()
    menu_wanted = Signal(object, QPoint)
    claim_clicked = Signal(object)
    unfocused = Signal()

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        look: Look,
        run_chord: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.setObjectName("articleView")
        self.setAccessibleName(self.tr("Article"))
        self.viewport().setMouseTracking(True)
        self.hints: dict[str, str] = {}
        self.hovered: Claim | None = None
        self._selected_id = ""
        self.moving: Span | None = None
        self.moving_end: bool | None = None
        self.shows_marks = True
        self.edition = 0
        self._workspace = workspace
        self._selection = selection
        self._run_chord = run_chord
        self._frame: Frame | None = None
        self._marks = painting.Marks()
        self._pointer = Pointer(self, selection)
        workspace.article_opened.connect(self.show_article)
        workspace.changed.connect(self.refresh)
        workspace.changed.connect(self.left_alone)
        self.placed_anew.connect(self._make_anew)
        self.scrolled.connect(self._forget_frame)
        selection.changed.connect(self._show_selected)

    @property
    def desk(self) -> Desk | None:
        """Return the article that is shown, perhaps only the beginning of its claims."""
        shown = self._workspace.desk or self._workspace.beginning
        return shown if self.geometry_of_page else None

    def show_article(self) -> None:
        """Set the article, with the caret at its beginning, or all claims of the one shown."""
        self.hovered = self.moving = None
        self.hints = {}
        self.show_words(self._workspace.desk or self._workspace.beginning)

    def refresh(self) -> None:
        """Draw everything anew, the margin and the cards too."""
        self.edition += 1
        self._frame = None
        self.viewport().update()
        self.refreshed.emit()

    def frame_now(self) -> Frame | None:
        """Return what is seen now."""
        desk, geometry = self.desk, self.geometry_of_page
        if self._frame is None and desk and geometry:
            top = self.verticalScrollBar().value()
            self._frame = Frame(desk, geometry, top, self.viewport().height())
        return self._frame

    def show_claim(self, claim: Claim) -> None:
        """Bring a claim into view, with the caret at its end; where it does not fit, its start."""
        self.bring_into_view(claim.start)
        self.put_caret(claim.end)
        if self.is_above(claim.start):
            self.put_caret(claim.start)

    def claims_at(self, point: QPoint) -> list[Claim]:
        """Return the claims under a point of the viewport, the smallest first."""
        offset = self.offset_at(QPointF(point))
        if offset is None or not self.desk or not self.shows_marks:
            return []
        found = self.desk.over(offset, offset + 1)
        return sorted(found, key=lambda claim: claim.end - claim.start)

    def chip_at(self, point: QPointF) -> painting.Chip | None:
        """Return the "+n" under a point of the viewport."""
        frame = self.frame_now()
        return self._marks.chip_at(frame, point) if frame and self.shows_marks else None

    def handles(self) -> tuple[QPointF | None, QPointF | None]:
        """Return where the selected claim's two handles are, None where they are not seen."""
        frame, claim = self.frame_now(), self._selection.claim
        if frame is None or claim is None or not self.shows_marks:
            return None, None
        return painting.handles_of(frame, self.moving or claim.span)

    def click(self, claim: Claim | None) -> None:
        """Select the claim that was clicked, or none, in the place of any words."""
        self.drop_words()
        self.claim_clicked.emit(claim)
        self._selection.select(claim)

    def hover(self, claim: Claim | None) -> None:
        """Outline the claim under the mouse."""
        if claim != self.hovered:
            self.hovered = claim
            self.refresh()

    def show_move(self, span: Span | None, *, is_end: bool | None = None) -> None:
        """Show where the selected claim would stand, and which end moves; None ends it."""
        if (span, is_end) != (self.moving, self.moving_end):
            self.moving, self.moving_end = span, is_end
            self.refresh()

    def show_marks(self, *, are_shown: bool) -> None:
        """Show the marks, or the bare words."""
        if are_shown != self.shows_marks:
            self.shows_marks = are_shown
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw underlines and tints, then Qt the words, then outlines and handles."""
        frame = self.frame_now()
        if frame is None or not self.shows_marks:
            super().paintEvent(event)
            return
        rect = event.rect()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        blocks = frame.within(rect.top(), rect.bottom())
        self._marks.draw(painter, frame, blocks, self.look.theme)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        words = self.span()
        if words:
            self._marks.draw_over(painter, frame, blocks, words, self.look.theme)
        self._draw_states(painter, frame)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the registry have the key first; what it does not know moves the caret."""
        self.left_alone.emit()
        gripped = self._pointer.give_up() if chord(event) == "Esc" else None
        if gripped:
            self.boundary_moved.emit(gripped, gripped.span)
            event.accept()
            return
        if self._run_chord(chord(event)):
            event.accept()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before and not self.textCursor().hasSelection():
            self._selection.clear()

    def event(self, event: QEvent) -> bool:
        """Let the registry have Tab too, which goes to the next widget where it means nothing."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_tab = event.key() == Qt.Key.Key_Tab
            if is_tab and self._run_chord(chord(event)):
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys go elsewhere, but for a menu or another window for a while."""
        self.left_alone.emit()
        if event.reason() not in _FOR_A_WHILE:
            self.unfocused.emit()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the mouse, or by its key of what is at the caret."""
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self.cursorRect().center() if is_by_key else event.pos()
        if self.desk:
            place = self.viewport().mapToGlobal(point)
            self.menu_wanted.emit(None if is_by_key else point, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the pointer have it first: handles, chips and clicks one after another."""
        self.left_alone.emit()
        if not self._pointer.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a boundary, or tell what is under the mouse."""
        if not self._pointer.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the claim that was clicked, or whole words (with Alt, characters)."""
        if not self._pointer.release(event):
            super().mouseReleaseEvent(event)
            self._pointer.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        if not self._pointer.double_click(event):
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Outline nothing once the mouse is elsewhere."""
        self.hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys of the text work now; they are about one claim alone."""
        super().focusInEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if self._selection.is_several and event.reason() not in passing:
            self._selection.select(self._selection.claim)
        self.focused.emit()

    def _draw_states(self, painter: QPainter, frame: Frame) -> None:
        """Outline what is under the mouse, linked, and selected."""
        theme, claim = self.look.theme, self._selection.claim
        hovered = self.hovered and frame.desk.claim(self.hovered.id)
        if hovered and (claim is None or hovered.id != claim.id):
            ink = painting.ink_of(hovered, theme)
            painting.draw_outline(painter, frame.of(hovered), ink, Outline.HOVERED)
        if claim is None:
            return
        ends = {link.to_id for link in frame.desk.links_from(claim)}
        ends |= {link.from_id for link in frame.desk.links_to(claim)}
        for other in filter(None, map(frame.desk.claim, ends)):
            ink = painting.ink_of(other, theme)
            painting.draw_outline(painter, frame.of(other), ink, Outline.LINKED)
        for words, start in ((claim.mention, claim.mention_start), (claim.cue, claim.cue_start)):
            if words and start is not None:
                fragments = frame.between(start, start + len(words))
                painting.draw_words(painter, fragments, theme.accent)
        ink = painting.ink_of(claim, theme)
        if self.moving:
            fragments = frame.between(self.moving.start, self.moving.end)
            painting.draw_outline(painter, fragments, ink, Outline.MOVING)
        else:
            painting.draw_outline(painter, frame.of(claim), ink, Outline.SELECTED)
        handles = self.handles()
        painting.draw_handles(painter, filter(None, handles), ink)
        grip = handles[self.moving_end] if self.moving_end is not None else None
        if grip:
            painting.draw_handles(painter, [grip], theme.accent, grown=1.6)

    def _make_anew(self) -> None:
        self._marks.forget()
        self.refresh()

    def _forget_frame(self) -> None:
        self._frame = None
        self.refreshed.emit()

    def _show_selected(self, claim: Claim | None) -> None:
        """Show the selected claim; that another one was selected lets go of the words."""
        if claim and claim.id != self._selected_id:
            self.drop_words()
        self._selected_id = claim.id if claim else ""
        self.left_alone.emit()
        self.moving = None
        self.refresh()
