"""A Word package in the making: the body, its comments, lists and links, and the sealed bytes."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import NAMESPACE_OID, uuid5

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from annotator.errors import ExportError
from annotator.export.drawing import drawing
from annotator.export.markup import Element, paragraph, root, tag, xml_safe
from annotator.export.styles import styles_xml
from annotator.export.template import (
    APPLICATION,
    FONTS,
    THEME,
    banner_xml,
    footer_xml,
    numbering_xml,
    settings_xml,
)
from annotator.palette import PAPER_PALETTE
from annotator.pictures import Picture, Text
from annotator.png import png

if TYPE_CHECKING:
    from annotator.export.newsroom import Base

MAX_COMMENTS = 32_767
"""How many comments Word reads in one document."""

_TITLE_LENGTH = 255
_FOOTER_LENGTH = 72
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LINKED = {"http", "https", "mailto"}
_BOOKMARKABLE = re.compile(r"[A-Za-z0-9]{1,32}")


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper and its margins, in twentieths of a point."""

    width: int
    height: int
    left: int = 1134
    right: int = 1134
    top: int = 1134
    bottom: int = 1247
    header: int = 567
    footer: int = 567

    @property
    def text_width(self) -> int:
        """Return how wide the text runs."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Return how far down the text runs."""
        return self.height - self.top - self.bottom


A4 = Page(11906, 16838)
LETTER = Page(12240, 15840)
PAGES = {"a4": A4, "letter": LETTER}
"""Papers by their names."""


def bookmark_name(prefix: str, claim_id: str) -> str:
    """Return a name that lasts as long as the claim's UUID and that Word takes."""
    plain = claim_id.replace("-", "")
    if not _BOOKMARKABLE.fullmatch(plain):
        plain = uuid5(NAMESPACE_OID, claim_id).hex
    return f"{prefix}_{plain}"


class Package:
    """One Word document; parts append to `body` and `comments`, then `sealed` gives the bytes.

    `dated` is ISO 8601 and stands for the clock everywhere. `base` is what a newsroom's own
    document gives to the look of the report, and `banner` stands on every page instead of its
    headers.
    """

    def __init__(
        self,
        title: str,
        dated: str,
        page: Page = A4,
        base: "Base | None" = None,
        banner: str = "",
    ) -> None:
        self.title = xml_safe(title)
        self.page = page
        self._base = base
        self._banner = banner
        self._first_list = base.last_list + 1 if base else 1
        self.dated = _utc(dated)
        self._timestamp = self.dated.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.comments = root("comments")
        self._document = docx.Document()
        self._root = root("document")
        self.body = self._root.child("body")
        self._lists: list[int] = []
        self._bookmarks = 0
        # Counted here: lxml walks all children to tell how many there are.
        self._comments = 0
        self._images: dict[object, str] = {}
        self._drawn = 0
        self.pictured: list[str] = []
        """The words that can be read in pictures, which nobody finds in the parts' XML."""
        self._empty()

    @property
    def timestamp(self) -> str:
        """Return the report's date as comments carry it."""
        return self._timestamp

    def comment(self, author: str, initials: str) -> tuple[str, Element]:
        """Return the number of a new comment and the comment; ExportError past Word's limit."""
        number = self._comments
        self._comments += 1
        if number >= MAX_COMMENTS:
            raise ExportError(
                f"Word reads at most {MAX_COMMENTS:,} comments in one document;"
                " report fewer articles at a time, or choose the summary, which has none."
            )
        self.comments.settle()
        comment = self.comments.child(
            "comment", id=str(number), author=author, date=self.timestamp, initials=initials
        )
        return str(number), comment

    def numbered_from(self, start: int) -> str:
        """Return the number of a new list that counts paragraphs from `start`."""
        self._lists.append(start)
        return str(self._first_list + len(self._lists) - 1)

    def bookmark(self, parent: Element, name: str) -> str:
        """Open a bookmark and return its number, which closes it."""
        number = str(self._bookmarks)
        self._bookmarks += 1
        parent.markup(tag("bookmarkStart", id=number, name=name))
        return number

    @staticmethod
    def can_link(url: str | None) -> bool:
        """Return whether `outer_link` would make a link of an address."""
        return url is not None and _is_linkable(url)

    def outer_link(self, parent: Element, url: str) -> Element:
        """Append a link to a web or mail address; any other address stays plain text."""
        if not _is_linkable(url):
            return parent
        number = self._document.part.relate_to(xml_safe(url), RT.HYPERLINK, is_external=True)
        return parent.take(Element("w:hyperlink", f' r:id="{number}" w:history="1"'))

    def picture(self, parent: Element, picture: Picture, width: int) -> None:
        """Append a picture in a paragraph of its own, at most `width` twentieths of a point wide.

        The same picture twice is kept once.
        """
        if parent.ends_with == "w:tbl":
            # Without it LibreOffice draws the picture over the table.
            paragraph(parent, "OnRecordGap")
        shown = (picture.width, picture.height, picture.every_shape)
        if shown not in self._images:
            self._images[shown] = self._image(png(picture, PAPER_PALETTE, is_smallest=False))
            texts = (shape.words for shape in shown[2] if isinstance(shape, Text))
            self.pictured.append(" ".join(texts))
        self._drawn += 1
        place = paragraph(parent, "OnRecordPicture")
        place.markup(drawing(picture, self._images[shown], self._drawn, width))

    def _image(self, content: bytes) -> str:
        name = PackURI(f"/word/media/image{len(self._images) + 1}.png")
        return self._document.part.relate_to(Part(name, CT.PNG, content), RT.IMAGE)

    def sealed(self) -> dict[str, bytes]:
        """Return the finished parts by their names in the archive, in its order."""
        self._add_parts()
        self._set_properties()
        package = self._document.part.package
        if package is None:
            raise ValueError("a document without a package")
        parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
        files = {"[Content_Types].xml": _content_types(parts)}
        files["_rels/.rels"] = _as_bytes(package.rels.xml)
        for part in parts:
            is_document = part is self._document.part
            # Moving the body into python-docx's tree takes longer than all the rest.
            content = _DECLARATION + self._root.finished() if is_document else part.blob
            files[part.partname.membername] = content
            if part.rels:
                files[part.partname.rels_uri.membername] = _as_bytes(part.rels.xml)
        return files

    def _empty(self) -> None:
        """Take out what python-docx's template brings along."""
        part = self._document.part
        for number in list(part.rels):
            part.drop_rel(number)
        if part.package is not None:
            rels = part.package.rels
            for number in [n for n, rel in rels.items() if rel.reltype != RT.OFFICE_DOCUMENT]:
                del rels[number]

    def _add_parts(self) -> None:
        base = self._base
        edges = "".join(self._edges())
        styles = base.styles if base else styles_xml()
        settings = settings_xml(has_even_pages=base is not None and base.is_even_different)
        self._add("styles.xml", CT.WML_STYLES, RT.STYLES, styles)
        self._add("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, settings)
        fonts, theme = (base.fonts, base.theme) if base else (b"", b"")
        self._add("fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, fonts or FONTS)
        self._add("theme/theme1.xml", CT.OFC_THEME, RT.THEME, theme or THEME)
        if self._lists or (base and base.last_list):
            lists = numbering_xml(
                self._lists, *(base.lists if base else ()), first=self._first_list
            )
            self._add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, lists)
        if self._comments:
            comments = self.comments.finished()
            self._add("comments.xml", CT.WML_COMMENTS, RT.COMMENTS, comments)
        self.body.markup(self._section(edges))

    def _add(self, name: str, content_type: str, kind: str, xml: bytes) -> str:
        part = Part(PackURI(f"/word/{name}"), content_type, _DECLARATION + xml)
        return self._document.part.relate_to(part, kind)

    def _footer(self) -> bytes:
        short = self.title
        if len(short) > _FOOTER_LENGTH:
            short = short[: _FOOTER_LENGTH - 1].rstrip() + "…"
        return footer_xml(short, self.page.text_width)

    def _edges(self) -> Iterator[str]:
        """Add page headers and footers, and yield the references to them: the base's, or ours."""
        edges = self._base.edges if self._base else ()
        if self._banner:
            edges = tuple(edge for edge in edges if edge.kind != "header")
            header = self._add("header.xml", CT.WML_HEADER, RT.HEADER, banner_xml(self._banner))
            for pages in ("even", "default", "first"):
                yield f'<w:headerReference w:type="{pages}" r:id="{header}"/>'
        for number, edge in enumerate(edges, 1):
            of_header = edge.kind == "header"
            name = PackURI(f"/word/{edge.kind}{number}.xml")
            kind = CT.WML_HEADER if of_header else CT.WML_FOOTER
            part = Part(name, kind, _DECLARATION + edge.xml)
            for n, (key, image) in enumerate(edge.images, 1):
                picture = PackURI(f"/word/media/{edge.kind}{number}-{n}.png")
                part.load_rel(RT.IMAGE, Part(picture, CT.PNG, image), key)
            relation = self._document.part.relate_to(part, RT.HEADER if of_header else RT.FOOTER)
            yield tag(f"{edge.kind}Reference", type=edge.pages).replace(
                "/>", f' r:id="{relation}"/>'
            )
        if not any(edge.kind == "footer" for edge in edges):
            own = f"footer{len(edges) + 1}.xml"
            relation = self._add(own, CT.WML_FOOTER, RT.FOOTER, self._footer())
            yield f'<w:footerReference w:type="default" r:id="{relation}"/>'

    def _section(self, edges: str) -> str:
        page, base = self.page, self._base
        margins = {
            name: str(getattr(page, name))
            for name in ("top", "right", "bottom", "left", "header", "footer")
        }
        is_wide = {"orient": "landscape"} if page.width > page.height else {}
        parts = (
            edges,
            tag("pgSz", w=str(page.width), h=str(page.height), **is_wide),
            tag("pgMar", **margins, gutter="0"),
            base.borders if base else "",
            "<w:titlePg/>" if base and base.is_first_different else "",
        )
        return f"<w:sectPr>{''.join(parts)}</w:sectPr>"

    def _set_properties(self) -> None:
        package = self._document.part.package
        if package is not None:
            uri = PackURI("/docProps/app.xml")
            kind = CT.OFC_EXTENDED_PROPERTIES
            package.relate_to(Part(uri, kind, _DECLARATION + APPLICATION), RT.EXTENDED_PROPERTIES)
        properties = self._document.core_properties
        about = f"{self._banner}: {self.title}" if self._banner else self.title
        properties.title = about[:_TITLE_LENGTH]
        properties.author = "On Record"
        properties.last_modified_by = "On Record"
        properties.language = "en-US"
        properties.created = properties.modified = self.dated.replace(tzinfo=None)


_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


_COMPRESSION = 3
"""Three times as fast as zlib's usual level, for a fifth more bytes."""


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive of `files` in their order; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            # Pictures are compressed already.
            is_picture = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if is_picture else zipfile.ZIP_DEFLATED
            # The host system and its permissions would tell machines apart.
            entry.create_system = 0
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content, compresslevel=_COMPRESSION)
    return buffer.getvalue()


def _as_bytes(xml: str | bytes) -> bytes:
    # python-docx says that relationships come as a string, and gives bytes.
    return xml if isinstance(xml, bytes) else xml.encode()


def _content_types(parts: list[Part]) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    types = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})
    for extension, content_type in (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML)):
        etree.SubElement(
            types, f"{{{namespace}}}Default", Extension=extension, ContentType=content_type
        )
    for part in parts:
        etree.SubElement(
            types,
            f"{{{namespace}}}Override",
            PartName=str(part.partname),
            ContentType=part.content_type,
        )
    return _DECLARATION + etree.tostring(types)


def _is_linkable(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    has_place = bool(parts.netloc) or parts.scheme == "mailto"
    return parts.scheme in _LINKED and has_place and url.isprintable() and " " not in url


def _utc(dated: str) -> datetime:
    when = datetime.fromisoformat(dated)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
