"""Who is heard, and how much: attributed claims and words by side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator.measures.counted import Counted
from annotator.measures.shares import Group, group
from annotator.model import UNKNOWN_SIDE

if TYPE_CHECKING:
    from annotator.chains import Chain


def sides(story: Counted) -> Mapping[str, Group]:
    """Return the attributed claims and words of each side that is heard, most words first.

    `unknown` is kept and stands last. Words may add up to more than all attributed words, where
    claims of two sides cross.
    """
    heard: dict[str, list[Chain]] = {}
    for chain in story.attributed:
        if chain.source:
            heard.setdefault(chain.source.side, []).append(chain)
    groups = {side: group(story, chains) for side, chains in heard.items()}

    def rank(side: str) -> tuple[bool, int, str]:
        return (side == UNKNOWN_SIDE, -groups[side].words, side)

    return {side: groups[side] for side in sorted(groups, key=rank)}
