"""Which articles of a library are wanted, in which order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.library import By, Facts, Period, Wanted, Work, is_within, ordered
from annotator.model import Article
from annotator.vocabulary import ArticleStatus

TODAY = date(2020, 3, 10)
DAYS = st.dates(date(2019, 1, 1), date(2020, 12, 31)).map(str)


def article(number: int = 1, title: str = "Mill denies it", **fields: object) -> Article:
    made: dict[str, object] = {"id": str(number), "number": number, "title": title}
    return Article(**(made | {"sha256": "", "words": 0} | fields))  # type: ignore[arg-type]


ARTICLES = st.builds(
    article,
    st.integers(1, 99),
    st.sampled_from(["Mill", "mayor", "Ärger", ""]),
    outlet=st.sampled_from([None, "The Post", "dpa"]),
    published=st.none() | DAYS,
    status=st.sampled_from(list(ArticleStatus)),
)
FACTS = st.builds(Facts, st.integers(0, 9), st.integers(0, 9), changed=st.integers(0, 9))


@given(
    st.lists(st.tuples(ARTICLES, FACTS), unique_by=lambda pair: pair[0].number),
    st.sampled_from(list(By)),
)
def test_every_article_stands_in_an_order_once_and_always_at_the_same_place(
    some: list[tuple[Article, Facts]], by: By
) -> None:
    found = ordered(some, by)
    assert sorted(a.number for a in found) == sorted(a.number for a, _ in some)
    assert ordered(reversed(some), by) == found


def test_dates_begin_with_the_newest_and_what_has_none_comes_last() -> None:
    some = [article(1), article(2, published="2020-03-01"), article(3, published="2020-03-09")]
    found = ordered([(one, Facts()) for one in some], By.PUBLISHED)
    assert [one.number for one in found] == [3, 2, 1]


def test_names_begin_with_the_first_whatever_their_capitals() -> None:
    some = [article(1, outlet="the Post"), article(2), article(3, outlet="Die Zeit")]
    found = ordered([(one, Facts()) for one in some], By.OUTLET)
    assert [one.number for one in found] == [3, 1, 2]


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        ("2020-03-10", {Period.WEEK, Period.MONTH, Period.YEAR}),
        ("2020-03-04T08:00:00Z", {Period.WEEK, Period.MONTH, Period.YEAR}),
        ("2020-03-03", {Period.MONTH, Period.YEAR}),
        ("2020-01-01", {Period.YEAR}),
        ("2020-03-11", {Period.YEAR}),
        ("2019-12-31", set()),
        (None, {Period.NONE}),
    ],
)
def test_a_period_ends_today(day: str | None, periods: set[Period]) -> None:
    found = {period for period in Period if is_within(article(published=day), period, TODAY)}
    assert found == periods | {Period.ANY}


@pytest.mark.parametrize(
    ("wanted", "is_there"),
    [
        (Wanted(), True),
        (Wanted(("mill", "post")), True),
        (Wanted(("mill", "mayor")), False),
        (Wanted(statuses=frozenset({ArticleStatus.HELD, ArticleStatus.DRAFT})), True),
        (Wanted(statuses=frozenset({ArticleStatus.HELD})), False),
        (Wanted(outlets=frozenset({"The Post"})), True),
        (Wanted(outlets=frozenset({""})), False),
        (Wanted(reviewers=frozenset({"Ann", "Bo"})), True),
        (Wanted(reviewers=frozenset({"Bo"})), False),
        (Wanted(work=frozenset({Work.UNANSWERED, Work.NOT_CLEARED})), True),
        (Wanted(work=frozenset({Work.UNMARKED})), False),
    ],
)
def test_everything_that_is_asked_for_has_to_be_met(wanted: Wanted, is_there: bool) -> None:
    one = article(outlet="The Post", byline="Jo Roe")
    assert wanted.has(one, Facts(3, 1, frozenset({"Ann"})), TODAY) is is_there


def test_only_what_needs_the_marks_asks_for_them() -> None:
    assert not Wanted(("a",), work=frozenset({Work.UNMARKED})).needs_marks
    assert Wanted(reviewers=frozenset({"Ann"})).needs_marks
    assert not Wanted(("a",)).is_narrow
    assert Wanted(period=Period.WEEK).is_narrow
