"""Which stories of a project are looked at: what there is to choose, and the chosen ones kept."""

from dataclasses import replace
from datetime import date

import pytest

from annotator.narrowed import (
    Narrowed,
    authors,
    bounds_of,
    dates,
    outlets,
    statuses,
    tags,
    written_by,
)
from annotator.overview import Overview, Told
from annotator.selection import Selection
from annotator.vocabulary import ArticleStatus, Tag
from tests.charts.drawn import project

TODAY = date(2020, 3, 5)


def with_details(one: Told, **details: object) -> Told:
    return Told(replace(one.article, **details), one.sums)  # type: ignore[arg-type]


def stories() -> Overview:
    """Return nine stories of two outlets, one of them without a date or a byline."""
    bylines = (None, "By Ann Lee and Bo Marsh", "Bo Marsh", "by Ann Lee")
    return Overview(
        with_details(
            one,
            outlet="Post" if n % 2 else None,
            byline=bylines[n % 4],
            published=f"{2019 + n // 5}-03-0{n}" if n else None,
        )
        for n, one in enumerate(project(9).stories)
    )


def test_what_there_is_to_choose_is_counted_in_stories() -> None:
    some = stories()
    assert outlets(some) == [("", 5), ("Post", 4)]
    assert authors(some) == [("Ann Lee", 4), ("Bo Marsh", 4)]
    assert statuses(some) == [(ArticleStatus.DRAFT, 9)]
    assert [tag for tag, _ in tags(some)] == [tag for tag in Tag if tag in dict(tags(some))]
    assert dates(some, TODAY) == [("7", 1), ("30", 1), ("2020", 4), ("2019", 4)]
    assert dates(some, date(2030, 1, 1)) == [("2020", 4), ("2019", 4)]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee, Bo Marsh & Cleo Tran", ["Ann Lee", "Bo Marsh", "Cleo Tran"]),
        ("Sandy Anders", ["Sandy Anders"]),
        ("BY  ANN LEE AND BO MARSH", ["ANN LEE", "BO MARSH"]),
        ("Byron Andrews", ["Byron Andrews"]),
        (" – ", []),
        (None, []),
    ],
)
def test_a_byline_is_the_names_in_it(byline: str | None, names: list[str]) -> None:
    article = replace(stories().stories[0].article, byline=byline)
    assert written_by(article) == names
    assert all(Selection(authors=frozenset({name})).has(article) for name in names)


@pytest.mark.parametrize("period", ["7", "30", "2020", "2019"])
def test_as_many_stories_are_within_a_choice_of_dates_as_it_says(period: str) -> None:
    after, before = bounds_of(period, TODAY)
    chosen = stories().narrowed(Selection(after=after, before=before))
    assert len(chosen) == dict(dates(stories(), TODAY))[period]


def test_a_selection_follows_its_project_as_if_it_were_made_anew() -> None:
    whole, selection = stories(), Selection(outlets=frozenset({"Post"}))
    narrowed = Narrowed(whole, selection)
    first, second, third, *_, last = whole.stories
    whole.drop(second.article.id)
    whole.put(with_details(first, outlet="post"))
    whole.put(with_details(last, outlet="Post", title="Another title"))
    whole.put(with_details(third, outlet="Wire"))
    narrowed.follow()
    anew = whole.narrowed(selection)
    assert list(narrowed.overview.stories) == list(anew.stories)
    assert narrowed.overview.sources == anew.sources
    assert narrowed.overview.pool.rates() == anew.pool.rates()
    assert narrowed.overview.pool.medians() == anew.pool.medians()
    assert narrowed.is_of(whole, selection)
    assert not narrowed.is_of(stories(), selection)
