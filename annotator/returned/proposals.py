"""What a reply may change in the project: a person chooses, nothing happens by itself.

Whatever is chosen, what was said is kept with it: in the claim's note, or as a waiver's reason.
That is how a reply is known when the same report is read again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from annotator.checks.finding import Finding
from annotator.checks.waivers import LONGEST_REASON, waive
from annotator.edits import Edit, change
from annotator.errors import EditError
from annotator.model import Claim, Marks
from annotator.returned.reply import Reply
from annotator.vocabulary import Verification

DISPUTED = Verification.NOT_VERIFIED
"""What a claim is when an editor disputes it: nobody may take it for checked any more."""

_NOBODY = "Returned report"
_VERIFY = re.compile(r"^\s*(?:verify|verification)\s*:\s*(.+?)\s*[.!]?\s*$", re.I | re.M)
_WAIVE = re.compile(r"\bwaive\s+([A-Z]+-\d+)\b", re.I)
_DISPUTE = re.compile(r"\bdisputed?\b", re.I)


class Doing(Enum):
    """What is done with a reply."""

    NOTE = auto()
    VERIFY = auto()
    DISPUTE = auto()
    WAIVE = auto()


@dataclass(frozen=True, slots=True)
class Action:
    """One way to take a reply up; `is_meant` where its own words ask for it."""

    doing: Doing
    verification: Verification | None = None
    finding: Finding | None = None
    is_meant: bool = False


def entry(reply: Reply) -> str:
    """Return a reply as a claim's note keeps it: who, when, what."""
    who = reply.author or _NOBODY
    day = _day(reply.date)
    return f"{who} ({day}): {reply.text}" if day else f"{who}: {reply.text}"


def is_taken_up(reply: Reply, marks: Marks | None) -> bool:
    """Return whether a claim's note, or a waiver's reason, holds the reply already."""
    claim = _claim(reply, marks)
    if marks is None or claim is None:
        return False
    kept = entry(reply)
    notes = f"\n{claim.note}\n"
    reason = _reason(reply)
    return f"\n{kept}\n" in notes or any(waiver.reason == reason for waiver in marks.waivers)


def actions(reply: Reply, marks: Marks | None, findings: Iterable[Finding]) -> Sequence[Action]:
    """Return what may be done, the note first, then what its own words ask for; perhaps nothing.

    `findings` are the article's.
    """
    claim = _claim(reply, marks)
    if claim is None:
        return ()
    others = list(_others(claim, reply.text, findings))
    meant = [action for action in others if action.is_meant]
    return (Action(Doing.NOTE), *meant, *(action for action in others if not action.is_meant))


def proposed(reply: Reply, action: Action, marks: Marks, reviewer: str) -> Edit:
    """Return the one edit that takes a reply up, or raise `EditError` in words."""
    claim = _claim(reply, marks)
    if claim is None:
        raise EditError("it is not known which claim this is about")
    if action.doing is Doing.WAIVE and action.finding:
        return waive(marks.article, action.finding, _reason(reply), reviewer)
    number = marks.number_of(claim.id)
    noted = _noted(claim, reply)
    who = reply.author or _NOBODY
    if action.doing is Doing.DISPUTE:
        label = f"Claim {number} is disputed by {who}"
        return change(label, (claim, replace(noted, verification=DISPUTED)))
    if action.verification:
        label = f"Verification of claim {number}: {action.verification}, as {who} says"
        return change(label, (claim, replace(noted, verification=action.verification)))
    return change(f"Note on claim {number} from {who}", (claim, noted))


def all_notes(name: str, told: Iterable[tuple[Reply, Marks]]) -> Edit:
    """Return the one edit that adds every reply to the note of its claim; `name` is the report's.

    Raises `EditError` where there is none to add.
    """
    before: dict[str, Claim] = {}
    after: dict[str, Claim] = {}
    for reply, marks in told:
        claim = _claim(reply, marks)
        if claim and not is_taken_up(reply, marks):
            before.setdefault(claim.id, claim)
            after[claim.id] = _noted(after.get(claim.id, claim), reply)
    if not after:
        raise EditError("there is no note to add")
    pairs = [(before[key], after[key]) for key in after]
    return change(f"Notes from {name} on {_claims(len(pairs))}", *pairs)


def _noted(claim: Claim, reply: Reply) -> Claim:
    note = f"{claim.note}\n{entry(reply)}" if claim.note else entry(reply)
    return replace(claim, note=note)


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"


def _others(claim: Claim, text: str, findings: Iterable[Finding]) -> Iterator[Action]:
    said = _verification_in(text)
    yield Action(Doing.DISPUTE, DISPUTED, is_meant=bool(_DISPUTE.search(text)))
    for value in Verification:
        if value is not claim.verification:
            yield Action(Doing.VERIFY, value, is_meant=value == said)
    waived = {rule.upper() for rule in _WAIVE.findall(text)}
    for finding in findings:
        if finding.is_open and claim.id in finding.claims:
            yield Action(Doing.WAIVE, finding=finding, is_meant=finding.rule in waived)


def _verification_in(text: str) -> str:
    """Return the verification that a line asks for, or that the whole text is; "" for none."""
    found = _VERIFY.search(text)
    words = found[1] if found else text
    return " ".join(words.casefold().strip(" .!").split())


def _claim(reply: Reply, marks: Marks | None) -> Claim | None:
    if marks is None or reply.claim_id is None:
        return None
    try:
        return marks.claim(reply.claim_id)
    except KeyError:  # removed since the report was read
        return None


def _reason(reply: Reply) -> str:
    words = " ".join(entry(reply).split())
    words = "".join(character for character in words if character.isprintable())
    return words if len(words) <= LONGEST_REASON else f"{words[: LONGEST_REASON - 1].rstrip()}…"


def _day(date: str) -> str:
    try:
        return datetime.fromisoformat(date).date().isoformat()
    except ValueError:
        return ""
