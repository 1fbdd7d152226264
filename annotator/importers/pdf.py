"""PDF: pdfium gives the letters and their places, the rest is put together here."""

import re
import threading
from datetime import datetime
from pathlib import PurePath

from pypdfium2 import PdfDocument, PdfiumError, raw

from annotator.importers.blocks import (
    MAX_TITLE,
    byline_of,
    check_size,
    compose,
    is_visible,
    title_of,
)
from annotator.importers.dateline import agency_of
from annotator.importers.foreign import FAULTS
from annotator.importers.imported import Imported
from annotator.importers.origins import BYLINE, DATELINE, HEADLINE, PROPERTIES, told
from annotator.importers.pdf_lines import Flow, flows_of, without_edges
from annotator.importers.pdf_paragraphs import Paragraphs, paragraphs_of
from annotator.importers.pdf_runs import Run, runs_of
from annotator.importers.said import as_person, clean
from annotator.importers.source_file import SourceFile

MAX_PAGES = 400
"""An article has fewer; a book would be one article of all its chapters."""

_ONE_AT_A_TIME = threading.Lock()
"""pdfium must not be called by two threads at once."""

_SCAN = "is a scan or a picture without text; run text recognition (OCR) on it, or type its text"
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?)?")
_NO_TITLE = re.compile(
    r"(?:microsoft|untitled|document|layout).*|.*\.(?:docx?|indd|qxp|odt|pages|tex|pdf)",
    re.IGNORECASE,
)


def read(source: SourceFile) -> Imported:
    """Read a PDF: lines joined into paragraphs, columns in order, no running heads or feet.

    Raises UnreadableError.
    """
    with _ONE_AT_A_TIME:
        pages, said = _opened(source)
    if not any(pages):
        raise source.refused(_SCAN)
    kept, edges = without_edges(pages)
    flows: list[Flow] = [flow for page in kept if page for flow in flows_of(page)]
    found = paragraphs_of(flows, said["title"])
    text, blocks = compose(found.pieces)
    check_size(source, text)
    headline, byline = title_of(text, blocks), byline_of(text, blocks)
    fits = headline is not None and len(headline) < MAX_TITLE
    title = (headline, HEADLINE) if fits else (said["title"] or headline, PROPERTIES)
    fields, origins = told(
        title=title,
        byline=(byline, BYLINE) if byline else (said["author"], PROPERTIES),
        outlet=(agency_of(text, blocks), DATELINE),
        published=(said["published"], PROPERTIES),
    )
    return Imported(
        text=text,
        blocks=blocks,
        title=fields["title"] or PurePath(source.name).stem,
        original=source.data,
        original_name=source.name,
        byline=fields["byline"],
        outlet=fields["outlet"],
        published=fields["published"],
        origins=origins,
        notices=tuple(_notices(pages, edges, found)),
    )


def _opened(source: SourceFile) -> tuple[list[list[Run]], dict[str, str | None]]:
    """Return the runs of every page, and what the document says of itself."""
    try:
        document = PdfDocument(source.data)
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise source.refused("has a password; save it without one") from None
        why = "is damaged and cannot be read; print it to a new PDF or copy its text"
        raise source.refused(why) from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise source.refused(f"has {count:,} pages; save those of the article as a PDF alone")
        pages: list[list[Run]] = []
        for number in range(count):
            try:
                page = document[number]
                pages.append(runs_of(page))
                page.close()
            except FAULTS:  # a page that is broken; the others may be sound
                pages.append([])
        return pages, _properties(document)
    finally:
        document.close()


def _properties(document: PdfDocument) -> dict[str, str | None]:
    def value(key: str) -> str | None:
        words = document.get_metadata_value(key)
        return clean(words) if is_visible(words) else None

    title, author = value("Title"), as_person(value("Author"))
    return {
        "title": None if title and _NO_TITLE.fullmatch(title) else title,
        "author": author,
        "published": _iso(value("CreationDate") or ""),
    }


def _iso(said: str) -> str | None:
    """Return the date of a PDF as ISO 8601, None for what is no date."""
    found = _DATE.match(said)
    if found is None:
        return None
    year, month, day, hour, minute, second, zulu, ahead, past = found.groups()
    date = f"{year}-{month}-{day}"
    if hour is not None:
        zone = "+00:00" if zulu else f"{ahead}:{past or '00'}" if ahead else ""
        date += f"T{hour}:{minute}:{second or '00'}{zone}"
    try:
        moment = datetime.fromisoformat(date).isoformat()
        return moment if hour else date
    except ValueError:
        return None


def _notices(pages: list[list[Run]], edges: int, found: Paragraphs) -> list[str]:
    said = []
    empty = sum(not page for page in pages)
    if empty:
        said.append(f"{empty} of {len(pages)} pages hold no text; a scan among them was not read.")
    if edges:
        lines = "One running head, foot or page number was" if edges == 1 else (
            f"{edges} running heads, feet and page numbers were")  # fmt: skip
        said.append(f"{lines} left out.")
    if found.joined:
        words = "One word" if found.joined == 1 else f"{found.joined} words"
        said.append(f"{words} that a line's end had divided {_were(found.joined)} joined.")
    return said


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
