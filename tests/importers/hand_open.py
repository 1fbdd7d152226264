"""OpenDocument files built by hand, part by part."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (("office", "office"), ("text", "text"), ("table", "table"),
                       ("draw", "drawing"), ("style", "style"), ("meta", "meta"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def document(body: str, styles: str = "", kind: str = "text") -> str:
    """Return the content of a document, by default of a text."""
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )


def packed(**members: str) -> bytes:
    """Return an archive of these parts, "__" standing for a folder's end."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()
