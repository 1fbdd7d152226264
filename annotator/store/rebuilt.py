"""What came out of a damaged file, in numbers and in words."""

from collections import Counter
from dataclasses import dataclass, field

from annotator.model import Step

TOLD = {
    "article": "article",
    "claim": "claim",
    "source": "source",
    "listing": "entry of a source list",
    "identity": "name of a confidential source",
    "pseudonym": "pseudonym",
    "side": "side",
    "link": "link",
    "response": "answer",
    "waiver": "waiver",
    "version": "note of a new version",
    "omission": "note of a claim left out",
}
"""What a row of each table is called to a person."""


@dataclass(slots=True)
class Rebuilt:
    """What was taken from a damaged file.

    `rows` were read, and `named` are more that the file only names. `kept` and `known` count by
    table: how many there are now, and how many were there as far as the file still says. `last`
    is the last step that can be read; `losses` are plain sentences.
    """

    rows: int = 0
    named: int = 0
    last: Step | None = None
    kept: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)


def counted(many: int, what: str) -> str:
    """Return a number of things in words."""
    if many == 1:
        return f"1 {what}"
    noun, of, rest = what.partition(" of ")
    return (
        f"{many} {noun[:-1]}ies{of}{rest}" if noun.endswith("y") else f"{many} {noun}s{of}{rest}"
    )
