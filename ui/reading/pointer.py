"""What the mouse does on the page: clicks, words, sentences, handles."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator import boundaries, sentences
from annotator.desk import Desk
from annotator.model import Claim, Span
from annotator.text import whole_words
from ui.reading.painting import HANDLE
from ui.selection import Selection, next_of

if TYPE_CHECKING:
    from ui.reading.view import ArticleView

_NEAR = 6
"""How far apart clicks may be that belong together, and how far from a handle one grips."""


class Pointer:
    """Turns what the mouse does into claims and words that are selected, and boundaries moved."""

    def __init__(self, view: "ArticleView", selection: Selection) -> None:
        self._view = view
        self._selection = selection
        self._clicks = 0
        self._clicked_at = (0.0, QPoint())
        self._grip: tuple[Claim, bool] | None = None
        self._was_given_up = False
        selection.changed.connect(self.give_up)

    def press(self, event: QMouseEvent) -> bool:
        """Grip a handle, or count clicks; return whether nothing else is to be done."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._view.desk:
            return False
        self._was_given_up = False
        point = event.position()
        grip = self._handle_at(point)
        if grip is not None and self._selection.claim:
            self._grip = (self._selection.claim, grip)
            return True
        self._count(point.toPoint())
        if self._clicks > 2:
            return self._choose_more(self._view.desk, point)
        return False

    def double_click(self, event: QMouseEvent) -> bool:
        """Select the word under the mouse, as we know words; the fourth click is one, too."""
        desk = self._view.desk
        if event.button() is not Qt.MouseButton.LeftButton or not desk:
            return False
        point = event.position()
        if self._clicks > 2 and self._belongs(point.toPoint()):
            self._count(point.toPoint())
            return self._choose_more(desk, point)
        self._clicks, self._clicked_at = 2, (monotonic(), point.toPoint())
        offset = self._view.offset_at(point)
        if offset is None:
            return True
        character = desk.graphemes.snap(Span(offset, offset + 1))
        if not desk.text[offset].isspace():
            self._view.select(whole_words(desk.text, character))
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Drag a gripped boundary, else outline the claim under the mouse."""
        view = self._view
        if self._grip and view.desk:
            claim, is_end = self._grip
            by_word = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            offset = view.offset_near(event.position())
            view.show_move(boundaries.dragged(view.desk, claim, offset, is_end, by_word=by_word))
            return True
        if self._was_given_up:
            self._was_given_up = bool(event.buttons())
            return True
        if not event.buttons():
            found = view.claims_at(event.position().toPoint())
            view.hover(found[0] if found else None)
            is_handle = self._handle_at(event.position()) is not None
            is_chip = view.chip_at(event.position()) is not None
            shape = Qt.CursorShape.IBeamCursor
            if is_handle:
                shape = Qt.CursorShape.SizeHorCursor
            elif is_chip:
                shape = Qt.CursorShape.PointingHandCursor
            view.viewport().setCursor(shape)
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Let a gripped boundary go where it is; return whether there was one."""
        if event.button() is Qt.MouseButton.LeftButton and self._was_given_up:
            self._was_given_up = False
            return True
        if not self._grip:
            return False
        (claim, _), span = self._grip, self._view.moving
        self._grip = None
        self._view.show_move(None)
        if span and span != claim.span:
            self._view.boundary_moved.emit(claim, span)
        return True

    def give_up(self) -> Claim | None:
        """Let a gripped boundary go with nothing moved; return its claim, None without one."""
        if not self._grip:
            return None
        (claim, _), self._grip = self._grip, None
        # The button is still down: what it does until it is let go means nothing.
        self._was_given_up = True
        self._view.show_move(None)
        return claim

    def released(self, event: QMouseEvent) -> None:
        """Select whole words where the mouse was dragged, else the claim that was clicked."""
        view = self._view
        if event.button() is not Qt.MouseButton.LeftButton or not view.desk:
            return
        if not view.textCursor().hasSelection():
            self._click(event.position().toPoint())
            return
        span = view.span()
        if span and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            span = whole_words(view.desk.text, span)
            view.select(span)
        if span:
            view.words_chosen.emit(event.position().toPoint())

    def _count(self, point: QPoint) -> None:
        # A second press that is no double click begins anew: the claim around is meant.
        self._clicks = self._clicks + 1 if self._clicks >= 2 and self._belongs(point) else 1
        self._clicked_at = (monotonic(), point)

    def _belongs(self, point: QPoint) -> bool:
        """Return whether a click at a point, now, goes with the one before."""
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        then, where = self._clicked_at
        return monotonic() - then < interval and (point - where).manhattanLength() <= _NEAR

    def _choose_more(self, desk: Desk, point: QPointF) -> bool:
        """Select the sentence on a third click, the paragraph on a fourth."""
        offset = self._view.offset_near(point)
        if self._clicks == 3:
            span = sentences.sentence_at(desk.text, desk.blocks, offset)
            span = sentences.without_full_stop(desk.text, span) if span else None
        else:
            span = sentences.paragraph_at(desk.blocks, offset)
        if span:
            self._view.select(span)
        return True

    def _click(self, point: QPoint) -> None:
        """Select the smallest claim under a click, on a second one the claim around it."""
        chip = self._view.chip_at(QPointF(point))
        found = list(chip.claims) if chip else self._view.claims_at(point)
        self._view.click(next_of(found, self._selection.claim))

    def _handle_at(self, point: QPointF) -> bool | None:
        """Return whether the end's handle (True) or the start's is under a point, else None."""
        for handle, is_end in zip(self._view.handles(), (False, True), strict=True):
            if handle and (point - handle).manhattanLength() <= HANDLE + _NEAR:
                return is_end
        return None
