"""Each claim of an old version in the new one: found, changed, or gone; never guessed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import islice

from annotator.model import Block, Claim, Marks, Span
from annotator.text import is_in_story, occurrences
from annotator.versions.likeness import Comparison, Stretch, at_most
from annotator.versions.pairing import TELLING, Sentence, paired, sentences_of
from annotator.versions.sieve import Sieve, places_in

ALIKE = 0.75
"""How much of the sentences around a claim must be the same for it to be the same claim."""

MARGIN = 0.15
"""By how much every other candidate must be less alike, and not like enough itself; look-alikes
are left to a person."""

_OFFERED = (0.4, 0.5)
"""How much at least what is offered may share: with the first where few places do."""
_FEW = 12
_RIVAL = ALIKE - MARGIN
"""Whatever is less alike cannot keep a claim from being found."""
_CANDIDATES = 3
_NEAR = 100
"""No word that a claim cuts is longer on either side."""
_LONGEST = 12
"""A claim over more sentences is found unchanged or not at all."""


class Fate(Enum):
    """What became of a claim."""

    FOUND = auto()
    CHANGED = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim of the old version, and where it is in the new one.

    FOUND: its words stand at `span`, unchanged. CHANGED: `span` holds what they became, which a
    person has to accept. GONE: nothing can be said; `candidates`, the likeliest first, may help.
    """

    claim: Claim
    fate: Fate
    span: Span | None = None
    candidates: tuple[Span, ...] = ()


def anchors(marks: Marks, text: str, blocks: Sequence[Block]) -> list[Anchor]:
    """Return what became of each claim of `marks`, in reading order.

    The rule is that of quote and context (W3C Web Annotation, TextQuoteSelector), but by whole
    sentences: a claim is found where the sentences that it stands in are.
    """
    language = marks.article.language or "en"
    old = sentences_of(marks.text, marks.blocks, language)
    new = sentences_of(text, blocks, language)
    versions = _Versions(marks.text, text, blocks, old, new, paired(old, new))
    return [versions.anchor(claim) for claim in marks.claims]


_Window = tuple[float, int, int]
"""How alike sentences of the new version are, with the first and the last of them."""


class _Versions:
    def __init__(
        self,
        old_text: str,
        new_text: str,
        blocks: Sequence[Block],
        old: Sequence[Sentence],
        new: Sequence[Sentence],
        same: dict[int, int],
    ) -> None:
        self._old_text = old_text
        self._new_text = new_text
        self._blocks = blocks
        self._old = old
        self._new = new
        self._same = same
        self._taken = {place: at for at, place in same.items()}
        self._starts = [one.span.start for one in old]
        self._ends = [one.span.end for one in old]
        self._stretches: dict[tuple[bool, int, int], Stretch] = {}
        self._likely: dict[tuple[int, int], list[_Window]] = {}
        self._alone: dict[tuple[int, int], bool] = {}

    def anchor(self, claim: Claim) -> Anchor:
        """Return what became of a claim."""
        first = bisect_right(self._ends, claim.start)
        last = bisect_left(self._starts, claim.end) - 1
        if first > last:  # in furniture, or between sentences
            return Anchor(claim, Fate.GONE, candidates=self._of_words(claim))
        span = self._unchanged(claim, first, last)
        if span:
            return Anchor(claim, Fate.FOUND, span)
        return self._changed(claim, first, last)

    def _unchanged(self, claim: Claim, first: int, last: int) -> Span | None:
        """Return where the claim is, where all the sentences around it are unchanged."""
        place = self._same.get(first)
        if place is None or place + last - first >= len(self._new):
            return None
        if any(self._same.get(first + n) != place + n for n in range(last - first + 1)):
            return None
        before = claim.start - self._old[first].span.start
        after = claim.end - self._old[last].span.start
        start = self._new[place].span.start + before
        end = self._new[place + last - first].span.start + after
        # Between two sentences a paragraph may have begun or ended.
        is_same = start >= 0 and self._new_text[start:end] == claim.quote
        return Span(start, end) if is_same else None

    def _changed(self, claim: Claim, first: int, last: int) -> Anchor:
        if last - first >= _LONGEST:
            return Anchor(claim, Fate.GONE, candidates=self._of_words(claim))
        old = self._stretch(first, last, is_new=False)
        ranked = self._ranked(first, last)
        offered = (self._span(claim, old, a, b) for _, a, b in ranked[: 2 * _CANDIDATES])
        # A sentence and the two with its neighbor may lead to one place.
        places = tuple(dict.fromkeys(filter(None, offered)))[:_CANDIDATES]
        candidates = places or self._of_words(claim)
        gone = Anchor(claim, Fate.GONE, candidates=candidates)
        if not ranked or not self._is_alone(first, last):
            return gone
        _, a, b = ranked[0]
        span = self._span(claim, old, a, b)
        held = self._held_on(first, last, a, b)
        if span is None or (len(old.tokens) < TELLING and held < 2):
            return gone
        comparison = Comparison(old, self._stretch(a, b, is_new=True))
        if not held and not comparison.is_respelled():
            return gone  # elsewhere only other spelling is the same sentence
        is_same = span.of(self._new_text) == claim.quote
        is_found = held and is_same and comparison.is_repointed(claim.span)
        return Anchor(claim, Fate.FOUND if is_found else Fate.CHANGED, span)

    def _is_alone(self, first: int, last: int) -> bool:
        """Return whether the likeliest window is like enough, and nothing else nearly as like."""
        key = (first, last)
        if key not in self._alone:
            ranked = self._ranked(first, last)
            ratio, a, b = ranked[0]
            others = (score for score, c, d in ranked[1:] if d < a or c > b)
            is_first = ratio >= ALIKE and not any(_is_rival(score, ratio) for score in others)
            self._alone[key] = is_first and not self._has_rival(first, last, a, b, ratio)
        return self._alone[key]

    def _ranked(self, first: int, last: int) -> list[_Window]:
        """Return windows of the new version that nothing else stands in, the likeliest first."""
        key = (first, last)
        if key not in self._likely:
            old = self._stretch(first, last, is_new=False)
            some = self._windows(old, first, last)
            by_most = ((at_most(old, self._stretch(a, b, is_new=True)), a, b) for a, b in some)
            found: list[_Window] = []
            for most, a, b in sorted(by_most, key=lambda one: -one[0]):
                is_full = sum(one[0] >= most for one in found) >= _CANDIDATES
                if most < _OFFERED[0] or (most < _RIVAL and is_full):
                    break  # it is neither a rival, nor better than what is offered
                ratio = Comparison(old, self._stretch(a, b, is_new=True)).ratio
                if ratio >= _OFFERED[0]:
                    found.append((ratio, a, b))
            self._likely[key] = sorted(found, key=lambda one: -one[0])
        return self._likely[key]

    def _windows(self, old: Stretch, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the windows worth comparing: all that could be rivals, and some to offer."""
        own = range(first, last + 1)
        free = self._free
        for place in (self._same[at] for at in own if at in self._same):
            free |= 1 << place
        sieve = self._new_sieve
        for size in sorted({max(1, last - first + by) for by in (0, 1, 2)}):
            windows = sieve.all_of(free, size)
            found = sieve.alike(old.counted, size, _RIVAL) & windows
            for share in _OFFERED:
                more = sieve.alike(old.counted, size, share) & windows
                if more.bit_count() <= _FEW:
                    found |= more
                    break
            for a in places_in(found):
                yield a, a + size - 1

    def _has_rival(self, first: int, last: int, a: int, b: int, ratio: float) -> bool:
        """Return whether other sentences of the old version are about as like the new ones."""
        new = self._stretch(a, b, is_new=True)
        size = last - first + 1
        for c in places_in(self._old_sieve.alike(new.counted, size, _RIVAL)):
            d = c + size - 1
            is_own = c <= last and d >= first
            if is_own or all(at in self._same for at in range(c, d + 1)):
                continue
            other = self._stretch(c, d, is_new=False)
            most = at_most(other, new)
            if _is_rival(most, ratio) and _is_rival(Comparison(other, new).ratio, ratio):
                return True
        return False

    @cached_property
    def _free(self) -> int:
        """Return a bit for each new sentence that is none of the old ones."""
        return sum(1 << at for at in range(len(self._new)) if at not in self._taken)

    @cached_property
    def _new_sieve(self) -> Sieve:
        return _sieve(self._new_text, self._new)

    @cached_property
    def _old_sieve(self) -> Sieve:
        return _sieve(self._old_text, self._old)

    def _held_on(self, first: int, last: int, a: int, b: int) -> int:
        """Return on how many sides a sentence stands unchanged beside it."""
        before = first > 0 and self._same.get(first - 1) == a - 1
        after = last + 1 < len(self._old) and self._same.get(last + 1) == b + 1
        return before + after

    def _span(self, claim: Claim, old: Stretch, a: int, b: int) -> Span | None:
        """Return where the claim is in a window of the new version; never in furniture."""
        new = self._stretch(a, b, is_new=True)
        found = list(islice(self._exactly(claim, new), 2))
        before = islice(occurrences(self._old_text, claim.quote, old.start, old.end), 2)
        is_once = len(found) == 1 and len(list(before)) == 1
        span = found[0] if is_once else Comparison(old, new).mapped(claim.span)
        return span if span and is_in_story(self._blocks, span) else None

    def _exactly(self, claim: Claim, new: Stretch) -> Iterator[Span]:
        """Yield where a claim's words stand, and cut no word that it does not cut itself."""
        own = self._around(self._old_text, claim.span)
        for at in occurrences(self._new_text, claim.quote, new.start, new.end):
            span = Span(at, at + len(claim.quote))
            if self._around(self._new_text, span) == own:
                yield span

    def _around(self, text: str, span: Span) -> tuple[str, str]:
        """Return what of the words that `span` cuts stands before and after it."""
        beside = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
        if not "".join(beside).strip():
            return "", ""  # as nearly always, and it costs nothing
        near = Stretch(text, max(0, span.start - _NEAR), min(len(text), span.end + _NEAR))
        cut = near.touched(span)
        if not cut:
            return "", ""
        start, end = near.spans[cut[0]].start, near.spans[cut[-1]].end
        return text[start : span.start], text[span.end : end]

    def _stretch(self, first: int, last: int, *, is_new: bool) -> Stretch:
        key = (is_new, first, last)
        if key not in self._stretches:
            some, text = (self._new, self._new_text) if is_new else (self._old, self._old_text)
            start, end = some[first].span.start, some[last].span.end
            self._stretches[key] = Stretch(text, start, end)
        return self._stretches[key]

    def _of_words(self, claim: Claim) -> tuple[Span, ...]:
        """Return where exactly the claim's words stand in the story, for a person to look at."""
        found = self._exactly(claim, Stretch(self._new_text, 0, len(self._new_text)))
        in_story = (span for span in found if is_in_story(self._blocks, span))
        return tuple(islice(in_story, _CANDIDATES))


def _is_rival(score: float, ratio: float) -> bool:
    """Return whether what is `score` alike is a look-alike of what is `ratio` alike."""
    return score >= ALIKE or score > ratio - MARGIN


def _sieve(text: str, some: Sequence[Sentence]) -> Sieve:
    # What is left out between two sentences is part of a stretch over both.
    ends = [*(one.span.start for one in some[1:]), *(one.span.end for one in some[-1:])]
    words = [
        Stretch(text, one.span.start, end).counted for one, end in zip(some, ends, strict=True)
    ]
    alone = [Stretch(text, one.span.start, one.span.end) for one in some]
    return Sieve(words, [len(one.tokens) for one in alone])


def lost(found: Iterable[Anchor]) -> list[Anchor]:
    """Return what a person has to look at: changed claims and those that are gone."""
    return [anchor for anchor in found if anchor.fate is not Fate.FOUND]
