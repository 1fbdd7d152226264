"""Heights of lines against a plain list of them."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from ui.reading.heights import Heights

PIXELS = st.integers(1, 90).map(float)
MANY = st.lists(PIXELS, min_size=1, max_size=40) | st.builds(
    lambda some, times: some * times,
    st.lists(PIXELS, min_size=1, max_size=40),
    st.integers(20, 60),
)


@given(MANY, st.data())
def test_they_are_where_a_plain_list_has_them(plain: list[float], data: st.DataObject) -> None:
    heights = Heights(plain)
    plain = list(plain)
    numbers = st.integers(0, len(plain) - 1)
    for number, height in data.draw(st.lists(st.tuples(numbers, PIXELS), max_size=8)):
        assert heights.set(number, height) == height - plain[number]
        plain[number] = height
    bottoms = list(accumulate(plain))
    assert (len(heights), heights.total) == (len(plain), bottoms[-1])
    for number in data.draw(st.lists(numbers, min_size=1, max_size=8)):
        assert heights[number] == plain[number]
        assert heights.top(number) == bottoms[number] - plain[number]
        assert heights.at(heights.top(number)) == number
        assert heights.at(bottoms[number] - 0.5) == number


@given(MANY)
def test_above_is_the_first_and_below_is_the_last(plain: list[float]) -> None:
    heights = Heights(plain)
    assert heights.at(-1) == 0
    assert heights.at(heights.total) == heights.at(heights.total + 1e6) == len(plain) - 1


def test_nothing_is_no_higher_than_nothing() -> None:
    assert Heights(()).total == 0
