"""A tall picture cut between its rows, so that it fits on pages."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from annotator.pictures import Line, Path, Picture, Rect, Shape, moved


def slices(picture: Picture, tallest: float) -> tuple[Picture, ...]:
    """Return a picture in parts that are at most so tall, cut where nothing is drawn.

    What cannot be cut stays taller. The parts lead nowhere, and the table is that of the whole.
    """
    if picture.height <= tallest:
        return (picture,)
    cuts = [0.0, *_cuts(picture, tallest), picture.height]
    return tuple(
        _part(picture, top, bottom, (n, len(cuts) - 1))
        for n, (top, bottom) in enumerate(pairwise(cuts), 1)
    )


def reach(shape: Shape) -> tuple[float, float]:
    """Return between which heights something of a shape may stand."""
    if isinstance(shape, Rect):
        return shape.y, shape.y + shape.height
    if isinstance(shape, Line):
        ends = [shape.y1, shape.y2]
    elif isinstance(shape, Path):
        ends = [shape.start[1], *(y for step in shape.steps for y in step[1::2])]
    else:
        return shape.y - shape.size, shape.y + shape.size / 3
    return min(ends) - shape.width / 2, max(ends) + shape.width / 2


def _cuts(picture: Picture, tallest: float) -> Iterator[float]:
    begun = ended = gap = 0.0
    for top, bottom in sorted(map(reach, picture.every_shape)):
        if top >= ended:
            gap = top
        ended = max(ended, bottom)
        if ended - begun > tallest and gap > begun:
            yield gap
            begun = gap


def _part(picture: Picture, top: float, bottom: float, place: tuple[int, int]) -> Picture:
    inside = (shape for shape in picture.every_shape if top <= reach(shape)[0] < bottom)
    part = f"Part {place[0]} of {place[1]}. {picture.description}"
    shapes = tuple(moved(shape, 0, -top) for shape in inside)
    return replace(picture, height=bottom - top, shapes=shapes, marks=(), description=part)
