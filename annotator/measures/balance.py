"""The numbers of one article that the window shows, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.measures.answers import reply_rate
from annotator.measures.counted import counted
from annotator.measures.shares import Group, Share, group
from annotator.measures.sides import sides
from annotator.measures.sourcing import anonymous_claims, anonymous_words, attribution
from annotator.measures.tags import multi_tagged, tag_mix, untagged
from annotator.model import Marks
from annotator.text import Words
from annotator.vocabulary import Tag

FEW = 5
"""Below so many attributed claims, counts are shown and no shares."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Who is heard in an article, and how much; every number knows its claims."""

    answered: Share
    attributed: Share
    anonymous: Share
    anonymous_words: Share
    claims: Group
    untagged: Group
    multi_tagged: Group
    tags: Mapping[Tag, Group]
    sides: Mapping[str, Group]

    @property
    def has_shares(self) -> bool:
        """Return whether there are enough attributed claims to speak of shares."""
        return self.attributed.numerator >= FEW


def balance(marks: Marks, words: Words | None = None) -> Balance:
    """Measure an article; `words` are its words, where somebody has them already."""
    story = counted(marks, words)
    return Balance(
        answered=reply_rate(story),
        attributed=attribution(story),
        anonymous=anonymous_claims(story),
        anonymous_words=anonymous_words(story),
        claims=group(story, story.chains),
        untagged=untagged(story),
        multi_tagged=multi_tagged(story),
        tags=tag_mix(story),
        sides=sides(story),
    )
