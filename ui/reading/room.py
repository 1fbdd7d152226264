"""Who gets how much of the page's width: margin, words, cards and the scroll map."""

from dataclasses import dataclass

MARGIN, NARROW_MARGIN = 128.0, 52.0
"""Room for brackets, badges and arcs; in a narrow page for badges alone."""
NARROW = 560
"""Below this width in pixels the margin holds badges only."""
CARDS = 212.0
SCROLL_MAP = 28.0
BEFORE, AFTER = 14.0, 18.0
"""Inside the column's own widget, so that handles and outlines have room."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the parts of the page stand, in whole pixels from its left.

    The words take `words` to `cards`; without room for cards `cards` and `after_cards` are one.
    """

    words: int
    cards: int
    after_cards: int
    scroll_map: int
    is_narrow: bool

    @property
    def has_cards(self) -> bool:
        """Return whether there is room for cards."""
        return self.after_cards > self.cards


def arrange(width: int, column: float) -> Room:
    """Return the room of each part on a page of `width` with words of `column` pixels."""
    is_narrow = width < NARROW
    margin = NARROW_MARGIN if is_narrow else MARGIN
    scroll_map = width - SCROLL_MAP
    frame = BEFORE + AFTER
    rest = scroll_map - (margin - BEFORE) - frame
    has_cards = rest - column >= CARDS
    column = min(column, rest)
    spare = rest - column - (CARDS if has_cards else 0)
    # What is left goes to both sides; words far to the right would be hard to find.
    words = margin - BEFORE + spare / 2
    cards = words + frame + column
    after = cards + (CARDS if has_cards else 0)
    return Room(round(words), round(cards), round(after), round(scroll_map), is_narrow)
