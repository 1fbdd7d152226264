"""Boundaries that move by words, by characters and by dragging, in every kind of text."""

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator import boundaries
from annotator.desk import Desk
from annotator.edits import add
from annotator.model import Block, Claim, Span
from annotator.store import Store
from annotator.text import block_at
from tests.factories import claim_of, keep_text, new_project
from tests.ui.marked_text import claim_at, desk_of

PIECES = st.sampled_from(
    [
        *("the", "mill’s", "U.S.", "1,200", "re-export", "“no”", "a", "x" * 30, ".", " — "),
        *("e\u0301tude", "👨‍👩‍👧", "नमस्ते", "שלום", "漢字", "\u0301", "\u200d"),
        *(" ", " ", "\u00a0", "\t", "\n\n"),
    ]
)
PARTS = st.lists(PIECES, min_size=1, max_size=8).map("".join)
TEXTS = st.tuples(PARTS, PARTS).map(
    lambda parts: (
        "A headline of words\n\n"
        + "\n\nAdvertisement\n\n".join(parts)
        + "\n\nSource: Read Full Article\n"
    )
)
FURNITURE = (
    "Headline here\n\nThe mayor said the bridge is safe.\n\nAdvertisement\n\n"
    "Critics say it is not.\n\nSource: Read Full Article\n"
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Desk, Span]:
    desk = desk_of(draw(TEXTS))
    runs = [list(run) for is_out, run in groupby(desk.blocks, _is_out) if not is_out]
    run = draw(st.sampled_from(runs))
    start = draw(st.integers(run[0].start, run[-1].end - 1))
    end = draw(st.integers(start + 1, run[-1].end))
    span = desk.graphemes.trimmed(start, end)
    assume(span is not None and is_sound(desk, span))
    assert span
    return desk, span


def _is_out(block: Block) -> bool:
    return block.is_furniture


def is_sound(desk: Desk, span: Span) -> bool:
    """Return whether a span is of whole graphemes, and no end of it is space or furniture."""
    first, last = block_at(desk.blocks, span.start), block_at(desk.blocks, span.end - 1)
    return (
        desk.graphemes.is_bound(span.start)
        and desk.graphemes.is_bound(span.end)
        and not desk.text[span.start].isspace()
        and not desk.text[span.end - 1].isspace()
        and first is not None
        and last is not None
        and not first.is_furniture
        and not last.is_furniture
        and first.start <= span.start
        and last.start < span.end
        and not any(
            b.is_furniture and b.start < span.end and span.start < b.end for b in desk.blocks
        )
    )


def moved_end(span: Span, *, is_end: bool) -> int:
    return span.end if is_end else span.start


def kept_end(span: Span, *, is_end: bool) -> int:
    return span.start if is_end else span.end


@given(marked(), st.sampled_from([1, -1]), st.booleans(), st.booleans())
def test_a_step_moves_one_end_and_leaves_a_sound_span(
    given_: tuple[Desk, Span], steps: int, is_end: bool, by_word: bool
) -> None:
    desk, span = given_
    new = boundaries.stepped(desk, span, steps, is_end=is_end, by_word=by_word)
    if new is None:
        return
    assert is_sound(desk, new)
    assert kept_end(new, is_end=is_end) == kept_end(span, is_end=is_end)
    went = moved_end(new, is_end=is_end) - moved_end(span, is_end=is_end)
    assert went * steps > 0


@given(marked(), st.sampled_from([1, -1]), st.booleans(), st.booleans())
def test_a_step_and_a_step_back_return(
    given_: tuple[Desk, Span], steps: int, is_end: bool, by_word: bool
) -> None:
    desk, span = given_

    def stepped(at: Span, by: int) -> Span | None:
        return boundaries.stepped(desk, at, by, is_end=is_end, by_word=by_word)

    # A boundary inside a word is not come back to, so both steps start where a step ended.
    begun = stepped(span, steps)
    there = begun and stepped(begun, steps)
    if begun and there:
        assert stepped(there, -steps) == begun


@given(marked(), st.integers(-5, 400), st.booleans(), st.booleans())
def test_a_drag_leaves_a_sound_span(
    given_: tuple[Desk, Span], offset: int, is_end: bool, by_word: bool
) -> None:
    desk, span = given_
    claim = claim_at(desk.text, span.start, span.end)
    new = boundaries.dragged(desk, claim, offset, is_end, by_word=by_word)
    if new is not None:
        assert is_sound(desk, new)
        assert kept_end(new, is_end=is_end) == kept_end(span, is_end=is_end)


@given(marked(), st.booleans())
def test_a_drag_to_where_the_boundary_stands_changes_nothing(
    given_: tuple[Desk, Span], is_end: bool
) -> None:
    desk, span = given_
    claim = claim_at(desk.text, span.start, span.end)
    at = moved_end(span, is_end=is_end)
    assert boundaries.dragged(desk, claim, at, is_end, by_word=False) == span


@pytest.mark.parametrize("by_word", [True, False])
def test_a_boundary_never_jumps_over_furniture(by_word: bool) -> None:
    desk = desk_of(FURNITURE)
    start, end = desk.text.index("bridge"), desk.text.index("safe") + len("safe.")
    critics = desk.text.index("Critics")
    before, after = Span(start, end), Span(critics, critics + len("Critics say"))
    assert boundaries.stepped(desk, before, 1, is_end=True, by_word=by_word) is None
    assert boundaries.stepped(desk, after, -1, is_end=False, by_word=by_word) is None
    claim = claim_at(desk.text, start, end)
    assert boundaries.dragged(desk, claim, critics + 3, True, by_word=by_word) is None


def test_a_boundary_leads_out_of_furniture_that_a_claim_holds() -> None:
    desk = desk_of(FURNITURE)
    start, end = desk.text.index("bridge"), desk.text.index("Critics") + len("Critics")
    new = boundaries.stepped(desk, Span(start, end), -1, is_end=True)
    assert new
    assert new.of(desk.text) == "bridge is safe"


def test_a_start_that_is_dragged_onto_a_space_goes_to_the_word_after_it() -> None:
    desk = desk_of("Headline\n\nThe mill dumped waste.\n")
    start = desk.text.index("dumped")
    claim = claim_at(desk.text, start, start + len("dumped waste"))
    new = boundaries.dragged(desk, claim, desk.text.index(" mill"), False, by_word=True)
    assert new
    assert new.of(desk.text) == "mill dumped waste"


def test_a_step_back_goes_past_a_word_with_a_combining_accent() -> None:
    desk = desk_of("Headline\n\nan e\u0301tude of three\n")
    start = desk.text.index("an")
    span = Span(start, start + len("an e\u0301tude"))
    for _ in range(3):
        new = boundaries.stepped(desk, span, -1, is_end=True)
        span = new or span
    assert span.of(desk.text) == "an"


def test_a_moved_claim_quotes_its_words_and_undo_brings_the_old_ones_back(
    tmp_path: Path,
) -> None:
    text = "Headline\n\nThe union said: “The mill dumped waste.”\n\nThe mill denies it.\n"
    with Store.open(new_project(tmp_path / "p.onrecord")) as store:
        article = keep_text(store, text)
        claims = [claim_of(article, text, words) for words in ("union", "mill dumped", "denies")]
        store.apply(add("Mark", *claims))
        desk = Desk(store.marks(article.id))
        before = desk.claims[:]
        for claim in before:
            for is_end, steps in ((True, 1), (False, -1), (True, -1), (False, 1)):
                now = desk.claim(claim.id)
                assert now
                span = boundaries.stepped(desk, now.span, steps, is_end=is_end)
                if span is None:
                    continue
                change = store.apply(boundaries.move(desk, now, span))
                desk.follow(change)
                assert_numbered(desk)
                moved = desk.claim(claim.id)
                assert moved
                assert (moved.span, moved.quote) == (span, span.of(desk.text))
                desk.follow(store.undo())
                assert desk.claim(claim.id) == now
                desk.follow(store.redo())
        while store.undoable() and store.undoable().label.startswith("Bounds"):  # type: ignore[union-attr]
            desk.follow(store.undo())
        assert desk.claims == before
        assert store.marks(article.id).claims == tuple(before)


@given(st.data())
def test_claims_stay_in_order_and_numbered_however_they_move(data: st.DataObject) -> None:
    text = "Headline\n\n" + " ".join(f"word{n}" for n in range(30)) + "\n"
    desk = desk_of(text)
    first = text.index("word0")
    made: list[Claim] = []
    from annotator.edits import Change  # the shape that the store answers with

    for n in range(data.draw(st.integers(2, 6))):
        start = first + 6 * data.draw(st.integers(0, 20))
        claim = claim_at(text, start, start + 5, key=f"c{n}")
        made.append(claim)
        desk.follow(Change("s", "", add("", claim).moves))
    for _ in range(8):
        claim = desk.claims[data.draw(st.integers(0, len(made) - 1))]
        is_end, steps = data.draw(st.booleans()), data.draw(st.sampled_from([1, -1]))
        span = boundaries.stepped(desk, claim.span, steps, is_end=is_end)
        if span:
            desk.follow(Change("s", "", boundaries.move(desk, claim, span).moves))
            assert_numbered(desk)


def assert_numbered(desk: Desk) -> None:
    assert [desk.number_of(claim) for claim in desk.claims] == [*range(1, len(desk.claims) + 1)]
    assert tuple(desk.claims) == desk.marks().claims
    assert desk.over(0, len(desk.text)) == desk.claims
