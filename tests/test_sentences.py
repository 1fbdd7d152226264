"""What one key selects: sentences, quotations, paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import read_bytes
from annotator.model import Span
from annotator.sentences import (
    paragraph_at,
    quotation_at,
    quotations,
    sentence_at,
    sentences,
    without_full_stop,
)
from tests.factories import WIRE_STORY

TEXT = WIRE_STORY.read_text(encoding="utf-8")
BLOCKS = read_bytes(WIRE_STORY.read_bytes(), "story.txt").blocks


def sentence(words: str) -> str:
    span = sentence_at(TEXT, BLOCKS, TEXT.index(words))
    assert span
    return span.of(TEXT)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_a_wide_space_before_a_full_stop_does_no_harm(space: str) -> None:
    text = f"B{space}. C"
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))][-1].endswith("C")


@pytest.mark.parametrize("words", ["senior U.S. envoy", "Trump’s special", "U.S. sources said"])
def test_abbreviations_do_not_end_a_sentence(words: str) -> None:
    block = next(b for b in BLOCKS if b.start <= TEXT.index(words) < b.end)
    assert sentence(words) == block.span.of(TEXT).strip()


def test_two_sentences_of_a_block_are_two() -> None:
    text = "He met Sen. Blair. She did not.  The end"
    spans = sentences(text, Span(0, len(text)))
    assert [span.of(text) for span in spans] == ["He met Sen. Blair.", "She did not.", "The end"]


def test_a_sentence_is_marked_without_its_full_stop() -> None:
    def marked(words: str) -> str:
        return without_full_stop(words, Span(0, len(words))).of(words)

    assert marked("The mill dumped waste.") == "The mill dumped waste"
    assert marked("“It did.”") == "“It did.”"
    assert marked("He lives in the U.S.") == "He lives in the U.S."
    assert marked("He paused...") == "He paused..."
    assert marked("Did it?") == "Did it?"


def test_the_quotation_at_the_caret_includes_its_marks() -> None:
    span = quotation_at(TEXT, BLOCKS, TEXT.index("robust"))
    assert span
    quoted = span.of(TEXT)
    assert quoted.startswith("“there is")
    assert quoted.endswith("ourselves and our allies”")


def test_apostrophes_are_no_quotation_marks_and_nothing_is_paired_across_blocks() -> None:
    text = "The dog’s ‘bone’ won't \"go"
    assert quotations(text, Span(0, len(text))) == []
    straight = 'He said "yes" and "no".'
    assert [s.of(straight) for s in quotations(straight, Span(0, len(straight)))] == [
        '"yes"',
        '"no"',
    ]


def test_nested_quotations_give_the_smallest_around_the_caret() -> None:
    text = "She said “he told me «no» twice” today"
    block = BLOCKS[0].__class__(BLOCKS[0].kind, 0, len(text), 0)
    inner = quotation_at(text, [block], text.index("no"))
    outer = quotation_at(text, [block], text.index("twice"))
    assert inner
    assert outer
    assert (inner.of(text), outer.of(text)) == ("«no»", "“he told me «no» twice”")


def test_the_paragraph_at_an_offset_is_its_block() -> None:
    assert paragraph_at(BLOCKS, 0) == BLOCKS[0].span
    assert paragraph_at(BLOCKS, BLOCKS[0].end) == BLOCKS[1].span
    assert paragraph_at(BLOCKS, len(TEXT)) is None


@given(st.text(alphabet=st.sampled_from('aB.?!“”" 😀é\u0301\u00a0'), min_size=1, max_size=60))
def test_sentences_lie_in_order_inside_their_block_and_lose_no_word(words: str) -> None:
    spans = sentences(words, Span(0, len(words)))
    assert all(0 <= span.start < span.end <= len(words) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(span.of(words) for span in spans)
    assert "".join(kept.split()) == "".join(words.split())
