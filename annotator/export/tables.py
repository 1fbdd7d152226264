"""The report's tables: allegations and answers, claims in reading order, sources."""

from collections.abc import Iterable

from annotator.export.article import claim_look
from annotator.export.cells import (
    DETAIL,
    NOTHING,
    STRONG,
    TEXT,
    links_to,
    number_cell,
    quote_line,
    sentence,
    source_cell,
    table,
)
from annotator.export.checks import finding_place
from annotator.export.grid import Column
from annotator.export.markup import PLAIN, Element, line, linked, paragraph, run
from annotator.export.package import Package, bookmark_name
from annotator.export.parts import has, heading
from annotator.export.story import NO_TAG, Relation, Story, counted, distance
from annotator.model import Claim, Source
from annotator.palette import LOOKS
from annotator.report import Pair
from annotator.vocabulary import LegalRisk, Part, SourceKind, Tag

ALLEGED = "alleged"
"""The prefix of the bookmark on an allegation's first row."""

_ALLEGATIONS = (
    Column("No.", 15),
    Column("Allegation", 42),
    Column("Target", 23),
    Column("Source", 25),
    Column("Answer, length and distance", 40),
    Column("Checked", 27),
)
_CLAIMS = (
    Column("No.", 15),
    Column("Claim", 48),
    Column("Tags", 27),
    Column("Source", 28),
    Column("Relations", 26),
    Column("Checked", 28),
)
_SOURCES = (
    Column("Source", 62),
    Column("Kind", 32),
    Column("Sector and side", 38),
    Column("Words", 14),
    Column("Claims", 36),
)


def write_allegations(story: Story, package: Package) -> None:
    """Write each allegation with what each party it is about was asked and said."""
    heading(story, package, Part.ALLEGATIONS)
    alleged = [chain for chain in story.chains if Tag.ALLEGATION in chain.tags]
    if not alleged:
        line(package.body, "Normal", "No allegations are marked.")
        return
    grid = table(package, _ALLEGATIONS, "Allegations and answers")
    for chain in alleged:
        claim = chain.first
        for row, pair in enumerate(story.pairs_of(claim) or (None,)):
            number, quote, about, source, answer, checked = grid.row()
            # Links lead to the first of its rows.
            number_cell(story, claim, number, None if row else package, ALLEGED)
            quote_line(story, quote, chain.quote)
            line(about, TEXT, pair.target if pair else "Nobody named")
            source_cell(story, claim, source)
            _answer(story, pair, answer)
            _checked(claim, checked)


def write_claims(story: Story, package: Package) -> None:
    """Write every claim in reading order."""
    heading(story, package, Part.CLAIMS)
    if not story.marks.claims:
        line(package.body, "Normal", "No claims are marked.")
        return
    grid = table(package, _CLAIMS, "Claims in reading order")
    for claim in story.marks.claims:
        number, quote, tags, source, relations, checked = grid.row()
        number_cell(story, claim, number, package)
        quote_line(story, quote, claim.quote)
        _tags(story, claim, tags)
        source_cell(story, claim, source)
        if claim.cue:
            line(source, DETAIL, f"Cue: “{claim.cue}”")
        _relations(story, story.relations(claim), relations)
        _checked(claim, checked)
        _found(story, claim, checked)


def write_sources(story: Story, package: Package) -> None:
    """Write every source, those heard first at the top; anonymous ones by descriptor only."""
    heading(story, package, Part.SOURCES)
    if not story.marks.sources:
        line(package.body, "Normal", "No sources are named.")
        return
    claims: dict[str, list[Claim]] = {}
    for claim in story.marks.claims:
        if claim.source_id:
            claims.setdefault(claim.source_id, []).append(claim)
    heard = [story.marks.source_of(said[0]) for said in claims.values()]
    silent = [source for source in story.marks.sources if source.id not in claims]
    grid = table(package, _SOURCES, "Sources")
    for source in (*heard, *silent):
        if source is not None:
            _source_row(story, source, claims.get(source.id, []), grid.row())


def _tags(story: Story, claim: Claim, cell: Element) -> None:
    for kind in claim.tags:
        element = paragraph(cell, TEXT)
        look = claim_look(kind, PLAIN)
        if kind is Tag.ALLEGATION and has(story, Part.ALLEGATIONS):
            # Its row in the table of allegations says who answered; a later half has none.
            first = story.counted.chain_of[claim.id].first
            linked(element, bookmark_name(ALLEGED, first.id), LOOKS[kind].title, look)
        else:
            run(element, LOOKS[kind].title, look)
    if not claim.tags:
        line(cell, TEXT, NO_TAG, claim_look(None, PLAIN))


def _answer(story: Story, pair: Pair | None, cell: Element) -> None:
    if pair is None:
        line(cell, TEXT, NOTHING)
        return
    element = paragraph(cell, TEXT)
    outcome = story.outcome(pair.response)
    if pair.replies:
        run(
            element,
            "Answered by claim " if len(pair.replies) == 1 else "Answered by claims ",
            STRONG,
        )
        links_to(story, pair.replies, element)
    elif pair.is_answered:
        run(element, sentence(outcome), STRONG)
        return
    else:
        run(element, "Unanswered", STRONG)
    for reply in pair.replies:
        line(cell, DETAIL, _reply(story, pair, reply))
    if outcome:
        line(cell, DETAIL, sentence(outcome))


def _reply(story: Story, pair: Pair, reply: Claim) -> str:
    """Return what a reply amounts to, its length, and how far from the allegation it stands."""
    chain_of, words_of = story.counted.chain_of, story.counted.words_of
    length = counted(words_of([chain_of[reply.id]]), "word")
    against = words_of([chain_of[pair.claim.id]])
    parts = [story.kind_of_reply(reply), f"{length} to the allegation's {against:,}"]
    if reply is pair.replies[0]:
        parts.append(distance(story.lags[pair.claim.id, pair.target]))
    return sentence(", ".join(part for part in parts if part))


def _checked(claim: Claim, cell: Element) -> None:
    line(cell, TEXT, claim.verification.value.capitalize())
    for evidence in claim.evidence:
        line(cell, DETAIL, evidence.title or evidence.url or "Untitled evidence")
    if claim.legal_risk is not LegalRisk.NONE:
        line(cell, DETAIL, f"Legal risk: {claim.legal_risk.value}")


def _found(story: Story, claim: Claim, cell: Element) -> None:
    """Write which checks are open on a claim, each leading to its row."""
    found = story.findings_on(claim) if has(story, Part.CHECKS) else ()
    if not found:
        return
    element = paragraph(cell, DETAIL)
    for place, finding in enumerate(found):
        if place:
            run(element, ", ")
        linked(element, finding_place(story, finding), finding.rule)


def _relations(story: Story, relations: Iterable[Relation], cell: Element) -> None:
    for relation in relations:
        element = paragraph(cell, TEXT)
        run(element, f"{relation.phrase} ")
        links_to(story, relation.claims, element)
    if not len(cell) > 1:
        line(cell, TEXT, NOTHING)


def _source_row(story: Story, source: Source, claims: list[Claim], cells: list[Element]) -> None:
    name, kind, sector, words, said = cells
    line(name, TEXT, story.edition.name(source), STRONG)
    for identity in story.edition.revealed.get(source.id, ()):
        told = ", ".join(part for part in (identity.name, identity.contact) if part)
        line(name, TEXT, f"is {told}", STRONG)
    line(kind, TEXT, source.kind.value.capitalize())
    if source.kind is SourceKind.ANONYMOUS:
        if not story.edition.is_public:
            line(name, DETAIL, _described(source))
        line(sector, TEXT, NOTHING)
    else:
        about = ", ".join(part for part in (source.role, source.affiliation) if part)
        if about:
            line(name, DETAIL, sentence(about))
        line(sector, TEXT, source.sector.shown)
        line(sector, DETAIL, f"Side: {source.side}")
    line(words, TEXT, f"{_words(story, claims):,}")
    element = paragraph(said, TEXT)
    links_to(story, claims, element)
    if not claims:
        run(element, "Not heard")


def _words(story: Story, claims: Iterable[Claim]) -> int:
    words = story.counted.words
    return words.within(claim.span for claim in claims)


def _described(source: Source) -> str:
    """Return what the story tells about an anonymous source, and what it does not."""
    told = source.descriptor
    if told is None:
        return "The story's description is not recorded."
    facts = {
        "affiliation": told.affiliation,
        "how they know": told.basis,
        "reason for anonymity": told.reason,
    }
    number = "number not told" if told.count is None else f"number: {told.count}"
    said = [f"{fact} {'told' if is_told else 'not told'}" for fact, is_told in facts.items()]
    return sentence(", ".join((*said, number)))
