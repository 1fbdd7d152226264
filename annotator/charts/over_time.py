"""A project's stories by date: a small strip each, and the share of unnamed words as a line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from annotator.charts.badges import LANES, SMALL, circle, tag_look, text
from annotator.charts.wording import percent, several
from annotator.lettering import width as wide
from annotator.measures.pool import median_of
from annotator.overview import Overview, Told
from annotator.pictures import (
    SOLID,
    Anchor,
    Box,
    Ink,
    Line,
    Mark,
    Picture,
    Rect,
    Row,
    Rows,
    Shape,
    Table,
    Text,
    Tone,
)
from annotator.sums import CELLS
from annotator.vocabulary import Tag

TITLE = "Stories by date"
LINE_TITLE = "Words from unnamed sources over time"
MOST = 24
"""So many stories are drawn, the latest."""
_HEADERS = ("Date", "Title", "Claims", "Without an answer", "Unnamed words", "Attributed words")
_LINE_HEADERS = ("Date", "Title", "Unnamed words", "Attributed words", "Share", "Median")
_UNDATED = "no date"
_GAP, _EDGE = 12, 12
_CARD = 82
_LANE, _STEP = 6, 9
_LEAST_CARD = 250
_HEIGHT = 180
_DOT = 4.0
_FIELD = 2 * _DOT


def small_multiples(overview: Overview, width: float, most: int = MOST) -> Picture:
    """Return a card for each story by date; of many, the latest."""
    ordered = tuple(overview.stories)
    shown = ordered[-most:] if len(ordered) > most + 1 else ordered
    columns = max(1, int((width + _GAP) // (_LEAST_CARD + _GAP)))
    card = (width - _GAP * (columns - 1)) / columns
    marks = [
        _card(one, (n % columns) * (card + _GAP), (n // columns) * (_CARD + _GAP), card)
        for n, one in enumerate(shown)
    ]
    height = -(-len(shown) // columns) * (_CARD + _GAP) - _GAP
    shapes: tuple[Shape, ...] = ()
    if len(shown) < len(ordered):
        said = f"and {len(ordered) - len(shown):,} earlier or without a date"
        shapes = text(0, height + 20, said, width, fill=Tone.MUTED)
        height += 28
    elif not shown:
        shapes, height = text(0, 16, "No stories yet.", width, fill=Tone.MUTED), 24
    table = Table(_HEADERS, Rows(ordered, _row))
    return Picture(width, height, shapes, _said(overview), TITLE, tuple(marks), table)


def unnamed_over_time(overview: Overview, width: float) -> Picture:
    """Return each story's share of unnamed words by date, with the median of all as a line.

    Stories without a date or with few attributed claims have no dot. Where two dots would cover
    each other they are one, at their median share.
    """
    dated = tuple(overview.line)
    middle = overview.share.median
    if middle is None:
        nothing = "No story with a date has enough attributed claims yet."
        shapes = text(0, 16, nothing, width, fill=Tone.MUTED)
        return Picture(width, 24, shapes, nothing, LINE_TITLE, (), Table(_LINE_HEADERS))
    ground = _Ground(width, dated[0].number_of_day, dated[-1].number_of_day)
    marks = tuple(_dots(dated, ground))
    said = f"Median {percent(middle)} over {several(len(dated), 'story', 'stories')}"
    sentence = f"The share of unnamed words by date. {said}."
    shapes = tuple(_scale(ground, middle, said))
    table = Table(_LINE_HEADERS, Rows(dated, partial(_line_row, percent(middle))))
    return Picture(width, _HEIGHT, shapes, sentence, LINE_TITLE, marks, table)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where days, by their number, and shares stand in the picture of a time line."""

    width: float
    first: int
    last: int

    @property
    def left(self) -> float:
        return 44

    def x(self, day: float) -> float:
        days = self.last - self.first
        room = self.width - self.left - 3 * _DOT
        if not days:
            return self.left + room / 2
        return self.left + 1.5 * _DOT + room * (day - self.first) / days

    def y(self, share: float) -> float:
        return _HEIGHT - 30 - share * (_HEIGHT - 50)


def _card(one: Told, x: float, y: float, width: float) -> Mark:
    inner = width - 2 * _EDGE
    shapes: list[Shape] = [
        Rect(x, y, width, _CARD, Tone.LINES, radius=6),
        Rect(x + 1, y + 1, width - 2, _CARD - 2, Tone.PAPER, radius=5),
        *text(x + _EDGE, y + 19, _called(one), inner, size=SMALL),
    ]
    for n, runs in enumerate(one.sums.runs):
        top = y + 27 + n * _STEP
        shapes.append(Rect(x + _EDGE, top, inner, _LANE, Tone.CHROME))
        for start, end in zip(runs[::2], runs[1::2], strict=True):
            long = max((end - start) / CELLS * inner, 2)
            left = min(x + _EDGE + start / CELLS * inner, x + _EDGE + inner - long)
            shapes.append(Rect(left, top, long, _LANE, tag_look(LANES[n])[0], SOLID))
    share = f"{_percent(one)} unnamed"
    room = inner - wide(share, SMALL) - 10
    waiting = f"{one.sums.unanswered:,} unanswered" if one.sums.unanswered else ""
    ink = Ink(Tag.ALLEGATION)
    shapes += text(x + _EDGE, y + 74, waiting, room, size=SMALL, fill=ink, bold=True)
    right = x + width - _EDGE
    shapes += text(right, y + 74, share, inner, size=SMALL, fill=Tone.MUTED, anchor=Anchor.END)
    name = f"{_called(one)}: {share}" + (f", {waiting}" if waiting else "")
    place = Box(x, y, width, _CARD)
    return Mark(name, (), tuple(shapes), (place,), (one.article.id,))


def _called(one: Told) -> str:
    return f"{one.day or _UNDATED}  {one.article.title}"


def _percent(one: Told) -> str:
    words, of = one.sums.unnamed
    if not one.sums.has_shares:
        return f"{words} of {of} words"
    return percent(one.share if of else None)


def _dots(dated: Sequence[Told], ground: _Ground) -> Iterator[Mark]:
    # Ten thousand stories are put into fields as large as a dot, each time one of them changes.
    near: defaultdict[tuple[int, int], list[Told]] = defaultdict(list)
    across = {day: round(ground.x(day) / _FIELD) for day in {one.number_of_day for one in dated}}
    bottom, tall = ground.y(0) / _FIELD, (ground.y(0) - ground.y(1)) / _FIELD
    for one in dated:
        near[across[one.number_of_day], round(bottom - one.share * tall)].append(one)
    for some in near.values():
        yield _one_dot(some[0], ground) if len(some) == 1 else _common_dot(some, ground)


def _one_dot(one: Told, ground: _Ground) -> Mark:
    name = f"{_called(one)}: {_percent(one)} unnamed"
    x, y = ground.x(one.number_of_day), ground.y(one.share)
    return _dot(x, y, _DOT, name, (one.article.id,))


def _common_dot(some: Sequence[Told], ground: _Ground) -> Mark:
    share = median_of(sorted([one.share for one in some])).median
    days = f"{some[0].day} to {some[-1].day}"
    name = f"{len(some):,} stories, {days}: median {percent(share)} unnamed"
    x, y = ground.x((some[0].number_of_day + some[-1].number_of_day) / 2), ground.y(share or 0)
    # More stories make a larger dot, by its area, within limits.
    radius = min(_DOT * len(some) ** 0.5, 1.5 * _DOT)
    return _dot(x, y, radius, name, tuple([one.article.id for one in some]))


def _dot(x: float, y: float, radius: float, name: str, articles: tuple[str, ...]) -> Mark:
    dot = circle(x, y, radius, fill=Ink(Tag.ANONYMOUS), stroke=Tone.PAPER)
    place = Box(x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4)
    return Mark(name, (), (dot,), (place,), articles)


def _scale(ground: _Ground, middle: float, said: str) -> Iterator[Shape]:
    for share in (0.0, 0.5, 1.0):
        y = ground.y(share)
        yield Line(ground.left, y, ground.width, y, Tone.LINES)
        yield Text(ground.left - 8, y + 4, f"{share:.0%}", SMALL, Tone.MUTED, Anchor.END)
    y = ground.y(middle)
    yield Line(ground.left, y, ground.width, y, Tone.ACCENT, 1.6, (6, 4))
    room = ground.width - ground.left
    yield from text(
        ground.width, 11, said, room, size=SMALL, fill=Tone.ACCENT, anchor=Anchor.END, bold=True
    )
    first, last = (date.fromordinal(n).isoformat() for n in (ground.first, ground.last))
    bottom = _HEIGHT - 10
    yield Text(ground.left, bottom, first, SMALL, Tone.MUTED)
    if first != last and room > 2 * wide(first, SMALL) + 12:
        yield Text(ground.width, bottom, last, SMALL, Tone.MUTED, Anchor.END)


def _row(one: Told) -> Row:
    sums = one.sums
    cells = (one.day or _UNDATED, one.article.title, sums.claims, sums.unanswered, *sums.unnamed)
    return Row(cells, articles=(one.article.id,))


def _line_row(middle: str, one: Told) -> Row:
    share = percent(one.share if one.sums.unnamed[1] else None)
    cells = (one.day, one.article.title, *one.sums.unnamed, share, middle)
    return Row(cells, articles=(one.article.id,))


def _said(overview: Overview) -> str:
    if not len(overview):
        return "No stories yet."
    said = several(len(overview), "story", "stories")
    return f"{said} by date; {overview.waiting:,} with an allegation that has no answer."
