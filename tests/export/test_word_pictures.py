"""The pictures of a report: at their size, said in words, and in numbers in the table below."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree
from lxml.etree import _Element as Element
from PIL import Image

from annotator.errors import ExportError
from annotator.export import word
from annotator.export.confidential import read_package
from annotator.export.guard import refuse_confidential
from annotator.export.package import A4, LETTER, Package, Page, zipped
from annotator.model import Link, Marks, Response, Side, Source
from annotator.pictures import Picture, Rect, Text, Tone
from annotator.report import Report
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag, Variant
from tests.export.marked import DATED, marked, on, report, wire_story
from tests.export.word_reader import W, WordFile, style, texts, value

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU = 635
TITLES = [
    "Story strip",
    "Words by source",
    "Allegations and their answers",
    "Named and unnamed, by words",
    "Words and prominence by side",
    "Claims by tag",
]


def read(found: Report, page: Page = A4) -> WordFile:
    return WordFile(word.build(found, page))


def image_of(file: WordFile, drawn: Element) -> bytes:
    """Return the image that a drawing shows."""
    (blip,) = drawn.iter(f"{A}blip")
    relations = {
        r.get("Id"): r.get("Target")
        for r in etree.fromstring(file.parts["word/_rels/document.xml.rels"])
    }
    return file.parts[f"word/{relations[blip.get(f'{R}embed')]}"]


def after(body: Element, heading: str) -> list[Element]:
    """Return what follows the last heading of these words, up to the next one."""
    elements = list(body)
    (at, *_) = [n for n, e in reversed(list(enumerate(elements))) if texts_of(e) == heading]
    rest = elements[at + 1 :]
    end = next((n for n, e in enumerate(rest) if (style(e) or "").startswith("Heading")), None)
    return rest[:end]


def texts_of(element: Element) -> str:
    return "".join(element.itertext()) if element.tag == f"{W}p" else ""


@pytest.fixture(scope="module")
def wire() -> WordFile:
    # The public report has no list that takes the strip's room on page one.
    return read(report(wire_story(), variant=Variant.PUBLIC))


@pytest.mark.slow
def test_every_picture_stands_as_wide_as_the_text_and_is_sharp(wire: WordFile) -> None:
    for file, page in (
        (wire, A4),
        (read(report(wire_story(), variant=Variant.PUBLIC), LETTER), LETTER),
    ):
        drawings = list(file.document.iter(f"{WP}inline"))
        assert len(drawings) == 7
        for drawn in drawings:
            (extent,) = drawn.iter(f"{WP}extent")
            width, height = int(extent.get("cx", 0)), int(extent.get("cy", 0))
            assert 0 <= page.text_width * EMU - width < 15 * EMU
            assert height < page.text_height * EMU
            with Image.open(io.BytesIO(image_of(file, drawn))) as image:
                # Two pixels of the file for each of 96 an inch, on page one some more.
                assert width <= image.width * 9525 / 2
                assert height == pytest.approx(image.height * width / image.width, abs=1)


@pytest.mark.slow
def test_every_picture_is_told_in_words_under_a_number_of_its_own(wire: WordFile) -> None:
    about = [dict(drawn.attrib) for drawn in wire.document.iter(f"{WP}docPr")]

    assert [one["title"] for one in about] == [TITLES[0], *TITLES]
    assert len({one["id"] for one in about}) == len(about)
    assert about[0]["descr"].startswith("Where 19 claims stand along the story: allegation 2")
    shown = "\n".join(wire.paragraphs())
    assert all(one["descr"][1:] in shown for one in about)


def test_pictures_tell_nothing_of_the_hour(wire: WordFile) -> None:
    media = [name for name in wire.parts if name.startswith("word/media/")]
    assert len(media) == 1 + len(TITLES)
    for name in media:
        assert set(chunks(wire.parts[name])) == {b"IHDR", b"IDAT", b"IEND"}


def test_the_same_picture_is_kept_once() -> None:
    package = Package("A story", DATED)
    for height in (10, 20, 10):
        package.picture(package.body, Picture(10, height, (), "Nothing."), 1000)
    file = WordFile(zipped(package.sealed()))

    first, other, again = (b.get(f"{R}embed") for b in file.document.iter(f"{A}blip"))
    assert first == again != other
    assert len([name for name in file.parts if name.startswith("word/media/")]) == 2


def chunks(png: bytes) -> list[bytes]:
    """Return the kinds of a PNG file's chunks."""
    found, at = [], 8
    while at < len(png):
        found.append(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


def test_each_picture_has_its_heading_caption_and_numbers(wire: WordFile) -> None:
    body = wire.document[0]
    for title in TITLES:
        drawn, caption, table = after(body, title)[:3]
        assert style(drawn) == "OnRecordPicture"
        assert style(caption) == "Caption"
        assert texts_of(caption)
        first, *rest = table.iter(f"{W}tr")
        assert list(first.iter(f"{W}tblHeader"))
        assert rest
    sources = after(body, "Words by source")[2]
    rows = [
        [" ".join(texts(cell)) for cell in row.iter(f"{W}tc")] for row in sources.iter(f"{W}tr")
    ]
    assert rows[0][:3] == ["Source", "Claims", "Words"]
    assert rows[0][-1] == "From claims"
    assert rows[1][:3] == ["Source A", "3", "41"]
    assert rows[1][-1] == "1–3"


def test_the_numbers_of_claims_lead_to_their_words(wire: WordFile) -> None:
    body = wire.document[0]
    places = {value(mark, "name") for mark in body.iter(f"{W}bookmarkStart")}
    for title in TITLES:
        links = {value(link, "anchor") for link in after(body, title)[2].iter(f"{W}hyperlink")}
        assert links
        assert links <= {place for place in places if place.startswith("claim_")}


@pytest.mark.slow
def test_no_picture_stands_right_after_a_table() -> None:
    package = Package("A story", DATED)
    package.body.child("tbl")
    package.picture(package.body, Picture(10, 10, (), "Nothing."), 1000)
    body = WordFile(zipped(package.sealed())).document[0]
    kinds = [style(element) or element.tag for element in body]
    assert kinds[:3] == [f"{W}tbl", "OnRecordGap", "OnRecordPicture"]

    for file in (read(report(wire_story())), read(report(wire_story(), wire_story()))):
        for before, element in pairwise(file.document[0]):
            assert not (before.tag == f"{W}tbl" and style(element) == "OnRecordPicture")


def test_the_strip_of_page_one_stays_there(wire: WordFile) -> None:
    captions = [p for p in wire.document.iter(f"{W}p") if style(p) == "Caption"]
    (kept,) = captions[0].iter(f"{W}keepNext")

    assert texts_of(captions[0]).startswith("Where 19 claims stand")
    assert value(kept) == "0"


def test_a_picture_wider_than_the_text_is_scaled_down() -> None:
    package = Package("A story", DATED)
    package.picture(package.body, Picture(1000, 500, (), "Wide."), 7500)
    (extent,) = WordFile(zipped(package.sealed())).document.iter(f"{WP}extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(7500 * EMU), str(3750 * EMU))


@pytest.mark.parametrize(
    ("picture", "place"),
    [
        (Picture(9, 9, (), "What Jane  Q. DOE said."), "the description of a picture"),
        (Picture(9, 9, (), "Said.", "Jane Q. Doe"), "the description of a picture"),
        (Picture(9, 9, (Text(0, 9, "Jane Q. Doe", 9, Tone.TEXT),), "Said."), "a picture"),
    ],
)
def test_a_confidential_name_in_a_picture_stops_the_report(picture: Picture, place: str) -> None:
    package = Package("A story", DATED)
    package.picture(package.body, picture, 1000)
    with pytest.raises(ExportError, match=place):
        refuse_confidential(
            read_package(package.sealed(), package.pictured), report(hidden=("Jane Q. Doe",))
        )


CANARIES = ("Canary Hidden", "Canary Alias", "Canary Role", "Canary Side", "Canary Office")


def secretive() -> Marks:
    """Return a story whose anonymous source is known by many names."""
    text = "Head\n\nThe mayor took money. The mayor denies it. It was cash. He was seen. All knew."
    hidden = Source(
        "s1",
        CANARIES[0],
        SourceKind.ANONYMOUS,
        aliases=(CANARIES[1],),
        role=CANARIES[2],
        side=CANARIES[3],
        affiliation=CANARIES[4],
    )
    mayor = Source("s2", "The mayor", SourceKind.NAMED, side=CANARIES[0])
    claims = [
        on(text, "The mayor took money", "c1", tags=(Tag.ALLEGATION,), source_id="s1",
           targets=("The mayor", CANARIES[1])),
        on(text, "The mayor denies it", "c2", tags=(Tag.DENIAL,), source_id="s2"),
        on(text, "It was cash", "c3", tags=(Tag.ALLEGATION,), source_id="s2",
           targets=(CANARIES[0],)),
        on(text, "He was seen", "c4", tags=(Tag.ANONYMOUS,), source_id="s1"),
        on(text, "All knew", "c5", source_id="s1"),
    ]  # fmt: skip
    links = (Link("l1", LinkKind.DENIES, "c2", "c1"), Link("l2", LinkKind.DENIES, "c4", "c3"))
    asked = Response("r1", "c1", CANARIES[1], ResponseStatus.SOUGHT)
    return marked(text, claims, (hidden, mayor), links, (asked,))


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2])
def test_readers_see_pseudonyms_in_pictures_and_their_tables(count: int) -> None:
    marks = secretive()
    others = [replace(marks, article=replace(marks.article, id=f"a{n}")) for n in range(count)]
    found = replace(
        report(*others, variant=Variant.PUBLIC, hidden=CANARIES),
        sides=(Side("x", CANARIES[0], 0, 0), Side("y", "Council", 1, 1)),
    )

    # That it is written at all tells that no picture shows one of the names.
    file = read(found)

    assert not [name for name in CANARIES if name in file.everything()]
    rows = [row for table in file.tables() for row in table]
    assert ["Source A", "3", "9"] in [row[:3] for row in rows]
    assert ["3", "It was cash", "Source A"] in [row[:3] for row in rows]


def test_the_newsroom_sees_the_names_that_it_gave() -> None:
    assert CANARIES[0] in read(report(secretive())).everything()


@pytest.mark.slow
def test_many_allegations_are_cut_into_pictures_that_fit_a_page() -> None:
    text = "\n\n".join(["Head"] + [f"Claim number {n} is here." for n in range(60)])
    claims = [on(text, f"Claim number {n} ", tags=(Tag.ALLEGATION,)) for n in range(60)]

    file = read(report(marked(text, claims)))

    drawn = [d for d in file.document.iter(f"{WP}inline") if d[1].get("title") == TITLES[2]]
    assert len(drawn) > 1
    assert drawn[0][1].get("descr", "").startswith("Part 1 of ")
    for one in drawn:
        assert int(one[0].get("cy", 0)) < A4.text_height * EMU


@pytest.mark.slow
def test_several_articles_begin_with_their_project_in_pictures() -> None:
    stories = [
        replace(wire_story(), article=replace(wire_story().article, id=f"a{n}", number=n))
        for n in (1, 2)
    ]
    file = read(Report("News.onrecord", tuple(stories), DATED))
    words = file.paragraphs()

    parts = ["Sourcing balance of all articles", "Stories by date", "Top sources"]
    places = [words.index(part) for part in (*parts, "Annotated article")]
    assert places == sorted(places)
    table = after(file.document[0], "Stories by date")[2]
    assert {value(link, "anchor") for link in table.iter(f"{W}hyperlink")} == {
        "article_a1",
        "article_a2",
    }


def test_few_rows_stay_together_below_their_picture_and_many_may_part(wire: WordFile) -> None:
    def held(heading: str) -> list[bool]:
        (table,) = [e for e in after(wire.document[0], heading) if e.tag == f"{W}tbl"]
        rows = list(table.iter(f"{W}tr"))[1:]
        return [all(list(p.iter(f"{W}keepNext")) for p in row.iter(f"{W}p")) for row in rows]

    sides = held("Words and prominence by side")
    assert sides == [True] * (len(sides) - 1) + [False]
    assert len(sides) > 2
    assert not any(held("Story strip"))


def test_a_story_without_claims_has_no_pictures() -> None:
    file = read(report(marked("Head\n\nBody")))
    assert not list(file.document.iter(f"{WP}inline"))


def test_pictures_are_drawn_on_white() -> None:
    package = Package("A story", DATED)
    package.picture(package.body, Picture(4, 4, (Rect(0, 0, 1, 1, Tone.TEXT),), "A dot."), 1000)
    with Image.open(io.BytesIO(package.sealed()["word/media/image1.png"])) as image:
        assert image.getpixel((7, 7)) == (255, 255, 255)
