"""A web page that stands inside another file, read as if it had been saved alone."""

from dataclasses import replace

from annotator.importers import web_page
from annotator.importers.decoding import Decoded
from annotator.importers.imported import Imported
from annotator.importers.said import as_address
from annotator.importers.source_file import SourceFile

_MARK = b"\xef\xbb\xbf"


def read(source: SourceFile, page: Decoded, address: str, where: str) -> Imported:
    """Return the article of a page out of `source`, saved from `address`.

    The page's own word on its address goes before; `where` is where `address` stood. Raises
    UnreadableError.
    """
    # It is decoded already, so that what it says of its charset is not true any more.
    data = _MARK + page.text.encode("utf-8", "surrogatepass")
    choices = replace(source.choices, encoding=None)
    found = web_page.read(SourceFile(source.name, data, choices))
    url = None if found.url else as_address(address)
    return replace(
        found,
        original=source.data,
        encoding=page.encoding,
        notices=(*page.notices, *found.notices),
        url=found.url or url,
        origins={**found.origins, "url": where} if url else found.origins,
    )
