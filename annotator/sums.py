"""What is kept of an article's figures: numbers for the project's pictures, pools and counts."""

import json
from dataclasses import dataclass, fields
from functools import cache
from hashlib import blake2b
from typing import Any

from annotator.charts.badges import LANES
from annotator.charts.sources import voices
from annotator.charts.story import unanswered
from annotator.checks.checking import count_open
from annotator.checks.registry import RULES
from annotator.measures.answers import farthest_reply
from annotator.measures.counted import Counted
from annotator.measures.figures import figures
from annotator.measures.keys import GROUPED, RATES, SINGLE
from annotator.measures.pool import Numbers, numbers_of
from annotator.measures.shares import FEW
from annotator.measures.sourcing import anonymous_words
from annotator.model import Marks
from annotator.rules import HouseRules
from annotator.story_strip import Strip
from annotator.vocabulary import Severity, Tag

VERSION = 1
"""Raised whenever the same marks come to other sums, so that those kept are counted anew."""

CELLS = 200
"""Finer than the pixels of a small strip."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as one article hears it: its claims, and its words by tag in the order of `LANES`.

    A word counts once, with the tag that comes first in that order.
    """

    id: str
    name: str
    claims: int
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """One article in numbers alone; what is behind them is read when somebody asks.

    `parties` are whom the article is about, by name: a source of such a name counts in it
    without a word. `runs` are the cells of a strip from which and to which claims touch it, by
    turns, for each tag. `unnamed` are the
    words of unnamed sources and of all. `farthest` is the words to the farthest reply, and
    `checks` are the open findings by severity, the gravest first.
    """

    article_id: str
    parties: tuple[str, ...]
    claims: int
    attributed: int
    unanswered: int
    farthest: int | None
    unnamed: tuple[int, int]
    checks: tuple[int, ...]
    runs: tuple[tuple[int, ...], ...]
    speakers: tuple[Speaker, ...]
    numbers: Numbers

    @property
    def has_shares(self) -> bool:
        """Return whether there are enough attributed claims to speak of shares."""
        return self.attributed >= FEW

    @property
    def share(self) -> float:
        """Return the share of unnamed words, 0 where nobody has a word."""
        words, of = self.unnamed
        return words / of if of else 0.0

    @property
    def open_checks(self) -> int:
        """Return how many findings are open, of any severity."""
        return sum(self.checks)


def sums_of(story: Counted, house: HouseRules | None) -> Sums:
    """Return what is kept of an article, its checks by the house rules; without, none is open."""
    marks = story.marks
    strip = Strip(len(marks.text), marks.claims, CELLS)
    unnamed, far = anonymous_words(story), farthest_reply(story)
    return Sums(
        marks.article.id,
        parties_in(marks),
        len(story.chains),
        len(story.attributed),
        len(unanswered(story)),
        far.words if far else None,
        (unnamed.numerator, unnamed.denominator),
        count_open(story, house) if house else (0,) * len(Severity),
        tuple(tuple(n for run in strip.runs(tag) for n in (run.start, run.stop)) for tag in Tag),
        tuple(_speakers(story)),
        numbers_of(figures(story)),
    )


def parties_in(marks: Marks) -> tuple[str, ...]:
    """Return whom an article's marks are about, by name."""
    found = {name for claim in marks.claims for name in (*claim.targets, *claim.implicated)}
    found |= {response.target for response in marks.responses}
    found |= {waiver.target for waiver in marks.waivers if waiver.target}
    return tuple(sorted(found))


@cache
def _of_the_program() -> list[Any]:
    rules = [[rule.id, rule.severity, rule.graver] for rule in RULES.values()]
    return [VERSION, CELLS, RATES, SINGLE, GROUPED, [str(lane) for lane in LANES], rules]


def basis_of(house: HouseRules) -> str:
    """Return by what sums are counted, as a fingerprint: the definitions and the house rules.

    Two profiles that differ in name alone have the same.
    """
    thresholds = [str(getattr(house.thresholds, f.name)) for f in fields(house.thresholds)]
    lexicons = [sorted(getattr(house.lexicons, f.name)) for f in fields(house.lexicons)]
    own = [thresholds, lexicons, sorted(house.severities.items())]
    written = json.dumps([*_of_the_program(), own])
    return blake2b(written.encode(), digest_size=16).hexdigest()


def to_json(sums: Sums) -> str:
    """Return sums as they are kept, without the article's id."""
    numbers = sums.numbers
    return _ENCODER.encode(
        [
            sums.parties,
            (sums.claims, sums.attributed, sums.unanswered, sums.farthest),
            sums.unnamed,
            sums.checks,
            sums.runs,
            [(one.id, one.name, one.claims, *one.words) for one in sums.speakers],
            numbers.rates,
            numbers.single,
            numbers.grouped,
        ]
    )


def from_json(article_id: str, text: str) -> Sums:
    """Return the sums that `text` was made from."""
    parties, counts, unnamed, checks, runs, speakers, rates, single, grouped = json.loads(text)
    claims, attributed, waiting, farthest = counts
    return Sums(
        article_id,
        tuple(parties),
        claims,
        attributed,
        waiting,
        farthest,
        tuple(unnamed),
        tuple(checks),
        tuple(map(tuple, runs)),
        tuple([Speaker(key, name, n, tuple(words)) for key, name, n, *words in speakers]),
        Numbers(tuple(rates), tuple(single), tuple(map(tuple, grouped))),
    )


def _speakers(story: Counted) -> list[Speaker]:
    found = []
    for voice in voices(story):
        by_tag = {part.tag: part.words for part in voice.parts}
        words = tuple(by_tag.get(lane, 0) for lane in LANES)
        found.append(Speaker(voice.id, voice.name, voice.count, words))
    return found


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
