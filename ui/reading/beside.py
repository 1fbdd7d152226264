"""What stands beside the words: the margin left of them and the cards right of them."""

from abc import abstractmethod
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.desk import Desk
from annotator.model import Claim
from ui.models.wording import plain_tip, sentence
from ui.reading import arcs, cards, margin
from ui.reading.geometry import Frame, SeenBlock
from ui.reading.view import ArticleView
from ui.selection import Selection, next_of
from ui.theme import Look


class Beside(QWidget):
    """A strip that draws the claims seen in the words; a click on one selects it."""

    def __init__(self, view: ArticleView, selection: Selection, look: Look) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.view = view
        self.selection = selection
        self.look = look
        self.spots: dict[str, QRectF] = {}
        view.refreshed.connect(self.update)

    @abstractmethod
    def draw(self, painter: QPainter, frame: Frame) -> dict[str, QRectF]:
        """Draw what is seen; return where each claim's part is, by id."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw on paper what belongs to the words that are seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.look.theme.paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.view.frame_now()
        self.spots = self.draw(painter, frame) if frame and self.view.shows_marks else {}
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the claim under the mouse, and give the keys to the text."""
        claim = self._claim_at(event.position())
        if claim and event.button() is Qt.MouseButton.LeftButton:
            self.view.click(claim)
        self.view.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the words of the claim under the mouse."""
        claim = self._claim_at(event.position())
        self.view.hover(claim)
        shape = Qt.CursorShape.PointingHandCursor if claim else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Outline nothing once the mouse is elsewhere."""
        self.view.hover(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell the claim under the mouse in one sentence."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            claim, desk = self._claim_at(QPointF(event.pos())), self.view.desk
            words = plain_tip(sentence(desk, claim)) if claim and desk else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    @property
    def moves_whole_pixels(self) -> bool:
        """Return whether what was drawn can be moved; else it would fall between the pixels."""
        return self.devicePixelRatioF().is_integer()

    def state(self) -> tuple[object, ...]:
        """Return what must not have changed for what was drawn to be used again."""
        return self.view.edition, self.size(), self.devicePixelRatioF()

    def blank(self, width: float, height: float) -> QPixmap:
        """Return a piece of paper to draw on, for later."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self.look.theme.paper)
        return pixmap

    def _claim_at(self, point: QPointF) -> Claim | None:
        """Return the claim that a click at a point selects, of several there the next."""
        desk = self.view.desk
        keys = [key for key, rect in self.spots.items() if rect.contains(point)]
        found = [claim for key in keys if desk and (claim := desk.claim(key))]
        return next_of(found, self.selection.claim)


class MarginStrip(Beside):
    """Brackets, badges, rings and arcs; badges alone where the page is narrow."""

    def __init__(self, view: ArticleView, selection: Selection, look: Look) -> None:
        super().__init__(view, selection, look)
        self.setObjectName("marginStrip")
        self.is_narrow = False
        self._still: _Still | None = None

    def draw(self, painter: QPainter, frame: Frame) -> dict[str, QRectF]:
        """Draw the margin; while it scrolls, what has not changed is only moved."""
        theme = self.look.theme
        if self.moves_whole_pixels:
            if self._still is None or not self._still.shows(frame, self.state()):
                self._still = self._still_of(frame)
            places = self._still.draw(painter, frame)
        else:
            places = self._draw_still(painter, frame)
        if not self.is_narrow:
            right = float(self.width()) + _INTO_WORDS
            found = arcs.arcs(frame, places, self.selection.claim, right)
            arcs.draw_arcs(painter, found, frame.desk, float(self.height()), places, theme)
        margin.draw_hints(painter, places, self.view.hints, theme)
        return {key: rect.adjusted(-2, -4, 6, 4) for key, rect in places.badges.items()}

    def _draw_still(self, painter: QPainter, frame: Frame) -> margin.Places:
        """Draw what stands still beside its words: brackets, badges and rings."""
        theme, selected = self.look.theme, self.selection.claim
        placed = margin.brackets(frame)
        if self.is_narrow:
            return margin.draw_few(painter, frame, placed, float(self.width()), theme)
        right = float(self.width()) + _INTO_WORDS
        strong = {claim.id for claim in (selected, self.view.hovered) if claim}
        margin.draw_brackets(painter, placed, right, theme, strong)
        return margin.draw_marks(painter, frame, placed, right, theme)

    def _still_of(self, frame: Frame) -> "_Still":
        pixmap = self.blank(self.width(), frame.height + 2 * _SPARE)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, _SPARE)
        places = self._draw_still(painter, frame)
        painter.end()
        return _Still(pixmap, places, frame.page_top, frame.paragraphs(), self.state())


_SPARE = 256
"""How far a margin is drawn above and below what is seen, so that it can scroll."""


@dataclass(frozen=True, slots=True)
class _Still:
    """A margin as it was drawn at one place of the page, and for which words and state."""

    pixmap: QPixmap
    places: margin.Places
    page_top: float
    paragraphs: list[SeenBlock]
    state: tuple[object, ...]

    def shows(self, frame: Frame, state: tuple[object, ...]) -> bool:
        """Return whether it needs only to be moved: lanes depend on what is seen."""
        is_near = abs(frame.page_top - self.page_top) <= _SPARE
        return is_near and self.state == state and self.paragraphs == frame.paragraphs()

    def draw(self, painter: QPainter, frame: Frame) -> margin.Places:
        """Draw it where the page is now; return where its marks are."""
        down = self.page_top - frame.page_top
        painter.drawPixmap(QPointF(0, down - _SPARE), self.pixmap)
        return self.places.moved(down)


_INTO_WORDS = 4.0
"""How far the brackets reach into the room that the words have before them."""


class CardColumn(Beside):
    """A card a claim: who says it, and how it stands."""

    def __init__(self, view: ArticleView, selection: Selection, look: Look) -> None:
        super().__init__(view, selection, look)
        self.setObjectName("cardColumn")
        self._drawn: dict[tuple[str, float], QPixmap] = {}
        self._drawn_for: tuple[object, ...] = ()

    def draw(self, painter: QPainter, frame: Frame) -> dict[str, QRectF]:
        """Draw the cards beside the first words of their claims; in scrolling they are moved."""
        placed = cards.cards(frame, float(self.width()))
        if self._drawn_for != self.state() or len(self._drawn) > _MOST_CARDS:
            self._drawn.clear()
            self._drawn_for = self.state()
        for card in placed:
            if card.rect.top() > frame.height:
                break
            if self.moves_whole_pixels:
                place = card.rect.topLeft() - QPointF(_ROOM, _ROOM)
                painter.drawPixmap(place, self._picture_of(frame.desk, card))
            else:
                self._draw_card(painter, frame.desk, card)
        return {card.claim.id: card.rect for card in placed}

    def _picture_of(self, desk: Desk, card: cards.Card) -> QPixmap:
        key = (card.claim.id, card.rect.height())
        pixmap = self._drawn.get(key)
        if pixmap is None:
            whole = card.rect.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
            pixmap = self._drawn[key] = self.blank(whole.width(), whole.height())
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-whole.topLeft())
            self._draw_card(painter, desk, card)
            painter.end()
        return pixmap

    def _draw_card(self, painter: QPainter, desk: Desk, card: cards.Card) -> None:
        selected, hovered = self.selection.claim, self.view.hovered
        cards.draw_card(
            painter,
            desk,
            card,
            self.look.theme,
            is_selected=selected is not None and selected.id == card.claim.id,
            is_hovered=hovered is not None and hovered.id == card.claim.id,
        )


_ROOM = 1
"""The pixels around a card that its edge needs; more would lie on its neighbor."""
_MOST_CARDS = 100


class CardSheet(Beside):
    """The selected claim's card along the bottom, where there is no room beside the words."""

    HEIGHT = 50

    def __init__(self, view: ArticleView, selection: Selection, look: Look) -> None:
        super().__init__(view, selection, look)
        self.setObjectName("cardSheet")

    def draw(self, painter: QPainter, frame: Frame) -> dict[str, QRectF]:
        """Draw the card as wide as the page."""
        claim = self.selection.claim
        if claim is None:
            return {}
        theme = self.look.theme
        painter.setPen(theme.lines)
        painter.drawLine(0, 0, self.width(), 0)
        rect = QRectF(10, 7, self.width() - 20, cards.HEIGHT)
        card = cards.Card(claim, rect)
        cards.draw_card(painter, frame.desk, card, theme, is_selected=True, is_hovered=False)
        return {claim.id: rect}
