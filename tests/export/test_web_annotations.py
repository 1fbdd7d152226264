"""The marks as JSON: claims files as the command prints them, and W3C Web Annotations.

What the model's recommendation says an annotation, a page and a collection MUST have is looked
for key by key; nothing else may stand in them.
"""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from annotator import claims_file
from annotator.export.formats import FORMATS, build
from annotator.model import Marks
from annotator.vocabulary import FileFormat, Tag
from tests.export.generated import articles
from tests.export.marked import marked, on, report, wire_story
from tests.marked_story import Story

Record = dict[str, Any]
IRI = re.compile(r"(urn:uuid:[0-9a-f-]{36}|https?://\S+|ni:///sha-256;[\w-]{43})")
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
    "tagging",
}


def document(kind: FileFormat, *stories: Marks) -> Any:
    return json.loads(build(report(*stories), FORMATS[kind]))


def has(record: Record, required: set[str], optional: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """Check for the keys of a record: each of `required`, of others `optional` alone."""
    assert required <= record.keys() <= required | optional
    assert IRI.fullmatch(record.get("id", "urn:uuid:" + 36 * "0"))


def check_body(body: Record) -> None:
    assert body["purpose"] in MOTIVATIONS
    if body["type"] == "TextualBody":
        has(body, {"type", "value", "format", "purpose"})
        assert isinstance(body["value"], str)
        assert body["format"] == "text/plain"
    else:
        has(body, {"type", "source", "purpose"})
        assert body["type"] == "SpecificResource"
        assert IRI.fullmatch(body["source"])


def check_target(target: Record | str) -> None:
    if isinstance(target, str):
        assert IRI.fullmatch(target)
        return
    has(target, {"type", "source", "state", "selector"})
    assert target["type"] == "SpecificResource"
    has(target["source"], {"id", "type"}, {"language"})
    has(target["state"], {"type", "sourceDate", "cached"})
    assert (target["state"]["type"], target["source"]["type"]) == ("TimeState", "Text")
    assert IRI.fullmatch(target["state"]["cached"])
    quote, place = target["selector"]
    has(quote, {"type", "exact", "prefix", "suffix"})
    has(place, {"type", "start", "end"})
    assert [quote["type"], place["type"]] == ["TextQuoteSelector", "TextPositionSelector"]


def check_annotation(annotation: Record) -> None:
    required = {"id", "type", "motivation", "generator", "generated", "target"}
    has(annotation, required, {"body", "creator"})
    assert annotation["type"] == "Annotation"
    assert annotation["motivation"] in MOTIVATIONS
    assert datetime.fromisoformat(annotation["generated"]).tzname() == "UTC"
    has(annotation["generator"], {"type", "name"})
    for body in annotation.get("body", ()):
        check_body(body)
    check_target(annotation["target"])


def check_collection(collection: Record) -> list[Record]:
    """Check a collection with its one page; return the annotations."""
    keys = {"@context", "id", "type", "label", "generator", "generated", "total"}
    has(collection, keys | ({"first", "last"} if collection["total"] else set()))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    if not collection["total"]:
        return []
    page = collection["first"]
    has(page, {"id", "type", "partOf", "startIndex", "items"})
    assert (page["type"], page["startIndex"]) == ("AnnotationPage", 0)
    assert (page["partOf"], page["id"]) == (collection["id"], collection["last"])
    items: list[Record] = page["items"]
    assert collection["total"] == len(items)
    for annotation in items:
        check_annotation(annotation)
    assert len({annotation["id"] for annotation in items}) == len(items)
    return items


ADDRESSES = {
    "https://example.org/a": "https://example.org/a",
    "https://example.org/?q[]=1#a#b": "https://example.org/?q%5B%5D=1#a%23b",
    "https://example.org/a[1]/100%/a%zz/a%20b": "https://example.org/a%5B1%5D/100%25/a%25zz/a%20b",
    "https://example.org/café": "https://example.org/caf%C3%A9",
    "http://[::1]:80/x": "http://[::1]:80/x",
}


@pytest.mark.parametrize(("address", "told"), ADDRESSES.items())
def test_an_address_is_told_as_an_iri(address: str, told: str) -> None:
    story = Story()
    story.article = replace(story.article, url=address, sha256="0" * 64)
    story.claim("The mill denies it", source="mill")
    (annotation,) = check_collection(document(FileFormat.JSONLD, story.marks))
    assert annotation["target"]["source"]["id"] == told


@pytest.mark.parametrize(
    "address", ["http://example.org:port/", "javascript:alert(1)", "http://[/"]
)
def test_an_address_that_is_none_is_not_told(address: str) -> None:
    story = Story()
    story.article = replace(story.article, url=address, sha256="0" * 64)
    story.claim("The mill denies it", source="mill")
    (annotation,) = check_collection(document(FileFormat.JSONLD, story.marks))
    assert annotation["target"]["source"]["id"].startswith("urn:uuid:")


def test_a_collection_of_nothing_has_no_page() -> None:
    collection = document(FileFormat.JSONLD, Story().marks)
    assert check_collection(collection) == []
    assert "first" not in collection


@given(articles())
def test_each_claim_is_found_by_its_place_and_by_its_words(marks: Marks) -> None:
    items = check_collection(document(FileFormat.JSONLD, marks))

    assert len(items) == len(marks.claims)
    for annotation, found in zip(items, marks.claims, strict=True):
        quote, place = annotation["target"]["selector"]
        assert marks.text[place["start"] : place["end"]] == quote["exact"] == found.quote
        before = marks.text[: place["start"]]
        assert before.endswith(quote["prefix"])
        assert marks.text[place["end"] :].startswith(quote["suffix"])


def test_the_wire_story_is_a_collection_of_claims_and_links() -> None:
    marks = wire_story()

    items = check_collection(document(FileFormat.JSONLD, marks))

    assert len(items) == len(marks.claims) + len(marks.links)
    seventh = items[6]
    told = [(body["purpose"], body["value"]) for body in seventh["body"]]
    assert told[:3] == [
        ("classifying", "allegation"),
        ("classifying", "official statement"),
        ("identifying", "White House"),
    ]
    assert seventh["motivation"] == "classifying"
    assert seventh["target"]["source"]["id"] == marks.article.url
    digest = base64.urlsafe_b64encode(hashlib.sha256(marks.text.encode()).digest()).decode()
    assert seventh["target"]["state"]["cached"] == f"ni:///sha-256;{digest.rstrip('=')}"
    denial = next(
        one for one in items if one["motivation"] == "linking" and one["target"] == seventh["id"]
    )
    assert denial["body"][0]["source"] == items[8]["id"]
    assert denial["body"][1]["value"] == "denies"


def test_an_article_of_no_address_is_known_by_its_id() -> None:
    text = "He lied."
    story = marked(
        text, [on(text, "He lied", tags=(Tag.ALLEGATION,))], url="javascript:x", language="en"
    )

    (annotation,) = check_collection(document(FileFormat.JSONLD, story))

    source = annotation["target"]["source"]
    assert source["id"].startswith("urn:uuid:")
    assert source["language"] == "en"


def test_one_article_is_its_claims_file_and_several_are_a_list_of_them() -> None:
    marks = wire_story()

    alone = document(FileFormat.JSON, marks)
    both = document(FileFormat.JSON, marks, marked("Head\n\nBody", title="Other"))

    assert alone == json.loads(json.dumps(claims_file.dump(marks)))
    assert both["format"] == "onrecord-export/1"
    assert [one["title"] for one in both["articles"]] == [marks.article.title, "Other"]
    assert both["articles"][0]["marks"] == alone
    assert both["articles"][0]["sha256"] == marks.article.sha256
    content = build(report(marks), FORMATS[FileFormat.JSON])
    assert len(claims_file.parse(content, "Ann").claims) == 19
