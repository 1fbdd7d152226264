"""Where words stand on the page: visible lines only, however long the article."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QTextBlock

from annotator.desk import Desk
from annotator.model import Claim, Span
from ui.positions import Positions
from ui.reading.fragments import BlockLines, Fragment, mixed_fragments
from ui.reading.layout import PageLayout
from ui.reading.lines import character_at, is_leftward, runs_left, x_of
from ui.reading.room import AFTER

_MOST_FOUND = 2_000
"""Stretches whose places are kept; a page shows some dozens."""
_MOST_SET = 500
"""Blocks whose lines are kept."""


@dataclass(frozen=True, slots=True)
class SeenBlock:
    """A paragraph of which something is seen, with the offsets it shows: on paper some lines.

    `runs_left` tells that some of its words run from right to left.
    """

    block: QTextBlock
    top: float
    start: int
    end: int
    runs_left: bool


class Geometry:
    """The places of words on a page, in the page's own pixels."""

    def __init__(self, layout: PageLayout, positions: Positions) -> None:
        self._layout = layout
        self._positions = positions
        self._found: OrderedDict[tuple[int, int, int], list[Fragment]] = OrderedDict()
        self._lines: OrderedDict[int, BlockLines] = OrderedDict()
        self._edition = layout.edition

    def seen(self, top: float, bottom: float) -> list[SeenBlock]:
        """Return the blocks between two heights of the page."""
        found = []
        block = self._layout.block_at(top)
        while block.isValid():
            self._layout.lay_out(block)
            begin = self._layout.top_of(block)
            if begin > bottom:
                break
            start = self._positions.to_offset(block.position())
            end = self._positions.to_offset(block.position() + block.length() - 1)
            found.append(SeenBlock(block, begin, start, end, runs_left(block.text())))
            block = block.next()
        return found

    @property
    def right(self) -> float:
        """Return the right edge of what is drawn on, beyond the column of words."""
        return self._layout.documentSize().width() + AFTER

    def fragments(self, seen: SeenBlock, start: int, end: int) -> list[Fragment]:
        """Return where `start` to `end` stand in a block, a fragment a line, below its top.

        They are found once, until the lines are set anew; do not change the list.
        """
        self._keep_up()
        begin, until = seen.start, seen.end
        key = (begin, start if start > begin else begin, end if end < until else until)
        found = self._found.get(key)
        if found is None:
            if len(self._found) == _MOST_FOUND:
                self._found.popitem(last=False)
            found = self._found[key] = self._find(seen, key[1], key[2])
        return found

    def run(self, seen: SeenBlock, start: int, end: int) -> list[Fragment]:
        """Return the same of a stretch within a block that nobody will ask for again."""
        self._keep_up()
        return self._find(seen, start, end)

    def _keep_up(self) -> None:
        if self._edition != self._layout.edition:
            self._found.clear()
            self._lines.clear()
            self._edition = self._layout.edition

    def _find(self, seen: SeenBlock, start: int, end: int) -> list[Fragment]:
        lines = self._lines.get(seen.start)
        if lines is None:
            lines = BlockLines(seen.block)
            if len(self._lines) == _MOST_SET:
                self._lines.popitem(last=False)
            if lines.is_set:  # otherwise it would be remembered as having none
                self._lines[seen.start] = lines
        first = max(self._positions.to_position(start) - lines.position, 0)
        last = min(self._positions.to_position(end) - lines.position, lines.length)
        if first >= last or not lines.is_set:
            return []
        if seen.runs_left:
            return mixed_fragments(seen.block.layout(), first, last)
        return lines.fragments(first, last)

    def offset_at(self, point: QPointF) -> int | None:
        """Return the offset of the character under a point of the page, None beside words."""
        hit = self._layout.hit_line(point)
        if hit is None:
            return None
        block, line, top = hit
        if not line.naturalTextRect().translated(0, top).contains(point):
            return None
        return self._positions.to_offset(block.position() + character_at(line, point.x()))

    def is_leftward(self, seen: SeenBlock, offset: int) -> bool:
        """Return whether the character at an offset of a block is read from its right."""
        if not seen.runs_left:
            return False
        at = self._positions.to_position(offset) - seen.block.position()
        line = seen.block.layout().lineForTextPosition(at)
        return line.isValid() and is_leftward(line, at)

    def point_of(self, offset: int) -> QPoint:
        """Return the top of the line at an offset, at its character."""
        position = self._positions.to_position(offset)
        block = self._layout.document().findBlock(position)
        self._layout.lay_out(block)
        line = block.layout().lineForTextPosition(position - block.position())
        x = x_of(line, position - block.position()) if line.isValid() else 0.0
        y = line.y() if line.isValid() else 0.0
        return QPointF(x, self._layout.top_of(block) + y).toPoint()


class Frame:
    """What is seen of an article at one moment; fragments are found once.

    Everything is in the pixels of what is drawn on: `page_top` of the page is its top. On paper
    `blocks` says what of the article is there.
    """

    def __init__(
        self,
        desk: Desk,
        geometry: Geometry,
        page_top: float,
        height: float,
        blocks: list[SeenBlock] | None = None,
    ) -> None:
        self.desk = desk
        self.height = height
        self._geometry = geometry
        self.page_top = page_top
        self.blocks = geometry.seen(page_top, page_top + height) if blocks is None else blocks
        self.tops = [block.top - page_top for block in self.blocks]
        self._starts = [block.start for block in self.blocks]
        self._fragments: dict[str, list[Fragment]] = {}
        self._extents: dict[str, tuple[QRectF, float] | None] = {}
        self._claims: list[Claim] | None = None

    @property
    def claims(self) -> list[Claim]:
        """Return the claims of which something is seen, in reading order."""
        if self._claims is None:
            self._claims = (
                self.desk.over(self.blocks[0].start, self.blocks[-1].end) if self.blocks else []
            )
        return self._claims

    @property
    def right(self) -> float:
        """Return the right edge of what is drawn on."""
        return self._geometry.right

    def paragraphs(self) -> list[SeenBlock]:
        """Return the blocks that have words."""
        return [block for block in self.blocks if block.start < block.end]

    def over(self, block: SeenBlock) -> list[Claim]:
        """Return the claims that share a character with a block, in reading order."""
        start, end = block.start, block.end
        if start == end:
            return []
        return [claim for claim in self.claims if claim.start < end and claim.end > start]

    def within(self, top: float, bottom: float) -> list[SeenBlock]:
        """Return the blocks between two heights of what is drawn on."""
        first = max(bisect_right(self.tops, top) - 1, 0)
        return self.blocks[first : bisect_right(self.tops, bottom)]

    def top_of(self, block: SeenBlock) -> float:
        """Return where a block begins."""
        return block.top - self.page_top

    def in_block(self, block: SeenBlock, start: int, end: int) -> list[Fragment]:
        """Return where `start` to `end` stand in a block, below its top."""
        return self._geometry.fragments(block, start, end)

    def run_in_block(self, block: SeenBlock, start: int, end: int) -> list[Fragment]:
        """Return the same of a stretch within a block that nobody will ask for again."""
        return self._geometry.run(block, start, end)

    def of(self, claim: Claim) -> list[Fragment]:
        """Return the fragments of a claim that are seen."""
        if claim.id not in self._fragments:
            self._fragments[claim.id] = self.between(claim.start, claim.end)
        return self._fragments[claim.id]

    def extent(self, claim: Claim) -> tuple[QRectF, float] | None:
        """Return a claim's first line that is seen and the bottom of its last; None for none."""
        if claim.id not in self._extents:
            self._extents[claim.id] = self._extent(claim.start, claim.end)
        return self._extents[claim.id]

    def _extent(self, start: int, end: int) -> tuple[QRectF, float] | None:
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end) - 1
        fragments, blocks = self._geometry.fragments, self.blocks
        begun: list[Fragment] = []
        while first <= last and not (begun := fragments(blocks[first], start, end)):
            first += 1
        if not begun:
            return None
        ended = begun
        while last > first and not (ended := fragments(blocks[last], start, end)):
            last -= 1
        line = begun[0].moved(self.tops[first]).rect
        return line, (ended or begun)[-1].bottom + self.tops[last]

    def edge(self, start: int, end: int, *, is_end: bool) -> tuple[QRectF, bool] | None:
        """Return the place of the first or the last character of words, and which side is out.

        True is the right side of it: the end's where one reads from the left. None is not seen.
        """
        character = Span(end - 1, end) if is_end else Span(start, start + 1)
        character = self.desk.graphemes.snap(character)
        at = bisect_right(self._starts, character.start) - 1
        if at < 0:
            return None
        block = self.blocks[at]
        found = self._geometry.fragments(block, character.start, character.end)
        if not found or character.start >= block.end:
            return None
        is_leftward = self._geometry.is_leftward(block, character.start)
        return found[-1 if is_end else 0].moved(self.tops[at]).rect, is_end is not is_leftward

    def between(self, start: int, end: int) -> list[Fragment]:
        """Return the fragments of `start` to `end` that are seen."""
        return [
            fragment.moved(self.top_of(block))
            for block in self.blocks
            if block.start < end and block.end > start
            for fragment in self._geometry.fragments(block, start, end)
        ]
