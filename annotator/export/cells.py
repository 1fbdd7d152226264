"""What the cells of tables have in common: styles, numbers that lead to words, sources."""

from collections.abc import Iterable, Sequence
from functools import cache

from annotator.export.article import ROW, WORDS
from annotator.export.grid import Column, Grid
from annotator.export.markup import PLAIN, Element, Look, line, linked, paragraph, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.story import Story
from annotator.model import Claim
from annotator.palette import LOOKS
from annotator.text import block_at
from annotator.vocabulary import Tag

TABLE = "OnRecordTable"
TEXT = "OnRecordTableText"
QUOTE = "OnRecordTableQuote"
DETAIL = "OnRecordDetail"
STRONG = Look(bold=True)
NOTHING = "–"

TALL = 1_500
"""From so many characters on a row may go on on the next page."""

_LONGEST_QUOTE = 700
_QUOTE_START, _QUOTE_END = 560, 80
_MOST_LINKS = 24
"""How many claims a cell leads to; a row that fills a page helps nobody."""


def table(package: Package, columns: Sequence[Column], name: str) -> Grid:
    """Append a table as wide as the text."""
    return Grid(package.body, columns, package.page.text_width, name, TABLE)


def number_cell(
    story: Story, claim: Claim, cell: Element, package: Package | None = None, prefix: str = ROW
) -> None:
    """Write a claim's number, linked to its words, and its paragraph.

    With a package the number is itself a place that links lead to, by the name of `prefix`.
    """
    number, place = story.written.get(claim.id) or _number(story, claim)
    element = paragraph(cell, TEXT)
    bookmark = package.bookmark(element, bookmark_name(prefix, claim.id)) if package else None
    element.markup(number)
    if bookmark is not None:
        element.markup(tag("bookmarkEnd", id=bookmark))
    if place:
        cell.markup(place)


def _number(story: Story, claim: Claim) -> tuple[str, str]:
    """Return the markup of a claim's number and of its paragraph, which many tables have."""
    number, below = Element("w:p"), Element("w:tc")
    link_to(story, claim, number, STRONG)
    if claim.tags:
        run(number, f" {story.letters(claim)}", _letters_look(claim.tags[0]))
    place = place_in_text(story, claim)
    if place:
        line(below, DETAIL, place)
    story.written[claim.id] = number.content, below.content
    return story.written[claim.id]


def place_in_text(story: Story, claim: Claim) -> str:
    """Return "par. 3" or "headline", empty in furniture."""
    block = block_at(story.marks.blocks, claim.start)
    if block is None or block.paragraph is None:
        return ""
    return f"par. {block.paragraph}" if block.paragraph else "headline"


def link_to(story: Story, claim: Claim, element: Element, look: Look = PLAIN) -> None:
    """Write a claim's number; where the report has the article it leads to the words."""
    number = str(story.number(claim))
    if story.edition.has_text:
        linked(element, bookmark_name(WORDS, claim.id), number, look)
    else:
        run(element, number, look)


def links_to(story: Story, claims: Iterable[Claim], element: Element) -> None:
    """Write the numbers of claims with commas between them."""
    for place, claim in enumerate(claims):
        if place:
            run(element, ", ")
        link_to(story, claim, element)


def few_links(story: Story, ids: Sequence[str], element: Element) -> None:
    """Write the numbers of the first of some claims, and how many are left out."""
    links_to(story, (story.marks.claim(claim_id) for claim_id in ids[:_MOST_LINKS]), element)
    if len(ids) > _MOST_LINKS:
        run(element, f" and {len(ids) - _MOST_LINKS:,} more")


def quote_line(story: Story, cell: Element, quote: str) -> None:
    """Write a claim's words; of very many only how they begin and end."""
    if len(quote) <= _LONGEST_QUOTE:
        line(cell, QUOTE, quote)
        return
    line(cell, QUOTE, f"{quote[:_QUOTE_START].rstrip()} … {quote[-_QUOTE_END:].lstrip()}")
    rest = "; the annotated article has all of them" if story.edition.has_text else ""
    line(cell, DETAIL, f"{len(quote):,} characters{rest}.")


def source_cell(story: Story, claim: Claim, cell: Element) -> None:
    """Write who a claim comes from and what sort of source that is."""
    key = f"source {claim.source_id}"
    if key not in story.written:
        holder = Element("w:tc")
        line(holder, TEXT, story.source(claim))
        kind = story.source_kind(claim)
        if kind:
            line(holder, DETAIL, kind.capitalize())
        story.written[key] = holder.content, ""
    cell.markup(story.written[key][0])


def sentence(text: str) -> str:
    """Return words as a sentence begins."""
    return text[:1].upper() + text[1:]


@cache
def _letters_look(kind: Tag) -> Look:
    return Look(color=LOOKS[kind].light_ink[1:], bold=True, size=15)
