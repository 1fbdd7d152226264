"""What holds of every picture: its bounds, its claims, its words and its table."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.charts.badges import HOLLOW, side_look, side_looks
from annotator.charts.naming import named_and_unnamed
from annotator.charts.numbers import numbers
from annotator.charts.over_time import small_multiples, unnamed_over_time
from annotator.charts.project import project_numbers, top_sources, words_by_side
from annotator.charts.sides import words_and_prominence
from annotator.charts.sources import voices, words_by_source
from annotator.charts.story import story_strip, unanswered
from annotator.lettering import elided, plain
from annotator.lettering import width as wide
from annotator.measures.counted import counted
from annotator.measures.sides import sides
from annotator.measures.sourcing import anonymous_words
from annotator.model import Side
from annotator.overview import Overview
from annotator.pictures import SOLID, Box, Picture, Rect, Text, Tone
from annotator.rules import shipped
from annotator.sums import sums_of
from annotator.vocabulary import LinkKind, SourceKind, Tag
from tests.charts.drawn import (
    STORIES,
    WIDTHS,
    box_of,
    cells,
    of_article,
    over_project,
    project,
    told,
)
from tests.charts.stories import SIDES, answered, busy, empty, one_source
from tests.examples import examples
from tests.marked_story import Story

CASES = [(name, width) for name in STORIES for width in WIDTHS]
PROJECTS = [(n, width) for n in (0, 1, 40) for width in WIDTHS]
EDGE = 0.011
"""Places are rounded to hundredths."""


def every_picture(name: str, width: float) -> list[Picture]:
    return of_article(STORIES[name](), width)


def outside(picture: Picture) -> list[object]:
    return [
        shape
        for shape in picture.every_shape
        if not _is_within(box_of(shape), picture.width, picture.height)
    ]


def _is_within(box: Box, width: float, height: float) -> bool:
    return (
        box.x >= -EDGE
        and box.y >= -EDGE
        and box.x + box.width <= width + EDGE
        and box.y + box.height <= height + EDGE
    )


def covering(picture: Picture) -> list[tuple[str, str]]:
    """Return words that stand upon each other."""
    texts = [shape for shape in picture.every_shape if isinstance(shape, Text)]
    boxes = [(text.words, box_of(text)) for text in texts]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if _cross(a, b)]


def _cross(a: Box, b: Box) -> bool:
    return (
        a.x + EDGE < b.x + b.width
        and b.x + EDGE < a.x + a.width
        and a.y + EDGE < b.y + b.height
        and b.y + EDGE < a.y + a.height
    )


def total(picture: Picture, header: str = "Words") -> int:
    return sum(cell for cell in cells(picture, header) if isinstance(cell, int))


def bars(picture: Picture) -> list[Rect]:
    """Return what stands for words: filled rectangles of marks that are no swatches."""
    shapes = (shape for mark in picture.marks for shape in mark.shapes)
    return [shape for shape in shapes if isinstance(shape, Rect) and not shape.radius]


@pytest.mark.parametrize(("name", "width"), CASES)
def test_nothing_of_a_story_stands_outside_its_picture(name: str, width: float) -> None:
    assert [outside(picture) for picture in every_picture(name, width)] == [[]] * 8


@pytest.mark.parametrize(("n", "width"), PROJECTS)
def test_nothing_of_a_project_stands_outside_its_picture(n: int, width: float) -> None:
    assert [outside(picture) for picture in over_project(project(n), width)] == [[]] * 6


@pytest.mark.parametrize(("name", "width"), CASES)
def test_no_words_stand_upon_others(name: str, width: float) -> None:
    assert [covering(picture) for picture in every_picture(name, width)] == [[]] * 8


@pytest.mark.parametrize(("n", "width"), PROJECTS)
def test_no_words_of_a_project_stand_upon_others(n: int, width: float) -> None:
    assert [covering(picture) for picture in over_project(project(n), width)] == [[]] * 6


@pytest.mark.parametrize(("name", "width"), CASES)
def test_every_mark_and_row_leads_to_claims_that_there_are(name: str, width: float) -> None:
    story = STORIES[name]()
    for picture in of_article(story, width):
        behind = [mark.claims for mark in picture.marks]
        behind += [row.claims for row in picture.table.rows]
        assert {claim for claims in behind for claim in claims} <= set(story.ids)
        for mark in picture.marks:
            assert mark.name
            assert mark.places


@pytest.mark.parametrize("name", STORIES)
def test_every_picture_says_what_it_shows(name: str) -> None:
    for picture in every_picture(name, 480.0):
        assert picture.title
        assert picture.description.endswith(".")
        widths = {len(row.cells) for row in picture.table.rows}
        assert widths <= {len(picture.table.headers)}


def test_every_claim_can_be_clicked_where_it_stands() -> None:
    story = answered()
    strip = story_strip(story, 900)
    for chain in story.chains:
        own = [mark for mark in strip.marks if mark.claims == chain.ids]
        places = [place for mark in own for place in mark.places]
        found = [strip.mark_at(box.x + box.width - 1, box.y + box.height / 2) for box in places]
        assert any(mark and mark.claims == chain.ids for mark in found), chain


def test_an_allegation_with_a_silent_target_has_a_ring_and_no_other_has() -> None:
    story = answered()
    (waiting,) = unanswered(story)
    strip = story_strip(story, 900)
    rings = [m for m in strip.marks if any(getattr(s, "words", "") == "?" for s in m.shapes)]
    assert [ring.claims for ring in rings] == [waiting.ids]
    assert cells(strip, "Without an answer from").count("the province") == 1
    assert "1 allegation has no answer." in strip.description


def test_an_arc_leads_from_an_answer_to_what_it_answers() -> None:
    strip = story_strip(answered(), 900)
    told = [mark.name for mark in strip.marks]
    arcs = [name for name in told if name.endswith(" claim 2")]
    assert arcs == ["claim 4 denies claim 2", "claim 5 disputes claim 2"]
    assert cells(strip, "Answers") == ["", "", "", "2", "2", ""]


@pytest.mark.parametrize("name", STORIES)
def test_bars_are_as_long_as_their_words(name: str) -> None:
    heard = voices(STORIES[name]())
    picture = words_by_source(heard, 800, most=len(heard))
    words = [part.words for voice in heard for part in voice.parts if part.words]
    scales = {round(bar.width / n, 2) for bar, n in zip(bars(picture), words, strict=True)}
    assert len(scales) <= 1
    assert total(picture) == sum(words)


def test_what_is_not_drawn_is_told_in_the_last_line_and_in_the_table() -> None:
    heard = voices(busy())
    picture = words_by_source(heard, 800)
    rest = sum(voice.words for voice in heard[20:])
    assert picture.marks[-1].name == f"and 20 more: {rest} words"
    assert total(picture) == sum(voice.words for voice in heard)
    assert len(picture.table.rows) == 40
    by_tag = [cells(picture, header) for header in picture.table.headers[3:]]
    assert [sum(row) for row in zip(*by_tag, strict=True)] == cells(picture, "Words")


def test_names_that_fit_are_whole() -> None:
    for picture in of_article(answered(), 900.0):
        said = [shape.words for shape in picture.every_shape if isinstance(shape, Text)]
        assert not [words for words in said if words.endswith("…")]


def test_words_of_a_source_that_two_claims_share_count_once() -> None:
    story = answered()
    (people,) = [voice for voice in voices(story) if voice.name == "three people"]
    assert [(part.tag, part.words) for part in people.parts] == [
        (Tag.ALLEGATION, 5),
        (Tag.ANONYMOUS, 0),
    ]


@pytest.mark.parametrize("name", STORIES)
def test_named_and_unnamed_are_all_attributed_words(name: str) -> None:
    story = STORIES[name]()
    picture = named_and_unnamed(story, 500)
    assert total(picture) == story.attributed_words
    unnamed = dict(zip(cells(picture, "Sources"), cells(picture, "Words"), strict=True))
    assert unnamed.get("unnamed", 0) == anonymous_words(story).numerator
    if story.attributed:
        assert sum(bar.width for bar in bars(picture)) == pytest.approx(500, abs=0.1)


def test_the_farthest_reply_is_the_same_for_an_article_and_its_project() -> None:
    story = Story()
    for target, reply in (("mill", "The mill denies it"), ("state", "poisons")):
        story.claim(reply, Tag.DENIAL, source=target)
    alleged = "the water is clean"
    story.claim(alleged, Tag.ALLEGATION, source="clerk", targets=("mill", "state"))
    for reply in ("The mill denies it", "poisons"):
        story.link(reply, LinkKind.DENIES, alleged)
    marks = counted(story.marks)
    (far,) = [number for number in numbers(marks) if "reply" in number.caption]
    assert (far.figure, far.caption) == ("19", "words from reply to allegation")
    assert sums_of(marks, shipped()).farthest == -19


def test_sources_whose_claims_have_no_words_are_sources_all_the_same() -> None:
    story = Story()
    story.claim("…", source="clerk")
    unnamed = numbers(counted(story.marks))[1]
    assert (unnamed.figure, unnamed.caption) == ("–", "no source has words that count")
    assert numbers(counted(Story().marks))[1].caption == "no claim has a source yet"


def test_sides_that_are_heard_or_of_the_articles_sources_are_shown_and_unknown_too() -> None:
    silent = Story()
    silent.source("the mayor", side="Town")
    silent.claim("The mill denies it", source="the mill")
    for story, names in (
        (empty(), []),
        (one_source(), []),
        (counted(silent.marks), ["Town"]),
        (busy(8), ["Mill", "Town", "Province"]),
    ):
        picture = words_and_prominence(story, SIDES, 500)
        assert sorted(map(str, cells(picture, "Side"))) == sorted([*names, "side unknown"])
        assert total(picture) == sum(group.words for group in sides(story).values())


def test_few_claims_are_shown_as_counts_alone() -> None:
    picture = words_and_prominence(busy(4), SIDES, 500)
    said = [s.words for s in picture.every_shape if isinstance(s, Text)]
    assert not any("%" in words for words in said)
    assert set(cells(picture, "Prominence")) == {"–"}


def test_a_side_looks_the_same_whoever_is_heard_and_thirty_look_different() -> None:
    listed = [Side(f"id {n}", f"side {n}", n, 29 - n) for n in range(29)]
    looks = side_looks(listed, ["unknown", "a stranger"])
    assert looks["side 3"] == side_looks(listed[3:4])["side 3"] == side_look(26)
    assert len(set(looks.values())) == 31


def test_what_is_of_unknown_side_is_hollow_and_can_be_seen() -> None:
    assert side_looks([])["unknown"] == HOLLOW
    picture = words_and_prominence(busy(8), SIDES, 500)
    marks = [mark for mark in picture.marks if mark.name.startswith("side unknown")]
    drawn = [shape for mark in marks for shape in mark.shapes if isinstance(shape, Rect)]
    assert len(drawn) == 6
    for outline, inside in zip(drawn[::2], drawn[1::2], strict=True):
        assert (outline.fill, inside.fill) == (Tone.MUTED, Tone.PAPER)
        assert (outline.hatch, inside.hatch) == (SOLID, SOLID)
        assert outline.width - inside.width == outline.height - inside.height == 3


def test_a_project_shows_the_latest_stories_and_tables_all() -> None:
    stories = project(40)
    picture = small_multiples(stories, 900)
    latest = sorted(stories.stories, key=lambda one: one.place)[-24:]
    assert [mark.article_id for mark in picture.marks] == [one.article.id for one in latest]
    assert len(picture.table.rows) == 40


def test_dots_stand_for_every_story_with_a_date() -> None:
    stories = project(40)
    picture = unnamed_over_time(stories, 900)
    dated = [one for one in stories.stories if one.day and one.sums.has_shares]
    shown = [article for mark in picture.marks for article in mark.articles]
    assert sorted(shown) == sorted(one.article.id for one in dated)
    assert [row.articles for row in picture.table.rows] == [(one.article.id,) for one in dated]


def test_a_source_of_several_stories_is_one_row() -> None:
    story = busy(5)
    picture = top_sources(Overview([told(story, 1), told(story, 2)]), 500)
    heard = voices(story)
    assert cells(picture, "Words") == [2 * voice.words for voice in heard]
    assert [row.source_id for row in picture.table.rows] == [voice.id for voice in heard]


def test_a_project_is_its_stories_added_up() -> None:
    stories = [busy(5), answered()]
    overview = Overview(told(story, n) for n, story in enumerate(stories))
    by_side = words_by_side(overview, SIDES, 500)
    assert {side.name for side in SIDES} < set(cells(by_side, "Side"))
    assert total(by_side) == sum(group.words for s in stories for group in sides(s).values())
    replies, unnamed, *_ = project_numbers(overview)
    pairs = [pair for story in stories for pair in story.pairs]
    assert replies.figure == f"{sum(pair.is_answered for pair in pairs)} of {len(pairs)}"
    words = sum(anonymous_words(story).numerator for story in stories)
    assert unnamed.figure == f"{words / sum(s.attributed_words for s in stories):.1%}"


@pytest.mark.slow
@given(st.text(), st.floats(0, 200), st.booleans())
def test_elided_words_are_never_wider_than_their_room(words: str, room: float, bold: bool) -> None:
    fit = elided(words, room, 13, bold=bold)
    assert wide(fit, 13, bold=bold) <= room + 1e-6
    if wide(plain(words), 13, bold=bold) <= room:
        assert fit == plain(words)


names = st.text(min_size=1, max_size=80)


@pytest.mark.slow
@examples(25)
@given(st.lists(names, min_size=1, max_size=4, unique=True), names, st.sampled_from(WIDTHS))
def test_pictures_hold_whatever_names_say(people: list[str], target: str, width: float) -> None:
    story = Story()
    story.claim("Mill poisons river", Tag.ALLEGATION, source=people[0], targets=(target,))
    for words, name in zip(("The mill denies it", "the water is clean"), people, strict=False):
        story.claim(words, Tag.DENIAL, source=name, name=f"of {words}")
        story.link(f"of {words}", LinkKind.DENIES, "Mill poisons river")
    story.source("kind", SourceKind.ANONYMOUS, side=target)
    for picture in of_article(counted(story.marks), width):
        assert outside(picture) == []
        assert covering(picture) == []


@given(st.text(max_size=60), st.sampled_from([10.0, 12.0, 13.0]))
@example("one \x1b\rtwo", 10.0)
def test_words_have_the_room_that_they_take(words: str, size: float) -> None:
    line = plain(words)
    assert elided(line, wide(line, size), size) == line
