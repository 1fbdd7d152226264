"""The whole view as one picture: of an article, and of a project."""

from collections.abc import Sequence
from datetime import datetime

from annotator.charts.badges import text
from annotator.charts.ladder import ladder
from annotator.charts.naming import named_and_unnamed
from annotator.charts.numbers import plain_numbers
from annotator.charts.over_time import Told, small_multiples, unnamed_over_time
from annotator.charts.sides import words_and_prominence
from annotator.charts.sources import TOP_TITLE, together, voices, words_by_source
from annotator.charts.story import story_strip
from annotator.measures.counted import Counted
from annotator.model import Side
from annotator.pictures import Mark, Picture, Shape, Tone, moved, moved_mark

TITLE = "Sourcing balance"
_MARGIN = 36
_BETWEEN = 40
_HEADING = 30
_BELOW = 34
_NARROW = 800
"""Below this width, pictures stand one below the other."""


def article_page(story: Counted, listed: Sequence[Side], width: float, now: datetime) -> Picture:
    """Return every picture of an article; `listed` are the project's sides."""
    inner = width - 2 * _MARGIN
    half = (inner - _BETWEEN) / 2 if inner >= _NARROW else inner
    left = [words_by_source(voices(story), half)]
    right = [ladder(story, half, now), named_and_unnamed(story, half)]
    shorter = left if left[0].height < right[0].height + right[1].height else right
    shorter.append(words_and_prominence(story, listed, half))
    page = _Page(width, TITLE, story.marks.article.title)
    page.add(plain_numbers(story, inner), has_heading=False)
    page.add(story_strip(story, inner))
    page.add_columns(left, right)
    return page.whole()


def project_page(stories: Sequence[Told], project: str, width: float) -> Picture:
    """Return every picture of a project."""
    inner = width - 2 * _MARGIN
    half = (inner - _BETWEEN) / 2 if inner >= _NARROW else inner
    heard = together([one.voices for one in stories])
    page = _Page(width, TITLE, project)
    page.add(small_multiples(stories, inner))
    page.add_columns(
        [words_by_source(heard, half, TOP_TITLE, most=12)], [unnamed_over_time(stories, half)]
    )
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
        """Put two columns below all others, one below the other where they are that wide."""
        if any(picture.width > (self._width - _BETWEEN) / 2 for picture in (*left, *right)):
            for picture in (*left, *right):
                self.add(picture)
            return
        ends = []
        for column, x in ((left, _MARGIN), (right, self._width / 2 + _BETWEEN / 2)):
            y = self._y
            for picture in column:
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
