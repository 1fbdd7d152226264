"""The story strip in full: every claim where it stands, and which answer meets which claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from annotator.chains import Chain
from annotator.charts.badges import (
    BADGE,
    LANES,
    RING,
    SIZE,
    badge,
    lane_of,
    polygon,
    ring,
    tag_look,
)
from annotator.charts.badges import tag_name as called
from annotator.charts.wording import listed, quoted, several
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.measures.tags import tag_mix
from annotator.pictures import (
    Box,
    Ink,
    Later,
    Line,
    Mark,
    Path,
    Picture,
    Rect,
    Row,
    Shape,
    Table,
    Text,
    Tone,
)
from annotator.report import unanswered as unanswered_ids
from annotator.vocabulary import LinkKind, Tag

TITLE = "Story strip"
HEADERS = ("Claim", "Tags", "Source", "Paragraph", "Answers", "Without an answer from", "Words")
_NAMES = {
    Tag.ALLEGATION: "Allegation",
    Tag.DENIAL: "Denial",
    Tag.OFFICIAL: "Official",
    Tag.ANONYMOUS: "Anonymous",
    None: "No tag",
}
_HEAD = 44
"""The room above the lanes for arcs and rings, where there are any."""
_FOOT = 24
_PITCH, _THICK = 28, 24
_THIN = 6
"""Claims with no tag are a line."""
_LEAST = 3
"""A claim is never narrower, so that it is seen."""
_NARROW = 480
"""Below this width the lanes are named by their badges alone."""
_TICK = 10
"""The em of the paragraphs' numbers."""


@dataclass(frozen=True)
class _Ground:
    """Where the lanes stand, and where along them a place of the text is."""

    story: Counted
    width: float
    left: float
    lanes: tuple[Tag | None, ...]
    head: float

    @property
    def height(self) -> float:
        return self.head + _PITCH * len(self.lanes) + _FOOT

    @cached_property
    def scale(self) -> float:
        return (self.width - self.left) / max(len(self.story.marks.text), 1)

    def x(self, offset: int) -> float:
        return round(self.left + offset * self.scale, 2)

    def top(self, lane: Tag | None) -> float:
        return self.head + _PITCH * self.lanes.index(lane)

    def bars(self, chain: Chain, lane: Tag | None) -> list[Box]:
        """Return where the halves of a claim stand in a lane."""
        thick = _THICK if lane else _THIN
        y = self.top(lane) + (_THICK - thick) / 2
        left, scale, last = self.left, self.scale, self.width - _LEAST
        found = []
        for half in chain.halves:  # of which there are thousands
            start = min(round(left + half.start * scale, 2), last)
            long = max(round(left + half.end * scale - start, 2), _LEAST)
            found.append(Box(start, y, long, thick))
        return found

    def center(self, chain: Chain, lane: Tag | None) -> float:
        first = self.bars(chain, lane)[0]
        return first.x + first.width / 2


def story_strip(story: Counted, width: float) -> Picture:
    """Return the strip of an article."""
    lanes = LANES if any(not chain.tags for chain in story.chains) else LANES[:-1]
    names = [_NAMES[lane] for lane in lanes] if width >= _NARROW else []
    left = BADGE + 11 + max((wide(name, SIZE) + 16 for name in names), default=0)
    has_answers = any(link.kind.answers for link in story.marks.links)
    head = _HEAD if has_answers or unanswered(story) else 4
    ground = _Ground(story, width, round(left), lanes, head)
    arcs = tuple(_arcs(ground))
    marks = (*_claims(ground), *arcs, *_rings(ground))
    return Picture(
        width,
        ground.height,
        tuple(_background(ground, has_names=bool(names))),
        _description(story, len(arcs)),
        TITLE,
        marks,
        Table(HEADERS, Later(partial(_rows, story))),
    )


def unanswered(story: Counted) -> tuple[Chain, ...]:
    """Return the allegations of which some target has not answered, in reading order."""
    waiting = unanswered_ids(story.pairs)
    return tuple(chain for chain in story.chains if chain.first.id in waiting)


def _background(ground: _Ground, *, has_names: bool) -> Iterator[Shape]:
    for lane in ground.lanes:
        y = ground.top(lane)
        thick = _THICK if lane else _THIN
        middle = y + (_THICK - thick) / 2
        yield Rect(ground.left, middle, ground.width - ground.left, thick, Tone.CHROME)
        yield from badge(lane, 2, y + (_THICK - BADGE) / 2)
        if has_names:
            yield Text(BADGE + 11, y + 16.6, _NAMES[lane], SIZE, Tone.TEXT)
    yield from _ticks(ground, has_names=has_names)


def _ticks(ground: _Ground, *, has_names: bool) -> Iterator[Shape]:
    """Yield a tick for each paragraph, with its number where there is room."""
    y = ground.top(ground.lanes[-1]) + _PITCH + 1
    free = ground.left
    if has_names:
        yield Text(BADGE + 11, y + 17, "paragraph", _TICK, Tone.MUTED)
    seen = ground.left - 2.0
    for block in ground.story.marks.blocks:
        x = ground.x(block.start)
        if block.paragraph is None or x - seen < 2:
            continue
        seen = x
        yield Line(x, y, x, y + 5, Tone.MUTED)
        label = str(block.paragraph)
        room = wide(label, _TICK)
        if block.paragraph and x >= free and x + room <= ground.width:
            yield Text(x, y + 17, label, _TICK, Tone.MUTED)
            free = x + room + 8


def _claims(ground: _Ground) -> Iterator[Mark]:
    story = ground.story
    # The longer first, so that what stands within another is seen and can be clicked.
    chains = sorted(story.chains, key=lambda chain: (chain.first.start, -chain.end))
    told = {chain.first.id: _told(story, chain) for chain in chains}
    for lane in ground.lanes:
        look = tag_look(lane)
        for chain in chains:
            if lane in (chain.tags or (None,)):
                bars = ground.bars(chain, lane)
                shapes: list[Shape] = []
                for bar in bars:
                    shapes.append(Rect(bar.x, bar.y, bar.width, bar.height, *look))
                    if bar.width > 2 * _LEAST:
                        edge = bar.x + 0.5
                        shapes.append(Line(edge, bar.y, edge, bar.y + bar.height, Tone.PAPER))
                yield Mark(told[chain.first.id], chain.ids, tuple(shapes), tuple(bars))


def _arcs(ground: _Ground) -> Iterator[Mark]:
    story = ground.story
    for link in story.marks.links:
        reply, goal = story.chain_of[link.from_id], story.chain_of[link.to_id]
        if link.kind.answers and reply is not goal:
            yield _arc(ground, reply, goal, link.kind)


def _arc(ground: _Ground, reply: Chain, goal: Chain, kind: LinkKind) -> Mark:
    denial, accused = lane_of(reply, Tag.DENIAL), lane_of(goal, Tag.ALLEGATION)
    start, end = ground.bars(reply, denial)[0], ground.bars(goal, accused)[0]
    x1, y1 = start.x + start.width / 2, start.y
    x2, y2 = end.x + end.width / 2, end.y
    x1, x2 = max(x1, ground.left + 4), min(max(x2, ground.left + 5), ground.width - 5)
    rise = min(14 + abs(x2 - x1) * 0.1, _HEAD - 4)
    over = _HEAD - rise * 4 / 3
    ink = Ink(Tag.DENIAL)
    # Others than those accused may rebut, too; that is no answer, and its arc is dashed.
    dashes = (5.0, 3.0) if kind is LinkKind.DISPUTES else ()
    top = max(over, 1)
    shapes = (
        Path((x1, y1), ((x1, top, x2, top, x2, y2 - 5),), stroke=ink, width=1.6, dashes=dashes),
        polygon([(x2 - 4.5, y2 - 6), (x2 + 4.5, y2 - 6), (x2, y2 + 1)], ink),
    )
    number = ground.story.marks.number_of
    name = f"claim {number(reply.first.id)} {kind} claim {number(goal.first.id)}"
    places = (Box(x2 - 6, y2 - 8, 12, 10), Box(x1 - 4, y1 - 8, 8, 8))
    return Mark(name, (*reply.ids, *goal.ids), shapes, places)


def _rings(ground: _Ground) -> Iterator[Mark]:
    """Yield a ring for each allegation without an answer; those that would touch are one."""
    near: list[tuple[float, list[Chain]]] = []
    for chain in unanswered(ground.story):
        end = max(bar.x + bar.width for bar in ground.bars(chain, Tag.ALLEGATION))
        x = min(max(end, ground.center(chain, Tag.ALLEGATION) + 16), ground.width - RING)
        if near and x - near[-1][0] < 2 * RING + 2:
            near[-1][1].append(chain)
        else:
            near.append((x, [chain]))
    y = _HEAD - RING - 4
    for x, chains in near:
        what = several(len(chains), "allegation")
        name = f"{what} without an answer: " + "; ".join(quoted(c.first.quote) for c in chains)
        ids = tuple(claim for chain in chains for claim in chain.ids)
        yield Mark(name, ids, ring(x, y), (Box(x - RING, y - RING, 2 * RING, 2 * RING),))


def _told(story: Counted, chain: Chain) -> str:
    tags = listed([called(tag) for tag in chain.tags or (None,)])
    who = f" by {chain.source.name}" if chain.source else ""
    number = story.marks.number_of(chain.first.id)
    return f"claim {number}, {tags}{who}: {quoted(chain.first.quote)}"


def _description(story: Counted, arcs: int) -> str:
    if not story.chains:
        return "No claims."
    mix = [f"{called(tag)} {some.count}" for tag, some in tag_mix(story).items() if some.count]
    bare = sum(not chain.tags for chain in story.chains)
    mix += [f"no tag {bare}"] if bare else []
    stand = "1 claim stands" if len(story.chains) == 1 else f"{len(story.chains):,} claims stand"
    said = f"Where {stand} along the story: {', '.join(mix)}."
    if arcs:
        leads = "arc leads" if arcs == 1 else "arcs lead"
        said += f" {arcs} {leads} from an answer to what it answers."
    waiting = len(unanswered(story))
    if waiting:
        have = "allegation has" if waiting == 1 else "allegations have"
        said += f" {waiting} {have} no answer."
    return said


def _rows(story: Counted) -> Iterator[Row]:
    number = story.marks.number_of
    answers: dict[str, list[str]] = {}
    for link in story.marks.links:
        if link.kind.answers:
            reply, goal = story.chain_of[link.from_id], story.chain_of[link.to_id]
            answers.setdefault(reply.first.id, []).append(str(number(goal.first.id)))
    missing: dict[str, list[str]] = {}
    for pair in story.pairs:
        if not pair.is_answered:
            missing.setdefault(pair.claim.id, []).append(pair.target)
    for chain in story.chains:
        key = chain.first.id
        at = story.paragraph_at(chain.first.start)
        cells = (
            number(key),
            ", ".join(called(tag) for tag in chain.tags or (None,)),
            chain.source.name if chain.source else "",
            "" if at is None else at,
            ", ".join(answers.get(key, ())),
            ", ".join(missing.get(key, ())),
            chain.quote,
        )
        yield Row(cells, chain.ids)
