"""The formats of `onrecord export`: what each is called, who writes it, what can be read in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.export import (
    csv_table,
    json_marks,
    json_words,
    jsonld,
    webpage,
    webpage_words,
    workbook,
    xlsx,
)
from annotator.export.guard import Finished, refuse_confidential, refuse_name
from annotator.export.kinds import KINDS, tables
from annotator.export.sheets import sheet
from annotator.files import replacing
from annotator.report import Report
from annotator.vocabulary import FileFormat, TableName, Variant

Write = Callable[[Report, TableName], bytes]
"""The whole content of a file; only CSV, which holds one table, asks which."""
Read = Callable[[Report, bytes], Finished]
"""All that can be read in a finished content."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its suffix, who writes and reads it, which variants it has."""

    suffix: str
    write: Write
    read: Read
    variants: tuple[Variant, ...]


def _csv(report: Report, table: TableName) -> bytes:
    return csv_table.write(sheet(report, table))


def _xlsx(report: Report, _table: TableName) -> bytes:
    return xlsx.write([sheet(report, name) for name in tables(report.variant)], report.moment)


def _whole(write: Callable[[Report], bytes]) -> Write:
    return lambda report, _table: write(report)


def _reading(read: Callable[[bytes], Finished]) -> Read:
    return lambda _report, content: read(content)


def format_of(kind: FileFormat, write: Write, read: Read) -> Format:
    """Return a format that is written and read so."""
    return Format(KINDS[kind].suffix, write, read, KINDS[kind].variants)


_WRITERS: Mapping[FileFormat, tuple[Write, Read]] = {
    FileFormat.HTML: (_whole(webpage.write), _reading(webpage_words.read)),
    FileFormat.CSV: (_csv, _reading(csv_table.read)),
    FileFormat.XLSX: (_xlsx, _reading(workbook.read)),
    FileFormat.JSON: (_whole(json_marks.write), _reading(json_words.read)),
    FileFormat.JSONLD: (_whole(jsonld.write), _reading(json_words.read)),
}

FORMATS: Mapping[FileFormat, Format] = {
    kind: format_of(kind, *both) for kind, both in _WRITERS.items()
}
"""Those that need no window; `ui` adds PDF, which is what it prints."""


def write(report: Report, kind: Format, out: Path, table: TableName = TableName.CLAIMS) -> None:
    """Write `report` in a format; `out` appears whole, or stays as it was (ExportError)."""
    refuse_name(out.name, report)
    content = build(report, kind, table)
    with replacing(out) as file:
        file.write(content)


def build(report: Report, kind: Format, table: TableName = TableName.CLAIMS) -> bytes:
    """Return the bytes of a file; the same report gives the same.

    Raises GivenAwayError where a confidential name can be read in them.
    """
    content = kind.write(report, table)
    refuse_confidential(kind.read(report, content), report)
    return content
