"""The marked articles as PDF, as the window prints them, where no window need be."""

import os
import sys
from collections.abc import Iterator
from functools import partial

from annotator.errors import ExportError
from annotator.export.formats import Format, format_of
from annotator.export.glance import Writing
from annotator.export.guard import Finished, Passage
from annotator.export.origins import words_of_articles
from annotator.export.pdf_words import pdf_words
from annotator.report import Report
from annotator.vocabulary import FileFormat, TableName


def printed(page: str = "") -> Format:
    """Return the format on a paper, A4 or Letter; Qt is loaded only when something is written."""
    return format_of(FileFormat.PDF, partial(_write, page), _read)


def _read(report: Report, content: bytes) -> Finished:
    """Return all that is printed: letters of a PDF are numbers of shapes until it is opened."""

    def passages() -> Iterator[Passage]:
        for origin in words_of_articles(report):
            yield Passage(origin.where, origin.text, "page")
        for marks in report.articles:
            for source in marks.sources:
                yield Passage("the name of a source", source.name, "page")
        for where, text in pdf_words(content):
            yield Passage(where, text, "page", is_rest=True)

    def contents() -> Iterator[bytes]:
        text = "\n".join(each.text for each in passages())
        # Those of its properties are written in UTF-16.
        yield text.replace("\0", "").encode("utf-8", "replace")

    return Finished(Writing.PLAIN, contents, passages)


def _write(page: str, report: Report, _table: TableName) -> bytes:
    if sys.platform not in {"win32", "darwin"}:
        # Of a display that is told of and is not there, Qt would end the process.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtCore import QHashSeed
        from PySide6.QtWidgets import QApplication
    except ImportError as error:  # on a server that has none of what Qt links to
        raise ExportError(
            "PDF needs system libraries of Qt that are not all here; export HTML and print that."
        ) from error
    from ui import theme
    from ui.reading.pdf import pdf

    QHashSeed.setDeterministicGlobalSeed()  # or fonts stand in another order each time
    application = QApplication.instance() or QApplication(["onrecord"])
    theme.install_fonts()
    content = pdf(report.articles, report.moment, is_letter=page == "letter")
    del application  # no sooner
    return content
