"""Canonical text, words and graphemes hold against naive readings of their definitions."""

import re
import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model import Block, Span
from annotator.text import (
    Graphemes,
    Words,
    are_in_order,
    block_at,
    canonical,
    nearest_whole,
    occurrences,
    sha256,
    union,
)
from annotator.vocabulary import BlockKind

ANY = st.text(st.characters())
NASTY = st.text(
    "ab é’'-._1\n\r\t\0\x0b\x0c\x85\u2028\ufeff\ufffe\ufffd\ud800\udc00\ufdd0\ufdd2\U0001ffff"
    "\u00a0\u200b\u200d\u0301\U0001f468\U0001f469\U0001f1e6\U0001f1e7“”"
)
TEXTS = ANY | NASTY


@given(TEXTS)
@example("\0\ufeffa")
@example("\ufeff\0\ufffe\x01a")
def test_canonical_text_stays_as_it_is_when_canonicalized_again(text: str) -> None:
    once = canonical(text)

    assert canonical(once) == once


@given(TEXTS)
def test_canonical_text_can_be_kept_and_shown_anywhere(text: str) -> None:
    kept = canonical(text)

    assert kept.encode().decode() == kept
    assert not kept.startswith(("\ufeff", "\ufffe"))
    assert all(ch in "\n\t" or unicodedata.category(ch) != "Cc" or ch >= "\x7f" for ch in kept)
    assert not re.search("[\r\u2028\u2029\u0085\ufdd0-\ufdef\uffff]", kept)


@given(st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"])))
def test_canonical_text_keeps_every_ordinary_character(text: str) -> None:
    assert canonical(f"x{text}") == f"x{text}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\u0085f\x0bg\x0ch\ufdd0i\ufdd1j", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj"),
        ("\ufeff\ufffe\ufeffa\ufeffb", "a\ufeffb"),
        ("a\0\x1b\x1fb\tc", "ab\tc"),
        ("a\ud800b\ufffec\U0010ffffd", "a\ufffdb\ufffdc\ufffdd"),
        ("e\u0301 \u00a0\u200b\u200f“’", "e\u0301 \u00a0\u200b\u200f“’"),
    ],
)
def test_canonical_text_by_example(text: str, kept: str) -> None:
    assert canonical(text) == kept


def test_the_digest_is_of_the_text_as_utf_8() -> None:
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def naive_words(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\w+(?:[’'\-.]\w+)*", text)]


@st.composite
def texts_with_blocks(draw: st.DrawFn) -> tuple[str, list[Block]]:
    text = draw(NASTY.map(canonical))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.FURNITURE])
    blocks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        kind = draw(kinds)
        blocks.append(Block(kind, start, end, None if kind is BlockKind.FURNITURE else 1))
    return text, blocks


@given(
    texts_with_blocks(), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=5)
)
def test_words_are_counted_as_the_definition_says(
    made: tuple[str, list[Block]], pairs: list[tuple[int, int]]
) -> None:
    text, blocks = made
    furniture = [block for block in blocks if block.is_furniture]
    starts = [at for at in naive_words(text) if not any(b.start <= at < b.end for b in furniture)]
    spans = [Span(start, start + length) for start, length in pairs]

    words = Words(text, blocks)

    assert len(words) == len(starts)
    assert words.within(spans) == sum(any(s.start <= at < s.end for s in spans) for at in starts)
    assert all(words.before(n) == sum(at < n for at in starts) for n in range(len(text) + 1))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=12))
def test_a_union_covers_the_same_characters_with_gaps_between(
    pairs: list[tuple[int, int]],
) -> None:
    spans = [Span(start, start + length) for start, length in pairs]

    merged = union(spans)

    assert {n for s in merged for n in range(s.start, s.end)} == {
        n for s in spans for n in range(s.start, s.end)
    }
    assert all(left.end < right.start for left, right in pairwise(merged))


@given(TEXTS.map(canonical), st.data())
def test_graphemes_are_bounded_where_unicode_says(text: str, data: st.DataObject) -> None:
    bounds = {found.start() for found in regex.finditer(r"\X", text)} | {0, len(text)}
    graphemes = Graphemes(text)

    for offset in data.draw(st.lists(st.integers(0, len(text)), max_size=10)):
        assert graphemes.is_bound(offset) == (offset in bounds)
        assert graphemes.floor(offset) == max(bound for bound in bounds if bound <= offset)
        assert graphemes.ceil(offset) == min(bound for bound in bounds if bound >= offset)


def test_a_span_snaps_to_whole_graphemes() -> None:
    text = "ae\u0301 \U0001f468\u200d\U0001f469!"
    graphemes = Graphemes(text)

    assert graphemes.snap(Span(2, 5)) == Span(1, 7)
    assert graphemes.snap(Span(0, 1)) == Span(0, 1)
    with pytest.raises(ValueError, match="not in the text"):
        graphemes.floor(len(text) + 1)


@given(st.text("ab ", min_size=1, max_size=30), st.text("ab ", min_size=1, max_size=3), st.data())
def test_the_nearest_whole_words_are_found(text: str, words: str, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, len(text) - 1))
    block = Span(low, data.draw(st.integers(low + 1, len(text))))
    start = data.draw(st.integers(0, len(text)))  # a claim may begin in the gap before its block
    span = Span(start, start + data.draw(st.integers(1, 5)))

    def stands_alone(at: int) -> bool:
        around = text[at - 1 : at] if at else ""
        after = text[at + len(words) : at + len(words) + 1]
        return not (around.isalnum() and words[0].isalnum()) and not (
            after.isalnum() and words[-1].isalnum()
        )

    def distance(at: int) -> int:
        return max(span.start - at - len(words), at - span.end, 0)

    places = [
        at
        for at in range(block.start, min(block.end, len(text)) - len(words) + 1)
        if text.startswith(words, at) and stands_alone(at)
    ]
    expected = min(places, key=lambda at: (distance(at), at), default=None)
    assert nearest_whole(text, words, block, span) == expected


def test_overlapping_occurrences_are_all_found() -> None:
    assert list(occurrences("aaaa", "aa")) == [0, 1, 2]
    assert list(occurrences("aaaa", "aa", 1, 3)) == [1]


def test_a_place_belongs_to_its_block_or_the_next() -> None:
    blocks = [Block(BlockKind.HEADLINE, 0, 5, 0), Block(BlockKind.PARAGRAPH, 7, 9, 1)]

    assert [block_at(blocks, at) for at in (0, 4, 5, 8, 9)] == [
        blocks[0], blocks[0], blocks[1], blocks[1], None,
    ]  # fmt: skip
    assert are_in_order(blocks, "x" * 9)
    assert not are_in_order(blocks, "x" * 8)
    assert not are_in_order(blocks[::-1], "x" * 9)
