"""Which checks the public may read of."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.checks.finding import Finding


def told_of(found: Iterable[Finding], known: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what is found in what the public is told and in what the newsroom knows.

    What is found for want of what is hidden would be false; what is found only by what is hidden
    would give that away. What was waived stands last, known by whom it is about, so that its
    waiver can be found; the message is that of the public.
    """
    own = {_place(finding): finding for finding in known}
    both = [
        replace(own[_place(finding)], message=finding.message)
        for finding in found
        if _place(finding) in own
    ]
    return tuple(sorted(both, key=lambda finding: not finding.is_open))


def _place(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    return finding.rule, finding.severity, finding.claims
