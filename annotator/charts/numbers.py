"""The four plain numbers that an editor reads first, each with what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.charts.badges import SMALL, lines, text
from annotator.charts.naming import NAMED
from annotator.charts.wording import percent, several
from annotator.measures.answers import farthest_reply, reply_rate
from annotator.measures.counted import Counted
from annotator.measures.shares import FEW
from annotator.measures.sourcing import anonymous_words
from annotator.pictures import Box, Fill, Ink, Mark, Picture, Rect, Row, Shape, Table, Tone
from annotator.vocabulary import SourceKind, Tag

TITLE = "Plain numbers"
_GAP = 12
_LEAST = 124


@dataclass(frozen=True, slots=True)
class _Set:
    """How a card is set: the em of its figure, its margin, its height but for its caption."""

    figure: float
    edge: float
    height: float


_ROOMY, _CLOSE = _Set(28, 16, 67), _Set(22, 11, 56)
_LINE = 15
_NARROW = 190
"""Below this width a card is set close."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number, what it counts, and the ids of the claims behind it, or of the articles."""

    figure: str
    caption: str
    claims: tuple[str, ...]
    is_loud: bool = False
    articles: Sequence[str] = ()


def numbers(story: Counted) -> tuple[Number, ...]:
    """Return the four numbers of an article; a dash where there is nothing to count."""
    return (_answered(story), _unnamed(story), _named(story), _distance(story))


def plain_numbers(story: Counted, width: float) -> Picture:
    """Return the four numbers of an article as cards."""
    return cards(numbers(story), width)


def cards(four: Sequence[Number], width: float) -> Picture:
    """Return numbers as cards, as many in a line as there is room for."""
    columns = next(n for n in (4, 2, 1) if n == 1 or (width + _GAP) / n - _GAP >= _LEAST)
    card = (width - _GAP * (columns - 1)) / columns
    form = _ROOMY if card >= _NARROW else _CLOSE
    captions = [lines(number.caption, card - 2 * form.edge, SMALL) for number in four]
    tall = form.height + _LINE * max(len(caption) for caption in captions)
    marks = []
    for n, (number, caption) in enumerate(zip(four, captions, strict=True)):
        x, y = (n % columns) * (card + _GAP), (n // columns) * (tall + _GAP)
        marks.append(_card(number, caption, form, Box(x, y, card, tall)))
    height = -(-len(four) // columns) * (tall + _GAP) - _GAP
    said = "; ".join(f"{number.figure} {number.caption}" for number in four) + "."
    rows = tuple(Row((one.figure, one.caption), one.claims, one.articles) for one in four)
    table = Table(("Number", "What it counts"), rows)
    return Picture(width, height, (), said, TITLE, tuple(marks), table)


def _card(number: Number, caption: Sequence[str], form: _Set, box: Box) -> Mark:
    x, y, room = box.x + form.edge, box.y + form.height, box.width - 2 * form.edge
    fill: Fill = Ink(Tag.ALLEGATION) if number.is_loud else Tone.TEXT
    shapes: list[Shape] = [
        Rect(box.x, box.y, box.width, box.height, Tone.LINES, radius=8),
        Rect(box.x + 1, box.y + 1, box.width - 2, box.height - 2, Tone.PAPER, radius=7),
        *text(x, y - 26, number.figure, room, size=form.figure, fill=fill, bold=True),
    ]
    for n, line in enumerate(caption):
        shapes += text(x, y - 2 + n * _LINE, line, room, size=SMALL, fill=Tone.MUTED)
    name = f"{number.figure} {number.caption}"
    return Mark(name, number.claims, tuple(shapes), (box,), number.articles)


def _answered(story: Counted) -> Number:
    rate = reply_rate(story)
    if not rate.denominator:
        return Number("–", "no allegation has a target", ())
    figure = f"{rate.numerator} of {rate.denominator}"
    is_loud = rate.numerator < rate.denominator
    return Number(figure, "allegations answered", rate.of, is_loud=is_loud)


def _unnamed(story: Counted) -> Number:
    share = anonymous_words(story)
    if not share.denominator:
        is_heard = bool(story.attributed)
        none = "no source has words that count" if is_heard else "no claim has a source yet"
        return Number("–", none, ())
    if len(story.attributed) < FEW:
        few = f"of {share.denominator:,} words from unnamed sources"
        return Number(f"{share.numerator:,}", few, share.claims)
    made = f"unnamed: {share.numerator:,} of {share.denominator:,} words"
    return Number(percent(share.value), made, share.claims)


def _named(story: Counted) -> Number:
    kinds = [chains[0].source.kind for chains in story.heard_sources.values() if chains[0].source]
    named = sum(kind in NAMED for kind in kinds)
    unnamed = kinds.count(SourceKind.ANONYMOUS)
    others = len(kinds) - named - unnamed
    caption = "named to unnamed sources"
    if others:
        caption = f"named to unnamed, {several(others, 'other')}"
    return Number(f"{named} : {unnamed}" if kinds else "–", caption, story.attributed_ids)


def _distance(story: Counted) -> Number:
    far = farthest_reply(story)
    if far is None:
        return Number("–", "no reply in the text", ())
    ids = (*story.chain_of[far.claim].ids, *story.chain_of[far.reply].ids)
    unit = "word" if abs(far.words) == 1 else "words"
    if far.words < 0:
        return Number(f"{-far.words:,}", f"{unit} from reply to allegation", ids)
    return Number(f"{far.words:,}", f"{unit} to the farthest reply", ids)
