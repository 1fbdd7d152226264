"""What every importer returns: a document with the metadata it carries, not yet kept."""

from dataclasses import dataclass, field

from annotator.model import Block


@dataclass(frozen=True, slots=True)
class Imported:
    """A file read as an article: canonical text, blocks, metadata, and where it came from.

    `published` is ISO 8601. `encoding` is None where the format declares its own. `notices` are
    plain sentences about what a person should know of the reading.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str
    original: bytes
    original_name: str
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str | None = None
    notices: tuple[str, ...] = field(default=())
