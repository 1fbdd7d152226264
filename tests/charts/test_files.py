"""Pictures as files: what they hold, that they are whole, and that they are the same again."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from annotator import picture_files, png, svg
from annotator.charts.page import article_page
from annotator.lettering import plain
from annotator.palette import GREY_PALETTE, LIGHT_PALETTE, PALETTES, SIDES
from annotator.pictures import Ink, Line, Mark, Picture, Rect, Text, Tone
from annotator.vocabulary import Tag
from tests.charts.drawn import STORIES
from tests.charts.golden import FOLDER, WANTED, drawn
from tests.charts.stories import NOW, answered, busy
from tests.charts.stories import SIDES as HEARD
from tests.vision import contrast

NS = {"s": "http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("name", WANTED)
def test_pictures_look_as_they_did(name: str) -> None:
    assert drawn(name) == (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@given(st.text(), st.text())
def test_any_words_make_a_well_formed_file_that_says_them(words: str, name: str) -> None:
    text = Text(0, 10, words, 12, Tone.TEXT)
    picture = Picture(50, 20, (text,), words, name, (Mark(name, (), (text,), ()),))
    root = ElementTree.fromstring(svg.svg(picture, LIGHT_PALETTE).encode())  # noqa: S314
    shown = root.findall(".//s:text", NS)
    assert [(one.text or "") for one in shown] == [plain(words)] * 2
    assert (root.findtext("s:desc", "", NS), root.findtext("s:title", "", NS)) == (
        plain(words),
        plain(name),
    )


def test_a_file_asks_for_nothing_from_outside_and_runs_nothing() -> None:
    evil = Text(0, 10, '</text><script href="http://x">&amp;', 12, Tone.TEXT)
    written = svg.svg(Picture(50, 20, (evil,), "x"), LIGHT_PALETTE)
    root = ElementTree.fromstring(written.encode())  # noqa: S314
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
    }
    assert root.findtext("s:text", "", NS) == evil.words


def test_every_hatch_that_is_used_is_there() -> None:
    written = svg.svg(article_page(busy(), HEARD, 900, NOW), LIGHT_PALETTE)
    root = ElementTree.fromstring(written.encode())  # noqa: S314
    there = {pattern.get("id") for pattern in root.findall(".//s:pattern", NS)}
    fills = (element.get("fill", "") for element in root.iter())
    assert {fill[5:-1] for fill in fills if fill.startswith("url(")} == there


@pytest.mark.slow
@pytest.mark.parametrize("palette", PALETTES)
def test_a_png_is_the_same_again(palette: str) -> None:
    page = article_page(answered(), HEARD, 480, NOW)
    first = png.png(page, PALETTES[palette], 1)
    assert first == png.png(page, PALETTES[palette], 1)
    image = Image.open(BytesIO(first))
    assert image.size == (480, round(page.height))
    colors = image.convert("RGB").getcolors(1 << 20) or []
    paper = tuple(bytes.fromhex(PALETTES[palette].paper.paper[1:]))
    assert max(colors)[1] == paper


@pytest.mark.slow
def test_a_png_in_grey_has_no_color() -> None:
    image = Image.open(BytesIO(png.png(article_page(busy(), HEARD, 480, NOW), GREY_PALETTE, 1)))
    colors = image.convert("RGB").getcolors(1 << 20) or []
    assert all(len(set(color)) == 1 for _, color in colors if isinstance(color, tuple))


def test_a_shape_across_two_bands_is_whole() -> None:
    ink = Ink(Tag.DENIAL)
    shapes = (Rect(2, 200, 40, 90, ink, "diagonal"), Line(60, 0, 60, 600, ink, 2, (5, 3)))
    image = Image.open(BytesIO(png.png(Picture(80, 600, shapes, "Bars."), LIGHT_PALETTE, 1)))
    above, below = image.crop((4, 216, 40, 239)), image.crop((4, 240, 40, 263))
    assert above.tobytes() == below.crop((0, 0, 36, 23)).tobytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES)
def test_both_are_written_whole(name: str, tmp_path: Path) -> None:
    page = article_page(STORIES[name](), HEARD, 600, NOW)
    picture_files.write(page, LIGHT_PALETTE, tmp_path / "a.svg", ())
    picture_files.write(page, LIGHT_PALETTE, tmp_path / "a.png", ())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a.svg"]
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (1200, 2 * round(page.height))


@pytest.mark.parametrize("palette", PALETTES)
def test_inks_and_sides_stand_out_from_the_paper(palette: str) -> None:
    chosen = PALETTES[palette]
    inks = (*chosen.inks.values(), *chosen.sides)
    assert min(contrast(ink, chosen.paper.paper) for ink in inks) >= 4.5
    assert len(chosen.sides) == len(SIDES)
