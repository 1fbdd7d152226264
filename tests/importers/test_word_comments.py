"""Comments in a Word document come back on exactly the words that they are on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import Imported, read, read_bytes
from tests.examples import examples
from tests.importers.conftest import build_word

WordBuilder = Callable[..., bytes]
SAMPLES = Path(__file__).parent.parent / "data" / "formats"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(inside)}</w:p>"


def starts(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def ends(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def comments(**said: str) -> str:
    return "".join(
        f'<w:comment w:id="{name[1:]}" w:author="Ed Itor">{paragraph(run(words))}</w:comment>'
        for name, words in said.items()
    )


def article(body: str, **said: str) -> Imported:
    return read_bytes(build_word(body, comments=comments(**said)), "a.docx")


def remarked(found: Imported) -> list[tuple[str, str]]:
    return [(remark.span.of(found.text), remark.text) for remark in found.remarks]


def test_a_comment_is_on_its_words_and_no_others() -> None:
    body = paragraph(run("Headline")) + paragraph(
        run("The yard "), starts(1), run("denied"), run(" it"), ends(1), run(" on Monday.")
    )
    found = article(body, c1="Who says so?")
    assert found.text == "Headline\n\nThe yard denied it on Monday."
    assert remarked(found) == [("denied it", "Who says so?")]
    assert found.remarks[0].author == "Ed Itor"
    assert found.notices == ("One comment in the document was read with the words that it is on.",)


def test_comments_overlap_and_lie_in_each_other() -> None:
    body = paragraph(run("Headline")) + paragraph(
        starts(1), run("One "), starts(2), run("two"), starts(3), run(" three"), ends(1),
        run(" four"), ends(3), ends(2),
    )  # fmt: skip
    found = article(body, c1="a", c2="b", c3="c")
    assert remarked(found) == [
        ("One two three", "a"),
        ("two three four", "b"),
        ("three four", "c"),
    ]
    assert found.notices == (
        "3 comments in the document were read with the words that they are on.",
    )


def test_a_comment_goes_over_paragraphs() -> None:
    body = (
        paragraph(run("Headline"))
        + paragraph(run("First "), starts(1), run("part."))
        + paragraph(run("  "))
        + paragraph(run("Last"), ends(1), run(" part."))
    )
    assert remarked(article(body, c1="a")) == [("part.\n\nLast", "a")]


def test_bounds_between_paragraphs_count_for_those_beside_them() -> None:
    body = (
        paragraph(run("Headline"))
        + starts(1)
        + paragraph(run("All of it."))
        + '<w:commentRangeEnd w:id="1"/>'
        + paragraph(run("Not this."))
    )
    assert remarked(article(body, c1="a")) == [("All of it.", "a")]


def test_a_comment_on_deleted_or_hidden_text_is_left_out_and_told() -> None:
    gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    body = paragraph(run("Headline")) + paragraph(
        run("Kept"), starts(1), gone, ends(1),
        f"<w:del>{starts(2)}<w:r><w:delText>too</w:delText></w:r>{ends(2)}</w:del>",
        starts(3), run("hidden", "<w:vanish/>"), ends(3), starts(4), run(" words."), ends(4),
    )  # fmt: skip
    found = article(body, c1="a", c2="b", c3="c", c4="d")
    assert found.text.endswith("Kept words.")
    assert remarked(found) == [("words.", "d")]
    assert found.notices[-1] == "3 comments on text that is not kept were left out."


def test_a_comment_that_begins_in_deleted_text_is_on_what_is_left_of_it() -> None:
    body = paragraph(run("Headline")) + paragraph(
        f"<w:del>{starts(1)}<w:r><w:delText>gone</w:delText></w:r></w:del>",
        run("kept"), ends(1), run(" and more"),
    )  # fmt: skip
    assert remarked(article(body, c1="a")) == [("kept", "a")]


def test_a_comment_that_is_pinned_to_a_place_is_on_the_word_there() -> None:
    pin = '<w:r><w:commentReference w:id="1"/></w:r>'
    body = paragraph(run("Headline")) + paragraph(run("The yard’s word"), pin, run(" is out."))
    assert remarked(article(body, c1="a")) == [("word", "a")]


def test_a_headline_that_stands_below_takes_its_comment_to_the_top() -> None:
    body = (
        paragraph(starts(2), run("A slug"), ends(2))
        + paragraph(starts(1), run("Headline"), ends(1), style="Title")
        + paragraph(run("Words."))
    )
    found = article(body, c1="a", c2="b")
    assert found.text == "Headline\n\nA slug\n\nWords."
    assert remarked(found) == [("Headline", "a"), ("A slug", "b")]


def test_characters_of_the_document_are_never_taken_for_bounds() -> None:
    strange = "\U00100000\U00100001"
    body = paragraph(run("Headline")) + paragraph(
        run(strange), starts(1), run("words"), ends(1), run(strange)
    )
    found = article(body, c1="a")
    assert found.text.endswith(f"{strange}words{strange}")
    assert remarked(found) == [("words", "a")]


def test_a_comment_in_a_footnote_stays_with_it() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph(run("A "), starts(1), run("note"), ends(1))}'
    data = build_word(
        paragraph(run("Headline"), mark),
        footnotes=f"{note}</w:footnote>",
        comments=comments(c1="a"),
    )
    assert remarked(read_bytes(data, "a.docx")) == [("note", "a")]


@pytest.mark.parametrize("said", ["", "  "])
def test_a_comment_without_words_is_none(said: str) -> None:
    found = article(paragraph(starts(1), run("Headline"), ends(1)), c1=said)
    assert found.remarks == ()
    assert found.notices == ()


PARTS = st.lists(
    st.one_of(
        st.sampled_from(["s0", "e0", "s1", "e1", "s2", "e2", "p"]),
        st.text(st.sampled_from("ab \u00a0\u00ad“”😀e\u0301.-"), min_size=1, max_size=6),
    ),
    max_size=25,
)


@given(PARTS)
@examples(60)
def test_comments_never_change_a_letter_and_are_on_what_was_between(parts: list[str]) -> None:
    plain, marked = ["Head"], ["Head"]
    for part in parts:
        if part == "p":
            plain.append("</w:p><w:p>")
            marked.append("</w:p><w:p>")
        elif part[0] in "se" and part[1:].isdigit():
            marked.append((starts if part[0] == "s" else ends)(int(part[1:])))
        else:
            plain.append(run(part))
            marked.append(run(part))
    said = {"c0": "a", "c1": "b", "c2": "c"}
    without = article(f"<w:p>{run('Head')}{''.join(plain[1:])}</w:p>")
    found = article(f"<w:p>{run('Head')}{''.join(marked[1:])}</w:p>", **said)
    assert found.text == without.text
    assert found.blocks == without.blocks
    for remark in found.remarks:
        words = remark.span.of(found.text)
        assert words.strip() == words != ""
        number = "abc".index(remark.text)
        if f"s{number}" in parts and f"e{number}" in parts:
            between = parts[parts.index(f"s{number}") : parts.index(f"e{number}")]
            inside = "".join(
                p for p in between if p != "p" and not (p[0] in "se" and p[1:].isdigit())
            )
            assert "".join(words.split()) == "".join(inside.split()).strip("\u00ad")


def test_a_document_that_a_word_processor_wrote() -> None:
    found = read(SAMPLES / "ferry-comments.docx")
    assert remarked(found) == [
        ("denied on Monday", "Who said it?\nAsk the yard."),
        ("“That is false,”", "In writing?"),
    ]
    assert [remark.author for remark in found.remarks] == ["Ed Itor", "Law Yer"]
    assert found.byline == "Dana Reyes"
    assert found.origins["byline"] == "document properties"
    assert found.published == "2020-03-09T14:15:00Z"
