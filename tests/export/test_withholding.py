"""Other words instead of a name in an article: everything still stands where it stood."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.confidential import WITHHELD, gives_away
from annotator.errors import GivenAwayError
from annotator.export import formats, word
from annotator.export.formats import FORMATS
from annotator.export.origins import origins_of
from annotator.export.withholding import withholding
from annotator.model import Claim, Marks
from annotator.report import Report
from annotator.text import Words, are_in_order, sha256
from annotator.vocabulary import FileFormat
from tests.export.canaries import FIELDS, NAME, WAYS, planted
from tests.export.generated import articles
from tests.export.marked import claim, marked, on, report

TEXT = "Doe talks\n\nJane Doe, an aide, saw it. “It was Jane,” said Doe’s friend Jane\nDoe."


def hiding(marks: Marks, *names: str) -> Report:
    return report(marks, hidden=names)


def bare(found: Claim) -> Claim:
    """Return a claim without its words and where they stand."""
    return replace(
        found, start=0, end=9, quote="", mention=None, mention_start=None, cue=None, cue_start=None
    )


def is_sound(before: Report, after: Report) -> None:
    """Check what always holds of a report, and that nothing of it is lost."""
    for old, new in zip(before.articles, after.articles, strict=True):
        text = new.text
        assert are_in_order(new.blocks, text)
        assert [(b.kind, b.paragraph) for b in new.blocks] == [
            (b.kind, b.paragraph) for b in old.blocks
        ]
        assert new.article.sha256 == (old.article.sha256 if text == old.text else sha256(text))
        assert new.article.words == (
            old.article.words if text == old.text else len(Words(text, new.blocks))
        )
        assert [one.id for one in new.claims] == [one.id for one in old.claims]
        assert [one.start for one in new.claims] == sorted(one.start for one in new.claims)
        for was, one in zip(old.claims, new.claims, strict=True):
            assert one.quote == text[one.start : one.end]
            assert one.quote
            for words, start in ((one.mention, one.mention_start), (one.cue, one.cue_start)):
                assert start is None or not words or text.startswith(words, start)
            assert replace(
                was,
                start=0,
                end=9,
                quote="",
                mention=None,
                mention_start=None,
                cue=None,
                cue_start=None,
            ) == replace(
                one,
                start=0,
                end=9,
                quote="",
                mention=None,
                mention_start=None,
                cue=None,
                cue_start=None,
            )
        for field in ("sources", "links", "responses", "waivers"):
            assert getattr(new, field) == getattr(old, field)
        # Who stood inside another still does.
        for first, second in zip(old.claims, new.claims, strict=True):
            for third, fourth in zip(old.claims, new.claims, strict=True):
                if first.start <= third.start and third.end <= first.end:
                    assert second.start <= fourth.start
                    assert fourth.end <= second.end


def gives_nothing_away(found: Report) -> None:
    for marks in found.articles:
        article = marks.article
        for words in (marks.text, article.title, article.byline or "", article.url or ""):
            assert not gives_away(words, found.confidential)
        for one in marks.claims:
            assert not gives_away(one.quote, found.confidential)


@given(
    articles(),
    st.lists(
        st.sampled_from(
            [
                "a",
                "word",
                "u.s",
                "quoted",
                "e",
                "é",
                "it's",
                "<b>",
                "漢",
                "🚢",
                "name",
                "][",
                "withheld a",
                "word word",
                "- .",
            ]
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_everything_stands_where_it_stood(marks: Marks, names: list[str]) -> None:
    before = hiding(marks, *names)
    after = withholding(before)
    is_sound(before, after)
    gives_nothing_away(after)
    assert withholding(after) == after


@given(st.data())
def test_claims_mentions_and_cues_move_along(data: st.DataObject) -> None:
    places = st.integers(0, len(TEXT))
    spans = st.tuples(places, places).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    made = []
    for n, (start, end) in enumerate(data.draw(st.lists(spans, max_size=5))):
        mention, cue = (data.draw(spans) for _ in range(2))
        made.append(
            claim(
                TEXT,
                start,
                end,
                f"c{n}",
                mention=TEXT[mention[0] : mention[1]],
                mention_start=mention[0],
                cue=TEXT[cue[0] : cue[1]],
                cue_start=cue[0],
            )
        )
    names = data.draw(
        st.lists(
            st.sampled_from(["Jane Doe", "Doe", "aide", "jane", "n", "s friend jane"]),
            min_size=1,
            max_size=3,
        )
    )
    before = hiding(marked(TEXT, made), *names)
    after = withholding(before)
    is_sound(before, after)
    gives_nothing_away(after)


def test_a_claim_grows_to_the_whole_of_what_stands_for_a_name_it_cuts() -> None:
    start = TEXT.index("Doe, an aide")
    claims = (
        claim(TEXT, start, start + 17, "cuts", mention="Doe", mention_start=start, cue="saw it"),
        on(TEXT, "Jane Doe, an", "whole"),
        on(TEXT, "It was Jane", "apart", mention="Jane Doe"),
    )
    marks = marked(
        TEXT,
        claims,
        title="Jane Doe talks",
        byline="By J. Roe and JANE\u00a0DOE",
        url="https://example.org/jane-doe-talks",
    )
    after = withholding(hiding(marks, "Jane Doe")).articles[0]
    assert after.text == (
        f"Doe talks\n\n{WITHHELD}, an aide, saw it. “It was Jane,” said Doe’s friend {WITHHELD}"
        f"\n{WITHHELD}."
    )
    told = {one.id: (one.quote, one.mention, one.cue) for one in after.claims}
    assert told == {
        "whole": (f"{WITHHELD}, an", None, None),
        "cuts": (f"{WITHHELD}, an aide, saw", WITHHELD, "saw it"),
        "apart": ("It was Jane", WITHHELD, None),
    }
    assert after.article.title == f"{WITHHELD} talks"
    assert after.article.byline == f"By J. Roe and {WITHHELD}"
    assert after.article.url is None


def test_a_name_across_blocks_leaves_both() -> None:
    text = "He saw Jane\n\nDoe and left"
    marks = marked(text, [claim(text, 7, 16, "c")])
    after = withholding(hiding(marks, "Jane Doe")).articles[0]
    assert after.text == f"He saw {WITHHELD}\n\n{WITHHELD} and left"
    assert [block.span.of(after.text) for block in after.blocks] == after.text.split("\n\n")
    assert after.claims[0].quote == f"{WITHHELD}\n\n{WITHHELD}"


def test_what_has_no_name_in_it_is_the_same() -> None:
    before = hiding(marked(TEXT, [on(TEXT, "an aide")]), "Somebody Else")
    assert withholding(before) == before
    assert withholding(replace(before, confidential=frozenset())).articles == before.articles


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [FileFormat.WORD, FileFormat.HTML, FileFormat.JSONLD])
@pytest.mark.parametrize("field", ["text", "article title", "article byline", "article url"])
def test_an_article_is_written_with_the_name_withheld(
    field: str, kind: FileFormat, way: str
) -> None:
    found = withholding(planted(field, WAYS[way]))
    if kind is FileFormat.WORD:
        assert word.build(found)
    else:
        assert formats.build(found, FORMATS[kind])


@pytest.mark.parametrize(
    "field",
    [
        field
        for field in FIELDS
        if not field.startswith("article") and field not in {"text", "project"}
    ],
)
def test_what_a_person_wrote_is_not_changed_in_silence(field: str) -> None:
    before = planted(field, NAME)
    after = withholding(before)
    assert after == before
    assert any(
        gives_away(each.text, [NAME]) and not each.is_in_article for each in origins_of(after)
    )


def test_a_note_with_the_name_still_stops_what_is_written() -> None:
    with pytest.raises(GivenAwayError, match="the note on claim 1") as stopped:
        word.build(withholding(planted("claim note", NAME)))
    assert not stopped.value.is_in_article
    assert stopped.value.claims == (("a", "a"),)


def test_a_block_that_is_all_name_is_not_empty() -> None:
    text = "Head\n\nJane"
    blocks = marked(text).blocks
    for name in ("Jane", "name", "[…]"):
        after = withholding(hiding(marked(text.replace("Jane", name)), "Jane", name)).articles[0]
        assert len(after.blocks) == len(blocks)
        assert all(block.start < block.end for block in after.blocks)


def test_a_telephone_number_is_withheld_with_all_that_is_dialed_before_it() -> None:
    text = "A call\n\nRing 0171/2345678, or from abroad 0049 (0)171 23 45 678, not 0171 23456789."
    marks = marked(text, [on(text, "abroad 0049 (0)171")])
    before = hiding(marks, "+49 171 2345678")
    after = withholding(before)
    is_sound(before, after)
    assert after.articles[0].text == (
        f"A call\n\nRing {WITHHELD}, or from abroad {WITHHELD}, not 0171 23456789."
    )
