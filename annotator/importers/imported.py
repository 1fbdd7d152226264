"""What every importer returns: a document with the metadata it carries, not yet kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.importers.origins import FETCHED
from annotator.model import Block, Span


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that stands in the document itself: on which words, by whom, what it says."""

    span: Span
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Text that was decoded wrongly before: how many places, and one as it is and as meant."""

    places: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A file read as an article: canonical text, blocks, metadata, and where it came from.

    `format` is what kind of file it was, as the registry of formats tells it. `published` is
    ISO 8601. `encoding` is None where the format declares its own; `encodings` are
    those that could be meant as well, likeliest first, and empty where nothing was guessed.
    `origins` says by the name of a field where its value was found ("JSON-LD"). `notices` are
    plain sentences about what a person should know of the reading; `remarks` the comments in the
    document, which are offered as notes; `damage` what looks decoded wrongly and can be mended.
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
    format: str | None = None
    encoding: str | None = None
    encodings: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    damage: Damage | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was read, and how many words it has."""

    imported: Imported
    words: int

    def at_address(self, url: str) -> "Found":
        """Return it with the address that its page was fetched from, whatever the page says."""
        told = {**self.imported.origins, "url": FETCHED}
        return replace(self, imported=replace(self.imported, url=url, origins=told))
