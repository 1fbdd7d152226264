"""A project's stories added up: plain numbers with medians, top sources, words by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.charts.badges import side_looks
from annotator.charts.naming import NAMED
from annotator.charts.numbers import Number, cards
from annotator.charts.sides import SideBars, side_bars
from annotator.charts.sources import HEADERS, TOP_TITLE, Others, drawn, row_of
from annotator.charts.wording import percent, several
from annotator.measures.pool import Median, Pool
from annotator.model import UNKNOWN_SIDE, Side
from annotator.overview import Overview
from annotator.pictures import Later, Picture, Rows, Table
from annotator.sums import Sums
from annotator.vocabulary import SourceKind

MOST = 12
"""So many sources are drawn; the others are told in one line."""


def project_numbers(overview: Overview) -> tuple[Number, ...]:
    """Return the four numbers of all stories together, each with the median of the stories.

    Behind a number stand the stories that it comes from: of answers, those that lack one.
    """
    pool = overview.pool
    return (
        replace(_answered(pool), articles=_ids(overview, lambda sums: sums.unanswered > 0)),
        replace(_unnamed(pool), articles=_ids(overview, lambda sums: sums.unnamed[0] > 0)),
        _named(pool),
        replace(_distance(overview), articles=_ids(overview, lambda s: s.farthest is not None)),
    )


def pooled_numbers(overview: Overview, width: float) -> Picture:
    """Return the four numbers of a project as cards."""
    return cards(project_numbers(overview), width)


def top_sources(overview: Overview, width: float, most: int = MOST) -> Picture:
    """Return the sources that have most words over all stories, each once."""
    every = tuple(overview.sources)
    shown = [one.voice for one in (every if len(every) <= most + 1 else every[:most])]
    others = Others(len(every) - len(shown), overview.words)
    table = Table(HEADERS, Rows(every, lambda one: row_of(one.voice)))
    return drawn(shown, others, width, TOP_TITLE, table)


def words_by_side(overview: Overview, listed: Sequence[Side], width: float) -> Picture:
    """Return the words of each side over all stories, and how prominent they are."""
    shown = list(_sides(overview.pool, [side.name for side in listed]))
    return side_bars(shown, side_looks(listed, [side.name for side in shown]), width)


def _ids(overview: Overview, is_behind: Callable[[Sums], bool]) -> Later[str]:
    return Later(lambda: (one.article.id for one in overview.stories if is_behind(one.sums)))


def _answered(pool: Pool) -> Number:
    rate, middle = pool.rates()["reply_rate"], pool.medians()["reply_rate"]
    if not rate.denominator:
        return Number("–", "no allegation has a target", ())
    figure = f"{rate.numerator:,} of {rate.denominator:,}"
    is_loud = rate.numerator < rate.denominator
    return Number(figure, f"allegations answered, {_share(middle)}", (), is_loud=is_loud)


def _unnamed(pool: Pool) -> Number:
    rate = pool.rates()["anonymous_share_words"]
    if not rate.denominator:
        return Number("–", "no claim has a source yet", ())
    middle = pool.medians()["anonymous_share_words"]
    return Number(percent(rate.value), f"unnamed words, {_share(middle)}", ())


def _named(pool: Pool) -> Number:
    kinds = {kind: int(sums.numerator) for kind, sums in pool.grouped("sources_by_kind").items()}
    named = sum(n for kind, n in kinds.items() if kind in NAMED)
    middle = pool.medians()["distinct_sources"]
    figure = f"{named:,} : {kinds.get(SourceKind.ANONYMOUS, 0):,}" if kinds else "–"
    return Number(figure, f"named to unnamed, median {middle.median or 0:g} a story", ())


def _distance(overview: Overview) -> Number:
    middle = overview.reply
    if middle.median is None:
        return Number("–", "no reply in any text", ())
    figure = f"{middle.median:,.0f}"
    return Number(figure, f"words to the farthest reply, median of {_stories(middle)}", ())


def _share(middle: Median) -> str:
    return f"median {percent(middle.median)} of {_stories(middle)}"


def _stories(middle: Median) -> str:
    return several(middle.n, "story", "stories")


def _sides(pool: Pool, listed: Iterable[str]) -> Iterator[SideBars]:
    """Yield the sides with most words first, those never heard after them, unknown last."""
    words, claims, weights = (
        pool.grouped(key) for key in ("side_words", "side_claims", "prominence_by_side")
    )
    of = pool.total("attributed_words") or 1
    weight = sum(side.numerator for side in weights.values()) or 1
    known = sorted(words.keys() - {UNKNOWN_SIDE}, key=lambda name: (-words[name].numerator, name))
    silent = (name for name in listed if name != UNKNOWN_SIDE)
    for name in dict.fromkeys((*known, *silent, UNKNOWN_SIDE)):
        if name in words:
            n, said = int(claims[name].numerator), int(words[name].numerator)
            yield SideBars(name, (), n, said, said / of, weights[name].numerator / weight)
        else:
            yield SideBars(name, (), 0, 0, 0.0, 0.0)
