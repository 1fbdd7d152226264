"""The cards right of the words: who says it and how it stands, never one over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.desk import Desk
from annotator.model import Claim
from annotator.palette import LOOKS
from annotator.vocabulary import Tag
from ui.reading.geometry import Frame
from ui.reading.painting import ink_of
from ui.theme import SMALL, Theme, sans

HEIGHT, LOW_HEIGHT, GAP = 37.0, 20.0, 4.0
"""A card of two lines, one of a single line where there are many, and what is between them."""
_LEFT, _RIGHT = 6.0, 14.0


@dataclass(frozen=True, slots=True)
class Card:
    """A claim's card, and where it stands."""

    claim: Claim
    rect: QRectF


def placed(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Return a place for each of `wanted`, in order: as near as can be, `height` apart.

    Neighbors that would lie over each other share what they give up; all stand between `low`
    and `high` where there is room for all.
    """
    groups: list[tuple[float, int]] = []  # the sum of what their first ones want, how many
    for y in wanted:
        total, count = min(max(y, low), high - height), 1
        while groups:
            before, size = groups[-1]
            if before / size + size * height <= total / count:
                break
            groups.pop()
            total, count = before + total - size * height * count, size + count
        groups.append((total, count))
    tops: list[float] = []
    for total, count in groups:
        first = total / count
        tops += [first + n * height for n in range(count)]
    if not tops:
        return []
    # A full group may lean over an edge: it moves in, and pushes the ones beside it.
    tops[-1] = min(tops[-1], high - height)
    for n in range(len(tops) - 2, -1, -1):
        tops[n] = min(tops[n], tops[n + 1] - height)
    tops[0] = max(tops[0], low)
    for n in range(1, len(tops)):
        tops[n] = max(tops[n], tops[n - 1] + height)
    return tops


def cards(frame: Frame, width: float) -> list[Card]:
    """Return the cards of the claims whose first words are seen, at whole pixels."""
    begun = [
        (claim, extent[0])
        for claim in frame.claims
        if claim.start >= frame.blocks[0].start
        and (extent := frame.extent(claim))
        and 0 <= extent[0].bottom() <= frame.height
    ]
    begun.sort(key=lambda one: (round(one[1].top()), one[1].left()))
    is_tight = len(begun) * (HEIGHT + GAP) > frame.height
    height = LOW_HEIGHT if is_tight else HEIGHT
    wanted = [rect.center().y() - min(height, HEIGHT) / 2 for _, rect in begun]
    tops = placed(wanted, height + GAP, GAP, frame.height)
    return [
        Card(claim, QRectF(_LEFT, floor(top + 0.5), width - _LEFT - _RIGHT, height))
        for (claim, _), top in zip(begun, tops, strict=True)
    ]


def state_of(desk: Desk, claim: Claim) -> str:
    """Return how a claim stands in a few words: its tags, and what it answers or waits for."""
    told = [" + ".join(_short(tag) for tag in claim.tags) or _tr("No tag")]
    if len(claim.tags) == 1:
        told = [LOOKS[claim.tags[0]].title]
    pairs = desk.pairs_of(claim)
    if pairs:
        waiting = [pair for pair in pairs if not pair.is_answered]
        asked = all(pair.is_asked for pair in waiting)
        told.append(
            _tr("answered")
            if not waiting
            else _tr("asked, no answer")
            if asked
            else _tr("unanswered")
        )
    elif Tag.ALLEGATION in claim.tags:
        told.append(_tr("about nobody yet"))
    goals = [desk.claim(link.to_id) for link in desk.links_from(claim) if link.kind.answers]
    numbers = sorted(desk.number_of(goal) for goal in goals if goal)
    if numbers:
        told.append(_tr("answers {n}").format(n=", ".join(map(str, numbers))))
    return " · ".join(told)


def _short(tag: Tag) -> str:
    return LOOKS[tag].title.split()[0]


def _tr(words: str) -> str:
    return QCoreApplication.translate("Cards", words)


def draw_card(
    painter: QPainter,
    desk: Desk,
    card: Card,
    theme: Theme,
    *,
    is_selected: bool,
    is_hovered: bool,
    number: str = "",
) -> None:
    """Draw one card: the source's name, below it how the claim stands; on paper its number."""
    ink = ink_of(card.claim, theme)
    rect = card.rect
    edge = ink if is_selected else theme.muted if is_hovered else theme.lines
    painter.setPen(QPen(edge, 1.6 if is_selected else 1.0))
    painter.setBrush(theme.paper)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), 3.5, rect.height()), 1.7, 1.7)
    source = desk.source_of(card.claim)
    inner = rect.adjusted(11, 0, -8, 0)
    name = source.name if source else _tr("No source")
    is_low = rect.height() < HEIGHT
    if not is_low:
        inner.setHeight(rect.height() / 2 + 1)
        inner.translate(0, 1.5)
    if number:
        inner.setRight(inner.right() - _draw_number(painter, inner, number, theme) - 6)
    painter.setPen(theme.text if source else theme.muted)
    _draw_words(painter, inner, name, bold=source is not None)
    if not is_low:
        inner.moveTop(rect.center().y() - 0.5)
        inner.setRight(rect.right() - 8)
        painter.setPen(theme.muted)
        _draw_words(painter, inner, state_of(desk, card.claim), bold=False)


def _draw_number(painter: QPainter, rect: QRectF, number: str, theme: Theme) -> float:
    """Write a claim's number at the right of a line; return its width."""
    font = sans(SMALL)
    painter.setFont(font)
    painter.setPen(theme.muted)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), number)
    return QFontMetricsF(font).horizontalAdvance(number)


def _draw_words(painter: QPainter, rect: QRectF, words: str, *, bold: bool) -> None:
    font = sans(SMALL, bold=bold)
    painter.setFont(font)
    one_line = " ".join(words.split())
    shown = QFontMetricsF(font).elidedText(
        one_line[:200], Qt.TextElideMode.ElideRight, rect.width()
    )
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
