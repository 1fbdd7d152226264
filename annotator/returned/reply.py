"""What somebody said in a returned report, and about which claim."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was done to the report."""

    NEW = "new"
    ANSWER = "answer"
    RESOLVED = "resolved"
    EDITED = "edited"
    DELETED = "deleted"
    CHANGE = "change"

    @property
    def is_said(self) -> bool:
        """Return whether it holds words that a person wrote in a comment."""
        return self in {self.NEW, self.ANSWER, self.EDITED}


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing that came back; `claim_id` is None where it is not known which claim is meant.

    `date` is as the file has it, "" where it has none; so is `author`. `place` says in words
    where it stands, and why the claim is or is not known.
    """

    kind: Kind
    author: str
    date: str
    text: str
    claim_id: str | None
    article_id: str | None
    place: str
