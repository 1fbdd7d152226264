"""Many articles as one: sums over sums and medians, kept while single articles change."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from annotator.measures.figures import Figures
from annotator.measures.keys import GROUPED, RATES, SINGLE
from annotator.measures.placement import Weight
from annotator.measures.shares import Share

Number = int | float
_GRAIN = 1074
"""Every float is a whole number of times 2 ** -1074."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one article gives to a pool: numbers alone, without the claims behind them.

    `rates` are numerators and denominators by turns as `RATES` lists them, `single` numbers as
    `SINGLE` does, and `grouped` names, numerators and denominators by turns as `GROUPED` does:
    flat, since a project has ten thousand of them.
    """

    rates: tuple[int, ...]
    single: tuple[Number | None, ...]
    grouped: tuple[tuple[Any, ...], ...]


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


class _Sum:
    """A sum that is never rounded: what is taken away again leaves nothing behind."""

    __slots__ = ("fine", "whole")

    def __init__(self) -> None:
        self.whole = 0
        self.fine: int | None = None  # in grains; None as long as no float was added

    def add(self, number: Number, times: int) -> None:
        if isinstance(number, float):
            over, under = number.as_integer_ratio()
            grains = over << (_GRAIN + 1 - under.bit_length())
            self.fine = (self.fine or 0) + times * grains
        else:
            self.whole += times * number

    @property
    def value(self) -> Number:
        """Return the sum; of whole numbers alone it is a whole number."""
        if self.fine is None:
            return self.whole
        return ((self.whole << _GRAIN) + self.fine) / (1 << _GRAIN)


class _Sums:
    """Numerators and denominators of one name, over the articles that have it."""

    __slots__ = ("articles", "denominator", "numerator")

    def __init__(self) -> None:
        self.articles = 0
        self.numerator = _Sum()
        self.denominator = _Sum()

    def add(self, numerator: Number, denominator: Number, times: int) -> None:
        self.articles += times
        self.numerator.add(numerator, times)
        self.denominator.add(denominator, times)


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
        rates, of = numbers.rates[::2], numbers.rates[1::2]
        for sums, numerator, denominator in zip(self._rates, rates, of, strict=True):
            sums.add(numerator, denominator, times)
        for known, flat in zip(self._grouped, numbers.grouped, strict=True):
            for name, numerator, denominator in zip(
                flat[::3], flat[1::3], flat[2::3], strict=True
            ):
                if name not in known:
                    known[name] = _Sums()
                named = known[name]
                named.add(numerator, denominator, times)
                if not named.articles:
                    del known[name]


def numbers_of(figures: Figures) -> Numbers:
    """Return what an article's figures give to a pool."""
    rates = (figures[key] for key in RATES)
    both = ((rate.numerator, rate.denominator) if rate else (0, 0) for rate in rates)
    return Numbers(
        tuple(chain.from_iterable(both)),
        tuple(_value(figures[key]) for key in SINGLE),
        tuple(tuple(_flat(figures[key])) for key in GROUPED),
    )


def _value(figure: Any) -> Number | None:
    found: Number | None = figure.value if isinstance(figure, Share) else figure
    return found


def _flat(group: Mapping[Any, Any]) -> Iterator[str | Number]:
    for name, figure in group.items():
        is_part = isinstance(figure, Share | Weight)
        yield str(name)
        yield figure.numerator if is_part else figure
        yield figure.denominator if is_part else 0


def _pooled(sums: _Sums) -> Pooled:
    return Pooled(sums.numerator.value, sums.denominator.value)


def median_of(ordered: Sequence[Number]) -> Median:
    """Return the median of numbers that are in order."""
    n = len(ordered)
    if not n:
        return Median(None, 0)
    if n % 2:
        return Median(ordered[n // 2], n)
    return Median((ordered[n // 2 - 1] + ordered[n // 2]) / 2, n)
