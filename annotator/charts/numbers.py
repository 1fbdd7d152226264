"""The four plain numbers that an editor reads first, each with what it is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.charts.badges import SMALL, text
from annotator.charts.naming import NAMED
from annotator.charts.wording import percent, several
from annotator.measures.answers import reply_lags, reply_rate
from annotator.measures.balance import FEW
from annotator.measures.counted import Counted
from annotator.measures.sourcing import anonymous_words
from annotator.pictures import Box, Fill, Ink, Mark, Picture, Rect, Row, Shape, Table, Tone
from annotator.vocabulary import SourceKind, Tag

TITLE = "Plain numbers"
_LARGE = 28
_CARD = 82
_GAP, _EDGE = 12, 16
_LEAST = 210


@dataclass(frozen=True, slots=True)
class Number:
    """One number, what it counts, and the ids of the claims behind it."""

    figure: str
    caption: str
    claims: tuple[str, ...]
    is_loud: bool = False


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
    marks = tuple(_cards(four, columns, card))
    height = -(-len(four) // columns) * (_CARD + _GAP) - _GAP
    said = "; ".join(f"{number.figure} {number.caption}" for number in four) + "."
    rows = tuple(Row((number.figure, number.caption), number.claims) for number in four)
    table = Table(("Number", "What it counts"), rows)
    return Picture(width, height, (), said, TITLE, marks, table)


def _cards(four: Sequence[Number], columns: int, width: float) -> Iterator[Mark]:
    for n, number in enumerate(four):
        x, y = (n % columns) * (width + _GAP), (n // columns) * (_CARD + _GAP)
        room = width - 2 * _EDGE
        fill: Fill = Ink(Tag.ALLEGATION) if number.is_loud else Tone.TEXT
        shapes: tuple[Shape, ...] = (
            Rect(x, y, width, _CARD, Tone.LINES, radius=8),
            Rect(x + 1, y + 1, width - 2, _CARD - 2, Tone.PAPER, radius=7),
            *text(x + _EDGE, y + 41, number.figure, room, size=_LARGE, fill=fill, bold=True),
            *text(x + _EDGE, y + 65, number.caption, room, size=SMALL, fill=Tone.MUTED),
        )
        name = f"{number.figure} {number.caption}"
        yield Mark(name, number.claims, shapes, (Box(x, y, width, _CARD),))


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
        return Number("–", "no claim has a source yet", ())
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
    lags = reply_lags(story)
    if not lags:
        return Number("–", "no reply in the text", ())
    far = max(lags, key=lambda lag: lag.words)
    ids = (*story.chain_of[far.claim].ids, *story.chain_of[far.reply].ids)
    unit = "word" if abs(far.words) == 1 else "words"
    if far.words < 0:
        return Number(f"{-far.words:,}", f"{unit} from reply to allegation", ids)
    return Number(f"{far.words:,}", f"{unit} to the farthest reply", ids)
