"""The scan finds a name wherever it could hide; what it cannot find proves nothing."""

import base64
import gzip
import html
import io
import json
import os
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from random import Random
from urllib.parse import quote

import docx
import pytest
from docx.document import Document
from PIL import Image, PngImagePlugin

from tests.canary.folding import folded
from tests.canary.names import KINDS, Canary, identity, seeded, writings
from tests.canary.scan import scan

Hide = Callable[[Path, str], object]


def _bytes(encode: Callable[[str], bytes]) -> Hide:
    return lambda path, words: path.write_bytes(b"\x00\xff before " + encode(words) + b"\xfe")


def _words(written: Callable[[str], str]) -> Hide:
    return lambda path, words: path.write_text(f"said {written(words)} on", "utf-8")


def _split_by_tags(words: str) -> str:
    return "".join(f"<w:r><w:t>{c}</w:t></w:r>" for c in words)


def _zip(path: Path, words: str) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("deep.txt", words)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("inner.zip", inner.getvalue())


def _zip_name(path: Path, words: str) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(f"{words}.txt", "")


def _docx(say: Callable[[Document, str], object]) -> Hide:
    def hide(path: Path, words: str) -> None:
        document = docx.Document()
        say(document, words)
        document.save(str(path))

    return hide


def _in_runs(document: Document, words: str) -> None:
    line = document.add_paragraph()
    for character in words:
        line.add_run(character)


def _author(document: Document, words: str) -> None:
    document.core_properties.author = words


def _xlsx(path: Path, words: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append([words])  # type: ignore[union-attr]
    book.save(path)


def _tar(path: Path, words: str) -> None:
    with tarfile.open(path, "w") as package:
        member = tarfile.TarInfo("one.txt")
        data = words.encode()
        member.size = len(data)
        package.addfile(member, io.BytesIO(data))


def _png(is_packed: bool) -> Hide:
    def hide(path: Path, words: str) -> None:
        about = PngImagePlugin.PngInfo()
        about.add_itxt("Description", words, zip=is_packed)
        Image.new("RGB", (4, 4)).save(path, "PNG", pnginfo=about)

    return hide


def _sqlite(path: Path, words: str) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA encoding = 'UTF-16'")
        conn.execute("CREATE TABLE kept (packed BLOB)")
        conn.execute("INSERT INTO kept VALUES (?)", (gzip.compress(words.encode()),))


def _let_go(path: Path, words: str) -> None:
    """Leave a name in a page that holds nothing any more."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA secure_delete = OFF")
        conn.execute("CREATE TABLE kept (words TEXT)")
        conn.execute("INSERT INTO kept VALUES (?)", (words,))
        conn.commit()
        conn.execute("DELETE FROM kept")
        conn.commit()


def _mail(path: Path, words: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Hello"
    message.set_content(f"It was {words}.", cte="quoted-printable")
    path.write_bytes(bytes(message))


def _pdf_title(path: Path, words: str) -> None:
    Image.new("RGB", (4, 4)).save(path, "PDF", title=words)


def _pdf_stream(path: Path, words: str) -> None:
    body = zlib.compress(words.encode("utf-16-be"))
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\r\n" + body + b"\nendstream")


def _attribute(path: Path, words: str) -> None:
    path.write_bytes(b"")
    os.setxattr(path, "user.xdg.origin.url", words.encode())


def _named(path: Path, words: str) -> None:
    (path / words).mkdir(parents=True)


def _linked(path: Path, words: str) -> None:
    path.symlink_to(f"elsewhere/{words}")


HIDING: dict[str, Hide] = {
    "a plain text": _words(str),
    "capitals": _words(str.upper),
    "doubled spaces": _words(lambda words: words.replace(" ", "\n   ")),
    "soft hyphens": _words(lambda words: words[:3] + "\u00ad" + words[3:]),
    "hyphens at line ends": _words(lambda words: words[:3] + "-\n" + words[3:]),
    **{
        f"{name} between other bytes": _bytes(lambda words, name=name: words.encode(name))  # type: ignore[misc]
        for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    },
    "UTF-16 with a mark": _bytes(lambda words: words.encode("utf-16")),
    "base64": _words(lambda words: base64.b64encode(f"x{words}".encode()).decode()),
    "base64 in lines": _words(lambda w: base64.encodebytes(b"0" * 70 + w.encode()).decode()),
    "hexadecimal": _words(lambda words: words.encode().hex()),
    "an address": _words(quote),
    "an address twice": _words(lambda words: quote(quote(words))),
    "entities": _words(lambda w: "".join(f"&#x{ord(c):x};" for c in w)),
    "named entities": _words(
        lambda w: html.escape(w).encode("ascii", "xmlcharrefreplace").decode()
    ),
    "JSON": _words(lambda words: json.dumps({"a": words})),
    "JSON in JSON": _words(lambda words: json.dumps(json.dumps(words))),
    "Python's spelling": _words(ascii),
    "tags between letters": _words(_split_by_tags),
    "its turned letters": _words(lambda words: words[::-1]),
    "a zip in a zip": _zip,
    "the names in a zip": _zip_name,
    "gzip": lambda path, words: path.write_bytes(gzip.compress(words.encode())),
    "tar": _tar,
    "a Word document's runs": _docx(_in_runs),
    "a Word document's author": _docx(_author),
    "a workbook": _xlsx,
    "a mail": _mail,
    "a PNG's words": _png(False),
    "a PNG's packed words": _png(True),
    "a database's packed value": _sqlite,
    "a database's free page": _let_go,
    "a PDF's title": _pdf_title,
    "a PDF's stream": _pdf_stream,
    "a file's attribute": _attribute,
    "a folder's name": _named,
    "a link's goal": _linked,
}
"""Ways to write words into a file; each is also tried with a name that is not looked for."""


_LARGE = "a Word document"
"""What such ways begin with costs more than a quick test may."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "way",
    [
        pytest.param(way, marks=[pytest.mark.slow] if way.startswith(_LARGE) else [])
        for way in HIDING
    ],
)
def test_a_canary_is_found_wherever_it_hides(tmp_path: Path, way: str, kind: str) -> None:
    chance = seeded()
    hidden, other = (Canary("one", kind, KINDS[kind](chance)) for _ in range(2))
    folder = tmp_path / "looked at"
    folder.mkdir()
    HIDING[way](folder / "file.bin", hidden.words)
    looked = scan([folder], [hidden, other])
    assert {hit.canary for hit in looked.hits} == {hidden}, looked


@pytest.mark.parametrize("kind", KINDS)
def test_each_way_to_write_a_name_is_the_same_name(kind: str) -> None:
    words = KINDS[kind](seeded())
    assert {folded(written) for written in writings(words)} == {folded(words)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_last_name_alone_is_found(tmp_path: Path, kind: str) -> None:
    hidden = Canary("one", kind, KINDS[kind](seeded()))
    (tmp_path / "a.txt").write_text(f"Then {hidden.words.split()[-1]} left.", encoding="utf-8")
    assert scan([tmp_path], [hidden]).hits


def test_each_confidential_field_has_a_canary_of_its_own() -> None:
    made, canaries = identity("plain", "x", Random(1))  # noqa: S311
    names = [field for field in made.__slots__ if field not in {"id", "source_id"}]
    assert [canary.where for canary in canaries] == [f"identity.{name}" for name in names]
    assert all(getattr(made, name) for name in names)
    assert len({canary.words for canary in canaries}) == len(canaries)
