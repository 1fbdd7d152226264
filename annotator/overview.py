"""All stories of a project as one: in order, summed up, and kept while single ones change."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from annotator.charts.badges import LANES
from annotator.charts.sources import Part, Voice
from annotator.measures.pool import Median, Pool, median_of
from annotator.model import Article
from annotator.selection import Selection
from annotator.sums import Speaker, Sums
from annotator.vocabulary import Tag


@dataclass(frozen=True, slots=True)
class Told:
    """One story of a project: its article, and what it comes to."""

    article: Article
    sums: Sums
    day: str = field(init=False)
    """Its date, ISO 8601; empty where none is known."""
    share: float = field(init=False)
    """The share of unnamed words, 0 where nobody has a word."""
    number_of_day: int = field(init=False)
    """Its date as a count of days, 0 where none is known."""
    place: tuple[str, int] = field(init=False)
    """What it is sorted by: the date, then the number; what has none comes first."""

    def __post_init__(self) -> None:
        day = (self.article.published or "")[:10]
        put = object.__setattr__
        put(self, "day", day)
        put(self, "share", self.sums.share)
        put(self, "number_of_day", _number_of(day))
        put(self, "place", (day, self.article.number))

    @property
    def tags(self) -> set[Tag]:
        """Return the tags of its claims."""
        return {tag for tag, runs in zip(Tag, self.sums.runs, strict=True) if runs}

    @property
    def is_on_line(self) -> bool:
        """Return whether it has a place in a time line of shares."""
        return self.number_of_day > 0 and self.sums.has_shares


def is_meant(one: Told, selection: Selection) -> bool:
    """Return whether a story is one of a selection."""
    is_tagged = not selection.tags or not one.tags.isdisjoint(selection.tags)
    return is_tagged and selection.has(one.article)


class Ranked(NamedTuple):
    """A source over all stories that hear it; the order of its fields is that of sources."""

    minus_words: int
    name: str
    id: str
    claims: int
    words: tuple[int, ...]

    @property
    def voice(self) -> Voice:
        """Return it as pictures take it, without the ids of its claims."""
        parts = [Part(lane, n, ()) for lane, n in zip(LANES, self.words, strict=True) if n]
        return Voice(self.id, self.name, self.claims, tuple(parts))


class _Heard:
    """A source while it is added up."""

    __slots__ = ("claims", "names", "words")

    def __init__(self) -> None:
        self.claims = 0
        self.words = [0] * len(LANES)
        self.names: Counter[str] = Counter()

    def add(self, one: Speaker, times: int) -> None:
        self.claims += times * one.claims
        for n, words in enumerate(one.words):
            self.words[n] += times * words
        self.names[one.name] += times
        if not self.names[one.name]:
            del self.names[one.name]

    def ranked(self, key: str) -> Ranked:
        return Ranked(-sum(self.words), min(self.names), key, self.claims, tuple(self.words))


class Overview:
    """The stories of a project, or of a selection, with all that their pictures show.

    It follows one story's change without a look at the others.
    """

    def __init__(self, stories: Iterable[Told] = ()) -> None:
        self._stories = {one.article.id: one for one in stories}
        every = self._stories.values()
        self._ordered = sorted(every, key=_place)
        self._line = [one for one in self._ordered if one.is_on_line]
        self._shares = sorted([one.share for one in self._line])
        self._replies = sorted([n for one in every if (n := one.sums.farthest) is not None])
        self._heard: dict[str, _Heard] = {}
        for one in every:
            for speaker in one.sums.speakers:
                self._heard.setdefault(speaker.id, _Heard()).add(speaker, 1)
        self._ranked = sorted([heard.ranked(key) for key, heard in self._heard.items()])
        self.words = -sum([one.minus_words for one in self._ranked])
        """The words of all sources."""
        self.waiting = sum([one.sums.unanswered > 0 for one in every])
        """How many stories have an allegation without an answer."""
        self._pool: Pool | None = None

    def __len__(self) -> int:
        return len(self._ordered)

    @property
    def stories(self) -> Sequence[Told]:
        """Return every story by date, those without one first; do not change the list."""
        return self._ordered

    @property
    def line(self) -> Sequence[Told]:
        """Return the stories that have a place in a time line; do not change the list."""
        return self._line

    @property
    def share(self) -> Median:
        """Return the median share of unnamed words of the stories in the time line."""
        return median_of(self._shares)

    @property
    def reply(self) -> Median:
        """Return the median of the words to each story's farthest reply."""
        return median_of(self._replies)

    @property
    def pool(self) -> Pool:
        """Return the figures of all stories together; they are pooled as they are first asked."""
        if self._pool is None:
            self._pool = Pool()
            self._pool.put_all((one.article.id, one.sums.numbers) for one in self._ordered)
        return self._pool

    @property
    def sources(self) -> Sequence[Ranked]:
        """Return the sources that are heard, most words first; do not change the list."""
        return self._ranked

    def story(self, article_id: str) -> Told | None:
        """Return what is known of an article, None where it is not counted."""
        return self._stories.get(article_id)

    def naming(self, names: Iterable[str]) -> set[str]:
        """Return the ids of the articles that are about a party of one of these names."""
        wanted = set(names)
        if not wanted:
            return set()
        every = self._stories.items()
        return {key for key, one in every if not wanted.isdisjoint(one.sums.parties)}

    def narrowed(self, selection: Selection) -> "Overview":
        """Return the stories of a selection as an overview of its own."""
        return Overview(one for one in self._ordered if is_meant(one, selection))

    def put(self, one: Told) -> None:
        """Take a story in, or put it in the place of what it was."""
        self.drop(one.article.id)
        self._stories[one.article.id] = one
        insort(self._ordered, one, key=_place)
        if one.is_on_line:
            insort(self._line, one, key=_place)
            insort(self._shares, one.share)
        if one.sums.farthest is not None:
            insort(self._replies, one.sums.farthest)
        self.waiting += one.sums.unanswered > 0
        for speaker in one.sums.speakers:
            self._hear(speaker, 1)
        if self._pool is not None:
            self._pool.put(one.article.id, one.sums.numbers)

    def drop(self, article_id: str) -> None:
        """Let a story go; one that is not there changes nothing."""
        one = self._stories.pop(article_id, None)
        if one is None:
            return
        del self._ordered[bisect_left(self._ordered, one.place, key=_place)]
        if one.is_on_line:
            del self._line[bisect_left(self._line, one.place, key=_place)]
            _remove(self._shares, one.share)
        if one.sums.farthest is not None:
            _remove(self._replies, one.sums.farthest)
        self.waiting -= one.sums.unanswered > 0
        for speaker in one.sums.speakers:
            self._hear(speaker, -1)
        if self._pool is not None:
            self._pool.drop(article_id)

    def _hear(self, speaker: Speaker, times: int) -> None:
        heard = self._heard.get(speaker.id)
        if heard:
            _remove(self._ranked, heard.ranked(speaker.id))
        else:
            heard = self._heard[speaker.id] = _Heard()
        heard.add(speaker, times)
        self.words += times * sum(speaker.words)
        if heard.names:
            insort(self._ranked, heard.ranked(speaker.id))
        else:
            del self._heard[speaker.id]


def _number_of(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _place(one: Told) -> tuple[str, int]:
    return one.place


def _remove(ordered: list[Any], value: Any) -> None:
    del ordered[bisect_left(ordered, value)]
