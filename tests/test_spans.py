"""Cutting overlapping claims into runs, and finding claims by place, against plain versions."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from annotator.model import Claim
from annotator.spans import BUCKET_SIZE, SpanIndex, cut

LENGTH = 60
places = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda p: p[0] != p[1])


def claim_at(start: int, end: int, name: str = "") -> Claim:
    return Claim(name or f"{start}-{end}", "a", start, end, "")


def in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.start, -claim.end, claim.id))


claim_lists = st.lists(places, max_size=12).map(
    lambda found: in_order([claim_at(min(p), max(p), f"c{n:02}") for n, p in enumerate(found)])
)


@given(claim_lists, places)
def test_runs_rebuild_the_range_and_know_the_claims_over_each_character(
    claims: list[Claim], place: tuple[int, int]
) -> None:
    start, end = min(place), max(place)

    runs = cut(claims, start, end)

    assert [i for run in runs for i in range(run.start, run.end)] == list(range(start, end))
    for run in runs:
        for offset in range(run.start, run.end):
            over = [claim for claim in claims if claim.start <= offset < claim.end]
            # Sorting is stable: of two as long, the later one lies inside.
            inwards = sorted(over, key=lambda claim: claim.start - claim.end)
            assert list(run.claims) == inwards
    assert all(before.claims != after.claims for before, after in pairwise(runs))


def test_bare_text_is_one_run_under_no_claim() -> None:
    (run,) = cut([], 3, 9)

    assert (run.start, run.end, run.innermost) == (3, 9, None)


def test_an_empty_range_has_no_runs() -> None:
    assert cut([claim_at(0, 9)], 4, 4) == []


@given(claim_lists, places)
def test_the_index_finds_what_a_plain_search_finds(
    claims: list[Claim], place: tuple[int, int]
) -> None:
    index = SpanIndex(reversed(claims))
    start, end = min(place), max(place)

    assert index.over(start, end) == [c for c in claims if c.start < end and c.end > start]
    assert index.at(start) == [c for c in claims if c.start <= start < c.end]
    assert index.over(start, start) == []
    assert (list(index), len(index)) == (claims, len(claims))


class ManyClaims(RuleBasedStateMachine):
    """Enough claims for the index to split its buckets, come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.index = SpanIndex()
        self.plain: list[Claim] = []
        self.count = 0

    @rule(place=places, times=st.integers(1, BUCKET_SIZE))
    def add(self, place: tuple[int, int], times: int) -> None:
        for n in range(times):
            self.count += 1
            claim = claim_at(min(place) + n, max(place) + 2 * n, f"c{self.count:06}")
            self.index.add(claim)
            self.plain.append(claim)
        self.plain = in_order(self.plain)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.plain:
            first = data.draw(st.integers(0, len(self.plain) - 1))
            for claim in self.plain[first : first + BUCKET_SIZE]:
                self.index.remove(claim)
            del self.plain[first : first + BUCKET_SIZE]

    @rule(place=places)
    def ask(self, place: tuple[int, int]) -> None:
        start, end = min(place), max(place)
        expected = [c for c in self.plain if c.start < end and c.end > start]
        assert self.index.over(start, end) == expected

    @invariant()
    def holds_the_same(self) -> None:
        assert list(self.index) == self.plain


TestManyClaims = ManyClaims.TestCase


def test_a_claim_that_is_not_there_cannot_be_removed() -> None:
    index = SpanIndex([claim_at(0, 5)])

    with pytest.raises(KeyError):
        index.remove(claim_at(0, 6))
    with pytest.raises(KeyError):
        SpanIndex().remove(claim_at(0, 6))


def test_the_index_follows_the_reading_order_it_is_given() -> None:
    first, second = claim_at(0, 5, "z"), claim_at(0, 5, "a")
    order = {first.id: 0, second.id: 1}

    index = SpanIndex([second, first], lambda claim: (claim.start, order[claim.id]))

    assert index.at(2) == [first, second]


def test_one_claim_as_long_as_the_article_does_not_make_a_look_up_linear() -> None:
    short = [claim_at(10 * n, 10 * n + 5) for n in range(40 * BUCKET_SIZE)]
    whole = claim_at(0, 10 * len(short), "whole")
    index = SpanIndex([whole, *short])

    reads = _reads_of(lambda: index.at(10 * len(short) - 8))

    assert index.at(10 * len(short) - 8) == [whole, short[-1]]
    assert reads < 5 * BUCKET_SIZE
    assert _reads_of(lambda: [claim for claim in short if claim.end < 0]) > 40 * BUCKET_SIZE


def _reads_of(ask: Callable[[], object]) -> int:
    """Count the lines that run while `ask` is answered: a measure that no machine changes."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        ask()
    finally:
        sys.settrace(before)
    return lines
