"""What stands beside the words: the margin left of them and the cards right of them."""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model import Claim
from ui.models.wording import plain_tip, sentence
from ui.reading import arcs, cards, margin
from ui.reading.geometry import Frame
from ui.reading.view import ArticleView
from ui.selection import Selection
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

    def _claim_at(self, point: QPointF) -> Claim | None:
        desk = self.view.desk
        found = (key for key, rect in self.spots.items() if rect.contains(point))
        return next((c for key in found if desk and (c := desk.claim(key))), None)


class MarginStrip(Beside):
    """Brackets, badges, rings and arcs; badges alone where the page is narrow."""

    def __init__(self, view: ArticleView, selection: Selection, look: Look) -> None:
        super().__init__(view, selection, look)
        self.setObjectName("marginStrip")
        self.is_narrow = False

    def draw(self, painter: QPainter, frame: Frame) -> dict[str, QRectF]:
        """Draw the margin."""
        theme, selected = self.look.theme, self.selection.claim
        placed = margin.brackets(frame)
        right = float(self.width()) + _INTO_WORDS
        if self.is_narrow:
            places = margin.draw_few(painter, frame, placed, float(self.width()), theme)
        else:
            strong = {claim.id for claim in (selected, self.view.hovered) if claim}
            margin.draw_brackets(painter, placed, right, theme, strong)
            places = margin.draw_marks(painter, frame, placed, right, theme)
            found = arcs.arcs(frame, places, selected, right)
            arcs.draw_arcs(painter, found, frame.desk, float(self.height()), theme)
        margin.draw_hints(painter, places, self.view.hints, theme)
        return {key: rect.adjusted(-2, -4, 6, 4) for key, rect in places.badges.items()}


_INTO_WORDS = 4.0
"""How far the brackets reach into the room that the words have before them."""


class CardColumn(Beside):
    """A card a claim: who says it, and how it stands."""

    def __init__(self, view: ArticleView, selection: Selection, look: Look) -> None:
        super().__init__(view, selection, look)
        self.setObjectName("cardColumn")

    def draw(self, painter: QPainter, frame: Frame) -> dict[str, QRectF]:
        """Draw the cards beside the first words of their claims."""
        theme, selected, hovered = self.look.theme, self.selection.claim, self.view.hovered
        placed = cards.cards(frame, float(self.width()))
        for card in placed:
            if card.rect.top() > frame.height:
                break
            cards.draw_card(
                painter,
                frame.desk,
                card,
                theme,
                is_selected=selected is not None and selected.id == card.claim.id,
                is_hovered=hovered is not None and hovered.id == card.claim.id,
            )
        return {card.claim.id: card.rect for card in placed}


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
