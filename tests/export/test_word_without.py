"""A report without some of its parts: nothing of them is told, and nothing leads there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import StoppedError
from annotator.export import word
from annotator.export.edition import PAGE_ONE, PARTS
from annotator.report import Report
from annotator.vocabulary import Part, Variant
from tests.export.marked import claim, filled_story, marked, report, wire_story
from tests.export.word_reader import W, WordFile, style, value

FOLLOWING = [part for part in Part if part not in PAGE_ONE]


def headings(file: WordFile) -> list[str]:
    found = file.document.iter(f"{W}p")
    return ["".join(p.itertext()) for p in found if style(p) == "Heading2"]


def leads(file: WordFile) -> set[str]:
    links = {link.get(f"{W}anchor") for link in file.document.iter(f"{W}hyperlink")}
    fields = [code.text or "" for code in file.document.iter(f"{W}instrText")]
    return {link for link in links if link} | {
        code.split()[1] for code in fields if code.split()[0] == "PAGEREF"
    }


def places(file: WordFile) -> set[str]:
    return {value(mark, "name") for mark in file.document.iter(f"{W}bookmarkStart")}


def without(found: Report, parts: frozenset[Part], variant: Variant = Variant.FULL) -> WordFile:
    return WordFile(word.build(replace(found, without=parts, variant=variant)))


@pytest.mark.slow
@given(st.frozensets(st.sampled_from(Part)), st.sampled_from(Variant))
def test_no_link_leads_to_what_is_left_out(left_out: frozenset[Part], variant: Variant) -> None:
    file = without(filled_story(), left_out, variant)

    kept = [part for part in PARTS[variant] if part not in left_out | PAGE_ONE]
    assert headings(file) == [part.value for part in kept]
    assert leads(file) <= places(file)
    entries = [p for p in file.document.iter(f"{W}p") if style(p) == "TOC2"]
    assert [next(p.iter(f"{W}t")).text for p in entries] == [part.value for part in kept]


@pytest.mark.slow
def test_each_article_of_several_begins_its_first_part_on_a_new_page() -> None:
    several = report(wire_story(), marked("Two\n\nNobody said so.", id="b"))
    file = without(several, frozenset({Part.ARTICLE}))
    starts = [p for p in file.document.iter(f"{W}p") if list(p.iter(f"{W}pageBreakBefore"))]
    told = ["".join(p.itertext()) for p in starts]
    assert told == ["On Record report", "Allegations and answers"] * 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variant", "left_out", "is_told"),
    [
        (Variant.FULL, frozenset[Part](), True),
        (Variant.FULL, frozenset({Part.BALANCE}), False),
        (Variant.LEGAL, frozenset[Part](), False),
        (Variant.SUMMARY, frozenset[Part](), False),
        (Variant.PUBLIC, frozenset[Part](), True),
    ],
)
def test_the_balance_of_several_articles_is_told_where_that_of_each_is(
    variant: Variant, left_out: frozenset[Part], *, is_told: bool
) -> None:
    several = report(wire_story(), marked("Two\n\nNobody said so.", id="b"))
    file = without(several, left_out, variant)
    assert headings(file).count("Sourcing balance") == 2 * is_told
    assert ("Sourcing balance of all articles" in headings(file)) is is_told


def test_page_one_alone_is_left_where_everything_else_is_left_out() -> None:
    file = without(filled_story(), frozenset(Part))
    assert headings(file) == []
    assert "Contents" not in "".join(file.document.itertext())
    assert "Sign-off" in "".join(file.document.itertext())


@pytest.mark.parametrize("left_out", [frozenset[Part](), frozenset({Part.ARTICLE})])
def test_a_cut_quote_names_the_article_only_where_it_is_there(left_out: frozenset[Part]) -> None:
    words = "word " * 900
    text = f"Head\n\n{words.strip()}."
    long = marked(text, [claim(text, 6, len(text))])
    told = "".join(without(report(long), left_out).document.itertext())
    assert ("the annotated article has all" in told) is not bool(left_out)
    assert "characters" in told


@pytest.mark.slow
def test_each_piece_of_the_work_is_told_and_may_be_the_last() -> None:
    told: list[tuple[int, int]] = []
    both = report(wire_story(), marked("Two\n\nNobody said so.", id="b"))
    word.build(both, step=lambda done, whole: told.append((done, whole)))
    whole = 2 * (len(FOLLOWING) + 1)
    assert told == sorted(told)
    assert set(told) == {(n, whole) for n in range(whole)}

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise StoppedError("enough")

    with pytest.raises(StoppedError):
        word.build(both, step=stop)
