"""PDF: words in the order in which they are read, and nothing that the page only wears."""

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_bytes
from annotator.vocabulary import BlockKind
from tests.importers.hand_pdf import Words, column, pdf

LEFT = [
    "The yard denied on Monday that it had",
    "skipped an inspection of the ferry and",
    "said that every check had been done in",
    "time and signed by two of its engineers.",
]
RIGHT = [
    "A former mechanic had told the paper",
    "that forms were signed for work that was",
    "never done. The yard called that false",
    "and said it would go to court over it.",
]


def imported(*pages: list[Words], info: str = "", page: str = "") -> Imported:
    return read_bytes(pdf(*pages, info=info, page=page), "story.pdf")


def texts(article: Imported) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks]


def kinds(article: Imported) -> list[str]:
    return [str(block.kind) for block in article.blocks]


def test_lines_become_paragraphs_and_the_largest_words_the_headline() -> None:
    article = imported(
        [(72, 740, 10, "HARBOR"), (72, 715, 22, "Yard denies it skipped checks"),
         (72, 690, 10, "By Dana Reyes"), *column(72, 670, LEFT), *column(72, 610, RIGHT)]
    )  # fmt: skip
    assert texts(article) == [
        "Yard denies it skipped checks",
        "HARBOR",
        "By Dana Reyes",
        " ".join(LEFT),
        " ".join(RIGHT),
    ]
    assert kinds(article)[0] == "headline"
    assert article.title == "Yard denies it skipped checks"
    assert article.origins["title"] == "headline"


def test_an_indent_or_a_line_that_ends_early_begins_a_paragraph() -> None:
    short = [*LEFT[:3], "time."]
    indented = [(84.0, 622.0, 10.0, RIGHT[0]), *column(72, 610, RIGHT[1:])]
    article = imported(
        [(72, 715, 22, "Yard denies it"), *column(72, 682, LEFT), *indented,
         *column(72, 574, short), *column(72, 526, LEFT)]
    )  # fmt: skip
    assert texts(article)[1:] == [
        " ".join(LEFT),
        f"{' '.join(RIGHT)} {' '.join(short)}",
        " ".join(LEFT),
    ]


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_another(across: bool) -> None:
    left, right = column(72, 660, LEFT), column(320, 660, RIGHT)
    lines = [words for pair in zip(left, right, strict=True) for words in pair]
    heading = (72.0, 700.0, 22.0, "A headline that runs across both of the columns")
    article = imported([heading, *(lines if across else [*left, *right])])
    assert texts(article) == [heading[3], f"{' '.join(LEFT)} {' '.join(RIGHT)}"]


def test_three_columns_under_a_line_and_over_another() -> None:
    thirds = [column(left, 660, [f"{word} of the story runs"] * 5)
              for left, word in ((60, "First"), (230, "Second"), (400, "Third"))]  # fmt: skip
    below = (
        "And this is said below all of the columns, from one edge of the page to the other edge"
    )
    article = imported(
        [(60, 700, 22, "What was said in three columns of it"), *thirds[1], *thirds[2],
         *thirds[0], (60, 560, 10, below)]
    )  # fmt: skip
    words = article.text.split()
    assert words.index("First") < words.index("Second") < words.index("Third")
    assert article.text.endswith(below)


def test_labels_beside_numbers_are_no_columns() -> None:
    rows = [(72.0, 660.0 - 14 * at, 10.0, f"Vote {at}") for at in range(6)]
    numbers = [(300.0, 660.0 - 14 * at, 10.0, f"{at}00") for at in range(6)]
    article = imported([(72, 700, 20, "How they voted"), *rows, *numbers])
    assert "Vote 0 000 Vote 1 100" in article.text.replace("\n\n", " ")


def test_running_heads_feet_and_page_numbers_are_left_out_and_told() -> None:
    pages = [
        [(72, 760, 8, f"The Harbor Gazette | {number}"), *column(72, 700, body),
         (300, 40, 8, f"- {number} -")]
        for number, body in enumerate((LEFT, RIGHT, LEFT[::-1]), 1)
    ]  # fmt: skip
    article = imported(*pages)
    assert "Gazette" not in article.text
    assert "- 2 -" not in article.text
    assert article.notices[0] == "6 running heads, feet and page numbers were left out."


def test_words_at_the_top_of_one_page_are_no_running_head() -> None:
    article = imported(
        [(72, 760, 8, "Only here"), *column(72, 700, LEFT)],
        [(72, 760, 8, "Another"), *column(72, 700, RIGHT)],
    )
    assert "Only here" in article.text
    assert "Another" in article.text
    assert article.notices == ()


@pytest.mark.parametrize(
    ("number", "size"), [("3", 8), ("- 3 -", 8), ("Page 3 of 7", 10), ("3/7", 8), ("xiv", 8)]
)
def test_the_number_of_a_single_page_is_left_out(number: str, size: int) -> None:
    article = imported([*column(72, 700, LEFT), (300, 40, size, number)])
    assert article.text == " ".join(LEFT)
    assert article.notices == ("One running head, foot or page number was left out.",)


@pytest.mark.parametrize(("words", "size"), [("9/11", 22), ("Civil", 8), ("Ill", 10), ("p.m.", 8)])
def test_words_that_are_like_a_number_stay(words: str, size: int) -> None:
    article = imported([(72, 740, size, words), *column(72, 700, LEFT)])
    assert texts(article) == [words, " ".join(LEFT)]
    assert article.notices == ()


def test_a_paragraph_goes_on_over_the_page() -> None:
    article = imported(
        [(72, 715, 22, "Yard denies it"), *column(72, 100, LEFT[:3])], column(72, 700, LEFT[3:])
    )
    assert texts(article)[1] == " ".join(LEFT)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["It was a compli-", "cated question for"], "It was a complicated question"),
        (["The self-", "styled expert said"], "The self-styled expert"),
        (["An Anglo-", "French treaty was"], "An Anglo-French treaty"),
        (["A state-of-the-", "art machine stood"], "A state-of-the-art machine"),
        (["For 15-", "year bonds he paid"], "For 15-year bonds"),
        (["The re-", "export of it. A re-export tax"], "The re-export of it"),
        (["The non-", "sense of it. That nonsense"], "The nonsense of it"),
        (["He paused -", "and then went on"], "He paused - and then"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_word_has_none(
    lines: list[str], words: str
) -> None:
    article = imported([(72, 715, 22, "Yard denies it"), *column(72, 680, lines)])
    assert texts(article)[1].startswith(words)
    joined = "-" not in words
    assert article.notices == (
        ("One word that a line's end had divided was joined.",) if joined else ()
    )


def test_what_stands_aslant_or_off_the_page_is_not_read() -> None:
    article = imported([*column(72, 700, LEFT), (900, 700, 10, "off the page")])
    assert "off the page" not in article.text


def test_a_page_on_its_side_is_read_upright() -> None:
    data = pdf([(0, 0, 10, "MARK")])
    turned = b"".join(
        b"BT /F1 10 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET\n" % (100 + 12 * at, line.encode())
        for at, line in enumerate(LEFT)
    )
    data = data.replace(b"BT /F1 10 Tf 1 0 0 1 0 0 Tm (MARK) Tj ET\n", turned)
    assert read_bytes(data, "a.pdf").text == " ".join(LEFT)


def test_the_document_says_who_and_when() -> None:
    info = "/Title (A title) /Author (Dana Reyes) /CreationDate (D:20200309141500+01'00')"
    article = imported(column(72, 700, LEFT), info=info)
    assert article.byline == "Dana Reyes"
    assert article.published == "2020-03-09T14:15:00+01:00"
    assert article.origins["byline"] == article.origins["published"] == "document properties"


@pytest.mark.parametrize("said", ["D:2020", "D:20201399", "D:20200309250000Z", "yesterday"])
def test_a_date_that_is_none_is_passed_over(said: str) -> None:
    assert imported(column(72, 700, LEFT), info=f"/CreationDate ({said})").published is None


def test_a_page_without_words_is_told() -> None:
    article = imported(column(72, 700, LEFT), [])
    assert article.notices == ("1 of 2 pages hold no text; a scan among them was not read.",)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"^book\.pdf has 401 pages; "):
        read_bytes(pdf(*[[]] * 401), "book.pdf")


def test_bytes_before_the_beginning_do_not_hide_a_pdf() -> None:
    data = b"\r\n" + pdf(column(72, 700, LEFT))
    assert read_bytes(data, "story.txt").text == " ".join(LEFT)


def test_the_title_that_a_document_gives_itself_is_its_headline() -> None:
    words = ["HARBOR GAZETTE - draft", "Yard denies it skipped checks", *LEFT]
    lines = [(72.0, 740.0 - 30 * at, 10.0, line) for at, line in enumerate(words)]
    article = imported(lines, info="/Title (Yard denies it skipped checks)")
    assert article.title == "Yard denies it skipped checks"
    assert article.blocks[0].kind is BlockKind.HEADLINE


def test_a_character_that_the_file_has_in_two_halves_is_one() -> None:
    words = pdf(column(72, 700, ["The mayor wrote ~ and left."]), means={"~": "\U0001f600"})
    assert read_bytes(words, "a.pdf").text == "The mayor wrote \U0001f600 and left."


def test_bullets_of_symbol_fonts_begin_items() -> None:
    words = pdf(
        column(72, 700, ["~ The first point", "~ The second point"]), means={"~": "\uf095"}
    )
    article = read_bytes(words, "a.pdf")
    assert texts(article) == ["• The first point", "• The second point"]
    assert article.blocks[1].kind is BlockKind.LIST_ITEM


def test_columns_are_told_where_justified_words_stand_far_apart() -> None:
    lefts = [("Gulls had", "been fed"), ("from the", "quay for"), ("as long as", "anybody"),
             ("there could", "recall it"), ("and in the", "winter too")]  # fmt: skip
    rights = [("The harbor", "master"), ("said that", "he would"), ("not allow", "anyone to"),
              ("feed them", "again near"), ("the ferry", "landing")]  # fmt: skip
    words: list[Words] = [(72, 740, 18, "No more bread for the gulls")]
    for at, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        y = 700 - at * 12
        places = zip((72, 150, 215, 290), (*left, *right), strict=True)
        words += [(x, y, 10, word) for x, word in places]
    article = imported(words)
    assert texts(article)[1:] == [" ".join(" ".join(pair) for pair in (*lefts, *rights))]
