"""A picture as one self-contained SVG file; words stay words."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from annotator.lettering import plain
from annotator.lettering import width as wide
from annotator.palette import HATCHES, Palette
from annotator.pictures import (
    SOLID,
    Anchor,
    Line,
    Path,
    Picture,
    Rect,
    Shape,
    Text,
    color_of,
)

FACES = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def svg(picture: Picture, palette: Palette) -> str:
    """Return a picture as an SVG document; the same picture gives the same text."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element(picture, palette)}\n'


def element(picture: Picture, palette: Palette, key: str = "") -> str:
    """Return a picture as an element; `key` sets its ids apart from others in one page.

    So does the palette's name with those of its hatches.
    """
    size = f'width="{_n(picture.width)}" height="{_n(picture.height)}"'
    view = f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img"'
        f' aria-labelledby="{key}title {key}description" font-family="{FACES}">',
        f'<title id="{key}title">{_words(picture.title)}</title>',
        f'<desc id="{key}description">{_words(picture.description)}</desc>',
        *_hatches(picture.every_shape, palette),
        f'<rect width="100%" height="100%" fill="{palette.paper.paper}"/>',
        *_drawn(picture.shapes, palette),
        *_marks(picture, palette),
        "</svg>",
    )
    return "\n".join(lines)


def _marks(picture: Picture, palette: Palette) -> Iterator[str]:
    """Yield a group for each mark, whose name a pointer and a screen reader tell."""
    for mark in picture.marks:
        yield f"<g><title>{_words(mark.name)}</title>"
        yield from _drawn(mark.shapes, palette)
        yield "</g>"


def _hatches(shapes: Iterable[Shape], palette: Palette) -> Iterator[str]:
    used = {shape.hatch for shape in shapes if isinstance(shape, Rect)} - {SOLID}
    for name in sorted(used):
        hatch = HATCHES[name]
        box = f'width="{hatch.side}" height="{hatch.side}" patternUnits="userSpaceOnUse"'
        path = " ".join(f"M{_points(s[:2])} L{_points(s[2:])}" for s in hatch.strokes)
        look = f'stroke="{palette.paper.paper}" stroke-width="{_n(hatch.width)}"'
        tile = f'<path d="{path}" {look}/>'
        yield f'<pattern id="{_hatch(name, palette)}" {box}>{tile}</pattern>'


def _hatch(name: str, palette: Palette) -> str:
    return f"{palette.name}-{name}"


def _drawn(shapes: Iterable[Shape], palette: Palette) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Rect):
            yield from _rect(shape, palette)
        elif isinstance(shape, Line):
            yield _line(shape, palette)
        elif isinstance(shape, Path):
            yield _path(shape, palette)
        else:
            yield _text(shape, palette)


def _rect(shape: Rect, palette: Palette) -> Iterator[str]:
    box = (
        f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}"'
        f' width="{_n(shape.width)}" height="{_n(shape.height)}"'
    )
    if shape.radius:
        box += f' rx="{_n(shape.radius)}"'
    yield f'{box} fill="{color_of(shape.fill, palette)}"/>'
    if shape.hatch != SOLID:
        yield f'{box} fill="url(#{_hatch(shape.hatch, palette)})"/>'


def _line(shape: Line, palette: Palette) -> str:
    opacity = f' opacity="{_n(shape.opacity)}"' if shape.opacity != 1 else ""
    return (
        f'<line x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
        f"{_stroke(shape, color_of(shape.stroke, palette))}{opacity}/>"
    )


def _path(shape: Path, palette: Palette) -> str:
    parts = [f"M{_points(shape.start)}"]
    parts += [("L" if len(step) == 2 else "C") + _points(step) for step in shape.steps]
    parts += ["Z"] if shape.is_closed else []
    fill = color_of(shape.fill, palette) if shape.fill else "none"
    stroke = _stroke(shape, color_of(shape.stroke, palette)) if shape.stroke else ""
    return f'<path d="{" ".join(parts)}" fill="{fill}"{stroke}/>'


def _text(shape: Text, palette: Palette) -> str:
    words = plain(shape.words)
    anchor = f' text-anchor="{shape.anchor}"' if shape.anchor is not Anchor.START else ""
    weight = ' font-weight="600"' if shape.is_bold else ""
    # Another face where ours is not installed takes no more room than ours.
    room = _n(wide(words, shape.size, bold=shape.is_bold))
    fit = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if room != "0" else ""
    return (
        f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}"{weight}{anchor}'
        f' fill="{color_of(shape.fill, palette)}"{fit}>'
        f"{escape(words)}</text>"
    )


def _stroke(shape: Line | Path, color: str) -> str:
    dashes = ",".join(_n(dash) for dash in shape.dashes)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f' stroke="{color}" stroke-width="{_n(shape.width)}"{dashed}'


def _points(numbers: Iterable[float]) -> str:
    return ",".join(_n(number) for number in numbers)


def _words(words: str) -> str:
    return escape(plain(words))


def _n(number: float) -> str:
    """Return a number with two decimals at most, the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number else "0"
