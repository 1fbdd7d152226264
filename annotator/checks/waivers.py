"""Waivers: a finding set aside with a reason, and taken up again."""

from collections.abc import Iterable, Sequence

from annotator.checks.finding import Finding, Found, Subject
from annotator.checks.registry import RULES
from annotator.edits import Edit, Move, add
from annotator.errors import EditError
from annotator.model import Article, Waiver, new_id
from annotator.text import is_line

LONGEST_REASON = 2_000


def covers(waiver: Waiver, found: Found | Finding) -> bool:
    """Return whether everything that a waiver names is what was found; nothing named is all."""
    return (
        waiver.claim_id in {None, *found.claims}
        and waiver.source_id in {None, found.source}
        and waiver.target in {None, found.target}
    )


def covering(waivers: Iterable[Waiver], finding: Finding) -> list[Waiver]:
    """Return the waivers by which a finding is set aside."""
    return [
        waiver for waiver in waivers if waiver.rule == finding.rule and covers(waiver, finding)
    ]


def waive(article: Article, finding: Finding, reason: str, reviewer: str) -> Edit:
    """Return the edit that sets a finding aside, or raise `EditError` in words.

    The waiver names what the rule is about, so that it lasts while the claims change.
    """
    return waive_all(article, [finding], reason, reviewer)


def waive_all(article: Article, findings: Sequence[Finding], reason: str, reviewer: str) -> Edit:
    """Return the one edit that sets findings of one rule aside, as `waive` does with one."""
    if len({finding.rule for finding in findings}) > 1:
        raise EditError("waive the findings of one check at a time, so that one reason fits all")
    for finding in findings:
        if not finding.is_open:
            raise EditError(f"{finding.rule} is waived here already; take that back first")
    why = _refined(reason)
    made = [_waiver(article, finding, why, reviewer) for finding in findings]
    once = {(waiver.claim_id, waiver.source_id, waiver.target): waiver for waiver in made}
    times = f" {len(made)} times" if len(made) > 1 else ""
    return add(f"Waive {made[0].rule}{times}: {_short(why)}", *once.values())


def _refined(reason: str) -> str:
    why = " ".join(reason.split())
    if not why:
        raise EditError("say why it may stay as it is; the reason is kept with the article")
    if len(why) > LONGEST_REASON or not is_line(why):
        raise EditError(f"give the reason in at most {LONGEST_REASON:,} ordinary characters")
    return why


def _waiver(article: Article, finding: Finding, why: str, reviewer: str) -> Waiver:
    subject = RULES[finding.rule].subject
    return Waiver(
        new_id(),
        article.id,
        finding.rule,
        why,
        finding.claims[0] if finding.claims and subject in _ON_A_CLAIM else None,
        finding.source if subject is Subject.SOURCE else None,
        finding.target if subject in {Subject.PAIR, Subject.PARTY} else None,
        reviewer,
    )


def take_back(waivers: Iterable[Waiver], finding: Finding) -> Edit:
    """Return the edit that makes a waived finding an open one, or raise `EditError`."""
    gone = covering(waivers, finding)
    if not gone:
        raise EditError(f"{finding.rule} is not waived here")
    moves = tuple(Move(waiver, None) for waiver in gone)
    return Edit(f"Take back the waiver of {finding.rule}", moves)


_ON_A_CLAIM = {Subject.CLAIM, Subject.PAIR}


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
