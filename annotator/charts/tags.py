"""Claims by tag: how many each tag has, and their words; then what has a source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from annotator.charts.badges import BADGE, LANES, SMALL, badge, tag_look, tag_name, text, widest
from annotator.charts.wording import several
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.measures.shares import Group, group
from annotator.measures.sourcing import attribution
from annotator.measures.tags import multi_tagged, tag_mix, untagged
from annotator.pictures import Anchor, Box, Mark, Picture, Rect, Row, Table, Text, Tone
from annotator.vocabulary import Tag

TITLE = "Claims by tag"
_HEADERS = ("Claims with", "Claims", "Words")
_PITCH, _THICK = 24, 17
_NAMES = BADGE + 11
_NARROW = 420
"""Below this width a bar stands below its name and its numbers, and is thin."""
_TWO_LINES, _THIN = 36, 7


Groups = Mapping[Tag | None, Group]
"""Claims by tag, those with no tag last."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Something that claims have in common, told in words."""

    name: str
    told: str
    group: Group


def claims_by_tag(story: Counted, width: float) -> Picture:
    """Return a bar of words for each tag, then in words what else the claims have.

    A claim with two tags counts with both.
    """
    mix = tag_mix(story)
    groups: Groups = {tag: mix[tag] if tag else untagged(story) for tag in LANES}
    most = max(some.words for some in groups.values()) or 1
    make = _below if width < _NARROW else _beside
    marks = list(make(groups, most, width))
    y = max(place.y + place.height for mark in marks for place in mark.places) + 6
    lines = tuple(_lines(story))
    for n, line in enumerate(lines):
        top = y + n * _PITCH
        words = text(0, top + 16, line.told, width, size=SMALL, fill=Tone.MUTED)
        marks.append(Mark(line.told, line.group.claims, words, (Box(0, top, width, _PITCH),)))
    rows = [_row(tag_name(tag), some) for tag, some in groups.items()]
    rows += [_row(line.name, line.group) for line in lines]
    said = "; ".join([f"{tag_name(tag)} {_counts(some)}" for tag, some in groups.items()])
    said = f"{said}. " + " ".join(f"{line.told}." for line in lines)
    height = y + len(lines) * _PITCH
    return Picture(width, height, (), said, TITLE, tuple(marks), Table(_HEADERS, tuple(rows)))


def _lines(story: Counted) -> Iterator[_Line]:
    share = attribution(story)
    has = "has" if share.denominator == 1 else "have"
    told = f"{share.numerator:,} of {several(share.denominator, 'claim')} {has} a source"
    yield _Line("a source", told, group(story, story.attributed))
    twice = multi_tagged(story)
    if twice.count:
        has, counts = ("has", "counts") if twice.count == 1 else ("have", "count")
        told = f"{several(twice.count, 'claim')} {has} more than one tag and {counts} with each"
        yield _Line("more than one tag", told, twice)


def _beside(groups: Groups, most: int, width: float) -> Iterator[Mark]:
    """Yield a bar between each name and its numbers."""
    left = _NAMES + ceil(widest(map(_name, groups), width * 0.38)) + 12
    right = min(max(wide(_counts(some), SMALL) for some in groups.values()), width - left - 24)
    for n, (tag, some) in enumerate(groups.items()):
        y, long = n * _PITCH, round(some.words * (width - left - right - 10) / most, 2)
        x = left + long + 8
        shapes = (
            *badge(tag, 2, y + 4),
            *text(_NAMES, y + 16, _name(tag), left - _NAMES - 12),
            *((Rect(left, y + 3, long, _THICK, *tag_look(tag)),) if long else ()),
            *text(x, y + 16, _counts(some), width - x, size=SMALL, fill=Tone.MUTED),
        )
        yield Mark(_told(tag, some), some.claims, shapes, (Box(0, y, width, _PITCH),))


def _below(groups: Groups, most: int, width: float) -> Iterator[Mark]:
    """Yield a thin bar below each name with its numbers."""
    for n, (tag, some) in enumerate(groups.items()):
        y, long = n * _TWO_LINES, round(some.words * (width - _NAMES) / most, 2)
        counts = _counts(some)
        room = width - _NAMES - wide(counts, SMALL) - 8
        shapes = (
            *badge(tag, 2, y + 4),
            *text(_NAMES, y + 16, _name(tag), room),
            Text(width, y + 16, counts, SMALL, Tone.MUTED, Anchor.END),
            *((Rect(_NAMES, y + 23, long, _THIN, *tag_look(tag)),) if long else ()),
        )
        yield Mark(_told(tag, some), some.claims, shapes, (Box(0, y, width, _TWO_LINES),))


def _told(tag: Tag | None, some: Group) -> str:
    return f"{tag_name(tag)}: {_counts(some)}"


def _name(tag: Tag | None) -> str:
    return tag_name(tag).capitalize()


def _counts(some: Group) -> str:
    return f"{several(some.count, 'claim')}, {several(some.words, 'word')}"


def _row(name: str, some: Group) -> Row:
    return Row((name, some.count, some.words), some.claims)
