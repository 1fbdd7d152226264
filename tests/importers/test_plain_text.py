"""Plain text: the file's own text, line for line."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.errors import UnreadableError
from annotator.importers import read, read_bytes
from annotator.importers.imported import Imported
from annotator.model import Block
from annotator.text import Words, are_in_order, canonical
from annotator.vocabulary import BlockKind
from tests.examples import examples

STORY = (
    "Envoy presses Canada: officials\n\nBy Jane Doe\n\n"
    "  “It’s false,” he\u00a0said. \n“No.”\n\nSource: Read Full Article\n"
)


def numbers(article: Imported) -> list[int | None]:
    return [block.paragraph for block in article.blocks]


def test_text_is_kept_line_for_line(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")

    article = read(path)

    assert article.text == STORY
    assert article.blocks == (
        Block(BlockKind.HEADLINE, 0, 31, 0),
        Block(BlockKind.PARAGRAPH, 33, 44, 1),
        Block(BlockKind.PARAGRAPH, 46, 71, 2),
        Block(BlockKind.PARAGRAPH, 72, 77, 3),
        Block(BlockKind.FURNITURE, 79, 104, None),
    )
    assert (article.title, article.byline) == ("Envoy presses Canada: officials", "Jane Doe")
    assert (article.encoding, article.original_name) == ("utf-8", "story.txt")
    assert article.original == path.read_bytes()


def test_furniture_is_out_of_the_word_count() -> None:
    article = read_bytes(STORY.encode(), "story.txt")

    assert len(Words(article.text)) - len(Words(article.text, article.blocks)) == 4


def test_furniture_above_the_headline_does_not_take_its_place() -> None:
    article = read_bytes(b"Advertisement\n\nThe headline\n\nThe body.", "a.txt")

    assert numbers(article) == [None, 0, 1]
    assert article.title == "The headline"


def test_a_file_of_furniture_alone_is_called_by_its_name() -> None:
    article = read_bytes(b"Advertisement\nRead more\n", "left over.txt")

    assert (article.title, numbers(article)) == ("left over", [None, None])


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "a.md", "U.S. envoy says. No", "a"])
def test_text_is_told_by_its_suffix_or_by_having_none(name: str) -> None:
    assert read_bytes(b"The headline", name).text == "The headline"


def test_a_text_file_stays_text_even_when_it_holds_html() -> None:
    page = "<!doctype html>\n<html><p>Words</p></html>"

    assert read_bytes(page.encode(), "a.txt").text == page


def test_every_kind_of_line_end_ends_a_line() -> None:
    article = read_bytes("One\r\ntwo\rthree\u2028four\u0085five\x0csix".encode(), "a.txt")

    assert article.text.split("\n") == ["One", "two", "three", "four", "five", "six"]
    assert numbers(article) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        (
            "By Maria de la Cruz, political correspondent",
            "Maria de la Cruz, political correspondent",
        ),
        ("By Monday the town was empty.", None),
        ("By Christmas the army had left.", None),
        ("by the way", None),
        ("Bystanders ran.", None),
    ],
)
def test_the_byline_is_the_line_after_the_headline(line: str, byline: str | None) -> None:
    article = read_bytes(f"The headline\n\n{line}\n\nBody.".encode(), "a.txt")

    assert article.byline == byline
    assert line in article.text


@pytest.mark.slow
def test_a_line_of_five_million_characters_is_one_block_with_a_short_title() -> None:
    article = read_bytes(b"word " * 1_000_000, "a.txt")

    assert len(article.blocks) == 1
    assert article.title.startswith("word word")
    assert len(article.title) <= 300


@pytest.mark.slow
def test_twenty_megabytes_of_text_are_read() -> None:
    assert len(read_bytes(b"a" * 20_000_000, "a.txt").text) == 20_000_000


def test_more_than_twenty_megabytes_of_text_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"a\.txt holds more than 20 MB"):
        read_bytes(b"a" * 20_000_001, "a.txt")
    with pytest.raises(UnreadableError, match="20 MB"):
        read_bytes("é".encode() * 10_000_001, "a.txt")


@examples(300)
@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
@example(b"\xff\xfea\0")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\0\0")
def test_any_bytes_give_canonical_text_with_ordered_blocks_or_a_refusal(data: bytes) -> None:
    try:
        article = read_bytes(data, "any.txt")
    except UnreadableError as error:
        refusal = str(error)
    else:
        check(article)
        return
    assert refusal.startswith("any.txt ")
    assert refusal.count("\n") == 0


def check(article: Imported) -> None:
    assert canonical(article.text) == article.text
    assert are_in_order(article.blocks, article.text)
    lines = [line for line in article.text.split("\n") if line.strip()]
    assert [block.span.of(article.text) for block in article.blocks] == lines
    counted = [number for number in numbers(article) if number is not None]
    assert counted == list(range(len(counted)))
