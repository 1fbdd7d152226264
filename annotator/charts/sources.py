"""Words by source, stacked by tag: of an article, and of the loudest over a project."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from annotator.chains import Chain
from annotator.charts.badges import LANES, SMALL, tag_look, tag_name, text, widest
from annotator.charts.wording import several
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.measures.shares import ids_of
from annotator.pictures import Box, Line, Mark, Picture, Rect, Row, Shape, Table, Text, Tone
from annotator.vocabulary import Tag

TITLE = "Words by source"
TOP_TITLE = "Top sources"
MOST = 20
"""So many rows are drawn; the others are told in one line."""
HEADERS = ("Source", "Claims", "Words", *(tag_name(tag).capitalize() for tag in LANES))
_PITCH, _THICK = 24, 17


@dataclass(frozen=True)
class Part:
    """The words that a source has in claims of one tag, and the ids of these claims."""

    tag: Tag | None
    words: int
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Voice:
    """A source with its words by tag, in the order of tags; `count` is its claims.

    A word counts once, with the tag that comes first in that order.
    """

    id: str
    name: str
    count: int
    parts: tuple[Part, ...]

    @cached_property
    def words(self) -> int:
        """Return the words of all its claims."""
        return sum(part.words for part in self.parts)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """Return the ids of all its claims."""
        return tuple(claim for part in self.parts for claim in part.claims)


def voices(story: Counted) -> tuple[Voice, ...]:
    """Return the sources that are heard in an article, most words first."""
    found = [
        Voice(key, story.labels[key], len(chains), tuple(parts_by_tag(story, chains)))
        for key, chains in story.heard_sources.items()
    ]
    return ranked(found)


def parts_by_tag(story: Counted, chains: Iterable[Chain]) -> Iterator[Part]:
    """Yield the words of claims by the first of their tags, so that they add up to the union."""
    by_tag: dict[Tag | None, list[Chain]] = {}
    for chain in chains:
        tag = next((tag for tag in Tag if tag in chain.tags), None)
        by_tag.setdefault(tag, []).append(chain)
    taken: list[Chain] = []
    before = 0
    for tag in LANES:
        if tag in by_tag:
            taken += by_tag[tag]
            words = story.words_of(taken)
            yield Part(tag, words - before, ids_of(by_tag[tag]))
            before = words


def ranked(some: Iterable[Voice]) -> tuple[Voice, ...]:
    """Return voices, most words first."""
    return tuple(sorted(some, key=lambda voice: (-voice.words, voice.name, voice.id)))


def words_by_source(heard: Sequence[Voice], width: float, most: int = MOST) -> Picture:
    """Return a row for each source, most words first; beyond `most`, one line for the others.

    A single source too many is no reason for such a line.
    """
    shown = heard if len(heard) <= most + 1 else heard[:most]
    rest = heard[len(shown) :]
    others = tuple(claim for voice in rest for claim in voice.claims)
    words = sum(voice.words for voice in heard)
    table = Table(HEADERS, tuple(row_of(voice) for voice in heard))
    return drawn(shown, Others(len(rest), words, others), width, TITLE, table)


@dataclass(frozen=True, slots=True)
class Others:
    """The sources that have no row of their own, `words` being those of all sources."""

    count: int
    words: int
    claims: tuple[str, ...] = ()


def drawn(
    shown: Sequence[Voice], others: Others, width: float, title: str, table: Table
) -> Picture:
    """Return the rows of some sources, most words first, and one line for the others."""
    left = ceil(widest((voice.name for voice in shown), width * 0.38)) + 12
    right = max((wide(f"{voice.words:,}", SMALL) for voice in shown), default=0) + 10
    longest = max((voice.words for voice in shown), default=0) or 1
    scale = (width - left - right) / longest
    marks: list[Mark] = []
    y = 0
    for voice in shown:
        marks += _row(voice, y, left, scale, width)
        y += _PITCH
    if others.count:
        rest = others.words - sum(voice.words for voice in shown)
        marks.append(_others(others, rest, y, left, width))
        y += _PITCH
    nothing = text(0, 16, "No claim has a source yet.", width, fill=Tone.MUTED)
    shapes: tuple[Shape, ...] = () if shown else nothing
    said = _said(shown, others)
    return Picture(width, max(y, _PITCH), shapes, said, title, tuple(marks), table)


def _row(voice: Voice, y: float, left: float, scale: float, width: float) -> Iterator[Mark]:
    x = float(left)
    bars: list[Mark] = []
    for part in voice.parts:
        if part.words:
            long = round(part.words * scale, 2)
            shapes: list[Shape] = [Rect(x, y + 3, long, _THICK, *tag_look(part.tag))]
            if bars:
                shapes.append(Line(x + 0.5, y + 3, x + 0.5, y + 3 + _THICK, Tone.PAPER))
            told = f"{voice.name}, {tag_name(part.tag)}: {several(part.words, 'word')}"
            place = Box(x, y, long, _PITCH)
            bars.append(Mark(told, part.claims, tuple(shapes), (place,), (), voice.id))
            x = round(x + long, 2)
    number = Text(x + 8, y + 16, f"{voice.words:,}", SMALL, Tone.MUTED)
    shown = (*text(0, y + 16, voice.name, left - 12), number)
    told = f"{voice.name}: {several(voice.words, 'word')}, {several(voice.count, 'claim')}"
    yield Mark(told, voice.claims, shown, (Box(0, y, width, _PITCH),), (), voice.id)
    yield from bars


def _others(others: Others, rest: int, y: float, left: float, width: float) -> Mark:
    words = several(rest, "word")
    said = f"and {others.count:,} more"
    shown = (
        *text(0, y + 16, said, left - 12, fill=Tone.MUTED),
        *text(left, y + 16, words, width - left, size=SMALL, fill=Tone.MUTED),
    )
    return Mark(f"{said}: {words}", others.claims, shown, (Box(0, y, width, _PITCH),))


def row_of(voice: Voice) -> Row:
    """Return a source as a line of the table."""
    by_tag = {part.tag: part.words for part in voice.parts}
    words = (by_tag.get(tag, 0) for tag in LANES)
    return Row((voice.name, voice.count, voice.words, *words), voice.claims, source_id=voice.id)


def _said(shown: Sequence[Voice], others: Others) -> str:
    if not shown:
        return "No claim has a source yet."
    first, count = shown[0], len(shown) + others.count
    return (
        f"{several(others.words, 'word')} of {several(count, 'source')}; "
        f"{first.name} has most, {first.words:,}."
    )
