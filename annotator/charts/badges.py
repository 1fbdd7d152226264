"""Small things that several pictures are made of: badges, rings, swatches and lines of text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict, Unpack

from annotator.chains import Chain
from annotator.lettering import elided, width
from annotator.model import UNKNOWN_SIDE, Side
from annotator.palette import LOOKS, SIDE_HATCHES
from annotator.pictures import (
    SOLID,
    Anchor,
    Fill,
    Ink,
    Path,
    Rect,
    Shape,
    SideInk,
    Text,
    Tone,
)
from annotator.sides import in_order
from annotator.vocabulary import Tag

SIZE = 13
"""The em of names."""
SMALL = 12
"""The em of numbers and of what is said beside a name."""
BADGE = 15
RING = 9
"""The radius of the ring around a question mark."""
LANES: tuple[Tag | None, ...] = (*Tag, None)
"""The order of tags in every picture; what has no tag comes last."""
_ROUND = 0.5523
"""How far the control points of a quarter of a circle stand off, by its radius."""

Look = tuple[Fill, str]
"""A color and the hatch over it."""
HOLLOW: Look = (Tone.MUTED, "hollow")
"""The look of unknown sides, in every project: the color is that of an outline."""
_OUTLINE = 1.5


class Drawn(TypedDict, total=False):
    """How an outline is drawn, as `Path` takes it."""

    fill: Fill | None
    stroke: Fill | None
    width: float
    dashes: tuple[float, ...]


def tag_look(tag: Tag | None) -> Look:
    """Return how the words of a tag are filled."""
    return (Ink(tag), LOOKS[tag].hatch) if tag else (Tone.MUTED, SOLID)


def tag_name(tag: Tag | None) -> str:
    """Return what a tag is called in a sentence."""
    return str(tag) if tag else "no tag"


def lane_of(chain: Chain, wanted: Tag) -> Tag | None:
    """Return `wanted` where a claim has this tag, else the first that it has."""
    return wanted if wanted in chain.tags else next(iter(chain.tags), None)


def side_look(number: int) -> Look:
    """Return the color and hatch of a side by the number of its look."""
    return SideInk(number), SIDE_HATCHES[number % len(SIDE_HATCHES)]


def side_looks(listed: Iterable[Side], heard: Iterable[str] = ()) -> Mapping[str, Look]:
    """Return the look of each side of a project, and of `unknown`.

    A side that is `heard` and not on the list has one that no other has.
    """
    looks = {side.name: side_look(side.look) for side in in_order(listed, heard)}
    return {**looks, UNKNOWN_SIDE: HOLLOW}


def text(
    x: float,
    y: float,
    words: str,
    room: float,
    *,
    size: float = SIZE,
    fill: Fill = Tone.TEXT,
    anchor: Anchor = Anchor.START,
    bold: bool = False,
) -> tuple[Shape, ...]:
    """Return words as far as there is room for them, which may be nowhere."""
    fit = elided(words, room, size, bold=bold)
    return (Text(x, y, fit, size, fill, anchor, bold),) if fit else ()


def widest(words: Iterable[str], most: float, size: float = SIZE) -> float:
    """Return the room that the widest of some words takes, and no more than `most`."""
    return min(max((width(elided(one, most, size), size) for one in words), default=0), most)


def lines(words: str, room: float, size: float, most: int = 3) -> tuple[str, ...]:
    """Return words on as many lines as they need, cut in no word; the last takes the rest."""
    found: list[str] = []
    rest = words.split(" ")
    while rest:
        line = rest.pop(0)
        while rest and (len(found) == most - 1 or width(f"{line} {rest[0]}", size) <= room):
            line = f"{line} {rest.pop(0)}"
        found.append(line)
    return tuple(found)


def circle(x: float, y: float, radius: float, **drawn: Unpack[Drawn]) -> Path:
    """Return a circle around a point, filled or stroked as a path is."""
    k = radius * _ROUND
    r = radius
    steps = (
        (x + k, y - r, x + r, y - k, x + r, y),
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
    )
    return Path((x, y - r), steps, is_closed=True, **drawn)


def polygon(points: Sequence[tuple[float, float]], fill: Fill) -> Path:
    """Return a filled outline of straight strokes."""
    return Path(points[0], tuple(points[1:]), fill, is_closed=True)


def badge(tag: Tag | None, x: float, y: float) -> tuple[Shape, ...]:
    """Return a tag's badge with its top left corner at a point, hollow where there is no tag."""
    middle, center = x + BADGE / 2, y + BADGE / 2
    if tag is None:
        return (circle(middle, center, BADGE / 2 - 2, stroke=Tone.MUTED, width=1.2),)
    letter = Text(middle, y + 11.2, LOOKS[tag].letter, 10, Tone.PAPER, Anchor.MIDDLE, is_bold=True)
    return (_outline(tag, x, y), letter)


def ring(x: float, y: float) -> tuple[Shape, ...]:
    """Return the one loud mark: a dashed ring with a question mark, around a point."""
    ink = Ink(Tag.ALLEGATION)
    asked = Text(x, y + 4.3, "?", 12, ink, Anchor.MIDDLE, is_bold=True)
    dashed = circle(x, y, RING - 1, fill=Tone.PAPER, stroke=ink, width=1.6, dashes=(3.2, 2.2))
    return (dashed, asked)


def bar(
    look: Look, x: float, y: float, wide: float, high: float, radius: float = 0
) -> tuple[Shape, ...]:
    """Return a rectangle that looks so: filled and hatched, or hollow."""
    if look != HOLLOW:
        return (Rect(x, y, wide, high, *look, radius=radius),)
    outer = Rect(x, y, wide, high, look[0], radius=radius)
    left, top = round(x + _OUTLINE, 2), round(y + _OUTLINE, 2)
    inside, deep = round(wide - 2 * _OUTLINE, 2), round(high - 2 * _OUTLINE, 2)
    inner = Rect(left, top, inside, deep, Tone.PAPER, radius=max(radius - 1, 0))
    return (outer, inner) if inside > 0 else (outer,)


def swatch(look: Look, x: float, y: float, size: float = 12) -> Rect:
    """Return a small square with the fill and the hatch of something."""
    return Rect(x, y, size, size, *look, radius=2)


def _outline(tag: Tag, x: float, y: float) -> Shape:
    ink, shape = Ink(tag), LOOKS[tag].badge
    middle, center = x + BADGE / 2, y + BADGE / 2
    if shape == "circle":
        return circle(middle, center, BADGE / 2, fill=ink)
    if shape == "diamond":
        r = BADGE / 2 + 1.5
        upper, lower = (middle, center - r), (middle, center + r)
        return polygon((upper, (middle + r, center), lower, (middle - r, center)), ink)
    if shape == "shield":
        low = y + BADGE * 0.6
        foot = (middle, y + BADGE + 1)
        steps = (
            (x + BADGE, y),
            (x + BADGE, low),
            (x + BADGE, y + BADGE * 0.86, middle + BADGE * 0.2, y + BADGE, *foot),
            (middle - BADGE * 0.2, y + BADGE, x, y + BADGE * 0.86, x, low),
        )
        return Path((x, y), steps, ink, is_closed=True)
    return Rect(x, y, BADGE, BADGE, ink, radius=2)
