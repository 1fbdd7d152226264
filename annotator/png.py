"""A picture as a PNG file, in the faces that are shipped, the same on every machine."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

from annotator.lettering import FACE, advance, font, package_of, plain
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
    moved,
)
from annotator.slicing import reach

if TYPE_CHECKING:
    from PIL.Image import Image

Point = tuple[float, float]
SCALE = 2
"""Pixels of the file for each of the picture, for a sharp print."""
_FINE = 3
"""Everything is drawn so many times larger, and made smaller to have soft edges."""
_BAND = 240
"""So much of a picture's height is drawn at once: a long one would take all memory.

Every hatch fits in it a whole number of times.
"""
_NEAR = 16
"""Letters with marks rise that far above their em."""
_CURVE = 96
"""A curve is so many straight strokes."""


def png(
    picture: Picture, palette: Palette, scale: int = SCALE, *, is_smallest: bool = True
) -> bytes:
    """Return a picture as a PNG file; the same picture gives the same bytes.

    Making it the smallest takes as long as all that is drawn.
    """
    from PIL import Image

    width, height = round(picture.width * scale), round(picture.height * scale)
    whole = Image.new("RGB", (max(width, 1), max(height, 1)), palette.paper.paper)
    for top in range(0, max(round(picture.height), 1), _BAND):
        # The last one is no taller than what is left of the picture.
        rows = min(_BAND * scale, whole.height - top * scale)
        whole.paste(_band(picture, palette, scale, top, rows), (0, top * scale))
    out = BytesIO()
    whole.save(out, "PNG", **({"optimize": True} if is_smallest else {"compress_level": 4}))
    return out.getvalue()


def _band(picture: Picture, palette: Palette, scale: int, top: int, rows: int) -> "Image":
    from PIL import Image

    fine = scale * _FINE
    size = (round(picture.width * fine), rows * _FINE)
    canvas = _Canvas(Image.new("RGB", size, palette.paper.paper), palette, fine)
    for shape in picture.every_shape:
        if _touches(shape, top):
            canvas.draw(moved(shape, 0, -top))
    return canvas.image.reduce(_FINE)


def _touches(shape: Shape, top: float) -> bool:
    """Return whether something of a shape may stand in a band."""
    begins, ends = reach(shape)
    return begins < top + _BAND + _NEAR and ends > top - _NEAR


class _Canvas:
    """A large image on which shapes are drawn one over the other."""

    def __init__(self, image: "Image", palette: Palette, scale: int) -> None:
        from PIL import ImageDraw

        self.image = image
        self._palette = palette
        self._scale = scale
        self._pen = ImageDraw.Draw(image)
        self._hatches: dict[str, Image] = {}

    def draw(self, shape: Shape) -> None:
        if isinstance(shape, Rect):
            self._rect(shape)
        elif isinstance(shape, Line):
            self._line(shape)
        elif isinstance(shape, Path):
            self._path(shape)
        else:
            self._text(shape)

    def _rect(self, shape: Rect) -> None:
        left, top = round(shape.x * self._scale), round(shape.y * self._scale)
        right = round((shape.x + shape.width) * self._scale) - 1
        bottom = round((shape.y + shape.height) * self._scale) - 1
        if right < left or bottom < top:
            return
        box, radius = (left, top, right, bottom), shape.radius * self._scale
        self._pen.rounded_rectangle(box, radius, color_of(shape.fill, self._palette))
        if shape.hatch != SOLID:
            self._hatch(shape.hatch, box, radius)

    def _hatch(self, name: str, box: tuple[int, int, int, int], radius: float) -> None:
        """Draw a hatch in the color of the paper, in squares that line up over the picture."""
        from PIL import Image, ImageChops, ImageDraw

        left, top = max(box[0], 0), max(box[1], 0)
        right, bottom = min(box[2], self.image.width - 1), min(box[3], self.image.height - 1)
        if right < left or bottom < top:
            return
        mask = self._strokes(name).crop((left, top, right + 1, bottom + 1))
        if radius:
            inside = Image.new("L", mask.size, 0)
            place = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
            ImageDraw.Draw(inside).rounded_rectangle(place, radius, 255)
            mask = ImageChops.multiply(mask, inside)
        self.image.paste(self._palette.paper.paper, (left, top), mask)

    def _strokes(self, name: str) -> "Image":
        """Return a hatch over the whole image, drawn once: a strip has thousands of bars."""
        from PIL import Image

        if name not in self._hatches:
            tile = self._tile(name)
            whole = Image.new("L", self.image.size, 0)
            whole.paste(tile)
            wide, high = tile.size
            while wide < whole.width:
                whole.paste(whole.crop((0, 0, wide, high)), (wide, 0))
                wide *= 2
            while high < whole.height:
                whole.paste(whole.crop((0, 0, whole.width, high)), (0, high))
                high *= 2
            self._hatches[name] = whole
        return self._hatches[name]

    def _tile(self, name: str) -> "Image":
        from PIL import Image, ImageDraw

        hatch = HATCHES[name]
        tile = Image.new("L", (hatch.side * self._scale,) * 2, 0)
        pen = ImageDraw.Draw(tile)
        for x1, y1, x2, y2 in hatch.strokes:
            outline = _thick((x1, y1), (x2, y2), hatch.width)
            pen.polygon([(x * self._scale, y * self._scale) for x, y in outline], 255)
        return tile

    def _line(self, shape: Line) -> None:
        from PIL import Image

        color = color_of(shape.stroke, self._palette)
        if shape.opacity < 1:
            strokes = Image.new("RGB", (1, 1), color)
            paper = Image.new("RGB", (1, 1), self._palette.paper.paper)
            color = f"#{Image.blend(paper, strokes, shape.opacity).tobytes().hex()}"
        self._stroke([(shape.x1, shape.y1), (shape.x2, shape.y2)], shape, color)

    def _path(self, shape: Path) -> None:
        points = list(_flat(shape))
        if shape.fill:
            scaled = [(x * self._scale, y * self._scale) for x, y in points]
            self._pen.polygon(scaled, color_of(shape.fill, self._palette))
        if shape.stroke:
            closed = [*points, points[0]] if shape.is_closed else points
            self._stroke(closed, shape, color_of(shape.stroke, self._palette))

    def _stroke(self, points: list[Point], shape: Line | Path, color: str) -> None:
        for start, end in _dashed(points, shape.dashes):
            outline = _thick(start, end, shape.width)
            self._pen.polygon([(x * self._scale, y * self._scale) for x, y in outline], color)

    def _text(self, shape: Text) -> None:
        words = plain(shape.words)
        before = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[shape.anchor]
        pen = shape.x - before * wide(words, shape.size, bold=shape.is_bold)
        color = color_of(shape.fill, self._palette)
        pixels = round(shape.size * self._scale)
        for character in words:
            face = font(package_of(character) or FACE, pixels, bold=shape.is_bold)
            place = (pen * self._scale, shape.y * self._scale)
            self._pen.text(place, character, color, face, anchor="ls")
            pen += shape.size * advance(character, bold=shape.is_bold)


def _flat(shape: Path) -> Iterator[Point]:
    """Yield the corners of a path, its curves as many short strokes."""
    x0, y0 = shape.start
    yield x0, y0
    for step in shape.steps:
        if len(step) == 6:
            x1, y1, x2, y2, x3, y3 = step
            for n in range(1, _CURVE):
                t = n / _CURVE
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
        x0, y0 = step[-2:]
        yield x0, y0


def _dashed(points: list[Point], dashes: tuple[float, ...]) -> Iterator[tuple[Point, Point]]:
    """Yield the strokes along some corners, cut into dashes that go on around each corner."""
    left, turn = (dashes[0], 0) if dashes else (float("inf"), 0)
    for start, end in pairwise(points):
        long, done = dist(start, end), 0.0
        while done < long:
            reach = min(done + left, long)
            if turn % 2 == 0:
                yield _between(start, end, done / long), _between(start, end, reach / long)
            left -= reach - done
            done = reach
            if left < 1e-6:
                turn += 1
                left = dashes[turn % len(dashes)]


def _between(start: Point, end: Point, t: float) -> Point:
    return start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t


def _thick(start: Point, end: Point, width: float) -> list[Point]:
    """Return the corners of a stroke."""
    long = dist(start, end) or 1
    dx, dy = (end[0] - start[0]) / long * width / 2, (end[1] - start[1]) / long * width / 2
    (x1, y1), (x2, y2) = start, end
    return [(x1 - dy, y1 + dx), (x2 - dy, y2 + dx), (x2 + dy, y2 - dx), (x1 + dy, y1 - dx)]
