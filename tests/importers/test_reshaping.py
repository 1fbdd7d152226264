"""What a person changes about blocks never touches the text, and leaves them in order."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import Imported, read_bytes, reshaping
from annotator.model import Block
from annotator.text import Words, are_in_order
from annotator.vocabulary import BlockKind

LINES = st.lists(
    st.sampled_from(["Mill denies it", "It said so.", "Source: Read Full Article", "Käse, “Öl”"]),
    min_size=1,
    max_size=8,
)
Change = Callable[[Imported, int], Imported]
CHANGES: list[Change] = [
    lambda article, at: reshaping.with_furniture(article, at, is_furniture=True),
    lambda article, at: reshaping.with_furniture(article, at, is_furniture=False),
    reshaping.with_headline,
    lambda article, _: reshaping.without_headline(article),
    reshaping.with_split_headline,
]


def article(lines: list[str], *, as_one: bool = False) -> Imported:
    found = read_bytes("\n".join(lines).encode(), "mill.txt")
    if not as_one:
        return found
    block = Block(BlockKind.HEADLINE, 0, len(found.text), 0)
    return replace(found, blocks=(block,))


@given(LINES, st.booleans(), st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 50))))
def test_blocks_stay_in_order_and_are_numbered_whatever_is_done(
    lines: list[str], as_one: bool, steps: list[tuple[Change, int]]
) -> None:
    first = now = article(lines, as_one=as_one)
    words = len(Words(first.text, first.blocks))
    for change, at in steps:
        now = change(now, at % len(now.blocks))
        assert now.text is first.text
        assert are_in_order(now.blocks, now.text)
        assert {b.start for b in first.blocks} <= {b.start for b in now.blocks}
        kinds = [block.kind for block in now.blocks]
        assert kinds.count(BlockKind.HEADLINE) <= 1
        numbers = count(1)
        for block in now.blocks:
            is_body = block.kind not in {BlockKind.HEADLINE, BlockKind.FURNITURE}
            plain = None if block.is_furniture else 0
            assert block.paragraph == (next(numbers) if is_body else plain)
        assert now.title.strip()
    gained = reshaping.words_gained(first, now)
    assert words + gained == len(Words(now.text, now.blocks))


@given(LINES, st.integers(0, 7))
def test_greying_twice_gives_the_numbers_back(lines: list[str], at: int) -> None:
    first = reshaping.without_headline(article(lines))
    at %= len(first.blocks)
    was = first.blocks[at].is_furniture
    once = reshaping.with_furniture(first, at, is_furniture=not was)
    twice = reshaping.with_furniture(once, at, is_furniture=was)
    assert twice == first


def test_another_block_as_the_title_makes_the_old_headline_a_paragraph() -> None:
    now = reshaping.with_headline(article(["EXCLUSIVE", "Mill denies it", "It did."]), 1)
    assert now.title == "Mill denies it"
    assert [block.paragraph for block in now.blocks] == [1, 0, 2]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Title\nThe body.\nMore.", ["Title", "The body.\nMore."]),
        ("Title", ["Title"]),
        ("\nTitle\n\nBody", ["\nTitle", "Body"]),
        ("Title\n  ", ["Title\n  "]),
    ],
)
def test_a_headline_is_split_from_the_body_at_its_first_line_end(
    text: str, spans: list[str]
) -> None:
    block = Block(BlockKind.HEADLINE, 0, len(text), 0)
    one = replace(article(["x"]), text=text, blocks=(block,))
    assert reshaping.can_be_split(one, 0) == (len(spans) > 1)
    now = reshaping.with_split_headline(one, 0)
    assert [block.span.of(text) for block in now.blocks] == spans
