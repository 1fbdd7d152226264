"""Pictures as files: by their suffix, and never with a confidential name in them."""

from pathlib import Path

import pytest

from annotator import picture_files
from annotator.charts.explained import measures_behind
from annotator.charts.page import article_spread, project_spread
from annotator.errors import ExportError, GivenAwayError
from annotator.palette import LIGHT_PALETTE
from annotator.pictures import Mark, Picture, Row, Table, Text, Tone
from tests.charts.drawn import project
from tests.charts.stories import NOW, SIDES, answered

NAME = "Jo Ann O’Neil"
NAMED = (
    Picture(9, 9, (), "None.", f"By {NAME}"),
    Picture(9, 9, (), f"{NAME} speaks."),
    Picture(9, 9, (Text(0, 9, "jo ann  o'NEIL", 9, Tone.TEXT),), "None."),
    Picture(9, 9, (), "None.", marks=(Mark(f"said {NAME}", (), (), ()),)),
    Picture(9, 9, (), "None.", table=Table(("Who",), (Row((NAME,)),))),
)


@pytest.mark.parametrize("picture", NAMED)
@pytest.mark.parametrize("suffix", picture_files.SUFFIXES)
def test_a_name_is_refused_wherever_it_stands(
    tmp_path: Path, picture: Picture, suffix: str
) -> None:
    out = tmp_path / f"picture.{suffix}"
    with pytest.raises(ExportError, match="confidential name"):
        picture_files.write(picture, LIGHT_PALETTE, out, {NAME})
    assert not out.exists()
    with pytest.raises(GivenAwayError, match="in the file's name"):
        picture_files.write(Picture(9, 9, (), "None."), LIGHT_PALETTE, out, {"Picture"})
    picture_files.write(picture, LIGHT_PALETTE, out, {"Another"})
    begin = {"svg": b"<?xml", "png": b"\x89PNG"}[suffix]
    assert out.read_bytes().startswith(begin)


def test_every_picture_of_the_balance_has_its_measures() -> None:
    spreads = [
        article_spread(answered(), SIDES, 1200, NOW),
        project_spread(project(5), SIDES, 1200),
    ]
    for picture in (picture for spread in spreads for picture in spread.every):
        assert measures_behind(picture.title), picture.title
    assert measures_behind("no such picture") == ()


@pytest.mark.parametrize("width", [300.0, 1200.0])
def test_columns_stand_beside_each_other_only_where_there_is_room(width: float) -> None:
    spread = article_spread(answered(), SIDES, width, NOW)
    titles = [picture.title for picture in spread.every]
    assert len(set(titles)) == len(titles) == 7
    assert bool(spread.left) == bool(spread.right) == (width > 1000)
    assert all(picture.width == width for picture in spread.above)
    assert all(picture.width < width / 2 for picture in (*spread.left, *spread.right))
