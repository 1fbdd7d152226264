"""Every rule by its id; what a rule is stands beside the function that looks for it."""

from annotator.checks import (
    anonymity,
    attribution,
    cues,
    fairness,
    headlines,
    quotations,
    replies,
    sourcing,
    surnames,
    tagging,
    verification,
)
from annotator.checks.finding import Rule

FAMILIES = {
    "ATT": "Attribution",
    "FAIR": "Fairness",
    "SRC": "Sourcing",
    "HEAD": "Headline",
    "QUO": "Quotations",
    "CUE": "Cues",
    "TAG": "Tags",
    "CON": "Contradictions",
    "VER": "Verification",
    "TXT": "Text",
}
"""What the letters of an id mean, in the order of the handbook."""

_MODULES = (
    anonymity,
    attribution,
    cues,
    fairness,
    headlines,
    quotations,
    replies,
    sourcing,
    surnames,
    tagging,
    verification,
)


def family_of(rule: Rule) -> str:
    """Return the letters of a rule's id."""
    return rule.id.partition("-")[0]


def _place(rule: Rule) -> tuple[int, str]:
    return list(FAMILIES).index(family_of(rule)), rule.id


_FOUND = (each for module in _MODULES for each in vars(module).values() if isinstance(each, Rule))
RULES = {rule.id: rule for rule in sorted(_FOUND, key=_place)}
"""The rules in the order of the handbook."""
