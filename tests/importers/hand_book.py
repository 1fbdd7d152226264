"""E-books built by hand, document by document."""

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
HEAD = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html '
PAGE = (
    f'{HEAD}xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    '<head><title/><script src="a.js"/></head><body{}>{}</body></html>'
)
NCX = (
    '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
    '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap>{}</navMap></ncx>'
)
POINT = "<navPoint><navLabel><text>{}</text></navLabel><content src='{}#top'/></navPoint>"


def page(body: str, kind: str = "") -> str:
    """Return a document of a book."""
    return PAGE.format(f' epub:type="{kind}"' if kind else "", body)


def book(
    documents: dict[str, str], *, about: str = "", labels: str = "", **members: str | bytes
) -> bytes:
    """Return a book of these documents in their order; `labels` are points of its contents."""
    items = "".join(
        f'<item id="i{at}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(documents)
    )
    refs = "".join(f'<itemref idref="i{at}"/>' for at in range(len(documents)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"{about}</metadata><manifest>{items}"
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f'<spine toc="ncx">{refs}</spine></package>'
    )
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/book.opf", package)
        archive.writestr("OPS/toc.ncx", NCX.format(labels))
        for name, data in documents.items():
            archive.writestr(f"OPS/{name}", data)
        for name, member in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), member)
    return out.getvalue()
