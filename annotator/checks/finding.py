"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from annotator.chains import Chain
from annotator.checks.examined import Examined
from annotator.rules import HouseRules
from annotator.vocabulary import Severity

_SPELLED_OUT = 6
"""How many claims a sentence names one by one."""


class Fix(StrEnum):
    """What a person does about a finding, so that a key can begin it."""

    NAME_SOURCE = "name source"
    NAME_TARGET = "name target"
    LINK_ANSWER = "link answer"
    LINK_SUPPORT = "link support"
    RECORD_RESPONSE = "record response"
    DESCRIBE_SOURCE = "describe source"
    COUNT_SOURCES = "count sources"
    TAG = "tag"
    VERIFY = "verify"
    ADD_EVIDENCE = "add evidence"
    CONFIRM_FURNITURE = "confirm furniture"
    MOVE_BOUNDS = "move bounds"
    NONE = "none"


class Subject(StrEnum):
    """What one finding of a rule is about; a waiver names just that."""

    CLAIM = "claim"
    PAIR = "allegation and target"
    SOURCE = "source"
    PARTY = "party"
    ARTICLE = "article"


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


Look = Callable[[Examined], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called and says, why it matters, who asks for it, and who looks.

    `definition` names thresholds and lexicons of the house rules in braces; `graver` is the
    second severity of a rule that has two.
    """

    id: str
    severity: Severity
    title: str
    look: Look
    definition: str
    reason: str
    handbook: str
    fix: Fix
    subject: Subject
    graver: Severity | None

    def defined(self, house: HouseRules) -> str:
        """Return the definition with a newsroom's own thresholds and words in it."""
        own = (house.thresholds, house.lexicons)
        told = {f.name: _told(getattr(part, f.name)) for part in own for f in fields(part)}
        return self.definition.format_map(told)


def rule(
    key: str,
    severity: Severity,
    title: str,
    *,
    definition: str,
    reason: str,
    handbook: str,
    fix: Fix = Fix.NONE,
    subject: Subject = Subject.CLAIM,
    graver: Severity | None = None,
) -> Callable[[Look], Rule]:
    """Make the function below a rule."""

    def made(look: Look) -> Rule:
        return Rule(key, severity, title, look, definition, reason, handbook, fix, subject, graver)

    return made


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


def named(story: Examined, *chains: Chain) -> str:
    """Return "claim 3", "claims 3, 4 and 7", or "claims 3, 4, 7 and 9 more"."""
    if len(chains) == 1:
        return f"claim {story.marks.number_of(chains[0].first.id)}"
    numbers = [str(n) for n in sorted(story.marks.number_of(chain.first.id) for chain in chains)]
    if len(numbers) > _SPELLED_OUT:
        rest = len(numbers) - _SPELLED_OUT + 1
        numbers = [*numbers[: _SPELLED_OUT - 1], f"{rest} more"]
    return f"claims {', '.join(numbers[:-1])} and {numbers[-1]}"


def at_start(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].upper() + words[1:]


def _told(value: object) -> str:
    """Return a threshold or a lexicon as a sentence has it."""
    if isinstance(value, Iterable):
        return ", ".join(sorted(value)) or "no word"
    return str(value)
