"""A title is found by letters of it in their order, beginnings of words first."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.matching import match

TITLES = st.text(alphabet="abc XY-éß", max_size=14)


def ranked(letters: str, *titles: str) -> list[str]:
    found = [(title, match(letters, title)) for title in titles]
    return [t for t, m in sorted(found, key=lambda one: -(one[1].score if one[1] else -1)) if m]


@given(TITLES, TITLES)
def test_what_is_found_are_those_letters_in_their_order(letters: str, title: str) -> None:
    found = match(letters, title)
    wanted = [letter for letter in letters.casefold() if not letter.isspace()]
    rest = iter(letter.casefold()[:1] for letter in title)
    assert (found is not None) == all(letter in rest for letter in wanted)
    if found:
        assert [title[at].casefold()[:1] for at in found.places] == wanted
        assert list(found.places) == sorted(set(found.places))


@given(TITLES, st.data())
def test_letters_of_a_title_find_it(title: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(title), max_size=len(title)))
    letters = "".join(c for c, keep in zip(title, kept, strict=True) if keep and c != "ß")
    assert match(letters, title)


@given(TITLES)
def test_nothing_scores_more_than_the_first_letters_of_words(letters: str) -> None:
    wanted = [letter for letter in letters if letter.isalnum() and letter != "ß"]
    best = match("".join(wanted), " ".join(wanted))
    assert best
    assert best.score == 2 * len(wanted)


def test_beginnings_of_words_come_before_letters_within() -> None:
    assert ranked("nua", "Annual", "Next unanswered allegation") == [
        "Next unanswered allegation",
        "Annual",
    ]
    assert ranked("import", "Simple port", "Import articles…")[0] == "Import articles…"
    assert ranked("cl", "Claims", "Go to class", "Unclear")[-1] == "Unclear"


def test_the_best_of_several_readings_is_shown() -> None:
    found = match("an", "Candid answer")
    assert found
    assert found.places == (7, 8)


def test_nothing_typed_is_found_in_everything() -> None:
    assert match("", "Undo") == match("  ", "Undo")
    found = match("", "Undo")
    assert found
    assert found.places == ()
