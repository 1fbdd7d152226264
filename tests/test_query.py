"""What a person types is read as it was meant, whatever it is."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.offers import completed, offers, token_at
from annotator.query import FIELDS, MOST, Query, Term, describe, parse, tokens
from annotator.vocabulary import ArticleStatus, Tag, Verification

ANY = st.text(st.characters(exclude_categories=()))
ODD = ("mill", "étude", "שלום", "👍", "2020-03", "in review", "no", "A", "soon", "foo:", "\0")
PIECES = st.sampled_from(
    [*(f"{field}:" for field in FIELDS), *'"“”„-*: \t', *ODD, "\ud800", "tag:denial"]
)
LINES = ANY | st.lists(PIECES).map("".join)


@given(LINES)
@example("tag:")
@example('source:"')
@example("-")
@example("-“”")
def test_any_line_can_be_read(line: str) -> None:
    query = parse(line)
    assert all(term.words.encode() for term in (*query.words, *query.without))
    assert all(sentence.endswith((".",)) for sentence in query.misread)


@given(LINES)
def test_a_query_is_described_by_a_line_that_asks_for_the_same(line: str) -> None:
    query = replace(parse(line), misread=())
    assert parse(describe(query)) == query


@given(LINES)
def test_between_the_tokens_of_a_line_is_white_space_alone(line: str) -> None:
    at = 0
    for token in tokens(line):
        assert not line[at : token.start].strip()
        assert token.start < token.end
        at = token.end
    assert not line[at:].strip()


@given(LINES, st.integers(0, 60), st.sampled_from(["tag:", 'source:"White House"', "side:us"]))
def test_completing_replaces_the_token_at_the_caret_and_nothing_else(
    line: str, caret: int, offer: str
) -> None:
    caret = min(caret, len(line))
    token = token_at(line, caret)
    start, end = (token.start, token.end) if token else (caret, caret)
    made, after = completed(line, caret, offer)
    assert made.startswith(line[:start] + offer)
    assert made[after:] == line[end:].removeprefix("" if offer.endswith(":") else " ")


def test_words_and_phrases_are_looked_for_as_they_stand() -> None:
    query = parse('mill “dumped  waste” "it\'s so" NEAR deni* foo:bar')
    words = ("mill", "dumped waste", "it's so", "NEAR", "foo bar")
    assert query.words == (
        *(Term(word) for word in words[:4]),
        Term("deni", is_prefix=True),
        Term("foo bar"),
    )
    assert query.misread == ()


def test_a_minus_leaves_words_out() -> None:
    query = parse("waste -river -“so twice” well-known")
    assert query.without == (Term("river"), Term("so twice"))
    assert query.words == (Term("waste"), Term("well-known"))


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("tag:A", (Tag.ALLEGATION,)),
        ("tag:an", (Tag.ANONYMOUS,)),
        ("TAG:off", (Tag.OFFICIAL,)),
        ('tag:"official statement"', (Tag.OFFICIAL,)),
        ("tag:official-statement", (Tag.OFFICIAL,)),
        ("tag:d tag:allegation", (Tag.DENIAL, Tag.ALLEGATION)),
    ],
)
def test_a_tag_is_known_by_its_letter_its_beginning_or_its_name(
    typed: str, tags: tuple[Tag, ...]
) -> None:
    assert parse(typed) == Query(tags=tags)


def test_a_status_is_an_articles_unless_only_claims_have_it() -> None:
    assert parse("status:cleared").statuses == (ArticleStatus.CLEARED,)
    assert parse("status:clear").statuses == (
        ArticleStatus.CLEARED,
        ArticleStatus.CLEARED_WITH_CHANGES,
    )
    assert parse("status:in") == Query(statuses=(ArticleStatus.IN_REVIEW,))
    assert parse("status:in-progress") == Query(verifications=(Verification.IN_PROGRESS,))
    assert parse('status:"cannot be"').verifications == (Verification.CANNOT_BE_VERIFIED,)


def test_the_widest_of_several_dates_holds() -> None:
    query = parse("after:2020-03 after:2020-2-5 before:2021 before:2021-07")
    assert (query.after, query.before) == ("2020-02-05", "2021-07")


def test_what_is_not_understood_is_said_and_the_rest_still_works() -> None:
    query = parse("mill after:soon after:2020-02-31 tag:rumor status:x unanswered:maybe -tag:d 👍")
    assert query.words == (Term("mill"),)
    assert (query.after, query.tags, query.unanswered) == (None, (), ())
    assert [sentence.split("”")[0] for sentence in query.misread] == [
        "“after:soon",
        "“after:2020-02-31",
        "“tag:rumor",
        "“status:x",
        "“unanswered:maybe",
        "“-tag:d",
        "“👍",
    ]


def test_a_field_that_is_still_being_typed_is_no_mistake() -> None:
    assert parse("mill source: tag:“") == Query(words=(Term("mill"),))


def test_so_many_words_that_none_can_be_looked_for_are_cut() -> None:
    query = parse(" ".join(f"w{n}" for n in range(100)) + " -x")
    assert len(query.words) + len(query.without) == MOST
    assert query.misread == (f"Only the first {MOST} words are looked for.",)


KNOWN: dict[str, tuple[str, ...]] = {
    "source": ("Huawei", "White House", "The White Rabbit"),
    "side": ("US government",),
}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("s", []),
        ("st", ["status:"]),
        ("mill ta", ["tag:"]),
        (
            "tag:",
            ["tag:allegation", "tag:denial", 'tag:"official statement"', 'tag:"anonymous source"'],
        ),
        ("tag:so", ['tag:"anonymous source"']),
        ("source:wh", ['source:"White House"', 'source:"The White Rabbit"']),
        ("source:Huawei", []),
        ("side:“us g", ['side:"US government"']),
        ("-ta", []),
        ("“ta", []),
        ("foo:", []),
        ("mill ", []),
    ],
)
def test_the_word_at_the_caret_is_completed(typed: str, offered: list[str]) -> None:
    assert offers(typed, len(typed), lambda field: KNOWN.get(field, ())) == offered


def test_an_offer_takes_the_place_of_the_word_at_the_caret() -> None:
    assert completed("tag:d source:wh mill", 15, 'source:"White House"') == (
        'tag:d source:"White House" mill',
        27,
    )
    assert completed("so", 2, "source:") == ("source:", 7)
