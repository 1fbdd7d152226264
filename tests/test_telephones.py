"""A telephone number is one number, dialed from abroad or at home, however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.confidential import (
    WITHHELD,
    confidential_in,
    gives_away,
    needles_of,
    places,
    withheld,
)
from annotator.export.glance import Writing, may_hold
from annotator.model import Identity
from annotator.telephones import telephones_in

GERMAN = (
    *("+49 171 2345678", "0049 171 2345678", "0171 2345678", "+49 (0)171 2345678", "491712345678"),
    *("0171/23 45 678", "(0171) 234-5678", "+491712345678", "tel:+49-171-2345678", "0171.2345678"),
    *("00491712345678", "011 49 171 2345678", "+49 0171 2345678", "(+49) 171 2345678"),
    *("+49\u00a0171\u00a02345678", "0171\u20112345678", "０１７１ 2345678", "49 171 2345678"),
)
AMERICAN = ("+1 (555) 010-7788", "555-010-7788", "1-555-010-7788", "(555) 010 7788", "15550107788")
SAME = (
    GERMAN,
    AMERICAN,
    ("+44 20 7946 0018", "020 7946 0018", "0044 (0)20 79460018", "+44 (0) 20 7946 0018"),
    ("+7 916 123-45-67", "8 916 123 45 67", "89161234567", "007 916 1234567"),
    ("+36 1 234 5678", "06 1 234 5678", "(06-1) 2345678"),
    ("+39 06 1234 5678", "06 12345678", "0039 06 12345678"),
    ("+34 612 345 678", "612 34 56 78", "0034612345678"),
    ("+380 44 123 4567", "044 123-45-67", "00380441234567"),
)
pairs = [(one, other) for same in SAME for one in same for other in same]


@pytest.mark.parametrize(("known", "written"), pairs)
def test_ways_to_write_one_number_are_one_number(known: str, written: str) -> None:
    text = f"Call me at {written}, he said on 24.12. at 12:05."
    if known.startswith("tel:"):
        known = known.removeprefix("tel:")
    assert gives_away(text, [known])
    left = withheld(text, [known])
    assert left.replace("tel:", "").replace("(", "") in {
        f"Call me at {WITHHELD}, he said on 24.12. at 12:05.",
        f"Call me at {WITHHELD}) 2345678, he said on 24.12. at 12:05.",
    }


@pytest.mark.parametrize(
    "text",
    [
        "0171 23456789",
        "990171 2345678",
        "1171 2345678",
        "171 234567",
        "+43 171 2345678",
        "0043 171 2345678",
        "+43 (0)171 2345678",
        "431712345678",
        "030 171 2345678",
        "on 17 1 23 45 67 people",
        "17123456780",
        "1,712,345,678 people",
    ],
)
@pytest.mark.parametrize("known", ["+49 171 2345678", "0049 (0)171/2345678"])
def test_other_numbers_are_others(text: str, known: str) -> None:
    assert not gives_away(text, [known])


@pytest.mark.parametrize(
    "known", ["Jane 0171 2345678", "12-34-5", "1234 5678 9012 3456 7890", "+-"]
)
def test_what_is_no_telephone_number_has_no_other_ways(known: str) -> None:
    assert telephones_in(frozenset({known})) == ()
    assert not gives_away("0049 171 2345678 123456789012345678 12345", [known])


@pytest.mark.parametrize("before", ["12:05", "24.12.2020", "03/04", "09", "Nr. 4", "+43 1 23456;"])
def test_what_stands_before_a_number_does_not_hide_it(before: str) -> None:
    assert gives_away(f"{before} 0171 2345678", ["+49 171 2345678"])


def test_a_short_number_needs_what_is_dialed_before_it() -> None:
    assert gives_away("00298 123456", ["+298 123456"])
    assert gives_away("0 123456", ["+298 123456"])
    assert not gives_away("in 123456 cases", ["+298 123456"])


def test_the_number_in_a_contact_is_known_in_every_way() -> None:
    known = confidential_in(Identity("i", "s", "Dory Vance", "evenings: +49 171 2345678 (Dory)"))
    assert all(gives_away(f"x {written} y", known) for written in GERMAN)


@pytest.mark.parametrize(
    "contact",
    [
        "0171 2345678 / 030 7654321",
        "0171 2345678/030 7654321",
        "030 7654321 - 0171 2345678",
        "030 7654321 0171 2345678",
        "0171 2345678 (030 7654321)",
        "0171 234 5678 (9-17)",
        "0171 2345678 24/7",
        "0171 2345678 (10-12)",
        "555 0107 (0171 2345678)",
        "0171\u00a02345678 \u2013 9 to 17",
        "Tel. (0171) 2345678 (2019-2021)",
        "1. 0171 2345678",
        "+49 (0)171 2345678 / 79",
    ],
)
def test_a_number_with_others_on_its_line_is_known_by_itself(contact: str) -> None:
    known = confidential_in(Identity("i", "s", "Dory Vance", contact))
    assert all(gives_away(f"x {written} y", known) for written in GERMAN)
    assert gives_away("+49 30 7654321", known) == ("7654321" in contact)
    assert not gives_away("In 2019-2021 and 2009-17 from 9-17 and from 10-12, 24/7, no. 79", known)


@pytest.mark.parametrize(
    "contact",
    [
        "+49 30 1234567 12",
        "030 / 1234 567-12",
        "+33 6 12 34 56 07",
        "+44 20 7946 0958",
        "(212) 555-0123",
    ],
)
def test_a_part_of_one_number_is_no_number(contact: str) -> None:
    parts = ("+49 30 1234567", "030 1234", "06 12 34 56 99", "020 7946", "555-0177", "2019-2021")
    known = confidential_in(Identity("i", "s", "Dory Vance", contact))
    assert not any(gives_away(f"x {part} y", known) for part in parts)


@pytest.mark.parametrize("written", GERMAN)
@pytest.mark.parametrize("known", ["+49 171 2345678", "0171 2345678"])
def test_the_quick_look_does_not_look_over_it(written: str, known: str) -> None:
    page = f"<p>{written.replace(' ', '</b> <b>')}</p>"
    assert may_hold(page.encode(), needles_of([known]), Writing.MARKUP)


countries = st.sampled_from(["1", "20", "49", "44", "351", "380", "971"])
significant = st.from_regex(r"[1-9][0-9]{6,11}", fullmatch=True)
gaps = st.sampled_from(["", " ", "-", "/", ".", " - ", "\u00a0", "\u2011", "\n", "\u200b", ") "])


@st.composite
def written(draw: st.DrawFn, country: str, national: str) -> str:
    """Write a number with one of the usual prefixes, its digits in any groups."""
    prefixes = [f"+{country}", f"00{country}", f"+{country} (0)", "0", f"(+{country}) "]
    digits = national[0] + "".join(draw(gaps) + digit for digit in national[1:])
    return draw(st.sampled_from(prefixes)) + draw(gaps) + digits


around = st.sampled_from(["", "call ", "x", "12:05 ", "(", "; ", "\n", "tel:", "№ 7, ", "é"])


@given(countries, significant, st.data(), around, around)
def test_a_number_is_read_in_any_groups_with_any_prefix(
    country: str, national: str, data: st.DataObject, before: str, after: str
) -> None:
    known = data.draw(written(country, national))
    text = before + data.draw(written(country, national)) + after.removeprefix("12:05 ")
    assert gives_away(text, [known])
    assert not gives_away(withheld(text, [known]), [known])
    assert all(gives_away(text[start:end], [known]) for start, end in places(text, [known]))


@given(countries, significant, st.from_regex(r"[0-9]{1,5}", fullmatch=True), st.booleans())
def test_no_number_is_read_within_a_longer_run_of_digits(
    country: str, national: str, more: str, is_before: bool
) -> None:
    """But for a country code or a trunk zero before it."""
    run = f"{more}{national}" if is_before else f"{national}{more}"
    codes = ("", country, f"00{country}", f"011{country}")
    same = {f"{code}{trunk}{national}" for code in codes for trunk in ("", "0")}
    assert gives_away(f"No. {run}!", [f"+{country} {national}"]) == (run in same)


@given(st.text("0123456789 +-()/.a", max_size=30), st.text("0123456789 +-()/.", max_size=16))
def test_whatever_stands_there_nothing_is_left_of_it(text: str, known: str) -> None:
    assert gives_away(text, [known]) == bool(places(text, [known]))
    assert not gives_away(withheld(text, [known]), [known])


def test_much_that_is_like_a_number_is_looked_through_at_once() -> None:
    text = "+49 (0) 171 234567. " * 2_000 + "0" * 20_000 + " . - " * 20_000 + "1 7 " * 10_000
    assert not gives_away(text, ["+49 171 2345678"])
    assert re.search("2345678", text) is None


def test_a_long_contact_is_taken_apart_at_once() -> None:
    contact = "7" * 40_000 + " (\n" + "1-" * 20_000 + "\n" + "0 " * 20_000
    assert len(confidential_in(Identity("i", "s", "Dory Vance", contact))) > 1
