"""Many articles as one: sums over sums and medians, kept while single articles change."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from annotator.measures.figures import Figures
from annotator.measures.keys import GROUPED, RATES, SINGLE
from annotator.measures.placement import Weight
from annotator.measures.shares import Share

Number = int | float
Exact = int | Fraction
"""A sum that is never rounded: what is taken away again leaves nothing behind."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one article gives to a pool: numbers alone, without the claims behind them.

    `rates` are numerators and denominators as `RATES` lists them, `single` numbers as `SINGLE`
    does, and `grouped` numerators and denominators by name as `GROUPED` does.
    """

    rates: tuple[tuple[int, int], ...]
    single: tuple[Number | None, ...]
    grouped: tuple[dict[str, tuple[Number, Number]], ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The sum of numerators over the sum of denominators."""

    numerator: Number
    denominator: Number

    @property
    def value(self) -> float | None:
        """Return the rate; None where there is nothing to have a rate of."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Median:
    """The median of a measure over the `n` articles that have a value."""

    median: Number | None
    n: int


class _Sums:
    """Numerators and denominators of one name, over the articles that have it."""

    __slots__ = ("articles", "denominator", "numerator")

    def __init__(self) -> None:
        self.articles = 0
        self.numerator: Exact = 0
        self.denominator: Exact = 0

    def add(self, numerator: Number, denominator: Number, times: int) -> None:
        self.articles += times
        self.numerator += times * _exact(numerator)
        self.denominator += times * _exact(denominator)


class Pool:
    """The figures of a selection of articles.

    It follows one article's change without a look at the others: the sums are taken apart and
    put together again, and the values of each measure are kept in order.
    """

    def __init__(self) -> None:
        self._articles: dict[str, Numbers] = {}
        self._rates = [_Sums() for _ in RATES]
        self._single: list[list[Number]] = [[] for _ in SINGLE]
        self._grouped: list[dict[str, _Sums]] = [{} for _ in GROUPED]

    def __len__(self) -> int:
        return len(self._articles)

    def put(self, article_id: str, numbers: Numbers) -> None:
        """Take an article in, or put it in the place of what it was."""
        self.drop(article_id)
        self._articles[article_id] = numbers
        for kept, value in zip(self._single, numbers.single, strict=True):
            if value is not None:
                insort(kept, value)
        self._add(numbers, 1)

    def put_all(self, articles: Iterable[tuple[str, Numbers]]) -> None:
        """Take many articles in that are not there yet, in less time than one by one."""
        for article_id, numbers in articles:
            self._articles[article_id] = numbers
            for kept, value in zip(self._single, numbers.single, strict=True):
                if value is not None:
                    kept.append(value)
            self._add(numbers, 1)
        for kept in self._single:
            kept.sort()

    def drop(self, article_id: str) -> None:
        """Let an article go; one that is not there changes nothing."""
        numbers = self._articles.pop(article_id, None)
        if numbers is None:
            return
        for kept, value in zip(self._single, numbers.single, strict=True):
            if value is not None:
                del kept[bisect_left(kept, value)]
        self._add(numbers, -1)

    def rates(self) -> dict[str, Pooled]:
        """Return each rate over all articles."""
        return {key: _pooled(sums) for key, sums in zip(RATES, self._rates, strict=True)}

    def medians(self) -> dict[str, Median]:
        """Return the median of each measure that is one number an article."""
        return {key: median_of(kept) for key, kept in zip(SINGLE, self._single, strict=True)}

    def total(self, key: str) -> Number:
        """Return the sum of a measure that is one number an article, such as `claims`."""
        return sum(self._single[SINGLE.index(key)])

    def grouped(self, key: str) -> dict[str, Pooled]:
        """Return a measure such as `side_words` name by name, over all articles.

        Plain numbers have no denominator. A name's is summed over the articles that have it.
        """
        return {name: _pooled(sums) for name, sums in self._grouped[GROUPED.index(key)].items()}

    def _add(self, numbers: Numbers, times: int) -> None:
        for sums, rate in zip(self._rates, numbers.rates, strict=True):
            sums.add(*rate, times)
        for known, named in zip(self._grouped, numbers.grouped, strict=True):
            for name, both in named.items():
                sums = known.setdefault(name, _Sums())
                sums.add(*both, times)
                if not sums.articles:
                    del known[name]


def numbers_of(figures: Figures) -> Numbers:
    """Return what an article's figures give to a pool."""
    rates = (figures[key] for key in RATES)
    return Numbers(
        tuple((rate.numerator, rate.denominator) if rate else (0, 0) for rate in rates),
        tuple(_value(figures[key]) for key in SINGLE),
        tuple({str(name): _both(one) for name, one in figures[key].items()} for key in GROUPED),
    )


def _value(figure: Any) -> Number | None:
    found: Number | None = figure.value if isinstance(figure, Share) else figure
    return found


def _both(figure: Any) -> tuple[Number, Number]:
    if isinstance(figure, Share | Weight):
        return figure.numerator, figure.denominator
    return figure, 0


def _exact(number: Number) -> Exact:
    return Fraction(number) if isinstance(number, float) else number


def _pooled(sums: _Sums) -> Pooled:
    return Pooled(_rounded(sums.numerator), _rounded(sums.denominator))


def _rounded(exact: Exact) -> Number:
    return float(exact) if isinstance(exact, Fraction) else exact


def median_of(ordered: Sequence[Number]) -> Median:
    """Return the median of numbers that are in order."""
    n = len(ordered)
    if not n:
        return Median(None, 0)
    if n % 2:
        return Median(ordered[n // 2], n)
    return Median((ordered[n // 2 - 1] + ordered[n // 2]) / 2, n)
