"""Which checks the public may read of."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.checks.finding import Finding


def told_of(found: Iterable[Finding], known: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what is found in what the public is told and in what the newsroom knows.

    What is found for want of what is hidden would be false; what is found only by what is hidden
    would give that away. What was waived stands last.
    """
    waived = {_place(finding): finding.waived for finding in known}
    both = [
        replace(finding, waived=waived[_place(finding)])
        for finding in found
        if _place(finding) in waived
    ]
    return tuple(sorted(both, key=lambda finding: not finding.is_open))


def _place(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    return finding.rule, finding.severity, finding.claims
