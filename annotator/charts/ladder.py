"""The allegations ladder: what is alleged, and what each of those it is about answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from annotator.chains import Chain
from annotator.charts.badges import BADGE, SIZE, SMALL, badge, lane_of, text
from annotator.charts.wording import quoted, several
from annotator.measures.counted import Counted
from annotator.pictures import Box, Fill, Ink, Mark, Path, Picture, Rect, Row, Shape, Table, Tone
from annotator.report import Pair
from annotator.right_of_reply import is_past, spelled
from annotator.vocabulary import ResponseStatus, Tag

TITLE = "Allegations and their answers"
MOST = 40
"""So many allegations are drawn, those without an answer before all others."""
HEADERS = ("Claim", "Allegation", "About", "Answer", "By")
NO_TARGET = "No target is named, so nobody can be asked."
_TOLD = {
    ResponseStatus.REPLIED: "replied, not in the article",
    ResponseStatus.DECLINED: "declined to comment",
    ResponseStatus.NO_REPLY: "was asked and did not reply",
    ResponseStatus.UNREACHABLE: "could not be reached",
    ResponseStatus.NOT_APPLICABLE: "no right of reply applies",
}
_EDGE, _GAP = 12, 8
_HEAD, _LINE = 24, 20


@dataclass(frozen=True, slots=True)
class _Answer:
    """A line below an allegation: what one target says, or that it does not."""

    target: str
    words: str
    who: str
    tag: Tag | None
    is_open: bool
    claims: tuple[str, ...]
    has_badge: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """An allegation with the lines below it."""

    number: int
    chain: Chain
    answers: tuple[_Answer, ...]

    @property
    def is_open(self) -> bool:
        return any(answer.is_open for answer in self.answers)

    @property
    def height(self) -> float:
        return _EDGE + _HEAD + _LINE * len(self.answers) - 2


def ladder(story: Counted, width: float, now: datetime) -> Picture:
    """Return a card for each allegation; `now`, with a time zone, tells what is overdue."""
    steps = tuple(_steps(story, now))
    shown = steps
    if len(steps) > MOST + 1:
        kept = sorted(sorted(steps, key=lambda step: not step.is_open)[:MOST], key=_place)
        shown = tuple(kept)
    marks: list[Mark] = []
    y = 0.0
    for step in shown:
        marks += _card(step, y, width)
        y += step.height + _GAP
    if len(shown) < len(steps):
        drawn = {step.number for step in shown}
        marks.append(_others([step for step in steps if step.number not in drawn], y, width))
        y += _LINE + _GAP
    shapes = () if steps else text(0, 16, "No claim is an allegation.", width, fill=Tone.MUTED)
    table = Table(HEADERS, tuple(row for step in steps for row in _rows(step)))
    return Picture(width, max(y - _GAP, 24), shapes, _said(steps), TITLE, tuple(marks), table)


def _place(step: _Step) -> int:
    return step.number


def _steps(story: Counted, now: datetime) -> Iterator[_Step]:
    by_claim: dict[str, list[Pair]] = {}
    for pair in story.pairs:
        by_claim.setdefault(pair.claim.id, []).append(pair)
    for chain in story.chains:
        if Tag.ALLEGATION in chain.tags:
            answers = [
                answer
                for pair in by_claim.get(chain.first.id, ())
                for answer in _answers(story, pair, now)
            ]
            nobody = _Answer("", NO_TARGET, "", None, is_open=True, claims=chain.ids)
            number = story.marks.number_of(chain.first.id)
            yield _Step(number, chain, tuple(answers) or (nobody,))


def _answers(story: Counted, pair: Pair, now: datetime) -> Iterator[_Answer]:
    for reply in pair.replies:
        chain = story.chain_of[reply.id]
        who = chain.source.name if chain.source else pair.target
        words = quoted(chain.quote)
        tag = lane_of(chain, Tag.DENIAL)
        yield _Answer(
            pair.target, words, who, tag, is_open=False, claims=chain.ids, has_badge=True
        )
    if not pair.replies:
        ids = story.chain_of[pair.claim.id].ids
        words = _outcome(pair, now)
        yield _Answer(pair.target, words, "", None, is_open=not pair.is_answered, claims=ids)


def _outcome(pair: Pair, now: datetime) -> str:
    """Return what came of asking a target that says nothing in the article."""
    response = pair.response
    if response is None or response.status is ResponseStatus.NOT_SOUGHT:
        return "no answer, not asked yet"
    if response.status.settles:
        return _TOLD[response.status]
    asked = f"asked on {spelled(response.date)}" if response.date else "asked"
    if not response.deadline:
        return f"no answer yet, {asked}"
    due = spelled(response.deadline)
    if is_past(response.deadline, now):
        return f"overdue since {due}, no answer, {asked}"
    return f"no answer yet, {asked}, due {due}"


def _card(step: _Step, y: float, width: float) -> Iterator[Mark]:
    edge = _frame(y, width, step.height, is_open=step.is_open)
    left = _EDGE + BADGE + 8
    head = (
        *edge,
        *badge(Tag.ALLEGATION, _EDGE - 2, y + 9),
        *text(left, y + 21, step.chain.quote, width - left - _EDGE),
    )
    about = f", about {', '.join(step.chain.targets)}" if step.chain.targets else ""
    told = f"claim {step.number}, allegation{about}: {quoted(step.chain.quote)}"
    yield Mark(told, step.chain.ids, head, (Box(0, y, width, step.height),))
    top = y + _EDGE + _HEAD - 8
    for answer in step.answers:
        yield _line(answer, top, width)
        top += _LINE


def _line(answer: _Answer, y: float, width: float) -> Mark:
    left = _EDGE + BADGE + 8
    shapes: tuple[Shape, ...] = ()
    if answer.has_badge:
        shapes = badge(answer.tag, left, y + 3)
        left += BADGE + 8
    fill: Fill = Ink(Tag.ALLEGATION) if answer.is_open else Tone.MUTED
    who = answer.who or answer.target
    if answer.who and answer.who != answer.target:
        who = f"{answer.who} for {answer.target}"
    said = f"{who}: {answer.words}" if who else answer.words
    room = width - left - _EDGE
    shapes += text(left, y + 15, said, room, size=SMALL, fill=fill, bold=answer.is_open)
    return Mark(said, answer.claims, shapes, (Box(0, y, width, _LINE),))


def _frame(y: float, width: float, height: float, *, is_open: bool) -> tuple[Shape, ...]:
    """Return the edge of a card, dashed and loud where an answer is missing."""
    if not is_open:
        outer = Rect(0, y, width, height, Tone.LINES, radius=6)
        return (outer, Rect(1, y + 1, width - 2, height - 2, Tone.PAPER, radius=5))
    r, x1, x2, y1, y2 = 6, 0.75, width - 0.75, y + 0.75, y + height - 0.75
    steps = (
        (x2 - r, y1),
        (x2 - r / 2, y1, x2, y1 + r / 2, x2, y1 + r),
        (x2, y2 - r),
        (x2, y2 - r / 2, x2 - r / 2, y2, x2 - r, y2),
        (x1 + r, y2),
        (x1 + r / 2, y2, x1, y2 - r / 2, x1, y2 - r),
        (x1, y1 + r),
        (x1, y1 + r / 2, x1 + r / 2, y1, x1 + r, y1),
    )
    ink = Ink(Tag.ALLEGATION)
    edge = Path((x1 + r, y1), steps, stroke=ink, width=1.5, dashes=(5, 3), is_closed=True)
    return (edge,)


def _others(rest: list[_Step], y: float, width: float) -> Mark:
    claims = tuple(claim for step in rest for claim in step.chain.ids)
    waiting = sum(step.is_open for step in rest)
    said = f"and {len(rest):,} more, {waiting:,} of them without an answer"
    shapes = text(_EDGE, y + 15, said, width - 2 * _EDGE, size=SIZE, fill=Tone.MUTED)
    return Mark(said, claims, shapes, (Box(0, y, width, _LINE),))


def _rows(step: _Step) -> Iterator[Row]:
    for answer in step.answers:
        claims = tuple(dict.fromkeys((*step.chain.ids, *answer.claims)))
        cells = (step.number, step.chain.quote, answer.target, answer.words, answer.who)
        yield Row(cells, claims)


def _said(steps: tuple[_Step, ...]) -> str:
    if not steps:
        return "No claim is an allegation."
    waiting = sum(step.is_open for step in steps)
    have = "has" if waiting == 1 else "have"
    return f"{several(len(steps), 'allegation')}, of which {waiting:,} {have} no answer."
