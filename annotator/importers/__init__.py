"""Reading files as articles: each format with its library, all by the same rules."""

from dataclasses import replace
from pathlib import Path

from annotator.importers import mojibake, origins, source_file
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
    "at_address",
    "fetched",
    "read",
    "read_all",
    "read_bytes",
]


def read_all(source: SourceFile) -> tuple[Imported, ...]:
    """Read every article of a file, in its order.

    Raises UnreadableError with one sentence that names the file.
    """
    found = format_of(source).read(source)
    articles = (found,) if isinstance(found, Imported) else found
    look = mojibake.repaired if source.choices.is_repaired else mojibake.told
    return tuple(map(look, articles))


def read(path: Path) -> Imported:
    """Read a file as one article; of several the first.

    Raises UnreadableError with one sentence that names the file.
    """
    return read_all(source_file.from_path(path))[0]


def fetched(source: SourceFile, url: str) -> Imported:
    """Read a page that was fetched from `url`, which is then its address whatever it says.

    Raises UnreadableError with one sentence that names it.
    """
    return at_address(read_all(source)[0], url)


def at_address(found: Imported, url: str) -> Imported:
    """Return an article with the address that its page was fetched from."""
    return replace(found, url=url, origins={**found.origins, "url": origins.FETCHED})


def read_bytes(data: bytes, name: str) -> Imported:
    """Read pasted or received bytes as an article; `name` stands for the file's name.

    Raises UnreadableError with one sentence that names it.
    """
    return read_all(source_file.from_bytes(data, name))[0]
