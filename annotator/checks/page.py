"""The page on the checks, made from the rules themselves; `python -m` prints `docs/checks.md`."""

import sys

from annotator.checks.finding import Fix, Rule
from annotator.checks.registry import FAMILIES, RULES, family_of
from annotator.rules import HouseRules, shipped

_OPENING = """\
# The checks

On Record looks at the marks of an article with {count} rules from newsroom handbooks. Each
finding is one sentence that says what to do. None blocks an export: a finding that may stay as it
is can be waived with a reason, and who waived it and when is kept. A rule that lacks the data to
decide stays silent. What a handbook says is told in short here, in our words.

`onrecord check PROJECT` prints the findings of every article, `onrecord check PROJECT ARTICLE`
those of one. `--json` prints them as a list of objects with the keys `article`, `rule`,
`severity`, `claims`, `source`, `message` and `waived`; claims are called as `onrecord claims`
calls them. `--fail-on error` (or `warning`, or `info`) exits with 1 where something as grave, or
graver, is open and not waived.

## House rules

A newsroom that draws its lines elsewhere writes `house-rules.toml` into its On Record folder, or
names another file with `--rules FILE`. It overrides only what it names:

```toml
name = "Harbor Gazette"

[thresholds]
official_share = 0.9
side_share = "3/4"

[lexicons]
loaded_cues = ["admit", "claim", "point out"]

[rules]
SRC-01 = "error"
ATT-08 = "off"
```

| threshold | shipped |
|---|---|
{thresholds}

The lists of words are {lexicons}. One that is given
takes the place of the shipped one. A rule is made an `error`, a `warning`, an `info`, or switched
`off`.

Of a file that is broken nothing is used: On Record says in which line and why, and uses what it
ships with. Which house rules were used is printed with the findings; with `--json` on the error
output, where they are not those shipped.
"""


def page() -> str:
    """Return `docs/checks.md`."""
    house = shipped()
    parts = [_opening(house)]
    for family, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += [_section(rule, house) for rule in RULES.values() if family_of(rule) == family]
    return "\n".join(parts)


def _opening(house: HouseRules) -> str:
    own = house.thresholds
    rows = [f"| `{name}` | {getattr(own, name)} |" for name in own.__slots__]
    names = [f"`{name}`" for name in house.lexicons.__slots__]
    lexicons = f"{', '.join(names[:-1])} and {names[-1]}"
    return _OPENING.format(count=len(RULES), thresholds="\n".join(rows), lexicons=lexicons)


def _section(rule: Rule, house: HouseRules) -> str:
    severity = f"{rule.severity} or {rule.graver}" if rule.graver else str(rule.severity)
    fix = "in the story itself" if rule.fix is Fix.NONE else str(rule.fix)
    return (
        f"### {rule.id} {rule.title}\n\n"
        f"{rule.defined(house)}\n\n"
        f"- Why: {rule.reason}\n"
        f"- Handbook: {rule.handbook}\n"
        f"- Severity: {severity}. Fix: {fix}.\n"
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode())
