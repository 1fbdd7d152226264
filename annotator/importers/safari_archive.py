"""Web archives of Safari (.webarchive): a property list with the page as its main resource."""

import plistlib
from collections.abc import Mapping

from annotator.importers import page_inside
from annotator.importers.decoding import decode
from annotator.importers.foreign import FAULTS
from annotator.importers.imported import Imported
from annotator.importers.source_file import SourceFile

_INSTEAD = "open it in Safari and save the page's source"


def read(source: SourceFile) -> Imported:
    """Read the article of the page; the frames and pictures beside it are left.

    Raises UnreadableError.
    """
    try:
        said = plistlib.loads(source.data)
    except FAULTS as error:
        raise source.refused(f"is damaged and cannot be read; {_INSTEAD}") from error
    main = said.get("WebMainResource") if isinstance(said, Mapping) else None
    page = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(page, bytes) or not isinstance(main, Mapping) or not page:
        raise source.refused("holds no web page; save the page again, as .html")
    kind = main.get("WebResourceMIMEType")
    if isinstance(kind, str) and not kind.endswith(("html", "xml", "text/plain")):
        raise source.refused("holds something that is no web page; save its text as .txt")
    charset = main.get("WebResourceTextEncodingName")
    inside = SourceFile(source.name, page, source.choices)
    decoded = decode(inside, charset if isinstance(charset, str) else None)
    return page_inside.read(source, decoded, str(main.get("WebResourceURL", "")), "web archive")
