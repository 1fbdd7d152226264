"""A newsroom's own .docx gives a report its look, and nothing else."""

import io
import json
import subprocess
import sys
from pathlib import Path

import ooxml_integrity
import pytest
from PIL import Image

from annotator.errors import ExportError
from annotator.export import newsroom, word
from annotator.export.newsroom_styles import own_styles
from annotator.export.package import LETTER
from tests.export.house import CANARY, DOCUMENT, STYLES, house, packed, parts, types
from tests.export.marked import report, wire_story
from tests.export.word_reader import W, WordFile, style, value

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WIRE = report(wire_story())
CHOSEN = {
    "OnRecordArticle": "News Body",
    "OnRecordMark": "NewsMark",
    "Heading2": "news head",
    "Normal": "NewsBody",
}


def base(**chosen: str) -> newsroom.Base:
    return newsroom.from_bytes(house(), "house.docx", chosen)


@pytest.fixture(scope="module")
def built() -> bytes:
    return word.build(WIRE, None, base(**CHOSEN))


@pytest.mark.slow
def test_word_opens_a_report_on_a_base(built: bytes, tmp_path: Path) -> None:
    plain = word.build(WIRE, None, base())
    for name, content in {"plain.docx": plain, "mapped.docx": built}.items():
        (tmp_path / name).write_bytes(content)
        assert [str(finding) for finding in ooxml_integrity.check(tmp_path / name)] == []

    command = [sys.executable, "-m", "openxml_audit", "-f", "microsoft365", "-o", "json", "-r"]
    done = subprocess.run([*command, tmp_path], capture_output=True, text=True, check=False)
    assert [entry["errors"] for entry in json.loads(done.stdout)] == [[], []]


@pytest.mark.slow
def test_the_same_base_gives_the_same_bytes(built: bytes) -> None:
    assert word.build(WIRE, None, base(**CHOSEN)) == built


def test_nothing_but_its_look_is_taken(built: bytes) -> None:
    file = WordFile(built)

    assert CANARY not in file.everything()
    assert not [name for name, part in file.parts.items() if CANARY.encode() in part]
    assert b"rsid" not in b"".join(file.parts.values())
    assert not [name for name in file.parts if "custom" in name or "thumbnail" in name]
    outside = file.everything().split("External")
    assert len(outside) == 2  # the address of the article


def test_its_words_fields_and_logo_stay_in_its_header(built: bytes) -> None:
    file = WordFile(built)
    header = file.tree("header1")

    assert "".join(header.itertext()).split() == [
        "The",
        "Averil",
        "Courier",
        "Daily",
        "PAGE",
        "1",
        "Website",
    ]
    (blip,) = header.iter(f"{A}blip")
    (logo,) = [part for name, part in file.parts.items() if name.startswith("word/media/header")]
    with Image.open(io.BytesIO(logo)) as image:
        assert (image.format, image.size) == ("PNG", (60, 20))
    assert (
        str(next(iter(blip.attrib.values()))) in file.parts["word/_rels/header1.xml.rels"].decode()
    )


def test_pages_are_those_of_the_base(built: bytes) -> None:
    file = WordFile(built)
    (section,) = file.document.iter(f"{W}sectPr")
    found = {str(e.tag).removeprefix(W): e for e in section}

    assert (value(found["pgSz"], "w"), value(found["pgSz"], "h")) == ("11000", "15000")
    assert (value(found["pgMar"], "left"), value(found["pgMar"], "top")) == ("1300", "1500")
    assert "titlePg" in found
    assert [value(e, "type") for e in section if e.tag == f"{W}footerReference"] == ["first"]
    assert list(file.tree("settings").iter(f"{W}evenAndOddHeaders"))
    assert widths(file) == {11000 - 1300 - 1000}


def test_another_paper_can_be_chosen_within_its_margins() -> None:
    file = WordFile(word.build(WIRE, LETTER, base()))

    (size,) = file.document.iter(f"{W}pgSz")
    assert (value(size, "w"), value(size, "h")) == ("12240", "15840")
    assert widths(file) == {12240 - 1300 - 1000}


def widths(file: WordFile) -> set[int]:
    return {
        sum(int(value(column, "w")) for column in grid.iter(f"{W}gridCol"))
        for grid in file.document.iter(f"{W}tblGrid")
    }


def test_a_report_without_a_footer_in_its_base_numbers_its_pages() -> None:
    document = DOCUMENT.replace("footerReference", "printerSettings")
    made = newsroom.from_bytes(house(document=document), "house.docx")

    file = WordFile(word.build(WIRE, None, made))
    assert "PAGE" in file.parts["word/footer2.xml"].decode()


def styles(file: WordFile) -> dict[str, list[str]]:
    """Return by id the name of each style, what it is based on, and its color."""
    return {
        value(one, "styleId"): [
            next((value(e) for e in one.iter(f"{W}{name}")), "")
            for name in ("name", "basedOn", "color")
        ]
        for one in file.tree("styles").iter(f"{W}style")
    }


def test_styles_that_word_knows_are_found_by_their_names() -> None:
    found = styles(WordFile(word.build(WIRE, None, base())))

    assert found["Heading2"] == ["heading 2", "Normal", "AA2244"]
    assert found["Heading2Base"][0] == "Old head"
    assert found["NewsHead"][:2] == ["News Head", "Heading2"]
    assert found["OnRecordArticle"][:2] == ["On Record Article", "Normal"]
    assert len({name.casefold() for name, *_ in found.values()}) == len(found)


def test_our_styles_look_like_those_they_are_mapped_to(built: bytes) -> None:
    file = WordFile(built)
    found = styles(file)

    assert found["OnRecordArticle"] == ["On Record Article", "NewsBody", ""]
    assert found["OnRecordMark"] == ["On Record Mark", "NewsMark", ""]
    assert found["Heading2"][:2] == ["heading 2", "NewsHead"]
    # The one that was called so before is still what it stands on.
    assert found[found["NewsHead"][1]] == ["heading 2 (base)", found["NewsBody"][1], "AA2244"]
    defaults = [
        value(one, "styleId")
        for one in file.tree("styles").iter(f"{W}style")
        if (value(one, "default"), value(one, "type")) == ("1", "paragraph")
    ]
    assert defaults == ["Normal"]


@pytest.mark.slow
def test_the_article_is_read_the_same_on_a_base(built: bytes) -> None:
    plain, based = WordFile(word.build(WIRE)), WordFile(built)

    assert based.article() == plain.article()
    assert based.commented() == plain.commented()
    assert based.comments() == plain.comments()


def test_lists_are_kept_apart_from_ours(built: bytes) -> None:
    file = WordFile(built)
    lists = {
        value(one, "numId"): value(one[0])
        for one in file.tree("numbering").iterchildren(f"{W}num")
    }
    used = {
        value(number)
        for p in file.document.iter(f"{W}p")
        if style(p) == "OnRecordArticle"
        for number in p.iter(f"{W}numId")
    }

    assert lists["7"] == "4"
    assert used
    assert "7" not in used
    assert {lists[number] for number in used} == {"5"}


@pytest.mark.slow
def test_a_report_can_be_the_base_of_a_report() -> None:
    made = newsroom.from_bytes(word.build(WIRE), "report.docx")

    assert styles(WordFile(word.build(WIRE, None, made))) == styles(WordFile(word.build(WIRE)))


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
BROKEN = {
    "nothing": (b"", "it is empty"),
    "text": (b"Dear newsroom", "no Word document"),
    "half": (house()[:3000], "damaged"),
    "zip": (packed({"a.txt": "x"}), "no Word document"),
    "sheet": (house(Content_Types=types("application/sheet")), "no Word document"),
    "macros": (house(Content_Types=types(MACROS)), "has macros"),
    "project": (packed(parts() | {"word/vbaProject.bin": b"x"}), "has macros"),
    "no document": (house(document=None), "no Word document"),
    "no styles": (house(styles=None), "has no styles"),
    "no xml": (house(styles="<w:styles"), "damaged"),
    "dtd": (house(styles='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged"),
    "size": (
        house(document=DOCUMENT.replace('"11000"', '"wide"')),
        "damaged",
    ),
    "narrow": (
        house(document=DOCUMENT.replace('"11000"', '"4000"')),
        "10 cm",
    ),
    "strict": (
        house(document='<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "Strict",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_a_base_is_told_in_one_sentence(name: str) -> None:
    data, why = BROKEN[name]
    with pytest.raises(ExportError, match=why) as refused:
        newsroom.from_bytes(data, "house.docx")

    told = str(refused.value)
    assert told.startswith("house.docx cannot be the base of a report: it")
    assert told.endswith(", or leave it out for On Record's own look.")
    assert told.count(".") == told.count("house.docx") + told.count(" .docx") + 1


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsroom, "MAX_MEMBER_BYTES", 100)
    with pytest.raises(ExportError, match="far too much"):
        newsroom.from_bytes(house(), "house.docx")


@pytest.mark.parametrize(
    ("key", "name", "why"),
    [
        ("OnRecordArticel", "News Body", "no style “OnRecordArticel”"),
        ("TableNormal", "News Body", "no style “TableNormal”"),
        ("OnRecordArticle", "News", "no style “News”"),
        ("OnRecordArticle", "News Mark", "no paragraph style"),
    ],
)
def test_a_mapping_that_cannot_be_is_told(key: str, name: str, why: str) -> None:
    with pytest.raises(ExportError, match=why):
        base(**{key: name})


def test_the_help_lists_every_style_that_can_be_mapped() -> None:
    page = (Path(__file__).parents[2] / "docs" / "report-look.md").read_text(encoding="utf-8")
    fixed = {"TableNormal", "DefaultParagraphFont"}
    listed = {
        name
        for row in page.splitlines()
        if row.startswith(("| paragraph |", "| character |", "| table |"))
        for name in row.split("`")[1::2]
    }
    assert listed == set(own_styles()) - fixed


def test_styles_in_a_circle_are_cut_apart() -> None:
    looped = STYLES.replace(
        '<w:name w:val="News Body"/>\n<w:basedOn w:val="Standard"/>',
        '<w:name w:val="News Body"/>\n<w:basedOn w:val="NewsBody"/>',
    )
    made = newsroom.from_bytes(house(styles=looped), "house.docx", {"OnRecordArticle": "NewsBody"})

    found = styles(WordFile(word.build(WIRE, None, made)))
    assert found["NewsBody"][1] == ""
    assert found["OnRecordArticle"][1] == "NewsBody"


@pytest.mark.slow
def test_the_mapping_beside_a_base_counts_before_that_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    path, beside = tmp_path / "house.docx", tmp_path / "house.toml"
    path.write_bytes(house())

    def based_on() -> str:
        return styles(WordFile(word.build(WIRE, None, newsroom.read(path))))["OnRecordArticle"][1]

    assert based_on() == "Normal"
    (tmp_path / "home" / newsroom.MAPPING).write_text('OnRecordArticle = "News Head"')
    assert based_on() == "NewsHead"
    beside.write_text('OnRecordArticle = "News Body"')
    assert based_on() == "NewsBody"
    for text, why in (
        ("a = = 1", "no mapping"),
        ("OnRecordArticle = 1", "write “OnRecordArticle”"),
    ):
        beside.write_text(text)
        with pytest.raises(ExportError, match=why):
            newsroom.read(path)


def test_a_base_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, why in ((tmp_path, "is a folder"), (tmp_path / "none.docx", "does not exist")):
        with pytest.raises(ExportError, match=why):
            newsroom.read(path)
    path = tmp_path / "house.docx"
    path.write_bytes(house())
    monkeypatch.setattr(newsroom, "MAX_BYTES", 100)
    with pytest.raises(ExportError, match="larger than"):
        newsroom.read(path)
