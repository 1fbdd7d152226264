"""How far a story has been checked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator.measures.counted import Counted
from annotator.measures.shares import Group, Share, count_share, group
from annotator.vocabulary import Tag, Verification

if TYPE_CHECKING:
    from annotator.chains import Chain


def by_verification(story: Counted) -> Mapping[Verification, Group]:
    """Return the claims of each verification status that there is, as read (VER)."""
    found: dict[Verification, list[Chain]] = {}
    for chain in story.chains:
        found.setdefault(chain.first.verification, []).append(chain)
    return {status: group(story, chains) for status, chains in found.items()}


def borne_out(story: Counted) -> Share:
    """Return how many of the allegations have evidence (VER)."""
    alleged = [chain for chain in story.chains if Tag.ALLEGATION in chain.tags]
    return count_share((c for c in alleged if any(half.evidence for half in c.halves)), alleged)
