"""Rich text: the words that are seen of it, exactly, in whatever charset a font has them."""

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Choices, Imported, read_all, read_bytes, source_file
from annotator.vocabulary import BlockKind
from tests.importers.samples import FOLDER, check


def read(body: str | bytes) -> Imported:
    data = body.encode("latin-1") if isinstance(body, str) else body
    article = read_bytes(rb"{\rtf1\ansi\ansicpg1252\deff0 Head\par " + data + b"}", "story.rtf")
    check(article)
    return article


def blocks(article: Imported) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_a_document_of_libreoffice_reads_the_same_as_rich_text() -> None:
    article = read_bytes((FOLDER / "mill.rtf").read_bytes(), "mill.rtf")
    other = read_bytes((FOLDER / "mill.odt").read_bytes(), "mill.odt")

    assert (article.text, article.blocks) == (other.text, other.blocks)
    assert (article.remarks, article.notices) == (other.remarks, other.notices)
    assert (article.published, article.language) == (other.published, other.language)


FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (r"\ldblquote It\rquote s\~false\rdblquote\emdash\'93x\'94", "“It’s\u00a0false”—“x”"),
        (r"\u8220?It\u8217\'92s\u8221 ?", "“It’s”"),
        (r"\uc2\u8220 xx\uc0\u8221 y", "“”y"),
        (r"{\uc0 {\u8220}}\u8221?", "“”"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"\u128512?", "\U0001f600"),
        (r"a\u-10179?b", "a\ufffdb"),
        (rf"{FONTS}\f1\'cd\'e5\'f2\f0 \'e9{{\f2\'93\'fa\'96\'7b}}", "Нетé日本"),
        (r"co\-op\_ed \{x\} a\\b", "coop\u2011ed {x} a\\b"),
        ("one\r\ntwo\nthree", "onetwothree"),
        (r"one\line two\tab three", "one\ntwo\tthree"),
        (r"a{\field{\*\fldinst HYPERLINK \"http://x.example\"}{\fldrslt link}}b", "alinkb"),
        (r"a{\*\unknown gone}b{\pict\bin4 }}}}gone}c", "abc"),
        (r"a{\upr{\~x}{\*\ud{\uc0\u8220}y}}b", "a“yb"),
        (r"a{\object{\*\objdata 00}{\result shown}}b", "ashownb"),
        (r"a{\header no {\*\shpinst{\shptxt no}}}b", "ab"),
        (r"a\v hidden\v0 b{\v c}d\v x\plain e", "abde"),
        (r"a{\deleted b}{\revised c}d", "acd"),
        (r"a{\deleted b\par}c", "ac"),
        (r"a\par{\listtext\'b7\tab}\ls1 b", "a\n\nb"),
        (r"{\trowd a\cell b\cell\row}c", "a\n\nb\n\nc"),
        (r"a{\footnote\pard\plain\chftn  Note.} b\par c", "a b\n\nc\n\nNote."),
        (r"a{\footnote\pard\plain\chftn\tab Note.} b\par c", "a b\n\nc\n\nNote."),
        (r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt Boxed\par}}{\shprslt no}} b\par c",
         "a b\n\nBoxed\n\nc"),
        (r"a{\*\htmltag64 <p>}\htmlrtf \'93\htmlrtf0 b", "ab"),
    ],
)  # fmt: skip
def test_words_are_as_they_stand(written: str, seen: str) -> None:
    assert read(written).text == f"Head\n\n{seen}"


def test_styles_tell_the_kinds_of_blocks() -> None:
    sheet = (
        r"{\stylesheet{Normal;}{\s1 Title;}{\s2 heading 2;}{\s3\sbasedon4 Mine;}{\s4 Quote;}"
        r"{\*\cs9 Caption;}{\s5 caption;}}"
    )
    body = (
        r"\pard\s1 Mill denies it\par\pard\s2 More\par\pard\s3 No.\par\pard\ls1 One\par"
        r"\pard\s5 A mill\par\pard\outlinelevel1 Less\par\pard Words\par"
    )

    assert blocks(read(sheet + body)) == [
        (BlockKind.HEADLINE, "Mill denies it"),
        (BlockKind.PARAGRAPH, "Head"),
        (BlockKind.SUBHEAD, "More"),
        (BlockKind.QUOTE, "No."),
        (BlockKind.LIST_ITEM, "One"),
        (BlockKind.CAPTION, "A mill"),
        (BlockKind.SUBHEAD, "Less"),
        (BlockKind.PARAGRAPH, "Words"),
    ]


def test_properties_and_the_language_of_most_words_are_metadata() -> None:
    article = read(
        r"{\info{\title T}{\author J\'fcrg}{\creatim\yr2024\mo5\dy1\hr8\min30}}"
        r"\lang1033 x\par\lang1031 die meisten W\'f6rter"
    )

    assert (article.title, article.byline) == ("Head", "Jürg")
    assert (article.published, article.language) == ("2024-05-01T08:30:00", "de-DE")


def test_comments_keep_the_words_that_they_are_on() -> None:
    article = read(
        r"The {\*\atrfstart 7}mill denies{\*\atrfend 7}{\*\atnid EI}{\*\atnauthor Ed}\chatn"
        r"{\*\annotation{\*\atnref 7}{\*\atndate 1}\pard\plain Who?\par When?} it. "
        r"Never{\*\atnauthor Bo}{\*\annotation Why?}."
    )

    assert article.text == "Head\n\nThe mill denies it. Never."
    said = [(one.span.of(article.text), one.author, one.text) for one in article.remarks]
    assert said == [("mill denies", "Ed", "Who?\nWhen?"), ("Never", "Bo", "Why?")]


def test_what_cannot_be_decoded_is_told_and_an_encoding_can_be_chosen() -> None:
    assert read(rb"a\'81b").notices == (
        "One place in the file could not be decoded and shows as \ufffd.",
    )
    source = source_file.from_bytes(rb"{\rtf1\ansi \'bf\'f3\'b3w}", "a.rtf", Choices("cp1250"))
    (article,) = read_all(source)
    assert article.text == "żółw"


@pytest.mark.parametrize("page", ["65000", "0", "1200", "99999"])
def test_a_code_page_that_nobody_knows_is_as_none(page: str) -> None:
    assert read(rf"\ansicpg{page} caf\'e9").text == "Head\n\ncafé"


def test_a_file_that_was_cut_keeps_what_is_there() -> None:
    whole = (FOLDER / "mill.rtf").read_bytes()

    article = read_bytes(whole[: whole.index(b"Basin three")], "mill.rtf")

    assert article.title == "Mill denies it knew of the leak"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"words", "is no rich text inside"),
        (rb"{\rtf1" + b"{" * 5_000_000, "is nested too deeply"),
        (rb"{\rtf1 {\header x}}", "holds no text"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read_bytes(data, "story.rtf")
