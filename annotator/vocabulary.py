"""The closed vocabularies, as files, JSON and the database spell them."""

from enum import StrEnum


class Tag(StrEnum):
    """What a claim is; two axes, act and provenance, so that a claim may carry one of each."""

    ALLEGATION = "allegation"
    DENIAL = "denial"
    OFFICIAL = "official statement"
    ANONYMOUS = "anonymous source"


class SourceKind(StrEnum):
    """What sort of source a claim comes from."""

    NAMED = "named"
    UNNAMED_SPOKESPERSON = "unnamed spokesperson"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    UNNAMED_PUBLIC = "unnamed public"
    WITNESS = "witness"
    OTHER_MEDIA = "other media"
    UNATTRIBUTED = "unattributed"
    UNKNOWN = "unknown"

    @property
    def belongs_to_one_article(self) -> bool:
        """Return whether "officials" of two stories are two sources of this kind."""
        return self in {self.ANONYMOUS, self.UNNAMED_PUBLIC, self.UNATTRIBUTED}

    @property
    def is_on_record(self) -> bool:
        """Return whether a reader could turn to whoever speaks."""
        return self in {self.NAMED, self.UNNAMED_SPOKESPERSON, self.INSTITUTION, self.DOCUMENT}

    @property
    def is_unnamed(self) -> bool:
        """Return whether a source of this kind goes by a label, which is nobody's name."""
        return self.belongs_to_one_article or self is self.UNNAMED_SPOKESPERSON


class Sector(StrEnum):
    """The part of society that a source speaks from."""

    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    COURT = "court"
    COMPANY = "company"
    PARTY = "party"
    NGO = "ngo"
    EXPERT = "expert"
    MEDIA = "media"
    CITIZEN = "citizen"
    DOCUMENT = "document"
    UNSTATED = "unstated"

    @property
    def is_official(self) -> bool:
        """Return whether the sector is one of the state's that news leans on."""
        return self in {self.GOVERNMENT, self.MILITARY, self.POLICE, self.COURT}

    @property
    def shown(self) -> str:
        """Return the sector as a cell of a table begins with it."""
        return self.value.upper() if self is self.NGO else self.value.capitalize()


class Level(StrEnum):
    """What was promised to a source about its name; a public one was promised nothing."""

    PUBLIC = "public"
    BACKGROUND = "background"
    CONFIDENTIAL = "confidential"

    @property
    def shown(self) -> str:
        """Return the level as a person reads it."""
        return "on background" if self is self.BACKGROUND else self.value

    @property
    def hides(self) -> bool:
        """Return whether nobody may learn the name."""
        return self is not self.PUBLIC


class QuoteType(StrEnum):
    """How a claim's words are rendered."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"

    @property
    def is_quoted(self) -> bool:
        """Return whether some or all of the words are told as they were said."""
        return self in {self.DIRECT, self.MIXED}


class ResponseType(StrEnum):
    """What a denial or reply amounts to."""

    FULL = "full"
    PARTIAL = "partial"
    NON_DENIAL = "non-denial"
    COUNTER_ALLEGATION = "counter-allegation"
    JUSTIFICATION = "justification"
    WALK_BACK = "walk-back"
    NO_COMMENT = "no comment"


class ResponseStatus(StrEnum):
    """What came of asking a target to answer an allegation."""

    NOT_SOUGHT = "not sought"
    SOUGHT = "sought"
    DEADLINE = "deadline"
    REPLIED = "replied"
    DECLINED = "declined"
    NO_REPLY = "no reply"
    UNREACHABLE = "unreachable"
    NOT_APPLICABLE = "not applicable"

    @property
    def settles(self) -> bool:
        """Return whether the allegation counts as answered by this status alone."""
        return self not in {self.NOT_SOUGHT, self.SOUGHT, self.DEADLINE}


class LinkKind(StrEnum):
    """How one claim relates to another."""

    DENIES = "denies"
    RESPONDS = "responds"
    DISPUTES = "disputes"
    CLARIFIES = "clarifies"
    SUPPORTS = "supports"
    PARTLY_SUPPORTS = "partly supports"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    CONTINUES = "continues"

    @property
    def answers(self) -> bool:
        """Return whether such a link from the target counts as a reply."""
        return self in {self.DENIES, self.RESPONDS, self.DISPUTES, self.CLARIFIES}


class Verification(StrEnum):
    """How far a claim has been checked."""

    UNCHECKED = "unchecked"
    IN_PROGRESS = "in progress"
    VERIFIED = "verified"
    PARTLY_VERIFIED = "partly verified"
    NOT_VERIFIED = "not verified"
    FALSE = "false"
    CANNOT_BE_VERIFIED = "cannot be verified"
    OPINION = "opinion"


class LegalRisk(StrEnum):
    """How exposed a claim leaves the newsroom."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Severity(StrEnum):
    """How much a check's finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class EvidenceKind(StrEnum):
    """Whether evidence is first-hand."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class ArticleStatus(StrEnum):
    """Where an article stands in its review."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    CLEARED = "cleared"
    CLEARED_WITH_CHANGES = "cleared with changes"
    HELD = "held"


class BlockKind(StrEnum):
    """What a block of an article is; furniture is drawn grey and never counted."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    FURNITURE = "furniture"


class Variant(StrEnum):
    """Whom a report is written for."""

    FULL = "full"
    LEGAL = "legal"
    SUMMARY = "summary"
    PUBLIC = "public"


class Part(StrEnum):
    """A part of a Word report by its heading; the first two share page one, which has none."""

    COVER = "Cover"
    SUMMARY = "Summary"
    ARTICLE = "Annotated article"
    ALLEGATIONS = "Allegations and answers"
    CLAIMS = "Claims in reading order"
    SOURCES = "Sources"
    BALANCE = "Sourcing balance"
    CHECKS = "Checks"
    QUOTATIONS = "Direct quotations to verify"
    EVIDENCE = "Evidence"
    QUESTIONS = "Open questions and correspondence"
    METHOD = "Method"

    @property
    def word(self) -> str:
        """Return what a part is called on the command line."""
        return self.name.lower()


class FileFormat(StrEnum):
    """What is written: the Word report, and what `onrecord export` writes."""

    WORD = "docx"
    HTML = "html"
    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONLD = "jsonld"


class TableName(StrEnum):
    """The tables of an export."""

    CLAIMS = "claims"
    SOURCES = "sources"
    CHECKS = "checks"
    MEASURES = "measures"
