"""Where names that must stay in the newsroom can be read, however they are written."""

import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.confidential import (
    WITHHELD,
    confidential_in,
    folded,
    gives_away,
    needles_of,
    places,
    short_words,
    withheld,
)
from annotator.model import Identity

ODD = "aAbB@%4./ ſßﬁıİiIéeÉæøłŁ'’\"“-‑😀각か゛"
ODD += "\u00ad\u200b\u200d\u2060\ufeff\u0301\u0323\ufe0f\u202e\t\n\xa0"
few = st.text(st.sampled_from(ODD), max_size=12)
FORMS: list[Callable[[str], str]] = [
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKC", text),
    lambda text: unicodedata.normalize("NFKD", text),
]
CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.casefold, str.title]
secret = st.text(st.sampled_from(ODD), min_size=1, max_size=3)
unseen = st.sampled_from(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufe0f\ufeff"
)


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("by Jane Doe.", "jane  doe", [(3, 11)]),
        ("😀 Jane\u200b\n Doe😀", "Jane Doe", [(2, 12)]),
        ("the eﬁxations", "fixation", [(5, 12)]),
        ("the ﬁxations", "ixation", [(4, 11)]),
        ("the ﬁx, eﬁx", "fix", [(4, 6)]),
        ("STRASSE, Straße", "straße", [(0, 7), (9, 15)]),
        ("in İzmir", "izmir", [(3, 8)]),
        ("IRMAK Irmak ırmak", "ırmak", [(0, 5), (6, 11), (12, 17)]),
        ("Jose\u0301 said", "José", [(0, 5)]),
        ("Jose said", "José", [(0, 4)]),
        ("Lech Walesa", "Lech Wałęsa", [(0, 11)]),
        ("O’Brien, O'Brien", "O‘Brien", [(0, 7), (9, 16)]),
        ("Jean\u2011Luc", "Jean-Luc", [(0, 8)]),
        ("JoannaeJoannae Joannae", "Joannae", [(0, 14), (15, 22)]),
        ("abanabanaban", "abanaban", [(0, 12)]),
        ("Anna, Annex, ANN’S Anns planned ann_x", "Ann", [(13, 16), (19, 23), (32, 35)]),
        ("王小明说Ann来", "王小", [(0, 2)]),
        ("王小明说Ann来", "Ann", [(4, 7)]),
        ("Ann·Bob, annʹ", "Ann", [(0, 3), (9, 12)]),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER J}ane", "jane", [(0, 4)]),
        ("see https://x.org/jane-doe?a=1 now", "Jane Doe", [(4, 30)]),
        ("jane.doe@x.org, jane@x.org", "Jane Doe", [(0, 15)]),
        ("jane@x.org", "Jane", [(0, 4)]),
        ("Jane%20Doe or Ja%6Ee%2DDoe", "Jane Doe", [(0, 10), (14, 26)]),
        ("http://x.org/Jos%C3%A9", "Jose", [(0, 22)]),
        ("100% jane-doe", "Jane Doe", []),
        ("call (0171) 555-01 99 today", "01715550199", [(5, 21)]),
        ("0171/5550199, +49 (0)171 5550199", "491715550199", [(0, 12), (14, 32)]),
        ("from 1715 to 5501", "01715550199", []),
        ("nobody", "Jane", []),
        ("nobody", "\u200b ", []),
    ],
)
def test_offsets_are_code_points_of_the_text(
    text: str, known: str, wanted: list[tuple[int, int]]
) -> None:
    assert list(places(text, [known])) == wanted


@given(few, st.lists(secret, max_size=3))
def test_a_text_gives_away_what_has_places(text: str, known: list[str]) -> None:
    assert gives_away(text, known) == bool(places(text, known))


@given(few, st.lists(secret, min_size=1, max_size=3))
def test_places_hold_what_they_say(text: str, known: list[str]) -> None:
    found = places(text, known)
    assert all(start < end <= len(text) for start, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert all(gives_away(text[start:end], known) for start, end in found)


@given(few, st.lists(secret, max_size=4))
def test_nothing_is_given_away_by_what_is_withheld(text: str, known: list[str]) -> None:
    assert not gives_away(withheld(text, known), known)


@given(st.text(max_size=20), st.lists(st.text(max_size=4), max_size=4), st.text(max_size=3))
def test_nothing_is_given_away_whatever_stands_instead(
    text: str, known: list[str], instead: str
) -> None:
    assert not gives_away(withheld(text, known, instead), known)


@pytest.mark.parametrize("known", [["name"], ["X", "]["], ["[name withheld]"], ["…", "withheld"]])
def test_no_name_is_read_out_of_the_words_instead_of_it(known: list[str]) -> None:
    text = f"name X{WITHHELD}, withheld"
    assert not gives_away(withheld(text, known), known)


def test_what_gives_nothing_away_stays() -> None:
    text = "Zwölf\u200b Boxkämpfer – „jagen“"
    assert withheld(text, ["Viktor"]) == text
    assert withheld(f"{text} Viktor", ["VIKTOR"]) == f"{text} {WITHHELD}"


@given(st.text(min_size=1, max_size=8), few, few, st.data())
def test_a_name_is_read_however_it_is_written(
    name: str, before: str, after: str, data: st.DataObject
) -> None:
    # An accent by itself is an apostrophe to those who type, to NFKC a space with an accent.
    assume(folded(name) and "´" not in unicodedata.normalize("NFC", name))
    written = data.draw(st.sampled_from(CASES))(data.draw(st.sampled_from(FORMS))(name))
    at = data.draw(st.integers(0, len(written)))
    hidden = written[:at] + data.draw(unseen) + written[at:]
    apart = " " if short_words(needles_of([name])) else ""
    assert gives_away(before + apart + hidden + apart + after, [name])


@given(few, few)
def test_parts_are_folded_as_the_whole_is(first: str, second: str) -> None:
    assert folded(f"x{first}y{second}x") == folded(f"x{first}y") + folded(f"y{second}x")[1:]


@pytest.mark.slow
def test_every_character_is_folded_alike_in_each_of_its_forms() -> None:
    told = []
    for character in map(chr, range(sys.maxunicode + 1)):
        seen = folded(f"x{character}x")
        forms = [character.upper(), character.lower(), character.casefold()]
        if unicodedata.normalize("NFC", character) != "´":
            forms += [unicodedata.normalize(form, character) for form in ("NFC", "NFKC", "NFKD")]
        told += [character for form in forms if folded(f"x{form}x") != seen]
        if folded(seen) != seen:
            told.append(character)
    assert told == []


def test_numbers_and_addresses_are_known_however_they_are_written() -> None:
    contact = "+1 (555) 010-7788 or 99 12, Dory <dory@example.org>\n12 Elm Street\nQ"
    found = confidential_in(Identity("i", "s", "Dory Vance\nDV", contact))
    assert found == {
        "Dory Vance",
        "+1 (555) 010-7788 or 99 12, Dory <dory@example.org>",
        "+1 (555) 010-7788",
        "15550107788",
        "99 12",
        "dory@example.org",
        "12 Elm Street",
    }


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ask 030-1234567. 2019-2021 was bad", "Ask #. 2019-2021 was bad"),
        ("in 2019 030 1234567 (9-17)", "in 2019 # (9-17)"),
        ("030 1 2 34567 / 0171 2222222", "# / 0171 2222222"),
        ("(030) 123 4567", "#"),
        ("+49 (0)30 123 4567 89", "# 89"),
        ("3. 0301 234567 - 8. 0301-234567", "3. # - 8. #"),
        ("０３０ １２３ ４５６７, 9", "#, 9"),
    ],
)
def test_what_stands_beside_a_number_stays(text: str, left: str) -> None:
    assert withheld(text, ["0301234567", "49301234567"], "#") == left
