"""A tall picture is cut between its rows."""

from annotator.pictures import Line, Picture, Rect, Text, Tone
from annotator.slicing import reach, slices


def rows(count: int) -> Picture:
    """Return a picture of rows, each 20 high with a gap of 10 below it."""
    shapes = tuple(
        shape
        for n in range(count)
        for shape in (
            Rect(0, 30 * n, 100, 20, Tone.LINES),
            Text(5, 30 * n + 15, str(n), 12, Tone.TEXT),
        )
    )
    return Picture(100, 30 * count - 10, shapes, "Rows.", "Some rows")


def test_what_fits_stays_whole() -> None:
    picture = rows(3)
    assert slices(picture, 80) == (picture,)


def test_parts_are_no_taller_than_allowed_and_nothing_is_lost_or_cut() -> None:
    parts = slices(rows(10), 100)

    assert [part.height for part in parts] == [90, 90, 90, 20]
    assert [shape.words for part in parts for shape in part.shapes if isinstance(shape, Text)] == [
        str(n) for n in range(10)
    ]
    for part in parts:
        assert all(low >= 0 and high <= part.height for low, high in map(reach, part.shapes))
    assert parts[1].description == "Part 2 of 4. Rows."


def test_what_has_no_gap_stays_taller() -> None:
    column = Line(5, 0, 5, 300, Tone.TEXT)
    (part,) = slices(Picture(10, 300, (column,), "A line."), 100)
    assert part.height == 300
