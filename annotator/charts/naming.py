"""Named and unnamed words as one bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.chains import Chain
from annotator.charts.badges import SMALL, Look, swatch, tag_look, text
from annotator.charts.wording import percent, several
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.measures.shares import FEW, ids_of
from annotator.pictures import SOLID, Box, Line, Mark, Picture, Rect, Row, Shape, Table, Text, Tone
from annotator.vocabulary import SourceKind, Tag

TITLE = "Named and unnamed, by words"
_HEADERS = ("Sources", "Claims", "Words", "Share of attributed words")
_THICK = 20
_LINE = 20
_GAP = 18
_SWATCH = 11


@dataclass(frozen=True, slots=True)
class _Group:
    """Kinds of source that are one part of the bar."""

    name: str
    kinds: frozenset[SourceKind]
    look: Look


NAMED = frozenset(SourceKind) - {
    SourceKind.ANONYMOUS,
    SourceKind.UNNAMED_SPOKESPERSON,
    SourceKind.UNNAMED_PUBLIC,
    SourceKind.UNKNOWN,
    SourceKind.UNATTRIBUTED,
}
"""Kinds of which a reader is told who speaks: institutions, documents and a witness as well."""
_GROUPS = (
    _Group("named", NAMED, (Tone.ACCENT, SOLID)),
    _Group(
        "unnamed spokesperson",
        frozenset({SourceKind.UNNAMED_SPOKESPERSON}),
        (Tone.ACCENT, "falling"),
    ),
    _Group("of unknown kind", frozenset({SourceKind.UNKNOWN}), (Tone.LINES, SOLID)),
    _Group("unnamed public", frozenset({SourceKind.UNNAMED_PUBLIC}), (Tone.MUTED, "horizontal")),
    _Group("unnamed", frozenset({SourceKind.ANONYMOUS}), tag_look(Tag.ANONYMOUS)),
)
"""From the left."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of the bar."""

    group: _Group
    chains: tuple[Chain, ...]
    words: int

    @property
    def told(self) -> str:
        return f"{self.words:,} {self.group.name}"


def named_and_unnamed(story: Counted, width: float) -> Picture:
    """Return the attributed words as one bar, by whether the reader is told who speaks.

    A word that a named and an unnamed source share counts as unnamed, as in the measure.
    """
    segments = _segments(story)
    total = story.attributed_words
    rects: list[tuple[_Segment, float, float]] = []
    x = 0.0
    for segment in segments:
        long = round(width * segment.words / total, 2) if total else 0.0
        rects.append((segment, x, min(long, width - x)))
        x = round(x + long, 2)
    places = list(_labels([(one.told, left) for one, left, _ in rects], width))
    marks = tuple(_mark(*rect, *place, width) for rect, place in zip(rects, places, strict=True))
    height = max((y for _, y in places), default=_THICK + 16.0) + 6
    shapes: tuple[Shape, ...] = (Rect(0, 0, width, _THICK, Tone.CHROME),)
    if not segments:
        shapes += text(0, _THICK + 16, "No claim has a source yet.", width, fill=Tone.MUTED)
    has_shares = len(story.attributed) >= FEW
    rows = tuple(_row(segment, total, has_shares=has_shares) for segment in segments)
    return Picture(width, height, shapes, _said(segments), TITLE, marks, Table(_HEADERS, rows))


def _segments(story: Counted) -> list[_Segment]:
    found: list[_Segment] = []
    taken: list[Chain] = []
    before = 0
    for group in reversed(_GROUPS):
        chains = tuple(c for c in story.attributed if c.source and c.source.kind in group.kinds)
        if chains:
            taken += chains
            words = story.words_of(taken)
            found.append(_Segment(group, chains, words - before))
            before = words
    return found[::-1]


def _labels(told: Sequence[tuple[str, float]], width: float) -> Iterator[tuple[float, float]]:
    """Yield where each label stands: below its part where there is room, else one by one."""
    rooms = [_SWATCH + 6 + wide(words, SMALL) for words, _ in told]
    y = _THICK + 18.0
    starts: list[float] = []
    end = 0.0
    for (_, left), room in zip(told, rooms, strict=True):
        starts.append(max(left, end))
        end = starts[-1] + room + _GAP
    limit = width
    for n in reversed(range(len(starts))):
        starts[n] = min(starts[n], limit - rooms[n])
        limit = starts[n] - _GAP
    if starts and starts[0] >= 0:
        yield from ((x, y) for x in starts)
        return
    x = 0.0
    for room in rooms:
        if x and x + room > width:
            x, y = 0.0, y + _LINE
        yield x, y
        x += room + _GAP


def _mark(segment: _Segment, left: float, long: float, x: float, y: float, width: float) -> Mark:
    label = x + _SWATCH + 6
    shapes: list[Shape] = []
    if long:
        shapes.append(Rect(left, 0, long, _THICK, *segment.group.look))
    if left and long > 2:
        shapes.append(Line(left + 0.5, 0, left + 0.5, _THICK, Tone.PAPER))
    shapes.append(swatch(segment.group.look, x, y - 10, _SWATCH))
    fit = text(label, y, segment.told, width - label, size=SMALL, fill=Tone.MUTED)
    room = max((wide(one.words, SMALL) for one in fit if isinstance(one, Text)), default=0)
    places = (Box(left, 0, long, _THICK), Box(x, y - 14, label - x + room, _LINE))
    said = f"{several(segment.words, 'word')}, {segment.group.name}"
    return Mark(said, ids_of(segment.chains), (*shapes, *fit), places)


def _row(segment: _Segment, total: int, *, has_shares: bool) -> Row:
    share = percent(segment.words / total) if has_shares and total else "–"
    cells = (segment.group.name, len(segment.chains), segment.words, share)
    return Row(cells, ids_of(segment.chains))


def _said(segments: Sequence[_Segment]) -> str:
    if not segments:
        return "No claim has a source yet."
    return f"Words by whether sources have names: {', '.join(one.told for one in segments)}."
