"""Words and prominence by side: two bars a side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from annotator.charts.badges import SMALL, Look, bar, side_looks, text, widest
from annotator.charts.wording import percent, several
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.measures.placement import prominence
from annotator.measures.shares import FEW
from annotator.measures.sides import side_shares, sides
from annotator.model import UNKNOWN_SIDE, Side
from annotator.pictures import Box, Mark, Picture, Row, Shape, Table, Tone
from annotator.query import written

TITLE = "Words and prominence by side"
_HEADERS = ("Side", "Claims", "Words", "Share of attributed words", "Prominence")
_THICK = 16
_BARS = 50
"""The room of a side's two bars and what is below them."""
_NARROW = 420
"""Below this width a side's name stands above its bars."""
_NAME = 22
_UNKNOWN = "side unknown"


@dataclass(frozen=True, slots=True)
class SideBars:
    """What is shown of a side; shares are None where too few claims have a source.

    Over a project there are no ids of `claims`; they are looked for by the side's name.
    """

    name: str
    claims: tuple[str, ...]
    count: int
    words: int
    share: float | None
    prominence: float | None

    @property
    def search(self) -> str:
        """Return the line that finds its claims where their ids are not there."""
        return written("side", self.name) if self.count and not self.claims else ""

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        """Return what is written beside each bar, and its length as a share of the whole."""
        words = several(self.words, "word")
        if self.share is None:
            return ((words, self.words),)
        return (
            (f"{words}, {percent(self.share)}", self.share),
            (f"{percent(self.prominence)} of prominence", self.prominence or 0.0),
        )


def words_and_prominence(story: Counted, listed: Sequence[Side], width: float) -> Picture:
    """Return the words of each side, and how prominent they are, each as a share of the whole.

    `listed` are the project's sides in their order. A side of the article's sources that is not
    heard is shown, too, and so are sources of unknown side.
    """
    few = len(story.attributed) < FEW
    note = f"Fewer than {FEW} claims have a source: counts alone." if few else ""
    own = {source.side for source in story.marks.sources}
    looks = side_looks(listed, {*story.heard_sides, *own})
    shown = list(_sides(story, [name for name in looks if name in own]))
    return side_bars(shown, looks, width, note)


def side_bars(
    shown: Sequence[SideBars], looks: Mapping[str, Look], width: float, note: str = ""
) -> Picture:
    """Return two bars for each side, or one where there are no shares, as `note` says below."""
    named = [_UNKNOWN if side.name == UNKNOWN_SIDE else side.name for side in shown]
    left, top = ceil(widest(named, width * 0.34)) + 30, 0
    if width < _NARROW:
        left, top = _NAME, _NAME
    pitch = _BARS + top
    beside = (words for side in shown for words, _ in side.bars)
    right = min(max((wide(words, SMALL) for words in beside), default=0), width - left - 24) + 10
    most = max((long for side in shown for _, long in side.bars), default=0) or 1
    scale = (width - left - right) / most
    marks = [
        mark
        for n, (side, name) in enumerate(zip(shown, named, strict=True))
        for mark in _marks(side, name, looks[side.name], n * pitch, (left, top, scale, width))
    ]
    height: float = max(len(shown) * pitch, 24)
    shapes: tuple[Shape, ...] = ()
    if note:
        shapes = text(0, height + 12, note, width, size=SMALL, fill=Tone.MUTED)
        height += 20
    rows = tuple(_row(side, name) for side, name in zip(shown, named, strict=True))
    table = Table(_HEADERS, rows)
    return Picture(width, height, shapes, _said(shown, named), TITLE, tuple(marks), table)


def _sides(story: Counted, own: Iterable[str]) -> Iterator[SideBars]:
    """Yield the sides with most words first, its own never heard after them, unknown last."""
    heard, shares, weights = sides(story), side_shares(story), prominence(story)
    has_shares = len(story.attributed) >= FEW
    known = (name for name in (*heard, *own) if name != UNKNOWN_SIDE)
    for name in dict.fromkeys((*known, UNKNOWN_SIDE)):
        if name in heard:
            group = heard[name]
            both = (shares[name].alone.value, weights[name].value) if has_shares else (None, None)
            yield SideBars(name, group.claims, group.count, group.words, *both)
        else:
            silent = 0.0 if has_shares else None
            yield SideBars(name, (), 0, 0, silent, silent)


def _marks(
    side: SideBars, name: str, look: Look, y: float, room: tuple[float, float, float, float]
) -> Iterator[Mark]:
    left, above, scale, width = room
    beside = width if above else left
    label = (*bar(look, 0, y + 5, 14, 14, 2), *text(_NAME, y + 16, name, beside - _NAME - 8))
    told = f"{name}: {several(side.words, 'word')}, {several(side.count, 'claim')}"
    yield Mark(told, side.claims, label, (Box(0, y, width, _BARS + above),), search=side.search)
    for n, (words, long) in enumerate(side.bars):
        top = y + above + 2 + n * (_THICK + 3)
        thick = _THICK if n == 0 else _THICK - 6
        far = round(long * scale, 2)
        drawn = bar(look, left, top, far, thick) if far else ()
        fill = Tone.TEXT if n == 0 else Tone.MUTED
        x = left + far + 8
        said = text(x, top + thick / 2 + 4.3, words, width - x, size=SMALL, fill=fill)
        place = Box(left, y + above + n * (_THICK + 3), width - left, _THICK + 3)
        yield Mark(f"{name}: {words}", side.claims, (*drawn, *said), (place,), search=side.search)


def _row(side: SideBars, name: str) -> Row:
    shares = (percent(side.share), percent(side.prominence))
    return Row((name, side.count, side.words, *shares), side.claims, search=side.search)


def _said(shown: Iterable[SideBars], named: Iterable[str]) -> str:
    parts = [
        f"{name} {several(side.words, 'word')}"
        + ("" if side.prominence is None else f", {percent(side.prominence)} of prominence")
        for side, name in zip(shown, named, strict=True)
    ]
    return f"How much each side says, and how prominently: {'; '.join(parts)}."
