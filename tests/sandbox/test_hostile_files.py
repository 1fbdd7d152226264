"""Whatever a stranger's file does to its reader, it becomes articles or one plain sentence."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import source_file
from annotator.sandbox import Limits, Sandbox
from annotator.text import is_canonical
from tests.importers.hand_pdf import pdf

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
SECONDS = 3


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=SECONDS)) as opened:
        yield opened


def outcome(sandbox: Sandbox, data: bytes, name: str) -> str:
    """Return the texts that were read, or the sentence that refused the file."""
    try:
        found = sandbox.read_all(source_file.from_bytes(data, name))
    except UnreadableError as error:
        sentence = str(error)
        assert sentence.startswith(name)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "mistake in On Record" not in sentence
        return sentence
    assert all(is_canonical(one.imported.text) for one in found)
    return "\n".join(one.imported.text for one in found)


HOSTILE_PDFS: dict[str, Callable[[], bytes]] = {
    "nothing after the header": lambda: b"%PDF-1.7\n",
    "a count of pages that is a lie": lambda: pdf([(72, 700, 10, "Words")]).replace(
        b"/Count 1", b"/Count 99999999"
    ),
    "pages in a ring": lambda: pdf([(72, 700, 10, "Words")]).replace(
        b"/Kids [6 0 R]", b"/Kids [2 0 R]"
    ),
    "a huge page and huge letters": lambda: pdf([(1e30, -1e30, 1e30, "Words")]).replace(
        b"612 792", b"9e37 9e37"
    ),
    "letters of no size": lambda: pdf([(72, 700, 0, "Words and words")]),
    "deep arrays": lambda: pdf([(72, 700, 10, "W")], info="/A " + "[" * 100_000),
    "deep operands": lambda: pdf([(72, 700, 10, ") Tj " + "[" * 50_000 + "(")]),
    "a title of zeros": lambda: pdf([(72, 700, 10, "Words")], info="/Title (\0\0\xfe\xff)"),
    "letters all over": lambda: pdf(
        [(at * 7919 % 600, at * 104_729 % 780, 1 + at % 40, "x") for at in range(5_000)]
    ),
    "a hundred pages of one line": lambda: pdf(*[[(72, 700, 10, "A line of it")]] * 100),
}


@pytest.mark.parametrize("what", HOSTILE_PDFS)
def test_a_hostile_pdf_is_read_or_refused(sandbox: Sandbox, what: str) -> None:
    assert outcome(sandbox, HOSTILE_PDFS[what](), "story.pdf")


BOMB = (
    '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    + "]>"
)
STOLEN = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
FAR = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
RSS = "<rss><channel><item><title>T</title><description>{}</description></item></channel></rss>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>'
    '<content type="xhtml">{}</content></entry></feed>'
)
NITF = "<nitf><body><body.content>{}</body.content></body></nitf>"
NEWSML = (
    "<newsItem><contentSet><inlineXML><html><body>{}</body></html></inlineXML></contentSet>"
    "</newsItem>"
)
XML = {"a.rss": RSS, "a.atom": ATOM, "a.xml": NITF, "b.xml": NEWSML}
INSIDE: dict[str, str] = {
    "a hundred thousand elements in each other": "<p>" * 100_000 + "x" + "</p>" * 100_000,
    "escaped elements in each other": "&lt;p&gt;" * 100_000 + "x",
    "an element without an end": "<p>" + "x" * 1_000,
    "thirty thousand paragraphs": "<p>x</p>" * 30_000,
    "a thousand attributes": "<p " + " ".join(f'a{at}="1"' for at in range(1_000)) + ">x</p>",
    "zeros": "<p>a\0b</p>",
    "references to no characters": "<p>&#0;&#xD800;&#xFFFE;&#99999999999;</p>",
    "an unknown entity": "<p>&steal;</p>",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("what", INSIDE)
def test_hostile_words_in_xml_are_read_or_refused(sandbox: Sandbox, name: str, what: str) -> None:
    assert outcome(sandbox, XML[name].replace("{}", INSIDE[what]).encode(), name)


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    ("doctype", "reference"), [(BOMB, "&a11;"), (STOLEN, "&e;"), (FAR, ""), (FAR, "&e;")]
)
def test_no_entity_is_followed(sandbox: Sandbox, name: str, doctype: str, reference: str) -> None:
    data = f"<?xml version='1.0'?>{doctype}{XML[name].replace('{}', f'<p>Words {reference}</p>')}"
    said = outcome(sandbox, data.encode(), name)
    assert "root:" not in said
    # A feed's reader passes over a name that nothing declares.
    assert "declares entities" in said or "damaged" in said or said.startswith(("T\n", "Words"))
    assert ("Words" in said) is (doctype is FAR and "damaged" not in said)


HOSTILE_JSON: dict[str, bytes] = {
    "lists in each other": b"[" * 100_000 + b"]" * 100_000,
    "objects in each other": b'{"items":' * 100_000,
    "a number without end": b'{"uri": "u", "headline": ' + b"9" * 1_000_000 + b"}",
    "a number beyond every float": b'{"uri": "u", "body_text": "Words.", "version": 1e999999}',
    "no number": b'{"uri": "u", "body_text": "Words.", "version": NaN}',
    "HTML in each other": b'{"uri": "u", "body_html": "' + b"<div>" * 100_000 + b'"}',
    "halves of characters": rb'{"uri": "\ud800", "headline": "\ud800", "body_text": "\udc00 x"}',
    "zeros": rb'{"uri": "u", "body_text": "a\u0000b\u0000"}',
    "a mark at the beginning": rb'{"uri": "u", "title": "\ufffe\ufeff", "body_text": "\ufffex"}',
    "UTF-16": '{"uri": "u", "body_text": "Words."}'.encode("utf-16"),
    "no encoding": b'{"uri": "u", "body_text": "\xff\xfe"}',
    "a hundred thousand items": b"[" + b'{"uri":"u","headline":"x"},' * 100_000 + b"{}]",
}


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE_JSON)
def test_hostile_json_is_read_or_refused(sandbox: Sandbox, what: str) -> None:
    assert outcome(sandbox, HOSTILE_JSON[what], "a.json")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["ferry.pdf", "ferry-columns.pdf", "harbor.rss", "harbor.atom", "ferry-nitf.xml",
     "ferry-newsml.xml", "ferry-ninjs1.json", "ferry-ninjs3.json", "ferry-comments.docx"],
)  # fmt: skip
def test_a_damaged_sample_is_read_or_refused(sandbox: Sandbox, name: str) -> None:
    whole = (SAMPLES / name).read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    for tenth in range(1, 10):
        assert outcome(sandbox, whole[: len(whole) * tenth // 10], name)
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 10, 200])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert outcome(sandbox, bytes(data), name)
