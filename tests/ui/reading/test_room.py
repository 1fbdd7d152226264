"""Who gets how much of a page, at every width."""

import itertools

import pytest

from ui.reading.room import CARDS, NARROW, arrange

COLUMNS = (200.0, 340.0, 561.5, 700.0, 1400.0)


@pytest.mark.parametrize("column", COLUMNS)
def test_the_parts_stand_in_order_and_none_is_negative(column: float) -> None:
    for width in range(300, 3001):
        room = arrange(width, column)
        places = (0, room.words, room.cards, room.after_cards, room.scroll_map, width)
        assert list(places) == sorted(places), (width, places)
        assert room.words > 0
        assert room.cards > room.words + 100
        assert room.is_narrow == (width < NARROW)
        assert room.has_cards == (room.after_cards - room.cards >= CARDS - 1)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_wider_page_never_has_narrower_words_but_where_cards_come(column: float) -> None:
    rooms = [arrange(width, column) for width in range(NARROW, 3001)]
    widths = [room.cards - room.words for room in rooms]
    for before, after in itertools.pairwise(widths):
        assert after >= before - 1
