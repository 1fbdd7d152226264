"""What a stranger's file can do, with three seconds: one sentence or an article, in 600 MB."""

import io
import os
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from annotator.errors import UnreadableError
from annotator.importers import source_file
from annotator.sandbox import Limits, Sandbox
from tests.importers.conftest import build_word
from tests.importers.hand_book import book, page
from tests.importers.hand_open import document, packed
from tests.importers.samples import FOLDER, check

MOST = 600_000_000
SAID = "The mill denied on Monday that it had known of the leak in its third basin."
MAIL = b"From: a@b.example\nMIME-Version: 1.0\nSubject: Hi\n"
RSS = "<rss><channel><item><title>T</title><description>{}</description></item></channel></rss>"
NITF = "<nitf><body><body.content>{}</body.content></body></nitf>"
NEWSML = (
    "<newsItem><contentSet><inlineXML><html><body>{}</body></html></inlineXML></contentSet>"
    "</newsItem>"
)
NINJS = '{"uri": "u", "headline": "T", "body_html": "%s"}'
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a11 "{"a" * 100_000}">'
STOLEN = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">'
FAR = (
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM '
    '"http://127.0.0.1:9/p.dtd"> %p;'
)
LAYERS = ("<div>", "</div>")


def para(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_flags(data: bytes) -> bytes:
    """Return an archive of which all members are said to have a password."""
    locked = bytearray(data)
    at = locked.find(b"PK\x01\x02")
    while at >= 0:
        locked[at + 8] |= 1
        at = locked.find(b"PK\x01\x02", at + 4)
    return bytes(locked)


def overlapping(count: int) -> bytes:
    """Return an archive whose many members are all the same large bytes."""
    whole = zipped({"word/document.xml": b"<a>" + b" " * 60_000_000})
    at, end = whole.find(b"PK\x01\x02"), whole.find(b"PK\x05\x06")
    entry = whole[at:end]
    entries = entry + b"".join(
        entry.replace(b"word/document.xml", f"word/{number:08}.xml".encode()[:17])
        for number in range(count)
    )
    told = min(count + 1, 65_535)  # more are read all the same
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, told, told, len(entries), at, 0)
    return whole[:at] + entries + tail


def sample(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def added(name: str, **members: str) -> bytes:
    """Return a sample with more members, "__" standing for a folder's end."""
    out = io.BytesIO(sample(name))
    with zipfile.ZipFile(out, "a") as archive:
        for member, data in members.items():
            archive.writestr(member.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def in_xml(doctype: str) -> dict[str, Callable[[], bytes]]:
    """Return a file of each format that is XML, or has XML in it, with a doctype."""
    head = f"<?xml version='1.0'?>{doctype}]>"
    words = f"<p>{SAID} &a11;</p>"
    return {
        "a.docx": lambda: zipped(
            {"word/document.xml": f"{head}<document>&a11;</document>".encode()}
        ),
        "a.odt": lambda: packed(content=head + document("<text:p>&a11;</text:p>")),
        "a.fodt": (head + document(f"<text:p>{SAID}&a11;</text:p>")).encode,
        "a.epub": lambda: book(
            {"a.xhtml": page(words).replace("<!DOCTYPE html>", f"{doctype}]>")}
        ),
        "container.epub": lambda: zipped(
            {"META-INF/container.xml": f"{head}<x full-path='&a11;'>&a11;</x>".encode()}
        ),
        "a.rss": (head + RSS.format(words)).encode,
        "nitf.xml": (head + NITF.format(words)).encode,
        "newsml.xml": (head + NEWSML.format(words)).encode,
        "a.html": f"{doctype}]><html><body>{words * 3}</body></html>".encode,
        "a.xhtml": f"{head}<html><body>{words * 3}</body></html>".encode,
        "a.webarchive": (
            f"{head}<plist><dict><key>WebMainResource</key><string>&a11;</string></dict></plist>"
        ).encode,
    }


def words_in(text: str) -> dict[str, Callable[[], bytes]]:
    """Return a file of each format with these words in a paragraph, however many."""
    plain = text.encode("utf-8", "surrogatepass")
    html = f"<p>{text}</p>"
    inside = html.encode("utf-8", "surrogatepass")
    return {
        "a.txt": lambda: plain,
        "a.md": lambda: plain,
        "a.html": lambda: b"<html><body><article>" + inside + b"</article></body></html>",
        "a.eml": lambda: MAIL + b"\n" + plain,
        "page.eml": lambda: MAIL + b"Content-Type: text/html; charset=utf-8\n\n" + inside,
        "a.mhtml": lambda: (
            b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\n"
            b"Content-Type: multipart/related; boundary=b\n\n--b\n"
            b"Content-Type: text/html; charset=utf-8\n\n" + inside + b"\n--b--\n"
        ),
        "a.rtf": lambda: rb"{\rtf1\ansi " + plain + rb"\par}",
        "a.docx": lambda: zipped(
            {
                "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/'
                b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
                + plain
                + b"</w:t></w:r></w:p></w:body></w:document>"
            }
        ),
        "a.odt": lambda: zipped(
            {"content.xml": document("<text:p>@</text:p>").encode().replace(b"@", plain)}
        ),
        "a.epub": lambda: book({"a.xhtml": page(f"{html}").encode("utf-8", "replace").decode()}),
        "a.rss": lambda: RSS.encode().replace(b"{}", plain),
        "nitf.xml": lambda: NITF.encode().replace(b"{}", inside),
        "newsml.xml": lambda: NEWSML.encode().replace(b"{}", inside),
        "a.json": lambda: (NINJS % html).encode("utf-8", "surrogatepass"),
    }


def nested(levels: int) -> dict[str, Callable[[], bytes]]:
    """Return a file of each format with so many elements in one another."""
    inside = "<div>" * levels + SAID + "</div>" * levels
    spans = "<text:span>" * levels + SAID + "</text:span>" * levels
    return {
        "a.html": f"<html><body>{inside}</body></html>".encode,
        "a.eml": lambda: MAIL + f"Content-Type: text/html\n\n{inside}".encode(),
        "a.docx": lambda: build_word(
            f"<w:p>{'<w:ins>' * levels}<w:r><w:t>{SAID}</w:t></w:r>{'</w:ins>' * levels}</w:p>"
        ),
        "a.odt": lambda: packed(content=document(f"<text:p>{spans}</text:p>")),
        "a.epub": lambda: book({"a.xhtml": page(inside)}),
        "a.rss": lambda: RSS.format(f"<![CDATA[{inside}]]>").encode(),
        "nitf.xml": lambda: NITF.format(inside).encode(),
        "newsml.xml": lambda: NEWSML.format(inside).encode(),
        "a.json": (NINJS % inside).encode,
        "a.rtf": lambda: rb"{\rtf1 " + b"{" * levels + SAID.encode() + b"}" * levels + b"}",
    }


MILLION = 1_000_000
CASES: dict[str, dict[str, Callable[[], bytes]]] = {
    "a zip bomb": {
        "one member.docx": lambda: build_word(" " * 65_000_000),
        "just below.docx": lambda: build_word(para("x" * 63_000_000)),
        "just below.odt": lambda: packed(content=document(f"<text:p>{'x' * 63_000_000}</text:p>")),
        "just below.epub": lambda: book({"a.xhtml": page("x" * 63_000_000)}),
        "elements.docx": lambda: build_word("<w:p><w:r/></w:p>" * 3_700_000),
        "elements.odt": lambda: packed(content=document("<text:p/>" * 7_000_000)),
        "five large ones.epub": lambda: book(
            {f"{at}.xhtml": page("<i/>" * 15_000_000) for at in range(5)}
        ),
        "all of them.docx": lambda: zipped({f"{at}": b" " * 60_000_000 for at in range(5)}),
        "members.docx": lambda: zipped({f"{at}": b"" for at in range(2_001)}),
        "members without end.docx": lambda: overlapping(1_400_000),
        "members without end.epub": lambda: overlapping(1_400_000),
        "overlapping.docx": lambda: overlapping(1_000),
        "overlapping.odt": lambda: overlapping(1_000).replace(
            b"word/document.xml", b"content.xml/////."
        ),
    },
    "a million empty paragraphs": {
        "a.txt": lambda: b"\n" * MILLION + SAID.encode(),
        "spaces.txt": lambda: b" \n" * MILLION + SAID.encode(),
        "a.md": lambda: b"\n\n" * MILLION + SAID.encode(),
        "a.html": lambda: b"<html><body>" + b"<p></p>" * MILLION + SAID.encode(),
        "a.docx": lambda: build_word("<w:p/>" * MILLION + para(SAID)),
        "a.odt": lambda: packed(
            content=document("<text:p/>" * MILLION + f"<text:p>{SAID}</text:p>")
        ),
        "a.rtf": lambda: rb"{\rtf1 " + rb"\par" * MILLION + b" " + SAID.encode() + b"}",
        "a.epub": lambda: book({"a.xhtml": page("<p></p>" * MILLION + f"<p>{SAID}</p>" * 3)}),
        "a.eml": lambda: MAIL + b"\n" + b"\n\n" * MILLION + SAID.encode(),
        "a.rss": lambda: RSS.format(f"<![CDATA[{'<p></p>' * MILLION}{SAID}]]>").encode(),
        "nitf.xml": lambda: NITF.format("<p/>" * MILLION + SAID).encode(),
        "a.json": (NINJS % ("<p></p>" * MILLION + SAID)).encode,
    },
    "XXE": in_xml(STOLEN),
    "billion laughs": in_xml(LAUGHS),
    "quadratic laughs": {
        name: lambda make=make: make().replace(b"&a11;", b"&a11;" * 10_000)  # type: ignore[misc]
        for name, make in in_xml(QUADRATIC).items()
    },
    "an external DTD": in_xml(FAR),
    "a truncated Office file": {
        f"{tenth}.{name}": lambda name=name, tenth=tenth: (  # type: ignore[misc]
            sample(name)[: len(sample(name)) * tenth // 10]
        )
        for name in ("ferry-comments.docx", "mill.odt", "harbor.epub", "mill.rtf", "ferry.pdf")
        for tenth in range(1, 10)
    },
    "an encrypted Office file": {
        "ole.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50_000),
        "ole.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50_000),
        "flags.docx": lambda: with_flags(sample("ferry-comments.docx")),
        "flags.odt": lambda: with_flags(sample("mill.odt")),
        "flags.epub": lambda: with_flags(sample("harbor.epub")),
        "manifest.odt": lambda: packed(
            content="\x00\x01garbage", **{"META-INF__manifest": "<m><encryption-data/></m>"}
        ),
        "ferry-password.pdf": lambda: sample("ferry-password.pdf"),
    },
    "traversal names and duplicate members": {
        "out.docx": lambda: added("ferry-comments.docx", **{"..__..__..__tmp__out": "x"}),
        "root.odt": lambda: added("mill.odt", __etc__hosts="x"),
        "drive.epub": lambda: added("harbor.epub", **{"C:\\a": "x"}),
        "twice.docx": lambda: added("ferry-comments.docx", word__document_xml="<a/>"),
        "twice.odt": lambda: added("mill.odt", content_xml=document("<text:p>Second</text:p>")),
        "twice.epub": lambda: added("harbor.epub", OPS__leak_xhtml="x"),
    },
    "20 nested tables": {
        "a.html": f"{'<table><tr><td>' * 20}<p>{SAID}</p>".encode,
        "a.docx": lambda: build_word(
            "<w:tbl><w:tr><w:tc>" * 20 + para(SAID) + "</w:tc></w:tr></w:tbl>" * 20
        ),
        "a.odt": lambda: packed(
            content=document(
                "<table:table><table:table-row><table:table-cell>" * 20
                + f"<text:p>{SAID}</text:p>"
                + "</table:table-cell></table:table-row></table:table>" * 20
            )
        ),
        "a.eml": lambda: (
            MAIL + f"Content-Type: text/html\n\n{'<table><tr><td>' * 20}{SAID}".encode()
        ),
        "a.epub": lambda: book(
            {"a.xhtml": page("<table><tr><td>" * 20 + SAID + "</td></tr></table>" * 20)}
        ),
    },
    "100,000 nested elements": nested(100_000),
    "a 5 MB line": words_in("word " * 1_000_000),
    "a 5 MB word": words_in("w" * 5_000_000),
    "100 MB of text": words_in("word " * 19_990_000),
    "NUL bytes": words_in(f"{SAID}\0 \0{SAID}"),
    "lone surrogates": words_in(f"{SAID}\ud800 \udfff{SAID}"),
    "a leading U+FFFE": words_in(f"\ufffe{SAID}"),
    "bidi overrides": words_in(f"{SAID} \u202etxt.exe\u202c {SAID}"),
}
CLEAN = {"20 nested tables", "bidi overrides"}
"""Of these, everything is an article; of all others a sentence will do."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=3)) as opened:
        yield opened


class Peak:
    """Looks at the largest memory of a process again and again, while it is there."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._over = threading.Event()
        self._status = Path(f"/proc/{pid}/status")
        self._process = psutil.Process(pid)
        with suppress(OSError):  # the peak of this file, not of those before it
            self._status.with_name("clear_refs").write_text("5", "utf-8")
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            is_last = self._over.wait(0.01)
            self.bytes = max(self.bytes, self._now())
            if is_last:
                return

    def _now(self) -> int:
        try:
            told = self._status.read_text("utf-8") if os.name == "posix" else ""
        except OSError:
            told = ""
        peak = [int(line.split()[1]) * 1024 for line in told.splitlines() if "VmHWM" in line]
        try:
            return peak[0] if peak else self._process.memory_info().rss
        except psutil.Error:
            return 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "name"), [(what, name) for what, made in CASES.items() for name in made]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_it_is_an_article_or_one_sentence(
    sandbox: Sandbox, what: str, name: str, record_property: Callable[[str, object], None]
) -> None:
    data = CASES[what][name]()
    sentence = ""
    with Peak(sandbox.warm()) as peak:
        try:
            found = sandbox.read_all(source_file.from_bytes(data, name))
        except UnreadableError as error:
            found, sentence = (), str(error)
    record_property("peak", peak.bytes)
    record_property("said", sentence or sum(len(one.imported.text) for one in found))
    assert peak.bytes < MOST
    for one in found:
        check(one.imported)
        assert "root:" not in one.imported.text
        assert one.imported.text.count("aaaaaaaaaa") < 20
    if not found:
        assert what not in CLEAN
        assert sentence.startswith(name)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "mistake in On Record" not in sentence
    # The same child, or the next one, reads what is sound.
    assert sandbox.read_all(source_file.from_bytes(SAID.encode(), "sound.txt"))


DEEPEST = 256


@pytest.mark.slow
@pytest.mark.parametrize("name", nested(1))
@pytest.mark.parametrize(("levels", "is_read"), [(DEEPEST // 2, True), (DEEPEST + 2, False)])
def test_there_is_an_end_to_how_deep_anything_is_nested(
    sandbox: Sandbox, name: str, levels: int, *, is_read: bool
) -> None:
    try:
        found = sandbox.read_all(source_file.from_bytes(nested(levels)[name](), name))
    except UnreadableError:
        assert not is_read
    else:
        assert is_read
        assert SAID in found[0].imported.text


@pytest.mark.skipif(os.name != "posix", reason="pipes and links have no such names here")
@pytest.mark.parametrize("name", ["pipe.txt", "folder.txt", "loop.txt", "one.txt", "gone.txt"])
def test_what_is_no_file_costs_one_sentence(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "one.txt").symlink_to("two.txt")
    (tmp_path / "two.txt").symlink_to("one.txt")
    with pytest.raises(UnreadableError, match=rf"^{name} [^\n]*\.$"):
        source_file.from_path(tmp_path / name)
