"""The arcs of the margin: from a denial to the allegation that it answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.desk import Desk
from annotator.model import Claim, Link
from annotator.vocabulary import Tag
from ui.reading.badges import SIZE
from ui.reading.geometry import Frame
from ui.reading.margin import Places
from ui.theme import Theme, sans

_LANE = 7.0
_LEAST = 12.0
_BELOW = 3.5


@dataclass(frozen=True, slots=True)
class End:
    """One end of an arc: its claim and its place; no badge where it is above or below the page.

    `reach` is the leftmost pixel of what stands at its line, `begin` where the arc touches.
    """

    claim: Claim
    y: float
    reach: float
    begin: float
    badge: QRectF | None = None

    @property
    def is_seen(self) -> bool:
        """Return whether the claim begins on the page."""
        return self.badge is not None


@dataclass(frozen=True, slots=True)
class Arc:
    """A link between two claims of which at least one is seen."""

    link: Link
    start: End
    goal: End
    reach: float
    """The leftmost pixel of what stands in the lines that it spans."""
    lane: int = 0

    @property
    def top(self) -> float:
        """Return its upper end."""
        return min(self.start.y, self.goal.y)

    @property
    def bottom(self) -> float:
        """Return its lower end."""
        return max(self.start.y, self.goal.y)


def arcs(frame: Frame, places: Places, selected: Claim | None, right: float) -> list[Arc]:
    """Return the arcs of the answers that are seen, and of every link of the selected claim.

    An arc within another lies nearer to the words.
    """
    found = []
    for link in _links(frame, selected):
        ends = [_end(frame, places, key, right) for key in (link.from_id, link.to_id)]
        if ends[0] and ends[1] and (ends[0].is_seen or ends[1].is_seen):
            found.append((link, ends[0], ends[1]))
    found.sort(key=lambda arc: abs(arc[1].y - arc[2].y))
    lanes: list[list[Arc]] = []
    placed = []
    for link, start, goal in found:
        arc = Arc(link, start, goal, _reach(start, goal, places))
        lane = 0
        while lane < len(lanes) and any(_cross(arc, other) for other in lanes[lane]):
            lane += 1
        if lane == len(lanes):
            lanes.append([])
        arc = replace(arc, lane=lane)
        lanes[lane].append(arc)
        placed.append(arc)
    return placed


def draw_arcs(
    painter: QPainter,
    placed: Iterable[Arc],
    desk: Desk,
    height: float,
    places: Places,
    theme: Theme,
) -> None:
    """Draw arcs with their arrows; an end that is not seen is a stub with its number."""
    stubs: dict[tuple[bool, int], float] = {}
    for arc in placed:
        is_answer = arc.link.kind.answers
        if arc.start.badge and arc.goal.badge and arc.top == arc.bottom:
            _draw_bow(painter, arc.start.badge, arc.goal.badge, theme)
            continue
        color = theme.ink(Tag.DENIAL) if is_answer else theme.muted
        pen = QPen(color, 1.5)
        if not is_answer:
            pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x = max(arc.reach - _LEAST - arc.lane * _LANE, 5.0)
        path = QPainterPath(_tip(arc.start))
        if arc.start.is_seen:
            path.quadTo(QPointF(x, arc.start.y), QPointF(x, _turn(arc.start, arc.goal)))
        else:
            path.moveTo(QPointF(x, arc.start.y))
        if arc.goal.is_seen:
            path.lineTo(QPointF(x, _turn(arc.goal, arc.start)))
            path.quadTo(QPointF(x, arc.goal.y), _tip(arc.goal))
        else:
            path.lineTo(QPointF(x, arc.goal.y))
        painter.drawPath(path)
        if arc.goal.is_seen:
            _draw_arrow(painter, _tip(arc.goal), color)
        for end in (arc.start, arc.goal):
            if not end.is_seen:
                stubs.setdefault((end.y <= 0, desk.number_of(end.claim)), x)
    _draw_stubs(painter, stub_places(stubs, height, places), theme)


def _draw_bow(painter: QPainter, start: QRectF, goal: QRectF, theme: Theme) -> None:
    """Draw a link between two claims that begin in one line: a bow below their badges."""
    left, right = QPointF(start.center().x(), start.bottom() + 2), goal.center()
    right.setY(goal.bottom() + 2)
    painter.setPen(QPen(theme.ink(Tag.DENIAL), 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(left)
    path.quadTo(QPointF((left.x() + right.x()) / 2, left.y() + 9), right)
    painter.drawPath(path)


def _links(frame: Frame, selected: Claim | None) -> Iterator[Link]:
    desk = frame.desk
    known: set[str] = set()
    for claim in frame.claims:
        for link in (*desk.links_from(claim), *desk.links_to(claim)):
            is_shown = link.kind.answers or (
                selected is not None and selected.id in {link.from_id, link.to_id}
            )
            if is_shown and link.id not in known:
                known.add(link.id)
                yield link


def _end(frame: Frame, places: Places, claim_id: str, right: float) -> End | None:
    claim = frame.desk.claim(claim_id)
    if claim is None or not frame.blocks:
        return None

    def is_beside(rect: QRectF, key: str) -> bool:
        return abs(places.badges[key].center().y() - rect.center().y()) < SIZE

    if claim_id in places.badges and 0 <= places.badges[claim_id].center().y() <= frame.height:
        rect, reach = places.badges[claim_id], places.reach[claim_id]
        least = min(other for key, other in places.reach.items() if is_beside(rect, key))
        if least < reach:
            # Straight out it would seem to come from the badge beside, so it passes below.
            return End(claim, rect.bottom() + _BELOW, least, rect.center().x(), rect)
        return End(claim, rect.center().y(), reach, reach - 4, rect)
    extent = frame.extent(claim)
    is_above = extent[0].top() < 0 if extent else claim.start < frame.blocks[0].start
    return End(claim, 0.0 if is_above else frame.height, right - 40, right - 44)


def _reach(start: End, goal: End, places: Places) -> float:
    top, bottom = min(start.y, goal.y) - 1, max(start.y, goal.y) + 1
    between = (
        places.reach[key]
        for key, badge in places.badges.items()
        if top <= badge.center().y() <= bottom
    )
    return min(start.reach, goal.reach, *between)


def _cross(one: Arc, other: Arc) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom


def _tip(end: End) -> QPointF:
    return QPointF(end.begin, end.y)


def _turn(end: End, other: End) -> float:
    """Return where the curve at an end becomes straight."""
    bend = min(14.0, abs(other.y - end.y) / 2)
    return end.y + bend if other.y > end.y else end.y - bend


def _draw_arrow(painter: QPainter, tip: QPointF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    size = 3.4
    corners = [tip, tip + QPointF(-2 * size, -size), tip + QPointF(-2 * size, size)]
    painter.drawPolygon(QPolygonF(corners))


def stub_places(
    stubs: dict[tuple[bool, int], float], height: float, places: Places
) -> dict[tuple[bool, int], QRectF]:
    """Return where the numbers of claims above and below stand, clear of the badges there."""
    found: dict[tuple[bool, int], QRectF] = {}
    taken = list(places.whole().values()) if stubs else []
    lines = {True: 0, False: 0}
    step = SIZE - 3
    for (is_above, number), x in sorted(stubs.items()):
        rect = QRectF(x + 3, 0, 34, SIZE - 1)
        edge, inward = (1.0, 1) if is_above else (height - SIZE, -1)
        last = int(height / 2 / step) - 1
        free = (
            line
            for line in range(lines[is_above], last)
            if not any(map(rect.translated(0, edge + inward * line * step).intersects, taken))
        )
        line = next(free, lines[is_above])
        lines[is_above] = line + 1
        found[is_above, number] = rect.translated(0, edge + inward * line * step)
    return found


def _draw_stubs(painter: QPainter, placed: dict[tuple[bool, int], QRectF], theme: Theme) -> None:
    """Say at the edges of the page to which claims arcs go on, one number below another."""
    painter.setFont(sans(10, bold=True))
    painter.setPen(theme.ink(Tag.DENIAL))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for (is_above, number), rect in placed.items():
        painter.drawText(rect, flags, f"{'↑' if is_above else '↓'} {number}")
