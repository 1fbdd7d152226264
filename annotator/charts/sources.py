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
_HEADERS = ("Source", "Claims", "Words", *(tag_name(tag).capitalize() for tag in LANES))
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


def together(stories: Iterable[Sequence[Voice]]) -> tuple[Voice, ...]:
    """Return the voices of many articles as one list, each source once."""
    found: dict[str, list[Voice]] = {}
    for story in stories:
        for voice in story:
            found.setdefault(voice.id, []).append(voice)
    return ranked(_one(same) for same in found.values())


def words_by_source(
    heard: Sequence[Voice], width: float, title: str = TITLE, most: int = MOST
) -> Picture:
    """Return a row for each source, most words first; beyond `most`, one line for the others.

    A single source too many is no reason for such a line.
    """
    shown = heard if len(heard) <= most + 1 else heard[:most]
    rest = heard[len(shown) :]
    left = ceil(widest((voice.name for voice in shown), width * 0.38)) + 12
    right = max((wide(f"{voice.words:,}", SMALL) for voice in shown), default=0) + 10
    longest = max((voice.words for voice in shown), default=0) or 1
    scale = (width - left - right) / longest
    marks: list[Mark] = []
    y = 0
    for voice in shown:
        marks += _row(voice, y, left, scale, width)
        y += _PITCH
    if rest:
        marks.append(_others(rest, y, left, width))
        y += _PITCH
    words = sum(voice.words for voice in heard)
    table = Table(_HEADERS, tuple(_cells(voice) for voice in heard))
    nothing = text(0, 16, "No claim has a source yet.", width, fill=Tone.MUTED)
    shapes: tuple[Shape, ...] = () if heard else nothing
    return Picture(width, max(y, _PITCH), shapes, _said(heard, words), title, tuple(marks), table)


def _one(same: Sequence[Voice]) -> Voice:
    if len(same) == 1:
        return same[0]
    words = dict.fromkeys(LANES, 0)
    claims: dict[Tag | None, list[str]] = {}
    for voice in same:
        for part in voice.parts:
            words[part.tag] += part.words
            claims.setdefault(part.tag, []).extend(part.claims)
    parts = tuple(Part(tag, words[tag], tuple(claims[tag])) for tag in LANES if tag in claims)
    return Voice(same[0].id, same[0].name, sum(voice.count for voice in same), parts)


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
            bars.append(Mark(told, part.claims, tuple(shapes), (place,)))
            x = round(x + long, 2)
    number = Text(x + 8, y + 16, f"{voice.words:,}", SMALL, Tone.MUTED)
    shown = (*text(0, y + 16, voice.name, left - 12), number)
    told = f"{voice.name}: {several(voice.words, 'word')}, {several(voice.count, 'claim')}"
    yield Mark(told, voice.claims, shown, (Box(0, y, width, _PITCH),))
    yield from bars


def _others(rest: Sequence[Voice], y: float, left: float, width: float) -> Mark:
    words = several(sum(voice.words for voice in rest), "word")
    claims = tuple(claim for voice in rest for claim in voice.claims)
    said = f"and {len(rest):,} more"
    shown = (
        *text(0, y + 16, said, left - 12, fill=Tone.MUTED),
        *text(left, y + 16, words, width - left, size=SMALL, fill=Tone.MUTED),
    )
    return Mark(f"{said}: {words}", claims, shown, (Box(0, y, width, _PITCH),))


def _cells(voice: Voice) -> Row:
    by_tag = {part.tag: part.words for part in voice.parts}
    words = (by_tag.get(tag, 0) for tag in LANES)
    return Row((voice.name, voice.count, voice.words, *words), voice.claims)


def _said(heard: Sequence[Voice], words: int) -> str:
    if not heard:
        return "No claim has a source yet."
    first = heard[0]
    return (
        f"{several(words, 'word')} of {several(len(heard), 'source')}; "
        f"{first.name} has most, {first.words:,}."
    )
