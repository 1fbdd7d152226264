"""Parts of a Word package with a name in them, each in another way, and where they are."""

import struct
import zlib

from annotator.export.opened import PART_NAME
from tests.export.canaries import NAME


def png(*chunks: bytes) -> bytes:
    whole = b"\x89PNG\r\n\x1a\n"
    for chunk in (b"IHDR" + bytes(13), *chunks, b"IEND"):
        whole += struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return whole


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "</w:t></w:r><w:r><w:t>"


def split(text: str) -> str:
    return RUN.join(text)


def body(paragraphs: str) -> bytes:
    return f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>".encode()


PLANTED: dict[str, tuple[str, bytes, str]] = {
    "a run": ("word/document.xml", body(f"<w:p><w:r><w:t>{NAME}</w:t></w:r></w:p>"), "its pages"),
    "many runs": (
        "word/document.xml",
        body(f"<w:p><w:r><w:t>{split(NAME)}</w:t></w:r></w:p>"),
        "its pages",
    ),
    "two paragraphs": (
        "word/document.xml",
        body("<w:p><w:r><w:t>by Zebulon</w:t></w:r></w:p><w:p><w:r><w:t>Quist</w:t></w:r></w:p>"),
        "its pages",
    ),
    "marks": (
        "word/document.xml",
        body(
            '<w:p><w:r><w:t>Zebu</w:t></w:r><w:r><w:rPr><w:rStyle w:val="OnRecordMark"/></w:rPr>'
            "<w:t>[12</w:t></w:r><w:r><w:t>lon Quist</w:t></w:r></w:p>"
        ),
        "its pages",
    ),
    "entities": (
        "word/document.xml",
        body("<w:p><w:r><w:t>&#x5A;ebul&#111;n&#160;Q&#xAD;uist</w:t></w:r></w:p>"),
        "its pages",
    ),
    "cdata": (
        "word/document.xml",
        body("<w:p><w:r><w:t>Zeb<![CDATA[ulon Q]]>uist</w:t></w:r></w:p>"),
        "its pages",
    ),
    "a hidden note": ("word/styles.xml", b"<a><!-- a > b: Zebulon Quist --></a>", "styles.xml"),
    "an instruction": ("word/styles.xml", b"<?who Zebulon Quist?><a/>", "styles.xml"),
    "a value": ("word/document.xml", body('<w:p w:rsid="Zebulon  quist"/>'), "its pages"),
    "a value in single quotes": ("word/settings.xml", b"<a b='ZEBULON QUIST'/>", "settings.xml"),
    "the end of an element": (
        "word/settings.xml",
        b"<a><b/>Zebulon <i/>Quist</a>",
        "settings.xml",
    ),
    "a comment's author": (
        "word/comments.xml",
        f'<w:comments {W}><w:comment w:id="0" w:author="Z. Quist, Zebulon Quist"><w:p><w:r>'
        "<w:t>7 ·</w:t></w:r></w:p></w:comment></w:comments>".encode(),
        "the comment on claim 7",
    ),
    "a link": (
        "word/_rels/document.xml.rels",
        b'<a><b Target="https://x.org/?q=Zeb%75lon%20Quist"/></a>',
        "its links",
    ),
    "a link's path": (
        "word/_rels/document.xml.rels",
        b'<a><b Target="https://x.org/zebulon-quist"/></a>',
        "its links",
    ),
    "properties": ("docProps/core.xml", b"<a><b>Zebulon Quist</b></a>", "its properties"),
    "own properties": (
        "docProps/custom.xml",
        b"<a><b>Zebulon</b><b>Quist</b></a>",
        "its properties",
    ),
    "own data": ("customXml/item1.xml", b"<a>Zebulon Quist</a>", "customXml/item1.xml"),
    "UTF-16": (
        "customXml/item2.xml",
        "<a>Zebulon Quist</a>".encode("utf-16"),
        "customXml/item2.xml",
    ),
    "a header": (
        "word/header1.xml",
        f"<w:hdr {W}><w:p><w:r><w:t>{split(NAME)}</w:t></w:r></w:p></w:hdr>".encode(),
        "its page header",
    ),
    "a name of a part": ("word/media/zebulon_quist.png", png(), PART_NAME),
    "a picture's text": ("word/media/a.png", png(b"tEXtAuthor\0Zebulon Quist"), "a picture"),
    "a picture's packed text": (
        "word/media/a.png",
        png(b"zTXtAuthor\0\0" + zlib.compress(b"Zebulon Quist")),
        "a picture",
    ),
    "a picture's foreign text": (
        "word/media/a.png",
        png("iTXtAuthor\0\0\0\0\0Zébulon Quist".encode()),
        "a picture",
    ),
    "behind a picture": ("word/media/a.png", png() + b"Zebulon Quist", "a picture"),
    "bytes": ("word/fonts/a.odttf", b"\xff\x00\x81 Zebulon Quist \xfe", "a.odttf"),
    "bytes in UTF-16": ("word/fonts/a.odttf", b"\x01" + NAME.encode("utf-16-le"), "a.odttf"),
    "bytes in UTF-16, the other": (
        "word/fonts/a.odttf",
        NAME.encode("utf-16-be") + b"\xff",
        "a.odttf",
    ),
}
