"""Dates as people write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import EditError
from annotator.moments import moment_of
from annotator.right_of_reply import spelled

TODAY = date(2020, 3, 9)
PARTS = ("2020", "-03", "-", "31", " ", "March", "feb.", "9th", "30,", "today", "17:00", "5 p.m.")
WRITTEN = st.lists(st.sampled_from(PARTS), max_size=7).map("".join)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("2020-03-09", "2020-03-09"),
        ("2020-03-09 17:00", "2020-03-09 17:00"),
        ("March 9, 2020", "2020-03-09"),
        ("mar 9 2020", "2020-03-09"),
        ("Sept. 9th, 2020", "2020-09-09"),
        ("9 March 2020", "2020-03-09"),
        ("9 March 2020 17:30", "2020-03-09T17:30"),
        ("March 9, 2020, 5 p.m.", "2020-03-09T17:00"),
        ("tomorrow at 12 am", "2020-03-10T00:00"),
        ("  today ", "2020-03-09"),
        ("2020-03-09 5pm", "2020-03-09T17:00"),
    ],
)
def test_a_date_is_taken_as_it_is_written(written: str, kept: str) -> None:
    assert moment_of(written, TODAY) == kept


@pytest.mark.parametrize("written", ["soon", "March 32, 2020", "Marx 9, 2020", "9/3/2020", "5 pm"])
def test_what_is_no_date_is_refused_with_how_to_write_one(written: str) -> None:
    with pytest.raises(EditError, match=r"write it as March 9, 2020 or 2020-03-09"):
        moment_of(written, TODAY)


@given(st.dates(date(1000, 1, 1)))
def test_a_date_that_is_shown_can_be_typed_back(day: date) -> None:
    assert moment_of(spelled(day.isoformat()), TODAY) == day.isoformat()


@given(st.text(max_size=40) | WRITTEN)
def test_any_words_are_a_date_or_refused(written: str) -> None:
    try:
        kept = moment_of(written, TODAY)
    except EditError:
        return
    assert moment_of(kept, TODAY) == kept
    assert not kept or datetime.fromisoformat(kept).year > 0
