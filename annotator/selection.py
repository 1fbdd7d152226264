"""Articles chosen by what is known of them: outlet, author, date, status and tag."""

import re
from dataclasses import dataclass

from annotator.model import Article, Marks
from annotator.vocabulary import ArticleStatus, Tag


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are meant; several values of a field mean any of them, several fields all.

    `authors` are whole names, or parts of one, as they stand in the byline. `after` and `before`
    are a year, month or day in ISO 8601: from its first day on, and up to the day before its
    first. `tags` are those of at least one claim.
    """

    outlets: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    statuses: frozenset[ArticleStatus] = frozenset()
    tags: frozenset[Tag] = frozenset()
    after: str | None = None
    before: str | None = None

    def has(self, article: Article) -> bool:
        """Return whether an article is meant, as far as can be told without its claims."""
        published = article.published or ""
        return (
            (not self.outlets or _folded(article.outlet) in map(_folded, self.outlets))
            and (not self.authors or any(_wrote(name, article) for name in self.authors))
            and (not self.statuses or article.status in self.statuses)
            and (not self.after or published >= self.after)
            and (not self.before or "" < published < self.before)
        )

    def has_tagged(self, marks: Marks) -> bool:
        """Return whether an article has a claim with one of the tags, where tags are asked for."""
        return not self.tags or any(not self.tags.isdisjoint(c.tags) for c in marks.claims)


def _wrote(name: str, article: Article) -> bool:
    whole = rf"(?<!\w){re.escape(_folded(name))}(?!\w)"
    return re.search(whole, _folded(article.byline)) is not None


def _folded(words: str | None) -> str:
    return " ".join((words or "").casefold().split())
