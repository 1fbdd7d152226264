"""A first page as it is drawn: blocks of words, pictures and tables; lengths are in points."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look; colors are "#rrggbb", empty where there is none."""

    text: str
    family: str = "Arial"
    size: float = 10.0
    is_bold: bool = False
    is_italic: bool = False
    is_raised: bool = False
    is_caps: bool = False
    color: str = "#1a1a1a"
    tint: str = ""
    underline: str = ""
    underline_color: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the bytes of a PNG."""

    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line around a cell or over a paragraph."""

    width: float
    color: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and pictures of one block; `line` is a factor, `tab` where a right tab stands."""

    content: tuple[Words | Image, ...]
    before: float = 0.0
    after: float = 0.0
    line: float = 1.1
    indent: float = 0.0
    tab: float = 0.0
    is_rtl: bool = False
    rule: Line | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `lines` and `room` are those at its top, right, bottom and left."""

    width: float
    blocks: tuple[Paragraph, ...]
    lines: tuple[Line | None, ...] = (None, None, None, None)
    room: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by its rows; `widths` are those of its columns."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its size, its margins from the top on clockwise, and what stands on it."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    blocks: tuple[Paragraph | Grid, ...] = field(default=())
