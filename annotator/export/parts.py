"""The parts of a report: their order, their headings, and which variant has which."""

from enum import StrEnum

from annotator.export.markup import run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.story import Story
from annotator.vocabulary import Variant


class Part(StrEnum):
    """A part of a report by its heading; the first two share page one, which has none."""

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


PARTS: dict[Variant, tuple[Part, ...]] = {
    Variant.FULL: tuple(Part),
    Variant.LEGAL: (
        Part.COVER,
        Part.SUMMARY,
        Part.ARTICLE,
        Part.ALLEGATIONS,
        Part.CLAIMS,
        Part.QUOTATIONS,
        Part.EVIDENCE,
    ),
    Variant.SUMMARY: (Part.COVER, Part.SUMMARY),
    Variant.PUBLIC: tuple(Part),
}
"""What each variant says of an article, in order."""

PAGE_ONE = frozenset({Part.COVER, Part.SUMMARY})

_NUMBERS = {part: number for number, part in enumerate(Part, 1)}


def has(story: Story, part: Part) -> bool:
    """Return whether the report that a story is told in has a part."""
    return part in PARTS[story.edition.variant]


def place_of(story: Story, part: Part) -> str:
    """Return the bookmark on the heading of a part of one article."""
    return bookmark_name(f"_Toc{_NUMBERS[part]}", story.marks.article.id)


def heading(story: Story, package: Package, part: Part, *, begins_page: bool = False) -> None:
    """Write the heading of a part, where the table of contents and links lead."""
    element = package.body.child("p")
    element.markup(f"<w:pPr>{tag('pStyle', 'Heading2')}{_BREAK if begins_page else ''}</w:pPr>")
    place = package.bookmark(element, place_of(story, part))
    run(element, part.value)
    element.markup(tag("bookmarkEnd", id=place))


_BREAK = tag("pageBreakBefore")
