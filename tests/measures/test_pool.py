"""Many articles pooled: sums over sums, medians, and the same after any change."""

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.measures.counted import counted
from annotator.measures.document import of_article, of_selection
from annotator.measures.figures import Figures, figures
from annotator.measures.keys import GROUPED, RATES, SINGLE
from annotator.measures.pool import Pool, numbers_of
from annotator.model import Marks
from annotator.vocabulary import Tag
from tests.marked_story import Story
from tests.measures.random_marks import as_article, marked

MAIN_SIDES = ("town", "mill")
STORIES = st.lists(marked(4), max_size=5)


def figures_of(marks: Marks) -> Figures:
    return figures(counted(marks), MAIN_SIDES)


def pool_of(stories: Sequence[Marks]) -> Pool:
    pool = Pool()
    for n, marks in enumerate(stories):
        pool.put(str(n), numbers_of(figures_of(marks)))
    return pool


def told(pool: Pool) -> dict[str, Any]:
    """Return everything that a pool says."""
    return {
        "rates": pool.rates(),
        "medians": pool.medians(),
        "grouped": {key: pool.grouped(key) for key in GROUPED},
        "totals": [pool.total(key) for key in ("claims", "article_words")],
        "size": len(pool),
    }


@given(STORIES)
def test_rates_are_sums_over_sums(stories: list[Marks]) -> None:
    every = [figures_of(marks) for marks in stories]
    for key, rate in pool_of(stories).rates().items():
        assert rate.numerator == sum(one[key].numerator for one in every)
        assert rate.denominator == sum(one[key].denominator for one in every)
        assert rate.value == (rate.numerator / rate.denominator if rate.denominator else None)


@given(STORIES)
def test_medians_are_of_the_articles_that_have_a_value(stories: list[Marks]) -> None:
    records = [of_article(counted(marks), figures_of(marks)) for marks in stories]
    for key, found in pool_of(stories).medians().items():
        values = [record[key] for record in records if record[key] is not None]
        assert found.n == len(values)
        assert found.median == (median(values) if values else None)


@given(STORIES)
def test_what_is_told_by_name_is_summed_name_by_name(stories: list[Marks]) -> None:
    pool = pool_of(stories)
    every = [figures_of(marks) for marks in stories]
    for key in GROUPED:
        names = {str(name) for one in every for name in one[key]}
        assert pool.grouped(key).keys() == names
    for side, words in pool.grouped("side_words").items():
        assert words.numerator == sum(one["side_words"].get(side, 0) for one in every)
    weights = [w for one in every for side, w in one["prominence_by_side"].items()]
    total = sum(pooled.numerator for pooled in pool.grouped("prominence_by_side").values())
    assert total == pytest.approx(float(sum(Fraction(w.numerator) for w in weights)))


CHANGES = st.lists(
    st.tuples(st.integers(0, 3), st.one_of(st.none(), marked(4))), min_size=1, max_size=10
)


@given(CHANGES)
def test_a_pool_that_followed_any_changes_is_as_if_it_were_made_anew(
    changes: list[tuple[int, Marks | None]],
) -> None:
    followed, left = Pool(), dict[str, Marks]()
    for n, marks in changes:
        if marks is None:
            followed.drop(str(n))
            left.pop(str(n), None)
        else:
            followed.put(str(n), numbers_of(figures_of(marks)))
            left[str(n)] = marks
    fresh = Pool()
    for key, marks in left.items():
        fresh.put(key, numbers_of(figures_of(marks)))
    assert told(followed) == told(fresh)


def test_an_empty_pool_has_every_key_and_no_value() -> None:
    document = of_selection([], Pool())
    assert document["articles"] == []
    assert tuple(document["pooled"]) == RATES
    assert tuple(document["median"]) == SINGLE
    nothing = {"numerator": 0, "denominator": 0, "value": None}
    assert all(rate == nothing for rate in document["pooled"].values())
    assert all(one == {"median": None, "n": 0} for one in document["median"].values())


def test_percentages_are_not_averaged() -> None:
    short, long = Story(), Story()
    short.claim("Mill poisons river")
    for words in ("Mill", "poisons", "river"):
        long.claim(words, Tag.OFFICIAL, source="mill")
    pool = pool_of([as_article(short.marks, "a"), as_article(long.marks, "b")])
    rate = pool.rates()["attribution_rate"]
    assert (rate.numerator, rate.denominator, rate.value) == (3, 4, 0.75)
    assert pool.medians()["attribution_rate"].median == 0.5
