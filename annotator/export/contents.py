"""The first page of a report on several articles: each by its title, linked, with its numbers."""

from annotator.export.grid import Column, Grid
from annotator.export.markup import Look, line, linked, paragraph
from annotator.export.package import Package, bookmark_name
from annotator.export.story import Story, counted

ARTICLE_PLACE = "article"
"""The prefix of the bookmark on an article's title."""

_TEXT = "OnRecordTableText"
_COLUMNS = (
    Column("No.", 12),
    Column("Article", 84),
    Column("Status", 28),
    Column("Claims", 16),
    Column("Allegations", 22),
    Column("Unanswered", 22),
)


def write_contents(stories: list[Story], package: Package) -> None:
    """Write the list of articles, each leading to its place."""
    line(package.body, "OnRecordKicker", "On Record report")
    line(package.body, "Title", package.title)
    if not stories:
        line(package.body, "Normal", "The project has no articles.")
        return
    line(package.body, "OnRecordByline", counted(len(stories), "article"))
    grid = Grid(package.body, _COLUMNS, package.page.text_width, "Articles", "OnRecordTable")
    for story in stories:
        article, counts = story.marks.article, story.counts()
        number, title, status, *numbers = grid.row()
        line(number, _TEXT, str(article.number))
        place = bookmark_name(ARTICLE_PLACE, article.id)
        linked(paragraph(title, _TEXT), place, article.title, Look(bold=True))
        line(status, _TEXT, article.status.value.capitalize())
        totals = (counts.claims, counts.allegations, counts.unanswered)
        for cell, total in zip(numbers, totals, strict=True):
            line(cell, _TEXT, f"{total:,}")
