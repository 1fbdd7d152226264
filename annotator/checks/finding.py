"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.vocabulary import Severity

_SPELLED_OUT = 6
"""How many claims a sentence names one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule's function yields; `severity` only where it is not the rule's own.

    `message` is one sentence that a reporter can act on. `claims` are ids, first the one to go
    to; there are none where it concerns the article as a whole.
    """

    message: str
    claims: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called, why it matters, and the function that looks for it."""

    id: str
    severity: Severity
    title: str
    reason: str
    look: Callable[[Counted], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in an article; `waived` is the reason why it may stay as it is.

    `source` is an id, `target` a name.
    """

    rule: str
    severity: Severity
    message: str
    claims: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    waived: str | None = None

    @property
    def is_open(self) -> bool:
        """Return whether nobody has set it aside."""
        return self.waived is None

    @property
    def key(self) -> tuple[str, tuple[str, ...], str | None, str | None]:
        """Return what stays the same while its words and its severity change."""
        return (self.rule, self.claims, self.source, self.target)


def on(chain: Chain, message: str, target: str | None = None) -> Found:
    """Return what was found on one claim."""
    return Found(message, chain.ids, chain.first.source_id, target)


def named(story: Counted, *chains: Chain) -> str:
    """Return "claim 3", "claims 3, 4 and 7", or "claims 3, 4, 7 and 9 more"."""
    numbers = [str(n) for n in sorted(story.marks.number_of(chain.first.id) for chain in chains)]
    if len(numbers) == 1:
        return f"claim {numbers[0]}"
    if len(numbers) > _SPELLED_OUT:
        rest = len(numbers) - _SPELLED_OUT + 1
        numbers = [*numbers[: _SPELLED_OUT - 1], f"{rest} more"]
    return f"claims {', '.join(numbers[:-1])} and {numbers[-1]}"


def at_start(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].upper() + words[1:]
