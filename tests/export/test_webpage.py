"""The annotated page: the article's own words, every claim, no way out, and nothing that runs."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given

from annotator.export.formats import FORMATS, build
from annotator.export.webpage_style import fingerprint, style_sheet
from annotator.model import Marks, Source
from annotator.vocabulary import FileFormat, SourceKind, Tag, Variant
from tests.export.generated import articles
from tests.export.marked import claim, marked, on, report, wire_story
from tests.export.page_reader import PageFile

HOSTILE = (
    "</style><script>alert(1)</script>\n\n<img src=x onerror=alert(1)> &lt;b&gt; ]]> <!-- \n\n"
    "</article></main> \u202eevil\u202c قال المتحدث 👩‍👩‍👧‍👦 \x80\x9f a\u00a0b\u200b"
)


def page(*stories: Marks, variant: Variant = Variant.FULL) -> PageFile:
    return PageFile(build(report(*stories, variant=variant), FORMATS[FileFormat.HTML]))


@given(articles())
def test_the_words_of_the_article_are_the_stored_text(marks: Marks) -> None:
    read = page(marks)

    assert read.articles() == [marks.text]
    assert read.dangling() == []
    assert len(read.cards()) == len(marks.claims)
    ends = [mark for mark in read.marks() if not mark.startswith("[")]
    assert sorted(int(re.match(r"\d+", mark)[0]) for mark in ends) == [  # type: ignore[index]
        n + 1 for n in range(len(marks.claims))
    ]


def test_the_wire_story_is_told_with_all_its_claims() -> None:
    marks = wire_story()

    read = page(marks)

    assert read.articles() == [marks.text]
    assert [words for _, words in read.claimed()] == [found.quote for found in marks.claims]
    assert read.marks()[6:9] == ["7AO", "8AO", "9D"]
    told = read.cards()[6]
    for words in (
        "7 · Allegation, Official statement",
        "being able to spy on customers",
        "Source: White House (institution)",
        "Cue: “has accused”",
        "About Huawei: answered by claim 9 (full denial).",
        "Checks: FAIR-04 (warning)",
        "Back to the text",
    ):
        assert words in told
    assert "FAIR-04 (warning): Huawei has 3 words to reply" in read.text
    assert len(read.tree.xpath("//table/tbody/tr")) == 19  # the twin of the story strip
    assert read.tree.xpath("//*[local-name()='svg']/@role") == ["img"]


def test_a_claim_around_others_has_brackets_and_the_innermost_gives_the_look() -> None:
    text = "He said that she lied to them."
    outer = claim(text, 0, 29, "outer", tags=(Tag.OFFICIAL,))
    inner = claim(text, 13, 21, "inner", tags=(Tag.ALLEGATION,))

    read = page(marked(text, [outer, inner]))

    assert read.marks() == ["[1", "2A", "1]O"]
    assert read.claimed() == [
        ("claim o", "He said that "),
        ("claim a", "she lied"),
        ("claim o", " to them"),
    ]


def test_nothing_of_an_article_is_markup_and_no_request_is_made() -> None:
    story = marked(
        HOSTILE,
        [on(HOSTILE, "alert(1)", note=HOSTILE, tags=(Tag.DENIAL,), source_id="s")],
        (Source("s", "<b onclick='x()'>\"Eve\"</b>"),),
        title=HOSTILE,
        byline="\x00\x1b\ud800<i>",
        url="javascript:alert(1)",
        language='en"><script>',
    )

    read = page(story, marked(HOSTILE, url="file://server/share"))

    assert read.articles() == [HOSTILE, HOSTILE]
    tags = {element.tag for element in read.tree.iter() if isinstance(element.tag, str)}
    assert tags.isdisjoint({"script", "img", "b", "i", "link", "iframe", "object", "form", "base"})
    assert len(list(read.tree.iter("style"))) == 1
    assert {str(link)[0] for link in read.tree.xpath("//a/@href")} == {"#"}
    assert read.tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert read.tree.xpath("//@src | //@style") == []
    assert "url(" not in style_sheet()
    assert "@import" not in style_sheet()
    (policy,) = read.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith(f"default-src 'none'; style-src '{fingerprint(style_sheet())}'")
    assert read.tree.xpath("//style/text()") == [style_sheet()]
    assert "\ufffd\ufffd\ufffd<i>" in read.text


def test_keys_and_screen_readers_find_their_way() -> None:
    text = "He lied."
    read = page(wire_story(), marked(text, [on(text, "He lied")], language="en"))

    assert read.dangling() == []
    skip = read.tree.xpath("//body//a")[0]
    assert skip.text == "Skip to the article"
    assert read.tree.xpath("/html/@lang") == ["en"]
    assert read.tree.xpath("//article/@lang") == ["", "en"]
    blocks = read.tree.xpath("//article/*")
    assert {block.get("dir") for block in blocks} == {"auto"}
    levels = [int(each.tag[1]) for each in read.tree.xpath("//h1 | //h2 | //h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    (first,) = read.tree.xpath("(//article)[1]//sup[a][1]/a/@aria-label")[:1]
    assert first == "Claim 1, Anonymous source, unnamed officials (nationality not given)"
    assert read.tree.xpath("//div[@class='table']/@tabindex") == ["0", "0"]


def test_the_standard_reader_of_python_finds_every_element_closed() -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
            if tag not in {"meta", "br"}:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    reader = Reader()
    reader.feed(page(wire_story()).source)

    assert reader.open == []


@pytest.mark.parametrize("variant", Variant)
def test_a_variant_tells_what_it_may(variant: Variant) -> None:
    read = page(wire_story(), variant=variant)

    is_public = variant is Variant.PUBLIC
    assert bool(read.articles()) is (variant is not Variant.SUMMARY)
    assert len(read.cards()) == (2 if variant is Variant.SUMMARY else 19)
    assert ("Note: " in read.text) is not is_public
    assert ("two unnamed U.S. sources" in read.source) is not is_public
    assert ("Source A" in read.text) is is_public
    assert ("ATT-02" in read.text) is not is_public
    assert read.dangling() == []


def test_a_source_without_claims_and_a_story_without_blocks_are_told() -> None:
    quiet = Source("q", "Nobody", SourceKind.ANONYMOUS)

    read = page(marked("", sources=(quiet,), blocks=()), marked("\n\nNo claim here.\n"))

    assert read.articles() == ["", "\n\nNo claim here.\n"]
    assert read.text.count("None are marked.") == 2
