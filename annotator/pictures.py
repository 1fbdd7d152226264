"""Pictures as display lists: shapes whose colors are named by what they mean."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.vocabulary import Tag

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


Fill = Tint | Ink | Tone
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
class Picture:
    """Shapes in the order in which they are drawn, from the top left corner.

    `description` says in a sentence what a reader sees, for one who does not.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str
