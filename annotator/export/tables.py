"""The report's tables: allegations and answers, claims in reading order, sources."""

from collections.abc import Iterable
from functools import cache

from annotator.export.article import ROW, WORDS, claim_look
from annotator.export.grid import Column, Grid
from annotator.export.markup import PLAIN, Element, Look, line, linked, paragraph, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.story import NO_TAG, Relation, Story, counted
from annotator.model import Claim, Source
from annotator.palette import LOOKS
from annotator.report import Pair
from annotator.text import block_at
from annotator.vocabulary import LegalRisk, SourceKind, Tag

_STYLE = "OnRecordTable"
_TEXT = "OnRecordTableText"
_QUOTE = "OnRecordTableQuote"
_DETAIL = "OnRecordDetail"
_STRONG = Look(bold=True)
_NOTHING = "–"

_ALLEGATIONS = (
    Column("No.", 15),
    Column("Allegation", 45),
    Column("About", 23),
    Column("Source", 25),
    Column("Answer", 38),
    Column("Checked", 24),
)
_CLAIMS = (
    Column("No.", 15),
    Column("Claim", 52),
    Column("Tags", 29),
    Column("Source", 27),
    Column("Relations", 27),
    Column("Checked", 20),
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
    line(package.body, "Heading2", "Allegations and answers")
    alleged = [chain.first for chain in story.chains if Tag.ALLEGATION in chain.tags]
    if not alleged:
        line(package.body, "Normal", "No allegations are marked.")
        return
    grid = _grid(package, _ALLEGATIONS, "Allegations and answers")
    for claim in alleged:
        for pair in story.pairs_of(claim) or (None,):
            number, quote, about, source, answer, checked = grid.row()
            _number(story, claim, number)
            line(quote, _QUOTE, claim.quote)
            line(about, _TEXT, story.party(pair.target) if pair else "Nobody named")
            _source(story, claim, source)
            _answer(story, pair, answer)
            _checked(story, claim, checked)


def write_claims(story: Story, package: Package) -> None:
    """Write every claim in reading order."""
    line(package.body, "Heading2", "Claims in reading order")
    if not story.marks.claims:
        line(package.body, "Normal", "No claims are marked.")
        return
    grid = _grid(package, _CLAIMS, "Claims in reading order")
    for claim in story.marks.claims:
        number, quote, tags, source, relations, checked = grid.row()
        _number(story, claim, number, package)
        line(quote, _QUOTE, claim.quote)
        _tags(claim, tags)
        _source(story, claim, source)
        if claim.cue:
            line(source, _DETAIL, f"Cue: “{claim.cue}”")
        _relations(story, story.relations(claim), relations)
        _checked(story, claim, checked)


def write_sources(story: Story, package: Package) -> None:
    """Write every source, those heard first at the top; anonymous ones by descriptor only."""
    line(package.body, "Heading2", "Sources")
    if not story.marks.sources:
        line(package.body, "Normal", "No sources are named.")
        return
    claims: dict[str, list[Claim]] = {}
    for claim in story.marks.claims:
        if claim.source_id:
            claims.setdefault(claim.source_id, []).append(claim)
    heard = [story.marks.source_of(said[0]) for said in claims.values()]
    silent = [source for source in story.marks.sources if source.id not in claims]
    grid = _grid(package, _SOURCES, "Sources")
    for source in (*heard, *silent):
        if source is not None:
            _source_row(story, source, claims.get(source.id, []), grid.row())


def _grid(package: Package, columns: tuple[Column, ...], name: str) -> Grid:
    return Grid(package.body, columns, package.page.text_width, name, _STYLE)


def _number(story: Story, claim: Claim, cell: Element, package: Package | None = None) -> None:
    """Write a claim's number, linked to its words; the table of claims is what links lead to."""
    element = paragraph(cell, _TEXT)
    bookmark = package.bookmark(element, bookmark_name(ROW, claim.id)) if package else None
    _link(story, claim, element, _STRONG)
    if bookmark is not None:
        element.markup(tag("bookmarkEnd", id=bookmark))
    if claim.tags:
        run(element, f" {story.letters(claim)}", _letters_look(claim.tags[0]))
    block = block_at(story.marks.blocks, claim.start)
    if block is not None and block.paragraph is not None:
        where = f"par. {block.paragraph}" if block.paragraph else "headline"
        line(cell, _DETAIL, where)


@cache
def _letters_look(kind: Tag) -> Look:
    return Look(color=LOOKS[kind].light_ink[1:], bold=True, size=15)


def _link(story: Story, claim: Claim, element: Element, look: Look = PLAIN) -> None:
    """Write a claim's number; where the report has the article it leads to the words."""
    number = str(story.number(claim))
    if story.edition.has_text:
        linked(element, bookmark_name(WORDS, claim.id), number, look)
    else:
        run(element, number, look)


def _links(story: Story, claims: Iterable[Claim], element: Element) -> None:
    for place, claim in enumerate(claims):
        if place:
            run(element, ", ")
        _link(story, claim, element)


def _tags(claim: Claim, cell: Element) -> None:
    for kind in claim.tags:
        line(cell, _TEXT, LOOKS[kind].title, claim_look(kind, PLAIN))
    if not claim.tags:
        line(cell, _TEXT, NO_TAG, claim_look(None, PLAIN))


def _source(story: Story, claim: Claim, cell: Element) -> None:
    line(cell, _TEXT, story.source(claim))
    kind = story.source_kind(claim)
    if kind:
        line(cell, _DETAIL, kind.capitalize())


def _answer(story: Story, pair: Pair | None, cell: Element) -> None:
    if pair is None:
        line(cell, _TEXT, _NOTHING)
        return
    element = paragraph(cell, _TEXT)
    outcome = story.outcome(pair.response)
    if pair.replies:
        run(
            element,
            "Answered by claim " if len(pair.replies) == 1 else "Answered by claims ",
            _STRONG,
        )
        _links(story, pair.replies, element)
    elif pair.is_answered:
        run(element, _sentence(outcome), _STRONG)
        return
    else:
        run(element, "Unanswered", _STRONG)
    for reply in pair.replies:
        line(cell, _DETAIL, _reply(story, pair.claim, reply))
    if outcome:
        line(cell, _DETAIL, _sentence(outcome))


def _reply(story: Story, allegation: Claim, reply: Claim) -> str:
    """Return what a reply amounts to, its length, and how far from the allegation it stands."""
    length = counted(story.words.within([reply.span]), "word")
    against = story.words.within([allegation.span])
    parts = [story.kind_of_reply(reply), f"{length} to the allegation's {against:,}"]
    apart = story.words.before(reply.start) - story.words.before(allegation.end)
    if reply.start >= allegation.end:
        parts.append(f"{counted(apart, 'word')} later" if apart else "right after it")
    else:
        parts.append("stands before it")
    return _sentence(", ".join(part for part in parts if part))


def _checked(story: Story, claim: Claim, cell: Element) -> None:
    line(cell, _TEXT, claim.verification.value.capitalize())
    if story.edition.is_public:
        return
    for evidence in claim.evidence:
        line(cell, _DETAIL, evidence.title or evidence.url or "Untitled evidence")
    if claim.legal_risk is not LegalRisk.NONE:
        line(cell, _DETAIL, f"Legal risk: {claim.legal_risk.value}")


def _relations(story: Story, relations: Iterable[Relation], cell: Element) -> None:
    for relation in relations:
        element = paragraph(cell, _TEXT)
        run(element, f"{relation.phrase} ")
        _links(story, relation.claims, element)
    if not len(cell) > 1:
        line(cell, _TEXT, _NOTHING)


def _source_row(story: Story, source: Source, claims: list[Claim], cells: list[Element]) -> None:
    name, kind, sector, words, said = cells
    line(name, _TEXT, story.edition.name(source), _STRONG)
    line(kind, _TEXT, source.kind.value.capitalize())
    if source.kind is SourceKind.ANONYMOUS or story.edition.is_hidden(source):
        if not story.edition.is_public:
            line(name, _DETAIL, _described(source))
        line(sector, _TEXT, _NOTHING)
    else:
        # A role is free text, in which a hidden source may be named.
        role = None if story.edition.is_public else source.role
        affiliation = story.party(source.affiliation) if source.affiliation else None
        about = ", ".join(part for part in (role, affiliation) if part)
        if about:
            line(name, _DETAIL, _sentence(about))
        line(sector, _TEXT, source.sector.value.capitalize())
        line(sector, _DETAIL, f"Side: {story.party(source.side)}")
    line(words, _TEXT, f"{story.words.within(claim.span for claim in claims):,}")
    element = paragraph(said, _TEXT)
    _links(story, claims, element)
    if not claims:
        run(element, "Not heard")


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
    return _sentence(", ".join((*said, number)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
