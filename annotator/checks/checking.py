"""Looking at an article with every rule there is."""

from annotator.checks.finding import Finding, Found, Rule
from annotator.checks.registry import RULES
from annotator.measures.counted import counted
from annotator.model import Marks, Waiver
from annotator.text import Words
from annotator.vocabulary import Severity

_ORDER = {rule_id: n for n, rule_id in enumerate(RULES)}
_RANK = {severity: n for n, severity in enumerate(Severity)}


def check(marks: Marks, words: Words | None = None) -> tuple[Finding, ...]:
    """Look at an article with every rule; return what is open first, the gravest first.

    Within a severity findings stand as their first claims are read, those about the whole
    article before them. `words` are the article's, where somebody has them already.
    """
    story = counted(marks, words)
    found = [
        _finding(rule, hit, marks.waivers) for rule in RULES.values() for hit in rule.look(story)
    ]

    def rank(finding: Finding) -> tuple[bool, int, int, int]:
        at = marks.number_of(finding.claims[0]) if finding.claims else 0
        return (not finding.is_open, _RANK[finding.severity], at, _ORDER[finding.rule])

    return tuple(sorted(found, key=rank))


def _finding(rule: Rule, hit: Found, waivers: tuple[Waiver, ...]) -> Finding:
    waived = next((w.reason for w in waivers if w.rule == rule.id and _covers(w, hit)), None)
    severity = hit.severity or rule.severity
    return Finding(rule.id, severity, hit.message, hit.claims, hit.source, hit.target, waived)


def _covers(waiver: Waiver, hit: Found) -> bool:
    """Return whether everything that a waiver names is what was found; nothing named is all."""
    return (
        waiver.claim_id in {None, *hit.claims}
        and waiver.source_id in {None, hit.source}
        and waiver.target in {None, hit.target}
    )
