"""Markdown: the words a reader of the page sees, without the marks."""

import pytest

from annotator.importers import Imported, read_bytes
from annotator.vocabulary import BlockKind
from tests.importers.samples import check


def read(text: str) -> Imported:
    article = read_bytes(text.encode(), "story.md")
    check(article)
    return article


def blocks(article: Imported) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_marks_go_and_tell_the_kinds_of_blocks() -> None:
    marked = "# Mill *denies* it\n\nThe mill **knew**.\n\n## More\n\n> “No,” he said."
    text = f"{marked}\n\n- One\n- `Two*`"

    assert blocks(read(text)) == [
        (BlockKind.HEADLINE, "Mill denies it"),
        (BlockKind.PARAGRAPH, "The mill knew."),
        (BlockKind.SUBHEAD, "More"),
        (BlockKind.QUOTE, "“No,” he said."),
        (BlockKind.LIST_ITEM, "One"),
        (BlockKind.LIST_ITEM, "Two*"),
    ]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ('See [the report](https://example.org "t").', "See the report."),
        ("See [the report][1].\n\n[1]: https://example.org", "See the report."),
        ("5 \\* 3 &amp; 4", "5 * 3 & 4"),
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one<br>two<!-- never -->", "one\ntwo"),
        ("![a mill](mill.png) burned", " burned"),
        ("« _mot_ »", "« mot »"),
        ("\u3000Indented\u00a0", "\u3000Indented\u00a0"),
        ("- \u3000Indented", "\u3000Indented"),
        ("“It’s—\u200bfalse”", "“It’s—\u200bfalse”"),
        ("snake_case_name and 2*3*4", "snake_case_name and 234"),
    ],
)
def test_words_are_those_of_the_page(written: str, seen: str) -> None:
    assert read(f"# Head\n\n{written}").text.removeprefix("Head\n\n") == seen


def test_footnotes_stand_at_the_end_without_marks() -> None:
    article = read("# Head\n\nWords[^a] go on.\n\n[^a]: The *note*.\n\nLast.")

    assert article.text == "Head\n\nWords go on.\n\nLast.\n\nThe note."


def test_code_and_html_are_kept() -> None:
    article = read(
        "# Head\n\n```\na  *b*\n\n  c\n```\n\n<div>In <b>HTML</b></div>\n\n<!-- no -->\n"
    )

    assert article.text == "Head\n\na  *b*\n\n  c\n\nIn HTML"


def test_the_first_heading_is_the_headline_below_a_slug() -> None:
    article = read("MILL-3\n\n# Mill denies it\n\nBy Ann Lee\n\nWords.")

    assert article.text.startswith("Mill denies it\n\nMILL-3\n\n")
    assert article.title == "Mill denies it"


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Mill: the record"\nauthor: [Ann Lee, Bo Ek]\ndate: 2024-05-01\n'
        "url: https://example.org/a\nlang: en-US\npublication: Post # ours\n---\n",
        "---\ntitle: 'Mill: the record'\nauthors:\n  - name: Ann Lee\n  - \"[[Bo Ek]]\"\n"
        "published: 2024-05-01\nsource: https://example.org/a\nlanguage: en_US\nsite: Post\n...\n",
        '+++\ntitle = "Mill: the record"\nauthors = ["Ann Lee", "Bo Ek"]\ndate = 2024-05-01\n'
        'url = "https://example.org/a"\nlang = "en-US"\npublisher = "Post"\n+++\n',
    ],
)
def test_front_matter_is_metadata_and_no_text(front: str) -> None:
    article = read(f"{front}\n# Mill denies it\n\nWords.")

    assert article.text == "Mill denies it\n\nWords."
    assert (article.title, article.byline) == ("Mill: the record", "Ann Lee, Bo Ek")
    assert (article.published, article.url) == ("2024-05-01", "https://example.org/a")
    assert (article.language, article.outlet) == ("en-US", "Post")
    assert article.origins == dict.fromkeys(
        ("title", "byline", "published", "url", "language", "outlet"), "front matter"
    )


def test_words_between_rules_are_words() -> None:
    article = read("---\nThe mill denied it.\n\n---\n\nMore.")

    assert article.text == "The mill denied it.\n\nMore."


@pytest.mark.slow
@pytest.mark.parametrize("marks", [">" * 100_000, "- " * 100_000])
def test_what_is_nested_too_deeply_is_read_line_for_line(marks: str) -> None:
    article = read(f"{marks} words")

    assert article.text == f"{marks} words"
    assert any("line for line" in notice for notice in article.notices)


def test_a_control_in_the_headline_is_not_in_the_title() -> None:
    assert read("# Mill\u0081 denies").title == "Mill denies"
    assert read("\ue000").title == "story"
