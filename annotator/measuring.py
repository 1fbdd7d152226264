"""From a project to its measures: of one article, and over a selection of them."""

from dataclasses import dataclass

from annotator.measures import document, tables
from annotator.measures.counted import Counted, counted
from annotator.measures.figures import Figures, figures
from annotator.measures.pool import Pool, numbers_of
from annotator.model import Article
from annotator.selection import Selection
from annotator.store.reader import Reader

Sides = tuple[str, str] | None
PROFILE = "default"
"""The name of the house rules in force."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One article with its figures."""

    story: Counted
    figures: Figures

    def document(self) -> document.Record:
        """Return the figures as a JSON document."""
        return document.under(PROFILE, document.of_article(self.story, self.figures))

    def tables(self) -> str:
        """Return the figures as a person reads them."""
        return tables.of_article(self.story, self.figures, PROFILE)


@dataclass(frozen=True, slots=True)
class Selected:
    """The articles of a selection, and what they come to together."""

    articles: tuple[document.Record, ...]
    titles: tuple[tuple[int, str], ...]
    pool: Pool

    def document(self) -> document.Record:
        """Return the figures as a JSON document."""
        return document.under(PROFILE, document.of_selection(list(self.articles), self.pool))

    def tables(self) -> str:
        """Return the figures as a person reads them."""
        return tables.of_selection(self.titles, self.articles, self.pool, PROFILE)


def measure(reader: Reader, article: Article, sides: Sides = None) -> Measured:
    """Return the measures of one article; `sides` are those weighed against each other."""
    story = counted(reader.marks(article.id))
    return Measured(story, figures(story, sides))


def measure_all(reader: Reader, selection: Selection, sides: Sides = None) -> Selected:
    """Return the measures of every article that is selected, by number."""
    pool = Pool()
    records, titles = [], []
    wanted = [article.id for article in reader.articles() if selection.has(article)]
    for marks in reader.marks_by_turns(wanted):
        if selection.has_tagged(marks):
            story = counted(marks)
            found = figures(story, sides)
            pool.put(marks.article.id, numbers_of(found))
            records.append(document.of_article(story, found))
            titles.append((marks.article.number, marks.article.title))
    return Selected(tuple(records), tuple(titles), pool)
