"""The story strip: where along an article its claims stand, tag by tag, kept as they change."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby

from annotator.desk import Desk
from annotator.edits import Change
from annotator.model import Claim
from annotator.palette import LOOKS
from annotator.pictures import SOLID, Anchor, Fill, Ink, Line, Picture, Rect, Shape, Text, Tone
from annotator.vocabulary import Tag

CELLS = 1000
"""Finer than the pixels of a screen's height."""
LANES: tuple[Tag | None, ...] = (*Tag, None)
"""A lane for each tag and one for claims with no tag, from the top."""
GUTTER = 11
"""How much of a column's width is left of its band, for the marks of the unanswered."""
_FILLS: dict[Tag | None, Fill] = {None: Tone.MUTED, **{tag: Ink(tag) for tag in Tag}}
_PRIORITY = (Tag.ALLEGATION, Tag.DENIAL, Tag.ANONYMOUS, Tag.OFFICIAL, None)
_LEAST = 3
"""A claim in a lane is never narrower, so that it is seen."""
_HATCHED = 8
"""A lane this high shows the tag's hatch."""
_NEAR = 4
"""Places that are no further apart, in percent, are told as one."""
_MARK = 11
"""The size of the mark beside an allegation without an answer."""
_THIN = 3
"""A claim with no tag shows as a line down the middle of the band."""


class Strip:
    """An article of `length` characters cut into cells, and how many claims touch each.

    A claim costs the same however long it is: a lane keeps where counts rise and fall, and the
    counts themselves are summed up when they are looked at.
    """

    def __init__(self, length: int, claims: Iterable[Claim] = (), cells: int = CELLS) -> None:
        self.length = max(length, 1)
        self.cells = cells
        self._claims = {claim.id: claim for claim in claims}
        self._found: dict[Tag | None, list[range]] = {}
        self._steps = {lane: array("l", [0]) * (cells + 1) for lane in LANES}
        for claim in self._claims.values():
            self._count(claim, 1)

    def add(self, claim: Claim) -> None:
        """Take a claim in, in place of what it was before."""
        self.remove(claim)
        self._claims[claim.id] = claim
        self._count(claim, 1)

    def remove(self, claim: Claim) -> None:
        """Let a claim go; one that is not there is none."""
        old = self._claims.pop(claim.id, None)
        if old:
            self._count(old, -1)

    def follow(self, change: Change, desk: Desk) -> None:
        """Become what `desk` is after a change; told late or twice, it does no harm."""
        for move in change.moves:
            if isinstance(move.noun, Claim):
                now = desk.claim(move.noun.id)
                if now:
                    self.add(now)
                else:
                    self.remove(move.noun)

    def runs(self, lane: Tag | None) -> list[range]:
        """Return the runs of cells that claims with this tag (None: with no tag) touch."""
        if lane not in self._found:
            counts = accumulate(self._steps[lane][: self.cells])
            self._found[lane] = list(_runs(bytes(map(bool, counts))))
        return self._found[lane]

    def places(self, lane: Tag | None) -> list[tuple[int, int]]:
        """Return where a lane's claims stand, in percent; what is near each other is one place."""
        found: list[tuple[int, int]] = []
        for run in self.runs(lane):
            start = 100 * run.start // self.cells
            end = -(-100 * run.stop // self.cells)
            if found and start - found[-1][1] <= _NEAR:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def lanes(self, width: int, height: int) -> Picture:
        """Return the strip lying: the story from left to right, a lane for each tag."""
        pitch = (height + 1) // len(LANES)
        thick = max(1, round(pitch * 0.8))
        shapes: list[Shape] = []
        for number in range(len(LANES)):
            y = number * pitch + thick // 2 + 0.5
            shapes.append(Line(0, y, width, y, Tone.LINES, opacity=0.7))
        for number, lane in enumerate(LANES):
            hatch = LOOKS[lane].hatch if lane and thick >= _HATCHED else SOLID
            for run in _widened(self._pixels(lane, width), width):
                bar = (run.start, number * pitch, len(run), thick)
                shapes.append(Rect(*bar, _FILLS[lane], hatch))
        return Picture(width, height, tuple(shapes), self.description)

    def column(self, width: int, height: int, unanswered: Iterable[int] = ()) -> Picture:
        """Return the strip standing: the story from top to bottom in one band.

        Where tags share a place the weightiest shows. `unanswered` are the offsets of the
        allegations that get a mark beside the band.
        """
        shown: list[Fill] = [Tone.PAPER] * height
        for lane in reversed(_PRIORITY):
            for run in self._pixels(lane, height):
                shown[run.start : run.stop] = [_FILLS[lane]] * len(run)
        band = width - GUTTER
        # Paper within an edge: in high contrast no ink can be told from what lines are drawn in.
        shapes: list[Shape] = [
            Rect(GUTTER, 0, band, height, Tone.LINES),
            Rect(GUTTER + 1, 1, band - 2, max(height - 2, 0), Tone.PAPER),
        ]
        y = 0
        for fill, rows in groupby(shown):
            tall = len(list(rows))
            if fill is Tone.MUTED:
                shapes.append(Rect(GUTTER + (band - _THIN) // 2, y, _THIN, tall, fill))
            elif fill is not Tone.PAPER:
                shapes.append(Rect(GUTTER, y, band, tall, fill))
            y += tall
        offsets = sorted(unanswered)
        shapes += self._marks(offsets, height)
        said = self.description
        if offsets:
            waiting = "allegation has" if len(offsets) == 1 else "allegations have"
            said += f" {len(offsets)} {waiting} no answer."
        return Picture(width, height, tuple(shapes), said)

    @property
    def description(self) -> str:
        """Return in a sentence where the claims stand."""
        told = []
        for lane in LANES:
            places = [f"{start} to {end}" for start, end in self.places(lane)]
            if places:
                told.append(f"{lane or 'no tag'} {', '.join(places)}")
        said = "; ".join(told)
        return f"Where claims stand, in percent of the story: {said}." if told else "No claims."

    def _marks(self, offsets: list[int], height: int) -> Iterator[Shape]:
        last = -_MARK
        for offset in offsets:
            y = offset * height // self.length
            # Marks that would cover each other are one.
            if y - last >= _MARK:
                last = y
                ink = Ink(Tag.ALLEGATION)
                yield Text(4, y + _MARK * 0.75, "?", _MARK, ink, Anchor.MIDDLE, is_bold=True)

    def _count(self, claim: Claim, times: int) -> None:
        first = claim.start * self.cells // self.length
        last = -(-claim.end * self.cells // self.length)
        for lane in claim.tags or (None,):
            steps = self._steps[lane]
            steps[first] += times
            steps[last] -= times
            self._found.pop(lane, None)

    def _pixels(self, lane: Tag | None, pixels: int) -> list[range]:
        """Return a lane's runs where the whole strip is so many pixels long; they may overlap."""
        return [
            range(run.start * pixels // self.cells, -(-run.stop * pixels // self.cells))
            for run in self.runs(lane)
        ]


def _runs(touched: bytes) -> Iterator[range]:
    start = touched.find(1)
    while start >= 0:
        end = touched.find(0, start)
        end = len(touched) if end < 0 else end
        yield range(start, end)
        start = touched.find(1, end)


def _widened(runs: Iterable[range], width: int) -> list[range]:
    """Return runs of which none is too narrow to be seen, joined where they meet."""
    found: list[range] = []
    for run in runs:
        start = max(0, min(run.start, width - _LEAST))
        end = max(run.stop, start + min(_LEAST, width))
        if found and start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(end, found[-1].stop))
        else:
            found.append(range(start, end))
    return found
