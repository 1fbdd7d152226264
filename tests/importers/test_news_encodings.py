"""Files of several articles that do not say their encoding, or say a wrong one."""

import json

import pytest

from annotator.importers import Choices, read_all
from annotator.importers.source_file import from_bytes

RSS = (
    "<rss version='2.0'><channel><title>Die Post</title>"
    "<item><title>Die Mühle</title><description>Der Müller sagte, das größte Übel sei über Öl"
    " gekommen.</description></item>"
    "<item><title>Der Fluß</title><description>Öl floß über die Dämme.</description></item>"
    "</channel></rss>"
)
NEWS = json.dumps(
    [
        {"uri": "a:1", "headline": "Die Mühle", "body_text": "Das größte Übel kam über Öl."},
        {"uri": "a:2", "headline": "Der Fluß", "body_text": "Öl floß über die Dämme."},
    ],
    ensure_ascii=False,
)
G2 = "<newsMessage><itemSet>{}</itemSet></newsMessage>".format(
    "".join(
        f"<newsItem><contentMeta><headline>{head}</headline></contentMeta><contentSet>"
        f"<inlineData contenttype='text/plain'>{text}</inlineData></contentSet></newsItem>"
        for head, text in (("Die Mühle", "Das größte Übel."), ("Der Fluß", "Öl floß."))
    )
)


@pytest.mark.parametrize(("name", "text"), [("a.rss", RSS), ("a.json", NEWS), ("a.xml", G2)])
def test_a_file_of_several_articles_that_says_no_encoding_offers_a_choice(
    name: str, text: str
) -> None:
    data = text.encode("cp1250")
    first, second = read_all(from_bytes(data, name))
    assert first.encoding == second.encoding
    assert first.encodings == second.encodings
    assert first.encodings
    chosen = read_all(from_bytes(data, name, Choices(encoding="windows-1250")))
    assert [one.title for one in chosen] == ["Die Mühle", "Der Fluß"]
    other = read_all(from_bytes(data, name, Choices(encoding="cp1251")))
    assert other[0].title != "Die Mühle"
    assert other[0].encoding == "windows-1251"


@pytest.mark.parametrize(("name", "text"), [("a.rss", RSS), ("a.json", NEWS), ("a.xml", G2)])
def test_a_file_of_several_articles_in_utf_8_is_no_guess(name: str, text: str) -> None:
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        first, _ = read_all(from_bytes(data, name))
        assert first.title == "Die Mühle"
        assert first.encodings == ()
