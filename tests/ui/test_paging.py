"""Where pages are cut: every line once, between paragraphs, never below a headline."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.reading.paging import Row, Slice, slices

LINE, GAP = 20.0, 8.0


def rows(*blocks: int, leads: Iterable[int] = ()) -> list[Row]:
    """Return the rows of blocks of so many lines with a gap after each."""
    made: list[Row] = []
    top = 0.0
    for number, lines in enumerate(blocks):
        for line in range(lines):
            made.append(Row(2 * number, line, lines, top, top + LINE, number in leads))
            top += LINE
        made.append(Row(2 * number + 1, 0, 1, top, top + GAP, is_empty=True))
        top += GAP
    return made


def told(pages: Iterable[Slice]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((p.first.block, p.first.line), (p.last.block, p.last.line)) for p in pages]


def test_what_fits_is_one_page() -> None:
    assert told(slices(rows(2, 3), 200)) == [((0, 0), (2, 2))]


def test_nothing_is_no_page() -> None:
    assert told(slices([], 200)) == []
    assert told(slices(rows(0), 200)) == []


def test_a_page_ends_between_paragraphs_where_little_room_is_lost() -> None:
    assert told(slices(rows(6, 6), 9 * LINE)) == [((0, 0), (0, 5)), ((2, 0), (2, 5))]


def test_a_long_paragraph_is_cut_between_lines() -> None:
    assert told(slices(rows(2, 20), 15 * LINE)) == [((0, 0), (2, 11)), ((2, 12), (2, 19))]


def test_no_line_of_a_paragraph_stands_alone() -> None:
    first, second = slices(rows(8, 7), 14 * LINE + GAP)
    assert (first.last.block, first.last.line) == (2, 4)
    assert second.first.line == 5


def test_no_headline_stands_alone_at_the_bottom() -> None:
    pages = list(slices(rows(8, 1, 6, leads={1}), 10 * LINE))
    assert told(pages)[1][0] == (2, 0)


def test_a_row_taller_than_a_page_has_one_to_itself() -> None:
    tall = [Row(n, 0, 1, n * 500.0, n * 500.0 + 500) for n in range(3)]
    assert len(list(slices(tall, 100))) == 3


@given(
    st.lists(st.integers(0, 30), max_size=30),
    st.sets(st.integers(0, 29)),
    st.integers(1, 40),
)
def test_every_line_is_on_one_page_and_fits(
    blocks: list[int], leads: set[int], lines: int
) -> None:
    made = rows(*blocks, leads=leads)
    height = lines * LINE
    pages = list(slices(made, height))
    filled = [row for row in made if not row.is_empty]
    assert [page.first for page in pages[:1]] == filled[:1]
    assert [page.last for page in pages[-1:]] == filled[-1:]
    for page in pages:
        assert page.first == page.last or page.last.bottom - page.first.top <= height
    for one, other in pairwise(pages):
        assert filled.index(other.first) == filled.index(one.last) + 1
