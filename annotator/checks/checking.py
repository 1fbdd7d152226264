"""Looking at an article with every rule there is."""

from collections import Counter
from collections.abc import Iterable

from annotator.checks.examined import Examined
from annotator.checks.finding import Finding, Found
from annotator.checks.registry import RULES
from annotator.checks.waivers import covers
from annotator.measures.counted import Counted, counted
from annotator.model import Marks, Waiver
from annotator.rules import HouseRules, shipped
from annotator.text import Words
from annotator.vocabulary import Severity

_ORDER = {rule_id: n for n, rule_id in enumerate(RULES)}
_RANK = {severity: n for n, severity in enumerate(Severity)}


def check(
    marks: Marks, words: Words | None = None, house: HouseRules | None = None
) -> tuple[Finding, ...]:
    """Look at an article with every rule; return what is open first, the gravest first.

    Within a severity findings stand as their first claims are read, those about the whole
    article before them. `words` are the article's, where somebody has them already; without
    house rules those that are shipped apply.
    """
    return check_counted(counted(marks, words), house)


def check_counted(story: Counted, house: HouseRules | None = None) -> tuple[Finding, ...]:
    """Look at an article that somebody has counted already, as `check` does."""
    rules = house or shipped()
    marks = story.marks
    case = Examined(marks, story.words, story.chains, story.chain_of, rules)
    waivers: dict[str, list[Waiver]] = {}
    for waiver in marks.waivers:
        waivers.setdefault(waiver.rule, []).append(waiver)
    found = []
    for rule in RULES.values():
        if rules.is_on(rule.id):
            severity = rules.severities.get(rule.id)
            here = waivers.get(rule.id, ())
            found += [
                _finding(rule.id, severity or hit.severity or rule.severity, hit, here)
                for hit in rule.look(case)
            ]

    def rank(finding: Finding) -> tuple[bool, int, int, int]:
        at = marks.number_of(finding.claims[0]) if finding.claims else 0
        return (finding.waived is not None, _RANK[finding.severity], at, _ORDER[finding.rule])

    return tuple(sorted(found, key=rank))


def count_open(story: Counted, house: HouseRules | None = None) -> tuple[int, ...]:
    """Return how many findings of an article are open, by severity, the gravest first."""
    found = Counter(one.severity for one in check_counted(story, house) if one.is_open)
    return tuple(found[severity] for severity in Severity)


def _finding(rule: str, severity: Severity, hit: Found, waivers: Iterable[Waiver]) -> Finding:
    waived = None
    if waivers:
        waived = next((waiver.reason for waiver in waivers if covers(waiver, hit)), None)
    return Finding(rule, severity, hit.message, hit.claims, hit.source, hit.target, waived)
