"""The article's words and each claim's words can be read back from a report, exactly."""

import pytest
from hypothesis import given

from annotator.export import word
from annotator.model import Marks
from annotator.vocabulary import Tag
from tests.export.generated import articles, in_blocks
from tests.export.marked import claim, marked, report, wire_story
from tests.export.word_reader import W, WordFile, style, value


@pytest.mark.slow
@given(articles())
def test_every_word_of_the_article_can_be_read_back(marks: Marks) -> None:
    read = WordFile(word.build(report(marks)))

    assert read.article() == [block.span.of(marks.text) for block in marks.blocks]


@pytest.mark.slow
@given(articles())
def test_each_comment_stands_on_exactly_the_words_of_its_claim(marks: Marks) -> None:
    read = WordFile(word.build(report(marks)))

    words = {int(comments[0].split()[0]): n for n, comments in read.comments().items()}
    assert sorted(words) == list(range(1, len(marks.claims) + 1))
    for number, found in enumerate(marks.claims, 1):
        assert read.commented()[words[number]] == in_blocks(marks, found)


@pytest.mark.slow
@given(articles())
def test_every_comment_and_bookmark_opens_once_and_closes_once_after_that(marks: Marks) -> None:
    document = WordFile(word.build(report(marks))).document

    for opening, closing in (
        ("commentRangeStart", "commentRangeEnd"),
        ("commentRangeEnd", "commentReference"),
        ("bookmarkStart", "bookmarkEnd"),
    ):
        seen = [
            (element.tag == f"{W}{closing}", value(element, "id"))
            for element in document.iter(f"{W}{opening}", f"{W}{closing}")
        ]
        opened = [number for is_closing, number in seen if not is_closing]
        assert sorted(opened) == sorted(number for is_closing, number in seen if is_closing)
        assert len(set(opened)) == len(opened)
        assert all(seen.index((False, n)) < seen.index((True, n)) for n in opened)


@pytest.mark.slow
def test_the_wire_story_reads_as_it_was_filed() -> None:
    marks = wire_story()

    read = WordFile(word.build(report(marks)))

    assert "\n\n".join(read.article()) == marks.text.rstrip("\n")
    assert list(read.commented().values()) == [found.quote for found in marks.claims]
    assert read.marks()[6:9] == ["7AO", "8AO", "9D"]


def test_paragraph_numbers_are_words_own_and_start_anew_in_each_article() -> None:
    text = "Head\n\nOne\n\nTwo\n\nSource: us"
    document = WordFile(word.build(report(marked(text), marked(text)))).document

    lists = [
        [value(number) for number in paragraph.iter(f"{W}numId")]
        for paragraph in document.iter(f"{W}p")
        if style(paragraph) == "OnRecordArticle"
    ]
    assert lists == [[], ["1"], ["1"], [], [], ["2"], ["2"], []]


def test_a_claim_around_others_has_brackets_and_the_innermost_gives_the_look() -> None:
    text = "He said that she lied to them."
    outer = claim(text, 0, 29, "outer", tags=(Tag.OFFICIAL,))
    inner = claim(text, 13, 21, "inner", tags=(Tag.ALLEGATION,))

    read = WordFile(word.build(report(marked(text, [outer, inner]))))

    assert read.marks() == ["[1", "2A", "1]O"]
    assert looks_of(read, "she lied") == [("FFB77F", "thick", "B85A00")]
    assert looks_of(read, "He said that ") == [("EDEFD1", "dashLong", "1D4427")]


def test_a_claim_with_no_tag_has_a_thin_grey_line_and_no_shade() -> None:
    text = "The plant closed in May."

    read = WordFile(word.build(report(marked(text, [claim(text, 0, 16)]))))

    assert looks_of(read, "The plant closed") == [(None, "single", "66635C")]


def test_arabic_and_hebrew_paragraphs_run_from_right_to_left() -> None:
    document = WordFile(word.build(report(marked("Head\n\nقال المتحدث\n\nEnglish")))).document

    turned = [
        "".join(paragraph.itertext())
        for paragraph in document.iter(f"{W}p")
        if list(paragraph.iter(f"{W}bidi")) and list(paragraph.iter(f"{W}rtl"))
    ]
    assert turned == ["قال المتحدث"]


def test_what_xml_forbids_is_shown_as_the_replacement_character() -> None:
    marks = marked("A\ufffe story", title="\x01Bad\x00 title", byline="\ud800")

    read = WordFile(word.build(report(marks)))

    assert read.article() == ["A\ufffd story"]
    assert "\ufffdBad\ufffd title" in read.paragraphs()


def test_an_article_without_text_says_so() -> None:
    read = WordFile(word.build(report(marked("", blocks=()))))

    assert read.article() == []
    assert "The article has no text." in read.paragraphs()


def looks_of(read: WordFile, words: str) -> list[tuple[str | None, str, str]]:
    """Return fill, underline and its color of the article's runs with these words."""
    found = []
    for run in read.document.iter(f"{W}r"):
        parent = run.getparent()
        if (
            parent is None
            or style(parent) != "OnRecordArticle"
            or "".join(run.itertext()) != words
        ):
            continue
        shade = next(run.iter(f"{W}shd"), None)
        line = next(run.iter(f"{W}u"))
        fill = None if shade is None else value(shade, "fill")
        found.append((fill, value(line), value(line, "color")))
    return found
