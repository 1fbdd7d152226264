"""OpenDocument text: its final words, block by block, with the comments at their places."""

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_bytes
from annotator.vocabulary import BlockKind
from tests.importers.hand_open import document, packed
from tests.importers.samples import FOLDER, check


def read(body: str, styles: str = "") -> Imported:
    article = read_bytes(packed(content=document(body, styles)), "story.odt")
    check(article)
    return article


def blocks(article: Imported) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_a_document_of_libreoffice_gives_its_properties_and_comments() -> None:
    article = read_bytes((FOLDER / "mill.odt").read_bytes(), "mill.odt")

    assert (article.title, article.byline) == ("Mill denies it knew of the leak", "Ann Lee")
    assert (article.published, article.language) == ("2024-05-01T08:30:00", "en-US")
    assert article.origins["published"] == "document properties"
    assert len(article.notices) == 2
    (remark,) = article.remarks
    assert remark.span.of(article.text) == ". The manager denies it."
    assert (remark.author, remark.text) == ("Ed Itor", "Ask her again before it runs.")


def test_styles_and_elements_tell_the_kinds_of_blocks() -> None:
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="{}"/>'
    body = (
        '<text:p>Slug</text:p><text:p text:style-name="Title">Mill denies it</text:p>'
        '<text:h text:outline-level="2">More</text:h><text:p text:style-name="P1">“No.”</text:p>'
        "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        '<text:p text:style-name="Caption">A mill</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )

    assert blocks(read(body, styles.format("Quotations"))) == [
        (BlockKind.HEADLINE, "Mill denies it"),
        (BlockKind.PARAGRAPH, "Slug"),
        (BlockKind.SUBHEAD, "More"),
        (BlockKind.QUOTE, "“No.”"),
        (BlockKind.LIST_ITEM, "One"),
        (BlockKind.CAPTION, "A mill"),
        (BlockKind.PARAGRAPH, "Cell"),
    ]


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("  one \n two  ", "one two"),
        ('a<text:s text:c="3"/>b<text:s/>c', "a   b c"),
        ("a<text:tab/>b<text:line-break/> c", "a\tb\nc"),
        ("a\u00a0b\u200b“c”", "a\u00a0b\u200b“c”"),
        ('a<text:span text:style-name="T9"> b</text:span> <text:a>c</text:a>', "a b c"),
        ("a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>x</text:ruby-text>"
         "</text:ruby>", "ab"),
        ("a<text:note><text:note-citation>1</text:note-citation><text:note-body>"
         "<text:p> Note.</text:p></text:note-body></text:note> b", "a b\n\nNote."),
        ("a<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame> b",
         "a b\n\nBoxed"),
        ('a<text:s text:c="999999999999"/>b<text:s text:c="x"/>c', "a b c"),
    ],
)  # fmt: skip
def test_words_are_as_they_stand(inside: str, seen: str) -> None:
    article = read(f"<text:p>Head</text:p><text:p>{inside}</text:p>")

    assert article.text == f"Head\n\n{seen}"


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:p text:style-name="H">No</text:p>',
        '<text:section text:display="none"><text:p>No</text:p></text:section>',
        '<text:p><text:span text:style-name="S">No</text:span></text:p>',
        '<text:p><text:hidden-text text:is-hidden="true">No</text:hidden-text></text:p>',
        "<text:p>No<text:hidden-paragraph/></text:p>",
    ],
)
def test_hidden_text_is_left_out_and_told(hidden: str) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="{family}">'
        '<style:text-properties text:display="none"/></style:style>'
        for name, family in (("H", "paragraph"), ("S", "text"))
    )
    article = read(f"<text:p>Head</text:p>{hidden}<text:p>End.</text:p>", styles)

    assert article.text == "Head\n\nEnd."
    assert article.notices == ("Hidden text in the document was left out.",)


def test_what_was_deleted_and_contents_are_no_text() -> None:
    article = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>Head</text:p>"
        "<text:table-of-content><text:index-body><text:p>Head 1</text:p></text:index-body>"
        "</text:table-of-content><text:p>He <text:change/>said.</text:p>"
    )

    assert article.text == "Head\n\nHe said."
    assert "tracked changes" in article.notices[0]


def region(name: str, kind: str) -> str:
    return f'<text:changed-region text:id="{name}"><text:{kind}/></text:changed-region>'


def marked(words: str, name: str) -> str:
    return (
        f'<text:change-start text:change-id="{name}"/>{words}'
        f'<text:change-end text:change-id="{name}"/>'
    )


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (f"<text:p>He{marked(' claimed', 'd')}{marked(' said', 'i')} so.</text:p>", "He said so."),
        (f"<text:p>He {marked('s</text:p><text:p>t', 'd')}said.</text:p>", "He said."),
        (f"<text:p>He said.</text:p>{marked('<text:p>No.</text:p>', 'd')}", "He said."),
        (f"<text:p>He{marked('<text:tab/><text:s/>', 'd')} said.</text:p>", "He said."),
    ],
)
def test_what_was_deleted_in_its_place_is_no_text(body: str, seen: str) -> None:
    regions = region("d", "deletion") + region("i", "insertion")
    changes = f"<text:tracked-changes>{regions}</text:tracked-changes>"

    assert read(f"{changes}<text:p>Head</text:p>{body}").text == f"Head\n\n{seen}"


def test_a_comment_on_no_words_is_about_the_word_before_it() -> None:
    note = "<office:annotation><dc:creator/><text:p>Who?</text:p></office:annotation>"
    article = read(f"<text:p>Head</text:p><text:p>The mill {note}denies it.</text:p>")

    (remark,) = article.remarks
    assert remark.span.of(article.text) == "mill"
    assert (remark.author, remark.text) == ("", "Who?")


def test_a_flat_file_is_read_whatever_its_name() -> None:
    flat = document("<text:p>Head</text:p>").replace("document-content", "document")

    for name in ("a.fodt", "a.xml"):
        assert read_bytes(f"<?xml version='1.0'?>{flat}".encode(), name).text == "Head"


ENTITY = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"content": document("", kind="spreadsheet")}, "is a spreadsheet"),
        ({"content": document("", kind="presentation")}, "is a presentation"),
        ({"content": document("", kind="chart")}, "without text"),
        ({"content": document("<text:p/>")}, "holds no text"),
        ({"content": "<x/>"}, "without text"),
        ({"content": "<x"}, "is damaged"),
        ({"content": ENTITY + document("<text:p>&a;&b;</text:p>")}, "DTD"),
        ({"content": document("<text:p>W</text:p>"), "styles": f"{ENTITY}<x/>"}, "DTD"),
        ({"content": "x", "META-INF__manifest": "<encryption-data/>"}, "has a password"),
        (
            {"content": document("<text:section>" * 5_000 + "</text:section>" * 5_000)},
            "is damaged",
        ),
        ({"content": document(f"<text:p>{' ' * 64_000_000}</text:p>")}, "unpacks to"),
    ],
)
def test_what_cannot_be_read_says_why(members: dict[str, str], why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read_bytes(packed(**members), "story.odt")


def test_one_that_was_cut_says_what_to_do() -> None:
    data = (FOLDER / "mill.odt").read_bytes()

    with pytest.raises(UnreadableError, match="open it in LibreOffice"):
        read_bytes(data[:5_000], "mill")
