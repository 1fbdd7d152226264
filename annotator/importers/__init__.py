"""Reading files as articles: plain text, web pages, Word documents."""

from pathlib import Path

from annotator.importers import source_file
from annotator.importers.formats import reader_for
from annotator.importers.imported import Imported

__all__ = ["Imported", "read", "read_bytes"]


def read(path: Path) -> Imported:
    """Read a file as an article; raises UnreadableError with one sentence that names the file."""
    return _read(source_file.from_path(path))


def read_bytes(data: bytes, name: str) -> Imported:
    """Read pasted or received bytes as an article; `name` stands for the file's name.

    Raises UnreadableError with one sentence that names it.
    """
    return _read(source_file.from_bytes(data, name))


def _read(source: source_file.SourceFile) -> Imported:
    return reader_for(source)(source)
