"""The nouns: frozen, slotted, and the same in memory, in the store and in every export."""

from dataclasses import dataclass, field
from uuid import uuid4

from annotator.vocabulary import (
    ArticleStatus,
    BlockKind,
    EvidenceKind,
    LegalRisk,
    Level,
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Verification,
)

UNKNOWN_SIDE = "unknown"
DEFAULT_REVIEWER = "Reviewer 1"


def new_id() -> str:
    """Return a fresh UUID, so that two reviewers' rows never collide."""
    return str(uuid4())


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, non-empty run of characters in an article."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of an article; `paragraph` is 0 for the headline, None for furniture."""

    kind: BlockKind
    start: int
    end: int
    paragraph: int | None

    @property
    def span(self) -> Span:
        """Return where the block stands in the canonical text."""
        return Span(self.start, self.end)

    @property
    def is_furniture(self) -> bool:
        """Return whether the block is out of every count."""
        return self.kind is BlockKind.FURNITURE


@dataclass(frozen=True, slots=True)
class Document:
    """What is frozen at import: the canonical text, its blocks, and where it came from.

    `id` is the article's. `encoding` is None where the format declares its own. The original
    bytes are kept beside it and read only when they are asked for.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    original_name: str
    original_sha256: str
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A document's metadata, which can be edited; `number` is what lists and reports show.

    `words` leaves furniture out. `published` is an ISO 8601 date or date and time.
    """

    id: str
    number: int
    title: str
    sha256: str
    words: int
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    status: ArticleStatus = ArticleStatus.DRAFT
    furniture_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a story tells about an anonymous source; `count` is None where it is not stated."""

    affiliation: bool = False
    basis: bool = False
    count: int | None = None
    reason: bool = False

    @property
    def score(self) -> int:
        """Return the descriptor score, 0 to 4: one for each thing the reader is told."""
        return self.affiliation + self.basis + (self.count is not None) + self.reason


@dataclass(frozen=True, slots=True)
class Source:
    """Who a claim comes from: an entity, never a pronoun.

    `name` of an anonymous source is its public label. `article_id` is set for the kinds that
    belong to one article.
    """

    id: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    sector: Sector = Sector.UNSTATED
    side: str = UNKNOWN_SIDE
    role: str | None = None
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()
    descriptor: Descriptor | None = None
    article_id: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """Return every name the source goes by."""
        return frozenset((self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class Listing:
    """A source that a person put on an article's source list, heard in it or not."""

    id: str
    article_id: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a confidential source really is; its events hold no values.

    `name` holds a name a line: first the one that the person goes by, then what else they are
    called. Without a name it is what is left of one that was forgotten.
    """

    id: str
    source_id: str
    name: str
    contact: str = ""
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the person is called, first the name that they go by."""
        return tuple(line for line in map(str.strip, self.name.splitlines()) if line)


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """By which letter a source is known that is not named, and what was promised to it.

    `id` is the source's, `number` 0 for A. A number belongs to one person for good: copies of the
    source in other articles have the same, and nobody else ever gets it. It has no events.
    """

    id: str
    number: int
    level: Level = Level.PUBLIC


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that bears a claim out."""

    kind: EvidenceKind = EvidenceKind.PRIMARY
    title: str = ""
    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One independently checkable proposition, attributed to or asserted by one source.

    `quote` equals the article's text from `start` to `end` at all times. The first tag gives
    the color. `confidence` runs from 0 to 1.
    """

    id: str
    article_id: str
    start: int
    end: int
    quote: str
    tags: tuple[Tag, ...] = ()
    source_id: str | None = None
    mention: str | None = None
    mention_start: int | None = None
    cue: str | None = None
    cue_start: int | None = None
    quote_type: QuoteType = QuoteType.NONE
    targets: tuple[str, ...] = ()
    implicated: tuple[str, ...] = ()
    response_type: ResponseType | None = None
    reported_speaker: str | None = None
    via: str | None = None
    verification: Verification = Verification.UNCHECKED
    evidence: tuple[Evidence, ...] = ()
    legal_risk: LegalRisk = LegalRisk.NONE
    legal_note: str = ""
    confidence: float = 1.0
    background: bool = False
    denies_outside: bool = False
    note: str = ""
    reviewer: str = DEFAULT_REVIEWER

    @property
    def span(self) -> Span:
        """Return where the claim stands in the canonical text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Link:
    """How the claim `from_id` relates to the claim `to_id`."""

    id: str
    kind: LinkKind
    from_id: str
    to_id: str


@dataclass(frozen=True, slots=True)
class Response:
    """What came of asking `target` about an allegation; dates are ISO 8601."""

    id: str
    claim_id: str
    target: str
    status: ResponseStatus
    date: str | None = None
    channel: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A check set aside for a claim, a source, a target or (none of them) the whole article."""

    id: str
    article_id: str
    rule: str
    reason: str
    claim_id: str | None = None
    source_id: str | None = None
    target: str | None = None
    reviewer: str = DEFAULT_REVIEWER


@dataclass(frozen=True, slots=True)
class Side:
    """A side on the project's list: whom sources speak for, in the order of `place`.

    `look` numbers its swatch and pattern among those that `palette` has, so that a side keeps
    them when the list is put in another order.
    """

    id: str
    name: str
    place: int
    look: int


@dataclass(frozen=True, slots=True)
class Version:
    """That an article is a new version of an earlier one, whose marks it may have taken over.

    Both are ids of articles; the earlier one may have been deleted since.
    """

    id: str
    article_id: str
    earlier_id: str


@dataclass(frozen=True, slots=True)
class Omission:
    """That a person left a claim of an earlier version out of an article.

    `claim_id` is that of the earlier version's claim, which may have been deleted since.
    """

    id: str
    article_id: str
    claim_id: str


Noun = (
    Article
    | Source
    | Listing
    | Identity
    | Side
    | Claim
    | Link
    | Response
    | Waiver
    | Version
    | Omission
)
"""Everything that an edit can add, change or remove."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One article with everything marked in it; claims stand in reading order.

    Exporters, measures and checks work on this alone and never see the store.
    """

    article: Article
    document: Document
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    responses: tuple[Response, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    _source_by_id: dict[str, Source] = field(init=False, repr=False, compare=False)
    _number_by_id: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_source_by_id", {source.id: source for source in self.sources})
        numbers = {claim.id: n for n, claim in enumerate(self.claims, 1)}
        object.__setattr__(self, "_number_by_id", numbers)

    @property
    def text(self) -> str:
        """Return the canonical text."""
        return self.document.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the article's blocks in order."""
        return self.document.blocks

    def source_of(self, claim: Claim) -> Source | None:
        """Return who `claim` comes from, None for the reporter's own voice."""
        return self._source_by_id[claim.source_id] if claim.source_id else None

    def number_of(self, claim_id: str) -> int:
        """Return a claim's 1-based reading position."""
        return self._number_by_id[claim_id]

    def has(self, claim_id: str) -> bool:
        """Return whether there is a claim with this id."""
        return claim_id in self._number_by_id

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id."""
        return self.claims[self._number_by_id[claim_id] - 1]


@dataclass(frozen=True, slots=True)
class Step:
    """What one gesture did, as the history shows it; `undoes` names the step it takes back.

    `at` is ISO 8601 in UTC.
    """

    id: str
    seq: int
    at: str
    reviewer: str
    label: str
    undoes: str | None = None
    below: str | None = None
    undo_top: str | None = None
    redo_top: str | None = None
