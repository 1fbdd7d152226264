"""What goes out says nothing of the person, the machine or the camera behind it."""

import os
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from annotator.charts.page import article_page
from annotator.export import newsroom, word, xlsx
from annotator.export.newsroom_edges import as_png
from annotator.export.sheets import sheet
from annotator.palette import LIGHT_PALETTE
from annotator.png import png
from annotator.vocabulary import TableName
from tests.charts.stories import NOW, SIDES, busy
from tests.export.house import house
from tests.export.marked import report, wire_story
from tests.export.word_reader import WordFile

WIRE = report(wire_story())
_TRACE = "Zephyrine Quillfeather"
_BARE = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
"""The chunks of a PNG file that are needed to see it; all others tell something about it."""
_SIGNED = ("creator", "lastModifiedBy")
_CORE = {"title", "creator", "lastModifiedBy", "language", "created", "modified", "revision"}


def _camera(kind: str) -> bytes:
    """Return a picture as a camera writes it: who, where, a small picture of the whole, colors."""
    whole, out = Image.new("RGB", (40, 20), "red"), BytesIO()
    exif = Image.Exif()
    exif[0x013B], exif[0x8298], exif[0x9286] = _TRACE, _TRACE, _TRACE
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 48.0, 30.0), 3: "E", 4: (23.0, 43.0, 0.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{_TRACE}</x:xmpmeta>".encode()
    about = {"exif": exif, "icc_profile": profile, "xmp": xmp}
    if kind == "JPEG":
        whole.save(out, kind, comment=_TRACE, **about)
    elif kind == "PNG":
        chunks = PngImagePlugin.PngInfo()
        chunks.add_text("Author", _TRACE)
        chunks.add_text("Comment", _TRACE, zip=True)
        chunks.add_itxt("XML:com.adobe.xmp", xmp.decode())
        whole.save(out, kind, pnginfo=chunks, dpi=(300, 300), exif=exif, icc_profile=profile)
    else:
        second = Image.new("RGB", (40, 20), "blue")
        whole.save(out, kind, save_all=True, append_images=[second], comment=_TRACE)
    return out.getvalue()


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """Return the parts of a PNG file, up to its very end."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = {}, 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        found[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + size]
        at += size + 12
    assert at == len(data)
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_picture_is_drawn_anew_and_says_nothing_about_itself(kind: str) -> None:
    taken = _camera(kind)
    assert _TRACE.encode() in taken
    written = as_png(taken)
    assert written
    assert set(_chunks(written)) <= _BARE
    assert _TRACE.encode() not in written
    with Image.open(BytesIO(written)) as image:
        assert (image.size, image.info, dict(image.getexif())) == ((40, 20), {}, {})
        assert getattr(image, "n_frames", 1) == 1
        # Of a picture that moves, the first one.
        red = Image.new("RGB", image.size, "red")
        differs = ImageChops.difference(image, red).convert("L")
        assert max(differs.tobytes()) < 5


def test_what_hides_behind_a_picture_is_not_taken_along() -> None:
    written = as_png(_camera("JPEG") + _TRACE.encode())
    assert written
    assert _TRACE.encode() not in written


_VECTORS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title></svg>',
    "emf": struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(64),
    "wmf": b"\xd7\xcd\xc6\x9a" + bytes(60),
    "tiff": b"II*\0" + bytes(60),
    "broken": b"\x89PNG\r\n\x1a\n" + bytes(60),
}


@pytest.mark.parametrize("kind", _VECTORS)
def test_what_is_no_plain_picture_is_left_out(kind: str) -> None:
    assert as_png(_VECTORS[kind]) is None


def _pictures() -> dict[str, bytes]:
    base = newsroom.from_bytes(house(), "house.docx", {})
    parts = WordFile(word.build(WIRE, None, base)).parts
    return {name: data for name, data in parts.items() if name.startswith("word/media/")}


@pytest.mark.slow
def test_every_picture_in_a_report_is_bare() -> None:
    pictures = _pictures()
    assert len(pictures) > 1
    for name, data in pictures.items():
        assert set(_chunks(data)) <= _BARE, name


def test_our_own_picture_holds_no_words() -> None:
    drawn = png(article_page(busy(), SIDES, 900, NOW), LIGHT_PALETTE, 1, is_smallest=False)
    assert set(_chunks(drawn)) <= _BARE


def _word() -> bytes:
    return word.build(WIRE, None, newsroom.from_bytes(house(), "house.docx", {}))


def _workbook() -> bytes:
    return xlsx.write([sheet(WIRE, name) for name in TableName], NOW)


@pytest.mark.slow
@pytest.mark.parametrize("written", [_word, _workbook], ids=["docx", "xlsx"])
def test_no_person_or_machine_of_the_system_stands_in_a_document(
    written: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "COMPUTERNAME", "HOSTNAME", "EMAIL", "TZ"):
        monkeypatch.setenv(name, _TRACE)
    content = written()
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.comment == b""
        parts = {name: package.read(name) for name in package.namelist()}
        assert all(entry.extra == b"" for entry in package.infolist())
    own = {os.uname().nodename.encode()} if hasattr(os, "uname") else set()
    for name, data in parts.items():
        assert _TRACE.encode() not in data, name
        assert not any(node in data for node in own if len(node) > 4), name
        for told in (b"rsid", b"attachedTemplate", b"w:docVars"):
            assert told not in data, (name, told)
        assert not re.search(b"<(Company|Manager|Template)>[^<]", data), name
    core = etree.fromstring(parts["docProps/core.xml"])
    assert {etree.QName(element).localname for element in core} <= _CORE
    signed = {etree.QName(e).localname: e.text for e in core}
    assert {signed.get(name, "On Record") for name in ("creator", "lastModifiedBy")} == {
        "On Record"
    }


@pytest.mark.slow
def test_comments_and_changes_are_signed_by_reviewers_alone() -> None:
    parts = WordFile(_word()).parts
    authors = set()
    for name, data in parts.items():
        if name.endswith(".xml"):
            for element in etree.fromstring(data).iter():
                authors |= {
                    value
                    for key, value in element.attrib.items()
                    if etree.QName(key).localname in {"author", "userId", "providerId"}
                }
    reviewers = {claim.reviewer for marks in WIRE.articles for claim in marks.claims}
    assert authors <= reviewers | {"On Record"}
    assert authors
