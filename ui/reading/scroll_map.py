"""The scroll map: the story strip standing beside the page, where a scroll bar would be."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotator.edits import Change
from annotator.model import Claim
from annotator.story_strip import GUTTER, LANES, Strip
from ui.models.wording import reading_on, told
from ui.pictures import draw
from ui.reading.view import ArticleView
from ui.theme import Look
from ui.workspace import Workspace

_WIDTH, _BAND = 28, 13
_PAD = 10
"""The room above and below the band."""
_AROUND = 2.5
"""How far the outline of what is seen stands off the band."""
_LEAST = 14
"""The outline is never lower, so that it can be grasped."""


class ScrollMap(QWidget):
    """Where the claims of the open article stand, and what the page shows of it.

    A click goes there, a drag scrolls. It takes the place of the view's own scroll bar and never
    the focus: every place can be reached by the keys of the text.
    """

    def __init__(
        self, workspace: Workspace, look: Look, view: ArticleView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("storyStrip")
        self.setAccessibleName(self.tr("Story strip"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(_WIDTH)
        self._workspace = workspace
        self._look = look
        self._view = view
        self._strip: Strip | None = None
        self._unanswered: dict[str, int] = {}
        self._drawn: QPixmap | None = None
        self._told = ""
        self._seen = (0, 0)
        self._pressed_at: float | None = None
        self._is_dragging = False
        self._grip = 0
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        workspace.article_opened.connect(self._begin)
        workspace.changed.connect(self._follow)
        look.changed.connect(self._redraw)
        view.verticalScrollBar().valueChanged.connect(self._follow_view)
        view.verticalScrollBar().rangeChanged.connect(self._follow_view)
        self._begin()

    def sizeHint(self) -> QSize:
        """Ask for all the height there is."""
        return QSize(_WIDTH, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band, and around what the page shows an outline."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.chrome)
        if self._strip:
            painter.drawPixmap(0, 0, self._band(self._strip))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QColor(theme.text)
            outline.setAlphaF(0.7)
            painter.setPen(QPen(outline, 1.6))
            painter.drawRoundedRect(self._outline(), 4, 4)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the band anew for another height."""
        super().resizeEvent(event)
        self._redraw()
        self._follow_view()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the outline, or go to where the press is."""
        if event.button() is not Qt.MouseButton.LeftButton or self._strip is None:
            return
        y = event.position().y()
        outline = self._outline()
        self._pressed_at = y
        self._is_dragging = not outline.top() <= y <= outline.bottom()
        if self._is_dragging:
            self._go(y)
        self._grip = self._offset_at(y) - self._seen[0]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll along."""
        if self._pressed_at is None:
            return
        y = event.position().y()
        if abs(y - self._pressed_at) >= QApplication.startDragDistance():
            self._is_dragging = True
        if self._is_dragging:
            self._scroll_to(self._offset_at(y) - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to where a click was, also one within the outline."""
        if self._pressed_at is not None and not self._is_dragging:
            self._go(event.position().y())
        self._pressed_at = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page as if the wheel were turned over it."""
        QApplication.sendEvent(self._view.viewport(), event)

    def _begin(self) -> None:
        desk, shown = self._workspace.desk, self._view.desk
        self._strip = Strip(len(shown.text), desk.claims if desk else ()) if shown else None
        self._unanswered = {}
        for claim in desk.claims if desk else ():
            self._ask(claim)
        self._renew()

    def _follow(self, change: Change) -> None:
        desk = self._workspace.desk
        if desk is None or self._strip is None:
            return
        self._strip.follow(change, desk)
        for claim_id in desk.touched_by(change):
            self._unanswered.pop(claim_id, None)
            claim = desk.claim(claim_id)
            if claim:
                self._ask(claim)
        self._renew()

    def _ask(self, claim: Claim) -> None:
        desk = self._workspace.desk
        if desk and desk.is_unanswered(claim):
            self._unanswered[claim.id] = claim.start

    def _renew(self) -> None:
        self._redraw()
        self._told = self._claims_told()
        self._follow_view()

    def _follow_view(self) -> None:
        self._seen = self._view.seen_range()
        if self._strip:
            start, end = (100 * at // self._strip.length for at in self._seen)
            words = self.tr("{claims}; showing {start} to {end} percent")
            words = words.format(claims=self._told, start=start, end=min(end + 1, 100))
        else:
            words = self.tr("No article is open")
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        self.update()

    def _claims_told(self) -> str:
        if self._workspace.beginning:
            return reading_on()
        told_lanes = []
        for lane in LANES if self._strip else ():
            places = [
                self.tr("{start} to {end}").format(start=start, end=end)
                for start, end in (self._strip.places(lane) if self._strip else ())
            ]
            if places:
                name = told(lane) if lane else self.tr("no tag")
                told_lanes.append(f"{name} {', '.join(places)}")
        if not told_lanes:
            return self.tr("No claims")
        if self._unanswered:
            told_lanes.append(self.tr("{n} unanswered").format(n=len(self._unanswered)))
        said = self.tr("Claims stand, in percent of the story, at: {places}")
        return said.format(places="; ".join(told_lanes))

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _band(self, strip: Strip) -> QPixmap:
        """Return the band as it is drawn, kept while the page scrolls."""
        ratio = self.devicePixelRatio()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(self._look.theme.chrome)
            painter = QPainter(self._drawn)
            painter.translate(0, _PAD)
            column = strip.column(GUTTER + _BAND, self._track, self._unanswered.values())
            draw(painter, column, self._look.theme)
            painter.end()
        return self._drawn

    @property
    def _track(self) -> int:
        return max(self.height() - 2 * _PAD, 1)

    def _outline(self) -> QRectF:
        length = self._strip.length if self._strip else 1
        top = self._seen[0] / length * self._track
        bottom = min((self._seen[1] + 1) / length, 1) * self._track
        height = min(max(bottom - top, _LEAST), self._track)
        top = min(top, self._track - height)
        left, width = GUTTER - _AROUND, _BAND + 2 * _AROUND
        return QRectF(left, _PAD + top - _AROUND, width, height + 2 * _AROUND)

    def _offset_at(self, y: float) -> int:
        length = self._strip.length if self._strip else 1
        return round((y - _PAD) / self._track * length)

    def _go(self, y: float) -> None:
        """Show what stands at `y` in the middle of the page."""
        self._scroll_to(self._offset_at(y) - (self._seen[1] - self._seen[0]) // 2)

    def _scroll_to(self, first: int) -> None:
        """Show the text from `first` on, at the end of the article all the way down."""
        last = (self._strip.length if self._strip else 1) - 1
        shown = self._seen[1] - self._seen[0]
        self._view.scroll_to(last if first + shown >= last else max(first, 0))
