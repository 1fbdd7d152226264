"""Web pages that browsers save as one file (.mhtml, .mht): the page among its parts."""

from annotator.importers import mime, page_inside
from annotator.importers.foreign import FAULTS
from annotator.importers.imported import Imported
from annotator.importers.mime import Part
from annotator.importers.source_file import SourceFile

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read(source: SourceFile) -> Imported:
    """Read the article of the page that the parts belong to.

    Raises UnreadableError.
    """
    try:
        whole = mime.message(source)
        page = _page(source, whole)
        if page is None:
            raise source.refused("holds no web page; save the page again, as .html")
        address = whole.header("snapshot-content-location") or page.header("content-location")
        text = page.text(source)
    except FAULTS as error:
        raise source.refused(
            "is damaged and cannot be read; save the page again, as .html"
        ) from error
    return page_inside.read(source, text, address, "saved page")


def _page(source: SourceFile, whole: Part) -> Part | None:
    """Return the part that is named as the root, else the first page there is."""
    pages = [part for part in mime.walk(source, whole) if part.kind in _PAGES]
    named = (page for page in pages if whole.root and page.label == whole.root)
    return next(named, next(iter(pages), None))
