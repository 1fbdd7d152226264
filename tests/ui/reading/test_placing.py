"""Where cards, brackets, underlines and arcs are put, so that none hides another."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import Claim
from annotator.vocabulary import Tag
from tests.ui.marked_text import claim_at
from ui.reading.cards import placed
from ui.reading.painting import LANES, underlines

HEIGHT, LOW, HIGH = 41.0, 4.0, 700.0
WANTED = st.lists(st.floats(-300, 1000), max_size=30).map(sorted)
TEXT = "x" * 60


@st.composite
def claims_of_one_line(draw: st.DrawFn) -> list[Claim]:
    found = []
    for number in range(draw(st.integers(1, 12))):
        start = draw(st.integers(0, 58))
        end = draw(st.integers(start + 1, 60))
        tags = draw(st.lists(st.sampled_from(list(Tag)), max_size=3, unique=True))
        found.append(claim_at(TEXT, start, end, *tags, key=f"c{number}"))
    return found


@given(WANTED)
def test_cards_keep_their_order_and_never_lie_over_each_other(wanted: list[float]) -> None:
    tops = placed(wanted, HEIGHT, LOW, HIGH)
    assert len(tops) == len(wanted)
    for before, after in itertools.pairwise(tops):
        assert after >= before + HEIGHT - 1e-6


@given(WANTED)
def test_cards_stand_on_the_page_where_there_is_room_for_all(wanted: list[float]) -> None:
    tops = placed(wanted, HEIGHT, LOW, HIGH)
    if tops and len(tops) * HEIGHT <= HIGH - LOW:
        assert tops[0] >= LOW - 1e-6
        assert tops[-1] + HEIGHT <= HIGH + 1e-6


@given(st.lists(st.floats(HEIGHT, 90), max_size=12), st.floats(LOW, 60))
def test_cards_that_do_not_collide_stand_where_they_want(steps: list[float], first: float) -> None:
    wanted = [first]
    for step in steps:
        wanted.append(wanted[-1] + step)
    tops = placed(wanted, HEIGHT, LOW, wanted[-1] + HEIGHT)
    assert tops == pytest.approx(wanted, abs=1e-9)


@given(WANTED)
def test_cards_that_collide_share_what_they_give_up(wanted: list[float]) -> None:
    """Of all places in order on an endless page these are the nearest: none gains by moving."""
    low, high = -1e6, 1e6
    tops = placed(wanted, HEIGHT, low, high)
    groups: list[list[int]] = []
    for n in range(len(tops)):
        if n and tops[n] - tops[n - 1] <= HEIGHT + 1e-6:
            groups[-1].append(n)
        else:
            groups.append([n])
    for group in groups:
        assert abs(sum(tops[n] - wanted[n] for n in group)) < 1e-4


@given(claims_of_one_line())
def test_no_two_underlines_that_share_words_share_a_lane(claims: list[Claim]) -> None:
    lines = underlines(claims)
    assert len(lines) == sum(len(claim.tags) or 1 for claim in claims)
    for n, one in enumerate(lines):
        for other in lines[:n]:
            shares = one.claim.start < other.claim.end and other.claim.start < one.claim.end
            assert not (shares and one.lane == other.lane < LANES)


@given(claims_of_one_line())
def test_the_shortest_claim_is_nearest_to_its_words(claims: list[Claim]) -> None:
    lines = underlines(claims)
    least = {claim.id: 99 for claim in claims}
    for line in lines:
        least[line.claim.id] = min(least[line.claim.id], line.lane)
    for one in claims:
        for other in claims:
            is_within = other.start <= one.start and one.end <= other.end
            if is_within and len(one.quote) < len(other.quote):
                assert least[one.id] < least[other.id] or least[one.id] == LANES


@given(claims_of_one_line())
def test_no_lane_is_left_empty_below_another(claims: list[Claim]) -> None:
    lanes = {line.lane for line in underlines(claims)}
    assert lanes == set(range(len(lanes)))
