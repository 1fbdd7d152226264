"""The whole view as one picture: of an article, and of a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from annotator.charts.badges import text
from annotator.charts.ladder import ladder
from annotator.charts.naming import named_and_unnamed
from annotator.charts.numbers import TITLE as NUMBERS
from annotator.charts.numbers import plain_numbers
from annotator.charts.over_time import small_multiples, unnamed_over_time
from annotator.charts.project import pooled_numbers, top_sources, words_by_side
from annotator.charts.sides import words_and_prominence
from annotator.charts.sources import voices, words_by_source
from annotator.charts.story import story_strip
from annotator.charts.tags import claims_by_tag
from annotator.measures.counted import Counted
from annotator.model import Side
from annotator.overview import Overview
from annotator.pictures import Mark, Picture, Shape, Tone, moved, moved_mark

TITLE = "Sourcing balance"
_MARGIN = 36
BETWEEN = 40
"""The room between two columns."""
_HEADING = 30
_BELOW = 34
_NARROW = 800
"""Below this width, pictures stand one below the other."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Pictures as they stand: one below the other, then in two columns where there is room.

    Where there is none, all stand `above`. They are read in the order of `every`.
    """

    above: tuple[Picture, ...]
    left: tuple[Picture, ...] = ()
    right: tuple[Picture, ...] = ()

    @property
    def every(self) -> tuple[Picture, ...]:
        """Return all of them, in the order in which they are read."""
        return (*self.above, *self.left, *self.right)


def column(width: float) -> float | None:
    """Return how wide each of two columns is within a width, None where only one has room."""
    return (width - BETWEEN) / 2 if width >= _NARROW else None


def article_spread(story: Counted, listed: Sequence[Side], width: float, now: datetime) -> Spread:
    """Return every picture of an article; `listed` are the project's sides.

    `now`, with a time zone, tells what is overdue.
    """
    half = column(width) or width
    above = (plain_numbers(story, width), story_strip(story, width))
    left = [words_by_source(voices(story), half)]
    right = [ladder(story, half, now), named_and_unnamed(story, half)]
    rest = (words_and_prominence(story, listed, half), claims_by_tag(story, half))
    if half == width:
        return Spread((*above, *left, *right, *rest))
    for picture in rest:
        min(left, right, key=_length).append(picture)
    return Spread(above, tuple(left), tuple(right))


def project_spread(overview: Overview, listed: Sequence[Side], width: float) -> Spread:
    """Return every picture of a project; `listed` are its sides."""
    half = column(width) or width
    above = (pooled_numbers(overview, width), small_multiples(overview, width))
    left = (top_sources(overview, half),)
    right = (unnamed_over_time(overview, half), words_by_side(overview, listed, half))
    return Spread((*above, *left, *right)) if half == width else Spread(above, left, right)


def article_page(story: Counted, listed: Sequence[Side], width: float, now: datetime) -> Picture:
    """Return every picture of an article as one; `listed` are the project's sides."""
    spread = article_spread(story, listed, width - 2 * _MARGIN, now)
    return _page(spread, width, story.marks.article.title)


def project_page(
    overview: Overview, listed: Sequence[Side], project: str, width: float
) -> Picture:
    """Return every picture of a project as one; `listed` are its sides."""
    return _page(project_spread(overview, listed, width - 2 * _MARGIN), width, project)


def _length(pictures: Sequence[Picture]) -> float:
    return sum(picture.height + _HEADING + _BELOW for picture in pictures)


def _page(spread: Spread, width: float, about: str) -> Picture:
    page = _Page(width, TITLE, about)
    for picture in spread.above:
        # The plain numbers speak for themselves.
        page.add(picture, has_heading=picture.title != NUMBERS)
    page.add_columns(spread.left, spread.right)
    return page.whole()


class _Page:
    """A page in the making, filled from the top."""

    def __init__(self, width: float, title: str, about: str) -> None:
        self._width = width
        self._title = title
        self._shapes: list[Shape] = [
            *text(_MARGIN, 53, title, width - 2 * _MARGIN, size=24, bold=True),
            *text(_MARGIN, 74, about, width - 2 * _MARGIN, fill=Tone.MUTED),
        ]
        self._marks: list[Mark] = []
        self._said: list[str] = []
        self._y = 100.0

    def add(self, picture: Picture, *, has_heading: bool = True) -> None:
        """Put a picture below all others."""
        self._y = self._put(picture, _MARGIN, self._y, has_heading=has_heading)

    def add_columns(self, left: Sequence[Picture], right: Sequence[Picture]) -> None:
        """Put two columns below all others."""
        ends = [self._y]
        for pictures, x in ((left, _MARGIN), (right, self._width / 2 + BETWEEN / 2)):
            y = self._y
            for picture in pictures:
                y = self._put(picture, x, y, has_heading=True)
            ends.append(y)
        self._y = max(ends)

    def whole(self) -> Picture:
        """Return the page as it is now."""
        said = " ".join(self._said)
        height = self._y - _BELOW + _MARGIN
        marks = tuple(self._marks)
        return Picture(self._width, height, tuple(self._shapes), said, self._title, marks)

    def _put(self, picture: Picture, x: float, y: float, *, has_heading: bool) -> float:
        if has_heading:
            self._shapes += text(x, y + 14, picture.title, picture.width, size=14, bold=True)
            y += _HEADING
        self._shapes += (moved(shape, x, y) for shape in picture.shapes)
        self._marks += (moved_mark(mark, x, y) for mark in picture.marks)
        self._said.append(f"{picture.title}: {picture.description}")
        return y + picture.height + _BELOW
