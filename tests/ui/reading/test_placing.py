"""Where cards, brackets, underlines and arcs are put, so that none hides another."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from annotator.model import Claim
from annotator.vocabulary import Tag
from tests.ui.marked_text import claim_at
from ui.reading.arcs import stub_places
from ui.reading.badges import SIZE
from ui.reading.cards import placed
from ui.reading.margin import Places, hint_places
from ui.reading.painting import LANES, underlines, without_lane

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


@pytest.mark.slow
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


@given(claims_of_one_line())
def test_a_claim_of_which_one_tag_is_seen_is_not_counted_as_hidden(claims: list[Claim]) -> None:
    lines = underlines(claims)
    seen = {line.claim.id for line in lines if line.lane < LANES}
    hidden = [claim.id for claim in without_lane(lines)]
    assert sorted([*seen, *hidden]) == sorted(claim.id for claim in claims)


boxes = st.builds(lambda x, y: QRectF(x, y, SIZE, SIZE), st.floats(2, 100), st.floats(-SIZE, 400))


@given(
    st.lists(boxes, max_size=8),
    st.dictionaries(st.tuples(st.booleans(), st.integers(1, 99)), st.floats(5, 90), max_size=5),
)
def test_no_number_of_a_claim_elsewhere_lies_on_a_badge_or_another(
    badges: list[QRectF], stubs: dict[tuple[bool, int], float]
) -> None:
    names = [f"c{n}" for n in range(len(badges))]
    reach = {name: rect.left() for name, rect in zip(names, badges, strict=True)}
    places = Places(dict(zip(names, badges, strict=True)), reach)
    found = stub_places(stubs, 400.0, places)
    assert found.keys() == stubs.keys()
    for key, rect in found.items():
        assert 0 <= rect.top() <= rect.bottom() <= 400
        assert rect.center().y() < 200 if key[0] else rect.center().y() > 200
        assert not any(rect.intersects(badge) for badge in badges)
    for one, other in itertools.combinations(found.values(), 2):
        assert abs(one.top() - other.top()) >= SIZE - 3


@given(st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), max_size=6))
def test_a_hint_hides_no_badge_where_there_is_room_and_never_more_than_one(
    rows: list[list[int]],
) -> None:
    places, badges = Places(), {}
    for row, counts in enumerate(rows):
        at = 100.0
        for n, count in enumerate(counts):
            begin = at - count * (SIZE + 4) + 4
            name = f"c{row}-{n}"
            badges[name] = [
                QRectF(begin + k * (SIZE + 4), row * 31, SIZE, SIZE) for k in range(count)
            ]
            places.badges[name] = QRectF(begin, row * 31, at - begin, SIZE)
            places.reach[name] = begin
            at = begin - 6
    hints = hint_places(places, places.badges)
    for name, rect in hints.items():
        hit = [(owner, b) for owner, found in badges.items() for b in found if b.intersects(rect)]
        assert {owner for owner, _ in hit} <= {name}
        assert len(hit) <= 1
        if name == f"c{name[1]}-{len(rows[int(name[1])]) - 1}" and places.reach[name] > 22:
            assert not hit
