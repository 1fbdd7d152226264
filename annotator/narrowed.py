"""Which stories of a project are looked at: what there is to choose, and the chosen ones kept."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from annotator.model import Article
from annotator.overview import Overview, Told, is_meant
from annotator.selection import Selection
from annotator.vocabulary import ArticleStatus, Tag

Counts = list[tuple[str, int]]
"""What can be chosen, and how many stories have it."""
WEEK, MONTH = "7", "30"
"""The last days that can be chosen, by their number; any other choice of dates is a year."""
_BY = re.compile(r"by\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)


class Narrowed:
    """The stories of a selection as an overview, which follows that of the project."""

    def __init__(self, whole: Overview, selection: Selection) -> None:
        self.selection = selection
        self._whole = whole
        self._seen = _by_id(whole)
        self.overview = whole.narrowed(selection)

    def is_of(self, whole: Overview, selection: Selection) -> bool:
        """Return whether these are the stories of a selection among those of an overview."""
        return whole is self._whole and selection == self.selection

    def follow(self) -> None:
        """Take over which stories are other ones than they were."""
        now = _by_id(self._whole)
        for key in self._seen.keys() - now.keys():
            self.overview.drop(key)
        for key, one in now.items():
            if self._seen.get(key) is one:
                continue
            if is_meant(one, self.selection):
                self.overview.put(one)
            else:
                self.overview.drop(key)
        self._seen = now


def outlets(overview: Overview) -> Counts:
    """Return the outlets of the stories, the one with most of them first; "" for none."""
    return _counted(one.article.outlet or "" for one in overview.stories)


def authors(overview: Overview) -> Counts:
    """Return who wrote the stories, whoever wrote most of them first."""
    return _counted(name for one in overview.stories for name in written_by(one.article))


def statuses(overview: Overview) -> Counts:
    """Return the statuses that stories have, in their order."""
    found = Counter(one.article.status for one in overview.stories)
    return [(status, found[status]) for status in ArticleStatus if found[status]]


def tags(overview: Overview) -> Counts:
    """Return the tags that claims of the stories have, in their order."""
    found = Counter(tag for one in overview.stories for tag in one.tags)
    return [(tag, found[tag]) for tag in Tag if found[tag]]


def dates(overview: Overview, today: date) -> Counts:
    """Return the last days that have stories, then the years, the latest first."""
    days = [one.day for one in overview.stories if one.day]
    some = [(period, sum(_is_in(day, period, today) for day in days)) for period in (WEEK, MONTH)]
    years = Counter(day[:4] for day in days)
    return [*((period, n) for period, n in some if n), *sorted(years.items(), reverse=True)]


def bounds_of(period: str, today: date) -> tuple[str, str]:
    """Return the day that a choice of dates begins with, and the one before which it ends."""
    if period in {WEEK, MONTH}:
        first, after = today - timedelta(int(period) - 1), today + timedelta(1)
        return first.isoformat(), after.isoformat()
    return period, f"{int(period) + 1:04}"


def written_by(article: Article) -> list[str]:
    """Return the names in an article's byline."""
    names = _BETWEEN.split(_BY.sub("", " ".join((article.byline or "").split()), count=1))
    return [name for name in dict.fromkeys(names) if any(map(str.isalnum, name))]


def _is_in(day: str, period: str, today: date) -> bool:
    first, after = bounds_of(period, today)
    return first <= day < after


def _counted(values: Iterable[str]) -> Counts:
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0].casefold()))


def _by_id(overview: Overview) -> dict[str, Told]:
    return {one.article.id: one for one in overview.stories}
