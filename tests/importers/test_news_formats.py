"""NITF, NewsML-G2 and ninjs: the story's words, and the fields that agencies fill."""

import json
from typing import Any

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_all, source_file


def items(data: bytes | str, name: str) -> tuple[Imported, ...]:
    raw = data.encode() if isinstance(data, str) else data
    return read_all(source_file.from_bytes(raw, name))


def refusal(data: bytes | str, name: str) -> str:
    with pytest.raises(UnreadableError) as refused:
        items(data, name)
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    return sentence


def nitf(body: str, head: str = "", hedline: str = "<hl1>Yard denies it</hl1>") -> str:
    return (
        f"<nitf><head>{head}</head><body><body.head><hedline>{hedline}</hedline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


def newsml(*contents: str, meta: str = "", about: str = "") -> str:
    inside = "".join(
        f"<newsItem><itemMeta>{meta}</itemMeta><contentMeta>{about}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
        for content in contents
    )
    space = "http://iptc.org/std/nar/2006-10-01/"
    return f'<newsMessage xmlns="{space}"><itemSet>{inside}</itemSet></newsMessage>'


def ninjs(**item: Any) -> str:
    return json.dumps({"uri": "urn:x:1", **item})


def test_nitf_keeps_captions_and_takes_no_data_about_pictures() -> None:
    (story,) = items(
        nitf(
            "<p>Words <org>of</org>\n   it.</p><media><media-reference/><media-metadata>x"
            "</media-metadata><media-caption>The yard.</media-caption></media>"
        ),
        "a.xml",
    )
    assert story.text == "Yard denies it\n\nWords of it.\n\nThe yard."
    assert [str(block.kind) for block in story.blocks] == ["headline", "paragraph", "caption"]


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<docdata><date.issue norm="20200309T141500Z"/></docdata>', "published",
         "2020-03-09T14:15:00+00:00"),
        ('<pubdata date.publication="20200309"/>', "published", "2020-03-09"),
        ('<docdata><doc.copyright holder="HPA"/></docdata>', "outlet", "HPA"),
        ('<pubdata name="Gazette"/>', "outlet", "Gazette"),
    ],
)  # fmt: skip
def test_what_the_head_of_nitf_says(head: str, field: str, value: str) -> None:
    (story,) = items(nitf("<p>Words.</p>", head), "a.xml")
    assert getattr(story, field) == value
    assert story.origins[field] == "news item"


def test_nitf_is_known_whatever_it_is_called() -> None:
    (story,) = items(f"\n<!-- c --><?x?>{nitf('<p>Words.</p>')}", "a.dat")
    assert story.title == "Yard denies it"


def test_nitf_may_name_its_dtd_and_the_characters_of_html() -> None:
    doctype = '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf-3-2.dtd">'
    (story,) = items(f"{doctype}{nitf('<p>Caf&eacute; <em>and</em>&nbsp;more.</p>')}", "a.xml")
    assert story.text == "Yard denies it\n\nCafé and\u00a0more."
    assert "is damaged" in refusal(f"{doctype}{nitf('<p>&secret;</p>')}", "a.xml")


def test_nitf_that_declares_entities_is_refused() -> None:
    doctype = '<!DOCTYPE nitf [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    assert "declares entities" in refusal(f"{doctype}{nitf('<p>&secret;</p>')}", "a.xml")
    assert "declares entities" in refusal(f"{doctype}{nitf('<p>Words.</p>')}", "a.xml")


def test_an_agency_in_the_dateline_is_the_outlet_where_nothing_else_is() -> None:
    (story,) = items(nitf("<p>HARBOR (Reuters) - Words.</p>"), "a.xml")
    assert story.outlet == "Reuters"
    assert story.origins["outlet"] == "dateline"
    assert "HARBOR (Reuters) - Words." in story.text


def test_newsml_holds_several_articles_in_nitf_xhtml_and_text() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head>'
        "<body><h1>Head</h1><p>Words of<br/>a page.</p></body></html>"
    )
    found = items(
        newsml(
            f"<inlineXML>{nitf('<p>Words of NITF.</p>')}</inlineXML>",
            f"<inlineXML>{page}</inlineXML>",
            "<inlineData contenttype='text/plain'>Head\n\nWords of text.</inlineData>",
            "<remoteContent href='http://127.0.0.1:9/a.jpg'/>",
        ),
        "a.xml",
    )
    assert [story.text for story in found] == [
        "Yard denies it\n\nWords of NITF.",
        "Head\n\nWords of\na page.",
        "Head\n\nWords of text.",
    ]
    assert found[0].notices == ("One entry without text was left out.",)
    assert found[1].original_name == "a-2.xml"
    assert b"Words of NITF" not in found[1].original


def test_what_newsml_says_comes_before_what_the_nitf_inside_says() -> None:
    inside = nitf("<p>Words.</p>", '<pubdata name="Inner"/><docdata><date.issue norm="20200101"/>'
                  "</docdata>")  # fmt: skip
    (story,) = items(
        newsml(
            f"<inlineXML>{inside}</inlineXML>",
            meta='<provider qcode="nprov:HPA"/>',
            about='<headline>Outer</headline><by>By Dana Reyes</by><language tag="en"/>',
        ),
        "a.xml",
    )
    assert (story.outlet, story.published, story.title) == ("HPA", "2020-01-01", "Outer")
    assert (story.byline, story.language) == ("Dana Reyes", "en")


@pytest.mark.parametrize("xml", ["<note>Words</note>", "<svg xmlns='x'/>", "<newsMessage/>"])
def test_xml_of_another_kind_is_refused_with_what_to_do(xml: str) -> None:
    assert "copy the article's text into a .txt file." in refusal(xml, "a.xml")


@pytest.mark.parametrize("xml", ["<nitf>", "<nitf><p>&unknown;</p></nitf>", "plain words"])
def test_damaged_xml_is_refused(xml: str) -> None:
    assert "is XML that is damaged" in refusal(xml, "a.xml")


def test_ninjs_takes_html_before_text() -> None:
    (story,) = items(
        ninjs(headline="A &amp; B", body_text="Plain.", body_html="<p>One.</p><p>Two.</p>"),
        "a.json",
    )
    assert story.text == "A & B\n\nOne.\n\nTwo."


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ({"byline": "By Dana Reyes"}, "byline", "Dana Reyes"),
        ({"by": "Dana Reyes"}, "byline", "Dana Reyes"),
        ({"authors": [{"name": "A. B"}, {"name": "C. D"}]}, "byline", "A. B, C. D"),
        ({"people": [{"name": "A. B", "rel": "author"}, {"name": "No", "rel": "about"}]},
         "byline", "A. B"),
        ({"firstCreated": "2020-03-09T14:15:00Z"}, "published", "2020-03-09T14:15:00Z"),
        ({"versioncreated": "2020-03-09"}, "published", "2020-03-09"),
        ({"infosources": [{"name": "HPA"}]}, "outlet", "HPA"),
        ({"provider": "HPA"}, "outlet", "HPA"),
        ({"uri": "https://g.example/1"}, "url", "https://g.example/1"),
        ({"links": [{"href": "https://g.example/2"}]}, "url", "https://g.example/2"),
        ({"language": "nb-NO"}, "language", "nb-NO"),
    ],
)  # fmt: skip
def test_what_ninjs_says_in_every_version(item: dict[str, Any], field: str, value: str) -> None:
    whole = {"uri": "urn:x", "headline": "A", "body_text": "Words.", **item}
    (story,) = items(json.dumps(whole), "a.json")
    assert getattr(story, field) == value
    assert story.origins[field] == "news item"


def test_a_list_of_ninjs_is_several_articles_with_their_own_bytes() -> None:
    listed = [
        {"uri": "urn:1", "headlines": [{"value": "One"}], "bodies": [{"value": "Words."}]},
        {"uri": "urn:2", "headlines": [{"value": "Picture"}]},
        {"uri": "urn:3", "Headlines": [{"value": "Two"}], "Bodies": [
            {"contentType": "text/html", "value": "<p>More.</p>"}]},
    ]  # fmt: skip
    one, two = items(json.dumps(listed), "a.json")
    assert (one.text, two.text) == ("One\n\nWords.", "Two\n\nMore.")
    assert json.loads(two.original) == listed[2]
    assert one.notices == ("One entry without text was left out.",)


@pytest.mark.parametrize("data", ["{", "[1, 2", "words", '{"a": ' + "9" * 5_000 + "}"])
def test_what_is_no_json_is_refused(data: str) -> None:
    assert "is no JSON that can be read" in refusal(data, "a.json")


@pytest.mark.parametrize("data", ["{}", "[]", "7", '"words"', '{"name": "x"}', '[{"a": [1]}]'])
def test_json_of_another_kind_is_refused(data: str) -> None:
    assert "no news in JSON" in refusal(data, "a.json")


def test_halves_of_characters_and_zeros_in_json_become_sound_text() -> None:
    data = (
        r'{"uri": "u", "headline": "\ufffeA\u0000 \ud800", "body_text": "\ufeffB\ud83d \udc00 C"}'
    )
    (story,) = items(data, "a.json")
    assert story.text == "A \ufffd\n\n\ufeffB\ufffd \ufffd C"
    assert items(data.encode("utf-8-sig"), "a.json")[0].text == story.text


@pytest.mark.parametrize("value", [None, 7, [], {}, [None], [[]], {"value": 7}, True, "\0"])
@pytest.mark.parametrize(
    "name",
    ["headline", "headlines", "bodies", "byline", "authors", "infosources", "links", "language",
     "versioncreated", "uri", "people"],
)  # fmt: skip
def test_a_field_of_another_shape_never_breaks_the_reading(name: str, value: object) -> None:
    (story,) = items(json.dumps({"body_text": "Words.", name: value}), "a.json")
    assert "Words." in story.text


def test_controls_in_a_title_or_a_name_never_reach_the_lists() -> None:
    item = ninjs(headline="\x8dA\x9f", byline="\x85By \x8dDana", provider="\x9f", body_text="B.")
    (story,) = items(item, "a.json")
    assert (story.title, story.byline, story.outlet) == ("A", "Dana", None)


def test_the_name_of_a_provider_goes_before_its_label() -> None:
    meta = '<provider literal="hpa.example"><name>Harbor Press</name></provider>'
    inside = f"<inlineXML>{nitf('<p>Words.</p>')}</inlineXML>"
    (story,) = items(newsml(inside, meta=meta, about="<headline>Outer</headline>"), "a.xml")
    assert story.outlet == "Harbor Press"
