"""A project's stories by date: a small strip each, and the share of unnamed words as a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from annotator.charts.badges import LANES, SMALL, circle, tag_look, text
from annotator.charts.sources import Voice, voices
from annotator.charts.story import unanswered
from annotator.charts.wording import percent, several
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.measures.shares import FEW, Share
from annotator.measures.sourcing import anonymous_words
from annotator.model import Article
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
    Shape,
    Table,
    Text,
    Tone,
)
from annotator.story_strip import Strip
from annotator.vocabulary import Tag

TITLE = "Stories by date"
LINE_TITLE = "Words from unnamed sources over time"
MOST = 24
"""So many stories are drawn, the latest."""
CELLS = 200
"""Finer than the pixels of a small strip."""
_HEADERS = ("Date", "Title", "Claims", "Without an answer", "Unnamed words", "Attributed words")
_LINE_HEADERS = ("Date", "Title", "Unnamed words", "Attributed words", "Share", "Median")
_UNDATED = "no date"
_GAP, _EDGE = 12, 12
_CARD = 82
_LANE, _STEP = 6, 9
_LEAST_CARD = 250
_HEIGHT = 180
_DOT = 4.0


@dataclass(frozen=True)
class Told:
    """What the pictures of a project need of one article, kept while no one edits it."""

    article: Article
    claims: tuple[str, ...]
    runs: tuple[tuple[tuple[float, float], ...], ...]
    open: tuple[str, ...]
    unnamed: Share
    has_shares: bool
    voices: tuple[Voice, ...]

    @cached_property
    def day(self) -> str:
        """Return its date, ISO 8601; empty where none is known."""
        return (self.article.published or "")[:10]

    @cached_property
    def share(self) -> float:
        """Return the share of unnamed words, 0 where nobody has a word."""
        return self.unnamed.value or 0.0

    @cached_property
    def place(self) -> tuple[str, int]:
        """Return what it is sorted by: the date, then the number; what has none comes first."""
        return self.day, self.article.number


def told(story: Counted) -> Told:
    """Return what the pictures of a project need of an article."""
    marks = story.marks
    strip = Strip(len(marks.text), marks.claims, CELLS)
    runs = tuple(
        tuple((run.start / CELLS, run.stop / CELLS) for run in strip.runs(tag)) for tag in Tag
    )
    waiting = tuple(claim for chain in unanswered(story) for claim in chain.ids)
    return Told(
        marks.article,
        story.ids,
        runs,
        waiting,
        anonymous_words(story),
        len(story.attributed) >= FEW,
        voices(story),
    )


def small_multiples(stories: Sequence[Told], width: float, most: int = MOST) -> Picture:
    """Return a card for each story by date; of many, the latest."""
    ordered = sorted(stories, key=lambda one: one.place)
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
    table = Table(_HEADERS, tuple(_row(one) for one in ordered))
    return Picture(width, height, shapes, _said(ordered), TITLE, tuple(marks), table)


def unnamed_over_time(stories: Sequence[Told], width: float) -> Picture:
    """Return each story's share of unnamed words by date, with the median of all as a line.

    Stories without a date or with few attributed claims have no dot. Where two dots would cover
    each other they are one, at their median.
    """
    dated = sorted((one for one in stories if one.day and one.has_shares), key=lambda s: s.place)
    middle = median(one.share for one in dated) if dated else None
    if middle is None:
        nothing = "No story with a date has enough attributed claims yet."
        shapes = text(0, 16, nothing, width, fill=Tone.MUTED)
        return Picture(width, 24, shapes, nothing, LINE_TITLE, (), Table(_LINE_HEADERS))
    ground = _Ground(width, *(date.fromisoformat(dated[n].day) for n in (0, -1)))
    marks = tuple(_dots(dated, ground))
    said = f"Median {percent(middle)} over {several(len(dated), 'story', 'stories')}"
    rows = tuple(_line_row(one, middle) for one in dated)
    sentence = f"The share of unnamed words by date. {said}."
    shapes = tuple(_scale(ground, middle, said))
    table = Table(_LINE_HEADERS, rows)
    return Picture(width, _HEIGHT, shapes, sentence, LINE_TITLE, marks, table)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where days and shares stand in the picture of a time line."""

    width: float
    first: date
    last: date

    @property
    def left(self) -> float:
        return 44

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        room = self.width - self.left - 3 * _DOT
        if not days:
            return self.left + room / 2
        return self.left + 1.5 * _DOT + room * (day - self.first).days / days

    def y(self, share: float) -> float:
        return _HEIGHT - 30 - share * (_HEIGHT - 50)


def _card(one: Told, x: float, y: float, width: float) -> Mark:
    inner = width - 2 * _EDGE
    shapes: list[Shape] = [
        Rect(x, y, width, _CARD, Tone.LINES, radius=6),
        Rect(x + 1, y + 1, width - 2, _CARD - 2, Tone.PAPER, radius=5),
        *text(x + _EDGE, y + 19, _called(one), inner, size=SMALL),
    ]
    for n, runs in enumerate(one.runs):
        top = y + 27 + n * _STEP
        shapes.append(Rect(x + _EDGE, top, inner, _LANE, Tone.CHROME))
        for start, end in runs:
            long = max((end - start) * inner, 2)
            left = min(x + _EDGE + start * inner, x + _EDGE + inner - long)
            shapes.append(Rect(left, top, long, _LANE, tag_look(LANES[n])[0], SOLID))
    share = f"{_percent(one)} unnamed"
    room = inner - wide(share, SMALL) - 10
    waiting = f"{len(one.open):,} unanswered" if one.open else ""
    ink = Ink(Tag.ALLEGATION)
    shapes += text(x + _EDGE, y + 74, waiting, room, size=SMALL, fill=ink, bold=True)
    right = x + width - _EDGE
    shapes += text(right, y + 74, share, inner, size=SMALL, fill=Tone.MUTED, anchor=Anchor.END)
    name = f"{_called(one)}: {share}" + (f", {waiting}" if waiting else "")
    place = Box(x, y, width, _CARD)
    return Mark(name, one.claims, tuple(shapes), (place,), one.article.id)


def _called(one: Told) -> str:
    return f"{one.day or _UNDATED}  {one.article.title}"


def _percent(one: Told) -> str:
    if not one.has_shares:
        return f"{one.unnamed.numerator} of {one.unnamed.denominator} words"
    return percent(one.unnamed.value)


def _dots(dated: Sequence[Told], ground: _Ground) -> Iterator[Mark]:
    near: dict[tuple[int, int], list[Told]] = {}
    for one in dated:
        x, y = ground.x(date.fromisoformat(one.day)), ground.y(one.share)
        near.setdefault((round(x / (2 * _DOT)), round(y / (2 * _DOT))), []).append(one)
    for some in near.values():
        x = median(ground.x(date.fromisoformat(one.day)) for one in some)
        y = ground.y(median(one.share for one in some))
        claims = tuple(claim for one in some for claim in one.unnamed.claims)
        if len(some) == 1:
            name = f"{_called(some[0])}: {_percent(some[0])} unnamed"
            article = some[0].article.id
        else:
            days = f"{some[0].day} to {some[-1].day}"
            share = percent(median(one.share for one in some))
            name, article = f"{len(some):,} stories, {days}: median {share} unnamed", None
        # More stories make a larger dot, by its area, within limits.
        radius = min(_DOT * len(some) ** 0.5, 1.5 * _DOT)
        dot = circle(x, y, radius, fill=Ink(Tag.ANONYMOUS), stroke=Tone.PAPER)
        place = Box(x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4)
        yield Mark(name, claims, (dot,), (place,), article)


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
    first, last = ground.first.isoformat(), ground.last.isoformat()
    bottom = _HEIGHT - 10
    yield Text(ground.left, bottom, first, SMALL, Tone.MUTED)
    if first != last and room > 2 * wide(first, SMALL) + 12:
        yield Text(ground.width, bottom, last, SMALL, Tone.MUTED, Anchor.END)


def _row(one: Told) -> Row:
    share = one.unnamed
    cells = (
        one.day or _UNDATED,
        one.article.title,
        len(one.claims),
        len(one.open),
        share.numerator,
        share.denominator,
    )
    return Row(cells, one.claims)


def _line_row(one: Told, middle: float) -> Row:
    share = one.unnamed
    cells = (
        one.day,
        one.article.title,
        share.numerator,
        share.denominator,
        percent(share.value),
        percent(middle),
    )
    return Row(cells, share.claims)


def _said(ordered: Sequence[Told]) -> str:
    if not ordered:
        return "No stories yet."
    waiting = sum(bool(one.open) for one in ordered)
    said = several(len(ordered), "story", "stories")
    return f"{said} by date; {waiting:,} with an allegation that has no answer."
