"""The part Checks: what is open, the gravest first, and what was waived, with its reason."""

from collections.abc import Sequence
from functools import cache

from annotator.checks.finding import Finding
from annotator.checks.registry import RULES
from annotator.checks.waivers import covering
from annotator.export.cells import DETAIL, NOTHING, STRONG, TEXT, few_links, table
from annotator.export.dates import in_words
from annotator.export.grid import Column
from annotator.export.markup import Element, Look, line, paragraph, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.parts import heading
from annotator.export.story import Story, counted
from annotator.export.styles import GREY
from annotator.model import Waiver
from annotator.vocabulary import Part, Severity

SHAPES = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.INFO: "○"}
"""What tells severities apart in print without color, beside the word."""

_OPEN = (
    Column("Severity", 22),
    Column("Check", 42),
    Column("What to do, and what handbooks say", 84),
    Column("Claims", 24),
)
_WAIVED = (
    Column("Severity", 22),
    Column("Check", 36),
    Column("What was found", 44),
    Column("Claims", 18),
    Column("Reason to leave it", 36),
    Column("Waived", 25),
)
_PUBLIC = (Column("Severity", 24), Column("Check", 96), Column("Claims", 50))
_PUBLIC_WAIVED = (*_PUBLIC[:2], Column("Claims", 26), Column("Waived", 24))

_WaiversOn = dict[tuple[str, str | None], list[Waiver]]


def write_checks(story: Story, package: Package) -> None:
    """Write the open findings, then those that were waived."""
    heading(story, package, Part.CHECKS)
    found = [finding for finding in story.findings if finding.is_open]
    line(package.body, "Caption", _summed_up(found))
    if found:
        _open(story, package, found)
    waived = [finding for finding in story.findings if not finding.is_open]
    if waived:
        line(package.body, "Heading3", "Waived checks")
        _waived(story, package, waived)


def finding_place(story: Story, finding: Finding) -> str:
    """Return the bookmark on the row of a finding."""
    return bookmark_name(f"ck{story.number_of(finding)}", story.marks.article.id)


def severity(finding: Finding) -> str:
    """Return a severity as a shape and a word."""
    return f"{SHAPES[finding.severity]} {finding.severity.value.capitalize()}"


def _summed_up(found: Sequence[Finding]) -> str:
    if not found:
        return "No check is open."
    numbers = {one: sum(f.severity is one for f in found) for one in Severity}
    told = [
        counted(numbers[Severity.ERROR], "error"),
        counted(numbers[Severity.WARNING], "warning"),
        f"{numbers[Severity.INFO]:,} for information",
    ]
    return f"Open: {', '.join(told)}. A check asks; it does not judge."


def _open(story: Story, package: Package, found: Sequence[Finding]) -> None:
    is_public = story.edition.is_public
    grid = table(package, _PUBLIC if is_public else _OPEN, "Open checks")
    told: set[str] = set()
    for finding in found:
        grave, check, *rest = grid.row()
        _severity(story, finding, grave, package)
        _check(finding, check)
        # A sentence may name a source, which goes by another name in public.
        if not is_public:
            line(rest[0], TEXT, finding.message)
            if finding.rule not in told:
                line(rest[0], DETAIL, RULES[finding.rule].handbook)
                told.add(finding.rule)
        few_links(story, finding.claims, _claims_cell(finding, rest[-1]))


def _waived(story: Story, package: Package, found: Sequence[Finding]) -> None:
    """Write what was waived; reasons and reviewers are the newsroom's."""
    is_public = story.edition.is_public
    grid = table(package, _PUBLIC_WAIVED if is_public else _WAIVED, "Waived checks")
    waivers = _by_rule_and_claim((story.own or story.marks).waivers)
    for finding in found:
        grave, check, *rest = grid.row()
        _severity(story, finding, grave, package)
        _check(finding, check)
        few_links(story, finding.claims, _claims_cell(finding, rest[0 if is_public else 1]))
        waiver = _waiver_of(waivers, finding)
        when = story.edition.waived_at.get(waiver.id) if waiver else None
        if is_public:
            line(rest[1], TEXT, in_words(when) or NOTHING)
            continue
        line(rest[0], TEXT, finding.message)
        line(rest[2], TEXT, finding.waived or NOTHING)
        line(rest[3], TEXT, waiver.reviewer if waiver else NOTHING)
        if when:
            line(rest[3], DETAIL, in_words(when))


def _severity(story: Story, finding: Finding, cell: Element, package: Package) -> None:
    element = paragraph(cell, TEXT)
    place = package.bookmark(element, finding_place(story, finding))
    run(element, severity(finding), _look(finding))
    element.markup(tag("bookmarkEnd", id=place))


_PLAIN, _MUTED = Look(), Look(color=GREY)


def _look(finding: Finding) -> Look:
    if finding.severity is Severity.INFO or not finding.is_open:
        return _MUTED
    return STRONG if finding.severity is Severity.ERROR else _PLAIN


def _check(finding: Finding, cell: Element) -> None:
    cell.markup(_named(finding.rule))


@cache
def _named(rule: str) -> str:
    """Return the markup of a rule's title and id."""
    holder = Element("w:tc")
    line(holder, TEXT, RULES[rule].title)
    line(holder, DETAIL, rule)
    return holder.content


def _claims_cell(finding: Finding, cell: Element) -> Element:
    element = paragraph(cell, TEXT)
    if not finding.claims:
        run(element, "Article")
    return element


def _by_rule_and_claim(waivers: Sequence[Waiver]) -> _WaiversOn:
    found: _WaiversOn = {}
    for waiver in waivers:
        found.setdefault((waiver.rule, waiver.claim_id), []).append(waiver)
    return found


def _waiver_of(waivers: _WaiversOn, finding: Finding) -> Waiver | None:
    """Return the waiver by which a finding is set aside, the one whose reason it gives."""
    near = [
        waiver
        for claim_id in (None, *finding.claims)
        for waiver in waivers.get((finding.rule, claim_id), ())
    ]
    return next((w for w in covering(near, finding) if w.reason == finding.waived), None)
