"""Pictures as display lists: shapes whose colors are named by what they mean."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar, overload

from annotator.palette import Palette
from annotator.vocabulary import Tag

T = TypeVar("T")

SOLID = "solid"
"""The hatch, as `palette.LOOKS` names it, of a shape that has none."""


class Tone(StrEnum):
    """A color that is no tag's, by its name in `palette.Paper`."""

    PAPER = "paper"
    TEXT = "text"
    MUTED = "muted"
    CHROME = "chrome"
    LINES = "lines"
    SELECTION = "selection"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Tint:
    """The color behind the words of a tag's claims."""

    tag: Tag


@dataclass(frozen=True, slots=True)
class Ink:
    """The color of a tag's badge and underline."""

    tag: Tag


@dataclass(frozen=True, slots=True)
class SideInk:
    """The color of a side, by the number of its look."""

    number: int


Fill = Tint | Ink | SideInk | Tone
"""What a color means; light, dark and print each have their own for it."""


class Anchor(StrEnum):
    """Which point of a text stands at its `x`."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle; a hatch is drawn over the fill in the color of the paper."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    hatch: str = SOLID
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke; `dashes` are lengths of stroke and gap in turn.

    `opacity` runs from 0 to 1.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Fill
    width: float = 1
    dashes: tuple[float, ...] = ()
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Path:
    """A bent outline, filled or stroked or both.

    A step of two numbers is the point that a straight stroke goes to, one of six a cubic curve:
    its two control points and where it ends. `dashes` are lengths of stroke and gap in turn.
    """

    start: tuple[float, float]
    steps: tuple[tuple[float, ...], ...]
    fill: Fill | None = None
    stroke: Fill | None = None
    width: float = 1
    dashes: tuple[float, ...] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line in the window's face; `y` is the baseline, `size` that of the em."""

    x: float
    y: float
    words: str
    size: float
    fill: Fill
    anchor: Anchor = Anchor.START
    is_bold: bool = False


Shape = Rect | Line | Path | Text


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in which a click means something."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Later(Sequence[T]):
    """Many values, made when somebody first asks for one: most people only look."""

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make

    @cached_property
    def _all(self) -> tuple[T, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Return one, or some."""
        return self._all[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a picture that stands for claims, and leads to them.

    `name` is what is said of it, `claims` are ids, and `places` are where a click means it. Over
    a project there are no claims: what stands for whole articles names them, what stands for a
    source names that, and what can be looked for has the line that is typed to `search`.
    """

    name: str
    claims: tuple[str, ...]
    shapes: tuple[Shape, ...]
    places: tuple[Box, ...]
    articles: Sequence[str] = ()
    source_id: str | None = None
    search: str = ""

    @property
    def article_id(self) -> str | None:
        """Return the article that it stands for, None where it is none or several."""
        return self.articles[0] if len(self.articles) == 1 else None

    @property
    def leads(self) -> bool:
        """Return whether there is anything to be led to."""
        return bool(self.claims or self.articles or self.source_id or self.search)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, and what it is about, as a mark says it."""

    cells: tuple[str | int, ...]
    claims: tuple[str, ...] = ()
    articles: Sequence[str] = ()
    source_id: str | None = None
    search: str = ""


class Rows(Sequence[Row], Generic[T]):
    """Many rows, each made of its record whenever somebody asks for it: few are ever seen."""

    def __init__(self, records: Sequence[T], make: Callable[[T], Row]) -> None:
        self._records = records
        self._make = make

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        """Return a row, or some."""
        if isinstance(at, slice):
            return [self._make(record) for record in self._records[at]]
        return self._make(self._records[at])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._records)


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, for those who would rather read it."""

    headers: tuple[str, ...] = ()
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in the order in which they are drawn, from the top left corner, then the marks.

    `description` says in a sentence what a reader sees, for one who does not; `table` says the
    same in numbers.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str
    title: str = ""
    marks: tuple[Mark, ...] = ()
    table: Table = Table()

    @property
    def every_shape(self) -> tuple[Shape, ...]:
        """Return all that is drawn, in order."""
        return (*self.shapes, *chain.from_iterable(mark.shapes for mark in self.marks))

    def mark_at(self, x: float, y: float) -> Mark | None:
        """Return the uppermost mark at a point."""
        hit = (m for m in reversed(self.marks) if any(place.holds(x, y) for place in m.places))
        return next(hit, None)


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return a shape that stands elsewhere."""
    if isinstance(shape, Line):
        x1, y1, x2, y2 = shape.x1 + dx, shape.y1 + dy, shape.x2 + dx, shape.y2 + dy
        return replace(shape, x1=x1, y1=y1, x2=x2, y2=y2)
    if isinstance(shape, Path):
        by = (dx, dy)
        steps = tuple(tuple(n + by[i % 2] for i, n in enumerate(step)) for step in shape.steps)
        return replace(shape, start=(shape.start[0] + dx, shape.start[1] + dy), steps=steps)
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


def moved_mark(mark: Mark, dx: float, dy: float) -> Mark:
    """Return a mark that stands elsewhere, with all that it is drawn of."""
    shapes = tuple(moved(shape, dx, dy) for shape in mark.shapes)
    places = tuple(replace(box, x=box.x + dx, y=box.y + dy) for box in mark.places)
    return replace(mark, shapes=shapes, places=places)


def color_of(fill: Fill, palette: Palette) -> str:
    """Return what a fill looks like in a palette, as #RRGGBB."""
    if isinstance(fill, Tint):
        return palette.tints[fill.tag]
    if isinstance(fill, Ink):
        return palette.inks[fill.tag]
    if isinstance(fill, SideInk):
        return palette.sides[fill.number % len(palette.sides)]
    color: str = getattr(palette.paper, fill.value)
    return color
