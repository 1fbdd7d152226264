"""The subcommand `check`: what is to be mended in an article, or in each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.claims_file import names_of
from annotator.console import (
    PATH,
    json_option,
    project_argument,
    refusing,
    say,
    say_json,
    warn,
)
from annotator.errors import UsageError
from annotator.files import printable
from annotator.model import Marks
from annotator.store.reader import Reader
from annotator.vocabulary import Severity

if TYPE_CHECKING:
    from annotator.checks.finding import Finding
    from annotator.rules import HouseRules

_GRAVEST_FIRST = list(Severity)


@click.command()
@project_argument
@click.argument("article", required=False)
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    help="Exit with 1 where something as grave as this, or graver, is open.",
)
@click.option("--rules", type=PATH, help="The house rules to check by: a TOML file.")
@json_option
@refusing
def check(
    project: Path, article: str | None, fail_on: str | None, rules: Path | None, *, as_json: bool
) -> None:
    """Check an article, or each, by rules from newsroom handbooks."""
    house = _house_rules(rules, as_json=as_json)
    told: list[dict[str, Any]] = []
    failing = 0
    for marks, findings in _checked(project, article, house):
        failing += sum(_fails(finding, fail_on) for finding in findings)
        if as_json:
            told += _written(marks, findings)
        else:
            say(_table(marks, findings))
    if as_json:
        say_json(told)
    if failing:
        what = "1 finding is" if failing == 1 else f"{failing} findings are"
        raise UsageError(f"{what} open that must not be, by --fail-on {fail_on}")


def _house_rules(file: Path | None, *, as_json: bool) -> "HouseRules":
    """Return the house rules that apply, and say which, and why they are not those asked for."""
    from annotator.checks.registry import RULES
    from annotator.rules import chosen

    house = chosen(file, RULES)
    if house.notice:
        warn(house.notice)
    by = f"Checked by the house rules “{house.rules.name}”"
    if not as_json:
        say(f"{by}\n")
    elif not house.is_shipped:
        warn(by)  # a list of findings has no place for it
    return house.rules


def _checked(
    project: Path, article: str | None, house: "HouseRules"
) -> Iterator[tuple[Marks, Sequence["Finding"]]]:
    from annotator.checks.checking import check as look

    with Reader.open(project) as reader, reader.snapshot():
        wanted = [reader.find_article(article)] if article is not None else reader.articles()
        for each in wanted:
            marks = reader.marks(each.id)
            yield marks, look(marks, house=house)


def _fails(finding: "Finding", fail_on: str | None) -> bool:
    if fail_on is None or not finding.is_open:
        return False
    return _GRAVEST_FIRST.index(finding.severity) <= _GRAVEST_FIRST.index(Severity(fail_on))


def _written(marks: Marks, findings: Sequence["Finding"]) -> Iterator[dict[str, Any]]:
    """Yield findings as scripts get them; claims are called as in a claims file."""
    names = names_of(marks)
    sources = {source.id: source.name for source in marks.sources}
    for finding in findings:
        yield {
            "article": marks.article.id,
            "rule": finding.rule,
            "severity": finding.severity,
            "claims": [names[claim] for claim in finding.claims],
            "source": sources[finding.source] if finding.source else None,
            "message": finding.message,
            "waived": finding.waived,
        }


def _table(marks: Marks, findings: Sequence["Finding"]) -> str:
    lines = [f"{marks.article.number}  {marks.article.title}"]
    for finding in findings:
        severity = finding.severity if finding.is_open else "waived"
        why = "" if finding.waived is None else f" Waived: {finding.waived}"
        lines.append(f"  {severity:<8} {finding.rule:<8} {finding.message}{why}")
    if not findings:
        lines.append("  nothing to mend")
    return "".join(f"{line}\n" for line in ("", *map(printable, lines)))
