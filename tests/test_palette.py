"""The colors keep their promises: text can be read on them, and everybody tells them apart."""

from itertools import combinations

import pytest

from annotator.palette import DARK_CONTRAST, LIGHT_CONTRAST, Paper
from tests.themes import INKS, THEMES, TINTS
from tests.vision import contrast, difference, lab, linear, sights

STRONG = [LIGHT_CONTRAST, DARK_CONTRAST]


def nearest(colors: list[str], sight: str) -> float:
    """Return how far the two most similar colors are apart to somebody's eyes."""
    see = sights()[sight]
    seen = [lab(see(linear(color))) for color in colors]
    return min(difference(one, other) for one, other in combinations(seen, 2))


@pytest.mark.parametrize(("one", "other", "apart"), [
    # From the test data of Sharma, Wu and Dalal.
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
])  # fmt: skip
def test_colors_are_as_far_apart_as_the_formula_says(
    one: tuple[float, float, float], other: tuple[float, float, float], apart: float
) -> None:
    assert difference(one, other) == pytest.approx(apart, abs=5e-5)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("sight", sights())
def test_white_stays_white_to_everybody(sight: str) -> None:
    assert sights()[sight]((1.0, 1.0, 1.0)) == pytest.approx((1, 1, 1), abs=0.002)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_tint(theme: str) -> None:
    paper, kind = THEMES[theme]
    grounds = [*TINTS[kind], paper.paper, paper.chrome, paper.selection]
    assert min(contrast(paper.text, ground) for ground in grounds) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_muted_text_and_accents_can_be_read(theme: str) -> None:
    paper, _ = THEMES[theme]
    for color in (paper.muted, paper.accent):
        assert min(contrast(color, ground) for ground in (paper.paper, paper.chrome)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_underlines_badges_and_brackets_stand_out_from_the_paper(theme: str) -> None:
    paper, kind = THEMES[theme]
    assert min(contrast(ink, paper.paper) for ink in INKS[kind]) >= 4.5


@pytest.mark.parametrize("paper", STRONG)
def test_high_contrast_is_black_and_white_with_strong_lines(paper: Paper) -> None:
    assert {paper.paper, paper.text} == {"#FFFFFF", "#000000"}
    for ground in (paper.paper, paper.chrome, paper.selection):
        assert contrast(paper.muted, ground) >= 7
    assert contrast(paper.lines, paper.paper) >= 7
    assert contrast(paper.accent, paper.paper) >= 7


@pytest.mark.parametrize("sight", sights())
@pytest.mark.parametrize("kind", ["light", "dark"])
def test_tints_and_inks_differ_to_every_eye(kind: str, sight: str) -> None:
    assert nearest(TINTS[kind], sight) >= 11
    assert nearest(INKS[kind], sight) >= 19
