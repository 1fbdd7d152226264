"""Who is heard, and how much: attributed claims and words by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.measures.counted import Counted
from annotator.measures.shares import Group, Share, group, ids_of, word_share
from annotator.model import UNKNOWN_SIDE


@dataclass(frozen=True, slots=True)
class SideShare:
    """A side's share of the attributed words: alone, and with all that is of unknown side."""

    alone: Share
    with_unknown: Share


def sides(story: Counted) -> Mapping[str, Group]:
    """Return the attributed claims and words of each side that is heard, most words first.

    `unknown` is kept and stands last. Words may add up to more than all attributed words, where
    claims of two sides cross.
    """
    groups = {side: group(story, chains) for side, chains in story.heard_sides.items()}

    def rank(side: str) -> tuple[bool, int, str]:
        return (side == UNKNOWN_SIDE, -groups[side].words, side)

    return {side: groups[side] for side in sorted(groups, key=rank)}


def side_shares(story: Counted) -> Mapping[str, SideShare]:
    """Return each side's share of the attributed words, first heard first (SIDE).

    Shares may add up to more than 1, where claims of two sides cross.
    """
    unknown = story.heard_sides.get(UNKNOWN_SIDE, ())
    found = {}
    for side, chains in story.heard_sides.items():
        alone = word_share(story, chains)
        both = (*chains, *unknown) if side != UNKNOWN_SIDE else chains
        found[side] = SideShare(alone, word_share(story, both) if unknown else alone)
    return found


def side_balance(story: Counted, one: str, other: str) -> Share:
    """Return how alike two sides are in their words, 1 being equally long (BAL).

    This is 1 - |a - b| / (a + b), over one denominator.
    """
    first, second = story.heard_sides.get(one, ()), story.heard_sides.get(other, ())
    a, b = story.words_of(first), story.words_of(second)
    both = ids_of((*first, *second))
    return Share(a + b - abs(a - b), a + b, both, both)
