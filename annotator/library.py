"""The articles of a project as a library: which of them are wanted, in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from annotator.model import Article
from annotator.vocabulary import ArticleStatus


class Period(StrEnum):
    """When an article was published, seen from today."""

    ANY = "any time"
    WEEK = "last 7 days"
    MONTH = "last 30 days"
    YEAR = "this year"
    NONE = "no date"


class Work(StrEnum):
    """What is still to be done in an article."""

    UNANSWERED = "unanswered allegations"
    CHECKS = "open checks"
    UNMARKED = "no claims yet"
    NOT_CLEARED = "not cleared"


class By(StrEnum):
    """What articles are ordered by."""

    NUMBER = "as imported"
    TITLE = "title"
    PUBLISHED = "date"
    OUTLET = "outlet"
    STATUS = "status"
    CLAIMS = "claims"
    UNANSWERED = "unanswered"
    CHECKS = "open checks"
    CHANGED = "last changed"


_LARGEST_FIRST = {By.PUBLISHED, By.CLAIMS, By.UNANSWERED, By.CHECKS, By.CHANGED}
_STATUSES = list(ArticleStatus)
_CLEARED = {ArticleStatus.CLEARED, ArticleStatus.CLEARED_WITH_CHANGES}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article beside itself; `checks` are the open ones.

    `changed` numbers its last step.
    """

    claims: int = 0
    unanswered: int = 0
    reviewers: frozenset[str] = frozenset()
    changed: int = 0
    checks: int = 0


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are wanted: every field that holds something has to be met.

    `words` all stand in title, byline or outlet; of several statuses, outlets or reviewers one
    has to be met. An article without an outlet has "" for it. `only` are ids, where no other
    articles are wanted, and `subject` is what these are called together.
    """

    words: tuple[str, ...] = ()
    statuses: frozenset[ArticleStatus] = frozenset()
    outlets: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()
    period: Period = Period.ANY
    work: frozenset[Work] = frozenset()
    only: frozenset[str] = frozenset()
    subject: str = ""

    @property
    def is_narrow(self) -> bool:
        """Return whether anything but words is asked for."""
        return self != Wanted(self.words)

    @property
    def needs_marks(self) -> bool:
        """Return whether the article's marks have to be looked at to tell."""
        return bool(self.reviewers) or Work.UNANSWERED in self.work

    @property
    def needs_checks(self) -> bool:
        """Return whether every article has to be checked to tell."""
        return Work.CHECKS in self.work

    def has(self, article: Article, facts: Facts, today: date) -> bool:
        """Return whether an article is wanted."""
        if self.words and not _has_words(article, self.words):
            return False
        return (
            (not self.only or article.id in self.only)
            and (not self.statuses or article.status in self.statuses)
            and (not self.outlets or (article.outlet or "") in self.outlets)
            and (not self.reviewers or not self.reviewers.isdisjoint(facts.reviewers))
            and is_within(article, self.period, today)
            and all(_is_open(work, article, facts) for work in self.work)
        )


def needs_marks(by: By) -> bool:
    """Return whether the marks have to be looked at for an order."""
    return by in {By.UNANSWERED, By.CHANGED}


def ordered(some: Iterable[tuple[Article, Facts]], by: By) -> list[Article]:
    """Return articles in an order; what ties or is empty stands as imported, at the end.

    Dates and numbers begin with the newest and the largest, names with the first.
    """
    keys = [(_KEYS[by](article, facts), article.number, article) for article, facts in some]
    filled = [key for key in keys if key[0] not in {"", 0}]
    empty = [key for key in keys if key[0] in {"", 0}]
    filled.sort(key=lambda key: key[1])
    filled.sort(key=lambda key: key[0], reverse=by in _LARGEST_FIRST)
    empty.sort(key=lambda key: key[1])
    return [article for *_, article in (*filled, *empty)]


def is_within(article: Article, period: Period, today: date) -> bool:
    """Return whether an article was published in a period."""
    day = (article.published or "")[:10]
    match period:
        case Period.ANY:
            return True
        case Period.NONE:
            return not day
        case Period.YEAR:
            return day[:4] == f"{today:%Y}"
        case _:
            days = 7 if period is Period.WEEK else 30
            return (today - timedelta(days)).isoformat() < day <= today.isoformat()


def _has_words(article: Article, words: tuple[str, ...]) -> bool:
    text = " ".join(filter(None, (article.title, article.byline, article.outlet))).casefold()
    return all(word in text for word in words)


def _is_open(work: Work, article: Article, facts: Facts) -> bool:
    match work:
        case Work.UNANSWERED:
            return facts.unanswered > 0
        case Work.CHECKS:
            return facts.checks > 0
        case Work.UNMARKED:
            return facts.claims == 0
        case Work.NOT_CLEARED:
            return article.status not in _CLEARED


_KEYS: dict[By, Callable[[Article, Facts], str | int]] = {
    By.NUMBER: lambda article, _: article.number,
    By.TITLE: lambda article, _: article.title.casefold(),
    By.PUBLISHED: lambda article, _: article.published or "",
    By.OUTLET: lambda article, _: (article.outlet or "").casefold(),
    By.STATUS: lambda article, _: _STATUSES.index(article.status) + 1,
    By.CLAIMS: lambda _, facts: facts.claims,
    By.UNANSWERED: lambda _, facts: facts.unanswered,
    By.CHECKS: lambda _, facts: facts.checks,
    By.CHANGED: lambda _, facts: facts.changed,
}
