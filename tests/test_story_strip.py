"""The story strip against plain counting, and the pictures that it gives."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import edits
from annotator.desk import Desk
from annotator.model import Claim
from annotator.pictures import Ink, Picture, Rect, Text, Tone
from annotator.store import Store
from annotator.story_strip import GUTTER, LANES, Strip
from annotator.vocabulary import Tag
from tests.factories import claim_of, keep_wire_story, new_project
from tests.themes import INKS, THEMES
from tests.vision import contrast

LENGTH = 90
tags = st.lists(st.sampled_from(Tag), unique=True, max_size=3).map(tuple)
places = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda p: p[0] != p[1])
named = st.sampled_from("abcdef")
claims = st.builds(
    lambda name, place, worn: at(*sorted(place), *worn, name=name), named, places, tags
)
sizes = st.integers(1, 200)


def at(start: int, end: int, *worn: Tag, name: str = "") -> Claim:
    return Claim(name or f"{start}-{end}", "a", start, end, "", worn)


def lanes_of(strip: Strip) -> list[list[range]]:
    return [strip.runs(lane) for lane in LANES]


def rects(picture: Picture) -> list[Rect]:
    return [shape for shape in picture.shapes if isinstance(shape, Rect)]


def fills_at(picture: Picture, y: int) -> list[object]:
    return [rect.fill for rect in rects(picture) if rect.y <= y < rect.y + rect.height]


@given(st.lists(st.tuples(st.booleans(), claims)), sizes)
def test_a_strip_that_followed_claims_equals_one_made_anew(
    steps: list[tuple[bool, Claim]], cells: int
) -> None:
    strip = Strip(LENGTH, cells=cells)
    there: dict[str, Claim] = {}
    for is_added, claim in steps:
        if is_added:
            there[claim.id] = claim
            strip.add(claim)
        else:
            there.pop(claim.id, None)
            strip.remove(claim)
    assert lanes_of(strip) == lanes_of(Strip(LENGTH, there.values(), cells))


@given(st.lists(claims, unique_by=lambda claim: claim.id), sizes)
def test_runs_cover_the_cells_that_claims_touch_and_no_other(
    found: list[Claim], cells: int
) -> None:
    strip = Strip(LENGTH, found, cells)
    for lane in LANES:
        mine = [c for c in found if (lane in c.tags if lane else not c.tags)]
        touched = [
            n
            for n in range(cells)
            if any(c.start * cells < (n + 1) * LENGTH and c.end * cells > n * LENGTH for c in mine)
        ]
        runs = strip.runs(lane)
        assert [n for run in runs for n in run] == touched
        assert all(one.stop < other.start for one, other in pairwise(runs))


@given(st.lists(claims, unique_by=lambda claim: claim.id), st.integers(1, 300), sizes)
def test_each_pixel_of_the_column_shows_the_weightiest_tag_there(
    found: list[Claim], height: int, cells: int
) -> None:
    picture = Strip(LENGTH, found, cells).column(24, height)
    runs = {lane: Strip(LENGTH, found, cells).runs(lane) for lane in LANES}
    edge, ground = rects(picture)[:2]
    assert edge == Rect(GUTTER, 0, 24 - GUTTER, height, Tone.LINES)
    assert ground.fill is Tone.PAPER
    for y in range(height):
        over = range(y * cells // height, -(-(y + 1) * cells // height))
        worn = [lane for lane in LANES if any(n in run for run in runs[lane] for n in over)]
        order = (Tag.ALLEGATION, Tag.DENIAL, Tag.ANONYMOUS, Tag.OFFICIAL)
        first = next((tag for tag in order if tag in worn), None)
        last = [Ink(first)] if first else [Tone.MUTED] if None in worn else []
        below = [Tone.LINES, Tone.PAPER] if 0 < y < height - 1 else [Tone.LINES]
        assert fills_at(picture, y) == [*below, *last]


@pytest.mark.parametrize("theme", THEMES)
def test_claims_stand_out_from_the_band_in_every_theme(theme: str) -> None:
    paper, kind = THEMES[theme]
    picture = Strip(100, [at(0, 20, Tag.DENIAL)]).column(24, 100)
    ground = fills_at(picture, 50)[-1]
    assert isinstance(ground, Tone)
    inks = [*INKS[kind], paper.muted]
    assert min(contrast(ink, getattr(paper, ground)) for ink in inks) >= 3
    assert contrast(paper.lines, getattr(paper, ground)) >= (7 if "contrast" in theme else 1.2)


@pytest.mark.slow
def test_pictures_stay_small_however_many_claims_there_are() -> None:
    length, worn = 400_000, [(tag,) for tag in Tag] + [()]
    strip = Strip(length)
    for n in range(20_000):
        strip.add(at(20 * n, 20 * n + 7, *worn[n % 5], name=str(n)))
    asked = range(0, length, 20)
    assert len(strip.column(24, 600, asked).shapes) <= 2 + 600 + 600 // 11 + 1
    assert len(strip.lanes(180, 14).shapes) <= 5 + 5 * (180 // 4 + 1)


def test_what_follows_the_desk_equals_what_is_made_from_it(tmp_path: Path) -> None:
    with Store.open(new_project(tmp_path / "story.onrecord")) as store:
        article = keep_wire_story(store)
        desk = Desk(store.marks(article.id))
        strip = Strip(len(desk.text), desk.claims)
        first = claim_of(article, desk.text, "Ottawa sources", tags=(Tag.ALLEGATION,))
        second = claim_of(article, desk.text, "Ottawa sources", tags=(Tag.DENIAL,))
        second = Claim(first.id, article.id, second.start, second.end, second.quote, second.tags)
        changes = [
            store.apply(edits.add("Mark", first)),
            store.apply(edits.change("Retag", (first, second))),
            store.apply(edits.remove_claims(store.marks(article.id), [second])),
            store.undo(),
            store.apply(edits.remove_claims(store.marks(article.id), desk.claims[3:9])),
        ]
        for change in changes:
            desk.follow(change)
        # Where a view changes something while it is told of a change, the later one comes first.
        for change in reversed(changes):
            strip.follow(change, desk)
            strip.follow(change, desk)
        assert lanes_of(strip) == lanes_of(Strip(len(desk.text), desk.claims))


def test_lanes_show_each_tag_of_a_claim_in_its_own_lane() -> None:
    strip = Strip(100, [at(50, 60, Tag.ALLEGATION, Tag.ANONYMOUS), at(0, 1)])
    picture = strip.lanes(200, 14)
    assert [(r.x, r.y, r.width, r.height, r.fill) for r in rects(picture)] == [
        (100, 0, 20, 2, Ink(Tag.ALLEGATION)),
        (100, 9, 20, 2, Ink(Tag.ANONYMOUS)),
        (0, 12, 3, 2, Tone.MUTED),
    ]
    assert {rect.hatch for rect in rects(picture)} == {"solid"}


def test_high_lanes_are_hatched_so_that_they_can_be_told_apart_without_color() -> None:
    strip = Strip(100, [at(0, 50, tag, name=tag) for tag in Tag])
    hatches = [rect.hatch for rect in rects(strip.lanes(600, 140))]
    assert hatches == ["solid", "diagonal", "vertical", "dots"]


def test_allegations_without_an_answer_get_a_mark_each_where_there_is_room() -> None:
    strip = Strip(1000, [at(100, 200, Tag.ALLEGATION)])
    picture = strip.column(24, 500, [700, 100, 101])
    marks = [shape for shape in picture.shapes if isinstance(shape, Text)]
    assert [mark.words for mark in marks] == ["?", "?"]
    assert [50 < mark.y < 62 or 350 < mark.y < 362 for mark in marks] == [True, True]
    assert picture.description.endswith("3 allegations have no answer.")


def test_a_picture_says_in_words_where_claims_stand() -> None:
    strip = Strip(1000, [at(100, 200, Tag.DENIAL), at(210, 300, Tag.DENIAL), at(900, 1000)])
    assert strip.lanes(100, 14).description == (
        "Where claims stand, in percent of the story: denial 10 to 30; no tag 90 to 100."
    )
    assert Strip(0).column(24, 100).description == "No claims."
