"""Who still has to be heard: the order of the requests, and the letter that asks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import edits
from annotator.errors import GivenAwayError
from annotator.model import Link, Response, Source, new_id
from annotator.report import pairs
from annotator.right_of_reply import Request, Urgency, by_urgency, is_past, letter, requests, today
from annotator.store import Store
from annotator.vocabulary import LinkKind, ResponseStatus, Tag
from tests.factories import claim_of, keep_text, keep_wire_story, new_project
from tests.marked_story import Story

NOW = datetime(2020, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord")) as opened:
        yield opened


def accused() -> Story:
    story = Story()
    words = (
        "Mill poisons river",
        "The mill poisons the river",
        "We saw dead fish",
        "many of them",
    )
    for claim in words:
        story.claim(claim, Tag.ALLEGATION, source="clerk", targets=("mill",))
    return story


def asked(story: Story, words: str, status: ResponseStatus, deadline: str | None) -> None:
    story.responses.append(Response(words, words, "mill", status, deadline=deadline))


def test_what_is_overdue_comes_first_and_what_is_answered_last() -> None:
    story = accused()
    asked(story, "Mill poisons river", ResponseStatus.DECLINED, "2020-03-01")
    asked(story, "We saw dead fish", ResponseStatus.SOUGHT, "2020-03-11")
    asked(story, "many of them", ResponseStatus.DEADLINE, "2020-03-09")

    ordered = by_urgency(requests(story.marks), NOW)

    assert [(one.pair.claim.quote, one.urgency(NOW)) for one in ordered] == [
        ("many of them", Urgency.OVERDUE),
        ("We saw dead fish", Urgency.WAITING),
        ("The mill poisons the river", Urgency.NOT_ASKED),
        ("Mill poisons river", Urgency.ANSWERED),
    ]


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [
        ("2020-03-09", True),
        ("2020-03-12", False),
        ("2020-03-10T11:59+00:00", True),
        ("2020-03-10T12:01+00:00", False),
        ("2020-03-10T12:30+01:00", True),
    ],
)
def test_a_deadline_is_over_at_its_hour_and_a_day_when_it_is(moment: str, is_over: bool) -> None:
    assert is_past(moment, NOW) is is_over


def test_a_deadline_today_is_not_over_yet() -> None:
    assert not is_past(NOW.date().isoformat(), NOW)


def test_what_has_no_zone_is_read_by_the_clock_of_the_moment_that_asks() -> None:
    in_tokyo = NOW.astimezone(timezone(timedelta(hours=9)))  # 21:00
    for moment, over_here, over_there in (
        ("2020-03-10T12:30", False, True),
        ("2020-03-10T12:30+00:00", False, False),
        ("2020-03-10T11:30+00:00", True, True),
        ("2020-03-09", True, True),
        ("soon", False, False),
    ):
        assert is_past(moment, NOW) is over_here
        assert is_past(moment, in_tokyo) is over_there
    late = NOW.replace(hour=20).astimezone(in_tokyo.tzinfo)
    assert is_past("2020-03-10", late)  # there it is the day after
    assert not is_past("2020-03-10", NOW.replace(hour=20))


def test_the_window_asks_by_the_clock_on_the_wall() -> None:
    assert today().utcoffset() == datetime.now().astimezone().utcoffset()


def test_the_letter_holds_the_allegations_and_the_deadline_and_not_who_makes_them() -> None:
    story = Story()
    story.claim(
        "poisons the river",
        Tag.ALLEGATION,
        source="two clerks",
        targets=("mill",),
        note="Met them at the garage",
    )
    story.claim("“We saw dead fish,”", Tag.ALLEGATION, source="two clerks", targets=("mill",))
    written = letter("The mill", requests(story.marks), "2020-03-12T17:00", "Jo Roe", ())

    assert "1. “poisons the river”\n\n2. “We saw dead fish,”\n" in written
    assert "by 5:00 p.m. on March 12, 2020" in written
    assert written.startswith("To The mill\n")
    assert written.endswith("\nJo Roe\n")
    assert "clerk" not in written
    assert "garage" not in written


def test_an_allegation_in_two_halves_is_put_with_the_words_of_both() -> None:
    story = Story()
    for half in ("The mill poisons the river", "many of them"):
        story.claim(half, Tag.ALLEGATION, source="clerk", targets=("mill",))
    story.link("many of them", LinkKind.CONTINUES, "The mill poisons the river")

    written = letter("mill", requests(story.marks), "", "Jo Roe", ())

    assert "1. “The mill poisons the river … many of them”\n" in written
    assert "2." not in written


@given(st.text(min_size=1), st.sampled_from(["", "2021-01-02", "2021-01-02T09:05+02:00"]))
def test_any_words_make_a_letter_with_them_on_one_line(words: str, deadline: str) -> None:
    story = accused()
    request = requests(story.marks)[0]
    odd = replace(request.pair, quote=words)

    written = letter("mill", [Request(request.article, odd)], deadline, "Reviewer 1", ())

    assert " ".join(words.split()) in written
    assert "[Your name" in written


def test_a_letter_never_holds_a_confidential_name() -> None:
    with pytest.raises(GivenAwayError, match="confidential name can be read in statement 3"):
        letter("mill", requests(accused().marks), "", "Jo Roe", {"DEAD  FISH"})


def test_the_allegations_of_a_project_have_the_answers_that_the_articles_have(
    store: Store,
) -> None:
    keep_wire_story(store)
    text = "Head\n\n“We saw dead fish,” a clerk said, “at the mill.” The mill denies it.\n"
    article = keep_text(store, text)
    keep_text(store, "Nothing\n\nNobody says anything.\n")
    clerk, mill = Source(new_id(), "a clerk"), Source(new_id(), "Acme", affiliation="The mill")
    first = claim_of(article, text, "“We saw dead fish,”", source_id=clerk.id)
    alleged = {"tags": (Tag.ALLEGATION,), "targets": ("The mill", "Mayor")}
    second = claim_of(article, text, "“at the mill.”", source_id=clerk.id, **alleged)
    denial = claim_of(article, text, "The mill denies it", source_id=mill.id)
    links = (
        Link(new_id(), LinkKind.CONTINUES, second.id, first.id),
        Link(new_id(), LinkKind.DENIES, denial.id, second.id),
        Link(new_id(), LinkKind.SUPPORTS, denial.id, first.id),
    )
    asked = Response(new_id(), first.id, "Mayor", ResponseStatus.SOUGHT, deadline="2020-01-01")
    store.apply(edits.add("Mark", clerk, mill, first, second, denial, *links, asked))

    whole = store.allegations()

    assert [marks.article.number for marks in whole] == [1, 2]
    for marks in whole:
        assert pairs(marks) == pairs(store.marks(marks.article.id))
        assert store.allegations(marks.article.id) == [marks]
    assert [request.pair.is_answered for request in requests(whole[1])] == [True, False]
    assert store.allegations(store.articles()[2].id) == []
