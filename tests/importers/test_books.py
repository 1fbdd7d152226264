"""E-books: each document with words enough is an article, in the order of the book."""

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_all, source_file
from annotator.vocabulary import BlockKind
from tests.importers.hand_book import POINT, book, page
from tests.importers.samples import FOLDER, check

WORDS = "<p>The mill denied on Monday that it had known of the leak in its third basin.</p>" * 2
ABOUT = (
    "<dc:title>Harbor Stories</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek"
    "</dc:creator><dc:publisher>The Valley Post</dc:publisher><dc:date>2024-05-01</dc:date>"
    "<dc:language>en</dc:language>"
)


def read(data: bytes) -> tuple[Imported, ...]:
    articles = read_all(source_file.from_bytes(data, "book.epub"))
    for article in articles:
        check(article)
    return articles


def test_each_document_is_an_article_with_what_the_book_says_of_itself() -> None:
    documents = {
        "cover.xhtml": page("<p>Harbor Stories</p>", "cover"),
        "b.xhtml": page(f"<h1>The leak</h1>{WORDS}"),
        "a 2.xhtml": page(f"<p>By Cy Day</p>{WORDS}"),
        "short.xhtml": page("<p>For all who asked.</p>"),
    }
    data = book(documents, about=ABOUT, labels=POINT.format("The river", "a%202.xhtml"))

    first, second = read(data)

    assert (first.title, second.title) == ("The leak", "The river")
    assert (first.byline, first.outlet) == ("Ann Lee, Bo Ek", "The Valley Post")
    assert (first.published, first.language) == ("2024-05-01", "en")
    assert second.origins["title"] == "table of contents"
    assert first.notices == (
        "2 short parts of the book, such as a cover or a title page, were left out.",
    )
    assert (first.original_name, first.original) == (
        "book.epub (b.xhtml)",
        documents["b.xhtml"].encode(),
    )


def test_a_book_of_one_document_is_one_article() -> None:
    data = book({"a.xhtml": page("<p>The headline</p><p>Few words.</p>")}, about=ABOUT)

    (article,) = read(data)

    assert article.text == "The headline\n\nFew words."
    assert (article.title, article.original_name) == ("Harbor Stories", "book.epub")
    assert article.original is not None


def test_elements_that_xml_leaves_empty_swallow_nothing() -> None:
    body = '<a id="x"/><h2>The leak</h2><div/><p>One<br/>two <i class="a"/>three.</p>'

    (article,) = read(book({"a.xhtml": page(body)}))

    assert article.text == "The leak\n\nOne\ntwo three."


def test_kinds_of_blocks_are_those_of_the_page() -> None:
    body = "<h1>Head</h1><blockquote><p>“No.”</p></blockquote><ul><li>One</li></ul><h2>More</h2>"

    (article,) = read(book({"a.xhtml": page(body)}))

    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADLINE,
        BlockKind.QUOTE,
        BlockKind.LIST_ITEM,
        BlockKind.SUBHEAD,
    ]


def test_notes_stand_at_the_end_and_numbers_of_pages_nowhere() -> None:
    body = (
        '<h1>Head</h1><p>Words<sup><a epub:type="noteref" href="#n1">1</a></sup> go'
        '<span epub:type="pagebreak">12</span> on<a epub:type="noteref" '
        'href="notes.xhtml#n9">9</a>.</p><aside epub:type="footnote" id="n1">'
        "<p>The note.</p></aside><p>Last.</p>"
    )

    (article,) = read(book({"a.xhtml": page(body)}))

    assert article.text == "Head\n\nWords go on.\n\nLast.\n\nThe note."


def test_a_page_of_contents_is_no_article() -> None:
    links = "".join(f'<p><a href="a.xhtml">Chapter {at} of the book</a></p>' for at in range(9))

    (article,) = read(book({"toc.xhtml": page(links), "a.xhtml": page(f"<h1>One</h1>{WORDS}")}))

    assert article.title == "One"


LOCK = (
    '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/><CipherData>'
    '<CipherReference URI="OPS/a.xhtml"/></CipherData></EncryptedData></encryption>'
)


def test_a_locked_book_is_refused_and_locked_fonts_are_not() -> None:
    documents = {"a.xhtml": page(WORDS)}
    locked = LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    fonts = LOCK.format("http://www.idpf.org/2008/embedding").replace("a.xhtml", "a.ttf")

    with pytest.raises(UnreadableError, match="DRM"):
        read(book(documents, **{"META-INF__encryption_xml": locked}))
    assert read(book(documents, **{"META-INF__encryption_xml": fonts}))


OUTSIDE = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/hostname">]>'


def test_entities_and_ways_out_of_the_book_lead_nowhere() -> None:
    body = page(f"<p>&b;</p>{WORDS}").replace("<!DOCTYPE html>", OUTSIDE)
    whole = book({"a.xhtml": body, "../../etc/hostname": page("<p>No</p>")})

    articles = read(whole)

    assert len(articles) == 1
    assert articles[0].text.startswith("&b;\n\nThe mill")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"words", "is damaged"),
        (book({"a.xhtml": page(WORDS)})[:200], "get the book again"),
        (book({}), "holds no text"),
        (book({"a.xhtml": page("")}), "holds no text"),
        (book({"a.xhtml": page("<div>" * 5_000)}), "nested too deeply"),
        (book({"a.xhtml": " " * 65_000_000}), "unpacks to"),
        (book({"a.xhtml": page(WORDS)}).replace(b"OPS/book.opf", b"OPS/book.opg"), "is damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read(data)


def test_the_sample_is_told_by_what_it_holds() -> None:
    data = (FOLDER / "harbor.epub").read_bytes()

    assert len(read_all(source_file.from_bytes(data, "harbor.docx"))) == 2
