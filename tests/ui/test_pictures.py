"""A picture of the core, drawn in the window's colors."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.palette import HATCHES, SIDES
from annotator.pictures import (
    Anchor,
    Ink,
    Line,
    Mark,
    Path,
    Picture,
    Rect,
    Shape,
    SideInk,
    Text,
    Tint,
    Tone,
)
from annotator.vocabulary import Tag
from ui.pictures import color_of, draw
from ui.theme import DARK, LIGHT, Theme, install_fonts

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(theme: Theme, *shapes: Shape) -> QImage:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(theme.paper)
    painter = QPainter(image)
    draw(painter, Picture(60, 40, shapes, "Shapes."), theme)
    painter.end()
    return image


def colors(image: QImage) -> set[str]:
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in spots}


def changed(image: QImage, theme: Theme) -> list[tuple[int, int]]:
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [(x, y) for x, y in spots if image.pixelColor(x, y) != theme.paper]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_fills_take_the_colors_of_the_theme(theme: Theme) -> None:
    assert color_of(Tint(Tag.DENIAL), theme) == theme.tint(Tag.DENIAL)
    assert color_of(Ink(Tag.DENIAL), theme) == theme.ink(Tag.DENIAL)
    assert [color_of(tone, theme) for tone in Tone] == [
        theme.paper,
        theme.text,
        theme.muted,
        theme.chrome,
        theme.lines,
        theme.selection,
        theme.accent,
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_sides_take_their_colors_in_turn(theme: Theme) -> None:
    for n in range(2 * len(SIDES)):
        wanted = QColor(SIDES[n % len(SIDES)][theme is DARK])
        assert color_of(SideInk(n), theme) == wanted


def test_marks_are_drawn_over_what_stands_behind_them() -> None:
    ink = Ink(Tag.DENIAL)
    mark = Mark("a bar", (), (Rect(10, 10, 20, 20, ink),), ())
    picture = Picture(60, 40, (Rect(0, 0, 60, 40, Tone.CHROME),), "A bar.", marks=(mark,))
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw(painter, picture, LIGHT)
    painter.end()
    assert image.pixelColor(20, 20) == LIGHT.ink(Tag.DENIAL)
    assert image.pixelColor(5, 5) == LIGHT.chrome


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_rectangle_covers_its_place_and_nothing_else(theme: Theme) -> None:
    image = drawn(theme, Rect(10, 5, 20, 3, Ink(Tag.OFFICIAL)))
    assert set(changed(image, theme)) == {(x, y) for x in range(10, 30) for y in range(5, 8)}
    assert colors(image) == {theme.paper.name(), theme.ink(Tag.OFFICIAL).name()}


def test_each_hatch_looks_different() -> None:
    names = ("solid", *HATCHES)
    images = [drawn(LIGHT, Rect(0, 0, 60, 40, Ink(Tag.DENIAL), name)) for name in names]
    assert all(one != other for n, one in enumerate(images) for other in images[:n])
    assert all(LIGHT.ink(Tag.DENIAL).name() in colors(image) for image in images)


def test_a_line_can_be_faint_and_dashed() -> None:
    line = Line(0, 10.5, 60, 10.5, Tone.TEXT, opacity=0.5)
    assert drawn(LIGHT, line).pixelColor(30, 10) not in [LIGHT.text, LIGHT.paper]
    dashed = drawn(LIGHT, Line(0, 10, 60, 10, Tone.TEXT, width=2, dashes=(6, 4)))
    row = [dashed.pixelColor(x, 10) == QColor(LIGHT.text) for x in range(60)]
    assert row == [x % 10 < 6 for x in range(60)]


def test_a_path_bends_closes_and_is_filled() -> None:
    steps = ((10.0, 30.0, 50.0, 30.0, 50.0, 5.0),)
    open_ = drawn(LIGHT, Path((10, 5), steps, stroke=Tone.ACCENT, width=2))
    closed = drawn(LIGHT, Path((10, 5), steps, stroke=Tone.ACCENT, width=2, is_closed=True))
    filled = drawn(LIGHT, Path((10, 5), ((50, 5), (30, 30)), fill=Tint(Tag.DENIAL)))
    assert open_.pixelColor(30, 5) == LIGHT.paper
    assert closed.pixelColor(30, 5) == LIGHT.accent
    assert filled.pixelColor(30, 15) == LIGHT.tint(Tag.DENIAL)


def test_text_stands_at_its_anchor() -> None:
    install_fonts()
    for anchor, least, most in (
        (Anchor.START, 30, 59),
        (Anchor.MIDDLE, 15, 45),
        (Anchor.END, 0, 31),
    ):
        image = drawn(LIGHT, Text(30, 25, "abc", 12, Tone.TEXT, anchor, is_bold=True))
        columns = [x for x, _ in changed(image, LIGHT)]
        assert least - 1 <= min(columns) <= max(columns) <= most
