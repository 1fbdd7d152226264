"""What is kept of each article, and a project that follows changes of single ones."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.charts.page import project_spread
from annotator.measures.counted import counted
from annotator.model import Marks
from annotator.overview import Overview, Told
from annotator.rules import shipped
from annotator.selection import Selection
from annotator.sums import basis_of, from_json, sums_of, to_json
from annotator.vocabulary import Severity, Tag
from tests.measures.random_marks import as_article, marked

DAYS = st.sampled_from([None, "2020-03-01", "2020-03-09T08:00:00Z", "2021-01-01", "2021"])


@st.composite
def stories(draw: st.DrawFn) -> Told:
    """Return any story as one of four articles."""
    number = draw(st.integers(1, 4))
    marks = as_article(draw(marked(5)), f"article {number}")
    article = replace(marks.article, number=number, published=draw(DAYS), outlet=draw(st.text()))
    return Told(article, sums_of(counted(marks), shipped()))


def shown(overview: Overview) -> list[Any]:
    """Return all that an overview says, its pictures with their tables and where they lead."""
    pictures = project_spread(overview, (), 900).every
    marks = [replace(m, articles=tuple(m.articles)) for one in pictures for m in one.marks]
    rows = [replace(r, articles=tuple(r.articles)) for one in pictures for r in one.table.rows]
    drawn = [replace(picture, marks=(), table=picture.table.__class__()) for picture in pictures]
    return [drawn, marks, rows, overview.pool.medians(), overview.pool.rates(), len(overview)]


@given(marked())
def test_sums_are_read_as_they_were_kept(marks: Marks) -> None:
    sums = sums_of(counted(marks), shipped())
    assert from_json(sums.article_id, to_json(sums)) == sums


@given(st.lists(st.one_of(stories(), st.sampled_from(["article 1", "article 2"])), max_size=8))
def test_an_overview_that_followed_any_changes_is_as_if_it_were_made_anew(
    changes: list[Told | str],
) -> None:
    followed, left = Overview(), dict[str, Told]()
    assert not followed.pool.total("claims")  # pooled from the beginning, so that it follows, too
    for change in changes:
        if isinstance(change, Told):
            followed.put(change)
            left[change.article.id] = change
        else:
            followed.drop(change)
            left.pop(change, None)
    assert shown(followed) == shown(Overview(left.values()))


@given(st.lists(stories(), max_size=4, unique_by=lambda one: one.article.id))
def test_a_selection_is_an_overview_of_its_own(some: list[Told]) -> None:
    whole = Overview(some)
    assert shown(whole.narrowed(Selection())) == shown(whole)
    late = whole.narrowed(Selection(after="2020-03-05"))
    assert {one.article.id for one in late.stories} == {
        one.article.id for one in some if (one.article.published or "") > "2020-03-05"
    }
    denied = whole.narrowed(Selection(tags=frozenset({Tag.DENIAL})))
    assert {one.article.id for one in denied.stories} == {
        one.article.id for one in some if one.sums.runs[list(Tag).index(Tag.DENIAL)]
    }


def test_other_house_rules_are_another_basis_and_another_name_is_none() -> None:
    house = shipped()
    assert basis_of(replace(house, name="ours")) == basis_of(house)
    others = [
        replace(house, severities={"ATT-01": Severity.INFO}),
        replace(house, severities={"ATT-01": None}),
        replace(house, thresholds=replace(house.thresholds, named_persons=9)),
        replace(house, lexicons=replace(house.lexicons, loaded_cues=frozenset({"admit"}))),
    ]
    assert len({basis_of(one) for one in (house, *others)}) == len(others) + 1
