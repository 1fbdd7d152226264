"""A story that a test marks line by line, as frozen marks without a store."""

from typing import Any

from annotator.importers import read_bytes
from annotator.model import (
    Article,
    Claim,
    Document,
    Link,
    Marks,
    Response,
    Source,
    Waiver,
)
from annotator.order import arranged
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag

TEXT = (
    "Mill poisons river\n\n"
    "The mill poisons the river, three people said on Monday.\n\n"
    "The mill denies it. The mayor said that the water is clean.\n\n"
    "“We saw dead fish,” said a clerk … “many of them,” the clerk added.\n\n"
    "Source: Read Full Article\n"
)


class Story:
    """Marks in the making; ids are the words of a claim and the name of a source."""

    def __init__(self, text: str = TEXT) -> None:
        self.tell(text)
        self.claims: list[Claim] = []
        self.sources: dict[str, Source] = {}
        self.links: list[Link] = []
        self.responses: list[Response] = []
        self.waivers: list[Waiver] = []

    def tell(self, text: str) -> None:
        """Become a story of these words, before anything is marked in it."""
        imported = read_bytes(text.encode(), "story.txt")
        self.article = Article("story", 1, imported.title, "", 0)
        self.document = Document("story", imported.text, imported.blocks, "story.txt", "")

    @property
    def marks(self) -> Marks:
        """Return everything as it is now."""
        return arranged(
            self.article,
            self.document,
            self.claims,
            list(self.sources.values()),
            self.links,
            self.responses,
            self.waivers,
        )

    def source(self, name: str, kind: SourceKind = SourceKind.NAMED, **fields: Any) -> None:
        """Put a source on the list."""
        self.sources[name] = Source(name, name, kind, **fields)

    def claim(self, words: str, *tags: Tag, source: str | None = None, **fields: Any) -> None:
        """Mark the first place where words stand; a source that is new here is a named one."""
        start = self.document.text.index(words)
        if source and source not in self.sources:
            self.source(source)
        name = fields.pop("name", words)
        span = (start, start + len(words))
        self.claims.append(
            Claim(name, "story", *span, words, tags=tags, source_id=source, **fields)
        )

    def link(self, later: str, kind: LinkKind, earlier: str) -> None:
        """Link two claims."""
        self.links.append(Link(f"{later}/{kind}/{earlier}", kind, later, earlier))

    def answer(self, claim: str, target: str, status: ResponseStatus) -> None:
        """Record what came of asking."""
        self.responses.append(Response(f"{claim}/{target}", claim, target, status))

    def waive(self, rule: str, reason: str, **about: str) -> None:
        """Set a check aside."""
        self.waivers.append(Waiver(f"{rule}/{reason}", "story", rule, reason, **about))
