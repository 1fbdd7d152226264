"""The four tables of a report as plain values: claims, sources, checks and measures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from annotator.checks.registry import RULES
from annotator.export.edition import Edition
from annotator.export.published import published
from annotator.export.story import Story
from annotator.measures.answers import Lag
from annotator.measures.counted import Counted
from annotator.measures.keys import LABELS
from annotator.measures.placement import Weight
from annotator.measures.shares import Share
from annotator.model import Article, Claim, Source
from annotator.report import Report
from annotator.text import block_at
from annotator.vocabulary import SourceKind, TableName

Cell = str | int | float | bool | None
BETWEEN = "; "
"""What stands between several values of one cell."""


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, what it holds."""

    title: str
    width: int = 14
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; each row has a cell for each column, None where it is empty."""

    name: TableName
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet(report: Report, name: TableName) -> Sheet:
    """Return one table on all articles of `report`, as far as its variant tells it.

    Checks are the newsroom's own: the public variant has no row of them.
    """
    shown = published(report)
    edition = Edition(shown)
    columns, rows = _TABLES[name]
    found = tuple(
        (*_article(story.marks.article), *row)
        for story in (Story(marks, edition) for marks in shown.articles)
        for row in rows(story)
    )
    return Sheet(name, (*_ARTICLE, *columns), found)


def _article(article: Article) -> tuple[Cell, ...]:
    return (article.number, article.title, article.published)


_ARTICLE = (
    Column("Article", 8, Kind.NUMBER),
    Column("Article title", 30),
    Column("Published", 12, Kind.DATE),
)
_CLAIMS = (
    Column("Claim", 7, Kind.NUMBER),
    Column("Claim id", 38),
    Column("Paragraph", 10, Kind.NUMBER),
    Column("Start", 8, Kind.NUMBER),
    Column("End", 8, Kind.NUMBER),
    Column("Words", 8, Kind.NUMBER),
    Column("Quote", 60),
    Column("Tags", 28),
    Column("Source", 24),
    Column("Source kind", 18),
    Column("Mention", 18),
    Column("Cue", 14),
    Column("Quote type", 11),
    Column("About", 22),
    Column("Implicated", 18),
    Column("Answers", 40),
    Column("Relations", 30),
    Column("Response type", 16),
    Column("Verification", 16),
    Column("Evidence", 26),
    Column("Reported speaker", 18),
    Column("Via", 14),
    Column("Legal risk", 10),
    Column("Legal note", 26),
    Column("Confidence", 11, Kind.NUMBER),
    Column("Background", 11),
    Column("Denies outside", 14),
    Column("Note", 30),
    Column("Reviewer", 16),
)
_SOURCES = (
    Column("Source", 28),
    Column("Source id", 38),
    Column("Kind", 20),
    Column("Sector", 14),
    Column("Side", 18),
    Column("Role", 20),
    Column("Affiliation", 20),
    Column("Aliases", 20),
    Column("Claims", 8, Kind.NUMBER),
    Column("Words", 8, Kind.NUMBER),
    Column("First claim", 11, Kind.NUMBER),
)
_CHECKS = (
    Column("Rule", 10),
    Column("Title", 34),
    Column("Severity", 10),
    Column("State", 9),
    Column("Finding", 70),
    Column("Claims", 14),
    Column("Source", 22),
    Column("About", 20),
    Column("Waived because", 40),
)
_MEASURES = (
    Column("Measure", 36),
    Column("Means", 50),
    Column("Of", 26),
    Column("Value", 12, Kind.NUMBER),
    Column("Numerator", 11, Kind.NUMBER),
    Column("Denominator", 12, Kind.NUMBER),
    Column("Names", 30),
)


def _claims(story: Story) -> Iterator[tuple[Cell, ...]]:
    hidden = story.edition.is_public
    for claim in story.marks.claims:
        block = block_at(story.marks.blocks, claim.start)
        yield (
            story.number(claim),
            claim.id,
            block.paragraph if block else None,
            claim.start,
            claim.end,
            story.counted.words.within([claim.span]),
            claim.quote,
            _several(claim.tags),
            story.source(claim) if claim.source_id else None,
            story.source_kind(claim),
            claim.mention,
            claim.cue,
            claim.quote_type.value,
            _several(claim.targets),
            _several(claim.implicated),
            " ".join(story.answers(claim)) or None,
            " ".join(story.relation(one) for one in story.relations(claim)) or None,
            claim.response_type.value if claim.response_type else None,
            claim.verification.value,
            _several(_evidence(claim)),
            claim.reported_speaker,
            claim.via,
            None if hidden else claim.legal_risk.value,
            claim.legal_note or None,
            None if hidden else claim.confidence,
            _yes(claim.background),
            _yes(claim.denies_outside),
            claim.note or None,
            None if hidden else claim.reviewer,
        )


def _evidence(claim: Claim) -> Iterator[str]:
    for each in claim.evidence:
        yield f"{each.title or each.url or 'untitled'} ({each.kind.value})"


def _sources(story: Story) -> Iterator[tuple[Cell, ...]]:
    said: dict[str | None, list[Claim]] = {}
    for claim in story.marks.claims:
        said.setdefault(claim.source_id, []).append(claim)
    for source in story.marks.sources:
        claims = said.get(source.id, [])
        yield (
            story.edition.name(source),
            source.id,
            source.kind.value,
            *_told(source),
            len(claims),
            story.counted.words.within(claim.span for claim in claims),
            story.number(claims[0]) if claims else None,
        )


def _told(source: Source) -> tuple[Cell, ...]:
    """Return sector, side, role, affiliation and aliases; nothing of who must not be known."""
    if source.kind is SourceKind.ANONYMOUS:
        return (None,) * 5
    aliases = _several(source.aliases)
    return (source.sector.value, source.side, source.role, source.affiliation, aliases)


def _checks(story: Story) -> Iterator[tuple[Cell, ...]]:
    names = {source.id: source.name for source in story.marks.sources}
    for found in story.findings:
        yield (
            found.rule,
            RULES[found.rule].title,
            found.severity.value,
            "open" if found.is_open else "waived",
            found.message,
            ", ".join(str(story.marks.number_of(claim)) for claim in found.claims) or None,
            names.get(found.source or ""),
            found.target,
            found.waived,
        )


def _measures(story: Story) -> Iterator[tuple[Cell, ...]]:
    for key, figure in story.figures.items():
        for of, value, above, below, names in _flat(story.counted, figure):
            yield (key, LABELS[key], of, value, above, below, names)


_Figure = tuple[str | None, float | None, float | None, float | None, str | None]


def _flat(count: Counted, figure: Any, of: str | None = None) -> Iterator[_Figure]:
    """Yield a figure as rows: whom it is of, its value, what that is made of, or names."""
    if isinstance(figure, Mapping):
        for name, one in figure.items():
            yield from _flat(count, one, str(name))
    elif isinstance(figure, Share | Weight):
        yield (of, figure.value, figure.numerator, figure.denominator, None)
    elif isinstance(figure, tuple) and any(isinstance(one, Lag) for one in figure):
        for lag in figure:
            allegation, reply = map(count.marks.number_of, (lag.claim, lag.reply))
            about = f"claim {allegation}, {lag.target}, answered by claim {reply}"
            yield (about, lag.words, None, None, None)
    elif isinstance(figure, tuple | list):
        yield (of, len(figure), None, None, _several(_named(count, one) for one in figure))
    else:
        yield (of, figure, None, None, None)


def _named(count: Counted, one: object) -> str:
    """Return a claim by its number, anything else by its name."""
    name = str(one)
    return f"claim {count.marks.number_of(name)}" if name in count.chain_of else name


def _several(values: Any) -> str | None:
    return BETWEEN.join(str(value) for value in values) or None


def _yes(told: bool) -> str | None:
    return "yes" if told else None


_Rows = Callable[[Story], Iterator[tuple[Cell, ...]]]
_TABLES: dict[TableName, tuple[tuple[Column, ...], _Rows]] = {
    TableName.CLAIMS: (_CLAIMS, _claims),
    TableName.SOURCES: (_SOURCES, _sources),
    TableName.CHECKS: (_CHECKS, _checks),
    TableName.MEASURES: (_MEASURES, _measures),
}
