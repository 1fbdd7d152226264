"""The page `docs/measures.md`, made from what the measures say of themselves."""

import sys

from annotator.measures.keys import GROUPED, LABELS, RATES
from annotator.measures.registry import MEASURES, Measure

_HEAD = """# Measures

`onrecord measures` says who is heard in a story, and how much. Words and claims stand side by
side, with what each figure is made of; there is no score that sums them up.

Words are those of the whole article without furniture, such as the tail of a web page. A word
belongs to a claim when its first letter does, and words that two claims share count once. Claims
that a sentence splits in two (`continues`) are one. *Attributed* are claims with a source of any
kind but `unattributed`. A measure that does not apply is `null` in JSON, and never 0.
"""
_JSON = """## JSON

`onrecord measures PROJECT ARTICLE --json` prints one object with these keys, in this order, after
`article`, the article's id. Claims are named as `onrecord claims` names them. `profile` at the end
is the name of the house rules in force.
"""
_POOL = """## Several articles

Without an article the measures are those of all articles, or of those that the options choose:
`--outlet`, `--author`, `--after`, `--before`, `--status` and `--tag`. In JSON that is `articles`,
`pooled` and `median`. `pooled` gives rates as the sum of all numerators over the sum of all
denominators; percentages are never averaged. `median` gives each measure that is one number an
article, with `n`, the number of articles that have a value.
"""


def page() -> str:
    """Return the whole page as Markdown."""
    parts = [_HEAD, *map(_explained, MEASURES.values()), f"{_JSON}\n{_keys()}", _POOL]
    return "\n".join(parts)


def _explained(measure: Measure) -> str:
    rows = (
        f"- Formula: `{measure.formula}`",
        f"- Unit: {measure.unit}",
        f"- Where it does not apply: {measure.exception}",
        f"- Why it matters: {measure.reason}",
        f"- In JSON: {', '.join(f'`{key}`' for key in measure.keys)}",
    )
    return (
        f"## {measure.title} ({measure.id})\n\n{measure.definition}\n\n" + "\n".join(rows) + "\n"
    )


def _keys() -> str:
    rows = [f"| `{key}` | {label} | {_pooled(key)} |" for key, label in LABELS.items()]
    return "\n".join(("| key | what it is | pooled |", "|---|---|---|", *rows, ""))


def _pooled(key: str) -> str:
    if key in RATES:
        return "sum over sum"
    return "name by name, in the program" if key in GROUPED else ""


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode())
