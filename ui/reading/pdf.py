"""Marked articles as one PDF: the sheets that the window prints, the same bytes each time."""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from annotator.desk import Desk
from annotator.errors import ExportError
from annotator.model import Marks
from ui.reading.badges import PaperImage
from ui.reading.page import Setting
from ui.reading.printing import PrintedPage

_MARGIN = 15.0
"""Millimeters, as for the printer."""
_DOTS = 1200
"""An inch has so many, as on paper."""
_XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    b'</x:xmpmeta>\n<?xpacket end="w"?>'
)
"""Nothing: what Qt would write here tells the clock."""


def pdf(articles: Iterable[Marks], made: datetime, *, is_letter: bool = False) -> bytes:
    """Return articles, one after another, as a PDF of A4 or Letter; `made` stands for the clock.

    Needs a `QApplication`.
    """
    every = tuple(articles)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(" ".join(every[0].article.title.split()) if len(every) == 1 else "On Record")
    writer.setCreator("On Record")
    writer.setDocumentXmpMetadata(_XMP)
    key = "/".join(marks.article.id for marks in every)
    writer.setDocumentId(QUuid(str(uuid5(NAMESPACE_OID, key))))
    _lay_out(writer, is_letter=is_letter)
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError("The PDF could not be written.")
    try:
        for number, marks in enumerate(every):
            if number:
                writer.newPage()
            PrintedPage(Desk(marks), writer, Setting()).print_with(painter)
    finally:
        painter.end()
    buffer.close()
    return _dated(bytes(data.data()), made)


def first_sheet(marks: Marks, width: int, *, is_letter: bool = False) -> tuple[QImage, int]:
    """Return the first sheet of an article, so many pixels wide, and how many sheets there are."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    _lay_out(writer, is_letter=is_letter)
    inches = writer.pageLayout().fullRect(QPageLayout.Unit.Inch)
    writer.setResolution(round(width / inches.width()))
    page = PaperImage(writer.width(), writer.height(), QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    try:
        sheets = PrintedPage(Desk(marks), writer, Setting()).print_first(painter)
    finally:
        painter.end()
    whole = writer.pageLayout().fullRectPixels(writer.resolution())
    sheet = QImage(whole.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    painter.drawImage(writer.pageLayout().paintRectPixels(writer.resolution()).topLeft(), page)
    painter.end()
    return sheet, sheets


def _lay_out(writer: QPdfWriter, *, is_letter: bool) -> None:
    size = QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4
    writer.setPageSize(QPageSize(size))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)


def _dated(content: bytes, made: datetime) -> bytes:
    """Put `made` in the place of the clock, which Qt tells with the zone, long or short."""
    moment = f"(D:{made:%Y%m%d%H%M%S}Z)".encode()
    for name in (b"/CreationDate ", b"/ModDate "):
        found = re.search(re.escape(name) + rb"(\(D:[^)]*\))", content)
        if found:
            start, end = found.span(1)
            dated = content[:start] + moment + content[end:]
            content = _with_true_offsets(dated, start, len(moment) - (end - start))
    return content


def _with_true_offsets(content: bytes, at: int, more: int) -> bytes:
    """Mend the table of where objects stand, after `more` bytes were put in at `at`."""

    def moved(offset: re.Match[bytes]) -> bytes:
        place = int(offset[0])
        return b"%0*d" % (len(offset[0]), place + more * (place > at))

    end = content.rindex(b"startxref")
    table = content.rindex(b"xref", 0, end)
    places = re.sub(rb"\d{10}(?= \d{5} n)", moved, content[table:end])
    return content[:table] + places + re.sub(rb"\d+", moved, content[end:])
