"""The parts of a report where they are written: their headings, and where links lead."""

from annotator.export.edition import PAGE_ONE
from annotator.export.markup import run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.story import Story
from annotator.vocabulary import Part

_NUMBERS = {part: number for number, part in enumerate(Part, 1)}


def has(story: Story, part: Part) -> bool:
    """Return whether the report that a story is told in has a part."""
    return part in story.edition.parts


def place_of(story: Story, part: Part) -> str:
    """Return the bookmark on the heading of a part of one article."""
    return bookmark_name(f"_Toc{_NUMBERS[part]}", story.marks.article.id)


def heading(story: Story, package: Package, part: Part) -> None:
    """Write the heading of a part, where the table of contents and links lead.

    Nothing follows on page one. The parts of one article follow its table of contents, which is
    on a new page itself.
    """
    first = next(one for one in story.edition.parts if one not in PAGE_ONE)
    begins_page = part is first and story.edition.has_many
    element = package.body.child("p")
    element.markup(f"<w:pPr>{tag('pStyle', 'Heading2')}{_BREAK if begins_page else ''}</w:pPr>")
    place = package.bookmark(element, place_of(story, part))
    run(element, part.value)
    element.markup(tag("bookmarkEnd", id=place))


_BREAK = tag("pageBreakBefore")
