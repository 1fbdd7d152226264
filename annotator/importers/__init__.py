"""Reading files as articles: each format with its library, all by the same rules."""

from dataclasses import replace
from pathlib import Path

from annotator.importers import direction, mojibake, source_file
from annotator.importers.choices import Choices, Extent
from annotator.importers.formats import format_of
from annotator.importers.imported import Damage, Imported, Remark
from annotator.importers.source_file import SourceFile

__all__ = [
    "Choices",
    "Damage",
    "Extent",
    "Imported",
    "Remark",
    "SourceFile",
    "read",
    "read_all",
    "read_bytes",
]


def read_all(source: SourceFile) -> tuple[Imported, ...]:
    """Read every article of a file, in its order.

    Raises UnreadableError with one sentence that names the file.
    """
    kind = format_of(source)
    found = kind.read(source)
    articles = (found,) if isinstance(found, Imported) else found
    look = mojibake.repaired if source.choices.is_repaired else mojibake.told
    looked_at = (direction.told(look(article)) for article in articles)
    return tuple(replace(article, format=kind.told) for article in looked_at)


def read(path: Path) -> Imported:
    """Read a file as one article; of several the first.

    Raises UnreadableError with one sentence that names the file.
    """
    return read_all(source_file.from_path(path))[0]


def read_bytes(data: bytes, name: str) -> Imported:
    """Read pasted or received bytes as an article; `name` stands for the file's name.

    Raises UnreadableError with one sentence that names it.
    """
    return read_all(source_file.from_bytes(data, name))[0]
