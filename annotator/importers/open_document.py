"""OpenDocument text (.odt, .fodt), walked as XML within the limits that all archives have.

The library odfdo (3.27) would parse strangers' XML by itself, without limits, and wrap each
element of it; it does not tell significant from insignificant white space, and keeps hidden text.
"""

from collections.abc import Mapping

from lxml.etree import _Element

from annotator.importers.anchors import placed
from annotator.importers.archive import unpacking, xml_root
from annotator.importers.foreign import FAULTS
from annotator.importers.headlines import headline_first
from annotator.importers.imported import Imported
from annotator.importers.open_styles import Styles
from annotator.importers.open_text import Body
from annotator.importers.origins import PROPERTIES
from annotator.importers.properties import Properties, article
from annotator.importers.said import as_language, as_line, as_moment, as_names
from annotator.importers.source_file import SourceFile

_INSTEAD = "open it in LibreOffice and save it again"
_SPACES: Mapping[str, str] = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_OTHERS = (
    ("spreadsheet", "is a spreadsheet; copy its text into a .txt file"),
    ("presentation", "is a presentation; copy its text into a .txt file"),
    ("drawing", "is a drawing; copy its text into a .txt file"),
)
_CHANGED = "The document has tracked changes; its text was read as if all were accepted."
_HIDDEN = "Hidden text in the document was left out."


def read(source: SourceFile) -> Imported:
    """Read the final text of an OpenDocument file, with footnotes at the end.

    Raises UnreadableError.
    """
    parts = _parts(source)
    try:
        office = parts["content"].find("office:body/office:text", _SPACES)
        if office is None:
            raise _foreign(source, parts["content"])
        styles = Styles(root for name, root in parts.items() if name != "meta")
        body = Body(styles)
        pieces = headline_first(body.through(office))
        said = _properties(parts.get("meta", parts["content"]))
        changed = office.find("text:tracked-changes/text:changed-region", _SPACES) is not None
    except FAULTS as error:
        raise source.refused(f"is damaged and cannot be read; {_INSTEAD}") from error
    return article(
        source,
        pieces,
        said,
        PROPERTIES,
        notices=[notice for true, notice in ((changed, _CHANGED), (body.hidden, _HIDDEN)) if true],
        remarks=lambda text, _: placed(body.anchors, text),
    )


def _parts(source: SourceFile) -> dict[str, _Element]:
    """Return the roots of content, styles and metadata; of a flat file one that has all."""
    if not source.data.startswith(b"PK"):
        try:
            return {"content": xml_root(source, source.data)}
        except FAULTS as error:
            raise source.refused(f"is damaged and cannot be read; {_INSTEAD}") from error
    with unpacking(source, _INSTEAD) as archive:
        archive.refuse_locked()
        manifest = "META-INF/manifest.xml"
        locked = manifest in archive.names and b"encryption-data" in archive.read(manifest)
        if locked or "encrypted-package" in archive.names:
            raise source.refused("has a password; save it without one")
        if "content.xml" not in archive.names:
            raise source.refused(f"is no OpenDocument file inside, or it is damaged; {_INSTEAD}")
        names = ("content", "styles", "meta")
        there = [name for name in names if f"{name}.xml" in archive.names]
        return {name: archive.parsed(f"{name}.xml") for name in there}


def _foreign(source: SourceFile, root: _Element) -> Exception:
    body = root.find("office:body", _SPACES)
    kinds = [] if body is None else [str(child.tag).rpartition("}")[2] for child in body]
    for kind, why in _OTHERS:
        if kind in kinds:
            return source.refused(why)
    return source.refused(f"is an OpenDocument file without text; {_INSTEAD}")


def _properties(root: _Element) -> Properties:
    def said(name: str) -> str | None:
        return root.findtext(f".//office:meta/{name}", None, _SPACES)

    return Properties(
        title=as_line(said("dc:title")),
        byline=as_names([said("meta:initial-creator") or said("dc:creator")]),
        outlet=as_line(said("dc:publisher")),
        published=as_moment(said("meta:creation-date")) or as_moment(said("dc:date")),
        language=as_language(said("dc:language")),
    )
