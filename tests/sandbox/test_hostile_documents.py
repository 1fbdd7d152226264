"""Files made to break a reader, through the child process: articles, or one plain sentence."""

import io
import plistlib
from collections.abc import Callable, Iterator
from zipfile import ZipFile

import pytest

from annotator.errors import UnreadableError
from annotator.importers import source_file
from annotator.sandbox import Limits, Sandbox
from tests.importers.hand_book import POINT, book, page
from tests.importers.hand_open import document, packed
from tests.importers.samples import FOLDER, check

WORDS = "<p>The mill denied on Monday that it had known of the leak in its third basin.</p>" * 2
MAIL = b"From: a@b.example\nMIME-Version: 1.0\nSubject: Hi\n"
RTF = rb"{\rtf1\ansi "
LAUGHS = (
    '<!DOCTYPE plist [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {right} "{f"&{left};" * 10}">'
        for left, right in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
SPACES = '<text:s text:c="99999999"/>'
OUTSIDE = (
    '<!DOCTYPE d SYSTEM "http://x.example/d.dtd" [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
)


def lying(data: bytes) -> bytes:
    """Return an archive whose directory says that all members are small."""
    lie = bytearray(data)
    at = lie.find(b"PK\x01\x02")
    while at >= 0:
        lie[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
        at = lie.find(b"PK\x01\x02", at + 4)
    return bytes(lie)


def locked(data: bytes) -> bytes:
    """Return an archive whose directory says that all members have a password."""
    lock = bytearray(data)
    at = lock.find(b"PK\x01\x02")
    while at >= 0:
        lock[at + 8] |= 1
        at = lock.find(b"PK\x01\x02", at + 4)
    return bytes(lock)


def with_member(data: bytes, name: str, member: str) -> bytes:
    """Return an archive with one more member."""
    out = io.BytesIO(data)
    with ZipFile(out, "a") as archive:
        archive.writestr(name, member)
    return out.getvalue()


def sample(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def nested_mail(levels: int) -> bytes:
    heads = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
             for i in range(levels))  # fmt: skip
    return MAIL + b"".join(heads) + b"Content-Type: text/plain\n\nwords"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "quotes in quotes.md": lambda: b">" * 100_000 + b" x",
    "lists in lists.md": lambda: b"- " * 100_000 + b"x",
    "brackets.md": lambda: b"[" * 100_000 + b"x",
    "one line.md": lambda: b"word " * 1_000_000,
    "zeros and halves.md": lambda: b"a\0b\n\n\xed\xa0\x80 c",
    "a mark.md": "\ufffe# Title\n\nx".encode,
    "a page in a page.md": lambda: b"<div>" * 100_000 + b"x",
    "notes.md": lambda: b"".join(b"[^%d]: x\n\n[^%d]\n\n" % (i, i) for i in range(2_000)),
    "parts in parts.eml": lambda: nested_mail(100_000),
    "many parts.eml": lambda: (
        MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
    ),
    "a long header.eml": lambda: b"From: " + b'("' * 2_500_000 + b"\nMessage-ID: x\n\nwords",
    "a long subject.eml": lambda: MAIL.replace(b"Hi", b"=?utf-8?q?a?= " * 300_000) + b"\nwords",
    "one line.eml": lambda: MAIL + b"\n" + b"word " * 1_000_000,
    "zeros and halves.eml": lambda: MAIL + b"\n\xef\xbf\xbe\0a\0b \xed\xa0\x80\n",
    "quotes.eml": lambda: MAIL + b"\n" + b">" * 5_000_000 + b" x",
    "a page.eml": lambda: MAIL + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"x",
    "parts in parts.mhtml": lambda: nested_mail(100_000),
    "cut.mhtml": lambda: sample("mill.mhtml")[:1_500],
    "lists in lists.webarchive": lambda: (
        b"<plist>" + b"<array>" * 100_000 + b"</array>" * 100_000 + b"</plist>"
    ),
    "entities.webarchive": f"{LAUGHS}<plist><string>&i;</string></plist>".encode,
    "a lie.webarchive": lambda: sample("mill.webarchive")[:-24] + b"\xff" * 24,
    "no page.webarchive": lambda: plistlib.dumps({"WebMainResource": {"WebResourceData": 3}}),
    "groups.rtf": lambda: RTF + b"{" * 5_000_000,
    "one line.rtf": lambda: RTF + b"word " * 1_000_000 + b"}",
    "zeros and halves.rtf": lambda: RTF + rb"a" + b"\0" + rb"b\u-10179?c\u-2?\u129?}",
    "bytes.rtf": lambda: RTF + rb"a\bin99999999999 b}",
    "styles in a ring.rtf": lambda: (
        RTF + rb"{\stylesheet{\s1\sbasedon2 x;}{\s2\sbasedon1 y;}}\s1 x\par}"
    ),
    "cut.rtf": lambda: sample("mill.rtf")[:2_000],
    "cut.odt": lambda: sample("mill.odt")[:9_000],
    "locked.odt": lambda: locked(sample("mill.odt")),
    "a lie.odt": lambda: lying(packed(content=document(f"<text:p>{' ' * 65_000_000}</text:p>"))),
    "twice.odt": lambda: with_member(
        sample("mill.odt"), "content.xml", document("<text:p>Second</text:p>")
    ),
    "a way out.odt": lambda: with_member(sample("mill.odt"), "../../etc/hostname", "x"),
    "entities.odt": lambda: packed(content=LAUGHS + document("<text:p>&i;</text:p>")),
    "outside.odt": lambda: packed(content=OUTSIDE + document("<text:p>&i;</text:p>")),
    "spans in spans.odt": lambda: packed(
        content=document(f"<text:p>{'<text:span>' * 100_000}x</text:p>")
    ),
    "one line.odt": lambda: packed(content=document(f"<text:p>{'word ' * 1_000_000}</text:p>")),
    "spaces.odt": lambda: packed(content=document(f"<text:p>{SPACES * 20_000}x</text:p>")),
    "zeros.odt": lambda: packed(content=document("<text:p>a\0b</text:p>")),
    "cut.epub": lambda: sample("harbor.epub")[:1_000],
    "locked.epub": lambda: locked(sample("harbor.epub")),
    "a lie.epub": lambda: lying(book({"a.xhtml": " " * 65_000_000})),
    "twice.epub": lambda: with_member(sample("harbor.epub"), "OPS/leak.xhtml", page(WORDS)),
    "many documents.epub": lambda: book({f"{at}.xhtml": page(WORDS) for at in range(2_500)}),
    "entities.epub": lambda: book(
        {"a.xhtml": page(f"<p>&i;</p>{WORDS}").replace("<!DOCTYPE html>", LAUGHS)}
    ),
    "container.epub": lambda: with_member(
        sample("harbor.epub"), "META-INF/container.xml", f"{OUTSIDE}<x>&i;</x>"
    ),
    "pages in pages.epub": lambda: book({"a.xhtml": page("<div>" * 100_000)}),
    "one line.epub": lambda: book({"a.xhtml": page(f"<p>{'word ' * 1_000_000}")}),
    "labels in labels.epub": lambda: book(
        {"a.xhtml": page(WORDS), "b.xhtml": page(WORDS)}, labels="<navPoint>" * 100_000
    ),
    "labels.epub": lambda: book(
        {"a.xhtml": page(WORDS)}, labels=POINT.format("x", "a.xhtml") * 20_000
    ),
    "zeros and halves.epub": lambda: book({"a.xhtml": "\ufffe" + page(f"<p>a\0b</p>{WORDS}")}),
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=3)) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_it_ends_with_articles_or_one_sentence(sandbox: Sandbox, name: str) -> None:
    try:
        found = sandbox.read_all(source_file.from_bytes(HOSTILE[name](), name))
    except UnreadableError as error:
        sentence = str(error)
    else:
        for one in found:
            check(one.imported)
        return
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "mistake in On Record" not in sentence
    assert "stopped" not in sentence
